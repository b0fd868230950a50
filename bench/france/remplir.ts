// One cooperation as large as a ninety-sixth of France: its employers with their census, its requests. The other cooperations copy it.
import pg from 'pg'
import { idStable } from '../../src/shared/ids.ts'
import { remplir as remplirDemandes } from '../demandes/remplir.ts'

const COOPERATIONS = 96
export const FRANCE = { employeurs: 40_000, agents: 1_900_000, demandes: 1_000_000 } as const
const OPERATION = idStable('achat:pdl:prevoyance')

/** What each cooperation receives, so that all of them together are France. */
const PART = {
  employeurs: Math.ceil(FRANCE.employeurs / COOPERATIONS),
  demandes: Math.ceil(FRANCE.demandes / COOPERATIONS),
}

/** Fills the cooperation of the measured base: invented employers answer its purchase with a census, a centre receives requests. */
export async function remplirCooperation(url: string, cooperationId: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>(
      "select organisme_id as id from membre where libelle = 'CDG 44' and cooperation_id = $1",
      [cooperationId],
    )
    await recenser(client)
    await remplirDemandes(
      url,
      { centre: rows[0]!.id, cooperation: cooperationId },
      { demandes: PART.demandes, ouvertes: 300, evenements: PART.demandes * 2 },
    )
  } finally {
    await client.end()
  }
}

/** Two census of the demonstration, a small and a large one, in the proportion that gives the mean number of agents of France. */
async function recenser(client: pg.Client): Promise<void> {
  await client.query('set session_replication_role = replica')
  await client.query(
    `with ajoutes as (
       insert into organisme (id, type, nom, departement_code, source)
       select md5('employeur/' || n)::uuid, 'commune', 'Employeur ' || n || ' (fictif)', '44', 'fictif' from generate_series(1, $2::int) n returning id, nom)
     insert into achat_employeur (id, cooperation_id, operation_id, centre_id, organisme_id, nom, departement_code, intention, agents, repondu_le,
       repondu_par, reponses)
     select md5('reponse/' || a.id)::uuid, p.cooperation_id, p.id, m.organisme_id, a.id, a.nom, '44', 'oui', 9, now(), 'lien', 1
     from achat_operation p join membre m on m.cooperation_id = p.cooperation_id and m.libelle = 'CDG 44' cross join ajoutes a where p.id = $1`,
    [OPERATION, PART.employeurs],
  )
  await client.query(
    `with connus as (select r.agents, a.colonnes from achat_agents a join achat_recensement r on r.id = a.recensement_id),
       petit as (select * from connus where agents <= $2::float8 order by agents desc limit 1),
       grand as (select * from connus where agents > $2::float8 order by agents limit 1),
       employeurs as (select e.*, row_number() over (order by e.id) as rang from achat_employeur e where e.operation_id = $1 and e.nom like 'Employeur %'),
       choisis as (
         select e.*, case when (e.rang * ($2::float8 - p.agents) / (g.agents - p.agents))::int > ((e.rang - 1) * ($2::float8 - p.agents) / (g.agents - p.agents))::int
           then g.agents else p.agents end as effectif from employeurs e, petit p, grand g),
       recenses as (
         insert into achat_recensement (id, cooperation_id, centre_id, employeur_id, numero, au, agents, source, nom, depose_par, tardif, scelle_le)
         select md5('recensement/' || id)::uuid, cooperation_id, centre_id, id, 1, current_date, effectif, 'fichier', 'agents.csv', 'lien', false, now()
         from choisis returning id, cooperation_id, centre_id, agents)
     insert into achat_agents (recensement_id, cooperation_id, centre_id, colonnes)
     select r.id, r.cooperation_id, r.centre_id, c.colonnes from recenses r
     join lateral (select colonnes from connus where connus.agents = r.agents limit 1) c on true`,
    [OPERATION, FRANCE.agents / FRANCE.employeurs],
  )
  await client.query('set session_replication_role = origin')
}
