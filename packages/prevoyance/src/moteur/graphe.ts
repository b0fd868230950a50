import { estParametre } from '../parametres/index.ts'
import type { EntreePoint, Niveau, ReglePoint } from './definition.ts'
import { HorsGrammaire, lireRegle, type Noeud, renommer } from './grammaire.ts'

/** Where a value of the mass kernel is computed: once, per agent, per option, per bid. */
export type Etage = 'parametre' | Niveau

export const ETAGES: readonly Etage[] = ['parametre', 'agent', 'option', 'offre']

/** A rule ready to be emitted: names resolved, expression parsed, floor known. */
export interface RegleResolue {
  readonly carte: ReglePoint
  readonly lit: readonly string[]
  readonly corps: Noeud
  readonly etage: Etage
}

/** Every rule, each after what it reads. */
export interface Graphe {
  readonly regles: readonly RegleResolue[]
  readonly entrees: readonly EntreePoint[]
  readonly parametres: readonly string[]
}

/**
 * Reads every rule, resolves the names, sorts by dependency and finds the outermost loop of each.
 * @throws HorsGrammaire for a text outside the grammar, a name nobody defines, a name defined twice, a circle
 */
export function construireGraphe(regles: readonly ReglePoint[], entrees: readonly EntreePoint[]): Graphe {
  const parId = new Map<string, ReglePoint>()
  for (const regle of regles) {
    if (parId.has(regle.id) || estParametre(regle.id))
      throw new HorsGrammaire(`« ${regle.id} » is defined twice`)
    parId.set(regle.id, regle)
  }
  const niveaux = new Map(entrees.map(({ id, niveau }) => [id, niveau]))
  const resolues = new Map<string, RegleResolue>()
  const parametres = new Set<string>()
  const etageDe = (nom: string, chemin: readonly string[]): Etage => {
    if (estParametre(nom)) {
      parametres.add(nom)
      return 'parametre'
    }
    // A name may be both given and computed (a net read on a payslip): in the kernel the rule wins.
    if (parId.has(nom)) return resoudre(nom, chemin).etage
    const niveau = niveaux.get(nom)
    if (niveau === undefined)
      throw new HorsGrammaire(`« ${nom} », read by « ${chemin.at(-1)} », is defined nowhere`)
    return niveau
  }
  const resoudre = (id: string, chemin: readonly string[]): RegleResolue => {
    const deja = resolues.get(id)
    if (deja) return deja
    if (chemin.includes(id)) throw new HorsGrammaire(`circle: ${[...chemin, id].join(' → ')}`)
    const carte = parId.get(id)!
    const lue = lireRegle(carte.calcul.toString())
    const lit = lue.lit.map((nom) => carte.noms[nom] ?? nom)
    const etages = lit.map((nom) => ETAGES.indexOf(etageDe(nom, [...chemin, id])))
    const etage = ETAGES[Math.max(0, ...etages)]!
    const resolue = { carte, lit: [...new Set(lit)], corps: renommer(lue.corps, carte.noms), etage }
    resolues.set(id, resolue)
    return resolue
  }
  for (const id of parId.keys()) resoudre(id, [])
  return { regles: [...resolues.values()], entrees, parametres: [...parametres].sort() }
}

/** The part of a graph that some outputs need. */
export function reduire(graphe: Graphe, sorties: readonly string[]): Graphe {
  const utiles = new Set<string>(sorties)
  for (const regle of [...graphe.regles].reverse()) {
    if (utiles.has(regle.carte.id)) for (const nom of regle.lit) utiles.add(nom)
  }
  const calculees = new Set(graphe.regles.map(({ carte }) => carte.id))
  return {
    regles: graphe.regles.filter(({ carte }) => utiles.has(carte.id)),
    entrees: graphe.entrees.filter(({ id }) => utiles.has(id) && !calculees.has(id)),
    parametres: graphe.parametres.filter((nom) => utiles.has(nom)),
  }
}
