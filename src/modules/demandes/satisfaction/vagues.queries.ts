import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { Candidat } from '../domain/tirage.ts'

/** Secretaries of employers affiliated today, one line a person, in the order of a seed inside each stratum. */
export async function listCandidats(tx: Tx, jour: Jour, graine: string): Promise<Candidat[]> {
  const { rows } = await sql<Candidat>`
    select distinct on (p.id) p.id as "personneId", p.courriel, f.organisme_id as "organismeId", a.centre_id as "centreId", m.libelle as centre,
      o.population, md5(${graine}::text || p.id) as rang
    from fonction_tenue f join personne p on p.id = f.personne_id join organisme o on o.id = f.organisme_id
    join affiliation a on a.cooperation_id = f.cooperation_id and a.organisme_id = f.organisme_id and a.du <= ${jour} and (a.au is null or a.au >= ${jour})
    join membre m on m.cooperation_id = a.cooperation_id and m.organisme_id = a.centre_id
    where f.fonction = 'secretariat_mairie' and f.du <= ${jour} and (f.au is null or f.au >= ${jour}) and o.fusionne_dans is null
    order by p.id, o.population desc nulls last, o.id`.execute(tx)
  return rows
}

export type VagueSuivie = {
  readonly id: string
  readonly libelle: string
  readonly finPrevue: Jour | null
  readonly ouverteLe: Date
  readonly closeLe: Date | null
  readonly reprise: boolean
  readonly fictif: string | null
  readonly version: number
  readonly strates: readonly {
    readonly centre: string
    readonly taille: string
    readonly invites: number
    readonly relances: number
    readonly reponses: number
  }[]
}

/** One wave and what came back, stratum by stratum: who was asked and who answered are counts, never names. */
export async function findVague(tx: Tx, id: string): Promise<VagueSuivie | undefined> {
  const { rows } = await sql<VagueSuivie>`
    select v.id, v.libelle, v.fin_prevue as "finPrevue", v.ouverte_le as "ouverteLe", v.close_le as "closeLe", v.reprise is not null as reprise,
      v.fictif, v.version, coalesce((select jsonb_agg(s order by s.centre, s.taille) from (
        select coalesce(m.libelle, g.nom) as centre, q.strate as taille, count(*) as invites, count(q.relancee_le) as relances,
          count(q.repondue_le) as reponses
        from demande_enquete q join organisme g on g.id = q.guichet_id
        left join membre m on m.cooperation_id = q.cooperation_id and m.organisme_id = q.guichet_id
        where q.vague_id = v.id group by 1, 2) s), '[]') as strates
    from demande_vague v where v.id = ${id}`.execute(tx)
  return rows[0]
}
