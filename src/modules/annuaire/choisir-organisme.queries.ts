import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { TypeOrganisme } from '#shared/acteur.ts'

export type OrganismeTrouve = {
  readonly id: string
  readonly nom: string
  readonly type: TypeOrganisme
  readonly departement: string | null
  readonly siren: string | null
}

/** Public bodies of the whole directory that answer to a name (accents, case and a typo forgiven) or to a SIREN, whatever their type. */
export async function chercherOrganismes(tx: Tx, texte: string, limite: number): Promise<OrganismeTrouve[]> {
  const { rows } = await sql<OrganismeTrouve>`
    select o.id, o.nom, o.type, d.nom as departement, o.siren
    from organisme o left join departement d on d.code = o.departement_code
    where o.fusionne_dans is null and (normaliser(${texte}) <% o.recherche or o.siren = ${texte.replaceAll(/\s/g, '')})
    order by normaliser(${texte}) <<-> o.recherche, o.nom
    limit ${limite}`.execute(tx)
  return rows
}
