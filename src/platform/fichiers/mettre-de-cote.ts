import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** What came: how many bytes, and their SHA-256 in hexadecimal. */
export type Recu = { readonly taille: number; readonly sha256: string }

/** Bytes that wait on a disk. Read as often as one likes, until closed. */
export type MisDeCote = Recu & {
  octets(): AsyncIterable<Buffer>
  fermer(): Promise<void>
}

const MORCEAU = 256 * 1024

/** Writes bytes into an open file as they come; flushed to the disk before the answer when `durable`. */
export async function recevoirDans(
  fichier: FileHandle,
  octets: AsyncIterable<Uint8Array>,
  durable: boolean,
): Promise<Recu> {
  const hachage = createHash('sha256')
  let taille = 0
  for await (const morceau of octets) {
    hachage.update(morceau)
    for (let ecrits = 0; ecrits < morceau.length; )
      ecrits += (await fichier.write(morceau, ecrits, morceau.length - ecrits, taille + ecrits)).bytesWritten
    taille += morceau.length
  }
  if (durable) await fichier.sync()
  return { taille, sha256: hachage.digest('hex') }
}

/**
 * Puts bytes aside in a file of `dossier` whose name is removed at once: whatever ends the process, nothing stays.
 * What `octets` throws goes through.
 */
export async function mettreDeCote(octets: AsyncIterable<Uint8Array>, dossier: string): Promise<MisDeCote> {
  await mkdir(dossier, { recursive: true, mode: 0o700 })
  const chemin = join(dossier, randomUUID())
  const fichier = await open(chemin, 'wx+', 0o600)
  try {
    await unlink(chemin)
    const recu = await recevoirDans(fichier, octets, false)
    return { ...recu, octets: () => relire(fichier, recu.taille), fermer: () => fichier.close() }
  } catch (erreur) {
    await fichier.close()
    throw erreur
  }
}

async function* relire(fichier: FileHandle, taille: number): AsyncGenerator<Buffer> {
  for (let position = 0; position < taille; ) {
    const morceau = Buffer.allocUnsafeSlow(Math.min(MORCEAU, taille - position))
    const { bytesRead } = await fichier.read(morceau, 0, morceau.length, position)
    if (bytesRead === 0) throw new Error('un fichier mis de côté a été coupé')
    position += bytesRead
    yield morceau.subarray(0, bytesRead)
  }
}
