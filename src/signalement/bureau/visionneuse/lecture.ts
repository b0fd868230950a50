/** How the desk may show an attached file: drawn, as text, or not at all. */
export type Lecture =
  | Readonly<{ genre: 'image'; type: 'image/png' | 'image/jpeg' }>
  | Readonly<{ genre: 'texte'; texte: string }>
  | Readonly<{ genre: 'pdf' | 'autre' }>

/** An image of more pixels would fill the memory of the page, whatever its file weighs. */
export const PIXELS_MAX = 40_000_000
/** A longer text is read outside. */
export const TEXTE_OCTETS_MAX = 500_000

/**
 * Decides from the bytes alone, whatever the name and the type pretend. What a program could run (a page, a drawing with scripts) is text, and shown as
 * such; a file that is a PDF for any reader is one (its mark may come after others, within 1,024 bytes); an image says its size first, and is drawn only
 * within `PIXELS_MAX`.
 */
export function lectureDe(octets: Uint8Array): Lecture {
  const tete = String.fromCharCode(...octets.subarray(0, 1024))
  if (tete.includes('%PDF-')) return { genre: 'pdf' }
  const png = tete.startsWith('\x89PNG\r\n\x1a\n') && tete.slice(12, 16) === 'IHDR'
  if (png) return image('image/png', tailleDePng(octets))
  if (tete.startsWith('\xff\xd8\xff')) return image('image/jpeg', tailleDeJpeg(octets))
  if (octets.length > TEXTE_OCTETS_MAX) return { genre: 'autre' }
  try {
    const texte = new TextDecoder('utf-8', { fatal: true }).decode(octets)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells a text from anything else
    return /[\0-\x08\x0e-\x1f\x7f]/.test(texte) ? { genre: 'autre' } : { genre: 'texte', texte }
  } catch {
    return { genre: 'autre' }
  }
}

const image = (type: 'image/png' | 'image/jpeg', pixels: number): Lecture =>
  pixels > 0 && pixels <= PIXELS_MAX ? { genre: 'image', type } : { genre: 'autre' }

const u16 = (o: Uint8Array, i: number): number => (o[i] ?? 0) * 256 + (o[i + 1] ?? 0)
const u32 = (o: Uint8Array, i: number): number => u16(o, i) * 65_536 + u16(o, i + 2)

const tailleDePng = (o: Uint8Array): number => u32(o, 16) * u32(o, 20)

/** Pixels that the first frame header announces; 0: none before the picture begins. */
function tailleDeJpeg(o: Uint8Array): number {
  for (let i = 2; i + 9 < o.length; i += 2 + u16(o, i + 2)) {
    const marque = o[i + 1]!
    if (o[i] !== 0xff || marque === 0xda) return 0
    // Every frame header but those that are tables (Huffman, arithmetic coding) or an extension.
    if (marque >= 0xc0 && marque <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marque))
      return u16(o, i + 5) * u16(o, i + 7)
    if (u16(o, i + 2) < 2) return 0
  }
  return 0
}
