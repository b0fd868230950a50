import type { FastifyRequest } from 'fastify'
import type { FichierRecu, Fichiers } from '#platform/fichiers/fichiers.ts'
import { reconnaitre } from '#platform/fichiers/reconnaitre.ts'
import type { Saisies } from '#platform/http/contexte.ts'
import type { Faute } from '#platform/http/formulaire.ts'

const nomPropre = (nom: string): string =>
  nom
    .toWellFormed()
    .replaceAll(/[\\/\p{Cc}]/gu, '_')
    .trim()
    .slice(0, 200)
    .toWellFormed()

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
  const champs: Record<string, string> = {}
  const gardes: FichierRecu[] = []
  const fautes: Faute[] = []
  try {
    for await (const partie of requete.parts()) {
      if (partie.type === 'field') {
        champs[partie.fieldname] = String(partie.value ?? '').replaceAll('\0', '')
        continue
      }
      const nom = nomPropre(partie.filename)
      const contenu = await partie.toBuffer().catch((erreur: unknown) => {
        throw new TropLourd(nom, erreur)
      })
      if (nom === '' || contenu.length === 0) continue
      const reconnu = await reconnaitre(contenu)
      if (reconnu.ok)
        gardes.push({
          nom,
          typeMime: reconnu.typeMime,
          taille: contenu.length,
          sha256: await fichiers.garder(contenu),
        })
      else fautes.push({ champ: partie.fieldname, message: `« ${nom} » : ${reconnu.motif}` })
    }
  } catch (erreur) {
    if (!(erreur instanceof TropLourd)) throw erreur
    fautes.push({
      champ: 'fichiers',
      message: `« ${erreur.nom} » dépasse 10 Mo et n’a pas été reçu. Réduisez-le ou découpez-le, puis joignez-le à nouveau.`,
    })
  }
  return { champs, fichiers: gardes, fautes }
}

class TropLourd extends Error {
  readonly nom: string
  constructor(nom: string, cause: unknown) {
    super('fichier trop lourd', { cause })
    this.nom = nom
  }
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
