import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { TypeOrganisme } from '#shared/acteur.ts'
import type { RoleContact } from '../domain/contact.ts'
import type { GenreAffiliation } from '../domain/employeur.ts'

export type CollectiviteEnListe = {
  readonly id: string
  readonly nom: string
  readonly type: TypeOrganisme
  readonly departement: string
  readonly population: number | null
  readonly epci: string | null
  readonly membre: string
  /** How it depends on a centre today, « obligatoire, CDG 44 »; empty when no centre said so. */
  readonly affiliation: string
}

export type FiltreCollectivites = {
  readonly texte: string
  readonly departement: string
  readonly type: string
  readonly limite: number
  readonly decalage: number
}

/**
 * Communes and intercommunalités of the départements of the members, the other employers that a centre affiliates there, and how many there
 * are in all. One statement.
 */
export async function listCollectivites(
  tx: Tx,
  filtre: FiltreCollectivites,
): Promise<{ collectivites: CollectiviteEnListe[]; total: number }> {
  const { rows } = await sql<CollectiviteEnListe & { total: number }>`
    select o.id, o.nom, o.type, o.departement_code as departement, o.population, e.nom as epci, m.libelle as membre, count(*) over () as total,
      coalesce((select a.genre || '|' || b.libelle from affiliation a join membre b on b.cooperation_id = a.cooperation_id and b.organisme_id = a.centre_id
        where a.organisme_id = o.id order by a.au desc nulls first, a.du desc limit 1), '') as affiliation
    from membre m
    join organisme c on c.id = m.organisme_id
    join organisme o on o.departement_code = c.departement_code and o.fusionne_dans is null
      and (o.type in ('commune', 'epci') or exists (select from affiliation a where a.organisme_id = o.id))
    left join organisme e on e.id = o.epci_id
    where m.au is null
      ${filtre.texte ? sql`and (normaliser(${filtre.texte}) <% o.recherche or o.siren = ${filtre.texte} or o.code_insee = ${filtre.texte})` : sql``}
      ${filtre.departement ? sql`and o.departement_code = ${filtre.departement}` : sql``}
      ${filtre.type ? sql`and o.type = ${filtre.type}` : sql``}
    order by o.nom, o.departement_code
    limit ${filtre.limite} offset ${filtre.decalage}`.execute(tx)
  return { collectivites: rows, total: rows[0]?.total ?? 0 }
}

export type Collectivite = CollectiviteEnListe & {
  readonly siren: string | null
  readonly codeInsee: string | null
  readonly departementNom: string
  readonly millesime: number | null
  readonly source: string
  readonly epciId: string | null
  readonly fusionneeDans: string | null
  readonly fusionneeDansNom: string | null
  readonly fusionneeLe: string | null
  readonly communes: readonly { readonly id: string; readonly nom: string }[]
  /** Latest first: what each centre of the cooperation says of it. */
  readonly affiliations: readonly AffiliationLue[]
}

export type AffiliationLue = {
  readonly centre: string
  readonly nom: string
  readonly siret: string | null
  readonly genre: GenreAffiliation
  readonly du: string
  readonly au: string | null
  readonly fictif: string | null
}

export type ContactLu = {
  readonly id: string
  readonly nom: string
  readonly role: RoleContact
  readonly courriel: string
  readonly telephone: string | null
}

/** People to write to for one employer, today, as the centre of the actor keeps them: row security shows no other centre's. */
export const listContacts = (tx: Tx, organismeId: string, aujourdhui: string): Promise<ContactLu[]> =>
  tx
    .selectFrom('contact')
    .select(['id', 'nom', 'role', 'courriel', 'telephone'])
    .where('organisme_id', '=', organismeId)
    .where((e) => e.or([e('au', 'is', null), e('au', '>=', aujourdhui)]))
    .orderBy('role')
    .orderBy('nom')
    .execute()

/** One public body of the directory: a merged commune says where it went, an intercommunalité names its communes. */
export async function findCollectivite(tx: Tx, id: string): Promise<Collectivite | null> {
  const { rows } = await sql<Collectivite>`
    select o.id, o.nom, o.type, o.departement_code as departement, d.nom as "departementNom", o.population, o.siren, o.code_insee as "codeInsee",
      o.millesime, o.source, o.epci_id as "epciId", e.nom as epci, o.fusionne_dans as "fusionneeDans", f.nom as "fusionneeDansNom",
      o.fusionne_le as "fusionneeLe", coalesce(m.libelle, '') as membre,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'nom', c.nom) order by c.nom), '[]') from organisme c
        where (c.epci_id = o.id and c.fusionne_dans is null) or c.fusionne_dans = o.id) as communes,
      (select coalesce(jsonb_agg(jsonb_build_object('centre', b.libelle, 'nom', a.nom, 'siret', a.siret, 'genre', a.genre, 'du', a.du, 'au', a.au,
          'fictif', a.fictif) order by a.du desc), '[]')
        from affiliation a join membre b on b.cooperation_id = a.cooperation_id and b.organisme_id = a.centre_id
        where a.organisme_id = o.id) as affiliations,
      '' as affiliation
    from organisme o
    left join departement d on d.code = o.departement_code
    left join organisme e on e.id = o.epci_id
    left join organisme f on f.id = o.fusionne_dans
    left join lateral (select b.libelle from membre b join organisme x on x.id = b.organisme_id and x.departement_code = o.departement_code
      where b.au is null order by b.ordre limit 1) m on true
    where o.id = ${id}`.execute(tx)
  return rows[0] ?? null
}
