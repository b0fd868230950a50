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

/** A file as it came, whatever it holds. */
export type FichierEnvoye = { readonly nom: string; readonly contenu: Buffer }

/** The fields of a form, and the last file that it carries under a name. NUL, which nobody types and PostgreSQL refuses, is dropped. */
export async function lireParties(
  parties: AsyncIterable<Partie>,
): Promise<{ readonly champs: Envoi['champs']; readonly fichier: FichierEnvoye | null }> {
  const champs: Record<string, string> = {}
  let fichier: FichierEnvoye | null = null
  for await (const partie of parties) {
    if (partie.type === 'field') champs[partie.fieldname] = String(partie.value ?? '').replaceAll('\0', '')
    else {
      const contenu = await partie.toBuffer()
      const nom = partie.filename
        .toWellFormed()
        .replaceAll(/[\\/\p{Cc}]/gu, '_')
        .trim()
        .slice(0, 200)
        .toWellFormed()
      if (nom !== '') fichier = { nom, contenu }
    }
  }
  return { champs, fichier }
}

/** Reads a form that may carry one file: its fields, and the file recognised by its content. Refused with what was typed. */
export async function recevoirEnvoi(
  parties: AsyncIterable<Partie>,
): Promise<Result<Envoi, { readonly champs: Envoi['champs']; readonly phrase: string }>> {
  const { champs, fichier } = await lireParties(parties)
  if (!fichier || fichier.contenu.length === 0) return accepter({ champs, fichier: null })
  const reconnu = await reconnaitre(fichier.contenu)
  return reconnu.ok
    ? accepter({ champs, fichier: { ...fichier, typeMime: reconnu.typeMime } })
    : refuser({ champs, phrase: `« ${fichier.nom} » : ${reconnu.motif}` })
}
