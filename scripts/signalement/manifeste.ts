// What a watcher compares: fingerprints of every file that the built application serves, and the public roots, signed by two maintainers.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CleSignature, DOMAINES, type Json, signer, verifier } from '@maillage/coffre'

export type Racines = Readonly<{ organisme: string; racine: string; region: string }>
export type Contenu = Readonly<{ fichiers: Readonly<Record<string, string>>; racines: readonly Racines[] }>
export type Manifeste = Contenu & Readonly<{ signatures: readonly Readonly<{ cle: string; sig: string }>[] }>

export const sha256 = (octets: Uint8Array): string => createHash('sha256').update(octets).digest('hex')

/** Writes the manifest of a build: two builds of the same sources give the same file. Returns the exit code. */
export async function ecrireManifeste(
  racine: string,
  donnees: string,
  sortie: string,
  cles: readonly string[],
): Promise<number> {
  const statique = join(racine, 'dist/statique')
  const noms = readdirSync(statique, { recursive: true, withFileTypes: true })
    .filter((entree) => entree.isFile())
    .map((entree) => join(entree.parentPath, entree.name))
    .sort()
  const fichiers = Object.fromEntries(
    noms.map((chemin) => [chemin.slice(statique.length + 1), sha256(readFileSync(chemin))]),
  )
  const racines: Racines[] = JSON.parse(await readFile(join(donnees, 'ancrages.json'), 'utf8'))
  const contenu: Contenu = {
    fichiers,
    racines: racines.map(({ organisme, racine: r, region }) => ({ organisme, racine: r, region })),
  }
  const signatures = await Promise.all(
    cles.map(async (chemin) => {
      const cle: CleSignature = JSON.parse(await readFile(chemin, 'utf8'))
      return { cle: cle.publique, sig: signer(DOMAINES.manifeste, contenu as unknown as Json, cle) }
    }),
  )
  await writeFile(sortie, JSON.stringify({ ...contenu, signatures }))
  console.log(`Manifeste de ${noms.length} fichiers et ${racines.length} racines : ${sortie}`)
  return 0
}

/** Reads a manifest that two of the expected maintainers signed; null: do not believe it. */
export function lireManifeste(texte: string, mainteneurs: readonly string[]): Contenu | null {
  const { signatures, ...contenu } = JSON.parse(texte) as Manifeste
  const justes = new Set(
    signatures
      .filter(
        ({ cle, sig }) =>
          mainteneurs.includes(cle) && verifier(DOMAINES.manifeste, contenu as unknown as Json, sig, cle),
      )
      .map(({ cle }) => cle),
  )
  return justes.size >= 2 ? contenu : null
}
