import { max, min, point, R, type ReglePoint } from '../moteur/definition.ts'

const PREMAL = 'BIP, fiches PREMAL et CASIND'
const PREINV = 'BIP, fiche PREINV ; décret 60-58'
const RETINV = 'BIP, fiche RETINV ; décret 2003-1306, art. 30 à 37'

/** Replacement income: daily benefits of the régime général, sickness and invalidity of officials, pensions. */
export const REMPLACEMENT: readonly ReglePoint[] = [
  point(
    {
      id: 'plafondIjssJour',
      libelle: 'Plafond de l’indemnité journalière maladie',
      reference: 'CSS R.323-4 et R.323-9 ; BIP, fiche PREMAL',
      arrondi: 'au centime, par jour',
    },
    (smicMensuel, coefficientIjss, tauxIjss) => R(smicMensuel * coefficientIjss * 12 * tauxIjss, 365_000_000),
  ),
  point(
    {
      id: 'plafondIjssMois',
      libelle: 'Plafond des indemnités journalières du mois',
      reference: 'CSS R.323-4 et R.323-9 ; BIP, fiche PREMAL',
      arrondi: 'aucun : jour arrondi × jours',
    },
    (plafondIjssJour, joursDuMois) => plafondIjssJour * joursDuMois,
  ),
  point(
    {
      id: 'ijssJour',
      libelle: 'Indemnité journalière de la Sécurité sociale',
      reference: 'CSS R.323-4 et R.323-5 ; BIP, fiche NTICO3',
      arrondi: 'au centime, par jour',
    },
    (regime, brutTotal, tauxIjss, plafondIjssJour) =>
      regime === 0 ? 0 : min(R(brutTotal * 12 * tauxIjss, 36_500_000), plafondIjssJour),
  ),
  point(
    {
      id: 'ijssJourAccident',
      libelle:
        'Indemnité journalière d’accident du travail, sans le plafond légal, que la paie publique n’atteint pas',
      reference: 'BIP, fiche NTICO3 : 60 % les 28 premiers jours, 80 % ensuite',
      arrondi: 'au centime, par jour',
    },
    (regime, brutTotal, accidentLong, tauxIjssAccidentLong, tauxIjssAccident) =>
      regime === 0
        ? 0
        : R(brutTotal * 12 * (accidentLong === 1 ? tauxIjssAccidentLong : tauxIjssAccident), 36_500_000),
  ),
  point(
    { id: 'ijssBrut', libelle: 'Indemnités journalières du mois, brutes', reference: 'CSS L.323-1' },
    (ijssJour, joursIjss) => ijssJour * joursIjss,
  ),
  point(
    {
      id: 'ijssNet',
      libelle: 'Indemnités journalières du mois, nettes',
      reference: 'CSS L.136-8 II : CSG 6,2 % et CRDS 0,5 % sans abattement',
      arrondi: 'au centime, par prélèvement et par mois',
    },
    (ijssBrut, tauxCsgRemplacement, tauxCrds) =>
      ijssBrut - R(ijssBrut * tauxCsgRemplacement, 100_000) - R(ijssBrut * tauxCrds, 100_000),
  ),
  point(
    {
      id: 'traitementMaintenuNet',
      libelle: 'Traitement net laissé à la charge de l’employeur, indemnités journalières déduites',
      reference: 'décret 88-145, art. 12 ; BIP, fiche NTICO3',
    },
    (netTiNbiVerse, ijssNet) => max(0, netTiNbiVerse - ijssNet),
  ),
  point(
    {
      id: 'moitieMaladie',
      libelle: 'Moitié du traitement et de l’indemnité de résidence',
      reference: PREMAL,
      arrondi: 'au centime, par mois',
    },
    (tib, indemniteResidence, tauxIndemniteMaladie) =>
      R((tib + indemniteResidence) * tauxIndemniteMaladie, 100_000),
  ),
  point(
    {
      id: 'indemniteMaladie',
      libelle: 'Indemnités de maladie d’un fonctionnaire sans traitement',
      reference: `${PREMAL} : moitié plafonnée, plus le supplément familial entier`,
    },
    (moitieMaladie, plafondIjssMois, sft) => min(moitieMaladie, plafondIjssMois) + sft,
  ),
  point(
    {
      id: 'indemniteMaladieNette',
      libelle: 'Indemnités de maladie d’un fonctionnaire sans traitement, nettes',
      reference: `${PREMAL} : CSG 6,2 % et CRDS 0,5 % sans abattement`,
      arrondi: 'au centime, par prélèvement et par mois',
    },
    (indemniteMaladie, tauxCsgRemplacement, tauxCrds) =>
      indemniteMaladie -
      R(indemniteMaladie * tauxCsgRemplacement, 100_000) -
      R(indemniteMaladie * tauxCrds, 100_000),
  ),
  point(
    {
      id: 'ait1',
      libelle: 'Allocation d’invalidité temporaire, groupe 1',
      reference: PREINV,
      arrondi: 'au centime, part et plafond',
    },
    (tib, indemniteResidence, tauxAit1, plafondMensuel, sft) =>
      min(R((tib + indemniteResidence) * tauxAit1, 100_000), R(plafondMensuel * tauxAit1, 100_000)) + sft,
  ),
  point(
    {
      id: 'ait2',
      libelle: 'Allocation d’invalidité temporaire, groupe 2',
      reference: PREINV,
      arrondi: 'au centime, part et plafond',
    },
    (tib, indemniteResidence, tauxAit2, plafondMensuel, sft) =>
      min(R((tib + indemniteResidence) * tauxAit2, 100_000), R(plafondMensuel * tauxAit2, 100_000)) + sft,
  ),
  point(
    {
      id: 'ait3',
      libelle:
        'Allocation d’invalidité temporaire, groupe 3 : groupe 2 majoré de 40 %, supplément familial à part',
      reference: PREINV,
      arrondi: 'au centime, majoration',
      confiance: '?',
    },
    (ait2, sft, majorationAit3) => ait2 + R((ait2 - sft) * majorationAit3, 100_000),
  ),
  point(
    {
      id: 'allocationInvalidite',
      libelle: 'Allocation d’invalidité temporaire du groupe reconnu',
      reference: PREINV,
    },
    (groupeInvalidite, ait1, ait2, ait3) =>
      groupeInvalidite < 2 ? ait1 : groupeInvalidite < 3 ? ait2 : ait3,
  ),
  point(
    {
      id: 'allocationInvaliditeNette',
      libelle: 'Allocation d’invalidité temporaire, nette',
      reference: `${PREINV} : CSG 6,2 % et CRDS 0,5 % sans abattement`,
      arrondi: 'au centime, par prélèvement et par mois',
    },
    (allocationInvalidite, tauxCsgRemplacement, tauxCrds) =>
      allocationInvalidite -
      R(allocationInvalidite * tauxCsgRemplacement, 100_000) -
      R(allocationInvalidite * tauxCrds, 100_000),
  ),
  point(
    {
      id: 'pensionCnracl',
      libelle: 'Pension d’invalidité CNRACL',
      reference: RETINV,
      arrondi: 'au centime, par mois',
    },
    (
      trimestres,
      trimestresRequis,
      tib,
      tauxPensionMaximum,
      tauxInvalidite,
      tauxInvaliditeGarantie,
      tauxPensionGarantie,
    ) =>
      max(
        R(min(trimestres, trimestresRequis) * R(tib * tauxPensionMaximum, 100_000), trimestresRequis),
        tauxInvalidite >= tauxInvaliditeGarantie ? R(tib * tauxPensionGarantie, 100_000) : 0,
      ),
  ),
  point(
    {
      id: 'renteViagere',
      libelle: 'Rente viagère d’invalidité imputable au service',
      reference: RETINV,
      arrondi: 'au centime, par mois',
    },
    (imputable, tib, tauxInvalidite) => (imputable === 1 ? R(tib * tauxInvalidite, 100_000) : 0),
  ),
  point(
    {
      id: 'pensionEtRente',
      libelle:
        'Pension et rente viagère, ensemble au plus le traitement ; au moins 75 % dans les cas aggravés',
      reference: RETINV,
      arrondi: 'au centime, par mois',
    },
    (pensionCnracl, renteViagere, tib, invaliditeAggravee, tauxPensionMaximum) =>
      min(
        tib,
        max(
          pensionCnracl + renteViagere,
          invaliditeAggravee === 1 ? R(tib * tauxPensionMaximum, 100_000) : 0,
        ),
      ),
  ),
  point(
    {
      id: 'pension',
      libelle: 'Pension d’invalidité, estimée avant prélèvements',
      reference: `${RETINV} ; CSS L.341-4 et R.341-5, moitié du salaire sous plafond en 2e catégorie`,
      arrondi: 'au centime, par mois',
      confiance: 'D',
    },
    (regime, pensionEtRente, brutTotal, plafondMensuel, tauxPensionGarantie) =>
      regime === 0 ? pensionEtRente : R(min(brutTotal, plafondMensuel) * tauxPensionGarantie, 100_000),
  ),
  point(
    {
      id: 'capitalDecesStatutaire',
      libelle: 'Capital décès du statut ou de l’IRCANTEC',
      reference: 'décret 2021-1860 ; CSS D.712-19 ; IRCANTEC, sous déduction du capital du régime général',
      arrondi: 'au centime',
      confiance: '?',
    },
    (regime, brutTotal, sousAgeLegal, partCapitalApresAge, tauxCapitalIrcantec, capitalDecesRegimeGeneral) =>
      regime === 0
        ? sousAgeLegal === 1
          ? 12 * brutTotal
          : R(12 * brutTotal * partCapitalApresAge, 100_000)
        : max(0, R(12 * brutTotal * tauxCapitalIrcantec, 100_000) - capitalDecesRegimeGeneral),
  ),
]
