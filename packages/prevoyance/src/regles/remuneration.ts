import { max, min, point, R, type ReglePoint } from '../moteur/definition.ts'

const TEMPS = 'BIP, fiche MADROB ; CGFP L.612-5'
const SFT = 'décret 85-1148, art. 10 à 12'

/** Pay: base pay from the index, NBI, time worked, SMIC supplement, residence and family supplements. */
export const REMUNERATION: readonly ReglePoint[] = [
  point(
    {
      id: 'tibTempsPlein',
      libelle: 'Traitement indiciaire brut à temps plein',
      reference: 'décret 85-1148, art. 1 à 3',
      arrondi: 'au centime, par mois',
    },
    (indiceMajore, valeurPoint) => R(indiceMajore * valeurPoint, 1_200),
  ),
  point(
    {
      id: 'tib',
      libelle: 'Traitement brut pour le temps payé',
      reference: TEMPS,
      arrondi: 'au centime, après la fraction payée',
    },
    (indiceMajore, tibTempsPlein, fractionNum, fractionDen, traitementHorsIndice) =>
      indiceMajore > 0 ? R(tibTempsPlein * fractionNum, fractionDen) : traitementHorsIndice,
  ),
  point(
    {
      id: 'nbiTempsPlein',
      libelle: 'Nouvelle bonification indiciaire à temps plein',
      reference: 'décret 93-863',
      arrondi: 'au centime, par mois',
    },
    (nbiPoints, valeurPoint) => R(nbiPoints * valeurPoint, 1_200),
  ),
  point(
    {
      id: 'nbi',
      libelle: 'Nouvelle bonification indiciaire pour le temps payé',
      reference: TEMPS,
      arrondi: 'au centime, après la fraction payée',
    },
    (nbiTempsPlein, fractionNum, fractionDen) => R(nbiTempsPlein * fractionNum, fractionDen),
  ),
  point(
    {
      id: 'differentielTempsPlein',
      libelle: 'Écart entre le SMIC et le traitement à temps plein',
      reference: 'décret 91-769',
    },
    (indiceMajore, smicMensuel, tibTempsPlein) =>
      indiceMajore > 0 ? max(0, smicMensuel - tibTempsPlein) : 0,
  ),
  point(
    {
      id: 'indemniteDifferentielle',
      libelle: 'Indemnité différentielle pour le temps payé',
      reference: 'décret 91-769',
      arrondi: 'au centime, après la fraction payée',
    },
    (differentielTempsPlein, fractionNum, fractionDen) =>
      R(differentielTempsPlein * fractionNum, fractionDen),
  ),
  point(
    {
      id: 'tibVerse',
      libelle: 'Traitement maintenu par le statut',
      reference: 'CGFP L.822-3, L.822-8, L.822-15',
      arrondi: 'au centime, après le taux maintenu',
    },
    (tib, tauxPaye) => R(tib * tauxPaye, 100_000),
  ),
  point(
    {
      id: 'nbiVersee',
      libelle: 'NBI maintenue par le statut',
      reference: 'décret 93-863, art. 2 ; BIP, fiche COMAOR',
      arrondi: 'au centime, après le taux maintenu',
    },
    (nbi, tauxNbiPaye) => R(nbi * tauxNbiPaye, 100_000),
  ),
  point(
    {
      id: 'indemniteDifferentielleVersee',
      libelle: 'Indemnité différentielle pendant l’arrêt',
      reference: 'décret 91-769 ; FHF, indemnité différentielle 2026',
      arrondi: 'au centime, après le taux maintenu',
    },
    (indemniteDifferentielle, tauxPaye) => R(indemniteDifferentielle * tauxPaye, 100_000),
  ),
  point(
    {
      id: 'riVerse',
      libelle: 'Régime indemnitaire maintenu par l’employeur',
      reference: 'délibération de l’employeur',
      arrondi: 'au centime, après le taux maintenu',
    },
    (ri, tauxRiMaintenu) => R(ri * tauxRiMaintenu, 100_000),
  ),
  point(
    {
      id: 'indemniteResidence',
      libelle: 'Indemnité de résidence, calculée au moins sur l’indice minimum',
      reference: 'décret 85-1148, art. 9',
      arrondi: 'au centime à temps plein, puis après la fraction payée',
      confiance: 'R',
    },
    (tibTempsPlein, nbiTempsPlein, indiceMinimum, valeurPoint, tauxZone, fractionNum, fractionDen) =>
      R(
        R(max(tibTempsPlein + nbiTempsPlein, R(indiceMinimum * valeurPoint, 1_200)) * tauxZone, 100_000) *
          fractionNum,
        fractionDen,
      ),
  ),
  point(
    {
      id: 'assietteSft',
      libelle: 'Traitement retenu pour le supplément familial, entre les indices plancher et plafond',
      reference: SFT,
      arrondi: 'au centime, par mois',
      confiance: 'R',
    },
    (indiceMajore, indicePlancherSft, indicePlafondSft, valeurPoint) =>
      R(min(max(indiceMajore, indicePlancherSft), indicePlafondSft) * valeurPoint, 1_200),
  ),
  point(
    {
      id: 'sftFixe',
      libelle: 'Supplément familial, part fixe',
      reference: SFT,
      confiance: 'R',
    },
    (enfants, sftFixe1, sftFixe2, sftFixe3, sftFixePlus) =>
      enfants < 1
        ? 0
        : enfants < 2
          ? sftFixe1
          : enfants < 3
            ? sftFixe2
            : sftFixe3 + (enfants - 3) * sftFixePlus,
  ),
  point(
    {
      id: 'sftTaux',
      libelle: 'Supplément familial, taux de la part proportionnelle',
      reference: SFT,
      unite: 'milli-pourcent',
      confiance: 'R',
    },
    (enfants, sftTaux2, sftTaux3, sftTauxPlus) =>
      enfants < 2 ? 0 : enfants < 3 ? sftTaux2 : sftTaux3 + (enfants - 3) * sftTauxPlus,
  ),
  point(
    {
      id: 'sft',
      libelle: 'Supplément familial, jamais sous le minimum dû à temps plein',
      reference: SFT,
      arrondi: 'au centime, part proportionnelle à temps plein, puis après la fraction payée',
      confiance: 'R',
    },
    (sftFixe, sftTaux, assietteSft, indicePlancherSft, valeurPoint, fractionNum, fractionDen) =>
      sftFixe +
      max(
        R(R(assietteSft * sftTaux, 100_000) * fractionNum, fractionDen),
        R(R(indicePlancherSft * valeurPoint, 1_200) * sftTaux, 100_000),
      ),
  ),
]
