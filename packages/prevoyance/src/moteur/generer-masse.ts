import { emettreJs } from './emettre.ts'
import { ETAGES, type Etage, type Graphe, reduire } from './graphe.ts'

type Emission = { readonly lignes: (etage: Etage, retrait: string) => string }

/**
 * The TypeScript of the mass kernel: every rule inlined in dependency order, at the outermost of the loops agent > option >
 * bid where what it reads is known. Two sinks from the same text: columns (one value per agent, option, bid) and sums by
 * group.
 */
export function genererMasse(graphe: Graphe, sorties: readonly string[], enTete: string): string {
  const utile = reduire(graphe, sorties)
  const inverses = new Set<number>()
  const inverse = (diviseur: number): string => {
    inverses.add(diviseur)
    return `INV_${diviseur}`
  }
  const emission: Emission = {
    lignes: (etage, retrait) =>
      utile.regles
        .filter((regle) => regle.etage === etage)
        .map(
          ({ carte, corps }) => `${retrait}const ${carte.id} = ${emettreJs(corps, (nom) => nom, inverse)}\n`,
        )
        .join(''),
  }
  const entrees = (etage: Etage): string[] =>
    utile.entrees.filter(({ niveau }) => niveau === etage).map(({ id }) => id)
  const etageDe = (nom: string): Etage => utile.regles.find(({ carte }) => carte.id === nom)!.etage
  const corps = (puits: Puits): string =>
    emettreBoucles({ emission, entrees, etageDe, sorties, puits, utile })
  const [colonnes, sommes] = [corps('colonnes'), corps('sommes')]
  const champs = (noms: readonly string[], type: string): string =>
    noms.map((nom) => `  readonly ${nom}: ${type}\n`).join('')
  const constantes = [...inverses].map((n) => `const INV_${n} = 1 / ${n}\n`).join('')
  return `${enTete}
import { arrondi as R } from '../socle/centimes.ts'

/** Dated parameters of the kernel. */
export interface ParametresMasse {
${champs(utile.parametres, 'number')}}

/** Columns of the census, one value per agent. */
export interface ColonnesAgents {
${champs(entrees('agent'), 'Float64Array')}}

/** Guarantees of one option. */
export interface OptionMasse {
${champs(entrees('option'), 'number')}}

/** Rates of one bid on one option. */
export interface OffreMasse {
${champs(entrees('offre'), 'number')}}

/** Results: one value per agent, per agent × option, or per agent × option × bid (see \`ETAGES_SORTIES\`). */
export interface SortiesMasse {
${champs(sorties, 'Float64Array')}}

export const SORTIES = [${sorties.map((nom) => `'${nom}'`).join(', ')}] as const
export const ETAGES_SORTIES: Readonly<Record<keyof SortiesMasse, 'agent' | 'option' | 'offre'>> = {
${sorties.map((nom) => `  ${nom}: '${etageDe(nom)}',`).join('\n')}
}
export const PARAMETRES_MASSE = [${utile.parametres.map((nom) => `'${nom}'`).join(', ')}] as const
export const ENTREES_AGENT = [${entrees('agent')
    .map((nom) => `'${nom}'`)
    .join(', ')}] as const
export const ENTREES_OPTION = [${entrees('option')
    .map((nom) => `'${nom}'`)
    .join(', ')}] as const
export const ENTREES_OFFRE = [${entrees('offre')
    .map((nom) => `'${nom}'`)
    .join(', ')}] as const

${constantes}
/** One value per agent, option and bid: agents [debut, fin[. \`offres\` holds the bids of the first option, then of the second… */
export function calculerColonnes(
  p: ParametresMasse,
  agents: ColonnesAgents,
  debut: number,
  fin: number,
  options: readonly OptionMasse[],
  offres: readonly OffreMasse[],
  s: SortiesMasse,
): void {
${colonnes}}

/** Sums by group: agents [debut, fin[, the group of each in \`groupes\`. Whole cents, so sums are exact and do not depend on the order. */
export function sommerParGroupe(
  p: ParametresMasse,
  agents: ColonnesAgents,
  debut: number,
  fin: number,
  options: readonly OptionMasse[],
  offres: readonly OffreMasse[],
  groupes: Uint32Array,
  s: SortiesMasse,
): void {
${sommes}}
`
}

type Puits = 'colonnes' | 'sommes'

interface Boucles {
  readonly emission: Emission
  readonly entrees: (etage: Etage) => string[]
  readonly etageDe: (nom: string) => Etage
  readonly sorties: readonly string[]
  readonly puits: Puits
  readonly utile: Graphe
}

const RETRAITS: Readonly<Record<Etage, string>> = {
  parametre: '  ',
  agent: '    ',
  option: '      ',
  offre: '        ',
}
const INDICES: Readonly<Record<Etage, string>> = { parametre: '0', agent: 'i', option: 'io', offre: 'iob' }
const INDICES_SOMMES: Readonly<Record<Etage, string>> = {
  parametre: '0',
  agent: 'g',
  option: 'go',
  offre: 'gob',
}

function emettreBoucles({ emission, entrees, etageDe, sorties, puits, utile }: Boucles): string {
  const r = RETRAITS
  const indices = puits === 'colonnes' ? INDICES : INDICES_SOMMES
  const ecrire = (etage: Etage): string =>
    sorties
      .filter((nom) => etageDe(nom) === etage)
      .map((nom) => {
        const case_ = `S_${nom}[${indices[etage]}]`
        return `${r[etage]}${case_} = ${puits === 'colonnes' ? nom : `${case_}! + ${nom}`}\n`
      })
      .join('')
  const lire = (etage: Etage, prefixe: string, indice: string): string =>
    entrees(etage)
      .map((nom) => `${r[etage]}const ${nom} = ${prefixe}${nom}[${indice}]!\n`)
      .join('')
  const debut = [
    ...utile.parametres.map((nom) => `const ${nom} = p.${nom}`),
    ...entrees('agent').map((nom) => `const A_${nom} = agents.${nom}`),
    ...entrees('option').map((nom) => `const O_${nom} = Float64Array.from(options, (o) => o.${nom})`),
    ...entrees('offre').map((nom) => `const B_${nom} = Float64Array.from(offres, (o) => o.${nom})`),
    ...sorties.map((nom) => `const S_${nom} = s.${nom}`),
    'const nOptions = options.length',
    'const nOffres = nOptions === 0 ? 0 : offres.length / nOptions',
  ]
  const sommes = puits === 'sommes'
  return `${debut.map((ligne) => `  ${ligne}\n`).join('')}${emission.lignes(ETAGES[0]!, r.parametre)}  for (let i = debut; i < fin; i++) {
${lire('agent', 'A_', 'i')}${emission.lignes('agent', r.agent)}${sommes ? '    const g = groupes[i]!\n' : ''}${ecrire('agent')}    for (let o = 0; o < nOptions; o++) {
${lire('option', 'O_', 'o')}${emission.lignes('option', r.option)}      const ${sommes ? 'go = g' : 'io = i'} * nOptions + o
${ecrire('option')}      for (let b = 0; b < nOffres; b++) {
        const ob = o * nOffres + b
${lire('offre', 'B_', 'ob')}${emission.lignes('offre', r.offre)}        const ${sommes ? 'gob = go' : 'iob = io'} * nOffres + b
${ecrire('offre')}      }
    }
  }
`
}
