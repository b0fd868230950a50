// The files of the demonstration: invented texts, composed once by the application itself. Their bytes come with the sources.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FichierRecu, Fichiers } from '../src/platform/fichiers/fichiers.ts'

export const FICHIERS = [
  'convention-deontologues.pdf',
  'annexe-deontologues.pdf',
  'convention-paie.pdf',
] as const

export type NomDeFichier = (typeof FICHIERS)[number]

// Found from the sources and from `dist/` alike.
const lire = (nom: string) => readFile(join(import.meta.dirname, '../demo/fichiers', nom))

/** A file of the demonstration as if it had just been received; its bytes are kept by `garderFichiersDeDemonstration`. */
export async function fichierRecu(nom: NomDeFichier): Promise<FichierRecu> {
  const contenu = await lire(nom)
  return {
    nom,
    typeMime: 'application/pdf',
    taille: contenu.byteLength,
    sha256: createHash('sha256').update(contenu).digest('hex'),
  }
}

/** Puts the bytes where the application keeps files: each start of a demonstration makes sure of it, the same bytes are kept once. */
export async function garderFichiersDeDemonstration(fichiers: Fichiers): Promise<void> {
  for (const nom of FICHIERS) await fichiers.garder(await lire(nom))
}
