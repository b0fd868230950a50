import { max, min, point, R, type ReglePoint } from '../moteur/definition.ts'

const ART3 = 'décret 2022-581, art. 3 et 4'

/** Guarantees of the contract: incapacity, RI in full pay, invalidity, loss of pension, death; repayment. */
export const GARANTIES: readonly ReglePoint[] = [
  point(
    {
      id: 'cible',
      libelle: 'Net garanti en incapacité',
      reference: `${ART3}, ou niveau du contrat`,
      arrondi: 'au centime, sur la somme',
    },
    (tauxTiNbi, netTiNbi, tauxRi, netRi) => R(tauxTiNbi * netTiNbi + tauxRi * netRi, 100_000),
  ),
  point(
    {
      id: 'revenuMaintenu',
      libelle: 'Revenu net déjà maintenu',
      reference: `${ART3} : traitement, régime indemnitaire, Sécurité sociale et autres prestations`,
    },
    (traitementMaintenuNet, riMaintenuNet, ijssNet, autresPrestations) =>
      traitementMaintenuNet + riMaintenuNet + ijssNet + autresPrestations,
  ),
  point(
    {
      id: 'incapacite',
      libelle: 'Indemnité d’incapacité : à compter du demi-traitement, sans dépasser le net d’activité',
      reference: `${ART3} ; principe indemnitaire`,
    },
    (demi, cible, netTiNbi, netRi, revenuMaintenu) =>
      demi === 1 ? max(0, min(cible, netTiNbi + netRi) - revenuMaintenu) : 0,
  ),
  point(
    {
      id: 'renfortRi',
      libelle: 'Renfort : régime indemnitaire perdu à plein traitement, sans dépasser le net d’activité',
      reference: 'garantie du contrat (exemple : CDG31, renfort RI en CLM, CLD, CGM) ; principe indemnitaire',
      arrondi: 'au centime',
      confiance: 'S',
    },
    (demi, tauxRenfortRi, netRi, riMaintenuNet, netTiNbi, revenuMaintenu) =>
      demi === 1
        ? 0
        : max(0, min(R(tauxRenfortRi * netRi, 100_000) - riMaintenuNet, netTiNbi + netRi - revenuMaintenu)),
  ),
  point(
    {
      id: 'indemnite',
      libelle: 'Indemnité mensuelle du contrat',
      reference: `${ART3}, ou niveau du contrat`,
    },
    (incapacite, renfortRi) => incapacite + renfortRi,
  ),
  point(
    {
      id: 'revenuAvecContrat',
      libelle: 'Revenu net avec le contrat, cotisation de l’agent déduite',
      reference: 'somme des lignes',
    },
    (revenuMaintenu, indemnite, partAgent) => revenuMaintenu + indemnite - partAgent,
  ),
  point(
    {
      id: 'netReference',
      libelle: 'Net de référence en invalidité',
      reference: ART3,
      confiance: 'D',
    },
    (netTiNbi, netRi) => netTiNbi + netRi,
  ),
  point(
    {
      id: 'netReferenceRevalorise',
      libelle: 'Net de référence revalorisé chaque 1er juillet comme l’indice 100 majoré',
      reference: ART3,
      arrondi: 'au centime',
    },
    (netReference, valeurPoint, valeurPointReference) => R(netReference * valeurPoint, valeurPointReference),
  ),
  point(
    {
      id: 'renteOuverte',
      libelle:
        'Rente ouverte : avant l’âge légal à la CNRACL ; 2e ou 3e catégorie, ou 66 %, au régime général',
      reference: `${ART3} ; CSS L.341-4`,
      unite: 'oui-non',
    },
    (regime, sousAgeLegal, categorieInvalidite, tauxInvalidite) =>
      regime === 0 ? sousAgeLegal : categorieInvalidite >= 2 ? 1 : tauxInvalidite >= 66_000 ? 1 : 0,
  ),
  point(
    {
      id: 'rente',
      libelle: 'Rente d’invalidité : complète pension et autres prestations, sans dépasser le taux garanti',
      reference: `${ART3}, plafond compris`,
      arrondi: 'au centime, sur le net garanti',
    },
    (renteOuverte, netReference, tauxRente, pension, autresPrestations) =>
      renteOuverte === 1
        ? max(0, min(R(netReference * tauxRente, 100_000), netReference) - pension - autresPrestations)
        : 0,
  ),
  point(
    {
      id: 'capitalDeces',
      libelle: 'Capital décès ou perte totale et irréversible d’autonomie',
      reference: 'garantie du contrat : part du brut annuel',
      arrondi: 'au centime',
      confiance: 'S',
    },
    (tauxCapital, tib, nbi, assietteRi, ri) =>
      R(tauxCapital * (12 * (tib + nbi + (assietteRi === 1 ? ri : 0))), 100_000),
  ),
  point(
    {
      id: 'rentePerteRetraite',
      libelle: 'Perte de retraite consécutive à l’invalidité, par mois',
      reference: 'garantie du contrat (exemples : CDG62, CDG15)',
      arrondi: 'au centime',
      confiance: 'S',
    },
    (tauxPerteRetraite, pensionTheorique, pensionServie) =>
      R(tauxPerteRetraite * max(0, pensionTheorique - pensionServie), 100_000),
  ),
  point(
    {
      id: 'montantARembourser',
      libelle: 'Prestations à rendre quand le plein traitement est rétabli',
      reference: `${ART3} : le mois compte trente trentièmes`,
      arrondi: 'au centime, sur le tout',
    },
    (indemniteMensuelle, joursDemi) => R(indemniteMensuelle * joursDemi, 30),
  ),
]
