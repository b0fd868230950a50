// What the tests of a group purchase share: the people of Pays de la Loire, statements on its rows, the sheet of a consultation, a deadline that passes.
import { CompiledQuery } from 'kysely'
import { inject } from 'vitest'
import { ouvrirPool } from '../src/platform/base/connexion.ts'
import { ajouterJours, jourDe } from '../src/shared/dates.ts'
import { type ApplicationDeTest, ouvrirApplication } from './application.ts'

/** A day as a form takes it. */
export const fr = (jour: string): string => jour.split('-').reverse().join('/')

/** The sheet of a consultation whose deadline is in `jours` days, before anything else is said. */
export const ficheDeMarche = (jours: number) => ({
  procedure: 'appel_offres',
  reference: '',
  profil: '',
  cpv: '66512000',
  duree: '72',
  estimation: '',
  limiteJour: fr(ajouterJours(jourDe(new Date()), jours)),
  limiteHeure: '12:00',
  niveaux: 'Socle | 90 | 40 | 90 | 0\nRenforcé | 95 | 95 | 95 | 25',
  criteres: 'Prix | 60\nGaranties | 40',
  version: '1',
})

/** Reads rows as the application's own role: a statement, the values of its places. */
export type Lire = <T extends object>(texte: string, valeurs?: unknown[]) => Promise<T[]>

/** The cooperation of Pays de la Loire in an application that is open, and what reads its rows. */
export async function lecteurDesAchats(
  t: ApplicationDeTest,
): Promise<{ readonly cooperation: string; readonly lire: Lire }> {
  const { rows } = await t.base.pool.query<{ id: string }>(
    "select distinct cooperation_id as id from roles_demonstration() where cooperation like '%Pays de la Loire%'",
  )
  const [trouvee, ...autres] = rows
  if (!trouvee || autres.length > 0)
    throw new Error('Une seule coopération des Pays de la Loire est attendue.')
  return {
    cooperation: trouvee.id,
    lire: async <T extends object>(texte: string, valeurs: unknown[] = []) => {
      const lu = await t.base.enTantQueSysteme('test', trouvee.id, (tx) =>
        tx.executeQuery<T>(CompiledQuery.raw(texte, valeurs)),
      )
      return lu.rows
    },
  }
}

export type Achats = Awaited<ReturnType<typeof ouvrirAchats>>

/** The application, who acts in the purchases of Pays de la Loire, and those purchases. */
export async function ouvrirAchats(options: Parameters<typeof ouvrirApplication>[0] = {}) {
  const t = await ouvrirApplication(options)
  const entrer = (fonction: string, centre: string) => t.entrer(fonction, centre, 'Pays de la Loire')
  const qui = {
    coordination: await entrer('Coordinatrice', 'CDG 44'),
    direction44: await entrer('Direction', 'CDG 44'),
    direction53: await entrer('Direction', 'CDG 53'),
    direction49: await entrer('Direction', 'CDG 49'),
  }
  const { cooperation, lire } = await lecteurDesAchats(t)
  /** What no role of the application may do: one statement, its triggers asleep. */
  const forcer = async (ordre: string): Promise<void> => {
    const admin = ouvrirPool(t.url(inject('serveur').superutilisateur), 1)
    try {
      await admin.query(
        `do $forcer$ begin set local session_replication_role = replica; ${ordre}; end $forcer$`,
      )
    } finally {
      await admin.end()
    }
  }
  const achats = await lire<{ id: string; objet: string }>('select id, objet from achat_operation')
  return {
    t,
    ...qui,
    cooperation,
    achat: (objet: string) => achats.find((a) => a.objet === objet)!.id,
    lire,
    forcer,
    /** Lets the deadline pass: the database refuses that it be brought forward. */
    passerLaLimite: (operation: string, instant = 'clock_timestamp()') =>
      forcer(`update achat_marche set limite = ${instant} where operation_id = '${operation}'`),
    version: async (operation: string) => {
      const [m] = await lire<{ version: number }>(
        'select version from achat_marche where operation_id = $1',
        [operation],
      )
      return String(m!.version)
    },
  }
}
