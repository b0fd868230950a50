import { lireChoix, lireDecimal, lireJour, lireJourOuAnnee } from './lecture.ts'
import { citer, illisible, type Lecture, lu, refus } from './motif.ts'
import { SEUIL_CNRACL } from './parametres.ts'
import { cleSiretValide } from './siret.ts'
import type { Categorie, NomColonne, Regime, Sexe, Statut, TypeConge } from './types.ts'

const choix = <T extends string>(valeurs: Readonly<Record<T, readonly string[]>>): ReadonlyMap<string, T> =>
  new Map(
    (Object.entries(valeurs) as [T, readonly string[]][]).flatMap(([valeur, mots]) =>
      mots.map((mot) => [mot, valeur] as const),
    ),
  )

const STATUTS = choix<Statut>({
  titulaire: ['titulaire'],
  stagiaire: ['stagiaire'],
  cdi: ['cdi', 'contractuel_cdi'],
  cdd: ['cdd', 'contractuel_cdd'],
  'droit-prive': ['droit_prive', 'contractuel_droit_prive', 'contractuel_de_droit_prive'],
})
const REGIMES = choix<Regime>({
  CNRACL: ['cnracl', 'regime_special'],
  IRCANTEC: ['ircantec', 'rg', 'regime_general'],
})
const CATEGORIES = choix<Categorie>({ A: ['a'], B: ['b'], C: ['c'] })
const SEXES = choix<Sexe>({ F: ['f', 'femme'], M: ['m', 'h', 'homme'] })
const CONGES = choix<TypeConge>({
  CMO: ['cmo', 'conge_de_maladie_ordinaire'],
  CLM: ['clm', 'conge_de_longue_maladie'],
  CLD: ['cld', 'conge_de_longue_duree'],
  CGM: ['cgm', 'conge_de_grave_maladie'],
  CITIS: ['citis'],
  ATMP: ['atmp', 'at_mp'],
  DISPO: ['dispo', 'disponibilite_d_office'],
  TPT: ['tpt', 'temps_partiel_therapeutique'],
})
const OUI_NON: ReadonlyMap<string, boolean> = new Map([
  ['oui', true],
  ['o', true],
  ['non', false],
  ['n', false],
])

function lireSiret(cellule: string): Lecture<string> {
  if (/^\d[.,]?\d*e\+?\d+$/i.test(cellule)) return illisible(refus('siret-notation-scientifique'))
  const chiffres = cellule.replace(/[ \u00a0\u202f]/g, '')
  if (!/^\d+$/.test(chiffres)) return illisible(refus('siret-illisible'))
  if (chiffres.length !== 14) return illisible(refus('siret-longueur', chiffres.length))
  return cleSiretValide(chiffres) ? lu(chiffres) : illisible(refus('siret-cle'))
}

/** NIR: sex, year, month, department (2A and 2B included), commune, order, and maybe the key. Source: décret 82-103. */
const NIR = /^[1-478]\d{4}(?:\d{2}|2[AB])\d{6}(?:\d{2})?$/i

function lireMatricule(cellule: string): Lecture<string> {
  if (NIR.test(cellule.replace(/[ .-]/g, '')) || cellule.includes('@'))
    return illisible(refus('matricule-identifiant'))
  const estPseudonyme = /^[A-Za-z0-9._-]{1,40}$/.test(cellule) && /\d/.test(cellule)
  return estPseudonyme ? lu(cellule) : illisible(refus('matricule-forme'))
}

/**
 * Whether bytes are an ordinary pseudonym, which `lireMatricule` gives back as it is written: its characters and length are admitted, and it has too few digits
 * to be a social-security number (twelve at least). False says nothing: the cell is to be read.
 */
export function estPseudonymeCourant(octets: Uint8Array, debut: number, fin: number): boolean {
  if (fin - debut > 40) return false
  let chiffres = 0
  for (let i = debut; i < fin; i++) {
    const octet = octets[i]!
    if (octet >= 0x30 && octet <= 0x39) chiffres++
    else if ((octet | 0x20) < 0x61 || (octet | 0x20) > 0x7a) {
      if (octet !== 0x2d && octet !== 0x2e && octet !== 0x5f) return false
    }
  }
  return chiffres > 0 && chiffres < 12
}

function lireHeures(cellule: string): Lecture<number> {
  if (/^\d{1,2} ?[h:]/i.test(cellule)) return illisible(refus('heures-format'))
  return lireDecimal(cellule, 2)
}

function lireTempsComplet(cellule: string): Lecture<number> {
  const lecture = lireHeures(cellule)
  return lecture.ok && SEUIL_CNRACL[lecture.valeur] === undefined
    ? illisible(refus('temps-complet-inconnu'))
    : lecture
}

function lireQuotite(cellule: string): Lecture<number> {
  const lecture = lireDecimal(cellule, 2, '%')
  if (!lecture.ok) return lecture
  if (lecture.valeur === 0) return illisible(refus('temps-nul'))
  if (lecture.valeur <= 100) return illisible(refus('quotite-fraction', citer(cellule)))
  if (lecture.valeur > 10_000)
    return illisible(refus('temps-superieur-a-100', `${cellule.replace(/\s*%$/, '')} %`))
  return lecture
}

/** A grade is read only to be compared with a closed list: its text is kept short and never quoted. */
const lireGrade = (cellule: string): Lecture<string> => lu(cellule)

const lireMontant = (cellule: string): Lecture<number> => lireDecimal(cellule, 2, '€')
const lireEntier = (cellule: string): Lecture<number> => lireDecimal(cellule, 0)

/** How each column is read once its cell is known not to be empty. Units: see `AgentRecense`. */
export const LECTEURS = {
  siret: lireSiret,
  matricule: lireMatricule,
  naissance: lireJourOuAnnee,
  statut: (c: string) => lireChoix(c, STATUTS, 'titulaire, stagiaire, CDI, CDD ou droit privé'),
  regime: (c: string) => lireChoix(c, REGIMES, 'CNRACL ou IRCANTEC'),
  categorie: (c: string) => lireChoix(c, CATEGORIES, 'A, B ou C'),
  heures_hebdo: lireHeures,
  indice_majore: lireEntier,
  traitement_mensuel: lireMontant,
  ri_mensuel: lireMontant,
  sexe: (c: string) => lireChoix(c, SEXES, 'F ou M'),
  grade: lireGrade,
  heures_temps_complet: lireTempsComplet,
  heures_tous_emplois: lireHeures,
  quotite: lireQuotite,
  nbi_points: lireEntier,
  indemnite_residence: lireMontant,
  sft: lireMontant,
  date_entree: lireJour,
  conge_type: (c: string) =>
    lireChoix(c, CONGES, 'CMO, CLM, CLD, CGM, CITIS, ATMP, DISPO ou TPT, sans motif médical'),
  conge_depuis: lireJour,
  contrat_individuel: (c: string) => lireChoix(c, OUI_NON, 'oui ou non'),
} satisfies { readonly [N in NomColonne]: (cellule: string) => Lecture<unknown> }

type Lue<N extends NomColonne> = ReturnType<(typeof LECTEURS)[N]> extends Lecture<infer T> ? T : never

/** What an empty cell, or an absent column, is worth. Columns that are not listed refuse an empty cell. */
export const VIDES = {
  categorie: null,
  indice_majore: null,
  traitement_mensuel: null,
  sexe: null,
  grade: null,
  heures_temps_complet: 3500,
  heures_tous_emplois: null,
  quotite: 10_000,
  nbi_points: 0,
  indemnite_residence: 0,
  sft: 0,
  date_entree: null,
  conge_type: null,
  conge_depuis: null,
  contrat_individuel: null,
} satisfies { readonly [N in NomColonne]?: Lue<N> | null }

type Vides = typeof VIDES
type Vide<N extends NomColonne> = N extends keyof Vides ? (Vides[N] extends null ? null : never) : never

/** What was read on a row, column by column; `null` stands for an empty cell. */
export type Valeurs = { readonly [N in NomColonne]: Lue<N> | Vide<N> }
