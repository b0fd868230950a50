import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { dansLInstance } from '../domain/droits.ts'
import type { EntreePresence } from '../domain/presence.ts'
import type { Regle, TypeDecision } from '../domain/regle.ts'
import type { GenrePoint, StatutSeance } from '../domain/seance.ts'
import type { Siege } from '../domain/verdict.ts'

/** A séance with the rule of its instance, as decisions read it. */
export type Seance = {
  readonly id: string
  readonly instanceId: string
  readonly instance: string
  readonly statut: StatutSeance
  readonly debutLe: Date
  readonly dureeMinutes: number
  readonly lieu: string
  readonly visio: string
  readonly presideePar: string | null
  readonly secondeConvocation: boolean
  readonly pointCourant: string | null
  readonly sequenceAgenda: number
  readonly motifDerogation: string | null
  readonly convoqueeLe: Date | null
  readonly ouverteLe: Date | null
  readonly closeLe: Date | null
  readonly fictif: string | null
  readonly version: number
  readonly regle: Regle
  readonly delaiJours: number
  readonly fonctionVotante: 'presidence' | 'direction'
  readonly presidence: 'coordonnateur' | 'tournante' | 'elue' | 'codirection'
}

const seances = (tx: Tx) =>
  tx
    .selectFrom('seance as s')
    .innerJoin('instance as i', 'i.id', 's.instance_id')
    .select([
      's.id',
      's.instance_id as instanceId',
      'i.nom as instance',
      's.statut',
      's.debut_le as debutLe',
      's.duree_minutes as dureeMinutes',
      's.lieu',
      's.visio',
      's.preside_par as presideePar',
      's.point_courant as pointCourant',
      's.sequence_agenda as sequenceAgenda',
      's.motif_derogation as motifDerogation',
      's.convoquee_le as convoqueeLe',
      's.ouverte_le as ouverteLe',
      's.close_le as closeLe',
      's.fictif',
      's.version',
      'i.delai_convocation_jours as delaiJours',
      'i.fonction_votante as fonctionVotante',
      'i.presidence',
      sql<Regle>`coalesce(s.regle, i.regle)`.as('regle'),
      sql<boolean>`s.seconde_convocation_de is not null`.as('secondeConvocation'),
    ])

/** A séance, or null when this cooperation has none under that identifier. */
export async function findSeance(tx: Tx, id: string): Promise<Seance | null> {
  return (await seances(tx).where('s.id', '=', id).executeTakeFirst()) ?? null
}

/** The séance, held for the length of the transaction: two people who act at once are served one after the other. */
export async function lockSeance(tx: Tx, id: string): Promise<Seance | null> {
  return (await seances(tx).where('s.id', '=', id).forUpdate('s').executeTakeFirst()) ?? null
}

export async function updateSeance(
  tx: Tx,
  id: string,
  valeurs: Partial<{
    statut: StatutSeance
    debut_le: Date
    duree_minutes: number
    lieu: string
    visio: string
    preside_par: string | null
    point_courant: string | null
    convoquee_le: Date
    ouverte_le: Date
    close_le: Date
    sequence_agenda: number
    motif_derogation: string | null
    motif_annulation: string
  }>,
): Promise<void> {
  await tx.updateTable('seance').set(valeurs).where('id', '=', id).execute()
}

export type SiegeNomme = Siege & {
  readonly libelle: string
  readonly territoire: string
  readonly role: 'coordonnateur' | 'membre' | 'associe' | 'observateur'
}

/** The seats of a séance, in the order of the members: those of the day it is held, or those it was held with. */
export function listSieges(tx: Tx, seanceId: string): Promise<SiegeNomme[]> {
  return tx
    .selectFrom('siege_de_seance as s')
    .innerJoin('membre as m', (j) =>
      j.onRef('m.organisme_id', '=', 's.organisme_id').onRef('m.cooperation_id', '=', 's.cooperation_id'),
    )
    .select([
      's.organisme_id as organismeId',
      's.voix',
      sql<SiegeNomme['modalite']>`s.modalite`.as('modalite'),
      'm.libelle',
      'm.territoire',
      sql<SiegeNomme['role']>`s.role`.as('role'),
    ])
    .where('s.seance_id', '=', seanceId)
    .orderBy('m.ordre')
    .execute()
}

export type Point = {
  readonly id: string
  readonly ordre: number
  readonly question: string
  readonly expose: string
  readonly proposition: string
  readonly genre: GenrePoint
  readonly typeDecision: TypeDecision | null
  readonly porte: readonly string[]
  readonly indivisible: boolean
  readonly sujetId: string | null
  readonly conventionId: string | null
  readonly ajouteEnSeance: boolean
  readonly piecesTardives: boolean
  readonly compteRendu: string
  readonly confidentiel: boolean
  readonly statut: 'a_traiter' | 'en_cours' | 'traite' | 'reporte'
  readonly commenceLe: Date | null
  readonly traiteLe: Date | null
  readonly version: number
}

/** The agenda, in order. */
export function listPoints(tx: Tx, seanceId: string): Promise<Point[]> {
  return tx
    .selectFrom('point')
    .select([
      'id',
      'ordre',
      'question',
      'expose',
      'proposition',
      'genre',
      sql<TypeDecision | null>`type_decision`.as('typeDecision'),
      'porte',
      'indivisible',
      'sujet_id as sujetId',
      'convention_id as conventionId',
      'ajoute_en_seance as ajouteEnSeance',
      'pieces_tardives as piecesTardives',
      'compte_rendu as compteRendu',
      'confidentiel',
      'statut',
      'commence_le as commenceLe',
      'traite_le as traiteLe',
      'version',
    ])
    .where('seance_id', '=', seanceId)
    .orderBy('ordre')
    .execute()
}

/** The presence register of a séance, corrections included, as it was written. */
export function listPresences(tx: Tx, seanceId: string): Promise<EntreePresence[]> {
  return tx
    .selectFrom('presence')
    .select([
      'id',
      'organisme_id as organismeId',
      'genre',
      'mandataire_id as mandataireId',
      'representant',
      'survenu_le as survenuLe',
      'saisi_le as saisiLe',
      'rectifie',
      'annule',
    ])
    .where('seance_id', '=', seanceId)
    .orderBy('saisi_le')
    .execute()
}

export type TitulaireDeSiege = {
  readonly organismeId: string
  readonly personneId: string
  readonly nom: string
  readonly courriel: string
}

/**
 * The people to call for each seat on a day: who holds its voting function, replacements included, and the substitutes that the member named.
 * A seat without a row has nobody to call.
 */
export async function listTitulaires(
  tx: Tx,
  instanceId: string,
  fonction: 'presidence' | 'direction',
  jour: string,
): Promise<TitulaireDeSiege[]> {
  const { rows } = await sql<TitulaireDeSiege>`
    select distinct s.organisme_id as "organismeId", p.id as "personneId", p.nom, p.courriel
    from siege s
    join periode_membre b on b.cooperation_id = s.cooperation_id and b.organisme_id = s.organisme_id
      and b.du <= ${jour} and (b.au is null or b.au >= ${jour})
    join fonction_tenue f on f.organisme_id = s.organisme_id and f.cooperation_id = s.cooperation_id
      and f.du <= ${jour} and (f.au is null or f.au >= ${jour})
    join personne p on p.id = f.personne_id
    where s.instance_id = ${instanceId}
      and (f.fonction = ${fonction}
        or exists (select from suppleant u where u.instance_id = s.instance_id and u.mandat_id = f.mandat_id))
    order by p.nom`.execute(tx)
  return rows
}

/** What else was written of the last point that carried this subject and was not treated; null when there is none. */
export const findPointReporte = (tx: Tx, sujetId: string) =>
  tx
    .selectFrom('point')
    .select([
      'proposition',
      sql<TypeDecision | null>`type_decision`.as('typeDecision'),
      'indivisible',
      'confidentiel',
    ])
    .where('sujet_id', '=', sujetId)
    .where('statut', '=', 'reporte')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The chair of an instance on a day: the turn of a rotation, or the coordinating member. */
export async function findPresidence(tx: Tx, instanceId: string, jour: string): Promise<string | null> {
  const tour = await tx
    .selectFrom('tour_presidence')
    .select('organisme_id')
    .where('instance_id', '=', instanceId)
    .where('du', '<=', jour)
    .where((eb) => eb.or([eb('au', 'is', null), eb('au', '>=', jour)]))
    .orderBy('du', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (tour) return tour.organisme_id
  const coordonnateur = await tx
    .selectFrom('periode_membre')
    .select('organisme_id')
    .where('role', '=', 'coordonnateur')
    .where('du', '<=', jour)
    .where((eb) => eb.or([eb('au', 'is', null), eb('au', '>=', jour)]))
    .executeTakeFirst()
  return coordonnateur?.organisme_id ?? null
}

/** The actor as she is in a séance: a substitute acts in the instances that name her. Reads nothing for anybody else. */
export async function acteurDeLaSeance(
  tx: Tx,
  acteur: Acteur,
  seanceId: string,
  jour: string,
): Promise<Acteur> {
  if (!acteur.fonctions.includes('suppleance')) return acteur
  const nommee = await tx
    .selectFrom('suppleant as u')
    .innerJoin('seance as s', 's.instance_id', 'u.instance_id')
    .innerJoin('fonction_tenue as f', 'f.mandat_id', 'u.mandat_id')
    .select('u.mandat_id')
    .where('s.id', '=', seanceId)
    .where('u.organisme_id', '=', acteur.organismeId)
    .where('f.personne_id', '=', acteur.personneId)
    .where('f.du', '<=', jour)
    .where((eb) => eb.or([eb('f.au', 'is', null), eb('f.au', '>=', jour)]))
    .executeTakeFirst()
  return dansLInstance(acteur, nommee !== undefined)
}
