import { accepter, type Result, refuser } from '#shared/result.ts'
import { nommer, reconnaitre } from './reconnaitre.ts'

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

/** A file as it came, whatever it holds, and the field that carried it. */
export type FichierEnvoye = { readonly champ: string; readonly nom: string; readonly contenu: Buffer }

export type PartiesLues = {
  readonly champs: Envoi['champs']
  /** Every named file, in order. */
  readonly fichiers: readonly FichierEnvoye[]
  /** The last one: for forms that carry one file. */
  readonly fichier: FichierEnvoye | null
}

/** A name that cannot lead elsewhere: no path, no control character, two hundred characters at most. */
export const nomDeFichier = (nom: string): string =>
  nom
    .toWellFormed()
    .replaceAll(/[\\/\p{Cc}]/gu, '_')
    .trim()
    .slice(0, 200)
    .toWellFormed()

/**
 * The fields of a form and the files that it carries. NUL, which nobody types and PostgreSQL refuses, is dropped. A file over the limit of
 * the server ends the reading: with `tropLourd` it is named and what came before is kept, without it the error of the server goes through.
 */
export async function lireParties(
  parties: AsyncIterable<Partie>,
  tropLourd?: (champ: string, nom: string) => void,
): Promise<PartiesLues> {
  const champs: Record<string, string> = {}
  const fichiers: FichierEnvoye[] = []
  for await (const partie of parties) {
    if (partie.type === 'field') {
      champs[partie.fieldname] = String(partie.value ?? '').replaceAll('\0', '')
      continue
    }
    const nom = nomDeFichier(partie.filename)
    const contenu = await partie.toBuffer().catch((erreur: unknown) => {
      if (!tropLourd) throw erreur
      tropLourd(partie.fieldname, nom)
      return null
    })
    if (contenu === null) break
    if (nom !== '') fichiers.push({ champ: partie.fieldname, nom, contenu })
  }
  return { champs, fichiers, fichier: fichiers.at(-1) ?? null }
}

/** Reads a form that may carry one file: its fields, and the file recognised by its content. Refused with what was typed. */
export async function recevoirEnvoi(
  parties: AsyncIterable<Partie>,
): Promise<Result<Envoi, { readonly champs: Envoi['champs']; readonly phrase: string }>> {
  const { champs, fichier } = await lireParties(parties)
  if (!fichier || fichier.contenu.length === 0) return accepter({ champs, fichier: null })
  const reconnu = await reconnaitre(fichier.contenu)
  return reconnu.ok
    ? accepter({
        champs,
        fichier: {
          nom: nommer(fichier.nom, reconnu.typeMime),
          contenu: fichier.contenu,
          typeMime: reconnu.typeMime,
        },
      })
    : refuser({ champs, phrase: `« ${fichier.nom} » : ${reconnu.motif}` })
}
