import type { Base, Tx } from '#platform/base/base.ts'
import type { MoyenDEnvoi } from '#platform/courriel/courriel.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Acteur } from '#shared/acteur.ts'
import { instantParis, type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { dateLongue, heure } from '#shared/typographie.ts'
import type { RefusCommun } from '../expliquer.ts'
import type { GroupeLu } from '../groupes.queries.ts'
import { tenirGroupe } from '../tenir.ts'
import { tracer } from '../tracer.ts'
import { findReunion, listDestinataires, lockReunion, type ReunionLue } from '../travail.queries.ts'
import { messageDeReunion } from './invitation.ts'

export type SaisieReunion = {
  readonly objet: string
  readonly jour: Jour
  /** HH:MM, clocks of Paris. */
  readonly heure: string
  readonly dureeMinutes: number
  readonly lieu: string
  readonly visio: string
  readonly ordreDuJour: string
}
/** A meeting that stands, read on this page, of a group that this person pilots: both held. */
export async function tenirReunion(
  tx: Tx,
  acteur: Acteur,
  id: string,
  version: number,
  maintenant: Date,
): Promise<Result<{ readonly avant: ReunionLue; readonly groupe: GroupeLu }, RefusCommun>> {
  const avant = await lockReunion(tx, id)
  if (!avant) return refuser({ code: 'introuvable' })
  const tenu = await tenirGroupe(tx, acteur, avant.groupeId, 'pilote', maintenant)
  if (!tenu.ok) return tenu
  if (avant.version !== version) return refuser({ code: 'page-perimee' })
  if (avant.annuleeLe) return refuser({ code: 'reunion-annulee' })
  return accepter({ avant, groupe: tenu.valeur })
}

const enColonnes = (saisie: SaisieReunion) => ({
  objet: saisie.objet,
  debut_le: instantParis(saisie.jour, saisie.heure),
  duree_minutes: saisie.dureeMinutes,
  lieu: saisie.lieu,
  visio: saisie.visio,
  ordre_du_jour: saisie.ordreDuJour,
})

/** Day and hour of a meeting, as the journal says them. */
export const direQuand = (debut: Date): string => `${dateLongue(jourDe(debut))} à ${heure(debut)}`

/** Sets a meeting: who holds each seat is invited, her diary with her, in the same transaction. */
export const prevoirReunion = (
  base: Base,
  envoi: MoyenDEnvoi,
  acteur: Acteur,
  groupeId: string,
  saisie: SaisieReunion,
  cle: string | undefined,
  maintenant: Date,
  fictif: string | null = null,
) =>
  base.enTantQue(acteur, async (tx) => {
    const tenu = await tenirGroupe(tx, acteur, groupeId, 'pilote', maintenant)
    if (!tenu.ok) return tenu
    const id = nouvelId(+maintenant)
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const colonnes = enColonnes(saisie)
    await tx
      .insertInto('groupe_reunion')
      .values({ id, cooperation_id: acteur.cooperationId, groupe_id: groupeId, fictif, ...colonnes })
      .execute()
    await tracer(tx, acteur, maintenant, groupeId, {
      geste: 'reunir',
      resume: `Réunion prévue le ${direQuand(colonnes.debut_le)} : ${saisie.objet}`,
      activite: true,
    })
    await inviter(tx, envoi, acteur, tenu.valeur, (await findReunion(tx, id))!, 'REQUEST', maintenant)
    return accepter({ id })
  })

/** Moves a meeting or changes its agenda; a new date or place goes to the diaries under the same identity. */
export const modifierReunion = (
  base: Base,
  envoi: MoyenDEnvoi,
  acteur: Acteur,
  id: string,
  version: number,
  saisie: SaisieReunion,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const tenue = await tenirReunion(tx, acteur, id, version, maintenant)
    if (!tenue.ok) return tenue
    const { avant, groupe } = tenue.valeur
    const colonnes = enColonnes(saisie)
    await tx
      .updateTable('groupe_reunion')
      .set({ ...colonnes, sequence: avant.sequence + 1 })
      .where('id', '=', id)
      .execute()
    await tracer(tx, acteur, maintenant, avant.groupeId, {
      geste: 'deplacer',
      resume: `Réunion modifiée : ${saisie.objet}, le ${direQuand(colonnes.debut_le)}`,
      activite: true,
    })
    if (colonnes.debut_le > maintenant)
      await inviter(tx, envoi, acteur, groupe, (await findReunion(tx, id))!, 'REQUEST', maintenant)
    return accepter({ id })
  })

/** Calls a meeting off: it stays in the list, and leaves the diaries. */
export const annulerReunion = (
  base: Base,
  envoi: MoyenDEnvoi,
  acteur: Acteur,
  id: string,
  version: number,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const tenue = await tenirReunion(tx, acteur, id, version, maintenant)
    if (!tenue.ok) return tenue
    const { avant, groupe } = tenue.valeur
    await tx
      .updateTable('groupe_reunion')
      .set({ annulee_le: maintenant, sequence: avant.sequence + 1 })
      .where('id', '=', id)
      .execute()
    await tracer(tx, acteur, maintenant, avant.groupeId, {
      geste: 'annuler',
      resume: `Réunion annulée : ${avant.objet}, le ${direQuand(avant.debutLe)}`,
      activite: false,
    })
    await inviter(tx, envoi, acteur, groupe, (await findReunion(tx, id))!, 'CANCEL', maintenant)
    return accepter({ id })
  })

async function inviter(
  tx: Tx,
  { courriel, adresse }: MoyenDEnvoi,
  acteur: Acteur,
  groupe: GroupeLu,
  reunion: ReunionLue,
  methode: 'REQUEST' | 'CANCEL',
  maintenant: Date,
): Promise<void> {
  const participants = groupe.membres
    .filter(({ participe }) => participe)
    .map(({ organismeId }) => organismeId)
  const invites = [
    ...groupe.pilotes.map(({ nom, courriel: a }) => ({ nom, courriel: a })),
    ...(await listDestinataires(tx, groupe.id, participants, jourDe(maintenant))),
  ]
  const uns = invites.filter(
    (invite, i) => invites.findIndex(({ courriel: a }) => a === invite.courriel) === i,
  )
  for (const invite of uns)
    await courriel.envoyer(
      tx,
      messageDeReunion({
        groupe,
        reunion,
        methode,
        invite,
        organisateur: acteur,
        adresse,
        etabliLe: maintenant,
      }),
    )
}
