import { setImmediate as souffler } from 'node:timers/promises'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { encoderTable } from '@maillage/prevoyance/recensement'
import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { essaisDe, type Taches } from '#platform/taches/taches.ts'
import { nouvelId } from '#shared/ids.ts'
import type { Result } from '#shared/result.ts'
import { findEmployeur } from '../consultation/employeurs.queries.ts'
import { findOperation } from '../operations/operations.queries.ts'
import { type Depose, type Depot, deposerRecensement, garderLeRefus } from './deposer.ts'
import { verifierFichier } from './verifier.ts'

export const FILE_DES_RECENSEMENTS = 'recensements'
/** Past this size a file is kept before it is read: its reading can then be taken up again. */
export const OCTETS_SANS_ENVOI = 64 << 10
/** After this delay another process takes the reading up, if the one that received the file is gone. */
const REPRISE_MS = 60_000
/** Progress is told to the base at most this often. */
const RYTHME_MS = 500

export const INTERROMPU =
  'La lecture s’est interrompue ; elle reprendra d’elle-même dans la minute. Rien n’est enregistré à moitié, et la version précédente reste en vigueur. Vous pouvez aussi renvoyer le fichier.'

export const ABANDONNE =
  'La lecture de ce fichier s’est interrompue plusieurs fois : elle ne reprendra pas, et le fichier est oublié. Vérifiez qu’il s’ouvre dans votre tableur, enregistrez-le en CSV, puis renvoyez-le.'

type Par = Depot['par']
type Demande = { readonly envoiId: string; readonly porte: Depot['porte']; readonly par: Par }
export type Lu = Result<Depose, { readonly code: 'introuvable' }> | null
type Envoye = Omit<Depot, 'source' | 'saisies'> & { readonly contenu: Buffer }
type Outils = {
  readonly base: Base
  readonly taches: Pick<Taches, 'envoyer'>
  readonly maintenant: () => Date
}

/** By the system's threads: the file is smaller before the base is reached, while its rows are judged here. */
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
 * Keeps a file too long to be judged while its sender waits, and begins to read it at once. A job stands by: if this process dies, it reads the file again from
 * its beginning. A file sent meanwhile for the same employer takes its place.
 * @returns what the reading gave; null when another one took its place
 */
export async function envoyerRecensement(
  { base, taches, maintenant }: Outils,
  depot: Omit<Depot, 'source' | 'saisies'>,
  contenu: Buffer,
): Promise<{ readonly lecture: Promise<Lu> }> {
  const { employeur, par, porte } = depot
  const demande: Demande = { envoiId: nouvelId(), porte, par }
  const instant = maintenant()
  const comprime = comprimer(contenu, enUneFois(contenu.length))
  comprime.catch(() => null)
  const gardee = auNomDe(base, demande, async (tx) => {
    await verrouiller(tx, employeur.id)
    await sql`update achat_envoi set etat = 'remplace', contenu = null, fini_le = ${instant}
      where employeur_id = ${employeur.id} and etat = 'lecture'`.execute(tx)
    // The file is the last value: what follows would make the driver copy it once more, into half as much again.
    await sql`insert into achat_envoi (id, cooperation_id, centre_id, employeur_id, nom, au, depose_par, etat, total, depose_le, comprime, contenu)
      values (${demande.envoiId}, ${par.cooperationId}, ${employeur.centreId}, ${employeur.id}, ${depot.nom}, ${depot.au}, ${porte},
        'lecture', ${Math.ceil(contenu.length / 1_024)}, ${instant}, true, ${await comprime})`.execute(tx)
    await taches.envoyer(tx, FILE_DES_RECENSEMENTS, demande, { apres: new Date(+instant + REPRISE_MS) })
  })
  // The bytes travel to the base while they are judged here: the transaction leaves first, since judging them keeps this thread busy.
  await souffler()
  const lecture = lire(base, demande, { ...depot, contenu }, maintenant, gardee)
  lecture.catch(() => null)
  await gardee
  return { lecture }
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
        contenu: Buffer
      }>`
        select employeur_id as "employeurId", nom, au, comprime, contenu from achat_envoi where id = ${demande.envoiId} and etat = 'lecture'`.execute(
        tx,
      )
      const [envoi] = rows
      const employeur = envoi && (await findEmployeur(tx, envoi.employeurId))
      const operation = employeur && (await findOperation(tx, employeur.operationId))
      if (!operation || !employeur) return undefined
      const contenu = envoi.comprime ? await decomprimer(envoi.contenu) : envoi.contenu
      return { ...envoi, contenu, employeur, operation, par: demande.par, porte: demande.porte }
    })
    if (!depot) return
    try {
      await lire(base, demande, depot as Envoye, maintenant)
    } catch (erreur) {
      if (essai >= essaisDe('minutes')) await abandonner(base, demande, depot as Envoye, maintenant())
      throw erreur
    }
  })

/** Forgets a file that could not be read after every attempt; the page asks for another. Nothing when one took its place meanwhile. */
const abandonner = (base: Base, demande: Demande, depot: Envoye, maintenant: Date): Promise<void> =>
  auNomDe(base, demande, async (tx) => {
    await verrouiller(tx, depot.employeur.id)
    const { rows } =
      await sql`update achat_envoi set etat = 'remplace', contenu = null, fini_le = ${maintenant}
      where id = ${demande.envoiId} and etat = 'lecture' returning id`.execute(tx)
    if (rows.length === 0) return
    const rien = { lignes: 0, refusees: 0, refus: [], avis: ABANDONNE }
    await garderLeRefus(tx, { ...depot, source: 'fichier', saisies: {} }, rien, maintenant)
  })

/** Judges the file, then writes the version and ends the sending in one transaction. */
async function lire(
  base: Base,
  demande: Demande,
  depot: Envoye,
  maintenant: () => Date,
  gardee: Promise<unknown> = Promise.resolve(),
): Promise<Lu> {
  let dit = performance.now()
  const avancer = async (octets: number): Promise<void> => {
    if (performance.now() - dit < RYTHME_MS) return
    dit = performance.now()
    await gardee
    await auNomDe(base, demande, (tx) =>
      sql`update achat_envoi set fait = ${Math.floor(octets / 1_024)} where id = ${demande.envoiId} and etat = 'lecture'`.execute(
        tx,
      ),
    )
  }
  try {
    const verification = await verifierFichier(depot.contenu, depot.employeur, depot.au, avancer)
    const colonnes = verification.lisible ? encoderTable(verification.table) : undefined
    await gardee
    return await auNomDe(base, demande, async (tx) => {
      await verrouiller(tx, depot.employeur.id)
      const { rows } =
        await sql`update achat_envoi set etat = 'fini', contenu = null, fait = total, fini_le = ${maintenant()}
        where id = ${demande.envoiId} and etat = 'lecture' returning id`.execute(tx)
      if (rows.length === 0) return null
      const deposee = { ...depot, source: 'fichier', saisies: {} } as const
      return deposerRecensement(tx, deposee, verification, maintenant(), colonnes)
    })
  } catch (erreur) {
    await auNomDe(base, demande, (tx) =>
      sql`update achat_envoi set avis = ${INTERROMPU} where id = ${demande.envoiId} and etat = 'lecture'`.execute(
        tx,
      ),
    ).catch(() => null)
    throw erreur
  }
}
