import type { FastifyRequest } from 'fastify'
import type { FichierRecu, Fichiers } from '#platform/fichiers/fichiers.ts'
import { lireParties } from '#platform/fichiers/recevoir-envoi.ts'
import type { Saisies } from '#platform/http/contexte.ts'
import type { Faute } from '#platform/http/formulaire.ts'
import { garder } from './garder-fichier.ts'

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
