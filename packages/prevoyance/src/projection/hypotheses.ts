/** One assumption: its value, what it is, where it comes from. An invented value says « fictif ». */
export interface Hypothese<T> {
  readonly valeur: T
  readonly libelle: string
  readonly source: string
}

/** Ages of the bands of the tables below: 16-29, 30-39, 40-49, 50-54, 55-59, 60 and over. */
export const TRANCHES = [29, 39, 49, 54, 59, 99] as const
export const trancheDe = (age: number): number => TRANCHES.findIndex((haut) => age <= haut)

const hypothese = <T>(valeur: T, libelle: string, source: string): Hypothese<T> => ({
  valeur,
  libelle,
  source,
})

const WTW = 'WTW, absentéisme 2024 des agents territoriaux (258 000 agents, octobre 2025)'
const FICTIF = 'fictif : calé pour retrouver les chiffres publiés'

/**
 * Assumptions of a projection. Frequencies are leaves per agent and year, durations days, probabilities numbers from 0 to 1;
 * lists go by age band (`TRANCHES`). Every one may be replaced by the contract's own data.
 */
export const HYPOTHESES = {
  frequenceCmo: hypothese(
    [0.38, 0.38, 0.452, 0.7, 0.785, 0.9],
    'Congés de maladie ordinaire par agent et par an, selon l’âge',
    `${WTW} : taux 4,7 % et durée de 34 jours, donc 50 congés pour 100 agents ; âges : ${FICTIF}`,
  ),
  dispersion: hypothese(
    0.46,
    'Forme de la loi gamma des agents plus ou moins exposés (plus petite : plus inégaux)',
    `${WTW} : 31,6 % des agents arrêtés dans l’année ; ${FICTIF}`,
  ),
  choc: hypothese(
    0.06,
    'Écart type, d’une année à l’autre, de la fréquence de tous les agents ensemble',
    'ordre de grandeur des taux publiés de 2022 à 2024 (9,6 % à 9,8 % ; 4,44 % à 4,7 %) : fictif',
  ),
  partCourte: hypothese(
    0.56,
    'Part des congés ordinaires de 10 jours au plus',
    'WTW, absentéisme 2023 : 56 % des congés durent de 1 à 10 jours',
  ),
  partLongue: hypothese(
    [0.165, 0.177, 0.2, 0.25, 0.273, 0.32],
    'Part des congés ordinaires de plus de 30 jours, selon l’âge',
    `${WTW} : 24 % des congés, plus de 80 % des jours ; âges : ${FICTIF}`,
  ),
  dureeLongue: hypothese(
    113,
    'Durée moyenne des congés ordinaires de plus de 30 jours (366 jours au plus)',
    `${WTW} : 80 % des jours d’une moyenne de 34, sur 24 % des congés`,
  ),
  frequenceLongue: hypothese(
    [0.0025, 0.0045, 0.0085, 0.0135, 0.0175, 0.021],
    'Congés de longue maladie, de longue durée ou de grave maladie par agent et par an, selon l’âge',
    `DGCL 2015 : 31 % de 24,2 jours par agent ; Sofaxis 2013 : 3 % d’agents ; âges : ${FICTIF}`,
  ),
  partLongueDuree: hypothese(
    0.39,
    'Part des congés de longue durée parmi les congés longs des agents de la CNRACL',
    'fictif : la même que dans les recensements fictifs',
  ),
  dureeMoyenneLongue: hypothese(
    700,
    'Durée moyenne des congés longs, avant leur terme légal, en jours',
    `Sofaxis 2013 : 221 jours dans l’année par agent arrêté ; ${FICTIF}`,
  ),
  invalidite: hypothese(
    [0.045, 0.065, 0.15, 0.315, 0.465, 0.58],
    'Part des congés longs qui finissent en invalidité, selon l’âge',
    `CNRACL 2020 : 0,33 % des actifs par an, 0,04 % avant 45 ans ; ${FICTIF}`,
  ),
  categorie: hypothese(
    { A: 0.27, B: 0.45, C: 1.27 },
    'Congés longs et invalidité selon la catégorie, rapportés à l’ensemble',
    'Caisse des dépôts, QPS brèves 12 (CNRACL 2020) : A 0,09 %, B 0,15 %, C 0,42 %, ensemble 0,33 %',
  ),
  sorties: hypothese(
    0.085,
    'Départs par agent et par an, chacun remplacé par un agent de même profil',
    'DGCL, BIS 107 : départs 8,3 % (2013), 9 % (2015)',
  ),
  finInvalidite: hypothese(
    0.04,
    'Fins de rente par an avant l’âge légal (décès, reprise)',
    'BCAC 2013, maintien en invalidité à un an de 0,955 à 0,977 : fictif pour les agents publics',
  ),
  ageLegal: hypothese(64, 'Âge où la rente d’invalidité cesse', 'loi du 14 avril 2023'),
  assietteRetiree: hypothese(
    0.5,
    'Part de l’assiette non cotisée pendant le demi-traitement',
    'assiette égale au traitement versé : propre à chaque contrat, fictif',
  ),
  tauxTechnique: hypothese(0.0175, 'Taux d’actualisation des provisions', 'propre à chaque assureur, fictif'),
} as const satisfies Readonly<Record<string, Hypothese<unknown>>>

export type NomHypothese = keyof typeof HYPOTHESES
type Souple<T> = T extends number
  ? number
  : T extends readonly number[]
    ? readonly number[]
    : { readonly [K in keyof T]: number }
/** Values of all the assumptions. */
export type Hypotheses = { readonly [N in NomHypothese]: Souple<(typeof HYPOTHESES)[N]['valeur']> }

/** The default assumptions, without their words. */
export const hypothesesParDefaut = (): Hypotheses =>
  Object.fromEntries(
    Object.entries(HYPOTHESES).map(([nom, { valeur }]) => [nom, valeur]),
  ) as unknown as Hypotheses

/** What an assumption may be worth, beyond « zero or more ». */
const PLAFONDS: Readonly<Record<NomHypothese, number>> = {
  frequenceCmo: 20,
  dispersion: 1_000,
  choc: 0.5,
  partCourte: 1,
  partLongue: 1,
  dureeLongue: 330,
  frequenceLongue: 1,
  partLongueDuree: 1,
  dureeMoyenneLongue: 5_000,
  invalidite: 1,
  categorie: 20,
  sorties: 2,
  finInvalidite: 2,
  ageLegal: 75,
  assietteRetiree: 1,
  tauxTechnique: 0.2,
}
const PLANCHERS: Partial<Record<NomHypothese, number>> = {
  dispersion: 0.05,
  dureeLongue: 40,
  dureeMoyenneLongue: 1,
  ageLegal: 50,
}

/** An assumption that cannot be used; the sentence names it. */
export class HypotheseRefusee extends Error {}

/**
 * Default assumptions, some of them replaced by the contract's own.
 * @param donnees by name: a number, a list by age band, or A, B, C
 * @throws HypotheseRefusee in French: unknown name, wrong shape, out of bounds
 */
export function lireHypotheses(donnees: unknown): Hypotheses {
  if (typeof donnees !== 'object' || donnees === null || Array.isArray(donnees))
    throw new HypotheseRefusee('Un objet est attendu : le nom de chaque hypothèse changée et sa valeur.')
  const lues: Record<string, unknown> = { ...hypothesesParDefaut() }
  for (const [nom, valeur] of Object.entries(donnees)) {
    if (!Object.hasOwn(HYPOTHESES, nom))
      throw new HypotheseRefusee(
        `« ${nom} » n’est pas une hypothèse. Noms connus : ${Object.keys(HYPOTHESES).join(', ')}.`,
      )
    lues[nom] = lireValeur(nom as NomHypothese, valeur)
  }
  const h = lues as unknown as Hypotheses
  if (h.partLongue.some((part) => part + h.partCourte > 1))
    throw new HypotheseRefusee(
      '« partCourte » et « partLongue » dépassent 1 ensemble : corrigez l’une des deux.',
    )
  return h
}

function lireValeur(nom: NomHypothese, valeur: unknown): unknown {
  const [bas, haut] = [PLANCHERS[nom] ?? 0, PLAFONDS[nom]]
  const nombre = (v: unknown): number => {
    if (typeof v !== 'number' || !(v >= bas && v <= haut))
      throw new HypotheseRefusee(`« ${nom} » : un nombre de ${dire(bas)} à ${dire(haut)} est attendu.`)
    return v
  }
  const modele: unknown = HYPOTHESES[nom].valeur
  if (typeof modele === 'number') return nombre(valeur)
  if (Array.isArray(modele)) {
    if (!Array.isArray(valeur) || valeur.length !== modele.length)
      throw new HypotheseRefusee(`« ${nom} » : ${modele.length} nombres sont attendus, un par tranche d’âge.`)
    return valeur.map(nombre)
  }
  const lettres = typeof valeur === 'object' && valeur !== null ? (valeur as Record<string, unknown>) : {}
  if (Object.keys(lettres).sort().join('') !== 'ABC')
    throw new HypotheseRefusee(`« ${nom} » : trois nombres nommés A, B et C sont attendus.`)
  return { A: nombre(lettres['A']), B: nombre(lettres['B']), C: nombre(lettres['C']) }
}

const dire = (n: number): string => String(n).replace('.', ',')
