import { accepter, type Result, refuser } from '#shared/result.ts'
import { reconnaitre } from './reconnaitre.ts'

/** What a part of a multipart form is made of, whatever the server that received it. */
type Partie =
  | { readonly type: 'field'; readonly fieldname: string; readonly value: unknown }
  | {
      readonly type: 'file'
      readonly fieldname: string
      readonly filename: string
      toBuffer(): Promise<Buffer>
    }

export type Envoi = {
  readonly champs: Readonly<Record<string, string>>
  readonly fichier: { readonly nom: string; readonly typeMime: string; readonly contenu: Buffer } | null
}

/** Reads a form that may carry one file: its fields, and the file recognised by its content. Refused with what was typed. */
export async function recevoirEnvoi(
  parties: AsyncIterable<Partie>,
): Promise<Result<Envoi, { readonly champs: Envoi['champs']; readonly phrase: string }>> {
  const champs: Record<string, string> = {}
  let recu: { nom: string; contenu: Buffer } | undefined
  for await (const partie of parties) {
    if (partie.type === 'field') champs[partie.fieldname] = String(partie.value).replaceAll('\0', '')
    else {
      const contenu = await partie.toBuffer()
      const nom = partie.filename
        .toWellFormed()
        .replaceAll(/[\\/\p{Cc}]/gu, '_')
        .trim()
        .slice(0, 200)
        .toWellFormed()
      if (nom !== '' && contenu.length > 0) recu = { nom, contenu }
    }
  }
  if (!recu) return accepter({ champs, fichier: null })
  const reconnu = await reconnaitre(recu.contenu)
  return reconnu.ok
    ? accepter({ champs, fichier: { ...recu, typeMime: reconnu.typeMime } })
    : refuser({ champs, phrase: `« ${recu.nom} » : ${reconnu.motif}` })
}
