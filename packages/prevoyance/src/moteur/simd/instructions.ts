import type { Comparaison, Condition, Expression, Operation } from './expression.ts'
import { I, type Octets } from './octets.ts'

const OPERATIONS: Readonly<Record<Operation, number>> = {
  ceil: 0x74,
  floor: 0x75,
  '+': 0xf0,
  '-': 0xf1,
  '*': 0xf2,
  '/': 0xf3,
  // pmin and pmax: one instruction each, and the same as Math.min and Math.max on numbers (a zero has no sign here).
  min: 0xf6,
  max: 0xf7,
}
const COMPARAISONS: Readonly<Record<Comparaison, number>> = {
  '===': 0x47,
  '!==': 0x48,
  '<': 0x49,
  '>': 0x4a,
  '<=': 0x4b,
  '>=': 0x4c,
}

/** Where a name or a constant is read: the instructions that push it. */
export interface Lecture {
  readonly nom: (nom: string) => Octets
  readonly constante: (valeur: number) => Octets
}

const estZero = (e: Expression): boolean => e.genre === 'constante' && e.valeur === 0

/** Pushes the value of an expression for two agents at once; both branches of a choice are computed, then one is taken. */
export function pousser(e: Expression, lecture: Lecture): Octets {
  const p = (autre: Expression): Octets => pousser(autre, lecture)
  switch (e.genre) {
    case 'constante':
      return e.valeur === 0 ? I.zero : lecture.constante(e.valeur)
    case 'nom':
      return lecture.nom(e.nom)
    case 'operation':
      return [...e.sur.flatMap(p), ...I.vecteur(OPERATIONS[e.operation])]
    case 'choix': {
      if (estZero(e.sinon)) return [...p(e.alors), ...masque(e.si, lecture), ...I.et]
      if (estZero(e.alors)) return [...p(e.sinon), ...masque(e.si, lecture), ...I.sauf]
      return [...p(e.alors), ...p(e.sinon), ...masque(e.si, lecture), ...I.choisir]
    }
  }
}

/** Pushes a mask: all ones where the condition holds. */
function masque(c: Condition, lecture: Lecture): Octets {
  if (c.genre === 'et') return [...masque(c.gauche, lecture), ...masque(c.droite, lecture), ...I.et]
  return [...pousser(c.gauche, lecture), ...pousser(c.droite, lecture), ...I.vecteur(COMPARAISONS[c.signe])]
}
