import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

export type Destinataire = {
  readonly organismeId: string
  readonly libelle: string
  readonly personneId: string
  readonly nom: string
  readonly courriel: string
}

/** The people who answer for each organisation on a day: chair, direction, and who follows its acts. One row per person and organisation. */
export async function listDestinataires(
  tx: Tx,
  organismes: readonly string[],
  jour: Jour,
): Promise<Destinataire[]> {
  if (organismes.length === 0) return []
  const { rows } = await sql<Destinataire>`
    select distinct f.organisme_id as "organismeId", m.libelle, p.id as "personneId", p.nom, p.courriel
    from fonction_tenue f
    join personne p on p.id = f.personne_id
    join membre m on m.cooperation_id = f.cooperation_id and m.organisme_id = f.organisme_id
    where f.organisme_id = any (${[...organismes]}::uuid[])
      and f.fonction in ('presidence', 'direction', 'gestion')
      and f.du <= ${jour} and (f.au is null or f.au >= ${jour})
    order by p.nom`.execute(tx)
  return rows
}
