// The JSX of this application: React's own, with French spacing on every text node. Set by `jsxImportSource` in tsconfig.json.
import type { ElementType, Key, ReactElement } from 'react'
import { jsx as creer, jsxs as creerAvecListe, Fragment } from 'react/jsx-runtime'
import { typographier } from '#shared/typographie.ts'

export type { JSX } from 'react'
export { Fragment }

/** Elements whose text is data or code: a space changed there would be a fault. */
const INTACTS = new Set<unknown>(['textarea', 'script', 'style', 'code', 'pre', 'kbd', 'samp'])

type Props = { children?: unknown }

/**
 * Spacing belongs to what is shown, never to rows: it is applied here, once, where a text meets its element; attributes are left alone.
 * The object is the one that the compiler wrote for this element, and so is the list of `jsxs`: nobody else holds them. A list that
 * somebody gave as the only child is copied.
 */
function composer(type: unknown, props: Props, ecrite: boolean): Props {
  const { children } = props
  if (typeof children === 'string') {
    if (estCompose(type)) props.children = typographier(children)
  } else if (Array.isArray(children) && estCompose(type)) {
    if (ecrite) composerListe(children)
    else if (children.some((enfant) => typeof enfant === 'string'))
      props.children = composerListe([...children])
  }
  return props
}

function composerListe(enfants: unknown[]): unknown[] {
  for (let rang = 0; rang < enfants.length; rang++) {
    const enfant = enfants[rang]
    if (typeof enfant === 'string') enfants[rang] = typographier(enfant)
  }
  return enfants
}

const estCompose = (type: unknown): boolean =>
  (typeof type === 'string' || type === Fragment) && !INTACTS.has(type)

export const jsx = (type: ElementType, props: Props, cle?: Key): ReactElement =>
  creer(type, composer(type, props, false), cle)

export const jsxs = (type: ElementType, props: Props, cle?: Key): ReactElement =>
  creerAvecListe(type, composer(type, props, true), cle)
