// Ten years of requests to one centre: the archive grows, the queue stays as long as its people can carry. Rows are made inside PostgreSQL.
import pg from 'pg'

export type Taille = { readonly demandes: number; readonly ouvertes: number; readonly evenements: number }

/** Indexes of these tables, set aside while they are filled and made again in one pass. */
export async function sansIndex(
  client: pg.Client,
  tables: readonly string[],
  travail: () => Promise<void>,
): Promise<void> {
  const { rows } = await client.query<{ nom: string; texte: string }>(
    `select i.indexrelid::regclass::text as nom, pg_get_indexdef(i.indexrelid) as texte from pg_index i
     where i.indrelid = any ($1::text[]::regclass[]) and not i.indisprimary
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  )
  for (const { nom } of rows) await client.query(`drop index ${nom}`)
  await travail()
  await client.query("set maintenance_work_mem = '256MB'")
  for (const { texte } of rows) await client.query(texte)
}

/**
 * Fills a base that holds the demonstration: `demandes` more requests of the communes of a centre, `ouvertes` of them not closed, each with ten
 * events in the mean. Words are drawn from a hundred: searching and ranking meet files that look alike. Everything follows the number of the row.
 */
export async function remplir(
  url: string,
  { centre, cooperation }: { readonly centre: string; readonly cooperation: string },
  { demandes, ouvertes, evenements }: Taille,
): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query('set synchronous_commit = off')
    await sansIndex(client, ['demande', 'demande_evenement'], async () => {
      await client.query(
        `insert into demande (id, cooperation_id, numero, type_id, type_version, organisme_id, guichet_id, traitant_id, acces, auteur_id, auteur, objet,
           donnees, etat, responsable_id, question, attente_avant, tiers, prise_jours, reponse_jours, prise_avant, promise_le, cumul_cdg,
           cumul_collectivite, cumul_tiers, depuis, creee_le, deposee_le, repondue_le, close_le, fictif)
         select md5('demande/' || n)::uuid, c.cooperation_id, '99-2016-' || lpad(n::text, 7, '0'), t.ids[1 + n % cardinality(t.ids)], 1,
           a.ids[1 + n % cardinality(a.ids)], c.centre_id, c.centre_id, array[a.ids[1 + n % cardinality(a.ids)], c.centre_id], g.ids[1], 'Secrétaire (fictif)',
           m.mots[1 + n % 97] || ' de ' || m.mots[1 + (n * 7) % 89] || ' pour ' || m.mots[1 + (n * 13) % 83], '{}',
           case when n > $3 then 'CLOTUREE' else (array['DEPOSEE', 'PRISE_EN_CHARGE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS'])[1 + n % 5] end,
           case when n > $3 or n % 5 > 0 then g.ids[1 + n % cardinality(g.ids)] end,
           case when n <= $3 and n % 5 = 3 then 'Quelle date ?' else '' end, case when n <= $3 and n % 5 = 3 then current_date + 5 end,
           case when n <= $3 and n % 5 = 4 then 'Un tiers' else '' end, 2, 5, x.le + interval '2 days', x.le + interval '7 days',
           (n % 400) * 900000, (n % 90) * 900000, 0, x.le, x.le, x.le, case when n > $3 then x.le + interval '6 days' end,
           case when n > $3 then x.le + interval '9 days' end, 'fictif'
         from (select organisme_id as centre_id, cooperation_id from membre where organisme_id = $1 and cooperation_id = $5) c,
           (select array_agg(id order by code) as ids from demande_type where actif) t,
           (select array_agg(distinct organisme_id) as ids from demande where guichet_id = $1) a,
           (select array_agg(distinct responsable_id) as ids from demande where traitant_id = $1 and responsable_id is not null) g,
           (select array_agg(mot order by md5(mot)) as mots from (
              select unnest(string_to_array($4, ' ')) || coalesce(nullif(k::text, '0'), '') as mot from generate_series(0, 3) k) y) m,
           generate_series(1, $2::int) n
           cross join lateral (select now() - (case when n <= $3 then n % 20 else 20 + (n::bigint * 3600 / $2::int) end) * interval '1 day' as le) x`,
        [centre, demandes, ouvertes, MOTS, cooperation],
      )
      const parDemande = Math.max(1, Math.round(evenements / demandes))
      await client.query(
        `insert into demande_evenement (id, cooperation_id, demande_id, survenu_le, geste, ancien, nouveau, organisme_id, acteur, texte)
         select md5(d.id || '/' || k)::uuid, d.cooperation_id, d.id, d.creee_le + k * interval '5 hours',
           (array['deposer', 'prendre', 'message', 'demander', 'completer', 'message', 'attribuer', 'message', 'repondre', 'cloturer'])[1 + k % 10],
           case when k = 0 then null else 'PRISE_EN_CHARGE' end, 'PRISE_EN_CHARGE', d.guichet_id, 'Gestion (fictif)', 'Message fictif ' || k
         from demande d, generate_series(0, $1::int - 1) k where d.numero like '99-2016-%'`,
        [parDemande],
      )
    })
    await client.query('set session_replication_role = origin')
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

const MOTS =
  'contrat adjoint technique avancement grade congé maladie retraite temps partiel remplacement accueil délibération carrière prime indemnité visite poste vacance concours promotion échelon reclassement formation archive paie cotisation mutation détachement'
