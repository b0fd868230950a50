import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import { aInscrire, type Convention, type Situation } from '../domain/convention.ts'

/** A convention that a séance should look at: how it stands, and whether an agenda already holds it. */
export type ConventionAEcheance = {
  readonly id: string
  readonly titre: string
  readonly parties: readonly string[]
  /** Last day in force. */
  readonly fin: Jour | null
  /** Last day to give notice; null when it is past or makes no difference. */
  readonly limite: Jour | null
  readonly situation: Situation
  /** On the agenda of a séance not yet held. */
  readonly inscrite: boolean
}

type EcheanceLue = Convention & Pick<ConventionAEcheance, 'id' | 'titre' | 'parties' | 'inscrite'>

/** Conventions in use that have an end: a statement of its own, or a part of another one. `retenirEcheances` says which of them count. */
export const echeancesLues = sql<EcheanceLue>`
    select c.id, c.titre, c.parties, c.du, c.au, c.preavis_mois as "preavisMois", c.renouvellement_mois as "renouvellementMois",
      c.renouvellements_max as "renouvellementsMax", c.denoncee_le as "denonceeLe", c.close_le as "closeLe",
      exists (select from point p join seance s on s.id = p.seance_id
        where p.convention_id = c.id and s.statut in ('planifiee', 'convoquee', 'ouverte', 'suspendue')) as inscrite
    from convention c where c.au is not null and c.denoncee_le is null and c.close_le is null
    order by c.au, c.titre, c.id limit 500`

/** Those that a séance held on `seanceLe` should look at, in the order in which they were read. Without a séance, give today. */
export const retenirEcheances = (
  lues: readonly EcheanceLue[],
  aujourdhui: Jour,
  seanceLe: Jour,
): ConventionAEcheance[] =>
  lues.flatMap((convention) => {
    const etat = aInscrire(convention, aujourdhui, seanceLe)
    if (!etat) return []
    const { id, titre, parties, inscrite } = convention
    const { fin, limite, situation } = etat
    return [{ id, titre, parties, fin, limite, situation, inscrite }]
  })

/** What the register brings to the agenda of a séance held on `seanceLe`, the soonest end first. Without a séance, give today. */
export const listConventionsAEcheance = async (
  tx: Tx,
  aujourdhui: Jour,
  seanceLe: Jour,
): Promise<ConventionAEcheance[]> =>
  retenirEcheances((await echeancesLues.execute(tx)).rows, aujourdhui, seanceLe)
