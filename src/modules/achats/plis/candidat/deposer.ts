import { createHash } from 'node:crypto'
import { Refus, verifierDestinataire } from '@maillage/coffre'
import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Courriel } from '#platform/courriel/courriel.ts'
import type { Fichiers } from '#platform/fichiers/fichiers.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { etatDuDepot, PLIS_PAR_CANDIDAT } from '../../domain/plis.ts'
import { direInstant, direTaille } from '../mots.ts'
import { arriveeDe, noterArrivee, reprendreArrivee, sousBail } from './arrivee.ts'
import { auteurDe, inscrireRefus } from './inscrire-refus.ts'
import { chargerLien, type DepotOuvert, MOTIF } from './ouvrir-lien.ts'

export type PliRecu = {
  readonly scelle: Buffer
  readonly destinataire: string
  readonly parts: readonly { readonly cle: string; readonly scellee: string; readonly engagement: string }[]
}
export type IssueDuDepot =
  | { readonly genre: 'recu' }
  /** It had arrived, and a later one took its place since. */
  | { readonly genre: 'remplace'; readonly numero: number; readonly courant: number }
  | { readonly genre: 'refuse-tard' }
  /** It had arrived in time, could not be written, and the opening has begun. */
  | { readonly genre: 'refuse-ouvert' }
export type RefusDuPli =
  | { readonly code: 'pas-ouvert' | 'vide' | 'pas-scelle' | 'cle-du-pli' | 'cles-autres' | 'trop-de-plis' }
  /** The store failed: why is for the operator. */
  | { readonly code: 'non-ecrit'; readonly erreur: unknown }
type Services = { readonly fichiers: Fichiers; readonly courriel: Pick<Courriel, 'envoyer'> }
type Issue = Result<IssueDuDepot, RefusDuPli>

/** First bytes of what our pages seal. */
const MAGIE = Buffer.from('age-encryption.org/v1\n-> mlkem768x25519 ')

/**
 * Receives a sealed bid, in three steps: its arrival is noted by the clock of the database, its bytes are written while no transaction waits for the store,
 * then it takes the place of the former one. It counts from its arrival, and the opening waits while it is being written; a write that fails, or a process that
 * dies, holds nothing back and leaves the hour to the same bytes for ten minutes, or until a key is given. After the deadline it is refused, and the refusal is
 * kept with what proves it (instant, size, fingerprint). The same bytes sent twice are one bid. The receipt leaves by mail too.
 */
export async function deposerPli(
  base: Base,
  services: Services,
  { cooperationId, candidat, operation: { id: operationId } }: DepotOuvert,
  recu: PliRecu,
  maintenant: Date,
): Promise<Issue> {
  if (recu.scelle.length === 0) return refuser({ code: 'vide' })
  if (!recu.scelle.subarray(0, MAGIE.length).equals(MAGIE)) return refuser({ code: 'pas-scelle' })
  if (!estBonneCle(recu.destinataire)) return refuser({ code: 'cle-du-pli' })
  const empreinte = createHash('sha256').update(recu.scelle).digest('hex')
  const seul = (suite: (tx: Tx, ouvert: DepotOuvert) => Promise<Issue | null>) =>
    base.enTantQueSysteme(MOTIF, cooperationId, async (tx) => {
      // One deposit at a time for a bidder; a key given meanwhile waits for the arrival of what came in time.
      await sql`select pg_advisory_xact_lock_shared(hashtextextended(${operationId}, 3)),
        pg_advisory_xact_lock(hashtextextended(${candidat.id}, 0))`.execute(tx)
      const ouvert = await chargerLien(tx, cooperationId, candidat.lienId)
      if (ouvert === 'faux') return refuser<RefusDuPli>({ code: 'pas-ouvert' })
      return dejaArrive(ouvert, empreinte) ?? suite(tx, ouvert)
    })
  const refuserPli = async (tx: Tx, ouvert: DepotOuvert, arrive: Date | null): Promise<Issue> => {
    await inscrireRefus(tx, services.courriel, ouvert, recu.scelle.length, empreinte, arrive, maintenant)
    return accepter({ genre: arrive ? 'refuse-ouvert' : 'refuse-tard' })
  }
  const redacteur = nouvelId()
  let note: Date | null = null
  const avant = await seul(async (tx, ouvert) => {
    const { depot, marche } = ouvert
    if (depot.plis.length + depot.refus.length >= PLIS_PAR_CANDIDAT)
      return refuser<RefusDuPli>({ code: 'trop-de-plis' })
    const etat = etatDuDepot(
      { ouvertLe: depot.ouvertLe, gestes: depot.ouvertures.length },
      marche,
      marche.maintenant,
    )
    if (etat === 'cles') return refuser<RefusDuPli>({ code: 'pas-ouvert' })
    // These very bytes arrived in time and could not be written then: they are still in time, until the opening begins.
    const arrive = await arriveeDe(tx, candidat.id, empreinte)
    if (etat !== 'ouvert' && (!arrive || etat !== 'clos')) return refuserPli(tx, ouvert, arrive)
    if (enOrdre(recu.parts.map(({ cle }) => cle)) !== enOrdre(depot.cles.map(({ id }) => id)))
      return refuser<RefusDuPli>({ code: 'cles-autres' })
    note = etat === 'ouvert' ? await noterArrivee(tx, ouvert, empreinte, redacteur) : arrive
    if (etat !== 'ouvert') await reprendreArrivee(tx, candidat.id, empreinte, redacteur)
    return null
  })
  if (avant) return avant
  const lien = { cooperationId, candidat }
  try {
    await sousBail(base, lien, empreinte, redacteur, () => services.fichiers.garder(recu.scelle))
  } catch (erreur) {
    return refuser({ code: 'non-ecrit', erreur })
  }
  const apres = await sousBail(base, lien, empreinte, redacteur, () =>
    seul(async (tx, ouvert) => {
      // A writer that was asleep longer than its lease finds that the opening did not wait for it; what came in time is never called late.
      if (ouvert.depot.ouvertures.length > 0 || ouvert.marche.ouvertLe) return refuserPli(tx, ouvert, note)
      // Nobody has begun to open: it holds the opening again, however long it slept.
      await reprendreArrivee(tx, candidat.id, empreinte, redacteur)
      const arrive = await arriveeDe(tx, candidat.id, empreinte)
      return arrive
        ? inscrirePli(tx, services, ouvert, recu, empreinte, arrive, maintenant)
        : refuser<RefusDuPli>({ code: 'non-ecrit', erreur: new Error('l’heure d’arrivée n’est plus notée') })
    }),
  )
  return apres!
}

/** A key that no page of ours makes protects nothing: what is sealed for it is not kept. */
function estBonneCle(destinataire: string): boolean {
  try {
    verifierDestinataire(destinataire)
    return true
  } catch (erreur) {
    if (erreur instanceof Refus) return false
    throw erreur
  }
}

const enOrdre = (ids: readonly string[]): string => ids.toSorted().join()

/** What these very bytes became when they came before; null when they never did. */
function dejaArrive({ depot }: DepotOuvert, empreinte: string): Issue | null {
  const identique = depot.plis.find((pli) => pli.empreinte === empreinte)
  const courant = depot.plis.find(({ remplaceLe }) => !remplaceLe)
  if (identique?.remplaceLe && courant)
    return accepter({ genre: 'remplace', numero: identique.numero, courant: courant.numero })
  if (identique) return accepter({ genre: 'recu' })
  const refus = depot.refus.find((r) => r.empreinte === empreinte)
  return refus ? accepter({ genre: refus.arriveLe ? 'refuse-ouvert' : 'refuse-tard' }) : null
}

/** Writes a bid whose bytes are kept. One that arrived later and was written sooner stays the one in force. */
async function inscrirePli(
  tx: Tx,
  services: Services,
  ouvert: DepotOuvert,
  { scelle, destinataire, parts }: PliRecu,
  empreinte: string,
  arrive: Date,
  maintenant: Date,
): Promise<Issue> {
  const { cooperationId, operation, candidat, depot } = ouvert
  const courant = depot.plis.find(({ remplaceLe }) => !remplaceLe)
  const depasse = courant && courant.recuLe > arrive ? courant : null
  if (!depasse)
    await sql`update achat_pli set remplace_le = now() where candidat_id = ${candidat.id} and remplace_le is null`.execute(
      tx,
    )
  await sql`select pg_advisory_xact_lock(hashtextextended(${operation.id}, 1))`.execute(tx)
  const pliId = nouvelId()
  const { rows } = await sql<{ numero: number }>`
    insert into achat_pli (id, cooperation_id, operation_id, candidat_id, numero, taille, empreinte, destinataire, remplace_le)
    select ${pliId}, ${cooperationId}, ${operation.id}, ${candidat.id},
      coalesce((select max(numero) from achat_pli where operation_id = ${operation.id}), 0) + 1,
      ${scelle.length}, ${empreinte}, ${destinataire}, case when ${depasse !== null} then now() end returning numero`.execute(
    tx,
  )
  await sql`insert into achat_pli_part (pli_id, cle_id, cooperation_id, operation_id, scellee, engagement)
    select ${pliId}, p.cle, ${cooperationId}, ${operation.id}, p.scellee, p.engagement
    from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as p (cle uuid, scellee text, engagement text)`.execute(
    tx,
  )
  await sql`delete from achat_pli_arrivee where candidat_id = ${candidat.id} and empreinte = ${empreinte}`.execute(
    tx,
  )
  const numero = rows[0]!.numero
  const remplace = depasse
    ? `remplacé par le pli n° ${depasse.numero}, arrivé après lui`
    : courant
      ? `remplace le pli n° ${courant.numero}`
      : ''
  const preuve = `reçu le ${direInstant(arrive)}, ${direTaille(scelle.length)}, empreinte ${empreinte}`
  await consigner(tx, auteurDe(ouvert), maintenant, {
    action: 'achat.deposer_pli',
    objet: { type: 'achat', id: operation.id },
    resume: `Pli scellé n° ${numero} ${preuve}${remplace && `, ${remplace}`}`,
  })
  await services.courriel.envoyer(tx, {
    a: candidat.courriel,
    objet: `Pli reçu : ${operation.titre.slice(0, 90)}`,
    texte: `Bonjour,\n\nVotre pli scellé n° ${numero} est ${preuve}.\n${remplace && `Il ${depasse ? `est ${remplace} : personne n’ouvrira le n° ${numero}` : `${remplace}, que personne n’ouvrira`}.\n`}L’heure est celle du serveur ${deNom(operation.pilote)}. Gardez ce message : c’est votre accusé de réception.\n`,
  })
  return accepter(depasse ? { genre: 'remplace', numero, courant: depasse.numero } : { genre: 'recu' })
}
