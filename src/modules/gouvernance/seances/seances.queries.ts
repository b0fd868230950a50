import { sql } from 'kysely'
import { type ConventionAEcheance, echeancesLues, retenirEcheances } from '#modules/schema'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { GenrePoint, StatutSeance } from '../domain/seance.ts'

export type SeanceEnListe = {
  readonly id: string
  readonly instanceId: string
  readonly instance: string
  readonly statut: StatutSeance
  readonly debutLe: Date
  readonly lieu: string
  readonly points: number
  readonly decisions: number
  readonly invites: number
  readonly reponses: number
  readonly presidence: string | null
  readonly delaiJours: number
  /** The answer of the person who reads, when she is invited. */
  readonly maReponse: 'attendue' | 'donnee' | null
}

/** Séances, the latest first, with what the list says of each. */
export async function listSeances(
  tx: Tx,
  filtre: {
    readonly avenir?: boolean
    /** Who reads: her own answer is told. */
    readonly personneId: string
    readonly limite: number
    readonly decalage: number
  },
): Promise<SeanceEnListe[]> {
  const { rows } = await sql<SeanceEnListe>`
    select s.id, s.instance_id as "instanceId", i.nom as instance, s.statut, s.debut_le as "debutLe", s.lieu, m.libelle as presidence, i.delai_convocation_jours as "delaiJours",
      (select count(*) from point p where p.seance_id = s.id) as points,
      (select count(*) from decision d where d.seance_id = s.id) as decisions,
      (select count(*) from invitation v where v.seance_id = s.id) as invites,
      (select count(v.reponse) from invitation v where v.seance_id = s.id) as reponses,
      (select case when v.reponse is null then 'attendue' else 'donnee' end from invitation v
        where v.seance_id = s.id and v.personne_id = ${filtre.personneId}) as "maReponse"
    from seance s join instance i on i.id = s.instance_id
    left join membre m on m.cooperation_id = s.cooperation_id and m.organisme_id = s.preside_par
    where ${
      filtre.avenir === undefined
        ? sql`true`
        : filtre.avenir
          ? sql`s.statut in ('planifiee', 'convoquee', 'ouverte', 'suspendue')`
          : sql`s.statut not in ('planifiee', 'convoquee', 'ouverte', 'suspendue')`
    }
    order by s.debut_le ${filtre.avenir ? sql`asc` : sql`desc`}
    limit ${filtre.limite} offset ${filtre.decalage}`.execute(tx)
  return rows
}

export type InvitationEnListe = {
  readonly personneId: string
  readonly nom: string
  readonly organismeId: string
  readonly envoyeeLe: Date
  readonly ouverteLe: Date | null
  readonly reponse: 'accepte' | 'decline' | 'incertain' | null
  readonly reponduLe: Date | null
  readonly message: string
}

export function listInvitations(tx: Tx, seanceId: string): Promise<InvitationEnListe[]> {
  return tx
    .selectFrom('invitation as i')
    .innerJoin('personne as p', 'p.id', 'i.personne_id')
    .select([
      'i.personne_id as personneId',
      'p.nom',
      'i.organisme_id as organismeId',
      'i.envoyee_le as envoyeeLe',
      'i.ouverte_le as ouverteLe',
      'i.reponse',
      'i.repondu_le as reponduLe',
      'i.message',
    ])
    .where('i.seance_id', '=', seanceId)
    .orderBy('p.nom')
    .execute()
}

export type PieceDePoint = {
  readonly pointId: string
  readonly fichierId: string
  readonly nom: string
  readonly taille: number
  readonly tardive: boolean
}

/** Documents attached to the points of a séance. */
export function listPieces(tx: Tx, seanceId: string): Promise<PieceDePoint[]> {
  return tx
    .selectFrom('piece as p')
    .innerJoin('point as t', 't.id', 'p.point_id')
    .innerJoin('fichier as f', 'f.id', 'p.fichier_id')
    .select(['p.point_id as pointId', 'f.id as fichierId', 'f.nom', 'f.taille', 'p.tardive'])
    .where('t.seance_id', '=', seanceId)
    .orderBy('f.depose_le')
    .execute()
}

export type SujetEnListe = {
  readonly id: string
  readonly question: string
  readonly expose: string
  readonly genre: GenrePoint
  readonly porte: readonly string[]
  readonly statut: 'propose' | 'inscrit' | 'traite' | 'ecarte'
  readonly echeance: Jour | null
  readonly instanceId: string
  readonly instance: string
  readonly par: string
  readonly organismeId: string
  readonly proposeLe: Date
  /** The convention that it is about. */
  readonly conventionId: string | null
  readonly version: number
}

type FiltreSujets = { readonly statut?: SujetEnListe['statut']; readonly instanceId?: string }

const sujets = (filtre: FiltreSujets) => sql<SujetEnListe>`
    select s.id, s.question, s.expose, s.genre, s.porte, s.statut, s.echeance, s.instance_id as "instanceId", i.nom as instance,
      m.libelle as par, s.organisme_id as "organismeId", s.propose_le as "proposeLe", s.convention_id as "conventionId", s.version
    from sujet s join instance i on i.id = s.instance_id
    join membre m on m.cooperation_id = s.cooperation_id and m.organisme_id = s.organisme_id
    where true ${filtre.statut ? sql`and s.statut = ${filtre.statut}` : sql``} ${filtre.instanceId ? sql`and s.instance_id = ${filtre.instanceId}` : sql``}
    order by s.echeance nulls last, s.propose_le, s.id
    limit 200`

/** Decisions to take, the most pressing first. */
export async function listSujets(tx: Tx, filtre: FiltreSujets = {}): Promise<SujetEnListe[]> {
  return (await sujets(filtre).execute(tx)).rows
}

/** What the next conference needs, or one séance with its instance and day: subjects proposed, and conventions that end. One statement. */
export async function listAPreparer(
  tx: Tx,
  aujourdhui: Jour,
  seance: { readonly instanceId?: string; readonly le: Jour } = { le: aujourdhui },
): Promise<{
  readonly sujets: readonly SujetEnListe[]
  readonly conventions: readonly ConventionAEcheance[]
}> {
  const { rows } = await sql<{
    sujets: readonly (Omit<SujetEnListe, 'proposeLe'> & { readonly proposeLe: string })[]
    conventions: Parameters<typeof retenirEcheances>[0]
  }>`
    select coalesce((select jsonb_agg(s) from (${sujets({ statut: 'propose', ...seance })}) s), '[]') as sujets,
      coalesce((select jsonb_agg(c) from (${echeancesLues}) c), '[]') as conventions`.execute(tx)
  const lus = rows[0]!
  return {
    sujets: lus.sujets.map((sujet) => ({ ...sujet, proposeLe: new Date(sujet.proposeLe) })),
    conventions: retenirEcheances(lus.conventions, aujourdhui, seance.le),
  }
}
