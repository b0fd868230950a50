import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { TypeOrganisme } from '#shared/acteur.ts'

export type CollectiviteEnListe = {
  readonly id: string
  readonly nom: string
  readonly type: TypeOrganisme
  readonly departement: string
  readonly population: number | null
  readonly epci: string | null
  readonly membre: string
}

export type FiltreCollectivites = {
  readonly texte: string
  readonly departement: string
  readonly type: string
  readonly limite: number
  readonly decalage: number
}

/** Communes and intercommunalités of the départements of the members, and how many there are in all. One statement. */
export async function listCollectivites(
  tx: Tx,
  filtre: FiltreCollectivites,
): Promise<{ collectivites: CollectiviteEnListe[]; total: number }> {
  const { rows } = await sql<CollectiviteEnListe & { total: number }>`
    select o.id, o.nom, o.type, o.departement_code as departement, o.population, e.nom as epci, m.libelle as membre, count(*) over () as total
    from membre m
    join organisme c on c.id = m.organisme_id
    join organisme o on o.departement_code = c.departement_code and o.type in ('commune', 'epci') and o.fusionne_dans is null
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
}

/** One public body of the directory: a merged commune says where it went, an intercommunalité names its communes. */
export async function findCollectivite(tx: Tx, id: string): Promise<Collectivite | null> {
  const { rows } = await sql<Collectivite>`
    select o.id, o.nom, o.type, o.departement_code as departement, d.nom as "departementNom", o.population, o.siren, o.code_insee as "codeInsee",
      o.millesime, o.source, o.epci_id as "epciId", e.nom as epci, o.fusionne_dans as "fusionneeDans", f.nom as "fusionneeDansNom",
      o.fusionne_le as "fusionneeLe", coalesce(m.libelle, '') as membre,
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'nom', c.nom) order by c.nom), '[]') from organisme c
        where (c.epci_id = o.id and c.fusionne_dans is null) or c.fusionne_dans = o.id) as communes
    from organisme o
    left join departement d on d.code = o.departement_code
    left join organisme e on e.id = o.epci_id
    left join organisme f on f.id = o.fusionne_dans
    left join lateral (select b.libelle from membre b join organisme x on x.id = b.organisme_id and x.departement_code = o.departement_code
      where b.au is null order by b.ordre limit 1) m on true
    where o.id = ${id}`.execute(tx)
  return rows[0] ?? null
}
