import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Courriel, Message } from '#platform/courriel/courriel.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { compte, dateLongue } from '#shared/typographie.ts'
import { participe } from '../domain/droits.ts'
import { consultationOuverte, estARelancer, type RefusReponse } from '../domain/reponse.ts'
import { findOperation, type OperationLue } from '../operations/operations.queries.ts'
import { cheminDeReponse } from './lien.ts'

export type Envoyer = {
  readonly courriel: Pick<Courriel, 'envoyer'>
  readonly adresse: string
  readonly secret: string
}
/** In whose name a centre writes: a person of it, or the system at its rendez-vous. */
export type Expediteur = Pick<Acteur, 'cooperationId' | 'organismeId' | 'libelle' | 'cooperation'>
export type RefusInvitation =
  | { readonly code: 'interdit' | 'introuvable' | 'aucun-employeur' | 'personne-a-relancer' }
  | Extract<RefusReponse, { code: 'pas-ouverte' | 'close' }>

/**
 * A member asks the employers that it serves: those of its directory not asked yet become targets, and each address of theirs receives one link.
 * Sent again, it adds the newcomers only.
 */
export const inviterEmployeurs = (
  base: Base,
  envoyer: Envoyer,
  acteur: Acteur,
  operationId: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const jour = jourDe(maintenant)
    const ouverte = await charger(tx, acteur, operationId, jour)
    if (!ouverte.ok) return ouverte
    const ajoutes = await ajouterCibles(tx, acteur, operationId, jour, maintenant)
    const messages = await envoyerLiens(tx, envoyer, ouverte.valeur, acteur, 'invitation', maintenant)
    if (ajoutes === 0 && messages === 0) return refuser<RefusInvitation>({ code: 'aucun-employeur' })
    await consigner(tx, acteur, maintenant, {
      action: 'achat.inviter',
      objet: { type: 'achat', id: operationId },
      resume: `${compte(ajoutes, 'employeur consulté', 'employeurs consultés')}, ${compte(messages, 'message envoyé', 'messages envoyés')} : « ${ouverte.valeur.titre} »`,
    })
    return accepter({ ajoutes, messages })
  })

/** Reminds the employers of the actor's member that were asked, are silent, and received nothing for seven days. */
export const relancerEmployeurs = (
  base: Base,
  envoyer: Envoyer,
  acteur: Acteur,
  operationId: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const ouverte = await charger(tx, acteur, operationId, jourDe(maintenant))
    if (!ouverte.ok) return ouverte
    const { rows } = await sql<{ id: string; inviteLe: Date; relanceLe: Date | null; reponduLe: null }>`
      select id, invite_le as "inviteLe", relance_le as "relanceLe", repondu_le as "reponduLe" from achat_employeur
      where operation_id = ${operationId} and centre_id = ${acteur.organismeId} and repondu_le is null and invite_le is not null`.execute(
      tx,
    )
    const silencieux = rows.filter((employeur) => estARelancer(employeur, maintenant)).map(({ id }) => id)
    if (silencieux.length === 0) return refuser<RefusInvitation>({ code: 'personne-a-relancer' })
    await sql`update achat_employeur set relance_le = ${maintenant}, relances = relances + 1 where id = any (${silencieux}::uuid[])`.execute(
      tx,
    )
    const messages = await envoyerLiens(
      tx,
      envoyer,
      ouverte.valeur,
      acteur,
      'relance',
      maintenant,
      silencieux,
    )
    await consigner(tx, acteur, maintenant, {
      action: 'achat.relancer',
      objet: { type: 'achat', id: operationId },
      resume: `${compte(silencieux.length, 'employeur relancé', 'employeurs relancés')} : « ${ouverte.valeur.titre} »`,
    })
    return accepter({ relances: silencieux.length, messages })
  })

async function charger(tx: Tx, acteur: Acteur, operationId: string, jour: Jour) {
  const operation = await findOperation(tx, operationId)
  if (!operation) return refuser<RefusInvitation>({ code: 'introuvable' })
  if (!participe(acteur, operation.decision)) return refuser<RefusInvitation>({ code: 'interdit' })
  const ouverte = consultationOuverte(operation, jour)
  return ouverte.ok ? accepter(operation) : refuser<RefusInvitation>(ouverte.refus)
}

async function ajouterCibles(
  tx: Tx,
  acteur: Acteur,
  operationId: string,
  jour: Jour,
  maintenant: Date,
): Promise<number> {
  const { rows } = await sql`
    insert into achat_employeur (id, cooperation_id, operation_id, centre_id, organisme_id, nom, siret, departement_code, invite_le)
    select gen_random_uuid(), a.cooperation_id, ${operationId}, a.centre_id, a.organisme_id, a.nom, coalesce(a.siret, o.siren), o.departement_code, ${maintenant}
    from (select distinct on (organisme_id) * from affiliation where centre_id = ${acteur.organismeId}
      and du <= ${jour} and (au is null or au >= ${jour}) order by organisme_id, du desc) a
    join organisme o on o.id = a.organisme_id
    on conflict (operation_id, organisme_id) do nothing returning id`.execute(tx)
  return rows.length
}

/** One message per address, with every employer that waits for an answer there. `seuls`: only addresses of these employers. */
export async function envoyerLiens(
  tx: Tx,
  { courriel, adresse, secret }: Envoyer,
  operation: OperationLue,
  acteur: Expediteur,
  genre: 'invitation' | 'relance',
  maintenant: Date,
  seuls: readonly string[] | null = null,
): Promise<number> {
  const { rows } = await sql<{ id: string; courriel: string; noms: string[] }>`
    with attendus as (
      select c.courriel, array_agg(distinct e.nom order by e.nom) as noms
      from achat_employeur e join contact c on c.organisme_id = e.organisme_id and c.centre_id = e.centre_id
      where e.operation_id = ${operation.id} and e.centre_id = ${acteur.organismeId} and e.repondu_le is null
        and c.role in ('executif', 'direction', 'secretariat', 'ressources_humaines') and (c.au is null or c.au >= ${jourDe(maintenant)})
        ${seuls ? sql`and e.id = any (${seuls}::uuid[])` : sql``}
      group by c.courriel
    ), ecrits as (
      insert into achat_lien as l (id, cooperation_id, operation_id, centre_id, courriel, envoye_le)
      select gen_random_uuid(), ${acteur.cooperationId}::uuid, ${operation.id}::uuid, ${acteur.organismeId}::uuid, courriel, ${maintenant}::timestamptz from attendus
      on conflict (operation_id, centre_id, courriel) do ${seuls ? sql`update set envoye_le = excluded.envoye_le` : sql`nothing`}
      returning id, courriel
    )
    select l.id, l.courriel, a.noms from ecrits l join attendus a using (courriel) order by l.courriel`.execute(
    tx,
  )
  for (const { id, courriel: a, noms } of rows) {
    const chemin = cheminDeReponse(secret, { cooperationId: acteur.cooperationId, lienId: id }, maintenant)
    await courriel.envoyer(tx, ecrire(genre, operation, acteur, a, noms, `${adresse}${chemin}`))
  }
  return rows.length
}

const ecrire = (
  genre: 'invitation' | 'relance',
  { titre, reponsesJusquau }: OperationLue,
  { libelle, cooperation }: Expediteur,
  a: string,
  noms: readonly string[],
  lien: string,
): Message => ({
  a,
  objet: `${genre === 'relance' ? 'Rappel : votre' : 'Votre'} avis sur un achat groupé, ${titre.slice(0, 90)}`,
  texte: `Bonjour,

${libelle} prépare avec d’autres Centres de gestion un achat groupé : ${titre}.
${genre === 'relance' ? 'Nous n’avons pas encore votre réponse pour' : 'Votre réponse est attendue pour'} : ${noms.join(', ')}.

Répondez en un écran, sans mot de passe, jusqu’au ${dateLongue(reponsesJusquau!)} : ${lien}

Répondre n’engage pas votre collectivité. Ce que vous tapez est gardé : vous pouvez vous arrêter et reprendre.
Ce lien est personnel : il ouvre toutes les collectivités où vous êtes connu à cette adresse.

${libelle}, ${cooperation}
`,
})
