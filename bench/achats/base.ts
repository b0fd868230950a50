// One cooperation of the demonstration, whose purchase has as many employers as the region has communes, and one that will send a very large census.
import { join } from 'node:path'
import pg from 'pg'
import { ouvrirBase } from '../../src/platform/base/base.ts'
import { preparerBase } from '../../src/platform/base/preparer.ts'
import type { ServeurEmbarque } from '../../src/platform/postgres-embarque/index.ts'
import { ouvrirTaches } from '../../src/platform/taches/taches.ts'
import { idStable } from '../../src/shared/ids.ts'

const racine = join(import.meta.dirname, '../..')
export const BASE = 'achats'
export const OPERATION = idStable('achat:pdl:prevoyance')

export type Preparee = { readonly employeurId: string; readonly employeurs: number }

/** Fills the base and gives the employer of the census: it has no SIRET, so that a drawn one is accepted. */
export async function preparerAchats(serveur: ServeurEmbarque): Promise<Preparee> {
  await preparerBase((base, role) => serveur.url(base, role), serveur.superutilisateur, BASE, racine)
  await (await ouvrirTaches(serveur.url(BASE, 'maillage_taches'), () => {})).arreter()
  const base = ouvrirBase(serveur.url(BASE, 'maillage_app'), 6)
  // Built with the server: the use cases it plays reach pages, which Node does not read unbuilt.
  const { chargerDemonstration } = (await import(
    join(racine, 'dist/demonstration.mjs')
  )) as typeof import('../../demo/charger.ts')
  await chargerDemonstration(base, new Date())
  await base.fermer()
  const client = new pg.Client(serveur.url(BASE))
  await client.connect()
  try {
    await client.query(
      `insert into achat_employeur (id, cooperation_id, operation_id, centre_id, organisme_id, nom, departement_code, intention, agents, repondu_le, repondu_par, reponses)
       select gen_random_uuid(), p.cooperation_id, p.id, m.organisme_id, o.id, o.nom, o.departement_code, 'oui', 9, now(), 'lien', 1
       from achat_operation p join organisme o on o.type = 'commune' and o.fusionne_dans is null
       join membre m on m.cooperation_id = p.cooperation_id and m.libelle = 'CDG ' || o.departement_code
       where p.id = $1 and o.siren is not null order by o.nom on conflict do nothing`,
      [OPERATION],
    )
    const { rows } = await client.query<Preparee>(
      `select (select count(*)::int from achat_employeur where operation_id = $1) as employeurs,
         (array_agg(e.id))[1] as "employeurId"
       from achat_employeur e join membre m on m.organisme_id = e.centre_id and m.libelle = 'CDG 44' where e.operation_id = $1 and e.siret is null`,
      [OPERATION],
    )
    await client.query('analyze')
    return rows[0]!
  } finally {
    await client.end()
  }
}
