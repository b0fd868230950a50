import type { FastifyRequest } from 'fastify'
import type { FichierRecu, Fichiers } from '#platform/fichiers/fichiers.ts'
import { reconnaitre } from '#platform/fichiers/reconnaitre.ts'
import type { Saisies } from '#platform/http/contexte.ts'

export type Envoi = {
  readonly champs: Saisies
  readonly fichier: { readonly nom: string; readonly contenu: Buffer } | null
}

/** The fields and the file of a form, whether it was sent with files or not. NUL, which nobody types and PostgreSQL refuses, is dropped. */
export async function recevoirEnvoi(requete: FastifyRequest): Promise<Envoi> {
  if (!requete.isMultipart()) return { champs: (requete.body ?? {}) as Saisies, fichier: null }
  const champs: Record<string, string> = {}
  let fichier: Envoi['fichier'] = null
  for await (const partie of requete.parts()) {
    if (partie.type === 'field') champs[partie.fieldname] = String(partie.value ?? '').replaceAll('\0', '')
    else {
      const contenu = await partie.toBuffer()
      const nom = partie.filename
        .toWellFormed()
        .replaceAll(/[\\/\p{Cc}]/gu, '_')
        .trim()
        .slice(0, 200)
      if (nom !== '') fichier = { nom, contenu }
    }
  }
  return { champs, fichier }
}

/** Keeps the bytes of a file once they are recognised; the reason, in French, when they are not. */
export async function garderFichier(
  fichiers: Fichiers,
  { nom, contenu }: NonNullable<Envoi['fichier']>,
): Promise<FichierRecu | { readonly motif: string }> {
  const reconnu = await reconnaitre(contenu)
  if (!reconnu.ok) return { motif: `« ${nom} » : ${reconnu.motif}` }
  return { nom, typeMime: reconnu.typeMime, taille: contenu.length, sha256: await fichiers.garder(contenu) }
}
