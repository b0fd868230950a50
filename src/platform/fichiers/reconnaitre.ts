import { fileTypeFromBuffer } from 'file-type'

export type TypeReconnu =
  | { readonly ok: true; readonly typeMime: string }
  | { readonly ok: false; readonly motif: string }

/** What may be attached, by what the bytes are and not by what the name says. */
const ADMIS: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/png': 'image PNG',
  'image/jpeg': 'image JPEG',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PPTX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
}

/** Decides whether a file may be kept, from its first bytes. Plain text is accepted when it is readable UTF-8 without control characters. */
export async function reconnaitre(contenu: Uint8Array): Promise<TypeReconnu> {
  if (contenu.length === 0)
    return { ok: false, motif: 'Le fichier est vide. Choisissez un fichier qui contient quelque chose.' }
  const type = await fileTypeFromBuffer(contenu)
  if (type && Object.hasOwn(ADMIS, type.mime)) return { ok: true, typeMime: type.mime }
  if (!type && estTexte(contenu)) return { ok: true, typeMime: 'text/plain; charset=utf-8' }
  const admis = Object.values(ADMIS).join(', ')
  return {
    ok: false,
    motif: `Ce genre de fichier n’est pas accepté${type ? ` (${type.ext})` : ''}. Envoyez un document ${admis} ou un texte simple.`,
  }
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
