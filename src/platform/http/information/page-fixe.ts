import type { ReactNode } from 'react'

/** A page that says the same thing to everybody. */
export type PageFixe = {
  readonly chemin: string
  readonly titre: string
  /** @param contact address to write to, null when this installation names none */
  readonly contenu: (contact: string | null) => ReactNode
}
