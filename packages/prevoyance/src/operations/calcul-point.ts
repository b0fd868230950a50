import { type Explication, expliquer, type Nom, type Valeurs } from '../moteur/expliquer.ts'
import { DERNIER_JOUR_CONNU } from '../parametres/index.ts'
import type { Centimes } from '../socle/centimes.ts'
import { enEuros } from '../socle/formats.ts'
import type { Jour } from '../socle/jours.ts'
import type { Pas } from '../socle/regle.ts'
import type { Resultat } from './operation.ts'

/** How an operation asks the point rules for its answer. */
interface Demande<S extends string> {
  /** Values given, in raw units. */
  readonly donnees: Readonly<Partial<Record<Nom, number>>>
  /** Field of the answer → name of the rule; every one is an amount. */
  readonly sortie: Readonly<Record<S, Nom>>
  /** Day whose parameters apply; default: the last day known. */
  readonly jour?: Jour
  /** Steps told before those of the rules: choices made while reading. */
  readonly avant?: readonly Pas[]
}

/** Answers an operation with point rules: amounts in euros, and the trace of what was used. */
export function repondre<S extends string>({ donnees, sortie, jour, avant = [] }: Demande<S>): Resultat {
  const champs = Object.entries(sortie) as [S, Nom][]
  const explication = calculer(
    donnees,
    champs.map(([, nom]) => nom),
    jour,
  )
  return {
    sortie: Object.fromEntries(champs.map(([champ, nom]) => [champ, montantDe(explication.valeurs, nom)])),
    explication: [...avant, ...explication.trace],
  }
}

/** The point rules at the last day known, unless another is asked for. */
export const calculer = (
  donnees: Readonly<Partial<Record<Nom, number>>>,
  cibles: readonly Nom[],
  jour: Jour = DERNIER_JOUR_CONNU,
): Explication => expliquer(donnees, cibles, jour)

/** An amount of the answer, in euros. */
export const montantDe = (valeurs: Valeurs, nom: Nom): number => enEuros(valeurs[nom] as Centimes)
