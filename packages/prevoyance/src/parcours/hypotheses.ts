import { type PeriodeDroits, regimeDe } from '../droits/index.ts'
import { DERNIER_JOUR_CONNU } from '../parametres/index.ts'
import { CENT_POUR_CENT, direJour, type Jour } from '../socle/index.ts'
import type { DemandeParcours } from './types.ts'

const HYPOTHESES = [
  'Les nets sont estimés depuis le brut : ceux du bulletin de paie font foi.',
  'La cotisation est due en entier pendant l’arrêt : vérifiez la notice du contrat.',
  'Chaque mois compte trente trentièmes ; chaque part est arrondie au centime.',
  'Le supplément familial et l’indemnité de résidence, maintenus en entier pendant un congé payé, et l’indemnité différentielle ne sont comptés ni dans le net habituel, ni dans ce qui est reçu.',
] as const
const hypotheseIjss = (ald: boolean): string =>
  `La Sécurité sociale indemnise à partir du quatrième jour d’arrêt, au taux de la maladie, ${ald ? 'trois ans au plus (affection de longue durée)' : '360 jours au plus sur trois ans (« ald » : trois ans)'}.`
const HYPOTHESES_EPUISE = {
  rien: 'Après épuisement des droits, ni le demi-traitement d’attente ni les indemnités de maladie ne sont comptés (« apresEpuisement » les fait compter).',
  attente:
    'Après épuisement des droits, le demi-traitement est maintenu dans l’attente de l’avis du conseil médical ; il reste acquis (CE 9 nov. 2018, n° 412684). Le régime indemnitaire n’est pas maintenu.',
  disponibilite:
    'Après épuisement des droits, l’agent est placé en disponibilité d’office ; l’allocation d’invalidité temporaire n’est comptée que si « allocationInvalidite » la donne.',
} as const
const HYPOTHESE_ACCIDENT =
  'La Sécurité sociale indemnise l’accident du travail dès le premier jour, à 60 % puis 80 % après 28 jours ; le minimum légal du contrat ne vise que la maladie : vérifiez qu’il couvre l’accident.'
const HYPOTHESES_FIN_CONTRAT = {
  rien: 'Rien n’est compté après la fin du contrat de travail : ni indemnités journalières, ni prestations du contrat de prévoyance pour un arrêt commencé avant, que sa notice peut prévoir (« apresFinContrat » les fait compter).',
  'indemnites-journalieres':
    'Après la fin du contrat de travail, seules les indemnités journalières continuent jusqu’à la fin de l’arrêt ; plus rien n’est cotisé.',
  'indemnites-et-prestations':
    'Après la fin du contrat de travail, les indemnités journalières et les prestations d’un arrêt commencé avant continuent jusqu’à la fin de l’arrêt (loi Évin, art. 7, non relu : la notice du contrat fait foi) ; plus rien n’est cotisé.',
} as const
const HYPOTHESES_ALLOCATION = {
  age: 'L’allocation d’invalidité temporaire suppose une invalidité temporaire reconnue ; elle cesse à 60 ans.',
  sansAge:
    'L’allocation d’invalidité temporaire suppose une invalidité temporaire reconnue ; elle cesse à 60 ans : la date de naissance n’est pas donnée, aucune fin n’est comptée.',
} as const
const HYPOTHESE_RENFORT =
  'Le renfort de régime indemnitaire joue à plein traitement en longue maladie, longue durée ou grave maladie, et là seulement : vérifiez la notice du contrat.'
const HYPOTHESE_RECONDUITE = `Les valeurs légales d’après le ${direJour(DERNIER_JOUR_CONNU)} (point, SMIC, plafonds) ne sont pas enregistrées : celles de ${DERNIER_JOUR_CONNU.slice(0, 4)} sont reconduites.`
const HYPOTHESE_REPRISE =
  'À temps partiel thérapeutique, le traitement et la NBI sont entiers quelle que soit la durée travaillée.'
const HYPOTHESE_REPRISE_PARTIELLE =
  'L’agent était à temps partiel avant l’arrêt : la paie du temps partiel thérapeutique est comptée sur la même quotité, à faire confirmer.'

/** What the months suppose, in French, for this request. @param dernierMois first day of the last month */
export function hypothesesDe(
  demande: DemandeParcours,
  periodes: readonly PeriodeDroits[],
  dernierMois: Jour,
): readonly string[] {
  const { ald = false, apresEpuisement, apresFinContrat, allocationInvalidite: allocation } = demande
  const { agent, arret } = demande.situation
  return [
    ...HYPOTHESES,
    ...(regimeDe(agent) === 'RG' ? [arret.type === 'CITIS' ? HYPOTHESE_ACCIDENT : hypotheseIjss(ald)] : []),
    ...(agent.finContrat !== undefined && agent.finContrat < arret.fin
      ? [HYPOTHESES_FIN_CONTRAT[apresFinContrat ?? 'rien']]
      : []),
    ...(periodes.some(({ phase }) => phase === 'epuise')
      ? [HYPOTHESES_EPUISE[apresEpuisement ?? 'rien']]
      : []),
    ...(allocation ? [HYPOTHESES_ALLOCATION[allocation.naissance ? 'age' : 'sansAge']] : []),
    ...(demande.tempsPartielTherapeutique ? [HYPOTHESE_REPRISE] : []),
    ...(demande.tempsPartielTherapeutique &&
    demande.paie.quotite < CENT_POUR_CENT &&
    !demande.paie.tempsNonComplet
      ? [HYPOTHESE_REPRISE_PARTIELLE]
      : []),
    ...(demande.contrat.tauxRenfortRi > 0 ? [HYPOTHESE_RENFORT] : []),
    ...(dernierMois > DERNIER_JOUR_CONNU ? [HYPOTHESE_RECONDUITE] : []),
  ]
}
