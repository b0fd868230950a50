import type { ReactNode } from 'react'
import { Decisions } from './decisions.tsx'
import { Donnees } from './donnees.tsx'
import { Formulaires } from './formulaires.tsx'
import { Textes } from './textes.tsx'

/** Every component with its states: normal, empty, refused, long words, small numbers, a name from right to left. Shown at /_ui. */
export function pageDeDemonstration(): {
  readonly titre: string
  readonly h1: string
  readonly surtitre: string
  readonly chapeau: ReactNode
  readonly contenu: ReactNode
} {
  return {
    titre: 'Composants',
    h1: 'Avec quoi l’interface est-elle faite ?',
    surtitre: 'Système de conception',
    chapeau: (
      <p>
        Chaque composant avec ses états : normal, vide, refusé, mots longs, petits nombres. Tout est fictif.
      </p>
    ),
    contenu: (
      <>
        <Textes />
        <Decisions />
        <Donnees />
        <Formulaires />
      </>
    ),
  }
}
