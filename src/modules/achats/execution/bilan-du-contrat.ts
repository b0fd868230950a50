import { type Assureur, fraisDeGestion, payeur } from '@maillage/prevoyance/collectif'
import { ajouterJours, ajouterMois, type Jour } from '#shared/dates.ts'
import { calendrierDe } from '../domain/calendrier.ts'
import {
  type AnneeComptable,
  type Compte,
  type EtatDesComptes,
  etatDesComptes,
  jugerRevision,
  parExercice,
  parSurvenance,
  type VerdictRevision,
} from '../domain/contrat/execution.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import type { Effectif, Revision } from './comptes.queries.ts'
import type { Contrat } from './contrats.queries.ts'

export type MatiereDExecution = {
  readonly operation: OperationLue
  readonly contrats: readonly Contrat[]
  readonly comptes: readonly Compte[]
  readonly revisions: readonly Revision[]
  readonly effectifs: readonly Effectif[]
}

export type EtatDuContrat = {
  readonly contrat: Contrat
  readonly annees: readonly AnneeComptable[]
  readonly rendus: readonly EtatDesComptes[]
  readonly effectif: Effectif | null
  /** Cents a year. */
  readonly frais: number
}
export type RevisionJugee = {
  readonly revision: Revision
  readonly contrat: Contrat
  readonly verdict: VerdictRevision | null
}

type Centimes = Parameters<typeof fraisDeGestion>[0]

/** Everything that a committee follows: each contract, the whole, what was asked for and whether the clause allows it. Pure. */
export function dresserBilan(m: MatiereDExecution, aujourdhui: Jour) {
  const contrats = m.contrats.map((contrat): EtatDuContrat => {
    const siens = m.comptes.filter(({ contratId }) => contratId === contrat.id)
    const effectif = m.effectifs.find(({ contratId }) => contratId === contrat.id) ?? null
    return {
      contrat,
      annees: parExercice(siens),
      rendus: etatDesComptes(contrat, siens, aujourdhui),
      effectif,
      frais: fraisDeGestion(contrat.fraisAgent as Centimes, effectif?.agents ?? 0).montant,
    }
  })
  return {
    contrats,
    annees: parExercice(m.comptes),
    survenances: parSurvenance(m.comptes),
    enRetard: contrats.flatMap(({ contrat, rendus }) =>
      rendus.filter(({ etat }) => etat === 'en_retard').map((rendu) => ({ contrat, ...rendu })),
    ),
    revisions: m.revisions.flatMap((revision): RevisionJugee[] => {
      const contrat = contrats.find((c) => c.contrat.id === revision.contratId)
      if (!contrat) return []
      const historique = contrat.contrat.tarifs.filter(({ niveau }) => niveau === revision.niveau)
      const sp = contrat.annees.at(-1)?.sp ?? null
      return [
        {
          revision,
          contrat: contrat.contrat,
          verdict: jugerRevision(contrat.contrat, historique, revision, sp),
        },
      ]
    }),
    employeurs: contrats.reduce((total, { effectif }) => total + (effectif?.employeurs ?? 0), 0),
    agents: contrats.reduce((total, { effectif }) => total + (effectif?.agents ?? 0), 0),
    frais: contrats.reduce((total, { frais }) => total + frais, 0),
  }
}
export type Bilan = ReturnType<typeof dresserBilan>

/** What renewing asks for, worked back from the day after the contract, and the last day to give notice. */
export const renouvellementDe = (operation: OperationLue, contrat: Contrat) => ({
  suivant: ajouterJours(contrat.au, 1),
  preavis: ajouterMois(contrat.au, -contrat.preavisMois),
  etapes: calendrierDe(operation.objet, ajouterJours(contrat.au, 1)),
})

export type CasDeChangement = {
  readonly cas: string
  readonly prestation: Assureur
  readonly revalorisation: Assureur
  readonly pourquoi: string
}

/** If the insurer changed at the end of the contract: who would pay, in the three cases that agents ask about. */
export function changementDAssureur(contrat: Contrat): CasDeChangement[] {
  const bascule = ajouterJours(contrat.au, 1)
  const avant = ajouterMois(bascule, -4)
  const apres = ajouterMois(bascule, 2)
  const transfert = { bascule, obligatoire: true, reprise: contrat.reprise }
  const cas = [
    [
      'Arrêt commencé avant, encore indemnisé',
      { debutArret: avant, prestationsDues: ajouterMois(avant, 3), rechuteLe: null },
    ],
    [
      'Arrêt commencé avant, demi-traitement après',
      { debutArret: avant, prestationsDues: apres, rechuteLe: null },
    ],
    [
      'Rechute après le changement',
      { debutArret: avant, prestationsDues: ajouterMois(avant, 3), rechuteLe: apres },
    ],
    ['Arrêt commencé après', { debutArret: apres, prestationsDues: ajouterMois(apres, 3), rechuteLe: null }],
  ] as const
  return cas.map(([mots, sinistre]) => {
    const { prestation, revalorisation, explication } = payeur(sinistre, transfert)
    return { cas: mots, prestation, revalorisation, pourquoi: explication[0]!.formule }
  })
}
