import type { Tx } from '../base.ts'
import type { Absence } from '../domain/absences.ts'
import type { Cellule } from '../protocole/annuaire.ts'

type Resume = Readonly<{
  id: string
  organisme: string
  jour: string
  etat: string
  tour: string
  volets: readonly string[]
  echeances: readonly Readonly<{ code: string; jour: string }>[]
  /** No référent who is there today holds a key; the reader's own absence would leave it to nobody. */
  sansPersonne: boolean
  aConfier: boolean
}>

type Lus = Readonly<{
  dossiers: readonly Resume[]
  absences: readonly (Absence & Readonly<{ organisme: string }>)[]
}>

/** The référents of today's directories, as the two conditions below compare them. */
export const referentsDe = (ou: readonly Pick<Cellule, 'organisme' | 'membres'>[]): string[] =>
  ou.flatMap(({ organisme, membres }) =>
    membres.filter(({ role }) => role === 'referent').map(({ id }) => `${organisme} ${id}`),
  )

/** An open case of which no référent who is there today holds a key: parameters of the day and of the référents. */
export const SANS_PERSONNE = (jour: string, referents: string) =>
  `d.etat not in ('CLOS', 'PURGE_PROGRAMMEE', 'PURGE') and not exists (select from enveloppe e where e.dossier = d.id and e.volet = 'E'
     and e.organisme || ' ' || e.dest = any(${referents})
     and not exists (select from absence a where a.organisme = e.organisme and a.membre = e.dest and ${jour} between a.du and a.au))`

/** An open case that the absence declared by the reader herself would leave to nobody: no other référent holds a key and is there on all its days. */
const A_CONFIER = `d.etat not in ('CLOS', 'PURGE_PROGRAMMEE', 'PURGE') and exists (select from absence m where m.organisme = d.organisme and m.membre = $1
   and not exists (select from enveloppe e where e.dossier = d.id and e.volet = 'E' and e.dest <> $1 and e.organisme || ' ' || e.dest = any($2)
     and not exists (select from absence a where a.organisme = e.organisme and a.membre = e.dest and a.du <= m.au and m.du <= a.au)))`

/** Cases of which the member holds a key, the most urgent first; and who is away where she is a member. One statement. */
export async function listDossiers(
  tx: Tx,
  membre: string,
  referents: readonly string[],
  jour: string,
): Promise<Lus> {
  const { rows } = await tx.query<Lus>(
    `select
       coalesce((select jsonb_agg(jsonb_build_object('id', id, 'organisme', organisme, 'membre', membre, 'du', du, 'au', au, 'remplacant', remplacant,
         'par', par, 'jour', jour) order by du, membre, organisme) from absence), '[]') as absences,
       coalesce((select jsonb_agg(lu order by place) from (
         select row_number() over () as place, lu from (
           select jsonb_build_object('id', d.id, 'organisme', d.organisme, 'jour', d.jour, 'etat', d.etat, 'tour', d.tour,
             'volets', (select jsonb_agg(distinct volet) from enveloppe e where e.dossier = d.id and e.dest = $1),
             'echeances', coalesce((select jsonb_agg(jsonb_build_object('code', code, 'jour', jour) order by jour) from echeance c where c.dossier = d.id and not fait), '[]'),
             'sansPersonne', ${SANS_PERSONNE('$3', '$2')}, 'aConfier', ${A_CONFIER}) as lu
           from dossier d where exists (select from enveloppe e where e.dossier = d.id and e.dest = $1)
           order by d.etat = 'CLOS', d.tour = 'auteur', (select min(jour) from echeance c where c.dossier = d.id and not fait), d.jour
           limit 2000) triees) liste), '[]') as dossiers`,
    [membre, referents, jour],
  )
  return rows[0]!
}
