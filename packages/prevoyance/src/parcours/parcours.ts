import {
  droitsConge,
  joursIndemnises,
  type PeriodeDroits,
  type ResultatIjss,
  regimeDe,
  type Situation,
} from '../droits/index.ts'
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
import type { Contrat, Mois, Paie, PaieExpliquee, Parcours, RiMaintenu, Tranche } from './types.ts'

/** Half pay, in thousandths of one per cent. */
const DEMI = 50_000

const CIBLES: readonly Nom[] = ['netTotal', 'revenuMaintenu', 'indemnite', 'partAgent']

/** A stop, the pay of the agent, what the employer keeps, the contract. */
export interface DemandeParcours {
  readonly situation: Situation
  readonly paie: Paie
  readonly riMaintenu: RiMaintenu
  readonly contrat: Contrat
  /** Long-term condition: daily benefits last three years instead of 360 days. */
  readonly ald?: boolean | undefined
  /** After an official's rights are used up: half pay while the opinion is awaited, or disponibilité d'office. Absent: nothing. */
  readonly apresEpuisement?: 'attente' | 'disponibilite' | undefined
}

const HYPOTHESES = [
  'Les nets sont estimés depuis le brut : ceux du bulletin de paie font foi.',
  'La cotisation est due en entier pendant l’arrêt : vérifiez la notice du contrat.',
  'Chaque mois compte trente trentièmes ; chaque part est arrondie au centime.',
] as const
const hypotheseIjss = (ald: boolean): string =>
  `La Sécurité sociale indemnise à partir du quatrième jour d’arrêt, au taux de la maladie, ${ald ? 'trois ans au plus (affection de longue durée)' : '360 jours au plus sur trois ans (« ald » : trois ans)'}.`
const HYPOTHESES_EPUISE = {
  rien: 'Après épuisement des droits, ni le demi-traitement d’attente ni les indemnités de maladie ne sont comptés (« apresEpuisement » les fait compter).',
  attente:
    'Après épuisement des droits, le demi-traitement est maintenu dans l’attente de l’avis du conseil médical ; il reste acquis (CE 9 nov. 2018, n° 412684). Le régime indemnitaire n’est pas maintenu.',
  disponibilite:
    'Après épuisement des droits, l’agent est placé en disponibilité d’office ; l’allocation d’invalidité temporaire n’est pas comptée.',
} as const
const HYPOTHESE_FIN_CONTRAT =
  'Rien n’est compté après la fin du contrat de travail : ni indemnités journalières, ni prestations du contrat de prévoyance pour un arrêt commencé avant, que sa notice peut prévoir.'

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

function hypothesesDe(
  { situation: { agent, arret }, ald = false, apresEpuisement }: DemandeParcours,
  periodes: readonly PeriodeDroits[],
): readonly string[] {
  return [
    ...HYPOTHESES,
    ...(regimeDe(agent) === 'RG' && arret.type !== 'CITIS' ? [hypotheseIjss(ald)] : []),
    ...(agent.finContrat !== undefined && agent.finContrat < arret.fin ? [HYPOTHESE_FIN_CONTRAT] : []),
    ...(periodes.some(({ phase }) => phase === 'epuise')
      ? [HYPOTHESES_EPUISE[apresEpuisement ?? 'rien']]
      : []),
  ]
}

type PeriodeIndemnisee = PeriodeDroits & { readonly ijss?: boolean }

/**
 * Days that bear daily benefits (régime général), or the sickness allowance of an official without pay in disponibilité.
 * @returns null when none can be due
 */
function indemnitesDe(
  { situation: { agent, conges, arret }, ald, apresEpuisement }: DemandeParcours,
  periodes: readonly PeriodeDroits[],
): ResultatIjss | null {
  if (arret.type === 'CITIS') return null
  const maladies = conges.filter(({ type }) => type !== 'CITIS')
  const fin = periodes.at(-1)!.fin
  if (regimeDe(agent) === 'RG')
    return joursIndemnises({ regime: 'RG', conges: maladies, arret: { ...arret, fin }, ald })
  const epuisee = periodes.find(({ phase }) => phase === 'epuise')
  if (epuisee === undefined || apresEpuisement !== 'disponibilite') return null
  const { affection } = arret
  const payes = periodes.filter(({ phase }) => phase === 'plein' || phase === 'demi')
  return joursIndemnises({
    regime: 'CNRACL',
    conges: [...maladies, ...payes.map((p) => ({ debut: p.debut, fin: p.fin, affection }))],
    arret: { debut: epuisee.debut, fin, affection },
    ald,
  })
}

/** Cuts periods where daily benefits begin and end. */
const marquer = (
  periodes: readonly PeriodeDroits[],
  indemnites: ResultatIjss['periodes'],
): readonly PeriodeIndemnisee[] =>
  periodes.flatMap((p) => {
    const communes = indemnites
      .map((i) => ({
        ...p,
        debut: dernierDes(p.debut, i.debut),
        fin: premierDes(p.fin, i.fin),
        ijss: i.motif === 'indemnise',
      }))
      .filter(({ debut, fin }) => debut <= fin)
    return communes.length > 0 ? communes : [p]
  })

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

type Payee = Tranche & { readonly ijss?: boolean }

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
      const cle = `${tranche.phase} ${tranche.taux} ${tranche.ijss ?? false}`
      const connue = connues.get(`${cle} ${jour}`)
      if (connue !== undefined) return connue
      const active = tranche.phase === 'activite'
      const paye = enAttente && tranche.phase === 'epuise' ? DEMI : tranche.taux * 1_000
      const allocation =
        tranche.ijss && !rg ? expliquer({ ...fixe, joursDuMois: 30 }, ['indemniteMaladieNette'], jour) : null
      const avant = tranche.ijss ? (plafond ?? allocation) : null
      const calculee = expliquer(
        {
          ...fixe,
          tauxPaye: paye,
          tauxNbiPaye: nbiSuspendue && !active ? 0 : paye,
          autresPrestations: allocation?.valeurs.indemniteMaladieNette ?? 0,
          tauxRiMaintenu: active ? CENT_POUR_CENT : riDe(tranche, riMaintenu),
          demi: ['demi', 'epuise', 'sans-traitement'].includes(tranche.phase) ? 1 : 0,
          joursIjss: tranche.ijss && rg ? 30 : 0,
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
