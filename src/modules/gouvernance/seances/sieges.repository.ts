import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { dansLInstance } from '../domain/droits.ts'
import type { EntreePresence } from '../domain/presence.ts'
import type { Siege } from '../domain/verdict.ts'

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
