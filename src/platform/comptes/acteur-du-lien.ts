import { sql } from 'kysely'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import type { Portee, Tx } from '../base/base.ts'

/** The person of a signed link as she may act today for her organisation; null when she no longer holds anything there. */
export async function findActeurDuLien(
  tx: Tx,
  { cooperationId, organismeId, personneId }: Portee,
  jour: Jour,
): Promise<Acteur | null> {
  const { rows } = await sql<Acteur>`
    select '' as "sessionId", '' as "compteId", p.id as "personneId", p.nom, p.courriel, c.id as "cooperationId", c.nom as cooperation,
      o.id as "organismeId", o.nom as organisme, o.type as "typeOrganisme", m.libelle, b.role as "roleMembre",
      array_agg(distinct f.fonction) as fonctions, 1 as structures
    from personne p
    join cooperation c on c.id = p.cooperation_id
    join fonction_tenue f on f.personne_id = p.id and f.organisme_id = ${organismeId}
      and f.du <= ${jour} and (f.au is null or f.au >= ${jour})
    join organisme o on o.id = f.organisme_id
    join membre m on m.cooperation_id = c.id and m.organisme_id = o.id
    join periode_membre b on b.cooperation_id = c.id and b.organisme_id = o.id
      and b.du <= ${jour} and (b.au is null or b.au >= ${jour})
    where p.id = ${personneId} and c.id = ${cooperationId}
    group by p.id, p.nom, p.courriel, c.id, c.nom, o.id, o.nom, o.type, m.libelle, b.role`.execute(tx)
  return rows[0] ?? null
}
