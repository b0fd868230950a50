import type { ReactNode } from 'react'

/** What the page is made of; `script` is the only one it runs. */
export type Contenu = Readonly<{
  titre: string
  h1?: string
  chapeau?: ReactNode
  script?: string
  /** WebAssembly for the keystore: the desk of members, and it alone. */
  wasm?: boolean
  /** Frames of this address: the desk, which reads attached files in one that has no origin. */
  cadres?: boolean
  /** A posted form: only the path without script has one. */
  formulaire?: boolean
  statut?: number
  contenu: ReactNode
}>
