import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { Avis, RegleAdoption } from '../domain/adoption.ts'
import type { StatutSchema } from '../domain/cycle-schema.ts'
import type { Clause } from '../domain/sections.ts'

export type ClauseLue = Clause & { readonly version: number }

export type AdoptionLue = {
  readonly organismeId: string
  readonly libelle: string
  readonly avis: Avis
  readonly numeroActe: string | null
  readonly dateActe: Jour | null
  readonly votePour: number | null
  readonly voteContre: number | null
  readonly voteAbstention: number | null
  readonly signeLe: Jour | null
  readonly note: string
  readonly version: number
}

export type SchemaLu = {
  readonly id: string
  readonly titre: string
  readonly genre: 'schema' | 'avenant'
  readonly numero: number
  readonly modifie: string | null
  readonly statut: StatutSchema
  readonly regleAdoption: RegleAdoption
  readonly tour: number
  readonly dateEffet: Jour | null
  readonly dateFin: Jour | null
  readonly arreteLe: Jour | null
  readonly arreteReference: string
  readonly signeLe: Jour | null
  readonly transmisLe: Jour | null
  readonly transmissionReference: string
  readonly transmissionFichierId: string | null
  readonly motifFin: string
  readonly fictif: string | null
  readonly version: number
  readonly clauses: readonly ClauseLue[]
  /** Of the members to which the text was last submitted, in their order. */
  readonly adoptions: readonly AdoptionLue[]
}

const colonnes = sql`s.id, s.titre, s.genre, s.numero, s.modifie, s.statut, s.regle_adoption as "regleAdoption", s.tour,
  s.date_effet as "dateEffet", s.date_fin as "dateFin", s.arrete_le as "arreteLe", s.arrete_reference as "arreteReference",
  s.signe_le as "signeLe", s.transmis_le as "transmisLe", s.transmission_reference as "transmissionReference",
  s.transmission_fichier_id as "transmissionFichierId", s.motif_fin as "motifFin", s.fictif, s.version`

const lire = (tx: Tx, ou: ReturnType<typeof sql>, verrou: boolean) =>
  sql<SchemaLu>`
    select ${colonnes},
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'section', c.section, 'ordre', c.ordre, 'titre', c.titre, 'texte', c.texte,
          'origine', c.origine, 'retiree', c.retiree, 'version', c.version) order by c.ordre), '[]')
        from schema_clause c where c.schema_id = s.id) as clauses,
      (select coalesce(jsonb_agg(jsonb_build_object('organismeId', a.organisme_id, 'libelle', m.libelle, 'avis', a.avis,
          'numeroActe', a.numero_acte, 'dateActe', a.date_acte, 'votePour', a.vote_pour, 'voteContre', a.vote_contre,
          'voteAbstention', a.vote_abstention, 'signeLe', a.signe_le, 'note', a.note, 'version', a.version) order by m.ordre), '[]')
        from schema_adoption a join membre m on m.cooperation_id = a.cooperation_id and m.organisme_id = a.organisme_id
        where a.schema_id = s.id and a.tour = s.tour) as adoptions
    from schema_regional s where ${ou} ${verrou ? sql`for update of s` : sql``}`.execute(tx)

/** One text with its clauses and what the members did of it. */
export async function findSchema(tx: Tx, id: string): Promise<SchemaLu | null> {
  return (await lire(tx, sql`s.id = ${id}`, false)).rows[0] ?? null
}

/** The text in force; null when there is none. */
export async function findSchemaEnVigueur(tx: Tx): Promise<SchemaLu | null> {
  return (await lire(tx, sql`s.statut = 'en_vigueur'`, false)).rows[0] ?? null
}

/** The same text, held for the length of the transaction. */
export async function lockSchema(tx: Tx, id: string): Promise<SchemaLu | null> {
  return (await lire(tx, sql`s.id = ${id}`, true)).rows[0] ?? null
}

export type SchemaEnListe = Pick<
  SchemaLu,
  'id' | 'titre' | 'genre' | 'numero' | 'modifie' | 'statut' | 'dateEffet' | 'dateFin' | 'fictif'
>

/** Every text of the cooperation, the latest first. */
export async function listSchemas(tx: Tx): Promise<SchemaEnListe[]> {
  const { rows } = await sql<SchemaEnListe>`
    select s.id, s.titre, s.genre, s.numero, s.modifie, s.statut, s.date_effet as "dateEffet", s.date_fin as "dateFin", s.fictif
    from schema_regional s order by s.cree_le desc, s.id limit 100`.execute(tx)
  return rows
}
