import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Courriel } from '#platform/courriel/courriel.ts'
import type { Fichiers } from '#platform/fichiers/fichiers.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { PERSONNE_DU_LIEN } from '../consultation/repondre.ts'
import { etatDuDepot, PLIS_PAR_CANDIDAT } from '../domain/plis.ts'
import {
  findMarche,
  listQuestionsPubliees,
  type MarcheLu,
  type QuestionLue,
} from '../marche/marche.queries.ts'
import { findOperation, type OperationLue } from '../operations/operations.queries.ts'
import { lireLienDeDepot } from './lien.ts'
import { direInstant, direTaille } from './mots.ts'
import { type CandidatLu, type DepotLu, findCandidat, findDepot } from './plis.queries.ts'

export type DepotOuvert = {
  readonly cooperationId: string
  readonly operation: OperationLue
  readonly marche: MarcheLu
  readonly depot: DepotLu
  readonly candidat: CandidatLu
  readonly questions: readonly QuestionLue[]
}
export type PliRecu = {
  readonly scelle: Buffer
  readonly destinataire: string
  readonly parts: readonly { readonly cle: string; readonly scellee: string; readonly engagement: string }[]
}
export type IssueDuDepot =
  | { readonly genre: 'recu'; readonly pliId: string }
  | { readonly genre: 'refuse-tard'; readonly refusId: string }
export type RefusDuPli = {
  readonly code: 'pas-ouvert' | 'vide' | 'pas-scelle' | 'cles-autres' | 'trop-de-plis'
}

const MOTIF = 'dépôt d’un pli scellé par le lien signé d’un courriel'
/** First bytes of what our pages seal. */
const MAGIE = Buffer.from('age-encryption.org/v1\n-> mlkem768x25519 ')

/** What the personal link of a bidder opens, read and nothing else. */
export async function ouvrirLienDeDepot(
  base: Base,
  secret: string,
  jeton: string,
  maintenant: Date,
): Promise<DepotOuvert | 'faux' | 'perime'> {
  const cible = lireLienDeDepot(secret, jeton, maintenant)
  if (typeof cible === 'string') return cible
  return base.enTantQueSysteme(MOTIF, cible.cooperationId, (tx) =>
    charger(tx, cible.cooperationId, cible.candidatId),
  )
}

async function charger(tx: Tx, cooperationId: string, candidatId: string): Promise<DepotOuvert | 'faux'> {
  const candidat = await findCandidat(tx, candidatId)
  const operation = candidat && (await findOperation(tx, candidat.operationId))
  const marche = operation && (await findMarche(tx, operation.id))
  const depot = operation && (await findDepot(tx, operation.id, candidatId))
  return candidat && operation && marche && depot
    ? {
        cooperationId,
        operation,
        marche,
        depot,
        candidat,
        questions: await listQuestionsPubliees(tx, operation.id),
      }
    : 'faux'
}

/**
 * Receives a sealed bid: before the deadline by the clock of the database it takes the place of the former one; after it, it is refused and the refusal is
 * kept with what proves it (instant, size, fingerprint). The same bytes sent twice are one bid. The receipt leaves by mail too.
 */
export async function deposerPli(
  base: Base,
  services: { readonly fichiers: Fichiers; readonly courriel: Pick<Courriel, 'envoyer'> },
  { cooperationId, candidat, operation: { id: operationId } }: DepotOuvert,
  recu: PliRecu,
  maintenant: Date,
): Promise<Result<IssueDuDepot, RefusDuPli>> {
  if (recu.scelle.length === 0) return refuser({ code: 'vide' })
  if (!recu.scelle.subarray(0, MAGIE.length).equals(MAGIE)) return refuser({ code: 'pas-scelle' })
  const empreinte = createHash('sha256').update(recu.scelle).digest('hex')
  return base.enTantQueSysteme(MOTIF, cooperationId, async (tx) => {
    // One deposit at a time for a bidder; a key given meanwhile waits for what came in time.
    await sql`select pg_advisory_xact_lock_shared(hashtextextended(${operationId}, 3)),
      pg_advisory_xact_lock(hashtextextended(${candidat.id}, 0))`.execute(tx)
    const ouvert = await charger(tx, cooperationId, candidat.id)
    if (ouvert === 'faux') return refuser<RefusDuPli>({ code: 'pas-ouvert' })
    const { marche, depot, operation } = ouvert
    const identique = depot.plis.find((pli) => pli.empreinte === empreinte)
    if (identique) return accepter<IssueDuDepot>({ genre: 'recu', pliId: identique.id })
    const refusee = depot.refus.find((refus) => refus.empreinte === empreinte)
    if (refusee) return accepter<IssueDuDepot>({ genre: 'refuse-tard', refusId: refusee.id })
    if (depot.plis.length + depot.refus.length >= PLIS_PAR_CANDIDAT)
      return refuser<RefusDuPli>({ code: 'trop-de-plis' })
    const dernier = depot.plis.at(-1)
    const auteur = {
      cooperationId,
      organismeId: operation.piloteId,
      personneId: PERSONNE_DU_LIEN,
      nom: 'Lien personnel',
      libelle: candidat.nom,
    }
    const etat = etatDuDepot({ ouvertLe: depot.ouvertLe, gestes: 0 }, marche, marche.maintenant)
    if (etat === 'cles') return refuser<RefusDuPli>({ code: 'pas-ouvert' })
    if (etat !== 'ouvert') {
      const refusId = nouvelId()
      await sql`insert into achat_pli_refuse (id, cooperation_id, operation_id, candidat_id, limite, taille, empreinte)
        values (${refusId}, ${cooperationId}, ${operation.id}, ${candidat.id}, ${marche.limite}, ${recu.scelle.length}, ${empreinte})`.execute(
        tx,
      )
      const preuve = `reçu le ${direInstant(marche.maintenant)}, limite le ${direInstant(marche.limite!)}, ${direTaille(recu.scelle.length)}, empreinte ${empreinte}`
      await consigner(tx, auteur, maintenant, {
        action: 'achat.refuser_pli',
        objet: { type: 'achat', id: operation.id },
        resume: `Pli hors délai refusé : ${preuve}`,
      })
      await services.courriel.envoyer(tx, {
        a: candidat.courriel,
        objet: `Pli refusé, hors délai : ${operation.titre.slice(0, 90)}`,
        texte: `Bonjour,\n\nVotre pli est arrivé après l’heure limite : il est refusé, et n’est pas gardé.\nPreuve : ${preuve}.\nL’heure est celle du serveur de ${operation.pilote}.\n`,
      })
      return accepter<IssueDuDepot>({ genre: 'refuse-tard', refusId })
    }
    const cles = depot.cles.map(({ id }) => id).sort()
    if (
      recu.parts
        .map(({ cle }) => cle)
        .sort()
        .join() !== cles.join()
    )
      return refuser<RefusDuPli>({ code: 'cles-autres' })
    await services.fichiers.garder(recu.scelle)
    const pliId = nouvelId()
    await sql`update achat_pli set remplace_le = now() where candidat_id = ${candidat.id} and remplace_le is null`.execute(
      tx,
    )
    await sql`select pg_advisory_xact_lock(hashtextextended(${operation.id}, 1))`.execute(tx)
    await sql`insert into achat_pli (id, cooperation_id, operation_id, candidat_id, numero, taille, empreinte, destinataire)
      select ${pliId}, ${cooperationId}, ${operation.id}, ${candidat.id},
        coalesce((select max(numero) from achat_pli where operation_id = ${operation.id}), 0) + 1,
        ${recu.scelle.length}, ${empreinte}, ${recu.destinataire}`.execute(tx)
    await sql`insert into achat_pli_part (pli_id, cle_id, cooperation_id, operation_id, scellee, engagement)
      select ${pliId}, p.cle, ${cooperationId}, ${operation.id}, p.scellee, p.engagement
      from jsonb_to_recordset(${JSON.stringify(recu.parts)}::jsonb) as p (cle uuid, scellee text, engagement text)`.execute(
      tx,
    )
    const preuve = `reçu le ${direInstant(marche.maintenant)}, ${direTaille(recu.scelle.length)}, empreinte ${empreinte}`
    await consigner(tx, auteur, maintenant, {
      action: 'achat.deposer_pli',
      objet: { type: 'achat', id: operation.id },
      resume: `Pli scellé ${preuve}${dernier ? `, remplace le pli n° ${dernier.numero}` : ''}`,
    })
    await services.courriel.envoyer(tx, {
      a: candidat.courriel,
      objet: `Pli reçu : ${operation.titre.slice(0, 90)}`,
      texte: `Bonjour,\n\nVotre pli scellé est ${preuve}.\n${dernier ? `Il remplace le pli n° ${dernier.numero}, que personne n’ouvrira.\n` : ''}L’heure est celle du serveur de ${operation.pilote}. Gardez ce message : c’est votre accusé de réception.\n`,
    })
    return accepter<IssueDuDepot>({ genre: 'recu', pliId })
  })
}
