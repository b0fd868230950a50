import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Participation } from '../domain/en-mots/participation-en-mots.ts'

export type ParticipationDuMembre = Participation & { readonly organismeId: string; readonly libelle: string }

/** What each member did in a year of Paris, in the order of the members: nobody is ranked. One statement. */
export async function listParticipations(tx: Tx, annee: number): Promise<ParticipationDuMembre[]> {
  const [debut, fin] = [`${annee}-01-01`, `${annee}-12-31`]
  const { rows } = await sql<ParticipationDuMembre>`
    with tenue as (
      select s.id, s.cooperation_id from seance s where s.ouverte_le is not null
        and (s.ouverte_le at time zone 'Europe/Paris')::date between ${debut} and ${fin}
    ), vivante as (
      select p.seance_id, p.organisme_id, p.genre from presence p
      where not p.annule and not exists (select from presence q where q.rectifie = p.id)
    )
    select m.organisme_id as "organismeId", m.libelle,
      (select count(*)::int from tenue s join siege_de_seance g on g.seance_id = s.id
        where g.organisme_id = m.organisme_id) as seances,
      (select count(*)::int from tenue s join siege_de_seance g on g.seance_id = s.id
        where g.organisme_id = m.organisme_id and exists (select from vivante p where p.seance_id = s.id
          and p.organisme_id = m.organisme_id and p.genre = 'arrivee')) as presentes,
      (select count(*)::int from tenue s join siege_de_seance g on g.seance_id = s.id
        where g.organisme_id = m.organisme_id
          and exists (select from vivante p where p.seance_id = s.id and p.organisme_id = m.organisme_id and p.genre = 'pouvoir')
          and not exists (select from vivante p where p.seance_id = s.id and p.organisme_id = m.organisme_id
            and p.genre = 'arrivee')) as representees,
      (select count(*)::int from scrutin v join tenue s on s.id = v.seance_id where v.clos_le is not null
        and (v.regle ->> 'interets' = 'tous' or m.organisme_id = any (v.porte))
        and exists (select from jsonb_array_elements(v.electeurs) e where e ->> 'organismeId' = m.organisme_id::text
          and e ->> 'modalite' = 'deliberative')) as scrutins,
      (select count(distinct b.scrutin_id)::int from vote b join scrutin v on v.id = b.scrutin_id
        join tenue s on s.id = v.seance_id where v.clos_le is not null and b.organisme_id = m.organisme_id) as votes,
      d.suites, d.faites, d."delaiMoyen", d.attendues, d."plusAncienne"
    from membre m
    join periode_membre b on b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id
    cross join lateral (
      select count(*)::int as suites,
        count(*) filter (where u.etat in ('executoire', 'sans_objet'))::int as faites,
        round(avg(u.date_acte - x.adoptee_le) filter (where u.date_acte is not null))::int as "delaiMoyen",
        count(*) filter (where u.etat not in ('executoire', 'sans_objet', 'rejetee'))::int as attendues,
        min(x.adoptee_le) filter (where u.etat not in ('executoire', 'sans_objet', 'rejetee')) as "plusAncienne"
      from suite u join decision x on x.id = u.decision_id
      where u.organisme_id = m.organisme_id and x.adoptee_le between ${debut} and ${fin}
    ) d
    where b.du <= ${fin} and (b.au is null or b.au >= ${debut})
    order by m.ordre`.execute(tx)
  return rows
}
