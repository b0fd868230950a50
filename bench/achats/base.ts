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

export type Preparee = {
  /** The employer of the region's census: it has no SIRET, so that a drawn one is accepted. */
  readonly employeurId: string
  readonly employeurs: number
  /** Lot that holds every employer: three bids, four options. */
  readonly lotId: string
  /** Employers that send theirs at once. */
  readonly foule: readonly string[]
}
export const OPTIONS = 4
export const OFFRES = 3
const EMPLOYEURS = 1_400
const FOULE = 50
/** Fictitious. */
const SIREN = '299000000'

/** Fills the base: a purchase of 1,400 employers, and one lot for all of them. */
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
    // The demonstration knows some 1,300 employers of the region: the others are fictitious.
    await client.query(
      `insert into organisme (id, type, nom, departement_code, source)
       select gen_random_uuid(), 'commune', 'Commune fictive ' || n, (array['44', '49', '53', '72', '85'])[1 + n % 5], 'fictif' from generate_series(1, 200) n`,
    )
    await client.query(
      `insert into achat_employeur (id, cooperation_id, operation_id, centre_id, organisme_id, nom, departement_code, intention, agents, repondu_le, repondu_par, reponses)
       select gen_random_uuid(), p.cooperation_id, p.id, m.organisme_id, o.id, o.nom, o.departement_code, 'oui', 9, now(), 'lien', 1
       from achat_operation p join organisme o on o.type not in ('cdg') and o.fusionne_dans is null
       join membre m on m.cooperation_id = p.cooperation_id and m.libelle = 'CDG ' || o.departement_code
       where p.id = $1 and not exists (select from achat_employeur e where e.operation_id = p.id and e.organisme_id = o.id)
       order by o.type = 'commune' desc, o.nom limit greatest(0, $2 - (select count(*) from achat_employeur where operation_id = $1)) on conflict do nothing`,
      [OPERATION, EMPLOYEURS],
    )
    await toutDansUnLot(client)
    const { rows } = await client.query<{ id: string }>(
      `select e.id from achat_employeur e join membre m on m.organisme_id = e.centre_id and m.libelle = 'CDG 44'
       where e.operation_id = $1 and e.siret is null order by e.nom limit $2`,
      [OPERATION, FOULE + 1],
    )
    const compte = await client.query<{ employeurs: number; lotId: string }>(
      `select count(*)::int as employeurs, (select id from achat_lot where operation_id = $1 and numero = 1) as "lotId"
       from achat_employeur where operation_id = $1`,
      [OPERATION],
    )
    await client.query('analyze')
    const [premier, ...foule] = rows.map(({ id }) => id)
    // What is typed is that of the employer's own establishment: any number that exists will do.
    await client.query('update achat_employeur set siret = $2 where id = any ($1)', [foule, SIREN])
    return { ...compte.rows[0]!, employeurId: premier!, foule }
  } finally {
    await client.end()
  }
}

/** A published market does not move: it is arranged behind the back of its guards. */
async function toutDansUnLot(client: pg.Client): Promise<void> {
  await client.query('set session_replication_role = replica')
  await client.query(
    'alter table achat_offre drop constraint achat_offre_lot_id_lettre_key, drop constraint achat_offre_lot_id_siret_key',
  )
  await client.query(
    `update achat_lot set departements = '{}', agents_min = case when numero = 1 then 0 else 10000000 end, agents_max = null where operation_id = $1`,
    [OPERATION],
  )
  await client.query(
    `update achat_marche set niveaux = (select jsonb_agg(niveaux->0 || jsonb_build_object('nom', 'Option ' || n) order by n) from generate_series(1, $2::int) n)
     where operation_id = $1`,
    [OPERATION, OPTIONS],
  )
  await client.query(
    `with rangees as (select id, row_number() over (order by ajoutee_le, id) as rang from achat_offre where operation_id = $1),
       lots as (select id, numero from achat_lot where operation_id = $1)
     update achat_offre o set lettre = chr(64 + r.rang::int), siret = lpad((10 + r.rang)::text, 14, '0'), tardive = false, irreguliere = '',
       lot_id = (select id from lots where numero = case when r.rang <= $2 then 1 else 2 end),
       taux = (select jsonb_agg(taux->0 || jsonb_build_object('niveau', 'Option ' || n, 'incapacite', 700 + 40 * n + 30 * r.rang) order by n)
         from generate_series(1, $3::int) n)
     from rangees r where r.id = o.id`,
    [OPERATION, OFFRES, OPTIONS],
  )
  await client.query('set session_replication_role = origin')
}
