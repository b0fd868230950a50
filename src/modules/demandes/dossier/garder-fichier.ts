import type { FichierRecu, Fichiers } from '#platform/fichiers/fichiers.ts'
import { nommer, reconnaitre } from '#platform/fichiers/reconnaitre.ts'

/** Keeps the bytes of a file once they are recognised, whatever its name says; why not, in French, otherwise. */
export async function garder(
  fichiers: Fichiers,
  nom: string,
  contenu: Buffer,
): Promise<FichierRecu | { readonly motif: string }> {
  const reconnu = await reconnaitre(contenu)
  if (!reconnu.ok) return { motif: reconnu.motif }
  const { typeMime } = reconnu
  const sha256 = await fichiers.garder(contenu)
  return { nom: nommer(nom, typeMime), typeMime, taille: contenu.length, sha256 }
}

/** « PDF, 214 ko ». */
export const direFichier = ({
  typeMime,
  taille,
}: {
  readonly typeMime: string
  readonly taille: number
}): string => {
  const poids =
    taille < 1_000_000
      ? `${Math.max(1, Math.round(taille / 1000))} ko`
      : `${(taille / 1_000_000).toFixed(1).replace('.', ',')} Mo`
  const genre = typeMime.includes('pdf')
    ? 'PDF'
    : typeMime.startsWith('image/')
      ? 'Image'
      : typeMime.startsWith('text/')
        ? 'Texte'
        : 'Document'
  return `${genre}, ${poids}`
}
