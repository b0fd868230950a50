// The JSX of this application: React's own, with French spacing on every text node. Set by `jsxImportSource` in tsconfig.json.
import type { ElementType, Key, ReactElement } from 'react'
import { jsx as creer, jsxs as creerAvecListe, Fragment } from 'react/jsx-runtime'
import { typographier } from '#shared/typographie.ts'

export type { JSX } from 'react'
export { Fragment }

/** Elements whose text is data or code: a space changed there would be a fault. */
const INTACTS = new Set<unknown>(['textarea', 'script', 'style', 'code', 'pre', 'kbd', 'samp'])

type Props = { readonly children?: unknown }

/** Spacing belongs to what is shown, never to rows: it is applied here, once, where a text meets its element; attributes are left alone. */
function composer(type: unknown, props: Props): Props {
  if ((typeof type !== 'string' && type !== Fragment) || INTACTS.has(type)) return props
  const { children } = props
  if (typeof children === 'string') return { ...props, children: typographier(children) }
  if (Array.isArray(children) && children.some((enfant) => typeof enfant === 'string'))
    return {
      ...props,
      children: children.map((enfant) => (typeof enfant === 'string' ? typographier(enfant) : enfant)),
    }
  return props
}

export const jsx = (type: ElementType, props: Props, cle?: Key): ReactElement =>
  creer(type, composer(type, props), cle)

export const jsxs = (type: ElementType, props: Props, cle?: Key): ReactElement =>
  creerAvecListe(type, composer(type, props), cle)
