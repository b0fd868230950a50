import type { FastifyRequest } from 'fastify'
import type { FichierRecu, Fichiers } from '#platform/fichiers/fichiers.ts'
import { lireParties } from '#platform/fichiers/recevoir-envoi.ts'
import { reconnaitre } from '#platform/fichiers/reconnaitre.ts'
import type { Saisies } from '#platform/http/contexte.ts'
import type { Faute } from '#platform/http/formulaire.ts'

export type EnvoiLu = {
  readonly champs: Saisies
  readonly fichiers: readonly FichierRecu[]
  readonly fautes: readonly Faute[]
}

/**
 * The fields and the files of a form. A file is judged by its content, whatever its name; what is refused is said beside the field, and the
 * others are kept. A file over the limit ends the reading: fields come before files in our forms.
 */
export async function recevoir(requete: FastifyRequest, fichiers: Fichiers): Promise<EnvoiLu> {
  if (!requete.isMultipart()) return { champs: (requete.body ?? {}) as Saisies, fichiers: [], fautes: [] }
  const fautes: Faute[] = []
  const { champs, fichiers: envoyes } = await lireParties(requete.parts(), (champ, nom) => {
    fautes.push({
      champ,
      message: `« ${nom} » dépasse 10 Mo et n’a pas été reçu. Réduisez-le ou découpez-le, puis joignez-le à nouveau.`,
    })
  })
  const gardes: FichierRecu[] = []
  for (const { champ, nom, contenu } of envoyes) {
    if (contenu.length === 0) continue
    const garde = await garder(fichiers, nom, contenu)
    if ('motif' in garde) fautes.push({ champ, message: `« ${nom} » : ${garde.motif}` })
    else gardes.push(garde)
  }
  return { champs, fichiers: gardes, fautes }
}

/** Keeps the bytes of a file once they are recognised, whatever its name says; why not, in French, otherwise. */
export async function garder(
  fichiers: Fichiers,
  nom: string,
  contenu: Buffer,
): Promise<FichierRecu | { readonly motif: string }> {
  const reconnu = await reconnaitre(contenu)
  if (!reconnu.ok) return { motif: reconnu.motif }
  return { nom, typeMime: reconnu.typeMime, taille: contenu.length, sha256: await fichiers.garder(contenu) }
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
