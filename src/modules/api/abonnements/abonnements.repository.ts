import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { ESSAI, type EtatDAbonnement, type Evenement } from '../domain/abonnements.ts'

/** Deliveries shown under each subscription. */
const RECENTS = 5

export type EnvoiRecent = {
  readonly id: string
  readonly type: string
  readonly survenuLe: string
  readonly essais: number
  readonly reponse: string
  readonly recuLe: string | null
  readonly prochainLe: string | null
}
export type Abonnement = {
  readonly id: string
  readonly adresse: string
  readonly evenements: readonly Evenement[]
  readonly etat: Exclude<EtatDAbonnement, 'retire'>
  readonly etatLe: Date
  readonly par: string
  readonly creeLe: Date
  readonly envois: readonly EnvoiRecent[]
}

/** Subscriptions that the member of the transaction holds, the latest first, each with its last deliveries. */
export async function listAbonnements(tx: Tx): Promise<Abonnement[]> {
  const { rows } = await sql<Abonnement>`
    select a.id, a.adresse, a.evenements, a.etat, a.etat_le as "etatLe", p.nom as par, a.cree_le as "creeLe",
      (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'type', e.type, 'survenuLe', e.survenu_le, 'essais', e.essais,
          'reponse', e.reponse, 'recuLe', e.recu_le, 'prochainLe', e.prochain_le) order by e.survenu_le desc, e.id), '[]')
        from (select * from envoi_api where abonnement_id = a.id order by survenu_le desc, id limit ${RECENTS}) e) as envois
    from abonnement_api a join personne p on p.id = a.cree_par where a.etat <> 'retire' order by a.cree_le desc, a.id`.execute(
    tx,
  )
  return rows
}

/** Writes a subscription; its secret comes sealed. */
export async function creerAbonnement(
  tx: Tx,
  acteur: Acteur,
  abonnement: {
    readonly adresse: string
    readonly evenements: readonly Evenement[]
    readonly scelle: string
  },
  maintenant: Date,
): Promise<string> {
  const id = nouvelId()
  await tx
    .insertInto('abonnement_api')
    .values({
      id,
      cooperation_id: acteur.cooperationId,
      organisme_id: acteur.organismeId,
      adresse: abonnement.adresse,
      evenements: [...abonnement.evenements],
      secret: abonnement.scelle,
      etat_le: maintenant,
      cree_par: acteur.personneId,
      cree_le: maintenant,
    })
    .execute()
  return id
}

/** Puts another secret in the place of the former one; the address, or null when there is no such subscription. */
export async function changerSecret(tx: Tx, id: string, scelle: string): Promise<string | null> {
  const lu = await tx
    .updateTable('abonnement_api')
    .set({ secret: scelle })
    .where('id', '=', id)
    .where('etat', '<>', 'retire')
    .returning('adresse')
    .executeTakeFirst()
  return lu?.adresse ?? null
}

/** Ends a subscription, forgets its secret and what was still to be sent; the address, or null when there is none. */
export async function retirerAbonnement(tx: Tx, id: string, maintenant: Date): Promise<string | null> {
  const lu = await tx
    .updateTable('abonnement_api')
    .set({ etat: 'retire', etat_le: maintenant, secret: null })
    .where('id', '=', id)
    .where('etat', '<>', 'retire')
    .returning('adresse')
    .executeTakeFirst()
  if (lu) await abandonner(tx, id)
  return lu?.adresse ?? null
}

/** Nothing that waits for this subscription will be tried again. */
export const abandonner = (tx: Tx, abonnementId: string) =>
  tx
    .updateTable('envoi_api')
    .set({ prochain_le: null })
    .where('abonnement_id', '=', abonnementId)
    .where('prochain_le', 'is not', null)
    .execute()

/** Writes a trial to send now. */
export const ajouterEssai = (tx: Tx, acteur: Acteur, abonnementId: string, maintenant: Date) =>
  tx
    .insertInto('envoi_api')
    .values({
      id: nouvelId(),
      cooperation_id: acteur.cooperationId,
      organisme_id: acteur.organismeId,
      abonnement_id: abonnementId,
      type: ESSAI,
      survenu_le: maintenant,
      donnees: '{}',
      prochain_le: maintenant,
    })
    .execute()

export type Envoi = {
  readonly id: string
  readonly type: string
  readonly survenuLe: Date
  readonly donnees: Readonly<Record<string, unknown>>
  readonly essais: number
  readonly abonnementId: string
  readonly adresse: string
  readonly secret: string
}

/**
 * Takes what is due, one delivery for each subscription, oldest first: nobody else takes it for two minutes, and it comes back then if this
 * process dies before it says what became of it.
 * @param sauf subscriptions left alone: they failed a moment ago
 */
export async function prendreDus(tx: Tx, maintenant: Date, sauf: readonly string[]): Promise<Envoi[]> {
  const { rows } = await sql<Envoi>`
    update envoi_api e set essais = e.essais + 1, prochain_le = ${maintenant}::timestamptz + interval '2 minutes'
    from abonnement_api a
    where e.id in (select distinct on (d.abonnement_id) d.id from envois_api_dus(${maintenant}) d
        where d.abonnement_id <> all (${sauf}::uuid[]) order by d.abonnement_id, d.prochain_le, d.survenu_le, d.id limit 50)
      and e.prochain_le <= ${maintenant} and a.id = e.abonnement_id
    returning e.id, e.type, e.survenu_le as "survenuLe", e.donnees, e.essais, a.id as "abonnementId", a.adresse, a.secret`.execute(
    tx,
  )
  return rows
}

/** What became of a try. */
export const noterEssai = (
  tx: Tx,
  id: string,
  { recu, reponse, prochainLe }: { recu: boolean; reponse: string; prochainLe: Date | null },
  maintenant: Date,
) =>
  tx
    .updateTable('envoi_api')
    .set({ essaye_le: maintenant, reponse, prochain_le: prochainLe, ...(recu && { recu_le: maintenant }) })
    .where('id', '=', id)
    .execute()

/** Moves a subscription between the two states that deliveries decide; whom to tell, who made it if she still holds a mandate there that day and who directs the organisation, or null when it was not so. */
export async function changerEtat(
  tx: Tx,
  id: string,
  [de, vers]: readonly ['actif', 'suspendu'] | readonly ['suspendu', 'actif'],
  maintenant: Date,
): Promise<{ readonly courriels: readonly string[] } | null> {
  const jour = jourDe(maintenant)
  const { rows } = await sql<{ courriels: string[] }>`
    update abonnement_api a set etat = ${vers}, etat_le = ${maintenant}
    where a.id = ${id} and a.etat = ${de}
    returning array(select distinct p.courriel from personne p where p.id in (
      select m.personne_id from mandat m where m.cooperation_id = a.cooperation_id and m.organisme_id = a.organisme_id
        and (m.fonction = 'direction' or m.personne_id = a.cree_par) and m.du <= ${jour} and (m.au is null or m.au >= ${jour})) order by p.courriel) as courriels`.execute(
    tx,
  )
  return rows[0] ?? null
}
