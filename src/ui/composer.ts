import { Children, type ReactNode } from 'react'
import { typographier } from '#shared/typographie.ts'

/**
 * French spacing of the words given to a component: strings, alone or among elements. Elements are left as they are, each component
 * composes its own words; nothing is ever applied to markup.
 */
export function composer(noeud: ReactNode): ReactNode {
  if (typeof noeud === 'string') return typographier(noeud)
  if (Array.isArray(noeud))
    return Children.map(noeud, (enfant) => (typeof enfant === 'string' ? typographier(enfant) : enfant))
  return noeud
}
