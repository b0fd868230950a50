import type { Base, Tx } from '#platform/base/base.ts'
import type { Message, MoyenDEnvoi } from '#platform/courriel/courriel.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { membresAppeles } from '../domain/mentions.ts'
import type { RefusCommun } from '../expliquer.ts'
import { type GroupeLu, lockGroupe } from '../groupes.queries.ts'
import { estFerme, tenirGroupe } from '../tenir.ts'
import { tracer } from '../tracer.ts'
import { findMessage, listDestinataires } from '../travail.queries.ts'

export type SaisieMessage = { readonly texte: string; readonly appeles: readonly string[] }

/** Opens a thread with its first message. */
export const ouvrirFil = (
  base: Base,
  envoi: MoyenDEnvoi,
  acteur: Acteur,
  groupeId: string,
  saisie: SaisieMessage & { readonly titre: string },
  cle: string | undefined,
  maintenant: Date,
  fictif: string | null = null,
) =>
  base.enTantQue(acteur, async (tx) => {
    const tenu = await tenirGroupe(tx, acteur, groupeId, 'travail', maintenant)
    if (!tenu.ok) return tenu
    const id = nouvelId(+maintenant)
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    await tx
      .insertInto('groupe_fil')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        groupe_id: groupeId,
        titre: saisie.titre,
        ouvert_le: maintenant,
      })
      .execute()
    await ecrire(tx, envoi, acteur, tenu.valeur, { id, titre: saisie.titre }, saisie, maintenant, fictif)
    return accepter({ id })
  })

/** Answers in a thread. Members called are told by e-mail, in the same transaction. */
export const repondreAuFil = (
  base: Base,
  envoi: MoyenDEnvoi,
  acteur: Acteur,
  filId: string,
  saisie: SaisieMessage,
  cle: string | undefined,
  maintenant: Date,
  fictif: string | null = null,
) =>
  base.enTantQue(acteur, async (tx) => {
    const fil = await tx
      .selectFrom('groupe_fil')
      .select(['id', 'titre', 'groupe_id'])
      .where('id', '=', filId)
      .executeTakeFirst()
    if (!fil) return refuser<RefusCommun>({ code: 'introuvable' })
    const tenu = await tenirGroupe(tx, acteur, fil.groupe_id, 'travail', maintenant)
    if (!tenu.ok) return tenu
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, filId)
    if (premier) return accepter({ id: premier })
    await ecrire(tx, envoi, acteur, tenu.valeur, fil, saisie, maintenant, fictif)
    return accepter({ id: filId })
  })

/** Corrects a message: who wrote it. What it said before stays readable. */
export const corrigerMessage = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  texte: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const avant = await findMessage(tx, id)
    if (!avant) return refuser<RefusCommun>({ code: 'introuvable' })
    if (avant.personneId !== acteur.personneId || avant.organismeId !== acteur.organismeId)
      return refuser<RefusCommun>({ code: 'interdit', a: 'auteur' })
    const fil = await tx
      .selectFrom('groupe_fil')
      .select('groupe_id')
      .where('id', '=', avant.filId)
      .executeTakeFirstOrThrow()
    const groupe = await lockGroupe(tx, fil.groupe_id, maintenant)
    if (!groupe || estFerme(groupe)) return refuser<RefusCommun>({ code: 'groupe-ferme' })
    if (avant.version !== version) return refuser<RefusCommun>({ code: 'page-perimee' })
    if (avant.texte === texte) return accepter({ filId: avant.filId })
    await tx
      .insertInto('groupe_message_avant')
      .values({
        id: nouvelId(+maintenant),
        cooperation_id: acteur.cooperationId,
        message_id: id,
        texte: avant.texte,
        remplace_le: maintenant,
      })
      .execute()
    await tx
      .updateTable('groupe_message')
      .set({ texte, modifie_le: maintenant })
      .where('id', '=', id)
      .execute()
    return accepter({ filId: avant.filId })
  })

async function ecrire(
  tx: Tx,
  { courriel, adresse }: MoyenDEnvoi,
  acteur: Acteur,
  groupe: GroupeLu,
  fil: { readonly id: string; readonly titre: string },
  { texte, appeles: coches }: SaisieMessage,
  maintenant: Date,
  fictif: string | null,
): Promise<void> {
  const id = nouvelId(+maintenant)
  await tx
    .insertInto('groupe_message')
    .values({
      id,
      cooperation_id: acteur.cooperationId,
      fil_id: fil.id,
      organisme_id: acteur.organismeId,
      personne_id: acteur.personneId,
      texte,
      ecrit_le: maintenant,
      fictif,
    })
    .execute()
  const appeles = membresAppeles(texte, coches, groupe.membres, acteur.organismeId)
  if (appeles.length > 0)
    await tx
      .insertInto('groupe_mention')
      .values(
        appeles.map((organismeId) => ({
          cooperation_id: acteur.cooperationId,
          message_id: id,
          organisme_id: organismeId,
        })),
      )
      .execute()
  for (const { courriel: a } of await listDestinataires(tx, groupe.id, appeles, jourDe(maintenant)))
    await courriel.envoyer(tx, messageDAppel(a, groupe.nom, fil, acteur, adresse))
  await tracer(tx, acteur, maintenant, groupe.id, {
    geste: 'ecrire',
    resume: `Message dans « ${fil.titre} »`,
    activite: true,
  })
}

/** Tells that somebody waits for an answer, and where; the message itself stays in the application. */
const messageDAppel = (
  a: string,
  groupe: string,
  fil: { readonly id: string; readonly titre: string },
  auteur: Acteur,
  adresse: string,
): Message => ({
  a,
  objet: `On vous demande dans le groupe ${groupe.slice(0, 90)}`,
  texte: `Bonjour,

${auteur.nom} vous appelle dans le fil « ${fil.titre} » du groupe « ${groupe} ».

Lire et répondre : ${adresse}/groupes/fils/${fil.id}
`,
})
