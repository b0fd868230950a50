import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import tar from 'tar-stream'

/** One file inside a backup: exactly `taille` bytes, read once, in order, never held whole. */
export type Piece = {
  readonly nom: string
  readonly taille: number
  readonly octets: AsyncIterable<Uint8Array>
}

/** A piece whose bytes are in memory: a few megabytes at most, rows are cut in such pieces. */
export const pieceDe = (nom: string, contenu: Buffer): Piece => ({
  nom,
  taille: contenu.length,
  octets: (async function* () {
    yield contenu
  })(),
})

/** Why a file is not a backup that can be trusted: a French sentence. */
export class SauvegardeRefusee extends Error {
  override readonly name = 'SauvegardeRefusee'
}

const FIN = 'fin.json'

/** The fingerprint of everything read so far, names and sizes included: nothing can be moved, renamed, cut or added. */
function empreinteCourante() {
  const hachage = createHash('sha256')
  return {
    commencer({ nom, taille }: Piece): void {
      hachage.update(`${nom}\0${taille}\0`)
    },
    suivre(morceau: Uint8Array): void {
      hachage.update(morceau)
    },
    dire: (): string => hachage.copy().digest('hex'),
  }
}

/**
 * Writes the pieces as they come into a compressed archive that the standard `tar xzf` opens. The last piece seals the others, and the
 * file takes its name once everything is on disk: an interrupted backup leaves no file that looks like one. Mode 0600. Returns the
 * number of pieces.
 */
export async function ecrireArchive(chemin: string, pieces: AsyncIterable<Piece>): Promise<number> {
  const provisoire = `${chemin}.partiel`
  const archive = tar.pack()
  archive.on('error', () => {}) // told by `ecriture`, or by whoever gives the pieces
  const ecriture = pipeline(
    archive,
    createGzip(),
    createWriteStream(provisoire, { flags: 'wx', mode: 0o600 }),
  )
  ecriture.catch((erreur) => archive.destroy(erreur))
  try {
    const nombre = await remplir(archive, pieces)
    await ecriture
    const fichier = await open(provisoire, 'r+')
    await fichier.sync()
    await fichier.close()
    await rename(provisoire, chemin)
    return nombre
  } catch (erreur) {
    archive.destroy(erreur as Error)
    await ecriture.catch(() => {})
    if ((erreur as NodeJS.ErrnoException).code !== 'EEXIST') await rm(provisoire, { force: true })
    throw erreur
  }
}

async function remplir(archive: tar.Pack, pieces: AsyncIterable<Piece>): Promise<number> {
  const empreinte = empreinteCourante()
  let nombre = 0
  const ajouter = async (piece: Piece) => {
    empreinte.commencer(piece)
    const entree = archive.entry({ name: piece.nom, size: piece.taille, mode: 0o600 })
    await pipeline(async function* () {
      for await (const morceau of piece.octets) {
        empreinte.suivre(morceau)
        yield morceau
      }
    }, entree)
  }
  for await (const piece of pieces) {
    await ajouter(piece)
    nombre += 1
  }
  const fin = JSON.stringify({ pieces: nombre, sha256: empreinte.dire() })
  await ajouter(pieceDe(FIN, Buffer.from(fin)))
  archive.finalize()
  return nombre
}

/**
 * The pieces of a backup, in the order in which they were written, each read before the next is asked for. Throws SauvegardeRefusee when the file is not one, or when its end
 * does not agree with what was read: whoever writes from it reads it whole once before (see `verifierArchive`).
 */
export async function* lireArchive(chemin: string): AsyncGenerator<Piece> {
  const empreinte = empreinteCourante()
  const lecture = tar.extract()
  const flux = pipeline(createReadStream(chemin), createGunzip(), lecture)
  flux.catch((erreur) => lecture.destroy(erreur))
  let [nombre, finie] = [0, false]
  try {
    for await (const entree of lecture) {
      const contenu = entree as AsyncIterable<Buffer>
      const piece = { nom: entree.header.name, taille: entree.header.size ?? 0 }
      if (finie) throw new SauvegardeRefusee('quelque chose a été ajouté après sa fin.')
      if (piece.nom === FIN) {
        confronter(await buffer(contenu), nombre, empreinte.dire())
        finie = true
        continue
      }
      const octets = noter(contenu, empreinte.suivre)
      empreinte.commencer({ ...piece, octets })
      nombre += 1
      yield { ...piece, octets }
      // What nobody wanted is read all the same: the seal covers it.
      for await (const _ of octets);
    }
    await flux
  } catch (erreur) {
    throw expliquer(erreur)
  }
  if (!finie) throw new SauvegardeRefusee('elle est incomplète, sa fin manque.')
}

async function* noter(octets: AsyncIterable<Uint8Array>, suivre: (morceau: Uint8Array) => void) {
  for await (const morceau of octets) {
    suivre(morceau)
    yield morceau
  }
}

function confronter(fin: Buffer, pieces: number, sha256: string): void {
  const lue = JSON.parse(fin.toString('utf8')) as { pieces: number; sha256: string }
  if (lue.pieces !== pieces || lue.sha256 !== sha256)
    throw new SauvegardeRefusee('son contenu n’est plus celui qui a été écrit.')
}

const ABSENT = new Set(['ENOENT', 'EACCES', 'EISDIR'])

function expliquer(erreur: unknown): Error {
  if (erreur instanceof SauvegardeRefusee) return erreur
  const { code, message } = erreur as NodeJS.ErrnoException
  if (code && ABSENT.has(code)) return new SauvegardeRefusee(`le fichier ne peut pas être lu (${code}).`)
  return new SauvegardeRefusee(`le fichier est abîmé ou n’est pas une sauvegarde (${message}).`)
}

/** Reads a backup from end to end without keeping it. Returns the number of its pieces; throws SauvegardeRefusee. */
export async function verifierArchive(chemin: string): Promise<number> {
  let nombre = 0
  for await (const _ of lireArchive(chemin)) nombre += 1
  return nombre
}
