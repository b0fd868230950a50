import { HorsGrammaire, type Noeud } from '../grammaire.ts'

/** Operations on numbers, after `R` is spelt out: what a processor does in one instruction. */
export type Operation = '+' | '-' | '*' | '/' | 'min' | 'max' | 'floor' | 'ceil'
export type Comparaison = '<' | '<=' | '>' | '>=' | '===' | '!=='

/** An expression whose value is a number. */
export type Expression =
  | { readonly genre: 'constante'; readonly valeur: number }
  | { readonly genre: 'nom'; readonly nom: string }
  | { readonly genre: 'operation'; readonly operation: Operation; readonly sur: readonly Expression[] }
  | {
      readonly genre: 'choix'
      readonly si: Condition
      readonly alors: Expression
      readonly sinon: Expression
    }

/** An expression that only chooses. */
export type Condition =
  | {
      readonly genre: 'comparaison'
      readonly signe: Comparaison
      readonly gauche: Expression
      readonly droite: Expression
    }
  | { readonly genre: 'et'; readonly gauche: Condition; readonly droite: Condition }

const operation = (nom: Operation, ...sur: readonly Expression[]): Expression => ({
  genre: 'operation',
  operation: nom,
  sur,
})
const constante = (valeur: number): Expression => ({ genre: 'constante', valeur })

/**
 * A rule's expression with `R` spelt out as the JavaScript kernel computes it, operation for operation: same float64 results.
 * @throws HorsGrammaire when a comparison is used as a number, or a number as a condition
 */
export function enExpression(noeud: Noeud): Expression {
  switch (noeud.genre) {
    case 'nombre':
      return constante(noeud.valeur)
    case 'nom':
      return noeud
    case 'choix':
      return {
        genre: 'choix',
        si: enCondition(noeud.si),
        alors: enExpression(noeud.alors),
        sinon: enExpression(noeud.sinon),
      }
    case 'calcul':
      if (noeud.signe !== '+' && noeud.signe !== '-' && noeud.signe !== '*')
        throw new HorsGrammaire(`« ${noeud.signe} » used as a number`)
      return operation(noeud.signe, enExpression(noeud.gauche), enExpression(noeud.droite))
    case 'appel': {
      const [a, b] = noeud.arguments.map(enExpression)
      if (noeud.fonction === 'ceil') return operation('ceil', a!)
      if (noeud.fonction !== 'R') return operation(noeud.fonction, a!, b!)
      return arrondir(a!, b!)
    }
  }
}

/** (a + ⌊b/2⌋ + 1/2) × (1/b), rounded down: `arrondi`, its constants folded when the divisor is a number. */
function arrondir(a: Expression, b: Expression): Expression {
  if (b.genre === 'constante')
    return operation(
      'floor',
      operation('*', operation('+', a, constante(Math.floor(b.valeur / 2) + 0.5)), constante(1 / b.valeur)),
    )
  const moitie = operation('floor', operation('*', b, constante(0.5)))
  const plus = operation('+', operation('+', a, moitie), constante(0.5))
  return operation('floor', operation('*', plus, operation('/', constante(1), b)))
}

function enCondition(noeud: Noeud): Condition {
  if (noeud.genre !== 'calcul') throw new HorsGrammaire('a number used as a condition')
  const { signe, gauche, droite } = noeud
  if (signe === '&&') return { genre: 'et', gauche: enCondition(gauche), droite: enCondition(droite) }
  if (signe === '+' || signe === '-' || signe === '*')
    throw new HorsGrammaire(`« ${signe} » used as a condition`)
  return { genre: 'comparaison', signe, gauche: enExpression(gauche), droite: enExpression(droite) }
}

/** Text that two expressions share when they are the same. */
export function cle(e: Expression): string {
  switch (e.genre) {
    case 'constante':
      return `#${e.valeur}`
    case 'nom':
      return e.nom
    case 'operation':
      return `${e.operation}(${e.sur.map(cle).join(',')})`
    case 'choix':
      return `?(${cleCondition(e.si)},${cle(e.alors)},${cle(e.sinon)})`
  }
}

const cleCondition = (c: Condition): string =>
  c.genre === 'et'
    ? `&(${cleCondition(c.gauche)},${cleCondition(c.droite)})`
    : `${c.signe}(${cle(c.gauche)},${cle(c.droite)})`

/** Expressions directly under an expression, those of its conditions included. */
export function sousExpressions(e: Expression): readonly Expression[] {
  if (e.genre === 'operation') return e.sur
  return e.genre === 'choix' ? [...deCondition(e.si), e.alors, e.sinon] : []
}

const deCondition = (c: Condition): readonly Expression[] =>
  c.genre === 'et' ? [...deCondition(c.gauche), ...deCondition(c.droite)] : [c.gauche, c.droite]

/** The same expression with other expressions under it. */
export function reconstruire(e: Expression, autre: (dessous: Expression) => Expression): Expression {
  if (e.genre === 'operation') return { ...e, sur: e.sur.map(autre) }
  if (e.genre !== 'choix') return e
  return {
    genre: 'choix',
    si: reconstruireCondition(e.si, autre),
    alors: autre(e.alors),
    sinon: autre(e.sinon),
  }
}

const reconstruireCondition = (c: Condition, autre: (dessous: Expression) => Expression): Condition =>
  c.genre === 'et'
    ? {
        genre: 'et',
        gauche: reconstruireCondition(c.gauche, autre),
        droite: reconstruireCondition(c.droite, autre),
      }
    : { ...c, gauche: autre(c.gauche), droite: autre(c.droite) }
