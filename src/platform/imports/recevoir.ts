import type { FastifyRequest } from 'fastify'
import { estId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

export type TableauRecu = { readonly nom: string; readonly contenu: Buffer; readonly cle?: string }

const AUCUN = 'Aucun fichier n’a été choisi. Choisissez un fichier CSV ou XLSX, puis recommencez.'

/** The file of the import form and the key of its sending (multipart; the size is bounded by the application). */
export async function recevoirTableau(requete: FastifyRequest): Promise<Result<TableauRecu, string>> {
  if (!requete.isMultipart()) return refuser(AUCUN)
  let recu: { nom: string; contenu: Buffer } | undefined
  let cle: string | undefined
  for await (const partie of requete.parts()) {
    if (partie.type === 'field') {
      if (partie.fieldname === 'cle' && estId(String(partie.value))) cle = String(partie.value)
    } else {
      const contenu = await partie.toBuffer()
      if (partie.fieldname === 'fichier' && partie.filename) recu = { nom: nomSain(partie.filename), contenu }
    }
  }
  if (!recu) return refuser(AUCUN)
  return accepter({ ...recu, ...(cle && { cle }) })
}

/** The name of the file as it may be shown and kept. */
const nomSain = (nom: string): string =>
  nom
    .toWellFormed()
    .replaceAll(/[\\/\p{Cc}]/gu, '_')
    .trim()
    .slice(0, 200)
    .toWellFormed() || 'tableau'
