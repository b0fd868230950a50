// The same rules, from the same texts, in the languages of the other engines.
import type { Noeud } from '../../packages/prevoyance/src/moteur/grammaire.ts'
import type { Graphe, RegleResolue } from '../../packages/prevoyance/src/moteur/graphe.ts'

const OPERATEURS_SQL: Readonly<Record<string, string>> = { '===': '=', '!==': '<>', '&&': 'AND' }

/** SQL on exact float64 cents, with the rounding of the engine. */
export function enSql(noeud: Noeud): string {
  switch (noeud.genre) {
    case 'nombre':
      return `${noeud.valeur}::DOUBLE`
    case 'nom':
      return noeud.nom
    case 'calcul':
      return `(${enSql(noeud.gauche)} ${OPERATEURS_SQL[noeud.signe] ?? noeud.signe} ${enSql(noeud.droite)})`
    case 'choix':
      return `CASE WHEN ${enSql(noeud.si)} THEN ${enSql(noeud.alors)} ELSE ${enSql(noeud.sinon)} END`
    case 'appel': {
      const [a, b] = noeud.arguments
      if (noeud.fonction === 'R') {
        if (b!.genre === 'nombre')
          return `floor((${enSql(a!)} + ${Math.floor(b!.valeur / 2) + 0.5}::DOUBLE) * (1::DOUBLE / ${b!.valeur}))`
        return `floor((${enSql(a!)} + floor(${enSql(b!)} * 0.5) + 0.5) * (1::DOUBLE / ${enSql(b!)}))`
      }
      const noms = { min: 'least', max: 'greatest', ceil: 'ceil' } as const
      return `${noms[noeud.fonction]}(${noeud.arguments.map(enSql).join(', ')})`
    }
  }
}

/** Rules cut into waves: each one reads only what comes before its wave. */
function vagues(regles: readonly RegleResolue[]): RegleResolue[][] {
  const profondeur = new Map<string, number>()
  const couches: RegleResolue[][] = []
  for (const regle of regles) {
    const rang = Math.max(-1, ...regle.lit.map((nom) => profondeur.get(nom) ?? -1)) + 1
    profondeur.set(regle.carte.id, rang)
    couches[rang] ??= []
    couches[rang].push(regle)
  }
  return couches
}

/** One query: agents, then options, then bids, each floor computed once, then the sums. */
export function requeteSql(graphe: Graphe, sorties: readonly string[]): string {
  const couches = (source: string, etages: readonly string[]): string =>
    vagues(graphe.regles.filter(({ etage }) => etages.includes(etage))).reduce(
      (dessous, couche) =>
        `SELECT *, ${couche.map(({ carte, corps }) => `${enSql(corps)} AS ${carte.id}`).join(', ')} FROM (${dessous})`,
      source,
    )
  const agents = couches('SELECT * FROM agents, parametres', ['parametre', 'agent'])
  const options = couches(`SELECT * FROM (${agents}), options`, ['option'])
  const offres = couches(`SELECT * FROM (${options}) t JOIN offres ON offres.option_rang = t.o`, ['offre'])
  return `SELECT g, o, b, ${sorties.map((nom) => `sum(${nom}) AS ${nom}`).join(', ')} FROM (${offres}) GROUP BY g, o, b ORDER BY g, o, b`
}

/** A rule of publicodes. */
type Publicodes = string | number | { readonly [mecanisme: string]: unknown }

/** The rules as a publicodes model: inputs are set by the situation; roundings and bounds are rules, since publicodes does not nest them. */
export function modelePublicodes(graphe: Graphe): Record<string, Publicodes> {
  const entrees = [...graphe.entrees.map(({ id }) => id), ...graphe.parametres]
  const modele: Record<string, Publicodes> = Object.fromEntries(entrees.map((nom) => [nom, { valeur: 0 }]))
  for (const { carte, corps } of graphe.regles) {
    let parties = 0
    const nommer = (valeur: Publicodes): string => {
      parties++
      const nom = `${carte.id} partie ${parties}`
      modele[nom] = valeur
      return nom
    }
    modele[carte.id] = { valeur: enPublicodes(corps, nommer) }
  }
  return modele
}

function enPublicodes(noeud: Noeud, nommer: (valeur: Publicodes) => string): Publicodes {
  const dire = (n: Noeud): Publicodes => enPublicodes(n, nommer)
  switch (noeud.genre) {
    case 'nombre':
      return noeud.valeur
    case 'nom':
      return noeud.nom
    case 'calcul': {
      const signe = { '===': '=', '!==': '!=', '&&': 'et' }[noeud.signe as string] ?? noeud.signe
      return { [signe]: [dire(noeud.gauche), dire(noeud.droite)] }
    }
    case 'choix':
      return {
        variations: [{ si: dire(noeud.si), alors: dire(noeud.alors) }, { sinon: dire(noeud.sinon) }],
      }
    case 'appel': {
      const [a, b] = noeud.arguments.map(dire)
      if (noeud.fonction === 'R') return nommer({ valeur: { '/': [a, b] }, arrondi: 'oui' })
      return nommer({ [noeud.fonction === 'min' ? 'le minimum de' : 'le maximum de']: [a, b] })
    }
  }
}

/** A decision of zen-engine: every rule is one expression of one node, in dependency order; `$` names those already computed. */
export function decisionZen({ regles }: Graphe) {
  const calculees = new Set(regles.map(({ carte }) => carte.id))
  const expressions = regles.map(({ carte, corps }) => ({
    id: carte.id,
    key: carte.id,
    value: enZen(corps, (nom) => (calculees.has(nom) ? `$.${nom}` : nom)),
  }))
  return {
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      { id: 'entree', type: 'inputNode', name: 'entree' },
      { id: 'regles', type: 'expressionNode', name: 'regles', content: { expressions } },
      { id: 'sortie', type: 'outputNode', name: 'sortie' },
    ],
    edges: [
      { id: 'avant', sourceId: 'entree', targetId: 'regles', type: 'edge' },
      { id: 'apres', sourceId: 'regles', targetId: 'sortie', type: 'edge' },
    ],
  }
}

const OPERATEURS_ZEN: Readonly<Record<string, string>> = { '===': '==', '!==': '!=', '&&': 'and' }

function enZen(noeud: Noeud, nommer: (nom: string) => string): string {
  const dire = (n: Noeud): string => enZen(n, nommer)
  switch (noeud.genre) {
    case 'nombre':
      return String(noeud.valeur)
    case 'nom':
      return nommer(noeud.nom)
    case 'calcul':
      return `(${dire(noeud.gauche)} ${OPERATEURS_ZEN[noeud.signe] ?? noeud.signe} ${dire(noeud.droite)})`
    case 'choix':
      return `(${dire(noeud.si)} ? ${dire(noeud.alors)} : ${dire(noeud.sinon)})`
    case 'appel': {
      const [a, b] = noeud.arguments.map(dire)
      if (noeud.fonction === 'R') return `floor((${a} + floor(${b} / 2) + 0.5) / ${b})`
      return noeud.fonction === 'ceil' ? `ceil(${a})` : `${noeud.fonction}([${a}, ${b}])`
    }
  }
}

/** The function of a rule, from its expression: for the engine that takes functions. Only benches build code at run time. */
export function enFonction(noeud: Noeud): (valeurs: Readonly<Record<string, number>>) => number {
  const R = (a: number, b: number): number => Math.floor((a + Math.floor(b * 0.5) + 0.5) * (1 / b))
  const evaluer = (n: Noeud, v: Readonly<Record<string, number>>): number => {
    switch (n.genre) {
      case 'nombre':
        return n.valeur
      case 'nom':
        return v[n.nom]!
      case 'calcul':
        return CALCULS[n.signe]!(evaluer(n.gauche, v), evaluer(n.droite, v))
      case 'choix':
        return evaluer(n.si, v) ? evaluer(n.alors, v) : evaluer(n.sinon, v)
      case 'appel': {
        const [a, b] = n.arguments.map((argument) => evaluer(argument, v)) as [number, number]
        if (n.fonction === 'R') return R(a, b)
        return n.fonction === 'ceil' ? Math.ceil(a) : Math[n.fonction](a, b)
      }
    }
  }
  return (valeurs) => evaluer(noeud, valeurs)
}

const CALCULS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '<': (a, b) => Number(a < b),
  '<=': (a, b) => Number(a <= b),
  '>': (a, b) => Number(a > b),
  '>=': (a, b) => Number(a >= b),
  '===': (a, b) => Number(a === b),
  '!==': (a, b) => Number(a !== b),
  '&&': (a, b) => Number(a !== 0 && b !== 0),
}
