import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import type { NiveauAccord, Syndicat } from '../domain/adhesion/accord.ts'
import { conduit, participe } from '../domain/droits.ts'
import { noter } from '../marche/conduire-marche.ts'
import { findOperation } from '../operations/operations.queries.ts'

export type FicheAccord = {
  readonly niveau: NiveauAccord
  readonly titre: string
  readonly electionsLe: Jour
  readonly syndicats: readonly Syndicat[]
  readonly objet: string
  readonly comite: string
  readonly signeLe: Jour | null
  readonly publieLe: Jour | null
  readonly effetLe: Jour | null
}
export type RefusAccord = {
  readonly code:
    | 'interdit'
    | 'interdit-membre'
    | 'introuvable'
    | 'page-perimee'
    | 'effet-sans-publication'
    | 'acte-avant-signature'
    | 'pas-signe'
}

/** The sentence of a refusal and the status of the answer. */
export const PHRASES_ACCORD: Readonly<
  Record<RefusAccord['code'], readonly [phrase: string, statut: number]>
> = {
  interdit: ['Seul le membre qui conduit l’achat tient l’accord. Vous pouvez le lire, pas le modifier.', 403],
  'interdit-membre': ['Chaque membre lié enregistre l’acte de sa propre assemblée, et aucun autre.', 403],
  introuvable: ['Cet accord n’existe pas.', 404],
  'page-perimee': ['Cette page a changé entre-temps. Rien n’a été écrasé : relisez-la, puis reprenez.', 409],
  'acte-avant-signature': [
    'Cet acte précède la signature de l’accord. S’il autorisait par avance à le signer (CGFP L.224-2), dites-le ; sinon, corrigez sa date.',
    422,
  ],
  'pas-signe': [
    'L’accord n’est pas signé : votre assemblée ne peut que l’autoriser par avance (CGFP L.224-2). Dites-le, ou revenez une fois la date de signature enregistrée.',
    422,
  ],
  'effet-sans-publication': [
    'Un accord prend effet après sa publication : indiquez-en d’abord le jour.',
    422,
  ],
}

const enColonnes = (f: FicheAccord) => ({
  niveau: f.niveau,
  titre: f.titre,
  elections_le: f.electionsLe,
  syndicats: JSON.stringify(f.syndicats),
  objet: f.objet,
  comite: f.comite,
  signe_le: f.signeLe,
  publie_le: f.publieLe,
  effet_le: f.effetLe,
})

/** Writes an agreement: a new one, or the one of `accordId` when its page was up to date. */
export const ecrireAccord = (
  base: Base,
  acteur: Acteur,
  operationId: string,
  accordId: string | null,
  version: number,
  fiche: FicheAccord,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusAccord>> => {
    const id = nouvelId()
    if (!accordId && (await dejaRecu(tx, acteur.cooperationId, cle, id))) return accepter(null)
    const operation = await findOperation(tx, operationId)
    if (!operation) return refuser({ code: 'introuvable' })
    if (!conduit(acteur, operation)) return refuser({ code: 'interdit' })
    if (fiche.effetLe && !fiche.publieLe) return refuser({ code: 'effet-sans-publication' })
    if (!accordId)
      await tx
        .insertInto('achat_accord')
        .values({ id, cooperation_id: acteur.cooperationId, operation_id: operationId, ...enColonnes(fiche) })
        .execute()
    else {
      const ecrit = await tx
        .updateTable('achat_accord')
        .set(enColonnes(fiche))
        .where('id', '=', accordId)
        .where('operation_id', '=', operationId)
        .where('version', '=', version)
        .returning('id')
        .executeTakeFirst()
      if (!ecrit) return refuser({ code: 'page-perimee' })
    }
    await noter(tx, acteur, maintenant, operationId, 'ecrire_accord', `Accord « ${fiche.titre} » enregistré`)
    return accepter(null)
  })

/**
 * Records the act by which the assembly of the actor's own member approves the agreement, once signed, or authorised its signature beforehand (CGFP L.224-2):
 * an act that comes before the signature is asked about, never taken for an approval.
 */
export const approuverAccord = (
  base: Base,
  acteur: Acteur,
  operationId: string,
  accordId: string,
  acte: { readonly numero: string; readonly le: Jour; readonly prealable: boolean },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusAccord>> => {
    const operation = await findOperation(tx, operationId)
    const accord = await tx
      .selectFrom('achat_accord')
      .select(['id', 'signe_le'])
      .where('id', '=', accordId)
      .where('operation_id', '=', operationId)
      .executeTakeFirst()
    if (!operation || !accord) return refuser({ code: 'introuvable' })
    if (!participe(acteur, operation.decision)) return refuser({ code: 'interdit-membre' })
    if (!acte.prealable && !accord.signe_le) return refuser({ code: 'pas-signe' })
    if (!acte.prealable && acte.le < accord.signe_le!) return refuser({ code: 'acte-avant-signature' })
    await tx
      .insertInto('achat_accord_approbation')
      .values({
        accord_id: accordId,
        cooperation_id: acteur.cooperationId,
        organisme_id: acteur.organismeId,
        ...acte,
      })
      .onConflict((c) => c.columns(['accord_id', 'organisme_id']).doUpdateSet(acte))
      .execute()
    await noter(
      tx,
      acteur,
      maintenant,
      operationId,
      'approuver_accord',
      `Accord ${acte.prealable ? 'autorisé par avance' : 'approuvé'} par l’acte ${acte.numero}`,
    )
    return accepter(null)
  })

/** Keeps a meeting of the follow-up committee. */
export const noterReunion = (
  base: Base,
  acteur: Acteur,
  operationId: string,
  accordId: string,
  reunion: { readonly le: Jour; readonly lieu: string; readonly releve: string },
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusAccord>> => {
    const id = nouvelId()
    if (await dejaRecu(tx, acteur.cooperationId, cle, id)) return accepter(null)
    const operation = await findOperation(tx, operationId)
    const accord = await tx
      .selectFrom('achat_accord')
      .select('id')
      .where('id', '=', accordId)
      .where('operation_id', '=', operationId)
      .executeTakeFirst()
    if (!operation || !accord) return refuser({ code: 'introuvable' })
    if (!conduit(acteur, operation)) return refuser({ code: 'interdit' })
    await tx
      .insertInto('achat_comite_reunion')
      .values({ id, cooperation_id: acteur.cooperationId, accord_id: accordId, ...reunion })
      .execute()
    await noter(tx, acteur, maintenant, operationId, 'reunir_comite', 'Réunion du comité de suivi')
    return accepter(null)
  })
