import { createHash } from 'node:crypto'
import { sceller } from '@maillage/coffre'
import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Courriel } from '#platform/courriel/courriel.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { dateLongue, heure } from '#shared/typographie.ts'
import { siegeALaCommission } from '../domain/droits.ts'
import { CLES_MAX, CLES_MIN, type EtatDepot, etatDuDepot, profilDAcheteur } from '../domain/plis.ts'
import { charger, type Mene, noter } from '../marche/conduire-marche.ts'
import { findMarche, type MarcheLu } from '../marche/marche.queries.ts'
import { findOperation } from '../operations/operations.queries.ts'
import { cheminDeDepot } from './lien.ts'
import { type CleDeMembre, type DepotLu, findDepot } from './plis.queries.ts'

export type RefusDepot = {
  readonly code:
    | 'interdit'
    | 'introuvable'
    | 'page-perimee'
    | 'profil-impose'
    | 'deja-propose'
    | 'pas-propose'
    | 'hors-commission'
    | 'cles-figees'
    | 'cle-fausse'
    | 'trop-de-cles'
    | 'cles-manquantes'
    | 'pas-publie'
    | 'limite-passee'
    | 'candidat-existe'
    | 'depot-ferme'
}

type DepotMene = Mene & { readonly depot: DepotLu; readonly etat: EtatDepot }

/** Where the deposit of a consultation is, by the clock of the database. */
export const etatDe = (marche: MarcheLu, depot: DepotLu | null): EtatDepot =>
  etatDuDepot(
    depot && { ouvertLe: depot.ouvertLe, gestes: depot.ouvertures.length },
    marche,
    marche.maintenant,
  )

async function mener(tx: Tx, acteur: Acteur, id: string): Promise<Result<DepotMene, RefusDepot>> {
  const mene = await charger(tx, acteur, id)
  if (!mene.ok) return refuser({ code: mene.refus.code === 'interdit' ? 'interdit' : 'introuvable' })
  const depot = await findDepot(tx, id)
  if (!depot) return refuser({ code: 'pas-propose' })
  return accepter({ ...mene.valeur, depot, etat: etatDe(mene.valeur.marche, depot) })
}

/** Whether the code lets this consultation receive sealed bids here, on the day it is published (today before that). */
export const profilDe = (marche: MarcheLu) =>
  profilDAcheteur(marche.procedure, marche.estimation, jourDe(marche.publieLe ?? marche.maintenant))

/** Offers a sealed deposit, where the code imposes no buyer profile: the members of the commission may make their keys. */
export const proposerDepot = (base: Base, acteur: Acteur, id: string, maintenant: Date) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusDepot>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return refuser({ code: mene.refus.code === 'interdit' ? 'interdit' : 'introuvable' })
    const { marche } = mene.valeur
    if (profilDe(marche).impose) return refuser({ code: 'profil-impose' })
    if (marche.ouvertLe || (marche.limite && marche.maintenant > marche.limite))
      return refuser({ code: 'limite-passee' })
    const { rows } =
      await sql`insert into achat_depot (operation_id, cooperation_id) values (${id}, ${acteur.cooperationId})
      on conflict do nothing returning operation_id`.execute(tx)
    if (rows.length === 0) return refuser({ code: 'deja-propose' })
    await noter(tx, acteur, maintenant, id, 'proposer_depot', 'Dépôt scellé proposé à la commission')
    return accepter(null)
  })

/** Keeps the public half of the key of a member of the commission, and her keystore; made again, the former one is forgotten. Not once the deposit is open. */
export const garderCle = (
  base: Base,
  acteur: Acteur,
  id: string,
  cle: { readonly destinataire: string; readonly trousseau: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusDepot>> => {
    const operation = await findOperation(tx, id)
    if (!operation) return refuser({ code: 'introuvable' })
    if (!siegeALaCommission(acteur, operation.decision)) return refuser({ code: 'hors-commission' })
    const depot = await findDepot(tx, id)
    if (!depot) return refuser({ code: 'pas-propose' })
    if (depot.ouvertLe) return refuser({ code: 'cles-figees' })
    const autres = depot.cles.filter(({ personneId }) => personneId !== acteur.personneId)
    // A key that seals nothing would keep every bidder out once the deposit is open.
    const scelle = await sceller(Uint8Array.of(1), [cle.destinataire]).catch(() => null)
    if (!scelle) return refuser({ code: 'cle-fausse' })
    if (autres.length >= CLES_MAX) return refuser({ code: 'trop-de-cles' })
    await sql`insert into achat_depot_cle (id, cooperation_id, operation_id, organisme_id, personne_id, nom, destinataire, trousseau)
      values (${nouvelId()}, ${acteur.cooperationId}, ${id}, ${acteur.organismeId}, ${acteur.personneId}, ${acteur.nom}, ${cle.destinataire}, ${cle.trousseau})
      on conflict (operation_id, personne_id) do update set nom = excluded.nom, organisme_id = excluded.organisme_id,
        destinataire = excluded.destinataire, trousseau = excluded.trousseau, creee_le = now()`.execute(tx)
    await noter(tx, acteur, maintenant, id, 'creer_cle', 'Clé d’un membre de la commission créée')
    return accepter(null)
  })

/** Fingerprint of the keys that bids will be sealed for, in the order of their identifiers: SHA-256, hexadecimal. */
export const empreinteDesCles = (cles: readonly Pick<CleDeMembre, 'id' | 'destinataire'>[]): string =>
  createHash('sha256')
    .update(
      cles
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ destinataire }) => destinataire)
        .join('\n'),
    )
    .digest('hex')

/** Opens the deposit: published, deadline to come, two keys at least of different persons. From then on keys do not move. */
export const ouvrirDepot = (base: Base, acteur: Acteur, id: string, maintenant: Date) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusDepot>> => {
    const mene = await mener(tx, acteur, id)
    if (!mene.ok) return mene
    const { marche, depot } = mene.valeur
    if (profilDe(marche).impose) return refuser({ code: 'profil-impose' })
    if (depot.ouvertLe) return refuser({ code: 'deja-propose' })
    if (!marche.publieLe) return refuser({ code: 'pas-publie' })
    if (marche.maintenant > marche.limite!) return refuser({ code: 'limite-passee' })
    if (depot.cles.length < CLES_MIN) return refuser({ code: 'cles-manquantes' })
    const ouvert =
      await sql`update achat_depot set ouvert_le = now(), empreinte_cles = ${empreinteDesCles(depot.cles)}
      where operation_id = ${id} and ouvert_le is null returning operation_id`.execute(tx)
    if (ouvert.rows.length === 0) return refuser({ code: 'page-perimee' })
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      'ouvrir_depot',
      `Dépôt scellé ouvert ; clés : ${depot.cles.map(({ nom }) => nom).join(' ; ')}`,
    )
    return accepter(null)
  })

/** Gives a bidder her personal link, by mail. */
export const inviterCandidat = (
  base: Base,
  {
    courriel,
    adresse,
    secret,
  }: { readonly courriel: Pick<Courriel, 'envoyer'>; readonly adresse: string; readonly secret: string },
  acteur: Acteur,
  id: string,
  candidat: { readonly nom: string; readonly siret: string; readonly courriel: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusDepot>> => {
    const mene = await mener(tx, acteur, id)
    if (!mene.ok) return mene
    const { marche, operation, etat, depot } = mene.valeur
    if (etat !== 'ouvert') return refuser({ code: 'depot-ferme' })
    const candidatId = nouvelId()
    const { rows } =
      await sql`insert into achat_candidat (id, cooperation_id, operation_id, nom, siret, courriel, invite_le)
      values (${candidatId}, ${acteur.cooperationId}, ${id}, ${candidat.nom}, ${candidat.siret}, ${candidat.courriel}, ${maintenant})
      on conflict do nothing returning id`.execute(tx)
    if (rows.length === 0) return refuser({ code: 'candidat-existe' })
    const lien = cheminDeDepot(secret, { cooperationId: acteur.cooperationId, candidatId }, maintenant)
    await courriel.envoyer(tx, {
      a: candidat.courriel,
      objet: `Remettre votre offre : ${operation.titre.slice(0, 90)}`,
      texte: `Bonjour,

${acteur.libelle} vous invite à remettre l’offre de ${candidat.nom} : ${operation.titre}.

Déposez votre pli, sans compte, jusqu’au ${dateLongue(jourDe(marche.limite!))} à ${heure(marche.limite!)} (heure de Paris) : ${adresse}${lien}

Votre offre est chiffrée dans votre navigateur pour les membres de la commission : deux d’entre eux l’ouvrent ensemble, après l’heure limite.
Empreinte des clés de la commission, à comparer avec celle de la page : ${depot.empreinteCles!.slice(0, 16)}

Ce lien est personnel : qui le tient dépose en votre nom.

${acteur.libelle}, ${acteur.cooperation}
`,
    })
    await noter(tx, acteur, maintenant, id, 'inviter_candidat', `Lien de dépôt envoyé à ${candidat.nom}`)
    return accepter(null)
  })

/** Loads what a page or a deed of the commission needs, for anybody who reads the purchase. */
export async function chargerDepot(tx: Tx, id: string) {
  const operation = await findOperation(tx, id)
  const marche = operation && (await findMarche(tx, id))
  return operation && marche ? { operation, marche, depot: await findDepot(tx, id) } : null
}
