import type { ReactNode } from 'react'
import { Icone, type NomIcone } from './icone.tsx'

export type Ton = 'ok' | 'info' | 'attention' | 'alerte' | 'neutre'

/** A state: an icon and its word, the colour never alone. `discrete` has no ground, for tables. */
export function Etiquette({
  ton,
  icone,
  children,
  discrete,
}: {
  readonly ton: Ton
  readonly icone: NomIcone
  readonly children: ReactNode
  readonly discrete?: boolean
}) {
  return (
    <span className={`etiquette ton-${ton}${discrete ? ' etiquette-discrete' : ''}`}>
      <Icone nom={icone} taille={16} />
      <span>{children}</span>
    </span>
  )
}
