import { instancier, max, min, point, R, type ReglePoint } from '../moteur/definition.ts'

/** Template of a line: the base by the rate of one guarantee. */
const LIGNE: readonly ReglePoint[] = [
  point(
    {
      id: 'ligneCotisation',
      libelle: 'Cotisation d’une garantie',
      reference: 'contrat : assiette × taux de la garantie',
      arrondi: 'au centime, par garantie',
    },
    (assiette, tauxGarantie) => R(assiette * tauxGarantie, 100_000),
  ),
]

const lignePour = (id: string, taux: string, garantie: string): readonly ReglePoint[] =>
  instancier(LIGNE, { ligneCotisation: id, tauxGarantie: taux }, garantie)

/** Contribution: base, one line per guarantee, employer's share; social treatment of that share. */
export const COTISATION: readonly ReglePoint[] = [
  point(
    {
      id: 'assiette',
      libelle: 'Assiette de la cotisation',
      reference: 'contrat : traitement, NBI et régime indemnitaire récurrent selon le choix de l’employeur',
    },
    (tib, assietteNbi, nbi, assietteRi, ri) =>
      tib + (assietteNbi === 1 ? nbi : 0) + (assietteRi === 1 ? ri : 0),
  ),
  ...LIGNE,
  ...lignePour('cotisationIncapacite', 'tauxIncapacite', 'incapacité'),
  ...lignePour('cotisationInvalidite', 'tauxInvaliditeOffre', 'invalidité'),
  ...lignePour('cotisationRetraite', 'tauxRetraite', 'perte de retraite'),
  ...lignePour('cotisationDeces', 'tauxDeces', 'décès'),
  ...lignePour('cotisationRenfort', 'tauxRenfort', 'renfort de régime indemnitaire'),
  point(
    {
      id: 'cotisationMinimum',
      libelle: 'Cotisation des garanties minimales : incapacité et invalidité',
      reference: 'CGFP L.827-11 ; décret 2022-581',
    },
    (cotisationIncapacite, cotisationInvalidite) => cotisationIncapacite + cotisationInvalidite,
  ),
  point(
    { id: 'cotisation', libelle: 'Cotisation : somme des lignes arrondies', reference: 'contrat' },
    (cotisationMinimum, cotisationRetraite, cotisationDeces, cotisationRenfort) =>
      cotisationMinimum + cotisationRetraite + cotisationDeces + cotisationRenfort,
  ),
  point(
    {
      id: 'participationDeliberee',
      libelle: 'Participation décidée par l’employeur',
      reference: 'délibération de l’employeur',
      arrondi: 'au centime',
    },
    (
      participationPlancher,
      participationMontant,
      participationTaux,
      cotisationMinimum,
      participationTauxTotal,
      cotisation,
    ) =>
      max(
        participationPlancher,
        participationMontant +
          R(participationTaux * cotisationMinimum, 100_000) +
          R(participationTauxTotal * cotisation, 100_000),
      ),
  ),
  point(
    {
      id: 'participationDue',
      libelle: 'Participation due : au moins le minimum légal',
      reference:
        'facultatif : 7 €, décret 2022-581, art. 2 ; obligatoire : moitié des garanties minimales, CGFP L.827-11 (loi 2025-1251)',
      arrondi: 'au centime supérieur pour la moitié (demi-centime vers le haut)',
    },
    (
      regimeParticipation,
      partEmployeurMinimum,
      cotisationMinimum,
      participationMinimum,
      participationDeliberee,
    ) =>
      max(
        participationDeliberee,
        regimeParticipation === 1 && partEmployeurMinimum > 0
          ? R(partEmployeurMinimum * cotisationMinimum, 100_000)
          : participationMinimum,
      ),
  ),
  point(
    {
      id: 'partEmployeur',
      libelle: 'Part de l’employeur, jamais plus que la cotisation',
      reference: 'CGFP L.827-9 et L.827-11',
    },
    (participationDue, cotisation) => min(participationDue, cotisation),
  ),
  point(
    { id: 'partAgent', libelle: 'Part de l’agent', reference: 'cotisation moins part de l’employeur' },
    (cotisation, partEmployeur) => cotisation - partEmployeur,
  ),
]

const D242 = 'CSS D.242-1, L.242-1'

/** Social treatment of the employer's share in a mandatory collective contract, for an agent of the régime général. */
export const SOCIAL: readonly ReglePoint[] = [
  point(
    {
      id: 'limiteExclusion',
      libelle: 'Limite d’exclusion des cotisations : 6 % du PASS et 1,5 % du brut, au plus 12 % du PASS',
      reference: D242,
      arrondi: 'au centime, sur la somme',
    },
    (plafondAnnuel, limitePass, brutAnnuel, limiteBrut, limiteMaximum) =>
      min(
        R(limitePass * plafondAnnuel + limiteBrut * brutAnnuel, 100_000),
        R(limiteMaximum * plafondAnnuel, 100_000),
      ),
  ),
  point(
    { id: 'partExclue', libelle: 'Part de l’employeur exclue des cotisations', reference: D242 },
    (partEmployeurAnnuelle, limiteExclusion) => min(partEmployeurAnnuelle, limiteExclusion),
  ),
  point(
    {
      id: 'forfaitSocial',
      libelle: 'Forfait social, à partir de 11 agents, sur la part exclue',
      reference: 'CSS L.137-15 et L.137-16',
      arrondi: 'au centime, par an',
    },
    (effectif, effectifForfaitSocial, partExclue, tauxForfaitSocial) =>
      effectif >= effectifForfaitSocial ? R(partExclue * tauxForfaitSocial, 100_000) : 0,
  ),
  point(
    {
      id: 'csgCrdsPart',
      libelle: 'CSG et CRDS sur toute la part de l’employeur, sans abattement',
      reference: 'CSS L.136-1-1',
      arrondi: 'au centime, par an',
      confiance: 'R',
    },
    (partEmployeurAnnuelle, tauxCsgCrdsPart) => R(partEmployeurAnnuelle * tauxCsgCrdsPart, 100_000),
  ),
]
