import type { Base, Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { accepter, refuser } from '#shared/result.ts'

export type Reponse = 'accepte' | 'decline' | 'incertain'

export const LIBELLES_REPONSE: Readonly<Record<Reponse, string>> = {
  accepte: 'Je serai présent ou présente',
  decline: 'Je ne pourrai pas venir',
  incertain: 'Je ne sais pas encore',
}

/** What the signed link of a convocation names. */
export type CibleReponse = {
  readonly cooperationId: string
  readonly seanceId: string
  readonly personneId: string
}

/** Reads the object of a signed answer link; null when it does not have the right form. */
export function lireCible(objet: string): CibleReponse | null {
  const [cooperationId, seanceId, personneId] = objet.split('/')
  return cooperationId && seanceId && personneId ? { cooperationId, seanceId, personneId } : null
}

const MOTIF_LIEN = 'réponse par le lien signé d’une convocation'

/** The invitation behind a signed link, as the page shows it. Reading it changes nothing. */
export const lireInvitation = (base: Base, cible: CibleReponse) =>
  base.enTantQueSysteme(MOTIF_LIEN, cible.cooperationId, (tx) =>
    tx
      .selectFrom('invitation as i')
      .innerJoin('seance as s', 's.id', 'i.seance_id')
      .innerJoin('instance as n', 'n.id', 's.instance_id')
      .innerJoin('personne as p', 'p.id', 'i.personne_id')
      .innerJoin('cooperation as c', 'c.id', 'i.cooperation_id')
      .select([
        'n.nom as instance',
        's.debut_le as debutLe',
        's.duree_minutes as dureeMinutes',
        's.lieu',
        's.visio',
        's.statut',
        'p.nom',
        'i.reponse',
        'i.message',
        'i.repondu_le as reponduLe',
        'c.nom as cooperation',
      ])
      .where('i.seance_id', '=', cible.seanceId)
      .where('i.personne_id', '=', cible.personneId)
      .executeTakeFirst(),
  )

/** Answers through the signed link: no account is asked for; a later answer replaces the former until the séance begins. */
export const repondreParLien = (
  base: Base,
  cible: CibleReponse,
  reponse: Reponse,
  message: string,
  maintenant: Date,
) =>
  base.enTantQueSysteme(MOTIF_LIEN, cible.cooperationId, (tx) =>
    repondre(tx, cible.seanceId, cible.personneId, reponse, message, 'lien', maintenant),
  )

/** Answers from the application. */
export const repondreEnLigne = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  reponse: Reponse,
  message: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, (tx) =>
    repondre(tx, seanceId, acteur.personneId, reponse, message, 'application', maintenant),
  )

async function repondre(
  tx: Tx,
  seanceId: string,
  personneId: string,
  reponse: Reponse,
  message: string,
  par: 'lien' | 'application' | 'agenda',
  maintenant: Date,
) {
  const seance = await tx
    .selectFrom('seance')
    .select(['statut', 'debut_le'])
    .where('id', '=', seanceId)
    .executeTakeFirst()
  if (!seance) return refuser({ code: 'introuvable' as const })
  if (seance.statut !== 'convoquee' || seance.debut_le <= maintenant)
    return refuser({ code: 'seance-commencee' as const, statut: seance.statut })
  const [repondue] = await tx
    .updateTable('invitation')
    .set({ reponse, message, repondu_le: maintenant, repondu_par: par })
    .where('seance_id', '=', seanceId)
    .where('personne_id', '=', personneId)
    .returning('seance_id')
    .execute()
  return repondue ? accepter({ reponse }) : refuser({ code: 'introuvable' as const })
}
