import { attesterDepot, empreinte as empreinteDe, enTexte } from '@maillage/coffre'
import { jourDe } from '#shared/dates.ts'
import { estDoublon, type Tx } from '../base.ts'
import { rendreLaMemoire } from '../cadre/memoire.ts'
import { estDeLAuteur, peutLire, seMene, VOLETS_DE_L_AUTEUR, type Volet } from '../domain/acces.ts'
import { calendrierDuDepartement, echeancesDuDepot } from '../domain/echeances.ts'
import { inscrire } from '../dossiers.repository.ts'
import { consigner } from '../journal.ts'
import { marquesJustes } from '../protocole/admission.ts'
import type { Cellule } from '../protocole/annuaire.ts'
import type { PieceAnnoncee } from '../protocole/cadre.ts'
import type { Defi } from '../protocole/effort.ts'
import { type DepotScelle, empreinteDuDepot } from '../protocole/sceller-depot.ts'
import type { Services } from '../services.ts'
import type { Attente } from './attente.ts'

/** A deposit as it is announced: its files follow. */
export type DepotAnnonce = Omit<DepotScelle, 'pieces'> & Readonly<{ pieces: readonly PieceAnnoncee<Volet>[] }>
export const SANS_PIECE: Attente = {
  lire: () => Promise.reject(new Error('aucune pièce')),
  fermer: async () => {},
}

/** A file whose bytes are not those announced: the whole deposit is refused. */
export class PieceFausse extends Error {}

export type RefusDeDepot =
  | 'organisme-inconnu'
  | 'destinataire-inconnu'
  | 'effort'
  | 'autre-depot'
  | 'incomplet'
  | 'trop-de-pieces'

export const PHRASES: Readonly<Record<RefusDeDepot, string>> = {
  'organisme-inconnu':
    'Ce Centre de gestion ne reçoit pas de signalement ici. Rien n’a été enregistré : revenez à l’accueil.',
  'destinataire-inconnu':
    'L’annuaire a changé pendant votre saisie. Rien n’a été enregistré : envoyez de nouveau, l’annuaire sera relu.',
  effort:
    'Le calcul demandé à votre appareil a expiré ou a déjà servi. Rien n’a été enregistré : envoyez de nouveau.',
  'autre-depot': 'Un autre dépôt porte déjà cette référence. Rien n’a été enregistré : envoyez de nouveau.',
  'trop-de-pieces':
    'Les fichiers de ce dépôt dépassent 40 Mo en tout. Rien n’a été enregistré : retirez-en, puis envoyez de nouveau. Votre texte est toujours là.',
  incomplet: 'Il manque une partie du dépôt. Rien n’a été enregistré : envoyez de nouveau.',
}

/**
 * Keeps a sealed deposit, whole or not at all, and gives its signed proof. Sent twice it is kept once: the second sending receives the same proof,
 * even when its work has already been used. Files are read only once the work is accepted.
 */
export async function deposer(
  services: Services,
  depot: DepotAnnonce,
  defi: Defi,
  nonce: number,
  recevoir: () => Promise<Attente | null>,
): Promise<{ readonly preuve: string } | { readonly refus: RefusDeDepot }> {
  const { base, efforts, preuve: cle, maintenant } = services
  const cellule = await services.cellules.cellule(depot.organisme)
  if (!cellule) return { refus: 'organisme-inconnu' }
  const empreinte = empreinteDuDepot(depot, (octets) => Buffer.from(octets, 'base64url'))
  const attester = async (jour: string) => ({
    preuve: enTexte(await attesterDepot({ organisme: depot.organisme, jour, depot: empreinte }, cle)),
  })
  // Looked for only when something is refused: an ordinary deposit is new, and costs one transaction.
  const dejaLa = async (sinon: RefusDeDepot) => {
    const connu = await base.pour(depot.organisme, (tx) => lirePremier(tx, depot.dossier))
    if (!connu) return { refus: sinon }
    return connu.depot === empreinte ? attester(connu.jour) : { refus: 'autre-depot' as const }
  }
  const faute = controler(depot, cellule)
  if (faute) return dejaLa(faute)
  if (defi.organisme !== depot.organisme || !efforts.accepter(defi, empreinte, nonce)) return dejaLa('effort')
  const jour = jourDe(maintenant())
  const attente = await recevoir()
  if (!attente || (depot.pieces.length > 0 && attente === SANS_PIECE)) return { refus: 'incomplet' }
  try {
    const enregistrer = () =>
      base.pour(depot.organisme, (tx) => ecrire(tx, depot, attente, empreinte, jour, cellule))
    // The turn is waited for without a connection: others are served meanwhile.
    const ecrit = depot.pieces.length > 0 ? aSonTour(enregistrer) : enregistrer()
    // Signed while the database writes, given only once it has.
    const [preuve] = await Promise.all([attester(jour), ecrit])
    return preuve
  } catch (erreur) {
    if (erreur instanceof PieceFausse) return { refus: 'incomplet' }
    if (!estDoublon(erreur)) throw erreur
    // The same deposit sent twice: the other sending has been kept.
    return dejaLa('autre-depot')
  } finally {
    await attente.fermer()
  }
}

async function lirePremier(tx: Tx, dossier: string): Promise<{ jour: string; depot: string } | undefined> {
  const { rows } = await tx.query<{ jour: string; depot: string }>(
    'select jour, depot from dossier where id = $1',
    [dossier],
  )
  return rows[0]
}

/** What the server can check without reading: each compartment is there, each reader is entitled, the author and the quorum hold a key. */
function controler(depot: DepotAnnonce, cellule: Cellule): RefusDeDepot | null {
  const lecteurs = new Map<Volet, Set<string>>()
  for (const { volet, dest, epoque } of depot.enveloppes) {
    if (epoque !== 1 || !estDeLAuteur(volet)) return 'incomplet'
    const membre = cellule.membres.find(({ id }) => id === dest)
    const permis =
      dest === 'auteur' ||
      dest === 'sequestre' ||
      (membre && (peutLire(membre.role, volet) || (volet === 'I' && membre.role === 'referent')))
    if (!permis) return 'destinataire-inconnu'
    lecteurs.set(volet, (lecteurs.get(volet) ?? new Set()).add(dest))
  }
  const gens = depot.enveloppes.map(({ dest }) => dest)
  if (!marquesJustes(depot.admissions, cellule, gens)) return 'destinataire-inconnu'
  const volets = new Set<Volet>([...VOLETS_DE_L_AUTEUR, ...lecteurs.keys()])
  for (const volet of volets) {
    const ici = lecteurs.get(volet)
    if (!ici?.has('auteur') || !ici.has('sequestre')) return 'incomplet'
    if (!depot.messages.some((m) => m.volet === volet && m.rang === 0 && m.epoque === 1)) return 'incomplet'
  }
  if (!depot.pieces.every(({ volet, epoque }) => volet === 'R' && epoque === 1)) return 'incomplet'
  const lit = seMene(cellule.membres.filter(({ id }) => lecteurs.get('R')!.has(id)))
  return lit && depot.messages.length === volets.size ? null : 'incomplet'
}

async function ecrire(
  tx: Tx,
  depot: DepotAnnonce,
  attente: Attente,
  empreinte: string,
  jour: string,
  cellule: Cellule,
): Promise<void> {
  const { dossier, organisme } = depot
  const echues = echeancesDuDepot(jour, calendrierDuDepartement(cellule.departement))
  await inscrire(tx, { ...depot, empreinte, jour }, echues)
  for (const [rang, piece] of depot.pieces.entries())
    await rangerPiece(tx, depot, piece, () => attente.lire(rang))
  await consigner(tx, { acteur: 'auteur', action: 'deposer', dossier, jour, organisme }, null)
}

/** Days that begin: at the deposit, or when another organisation takes the case. */
export const ecrireEcheances = (
  tx: Tx,
  { dossier, organisme }: Readonly<{ dossier: string; organisme: string }>,
  echues: readonly Readonly<{ code: string; jour: string }>[],
): Promise<unknown> =>
  tx.query(
    'insert into echeance (dossier, organisme, code, jour) select $1, $2, * from unnest($3::text[], $4::date[])',
    [dossier, organisme, echues.map(({ code }) => code), echues.map((e) => e.jour)],
  )

let derniere: Promise<unknown> = Promise.resolve()
/**
 * One sending with files at a time, for the whole server: many large ones wait for each other instead of adding up in memory. To be asked for before a
 * transaction is opened: who waits holds no connection.
 */
export function aSonTour<T>(travail: () => Promise<T>): Promise<T> {
  const suivante = derniere.then(travail, travail)
  derniere = suivante.catch(() => {})
  return suivante
}

/** Keeps one file whose bytes are those announced; throws `PieceFausse` otherwise. Called in one's turn (`aSonTour`). */
export async function rangerPiece(
  tx: Tx,
  { dossier, organisme }: Readonly<{ dossier: string; organisme: string }>,
  { id, volet, epoque, empreinte }: PieceAnnoncee<Volet>,
  lire: () => Promise<Buffer>,
): Promise<void> {
  const octets = await lire()
  if (!octets.subarray(0, AGE.length).equals(AGE) || empreinteDe(octets) !== empreinte)
    throw new PieceFausse()
  await tx.query(
    'insert into piece (id, dossier, organisme, volet, epoque, octets) values ($1, $2, $3, $4, $5, $6)',
    [id, dossier, organisme, volet, epoque, octets],
  )
  rendreLaMemoire(octets.length)
}
/** What a sealed file begins with: something in clear is refused. */
const AGE = Buffer.from('age-encryption.org/v1')
