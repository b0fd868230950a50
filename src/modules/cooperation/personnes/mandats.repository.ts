import type { Tx } from '#platform/base/base.ts'
import { nouvelId } from '#shared/ids.ts'
import type { MandatEnCours } from '../domain/mandats.ts'
import { type Diffusion, type Invitant, inviter } from '../invitations/inviter.ts'
import type { Nomination } from './personnes.ts'

/** Mandates of a member that hold or will hold, kept until the end of the transaction: two changes at once are served one after the other. */
export async function lockMandats(tx: Tx, organismeId: string): Promise<MandatEnCours[]> {
  return tx
    .selectFrom('mandat')
    .select(['id', 'fonction', 'personne_id as personneId', 'du', 'au'])
    .where('organisme_id', '=', organismeId)
    .where('annule_le', 'is', null)
    .forUpdate()
    .execute()
}

/** The record of an address in this cooperation: the same person keeps one record whatever her functions. */
export async function personneDe(
  tx: Tx,
  cooperationId: string,
  nom: string,
  courriel: string,
): Promise<string> {
  const connue = await tx
    .selectFrom('personne')
    .select('id')
    .where('courriel', '=', courriel)
    .executeTakeFirst()
  if (connue) return connue.id
  const id = nouvelId()
  await tx.insertInto('personne').values({ cooperation_id: cooperationId, id, nom, courriel }).execute()
  return id
}

/** Opens the mandate of a person, known by her address or created, and sends her the invitation. */
export async function ajouterMandat(
  tx: Tx,
  diffusion: Diffusion,
  organisme: Invitant,
  id: string,
  { nom, courriel, fonction, du, acte }: Nomination,
  maintenant: Date,
): Promise<void> {
  const personneId = await personneDe(tx, organisme.cooperationId, nom, courriel)
  await tx
    .insertInto('mandat')
    .values({
      id,
      cooperation_id: organisme.cooperationId,
      organisme_id: organisme.organismeId,
      personne_id: personneId,
      fonction,
      du,
      acte_designation: acte || null,
    })
    .execute()
  await inviter(tx, diffusion, organisme, { personneId, nom, courriel }, maintenant)
}
