import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Courriel, Message } from '#platform/courriel/courriel.ts'
import type { Acteur } from '#shared/acteur.ts'
import { listPoints } from '../points/points.repository.ts'
import { lockSeance, type Seance } from '../seances.repository.ts'
import type { Invite, messageConvocation } from './message-convocation.ts'

/** How invitations leave; null plays a past séance without writing to anybody. */
export type Diffusion = {
  readonly courriel: Courriel
  readonly adresse: string
  readonly secret: string
} | null

export async function inviter(
  tx: Tx,
  acteur: Acteur,
  seance: Seance,
  titulaires: readonly { personneId: string; organismeId: string }[],
  maintenant: Date,
): Promise<void> {
  await tx
    .insertInto('invitation')
    .values(
      titulaires.map(({ personneId, organismeId }) => ({
        cooperation_id: acteur.cooperationId,
        seance_id: seance.id,
        personne_id: personneId,
        organisme_id: organismeId,
        uid: `seance-${seance.id}@maillage`,
        sequence: seance.sequenceAgenda,
        envoyee_le: maintenant,
      })),
    )
    .onConflict((c) => c.columns(['seance_id', 'personne_id']).doNothing())
    .execute()
}

/** Answers given for another date no longer hold: they are asked again. */
export async function avancerInvitations(
  tx: Tx,
  seanceId: string,
  sequence: number,
  maintenant: Date,
): Promise<void> {
  await tx
    .updateTable('invitation')
    .set({ sequence, envoyee_le: maintenant, reponse: null, repondu_le: null, repondu_par: null })
    .where('seance_id', '=', seanceId)
    .execute()
}

/** Writes to everyone invited, in the transaction of the deed; null writes to nobody. */
export async function diffuser(
  tx: Tx,
  diffusion: Diffusion,
  acteur: Acteur,
  seanceId: string,
  maintenant: Date,
  rediger: (donnees: Parameters<typeof messageConvocation>[0]) => Message,
): Promise<void> {
  if (!diffusion) return
  const seance = (await lockSeance(tx, seanceId))!
  const invites: Invite[] = await tx
    .selectFrom('invitation as i')
    .innerJoin('personne as p', 'p.id', 'i.personne_id')
    .innerJoin('membre as m', (j) =>
      j.onRef('m.organisme_id', '=', 'i.organisme_id').onRef('m.cooperation_id', '=', 'i.cooperation_id'),
    )
    .select([
      'i.personne_id as personneId',
      'p.nom',
      'p.courriel',
      'm.libelle',
      'i.sequence',
      'i.uid',
      sql<string>`coalesce(i.reponse, '')`.as('reponse'),
    ])
    .where('i.seance_id', '=', seanceId)
    .execute()
  const points = await listPoints(tx, seanceId)
  for (const invite of invites) {
    await diffusion.courriel.envoyer(
      tx,
      rediger({
        seance,
        points,
        invite,
        invites,
        organisateur: acteur,
        adresse: diffusion.adresse,
        secret: diffusion.secret,
        maintenant,
      }),
    )
  }
}
