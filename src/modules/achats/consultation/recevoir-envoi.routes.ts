import type { FastifyRequest } from 'fastify'
import type { FichierRecu, Fichiers } from '#platform/fichiers/fichiers.ts'
import { type FichierEnvoye, lireParties } from '#platform/fichiers/recevoir-envoi.ts'
import { nommer, reconnaitre } from '#platform/fichiers/reconnaitre.ts'
import type { Saisies } from '#platform/http/contexte.ts'

/** The fields and the file of a form, whether it was sent with files or not. */
export const recevoirEnvoi = async (
  requete: FastifyRequest,
): Promise<{ readonly champs: Saisies; readonly fichier: FichierEnvoye | null }> =>
  requete.isMultipart()
    ? lireParties(requete.parts())
    : { champs: (requete.body ?? {}) as Saisies, fichier: null }

/** Keeps the bytes of a file once they are recognised; the reason, in French, when they are not. */
export async function garderFichier(
  fichiers: Fichiers,
  { nom, contenu }: FichierEnvoye,
): Promise<FichierRecu | { readonly motif: string }> {
  const reconnu = await reconnaitre(contenu)
  if (!reconnu.ok) return { motif: `« ${nom} » : ${reconnu.motif}` }
  const { typeMime } = reconnu
  const sha256 = await fichiers.garder(contenu)
  return { nom: nommer(nom, typeMime), typeMime, taille: contenu.length, sha256 }
}
