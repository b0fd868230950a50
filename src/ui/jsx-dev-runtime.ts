// What Vitest's transform asks for; the checks of React's development build stay those of jsx and jsxs.
import type { ElementType, Key, ReactElement } from 'react'
import { jsx, jsxs } from './jsx-runtime.ts'

export type { JSX } from 'react'
export { Fragment } from './jsx-runtime.ts'

export const jsxDEV = (
  type: ElementType,
  props: { children?: unknown },
  cle?: Key,
  liste?: boolean,
): ReactElement => (liste ? jsxs : jsx)(type, props, cle)
