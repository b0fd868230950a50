import { ETAGES, type Etage, type Graphe, reduire } from '../graphe.ts'
import { cle, type Expression, enExpression, reconstruire, sousExpressions } from './expression.ts'

/** One value of the kernel, computed once at its floor. */
export interface Definition {
  readonly nom: string
  readonly etage: Etage
  readonly corps: Expression
}

/** The mass kernel as straight-line code on four floors, ready for any language. */
export interface Programme {
  readonly definitions: readonly Definition[]
  /** Inputs by floor, in the order of the columns; then parameters. */
  readonly entrees: Readonly<Record<Etage, readonly string[]>>
  readonly sorties: Readonly<Record<Etage, readonly string[]>>
}

const PREFIXE = '$'

/**
 * Lays the rules out on the floors parameter > agent > option > bid. A piece of expression met twice, or known at an outer
 * floor than its rule, is computed once, as soon as it can be.
 */
export function construireProgramme(graphe: Graphe, sorties: readonly string[]): Programme {
  const utile = reduire(graphe, sorties)
  const etages = new Map<string, Etage>([
    ...utile.parametres.map((nom): [string, Etage] => [nom, 'parametre']),
    ...utile.entrees.map(({ id, niveau }): [string, Etage] => [id, niveau]),
    ...utile.regles.map(({ carte, etage }): [string, Etage] => [carte.id, etage]),
  ])
  const regles = utile.regles.map(({ carte, corps }) => ({ nom: carte.id, corps: enExpression(corps) }))
  const fois = new Map<string, number>()
  for (const { corps } of regles) compter(corps, fois)

  const definitions: Definition[] = []
  const extraits = new Map<string, string>()
  const etageDe = (e: Expression): Etage => {
    if (e.genre === 'nom') return etages.get(e.nom)!
    const rangs = sousExpressions(e).map((dessous) => ETAGES.indexOf(etageDe(dessous)))
    return ETAGES[Math.max(0, ...rangs)]!
  }
  const simplifier = (e: Expression, ici: Etage): Expression => {
    if (e.genre === 'constante' || e.genre === 'nom') return e
    const identite = cle(e)
    const deja = extraits.get(identite)
    if (deja !== undefined) return { genre: 'nom', nom: deja }
    const etage = etageDe(e)
    if (fois.get(identite) === 1 && etage === ici)
      return reconstruire(e, (dessous) => simplifier(dessous, ici))
    const nom = `${PREFIXE}${extraits.size}`
    const corps = reconstruire(e, (dessous) => simplifier(dessous, etage))
    extraits.set(identite, nom)
    etages.set(nom, etage)
    definitions.push({ nom, etage, corps })
    return { genre: 'nom', nom }
  }
  for (const { nom, corps } of regles) {
    const etage = etages.get(nom)!
    // The whole of a rule has a name already: only what is under it may be extracted.
    definitions.push({ nom, etage, corps: reconstruire(corps, (e) => simplifier(e, etage)) })
  }
  const parEtage = (noms: (etage: Etage) => readonly string[]) =>
    Object.fromEntries(ETAGES.map((etage) => [etage, noms(etage)])) as Record<Etage, readonly string[]>
  return {
    definitions,
    entrees: parEtage((etage) =>
      etage === 'parametre'
        ? utile.parametres
        : utile.entrees.filter(({ niveau }) => niveau === etage).map(({ id }) => id),
    ),
    sorties: parEtage((etage) => sorties.filter((nom) => etages.get(nom) === etage)),
  }
}

function compter(e: Expression, fois: Map<string, number>): void {
  for (const dessous of sousExpressions(e)) {
    if (dessous.genre === 'operation' || dessous.genre === 'choix') {
      const identite = cle(dessous)
      const avant = fois.get(identite) ?? 0
      fois.set(identite, avant + 1)
      if (avant > 0) continue
    }
    compter(dessous, fois)
  }
}

/** Every constant of a program, in the order of its first use. */
export function constantesDe({ definitions }: Programme): readonly number[] {
  const vues = new Set<number>()
  const voir = (e: Expression): void => {
    if (e.genre === 'constante') vues.add(e.valeur)
    for (const dessous of sousExpressions(e)) voir(dessous)
  }
  for (const { corps } of definitions) voir(corps)
  return [...vues]
}
