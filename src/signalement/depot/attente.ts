import { mkdir, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { alea, enTexte } from '@maillage/coffre'

const ENTETE_MAX = 8_000_000

/** A body being received, heading first. Sealed bytes only. */
export type Reception = Readonly<{
  entete: unknown
  /**
   * Puts the files aside, in a file of this server that has no name any more: whatever kills the process, nothing of it stays. Null when there is more or
   * less than the sizes announced. Throws when the disk is full or the connection is cut.
   */
  recevoir(tailles: readonly number[]): Promise<Attente | null>
}>
export type Attente = Readonly<{ lire(rang: number): Promise<Buffer>; fermer(): Promise<void> }>

/** Begins to read a framed body (`cadrer`): its heading; null when it has none. */
export async function ouvrirReception(
  flux: AsyncIterable<Buffer>,
  dossier: string,
): Promise<Reception | null> {
  const morceaux = flux[Symbol.asyncIterator]()
  let reste: Buffer = Buffer.alloc(0)
  const jusqua = async (taille: number): Promise<boolean> => {
    const lus = [reste]
    let total = reste.length
    while (total < taille) {
      const { value, done } = await morceaux.next()
      if (done) return false
      lus.push(value)
      total += value.length
    }
    reste = lus.length > 1 ? Buffer.concat(lus) : reste
    return true
  }
  if (!(await jusqua(4))) return null
  const longueur = reste.readUInt32BE(0)
  if (longueur > ENTETE_MAX || !(await jusqua(4 + longueur))) return null
  let entete: unknown
  try {
    entete = JSON.parse(reste.toString('utf8', 4, 4 + longueur))
  } catch {
    return null
  }
  const debut = reste.subarray(4 + longueur)
  return { entete, recevoir: (tailles) => mettreDeCote(debut, morceaux, tailles, dossier) }
}

async function mettreDeCote(
  debut: Buffer,
  suite: AsyncIterator<Buffer>,
  tailles: readonly number[],
  dossier: string,
): Promise<Attente | null> {
  const attendu = tailles.reduce((somme, taille) => somme + taille, 0)
  await mkdir(join(dossier, 'attente'), { recursive: true, mode: 0o700 })
  const chemin = join(dossier, 'attente', enTexte(alea(16)))
  const fichier = await open(chemin, 'wx+', 0o600)
  try {
    await unlink(chemin)
    let total = 0
    for (let morceau: Buffer = debut; ; ) {
      total += morceau.length
      if (total > attendu) break
      if (morceau.length > 0) await fichier.write(morceau)
      const { value, done } = await suite.next()
      if (done) break
      morceau = value
    }
    if (total === attendu)
      return {
        async lire(rang) {
          const position = tailles.slice(0, rang).reduce((somme, taille) => somme + taille, 0)
          const octets = Buffer.allocUnsafeSlow(tailles[rang]!)
          await fichier.read(octets, 0, octets.length, position)
          return octets
        },
        fermer: () => fichier.close(),
      }
  } catch (erreur) {
    await fichier.close()
    throw erreur
  }
  await fichier.close()
  return null
}
