import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { Convention, GenreConvention } from '../domain/convention.ts'

export type ConventionLue = Convention & {
  readonly id: string
  readonly organismeId: string
  /** Short name of the member that holds the row. */
  readonly tenuePar: string
  readonly genre: GenreConvention
  readonly titre: string
  readonly objet: string
  readonly reference: string
  readonly parties: readonly string[]
  readonly autresParties: string
  readonly signeeLe: Jour | null
  readonly motifFin: string
  readonly fictif: string | null
  readonly version: number
}

const lire = (tx: Tx, suite: ReturnType<typeof sql>) =>
  sql<ConventionLue>`
    select c.id, c.organisme_id as "organismeId", m.libelle as "tenuePar", c.genre, c.titre, c.objet, c.reference, c.parties,
      c.autres_parties as "autresParties", c.signee_le as "signeeLe", c.du, c.au, c.preavis_mois as "preavisMois",
      c.renouvellement_mois as "renouvellementMois", c.renouvellements_max as "renouvellementsMax", c.denoncee_le as "denonceeLe",
      c.close_le as "closeLe", c.motif_fin as "motifFin", c.fictif, c.version
    from convention c join membre m on m.cooperation_id = c.cooperation_id and m.organisme_id = c.organisme_id
    ${suite}`.execute(tx)

/** The register: what ends first comes first. */
export async function listConventions(tx: Tx): Promise<ConventionLue[]> {
  return (await lire(tx, sql`order by c.close_le nulls first, c.au nulls last, c.titre, c.id limit 500`)).rows
}

export async function findConvention(tx: Tx, id: string): Promise<ConventionLue | null> {
  return (await lire(tx, sql`where c.id = ${id}`)).rows[0] ?? null
}

export type RappelEnvoye = {
  readonly envoyeLe: Date
  readonly palier: 'tenue' | 'direction'
  readonly nom: string
}

/** Who was reminded of its end, the latest first. */
export async function listRappels(tx: Tx, id: string): Promise<RappelEnvoye[]> {
  const { rows } = await sql<RappelEnvoye>`
    select r.envoye_le as "envoyeLe", r.palier, p.nom from rappel_convention r join personne p on p.id = r.personne_id
    where r.convention_id = ${id} order by r.envoye_le desc, p.nom, r.id limit 50`.execute(tx)
  return rows
}

/** The same convention, held for the length of the transaction. Row security lets a member hold its own only: the right is checked before. */
export async function lockConvention(tx: Tx, id: string): Promise<ConventionLue | null> {
  return (await lire(tx, sql`where c.id = ${id} for update of c`)).rows[0] ?? null
}
