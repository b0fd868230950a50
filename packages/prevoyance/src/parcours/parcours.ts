import { droitsConge, regimeDe, type TypeConge, tempsPartielTherapeutique } from '../droits/index.ts'
import { type Explication, expliquer, type Nom } from '../moteur/expliquer.ts'
import { partPayee } from '../parametres/temps-partiel.ts'
import {
  arrondi,
  CENT_POUR_CENT,
  type Centimes,
  centimes,
  debutDuMois,
  type Jour,
  plusMois,
} from '../socle/index.ts'
import {
  marquer,
  type Recu,
  repriseTherapeutique,
  resteDeLArret,
  type TranchePayee,
  tranchesDuMois,
} from './calendrier.ts'
import { hypothesesDe } from './hypotheses.ts'
import { indemnitesDe } from './indemnites.ts'
import type { DemandeParcours, Mois, PaieExpliquee, Parcours, Tranche } from './types.ts'

/** Half pay, in thousandths of one per cent. */
const DEMI = 50_000

const CIBLES: readonly Nom[] = ['netTotal', 'revenuMaintenu', 'indemnite', 'partAgent']

/**
 * Net income of an agent during a stop, month by month, without then with a contract, with the reasons.
 * @throws ValeurManquante (French) when a parameter is not recorded for a month
 */
export function parcourir(demande: DemandeParcours): Parcours {
  const { situation } = demande
  const { periodes, explication } = droitsConge(situation)
  const recus = indemnitesDe(demande, periodes)
  const reste = resteDeLArret(demande)
  const payees = [
    ...marquer(reste === null ? periodes : [...periodes, reste], recus.periodes),
    ...repriseTherapeutique(demande),
  ]
  const paies = creerPaies(demande)
  const mois: Mois[] = []
  // A leave cut by the end of the contract ends before the stop.
  const dernier = debutDuMois(payees.at(-1)!.fin)
  for (let debut = debutDuMois(situation.arret.debut); debut <= dernier; debut = plusMois(debut, 1))
    mois.push(calculerMois(tranchesDuMois(debut, payees, situation.agent.finContrat), paies.de, debut))
  const { tempsPartielTherapeutique: reprise } = demande
  return {
    periodes,
    mois,
    droits: [
      ...explication,
      ...recus.explication,
      ...(reprise ? tempsPartielTherapeutique(reprise.periodes, reprise.demande).explication : []),
    ],
    paies: paies.expliquees(),
    hypotheses: hypothesesDe(demande, periodes, dernier),
  }
}

function calculerMois(
  tranches: readonly TranchePayee[],
  paieDe: (tranche: TranchePayee, jour: Jour) => Explication,
  debut: Jour,
): Mois {
  const part = (valeur: number, { trentiemes: t }: Tranche) => arrondi(valeur * t, 30)
  const somme = (nom: Nom): Centimes =>
    centimes(
      tranches
        .filter(({ phase }) => phase !== 'hors-contrat')
        .reduce((total, t) => total + part(paieDe(t, debut).valeurs[nom], t), 0),
    )
  const { valeurs } = paieDe(tranches[0]!, debut)
  const sansContrat = somme('revenuMaintenu')
  const indemnite = somme('indemnite')
  // Nobody contributes for a month that is wholly after the end of the employment.
  const employe = tranches.some(({ phase }) => phase !== 'hors-contrat' && phase !== 'arret-hors-contrat')
  const cotisationAgent = centimes(employe ? valeurs.partAgent : 0)
  return {
    mois: debut.slice(0, 7),
    tranches: tranches.map(({ debut: d, fin, phase, taux, trentiemes: t }) => ({
      debut: d,
      fin,
      phase,
      taux,
      trentiemes: t,
    })),
    netActivite: centimes(valeurs.netTotal),
    sansContrat,
    indemnite,
    cotisationAgent,
    avecContrat: centimes(sansContrat + indemnite - cotisationAgent),
  }
}

/** Monthly pay of each kind of days, computed once by kind and month of parameters. */
function creerPaies(demande: DemandeParcours) {
  const { situation, paie, contrat, apresEpuisement } = demande
  const connues = new Map<string, Explication>()
  const racontees = new Map<string, { readonly titre: string; readonly calculs: readonly Explication[] }>()
  const rg = regimeDe(situation.agent) === 'RG'
  const enAttente = apresEpuisement === 'attente'
  const [fractionNum, fractionDen] = partPayee(paie.quotite, paie.tempsNonComplet)
  const fixe = {
    regime: rg ? 1 : 0,
    indiceMajore: paie.indiceMajore,
    traitementHorsIndice: paie.traitement,
    fractionNum,
    fractionDen,
    nbiPoints: paie.nbiPoints,
    ri: paie.ri,
    indemniteResidence: paie.indemniteResidence,
    groupeInvalidite: demande.allocationInvalidite?.groupe ?? 1,
    tauxTiNbi: contrat.tauxTiNbi,
    tauxRi: contrat.tauxRi,
    tauxRenfortRi: contrat.tauxRenfortRi,
    assietteNbi: contrat.assietteNbi ? 1 : 0,
    assietteRi: contrat.assietteRi ? 1 : 0,
    regimeParticipation: contrat.obligatoire ? 1 : 0,
    participationMontant: contrat.participationMontant,
    participationTaux: contrat.participationTaux,
    participationPlancher: contrat.participationPlancher,
    tauxIncapacite: contrat.tauxIncapacite,
    tauxInvaliditeOffre: contrat.tauxInvalidite,
    tauxRetraite: contrat.tauxRetraite,
    tauxDeces: contrat.tauxDeces,
    tauxRenfort: contrat.tauxRenfort,
  }
  // The ceiling of daily benefits is that of the first day of the stop: CSS R.323-4, BIP, fiche PREMAL.
  const plafond = rg ? expliquer({}, ['plafondIjssJour'], situation.arret.debut) : null
  const nbiSuspendue = situation.arret.type === 'CLD'
  return {
    de: (tranche: TranchePayee, jour: Jour): Explication => {
      const { recu } = tranche
      const cle = `${tranche.phase} ${tranche.taux} ${recu ?? ''}`
      const connue = connues.get(`${cle} ${jour}`)
      if (connue !== undefined) return connue
      const active = tranche.phase === 'activite'
      const paye = enAttente && tranche.phase === 'epuise' ? DEMI : tranche.taux * 1_000
      const nomAllocation = recu === 'invalidite' ? 'allocationInvaliditeNette' : 'indemniteMaladieNette'
      const allocation = recu && !rg ? expliquer({ ...fixe, joursDuMois: 30 }, [nomAllocation], jour) : null
      const accident =
        recu === 'accident' || recu === 'accident-long'
          ? expliquer({ ...fixe, accidentLong: recu === 'accident-long' ? 1 : 0 }, ['ijssJourAccident'], jour)
          : null
      const avant = recu ? (accident ?? plafond ?? allocation) : null
      const calculee = expliquer(
        {
          ...fixe,
          tauxPaye: paye,
          tauxNbiPaye: nbiSuspendue && !active ? 0 : paye,
          autresPrestations: allocation?.valeurs[nomAllocation] ?? 0,
          tauxRiMaintenu: active ? CENT_POUR_CENT : riDe(tranche, demande),
          demi: estComplete(tranche, demande) ? 1 : 0,
          ...(!aRenfort(tranche, demande) && { tauxRenfortRi: 0 }),
          joursIjss: recu && rg ? 30 : 0,
          ...(accident && { ijssJour: accident.valeurs.ijssJourAccident }),
          ...(plafond && { plafondIjssJour: plafond.valeurs.plafondIjssJour }),
        },
        CIBLES,
        jour,
      )
      connues.set(`${cle} ${jour}`, calculee)
      if (!racontees.has(cle))
        racontees.set(cle, {
          titre: titreDe(tranche),
          calculs: avant ? [avant, calculee] : [calculee],
        })
      return calculee
    },
    expliquees: (): readonly PaieExpliquee[] =>
      [...racontees.values()].map(({ titre, calculs }) => ({
        titre,
        explication: calculs.flatMap(({ trace }) => trace),
      })),
  }
}

const TITRES: Readonly<Record<Tranche['phase'], string>> = {
  activite: 'en activité',
  carence: 'de carence',
  plein: 'à plein traitement',
  demi: 'à demi-traitement',
  epuise: 'après épuisement des droits',
  'sans-traitement': 'sans traitement',
  'hors-contrat': 'après la fin du contrat',
  'arret-hors-contrat': 'd’arrêt après la fin du contrat',
  'temps-partiel-therapeutique': 'à temps partiel thérapeutique',
}

const RECUS: Readonly<Record<Recu, string>> = {
  indemnise: ', indemnités journalières ou de maladie comprises',
  accident: ', indemnités journalières comprises',
  'accident-long': ', indemnités journalières comprises',
  invalidite: ', allocation d’invalidité temporaire comprise',
}

const titreDe = ({ phase, taux, recu }: TranchePayee): string =>
  `Un mois ${TITRES[phase]} (${taux} %)${recu ? RECUS[recu] : ''}`

const CONGES_LONGS: ReadonlySet<TypeConge> = new Set(['CLM', 'CLD', 'CGM'])

/** Whether the extra guarantee on the RI plays: contracts sell it for the full pay of long leaves, never for a waiting day. */
const aRenfort = ({ phase }: Tranche, { situation }: DemandeParcours): boolean =>
  phase === 'plein' && CONGES_LONGS.has(situation.arret.type)

/** Whether the contract completes the income of these days: from half pay on, and after the employment when the request says so. */
const estComplete = ({ phase }: Tranche, { apresFinContrat }: DemandeParcours): boolean =>
  phase === 'demi' ||
  phase === 'epuise' ||
  phase === 'sans-traitement' ||
  (phase === 'arret-hors-contrat' && apresFinContrat === 'indemnites-et-prestations')

function riDe(
  { phase }: Tranche,
  { riMaintenu, tempsPartielTherapeutique: reprise }: DemandeParcours,
): number {
  if (phase === 'plein') return riMaintenu.plein
  if (phase === 'demi') return riMaintenu.demi
  return phase === 'temps-partiel-therapeutique' ? (reprise?.riMaintenu ?? 0) : 0
}
