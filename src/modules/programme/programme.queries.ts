import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { AvancementForce, EtatJalon } from './domain/jalons.ts'
import type { Niveau } from './domain/niveaux.ts'
import type { TypeParticipation } from './domain/participation.ts'
import type { Statut } from './domain/statuts.ts'

export type Membre = {
  readonly organismeId: string
  readonly libelle: string
  readonly role: 'coordonnateur' | 'membre' | 'associe' | 'observateur'
}

/** Members of the cooperation on a day, in their order. */
export async function listMembres(tx: Tx, jour: Jour): Promise<Membre[]> {
  const { rows } = await sql<Membre>`
    select m.organisme_id as "organismeId", m.libelle, b.role
    from membre m
    join periode_membre b on b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id
    where b.du <= ${jour} and (b.au is null or b.au >= ${jour})
    order by m.ordre`.execute(tx)
  return rows
}

export type Nature = 'action' | 'experimentation' | 'immersion' | 'veille'

export type JalonLu = {
  readonly id: string
  readonly titre: string
  readonly echeance: Jour
  readonly poids: number
  readonly etat: EtatJalon
  readonly atteintLe: Jour | null
  readonly reports: number
  readonly motif: string
  readonly fictif: string | null
  readonly version: number
}

/** What a list, a count or the weather needs of an action. */
export type ActionEnListe = {
  readonly id: string
  readonly code: string
  readonly titre: string
  readonly nature: Nature
  readonly orientationId: string
  readonly statut: Statut
  readonly niveau: Niveau
  readonly niveauCible: Niveau
  readonly chefs: readonly { readonly organismeId: string; readonly libelle: string }[]
  readonly participations: readonly {
    readonly organismeId: string
    readonly type: TypeParticipation
    readonly du: Jour
  }[]
  readonly jalons: readonly JalonLu[]
  readonly bloqueeLe: Jour | null
  readonly coutPrevuCentimes: number | null
  readonly coutReelCentimes: number | null
  readonly force: AvancementForce | null
  readonly commenceeLe: Jour | null
  readonly derniereNouvelle: Jour | null
  /** First request past its date left without an answer since the last news. */
  readonly silenceDepuis: Jour | null
  /** True when any request waits for an answer. */
  readonly sansReponse: boolean
  readonly fictif: string | null
  readonly version: number
}

const jourParis = (instant: string) => sql.raw(`(${instant} at time zone 'Europe/Paris')::date`)

/** Columns of `ActionEnListe`, from `action a`. */
export const enListe = sql`
    a.id, a.code, a.titre, a.nature, a.orientation_id as "orientationId", a.statut, a.niveau, a.niveau_cible as "niveauCible",
    a.bloquee_le as "bloqueeLe", a.cout_prevu_centimes as "coutPrevuCentimes", a.cout_reel_centimes as "coutReelCentimes",
    a.commencee_le as "commenceeLe", a.fictif, a.version,
    case when a.avancement_force is not null then jsonb_build_object('valeur', a.avancement_force, 'motif', a.avancement_motif,
      'le', a.avancement_force_le, 'jusquau', a.avancement_jusquau) end as force,
    coalesce((select jsonb_agg(jsonb_build_object('organismeId', c.organisme_id, 'libelle', m.libelle) order by c.rang)
      from chef_de_file c join membre m on m.cooperation_id = c.cooperation_id and m.organisme_id = c.organisme_id
      where c.action_id = a.id and c.au is null), '[]') as chefs,
    coalesce((select jsonb_agg(jsonb_build_object('organismeId', p.organisme_id, 'type', p.type, 'du', p.du) order by p.organisme_id)
      from participation p where p.action_id = a.id and p.au is null), '[]') as participations,
    coalesce((select jsonb_agg(jsonb_build_object('id', j.id, 'titre', j.titre, 'echeance', j.echeance, 'poids', j.poids, 'etat', j.etat,
        'atteintLe', j.atteint_le, 'reports', j.reports, 'motif', j.motif, 'fictif', j.fictif, 'version', j.version)
        order by j.echeance, j.titre, j.id)
      from jalon j where j.action_id = a.id), '[]') as jalons,
    n.derniere as "derniereNouvelle",
    (select min(${jourParis('d.envoyee_le')}) from demande_de_point d where d.action_id = a.id and d.repondue_le is null
      and d.palier in ('retard_10', 'direction') and (n.instant is null or d.envoyee_le > n.instant)) as "silenceDepuis",
    exists (select from demande_de_point d where d.action_id = a.id and d.repondue_le is null
      and (n.instant is null or d.envoyee_le > n.instant)) as "sansReponse"`

/** Last time that who leads the action said where it stands. */
export const nouvelles = sql`
    cross join lateral (select max(s.saisi_le) as instant, max(${jourParis('s.saisi_le')}) as derniere
      from suivi_action s where s.action_id = a.id and s.genre = 'point') n`

/** Orders « 3.10.1 » after « 3.2.1 ». */
export const comparerCodes = (a: string, b: string): number =>
  a.localeCompare(b, 'fr', { numeric: true, sensitivity: 'base' })

/** The actions of one programme, or of every programme that has not ended on a day, in the order of codes. */
export async function listActions(
  tx: Tx,
  de: { readonly programmeId: string | null } | { readonly nonFinisLe: Jour },
): Promise<ActionEnListe[]> {
  const voulues =
    'programmeId' in de
      ? sql`a.programme_id = ${de.programmeId}`
      : sql`exists (select from programme p where p.id = a.programme_id and (p.au is null or p.au >= ${de.nonFinisLe}))`
  const { rows } = await sql<ActionEnListe>`
    select ${enListe} from action a ${nouvelles} where ${voulues} order by a.id`.execute(tx)
  return rows.sort((a, b) => comparerCodes(a.code, b.code))
}

export type ActionDAxe = ActionEnListe & { readonly axe: { readonly code: string; readonly titre: string } }

/** Every action with its axis, in the order of codes: the programme at a glance, in one statement. */
export async function listActionsParAxe(tx: Tx): Promise<ActionDAxe[]> {
  const { rows } = await sql<ActionDAxe>`
    select ${enListe}, jsonb_build_object('code', x.code, 'titre', x.titre) as axe
    from action a join orientation o on o.id = a.orientation_id join axe x on x.id = o.axe_id ${nouvelles}
    order by a.id`.execute(tx)
  return rows.sort((a, b) => comparerCodes(a.code, b.code))
}

export type DecisionCitee = {
  readonly id: string
  readonly numero: string
  readonly titre: string
  readonly type: string
  /** It decides of money: a key, a budget, a convention. */
  readonly financiere: boolean
}

/** Decisions that an action may rest on, the latest first. */
export async function listDecisionsACiter(tx: Tx): Promise<DecisionCitee[]> {
  const { rows } = await sql<DecisionCitee>`
    select id, numero, titre, type, financiere from decision order by adoptee_le desc, numero desc limit 200`.execute(
    tx,
  )
  return rows
}

export type SeanceCitee = { readonly id: string; readonly instance: string; readonly le: Jour }

/** Séances held, whose relevé may be cited, the latest first. */
export async function listSeancesACiter(tx: Tx): Promise<SeanceCitee[]> {
  const { rows } = await sql<SeanceCitee>`
    select s.id, i.nom as instance, (s.debut_le at time zone 'Europe/Paris')::date as le from seance s join instance i on i.id = s.instance_id
    where s.statut not in ('planifiee', 'convoquee', 'ouverte', 'suspendue', 'annulee', 'reportee')
    order by s.debut_le desc, s.id limit 60`.execute(tx)
  return rows
}
