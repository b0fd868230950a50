import type { FastifyInstance } from 'fastify'
import type { RawBuilder } from 'kysely'
import type { Acteur, Droit } from '#shared/acteur.ts'
import type { Traitement } from '#shared/traitement.ts'
import type { NomIcone } from '#ui/icone.tsx'
import type { Tx } from '../base/base.ts'
import type { GenreImport } from '../imports/genre.ts'
import type { Services } from './services.ts'

/** An entry of the left navigation. `ordre` places it; entries past a hundred come after a line. */
export type EntreeNavigation = {
  readonly chemin: string
  readonly libelle: string
  readonly icone: NomIcone
  readonly ordre: number
  readonly droit: Droit
  /** What waits for this person: one scalar SQL expression, gathered with the others in one statement per page. */
  readonly attente?: (acteur: Acteur, maintenant: Date) => RawBuilder<number>
}

/** A kind of thing that the header search finds. Each query is limited and uses its own index. */
export type Recherche = {
  readonly titre: string
  readonly droit: Droit
  chercher(
    tx: Tx,
    acteur: Acteur,
    texte: string,
    limite: number,
  ): Promise<{ readonly titre: string; readonly detail: string; readonly chemin: string }[]>
}

/** What a module gives to the application: everything else of it stays behind its door. */
export type Module = {
  readonly nom: string
  readonly navigation: readonly EntreeNavigation[]
  readonly recherches?: readonly Recherche[]
  /** What it does with data about people. */
  readonly traitements?: readonly Traitement[]
  /** Tables that a member imports and exports. */
  imports?(services: Services): readonly GenreImport[]
  routes(app: FastifyInstance, services: Services): void
  /** Handlers of its jobs and its rendez-vous, registered once the queue is open. */
  taches?(services: Services): Promise<void>
}
