import { instancier, max, min, point, R, type ReglePoint } from '../moteur/definition.ts'

const LIGNE = 'au centime, par ligne de retenue'

/**
 * From gross to net, by scheme. Template on three names: `brut` (subject to CSG), `soumis` (subject to the pension and
 * social-security contributions), `primes` (base of the RAFP). The PMSS is not prorated for part time.
 */
const NET: readonly ReglePoint[] = [
  point(
    {
      id: 'retenueRetraite',
      libelle: 'Retenue de retraite : CNRACL, ou assurance vieillesse et IRCANTEC',
      reference: 'taux CNRACL 11,10 % ; CSS D.242-4 ; IRCANTEC tranches A et B',
      arrondi: LIGNE,
    },
    (
      regime,
      soumis,
      tauxCnracl,
      plafondMensuel,
      tauxVieillessePlafonnee,
      tauxVieillesseDeplafonnee,
      tauxIrcantecA,
      tauxIrcantecB,
    ) =>
      regime === 0
        ? R(soumis * tauxCnracl, 100_000)
        : R(min(soumis, plafondMensuel) * tauxVieillessePlafonnee, 100_000) +
          R(soumis * tauxVieillesseDeplafonnee, 100_000) +
          R(min(soumis, plafondMensuel) * tauxIrcantecA, 100_000) +
          R(max(0, min(soumis, 8 * plafondMensuel) - plafondMensuel) * tauxIrcantecB, 100_000),
  ),
  point(
    {
      id: 'retenueRafp',
      libelle: 'Retraite additionnelle (RAFP)',
      reference: 'décret 2004-569, art. 2 et 3',
      arrondi: LIGNE,
    },
    (primes, tauxRafp) => R(primes * tauxRafp, 100_000),
  ),
  point(
    {
      id: 'assietteContributions',
      libelle: 'Assiette de la CSG et de la CRDS',
      reference: 'CSS L.136-2 : abattement de 1,75 % jusqu’à quatre plafonds',
      arrondi: 'au centime',
    },
    (brut, plafondMensuel, assietteCsg) =>
      R(min(brut, 4 * plafondMensuel) * assietteCsg, 100_000) + max(0, brut - 4 * plafondMensuel),
  ),
  point(
    {
      id: 'retenueCsgCrds',
      libelle: 'CSG et CRDS',
      reference: 'CSS L.136-8 ; ordonnance 96-50',
      arrondi: LIGNE,
    },
    (assietteContributions, tauxCsgDeductible, tauxCsgNonDeductible, tauxCrds) =>
      R(assietteContributions * tauxCsgDeductible, 100_000) +
      R(assietteContributions * tauxCsgNonDeductible, 100_000) +
      R(assietteContributions * tauxCrds, 100_000),
  ),
  point(
    {
      id: 'net',
      libelle: 'Net',
      reference:
        'aucun texte ne fixe le passage du brut au net d’un contrat : estimation par le bulletin de paie',
      confiance: 'D',
    },
    (brut, retenueRetraite, retenueRafp, retenueCsgCrds) =>
      brut - retenueRetraite - retenueRafp - retenueCsgCrds,
  ),
]

const suffixe = (s: string): Record<string, string> =>
  Object.fromEntries(
    [
      'retenueRetraite',
      'retenueRafp',
      'assietteContributions',
      'retenueCsgCrds',
      'net',
      'brut',
      'soumis',
      'primes',
    ].map((nom) => [nom, `${nom}${s}`]),
  )

/** What the four nets are computed on: base pay alone and with RI, in activity and during the leave. */
const BASES: readonly ReglePoint[] = [
  point(
    { id: 'tiNbi', libelle: 'Traitement et NBI bruts', reference: 'décret 2022-581, art. 3' },
    (tib, nbi) => tib + nbi,
  ),
  point(
    {
      id: 'brutTotal',
      libelle: 'Traitement, NBI et régime indemnitaire bruts',
      reference: 'décret 2022-581, art. 3',
    },
    (tiNbi, ri) => tiNbi + ri,
  ),
  point(
    {
      id: 'soumisTotal',
      libelle: 'Brut soumis à retraite : sans les primes à la CNRACL',
      reference: 'décret 2003-1306, art. 3 ; décret 70-1277, art. 7',
    },
    (regime, tiNbi, brutTotal) => (regime === 0 ? tiNbi : brutTotal),
  ),
  point(
    {
      id: 'primesTotal',
      libelle: 'Primes soumises à la RAFP, au plus 20 % du traitement',
      reference: 'décret 2004-569, art. 2',
      arrondi: 'plafond au centime',
    },
    (regime, ri, tib, plafondRafp) => (regime === 0 ? min(ri, R(tib * plafondRafp, 100_000)) : 0),
  ),
  point(
    { id: 'tiNbiVerse', libelle: 'Traitement et NBI bruts maintenus', reference: 'CGFP L.822-3 et suivants' },
    (tibVerse, nbiVersee) => tibVerse + nbiVersee,
  ),
  point(
    {
      id: 'brutTotalVerse',
      libelle: 'Brut maintenu, régime indemnitaire compris',
      reference: 'CGFP L.822-3 et suivants',
    },
    (tiNbiVerse, riVerse) => tiNbiVerse + riVerse,
  ),
  point(
    {
      id: 'soumisTotalVerse',
      libelle: 'Brut maintenu soumis à retraite',
      reference: 'décret 2003-1306, art. 3 ; décret 70-1277, art. 7',
    },
    (regime, tiNbiVerse, brutTotalVerse) => (regime === 0 ? tiNbiVerse : brutTotalVerse),
  ),
  point(
    {
      id: 'primesTotalVerse',
      libelle: 'Primes maintenues soumises à la RAFP, au plus 20 % du traitement versé',
      reference: 'décret 2004-569, art. 2',
      arrondi: 'plafond au centime',
    },
    (regime, riVerse, tibVerse, plafondRafp) =>
      regime === 0 ? min(riVerse, R(tibVerse * plafondRafp, 100_000)) : 0,
  ),
]

/** Nets kept apart, because the decree weighs base pay and RI differently: the net of RI is what RI adds to the net. */
const PARTAGE: readonly ReglePoint[] = [
  point(
    {
      id: 'netRi',
      libelle: 'Net du régime indemnitaire',
      reference: 'décret 2022-581, art. 3',
      confiance: 'D',
    },
    (netTotal, netTiNbi) => netTotal - netTiNbi,
  ),
  point(
    {
      id: 'riMaintenuNet',
      libelle:
        'Régime indemnitaire maintenu, net, moins les indemnités journalières que le traitement n’absorbe pas',
      reference: 'décret 2022-581, art. 3 ; décret 88-145, art. 12',
      confiance: 'D',
    },
    (netTotalVerse, netTiNbiVerse, ijssNet) =>
      max(0, netTotalVerse - netTiNbiVerse - max(0, ijssNet - netTiNbiVerse)),
  ),
]

const AUCUNE_PRIME = point(
  { id: 'primesNulles', libelle: 'Primes : aucune sur cette part', reference: 'décret 2004-569, art. 2' },
  () => 0,
)

export const NETS: readonly ReglePoint[] = [
  ...BASES,
  AUCUNE_PRIME,
  ...instancier(
    NET,
    { ...suffixe('TiNbi'), brut: 'tiNbi', soumis: 'tiNbi', primes: 'primesNulles' },
    'sur le traitement et la NBI',
  ),
  ...instancier(NET, { ...suffixe('Total'), brut: 'brutTotal' }, 'sur le tout'),
  ...instancier(
    NET,
    { ...suffixe('TiNbiVerse'), brut: 'tiNbiVerse', soumis: 'tiNbiVerse', primes: 'primesNulles' },
    'sur le traitement et la NBI maintenus',
  ),
  ...instancier(NET, { ...suffixe('TotalVerse'), brut: 'brutTotalVerse' }, 'sur tout ce qui est maintenu'),
  ...PARTAGE,
]
