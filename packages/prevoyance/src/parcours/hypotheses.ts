import { type PeriodeDroits, regimeDe } from '../droits/index.ts'
import type { DemandeParcours } from './types.ts'

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
const HYPOTHESE_ACCIDENT =
  'La Sécurité sociale indemnise l’accident du travail dès le premier jour, à 60 % puis 80 % après 28 jours ; le minimum légal du contrat ne vise que la maladie : vérifiez qu’il couvre l’accident.'
const HYPOTHESE_FIN_CONTRAT =
  'Rien n’est compté après la fin du contrat de travail : ni indemnités journalières, ni prestations du contrat de prévoyance pour un arrêt commencé avant, que sa notice peut prévoir.'

/** What the months suppose, in French, for this request. */
export function hypothesesDe(
  { situation: { agent, arret }, ald = false, apresEpuisement }: DemandeParcours,
  periodes: readonly PeriodeDroits[],
): readonly string[] {
  return [
    ...HYPOTHESES,
    ...(regimeDe(agent) === 'RG' ? [arret.type === 'CITIS' ? HYPOTHESE_ACCIDENT : hypotheseIjss(ald)] : []),
    ...(agent.finContrat !== undefined && agent.finContrat < arret.fin ? [HYPOTHESE_FIN_CONTRAT] : []),
    ...(periodes.some(({ phase }) => phase === 'epuise')
      ? [HYPOTHESES_EPUISE[apresEpuisement ?? 'rien']]
      : []),
  ]
}
