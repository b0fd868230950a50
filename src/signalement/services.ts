import type { CleSignature } from '@maillage/coffre'
import type { FastifyReply } from 'fastify'
import type { Base } from './base.ts'
import type { Contenu } from './cadre/contenu.ts'
import type { Cellules } from './cellules.ts'
import type { Efforts, Sessions } from './cles-serveur.ts'
import type { Config } from './config.ts'

export type Auteur = Readonly<{ dossier: string; organisme: string; cle: string }>
export type Membre = Readonly<{ id: string }>

export type Services = Readonly<{
  config: Config
  base: Base
  cellules: Cellules
  efforts: Efforts
  auteurs: Sessions<Auteur>
  membres: Sessions<Membre>
  preuve: CleSignature
  maintenant: () => Date
  /** Once a day: missions that ended, records shuffled. */
  balayer: () => Promise<void>
  page(reponse: FastifyReply, contenu: Contenu): FastifyReply
}>
