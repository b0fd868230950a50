import { fileTypeFromBuffer } from 'file-type'

export type TypeReconnu =
  | { readonly ok: true; readonly typeMime: string }
  | { readonly ok: false; readonly motif: string }

/** What may be attached, by what the bytes are and not by what the name says: how it is called, and how its name ends, the usual way first. */
const ADMIS: Readonly<Record<string, { readonly libelle: string; readonly extensions: readonly string[] }>> =
  {
    'application/pdf': { libelle: 'PDF', extensions: ['pdf'] },
    'image/png': { libelle: 'image PNG', extensions: ['png'] },
    'image/jpeg': { libelle: 'image JPEG', extensions: ['jpg', 'jpeg'] },
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
      libelle: 'DOCX',
      extensions: ['docx'],
    },
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
      libelle: 'XLSX',
      extensions: ['xlsx'],
    },
    'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
      libelle: 'PPTX',
      extensions: ['pptx'],
    },
    'application/vnd.oasis.opendocument.text': { libelle: 'ODT', extensions: ['odt'] },
    'application/vnd.oasis.opendocument.spreadsheet': { libelle: 'ODS', extensions: ['ods'] },
  }
/** Plain text has many names; none of these is run by the computer that opens it. */
const TEXTE = ['txt', 'csv', 'tsv', 'md', 'ics', 'vcf', 'log']

/** Decides whether a file may be kept, from its first bytes. Plain text is accepted when it is readable UTF-8 without control characters. */
export async function reconnaitre(contenu: Uint8Array): Promise<TypeReconnu> {
  if (contenu.length === 0)
    return { ok: false, motif: 'Le fichier est vide. Choisissez un fichier qui contient quelque chose.' }
  const type = await fileTypeFromBuffer(contenu)
  if (type && Object.hasOwn(ADMIS, type.mime)) return { ok: true, typeMime: type.mime }
  if (!type && estTexte(contenu)) return { ok: true, typeMime: 'text/plain; charset=utf-8' }
  const admis = Object.values(ADMIS)
    .map(({ libelle }) => libelle)
    .join(', ')
  return {
    ok: false,
    motif: `Ce genre de fichier n’est pas accepté${type ? ` (${type.ext})` : ''}. Envoyez un document ${admis} ou un texte simple.`,
  }
}

/**
 * The name under which a recognised file is kept: its own when it ends as its content does, else with the right ending added, so that no computer
 * takes a document for a program. Two hundred characters at most.
 */
export function nommer(nom: string, typeMime: string): string {
  const extensions = ADMIS[typeMime]?.extensions ?? TEXTE
  const fin = /\.([^.]+)$/.exec(nom)?.[1]?.toLowerCase() ?? ''
  return extensions.includes(fin) ? nom : `${nom.slice(0, 194).toWellFormed()}.${extensions[0]}`
}

function estTexte(contenu: Uint8Array): boolean {
  try {
    const texte = new TextDecoder('utf-8', { fatal: true }).decode(contenu)
    // A page sent as text could still be run by a careless reader: markup is not plain text.
    return (
      ![...texte.slice(0, 4096)].some((c) => c < ' ' && !'\n\r\t\f'.includes(c)) &&
      !/<(script|html|svg)/i.test(texte)
    )
  } catch {
    return false
  }
}
