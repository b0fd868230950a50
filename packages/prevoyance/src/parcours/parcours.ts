import { droitsConge, regimeDe } from '../droits/index.ts'
import { type Explication, expliquer, type Nom } from '../moteur/expliquer.ts'
import { PAIEMENT_TEMPS_PARTIEL } from '../parametres/temps-partiel.ts'
import {
  arrondi,
  CENT_POUR_CENT,
  type Centimes,
  centimes,
  debutDuMois,
  dernierDes,
  finDuMois,
  type Jour,
  joursInclus,
  plusJours,
  plusMois,
  premierDes,
  trentiemes,
} from '../socle/index.ts'
import { hypothesesDe } from './hypotheses.ts'
import { type Indemnise, indemnitesDe, marquer, type PeriodeIndemnisee } from './indemnites.ts'
import type { DemandeParcours, Mois, PaieExpliquee, Parcours, RiMaintenu, Tranche } from './types.ts'

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
  const indemnites = indemnitesDe(demande, periodes)
  const decoupees = indemnites === null ? periodes : marquer(periodes, indemnites.periodes)
  const paies = creerPaies(demande)
  const mois: Mois[] = []
  // A leave cut by the end of the contract ends before the stop.
  const dernier = debutDuMois(periodes.at(-1)!.fin)
  for (let debut = debutDuMois(situation.arret.debut); debut <= dernier; debut = plusMois(debut, 1))
    mois.push(calculerMois(tranchesDuMois(debut, decoupees, situation.agent.finContrat), paies.de, debut))
  return {
    periodes,
    mois,
    droits: [...explication, ...(indemnites?.explication ?? [])],
    paies: paies.expliquees(),
    hypotheses: hypothesesDe(demande, periodes),
  }
}

/** Days of one month, at work or not, cut into runs of equal pay. */
function tranchesDuMois(debut: Jour, periodes: readonly PeriodeIndemnisee[], finContrat: Jour | undefined) {
  const fin = finDuMois(debut)
  const enConge = periodes
    .filter((p) => p.fin >= debut && p.debut <= fin)
    .map((p) => ({ ...p, debut: dernierDes(p.debut, debut), fin: premierDes(p.fin, fin) }))
  const activite = { phase: 'activite' as const, taux: 100 }
  const horsContrat = { phase: 'hors-contrat' as const, taux: 0 }
  const [premiere, derniere] = [enConge[0]!, enConge.at(-1)!]
  const toutes = [
    ...(premiere.debut > debut ? [{ ...activite, debut, fin: plusJours(premiere.debut, -1) }] : []),
    ...enConge,
    ...(derniere.fin < fin
      ? [
          {
            ...(derniere.fin === finContrat ? horsContrat : activite),
            debut: plusJours(derniere.fin, 1),
            fin,
          },
        ]
      : []),
  ]
  const parts = trentiemes(toutes.map((t) => joursInclus(t.debut, t.fin)))
  return toutes.map((t, i) => ({ ...t, trentiemes: parts[i]! }))
}

type Payee = Tranche & { readonly ijss?: Indemnise | undefined }

function calculerMois(
  tranches: readonly Payee[],
  paieDe: (tranche: Payee, jour: Jour) => Explication,
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
  const cotisationAgent = centimes(valeurs.partAgent)
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
function creerPaies({ situation, paie, riMaintenu, contrat, apresEpuisement }: DemandeParcours) {
  const connues = new Map<string, Explication>()
  const racontees = new Map<string, { readonly titre: string; readonly calculs: readonly Explication[] }>()
  const rg = regimeDe(situation.agent) === 'RG'
  const enAttente = apresEpuisement === 'attente'
  const [fractionNum, fractionDen] = PAIEMENT_TEMPS_PARTIEL[paie.quotite] ?? [paie.quotite, CENT_POUR_CENT]
  const fixe = {
    regime: rg ? 1 : 0,
    indiceMajore: paie.indiceMajore,
    traitementHorsIndice: paie.traitement,
    fractionNum,
    fractionDen,
    nbiPoints: paie.nbiPoints,
    ri: paie.ri,
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
    de: (tranche: Payee, jour: Jour): Explication => {
      const cle = `${tranche.phase} ${tranche.taux} ${tranche.ijss ?? ''}`
      const connue = connues.get(`${cle} ${jour}`)
      if (connue !== undefined) return connue
      const active = tranche.phase === 'activite'
      const paye = enAttente && tranche.phase === 'epuise' ? DEMI : tranche.taux * 1_000
      const allocation =
        tranche.ijss && !rg ? expliquer({ ...fixe, joursDuMois: 30 }, ['indemniteMaladieNette'], jour) : null
      const accident =
        tranche.ijss === 'accident' || tranche.ijss === 'accident-long'
          ? expliquer(
              { ...fixe, accidentLong: tranche.ijss === 'accident-long' ? 1 : 0 },
              ['ijssJourAccident'],
              jour,
            )
          : null
      const avant = tranche.ijss ? (accident ?? plafond ?? allocation) : null
      const calculee = expliquer(
        {
          ...fixe,
          tauxPaye: paye,
          tauxNbiPaye: nbiSuspendue && !active ? 0 : paye,
          autresPrestations: allocation?.valeurs.indemniteMaladieNette ?? 0,
          tauxRiMaintenu: active ? CENT_POUR_CENT : riDe(tranche, riMaintenu),
          demi: ['demi', 'epuise', 'sans-traitement'].includes(tranche.phase) ? 1 : 0,
          joursIjss: tranche.ijss && rg ? 30 : 0,
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
}

const titreDe = ({ phase, taux, ijss }: Payee): string =>
  `Un mois ${TITRES[phase]} (${taux} %)${ijss ? ', indemnités journalières comprises' : ''}`

const riDe = ({ phase }: Tranche, { plein, demi }: RiMaintenu): number =>
  phase === 'plein' ? plein : phase === 'demi' ? demi : 0
