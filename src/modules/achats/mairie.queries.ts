import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import { ACCORD_SIGNE } from './adhesion/suivi/suivi.queries.ts'
import {
  type Comite,
  ETATS_ADHESION,
  type EtatAdhesion,
  ORDRE_ADHESION,
  tourDe,
} from './domain/adhesion/adhesion.ts'

/** What a purchase waits for from a town hall of the reader. */
export type AttenteDAchat = {
  readonly employeurId: string
  readonly organismeId: string
  readonly organisme: string
  readonly operation: string
  readonly avant: Jour | null
  readonly quoi: 'repondre' | 'recenser' | 'adherer'
  /** What the membership waits for, « faire voter l’assemblée »; empty for a consultation. */
  readonly attend: string
  readonly lienId: string
}

/** A day that comes for a town hall of the reader. */
export type DateDAchat = {
  readonly cle: string
  readonly organismeId: string
  readonly organisme: string
  readonly operation: string
  readonly quoi: 'conseil' | 'comite' | 'reunion' | 'cloture'
  readonly le: Jour
}

const CHEZ_L_EMPLOYEUR = ORDRE_ADHESION.filter((etat) => ETATS_ADHESION[etat].tour === 'employeur')

type Lue = Omit<AttenteDAchat, 'attend' | 'quoi'> & {
  readonly quoi: AttenteDAchat['quoi'] | null
  readonly etat: EtatAdhesion | null
  readonly accordLe: Jour | null
  readonly accordSigneLe: Jour | null
  readonly comite: Comite | null
  readonly depuisLe: Jour | null
  readonly dates: readonly { readonly quoi: DateDAchat['quoi']; readonly le: Jour }[]
}

/**
 * What purchases wait for from the town halls of a secretary, with her personal link: consultations not answered, censuses that follow a yes,
 * memberships of which it is their turn; and the days that come. A membership without a date of council is awaited within the days after which it is said long.
 */
export async function listAttentesDeMairie(
  tx: Tx,
  jour: Jour,
): Promise<{ readonly attentes: readonly AttenteDAchat[]; readonly dates: readonly DateDAchat[] }> {
  const longues = sql.join(
    ORDRE_ADHESION.map(
      (etat) => sql`when ${etat} then ${Math.min(ETATS_ADHESION[etat].longueApres, 365)}::int`,
    ),
    sql` `,
  )
  const { rows } = await sql<Lue>`
    select e.id as "employeurId", e.organisme_id as "organismeId", o.nom as organisme, p.titre as operation, l.lien_id as "lienId",
      x.quoi, x.avant, x.etat, d.dates, a.accord_le as "accordLe", s.signe as "accordSigneLe", a.comite
    from achat_employeur e join achat_operation p on p.id = e.operation_id join organisme o on o.id = e.organisme_id
    join liens_achats_de_la_personne() l on l.operation_id = e.operation_id and l.centre_id = e.centre_id
    left join achat_adhesion a on a.employeur_id = e.id
    cross join lateral (select coalesce(a.etat, case when e.intention = 'non' then 'renoncee' else 'choix' end) as etat, ${ACCORD_SIGNE} as signe) s
    cross join lateral (select
      case when p.etat = 'consultation' and e.repondu_le is null then 'repondre'
        when p.etat = 'consultation' and e.intention = 'oui' and e.mandat_le is not null
          and not exists (select from achat_recensement r where r.employeur_id = e.id and r.remplace_le is null) then 'recenser'
        when p.adhesions_le is not null and p.etat in ('adhesion', 'execution') and (s.etat = any (${[...CHEZ_L_EMPLOYEUR]})
          or s.etat = 'executoire' and s.signe is not null and a.accord_le is null and a.comite = 'centre') then 'adherer' end as quoi,
      case when p.adhesions_le is null then p.reponses_jusquau
        else coalesce(case when s.etat = 'avis' then a.conseil_le end,
          (coalesce(a.depuis, p.adhesions_le) at time zone 'Europe/Paris')::date + case s.etat ${longues} end) end as avant,
      case when p.adhesions_le is not null then s.etat end as etat) x
    cross join lateral (select coalesce(jsonb_agg(jsonb_build_object('quoi', v.quoi, 'le', v.le) order by v.le), '[]') as dates from (
      select 'conseil' as quoi, a.conseil_le as le where s.etat in ('choix', 'projet', 'comite', 'avis')
      union all select 'comite', a.comite_le where s.etat = 'comite'
      union all select 'cloture', p.reponses_jusquau where p.etat = 'consultation'
      union all select 'reunion', (r.debut_le at time zone 'Europe/Paris')::date from achat_reunion r
        where r.operation_id = p.id and r.centre_id = e.centre_id and r.annulee_le is null) v
      where v.le >= ${jour}::date) d
    where e.organisme_id = any (mes_organismes()) and (x.quoi is not null or d.dates <> '[]')
    order by x.avant nulls last, o.nom`.execute(tx)
  return {
    attentes: rows.flatMap(({ etat, accordLe, accordSigneLe, comite, dates: _dates, ...attente }) =>
      attente.quoi
        ? [
            {
              ...attente,
              quoi: attente.quoi,
              attend: etat ? tourDe({ etat, accordLe, accordSigneLe, comite }).attend : '',
            },
          ]
        : [],
    ),
    dates: rows.flatMap(({ employeurId, organismeId, organisme, operation, dates }) =>
      dates.map(({ quoi, le }) => ({
        cle: `${employeurId}-${quoi}-${le}`,
        organismeId,
        organisme,
        operation,
        quoi,
        le,
      })),
    ),
  }
}
