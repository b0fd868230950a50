import { sql } from 'kysely'
import { peutEngager } from '#modules/gouvernance'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { listChiffrages } from '../analyse/analyse.queries.ts'
import { estEcartee } from '../analyse/analyser.ts'
import { inscrireContrat, verrouillerLesContrats } from '../contrats/tenir-contrats.ts'
import { attenteAvantSignature } from '../domain/attente.ts'
import { ficheAttribuee } from '../domain/contrat/contrat.ts'
import type { OffreNotee } from '../domain/criteres.ts'
import { assureDesAgents } from '../domain/operation.ts'
import { listContrats } from '../execution/contrats.queries.ts'
import { charger, type Mene, noter, type RefusMarche } from '../marche/conduire-marche.ts'
import { etatDuRecensement, listOffres } from '../marche/marche.queries.ts'
import { type AttributionLue, listAttributions } from './attribution.queries.ts'

export type RefusAttribution =
  | RefusMarche
  | {
      readonly code:
        | 'notes-ouvertes'
        | 'acte-manquant'
        | 'a-rechiffrer'
        | 'ecartee'
        | 'pas-premiere'
        | 'envoyee'
        | 'pas-attribue'
        | 'ordre'
    }
  | { readonly code: 'trop-tot'; readonly des: Jour }

export type SaisieAttribution = {
  readonly offreId: string
  readonly decisionId: string | null
  readonly groupement: 'Conjoint' | 'Solidaire' | 'Pas de groupement'
  readonly motifs: string
  readonly attribueLe: Jour
}

/**
 * Records what the commission awarded: after the notes are closed, on prices of the census in force, to the bid that published criteria rank first.
 * Awarding commits money: the executory act of the member that leads is needed. Corrected until the letters leave.
 * @param classement ranking of the lot on the census in force, computed by the caller: kept with the award, it outlives the census
 */
export const attribuerLot = (
  base: Base,
  acteur: Acteur,
  operationId: string,
  lotId: string,
  classement: readonly OffreNotee[],
  s: SaisieAttribution,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusAttribution>> => {
    const mene = await charger(tx, acteur, operationId)
    if (!mene.ok) return mene
    const { operation, marche } = mene.valeur
    if (!marche.notesClosesLe) return refuser({ code: 'notes-ouvertes' })
    if (!peutEngager(operation.decision, operation.piloteId)) return refuser({ code: 'acte-manquant' })
    const deja = (await listAttributions(tx, operationId)).find((a) => a.lotId === lotId)
    if (deja?.envoiLe) return refuser({ code: 'envoyee' })
    const [chiffrage] = await listChiffrages(tx, operationId)
    const etat = await etatDuRecensement(tx, operationId)
    if (!chiffrage?.resultats[s.offreId] || chiffrage.recensements !== etat.empreinte)
      return refuser({ code: 'a-rechiffrer' })
    const offre = (await listOffres(tx, operationId, lotId)).find(({ id }) => id === s.offreId)
    if (!offre) return refuser({ code: 'introuvable' })
    if (estEcartee(offre)) return refuser({ code: 'ecartee' })
    const note = classement.find(({ id }) => id === offre.id)
    if (note?.total == null || (note.rang ?? 1) !== 1) return refuser({ code: 'pas-premiere' })
    const valeurs = {
      offre_id: offre.id,
      decision_id: s.decisionId,
      titulaire: offre.candidat,
      groupement: s.groupement,
      motifs: s.motifs,
      attribue_le: s.attribueLe,
    }
    await tx
      .insertInto('achat_attribution')
      .values({ lot_id: lotId, cooperation_id: acteur.cooperationId, operation_id: operationId, ...valeurs })
      .onConflict((c) => c.column('lot_id').doUpdateSet(valeurs))
      .execute()
    const garde = { classement: JSON.stringify(classement) }
    await tx
      .insertInto('achat_classement')
      .values({ lot_id: lotId, cooperation_id: acteur.cooperationId, operation_id: operationId, ...garde })
      .onConflict((c) => c.column('lot_id').doUpdateSet(garde))
      .execute()
    await noter(tx, acteur, maintenant, operationId, 'attribuer_lot', `Lot attribué à ${offre.candidat}`)
    return accepter(null)
  })

export const ETAPES_LOT = ['envoyer', 'signer', 'notifier', 'publier'] as const
export type EtapeLot = (typeof ETAPES_LOT)[number]

/**
 * Moves an awarded lot on: letters sent, contract signed once the days to wait have passed (CCP R.2182-1), notified, published. Each in its order.
 * @param par how the letters left, for `envoyer`
 */
export const avancerLot = (
  base: Base,
  acteur: Acteur,
  operationId: string,
  lotId: string,
  etape: EtapeLot,
  {
    le,
    par,
    version,
  }: { readonly le: Jour; readonly par: 'electronique' | 'autre'; readonly version: number },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<ContratDuLot | null, RefusAttribution>> => {
    const mene = await charger(tx, acteur, operationId)
    if (!mene.ok) return mene
    const lue = (await listAttributions(tx, operationId)).find((a) => a.lotId === lotId)
    if (!lue) return refuser({ code: 'pas-attribue' })
    const faites = [lue.envoiLe, lue.signeLe, lue.notifieLe, lue.publieLe]
    const rang = ETAPES_LOT.indexOf(etape)
    const avant = rang === 0 ? lue.attribueLe : faites[rang - 1]
    if (faites[rang] || !avant || le < avant) return refuser({ code: 'ordre' })
    if (etape === 'signer') {
      const candidats = (await listOffres(tx, operationId, lotId)).length
      const attente = attenteAvantSignature(
        mene.valeur.marche.procedure,
        { le: lue.envoiLe!, par: lue.envoiPar! },
        candidats,
      )
      if (attente.obligatoire && le < attente.signatureDes)
        return refuser({ code: 'trop-tot', des: attente.signatureDes })
    }
    const ecriture = {
      envoyer: sql`envoi_le = ${le}, envoi_par = ${par}`,
      signer: sql`signe_le = ${le}`,
      notifier: sql`notifie_le = ${le}`,
      publier: sql`publie_le = ${le}`,
    }[etape]
    const ecrit =
      await sql`update achat_attribution set ${ecriture} where lot_id = ${lotId} and version = ${version} returning lot_id`.execute(
        tx,
      )
    if (ecrit.rows.length === 0) return refuser({ code: 'page-perimee' })
    const contrat = etape === 'signer' ? await ouvrirContrat(tx, acteur, mene.valeur, lue, maintenant) : null
    await noter(
      tx,
      acteur,
      maintenant,
      operationId,
      `${etape}_lot`,
      `Lot attribué à ${lue.titulaire} : ${etape}`,
    )
    return accepter(contrat)
  })

/** Who insures a signed lot: the bid, by a contract just opened, or a contract that was there before it, left as it was. */
export type ContratDuLot = { readonly deja: boolean; readonly assureur: string }

/** What was awarded is what is executed: signing a lot opens its contract, at the rates and under the clause of the bid. Null for what insures nobody. */
async function ouvrirContrat(
  tx: Tx,
  acteur: Acteur,
  { operation, marche }: Mene,
  { lotId, offreId }: AttributionLue,
  maintenant: Date,
): Promise<ContratDuLot | null> {
  if (!assureDesAgents(operation.objet)) return null
  const lot = marche.lots.find(({ id }) => id === lotId)!
  await verrouillerLesContrats(tx, operation.id)
  const connu = (await listContrats(tx, operation.id)).findLast(({ numero }) => numero === lot.numero)
  if (connu) return { deja: true, assureur: connu.assureur }
  const offre = (await listOffres(tx, operation.id, lotId)).find(({ id }) => id === offreId)!
  const fiche = ficheAttribuee(lot, offre, operation.debutLe, marche.dureeMois)
  const contrat = { id: nouvelId(+maintenant), operationId: operation.id, lotId, fiche }
  await inscrireContrat(tx, acteur, { ...contrat, motif: 'Signature du lot attribué' }, maintenant)
  return { deja: false, assureur: fiche.assureur }
}

/** Ties the purchase to the séance of its commission, and says the establishment of the buyer. */
export const reglerCommission = (
  base: Base,
  acteur: Acteur,
  operationId: string,
  reglages: { readonly seanceId: string | null; readonly acheteurSiret: string; readonly version: number },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusAttribution>> => {
    const mene = await charger(tx, acteur, operationId)
    if (!mene.ok) return mene
    const ecrit = await tx
      .updateTable('achat_marche')
      .set({ seance_id: reglages.seanceId, acheteur_siret: reglages.acheteurSiret })
      .where('operation_id', '=', operationId)
      .where('version', '=', reglages.version)
      .returning('version')
      .executeTakeFirst()
    if (!ecrit) return refuser({ code: 'page-perimee' })
    await noter(tx, acteur, maintenant, operationId, 'regler_commission', 'Séance de la commission indiquée')
    return accepter(null)
  })
