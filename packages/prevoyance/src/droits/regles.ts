import type { Confiance, Regle, Unite } from '../socle/index.ts'

const carte = (
  id: string,
  libelle: string,
  reference: string,
  unite: Unite,
  du = '2022-03-01',
  confiance: Confiance = 'C',
): Regle => ({ id, libelle, reference, unite, du, au: null, arrondi: null, confiance })

/** Identity cards of the rules on leave rights: the decisions are in the other files of this folder. */
export const REGLES = {
  regime: carte(
    'regime-agent',
    'Régime de protection de l’agent',
    'décret 2022-244, art. 1 ; BIP, fiche COLOMA',
    'texte',
  ),
  carence: carte(
    'jour-de-carence',
    'Jour de carence',
    'loi 2017-1837, art. 115 ; BIP, fiche DELCAR',
    'oui-non',
    '2018-01-01',
  ),
  tauxFort: carte(
    'taux-fort-cmo',
    'Taux des premiers jours de maladie ordinaire, selon la date du congé accordé',
    'CGFP L.822-3 ; loi 2025-127, art. 189 ; décret 2025-197',
    'nombre',
  ),
  anneeMedicale: carte(
    'annee-medicale',
    'Droits sur 12 mois glissants, jour par jour',
    'CGFP L.822-2 et L.822-3 ; BIP, fiche ANNMED',
    'texte',
  ),
  anneeMedicaleContractuel: carte(
    'annee-medicale-contractuel',
    'Droits d’un contractuel selon ses services, sur 12 mois glissants',
    'décret 88-145, art. 7 ; BIP, fiche NTICO3',
    'texte',
  ),
  servicesDiscontinus: carte(
    'services-discontinus',
    'Contractuel employé de façon discontinue : 300 jours de services effectifs au lieu de 12 mois',
    'décret 88-145, art. 7 ; BIP, fiche NTICO3 ; jours de contrat hors congés',
    'date',
    '2022-03-01',
    'D',
  ),
  finContrat: carte(
    'fin-de-contrat',
    'Le congé ne dépasse pas la fin du contrat à durée déterminée',
    'décret 88-145 ; BIP, fiche NTICO3',
    'date',
  ),
  limiteIjss: carte(
    'limite-indemnites-journalieres',
    'Durée des indemnités journalières : 360 jours sur trois ans, ou trois ans pour une affection de longue durée',
    'CSS L.323-1 et R.323-1 ; BIP, fiches NTICO3 et PREMAL',
    'jours',
  ),
  ijssAccident: carte(
    'indemnites-journalieres-accident',
    'Indemnités journalières d’accident du travail : sans délai ni limite, plus fortes au-delà de 28 jours',
    'BIP, fiche NTICO3',
    'jours',
  ),
  limiteIjssAld: carte(
    'limite-indemnites-journalieres',
    'Durée des indemnités journalières : trois ans pour une affection de longue durée, depuis son premier arrêt',
    'CSS L.323-1 et R.323-1 ; BIP, fiches NTICO3 et PREMAL ; départ du délai',
    'jours',
    '2022-03-01',
    'D',
  ),
  disponibilite: carte(
    'disponibilite-office',
    'Disponibilité d’office pour raison de santé : un an, renouvelable deux fois, une troisième par exception',
    'BIP, fiche DISOFF',
    'date',
  ),
  congeSansTraitement: carte(
    'conge-sans-traitement',
    'Congé sans traitement pour raison de santé : un an, renouvelable deux fois pour un stagiaire',
    'BIP, fiches DISOFF et NTICO3',
    'date',
  ),
  tempsPartielTherapeutique: carte(
    'temps-partiel-therapeutique',
    'Temps partiel thérapeutique : un an par périodes d’un à trois mois, reconstitué après un an',
    'CGFP L.823-4 ; BIP, fiche TEMTHE',
    'jours',
  ),
  tempsPartielFractionne: carte(
    'temps-partiel-therapeutique',
    'Temps partiel thérapeutique : un an par périodes d’un à trois mois, compté en jours quand il est fractionné',
    'CGFP L.823-4 ; BIP, fiche TEMTHE ; décompte en jours',
    'jours',
    '2022-03-01',
    'D',
  ),
  clm: carte(
    'conge-longue-maladie',
    'Congé de longue maladie',
    'CGFP L.822-7 et L.822-8 ; BIP, fiche COLOMA',
    'texte',
  ),
  cld: carte(
    'conge-longue-duree',
    'Congé de longue durée, par affection',
    'CGFP L.822-12 et L.822-15 ; BIP, fiche COLODU',
    'texte',
  ),
  cgm: carte(
    'conge-grave-maladie',
    'Congé de grave maladie',
    'décret 88-145, art. 8 ; décret 91-298, art. 36 ; BIP, fiche CONOCO',
    'texte',
  ),
  citis: carte(
    'citis',
    'Congé pour invalidité temporaire imputable au service',
    'CGFP L.822-22 ; BIP, fiche CONITIS',
    'texte',
  ),
  accident: carte(
    'accident-du-travail-contractuel',
    'Accident du travail d’un contractuel, mois comptés pour 30 jours',
    'décret 88-145, art. 9 ; BIP, fiche NTICO3',
    'texte',
    '2022-03-01',
    'D',
  ),
  requalification: carte(
    'requalification',
    'Congé requalifié : droits recalculés, carence remboursée, prestations à rendre',
    'CE 17 oct. 1997 n° 135062 ; décret 2022-581, art. 3 ; BIP, fiches COLOMA et DELCAR',
    'texte',
  ),
} as const
