import type { CleSignature } from '@maillage/coffre'
import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import type { Base } from './base.ts'
import type { Cellules } from './cellules.ts'
import type { Efforts, Sessions } from './cles-serveur.ts'
import type { Config } from './config.ts'

export type Auteur = Readonly<{ dossier: string; organisme: string; cle: string }>
export type Membre = Readonly<{ id: string }>

/** What the page is made of; `script` is the only one it runs. */
export type Contenu = Readonly<{
  titre: string
  h1?: string
  chapeau?: ReactNode
  script?: string
  /** WebAssembly for the keystore: the desk of members, and it alone. */
  wasm?: boolean
  /** A posted form: only the path without script has one. */
  formulaire?: boolean
  statut?: number
  contenu: ReactNode
}>

export type Services = Readonly<{
  config: Config
  base: Base
  cellules: Cellules
  efforts: Efforts
  auteurs: Sessions<Auteur>
  membres: Sessions<Membre>
  preuve: CleSignature
  maintenant: () => Date
  page(reponse: FastifyReply, contenu: Contenu): FastifyReply
}>
