import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { essaisDe, type Taches } from '#platform/taches/taches.ts'
import { nouvelId } from '#shared/ids.ts'
import type { Result } from '#shared/result.ts'
import { findEmployeur } from '../consultation/employeurs.queries.ts'
import { findOperation } from '../operations/operations.queries.ts'
import { type Depose, type Depot, deposerRecensement, garderLeRefus } from './deposer.ts'
import type { Lecteur } from './lecteur.ts'
import { aEcrire, verifierFichier } from './verifier.ts'

export const FILE_DES_RECENSEMENTS = 'recensements'
/** Past this size a file is announced before it is read: another one may take its place meanwhile. */
export const OCTETS_SANS_ENVOI = 64 << 10
/** A reading that lasts this long has its file kept, to be taken up again; a shorter one ends while its sender still waits, who sends it again if it breaks. */
export const SURSIS_MS = 800
/** After this delay another process takes the reading up, if the one that received the file is gone. */
const REPRISE_MS = 60_000
/** Progress is told to the base at most this often. */
const RYTHME_MS = 500

export const INTERROMPU =
  'La lecture s’est interrompue ; elle reprendra d’elle-même dans la minute. Rien n’est enregistré à moitié, et la version précédente reste en vigueur. Vous pouvez aussi renvoyer le fichier.'

export const PERDU =
  'La lecture de ce fichier s’est interrompue avant qu’il soit gardé. Rien n’est enregistré, et la version précédente reste en vigueur. Renvoyez le fichier.'

export const ABANDONNE =
  'La lecture de ce fichier s’est interrompue plusieurs fois : elle ne reprendra pas, et le fichier est oublié. Vérifiez qu’il s’ouvre dans votre tableur, enregistrez-le en CSV, puis renvoyez-le.'

type Par = Depot['par']
type Demande = { readonly envoiId: string; readonly porte: Depot['porte']; readonly par: Par }
export type Lu = Result<Depose, { readonly code: 'introuvable' }> | null
type Envoye = Omit<Depot, 'source' | 'saisies'> & { readonly contenu: Buffer }
/** Of a file just sent: its announcement, what keeps it, and who reads it. */
type Annonce = {
  readonly annoncee: Promise<unknown>
  readonly gardee: () => Promise<void>
  readonly lecteur: Lecteur
}
type Outils = {
  readonly base: Base
  readonly taches: Pick<Taches, 'envoyer'>
  readonly maintenant: () => Date
}

const comprimer = promisify(zstdCompress)
const decomprimer = promisify(zstdDecompress)
/** Room for all that comes out: each time it is full, the work would wait for the thread that judges the rows. */
const enUneFois = (octets: number) => ({
  chunkSize: Math.max(1 << 16, octets >> 1),
  params: { [constants.ZSTD_c_compressionLevel]: 1 },
})

/** One transaction in the name of who sent the file: the centre, or the system for a link. */
const auNomDe = <T>(
  base: Base,
  { porte, par }: Pick<Demande, 'porte' | 'par'>,
  travail: (tx: Tx) => Promise<T>,
) =>
  porte === 'centre'
    ? base.enTantQue(par, travail)
    : base.enTantQueSysteme('recensement par le lien', par.cooperationId, travail)

/**
 * Announces a file too long to be judged while its sender waits, and begins to read it at once. When its reading lasts, it is kept: a job stands by, and if this
 * process dies, it reads the file again from its beginning. A file sent meanwhile for the same employer takes its place.
 * @returns `lecture`: what the reading gave, null when another one took its place. `gardee`: keeps the file now, for who will not wait for the end; done once
 */
export async function envoyerRecensement(
  { base, taches, maintenant, lecteur }: Outils & { readonly lecteur: Lecteur },
  depot: Omit<Depot, 'source' | 'saisies'>,
  contenu: Buffer,
): Promise<{ readonly lecture: Promise<Lu>; readonly gardee: () => Promise<void> }> {
  const { employeur, par, porte } = depot
  const demande: Demande = { envoiId: nouvelId(), porte, par }
  const instant = maintenant()
  const annoncee = auNomDe(base, demande, async (tx) => {
    await verrouiller(tx, employeur.id)
    await sql`update achat_envoi set etat = 'remplace', contenu = null, fini_le = ${instant}
      where employeur_id = ${employeur.id} and etat = 'lecture'`.execute(tx)
    await sql`insert into achat_envoi (id, cooperation_id, centre_id, employeur_id, nom, au, depose_par, etat, total, depose_le)
      values (${demande.envoiId}, ${par.cooperationId}, ${employeur.centreId}, ${employeur.id}, ${depot.nom}, ${depot.au}, ${porte},
        'lecture', ${Math.ceil(contenu.length / 1_024)}, ${instant})`.execute(tx)
    await taches.envoyer(tx, FILE_DES_RECENSEMENTS, demande, { apres: new Date(+instant + REPRISE_MS) })
  })
  let garde: Promise<void> | undefined
  const gardee = () => {
    // What failed once may be asked again: only a file that is kept is remembered as such.
    garde ??= annoncee
      .then(() => garder(base, demande, contenu))
      .catch((erreur: unknown) => {
        garde = undefined
        throw erreur
      })
    return garde
  }
  const sursis = setTimeout(() => gardee().catch(() => null), SURSIS_MS)
  const lecture = lire(base, demande, { ...depot, contenu }, maintenant, {
    annoncee,
    gardee,
    lecteur,
  }).finally(() => clearTimeout(sursis))
  lecture.catch(() => null)
  await annoncee
  return { lecture, gardee }
}

/** Keeps a file that is being read, compressed: a tenth to a fifth of the bytes to carry. Nothing when its reading has ended. */
async function garder(base: Base, demande: Demande, contenu: Buffer): Promise<void> {
  const comprime = await comprimer(contenu, enUneFois(contenu.length))
  await auNomDe(base, demande, (tx) =>
    sql`update achat_envoi set comprime = true, contenu = ${comprime} where id = ${demande.envoiId} and etat = 'lecture'`.execute(
      tx,
    ),
  )
}

/** Two files of one employer wait for each other: the second takes the place of the first, read or not. */
const verrouiller = (tx: Tx, employeurId: string) =>
  sql`select id from achat_employeur where id = ${employeurId} for update`.execute(tx)

/** What the job does: nothing when the file was read already. At its last attempt it gives the file up, and says so. */
export const traiterLesRecensements = ({
  base,
  taches,
  maintenant,
}: Outils & { readonly taches: Pick<Taches, 'traiter'> }): Promise<void> =>
  taches.traiter<Demande>(FILE_DES_RECENSEMENTS, async (demande, { essai }) => {
    const depot = await auNomDe(base, demande, async (tx) => {
      const { rows } = await sql<{
        employeurId: string
        nom: string
        au: string
        comprime: boolean
        contenu: Buffer | null
      }>`
        select employeur_id as "employeurId", nom, au, comprime, contenu from achat_envoi where id = ${demande.envoiId} and etat = 'lecture'`.execute(
        tx,
      )
      const [envoi] = rows
      const employeur = envoi && (await findEmployeur(tx, envoi.employeurId))
      const operation = employeur && (await findOperation(tx, employeur.operationId))
      if (!operation || !employeur) return undefined
      const contenu = envoi.contenu && (envoi.comprime ? await decomprimer(envoi.contenu) : envoi.contenu)
      return { ...envoi, contenu, employeur, operation, par: demande.par, porte: demande.porte }
    })
    if (!depot) return
    // Its process died in the first moment, before the file was kept.
    if (!depot.contenu) return abandonner(base, demande, depot, maintenant(), PERDU)
    try {
      await lire(base, demande, { ...depot, contenu: depot.contenu }, maintenant)
    } catch (erreur) {
      if (essai >= essaisDe('minutes')) await abandonner(base, demande, depot, maintenant(), ABANDONNE)
      throw erreur
    }
  })

/** Forgets a file that will not be read; the page says why and asks for another. Nothing when one took its place meanwhile. */
const abandonner = (
  base: Base,
  demande: Demande,
  depot: Omit<Envoye, 'contenu'>,
  maintenant: Date,
  avis: string,
): Promise<void> =>
  auNomDe(base, demande, async (tx) => {
    await verrouiller(tx, depot.employeur.id)
    const { rows } =
      await sql`update achat_envoi set etat = 'remplace', contenu = null, fini_le = ${maintenant}
      where id = ${demande.envoiId} and etat = 'lecture' returning id`.execute(tx)
    if (rows.length === 0) return
    const rien = { lignes: 0, refusees: 0, refus: [], avis }
    await garderLeRefus(tx, { ...depot, source: 'fichier', saisies: {} }, rien, maintenant)
  })

/** Judges the file, then writes the version and ends the sending in one transaction. */
async function lire(
  base: Base,
  demande: Demande,
  depot: Envoye,
  maintenant: () => Date,
  envoye?: Annonce,
): Promise<Lu> {
  let dit = performance.now()
  const avancer = async (octets: number): Promise<void> => {
    if (performance.now() - dit < RYTHME_MS) return
    dit = performance.now()
    await envoye?.annoncee
    await auNomDe(base, demande, (tx) =>
      sql`update achat_envoi set fait = ${Math.floor(octets / 1_024)} where id = ${demande.envoiId} and etat = 'lecture'`.execute(
        tx,
      ),
    )
  }
  try {
    const { contenu, employeur, au } = depot
    const verification =
      (await envoye?.lecteur.lire(contenu, employeur, au, avancer)) ??
      aEcrire(await verifierFichier(contenu, employeur, au, avancer))
    await envoye?.annoncee
    return await auNomDe(base, demande, async (tx) => {
      await verrouiller(tx, depot.employeur.id)
      const { rows } =
        await sql`update achat_envoi set etat = 'fini', contenu = null, fait = total, fini_le = ${maintenant()}
        where id = ${demande.envoiId} and etat = 'lecture' returning id`.execute(tx)
      if (rows.length === 0) return null
      const deposee = { ...depot, source: 'fichier', saisies: {} } as const
      return deposerRecensement(tx, deposee, verification, maintenant())
    })
  } catch (erreur) {
    await Promise.resolve(envoye?.gardee())
      .then(() => auNomDe(base, demande, (tx) => direInterrompu(tx, demande.envoiId)))
      .catch(() => null)
    throw erreur
  }
}

const direInterrompu = (tx: Tx, envoiId: string) =>
  sql`update achat_envoi set avis = ${INTERROMPU} where id = ${envoiId} and etat = 'lecture'`.execute(tx)
