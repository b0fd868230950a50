// The frame without an origin where an attached file is read: its bytes come by one message, pixels or text are drawn here, and one message says what was done.
import { lectureDe } from './lecture.ts'
import type { DemandeDeLecture, Lu } from './visionneuse.ts'

/** Widest drawing: beyond, the image is made smaller. */
const LARGEUR_MAX = 1600

const styles = new CSSStyleSheet()
styles.replaceSync(
  'h1{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%)}body{margin:0;background:#fff;color:#161616;font:1rem/1.5 system-ui,sans-serif}canvas{display:block;max-width:100%;height:auto}pre{margin:0;padding:1rem;white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;font-family:ui-monospace,monospace}',
)
document.adoptedStyleSheets = [styles]
const principal = document.querySelector('main')!

addEventListener(
  'message',
  async ({ data, ports }: MessageEvent<DemandeDeLecture>) => {
    const dit = await lire(data).catch(() => 'autre' as const)
    ports[0]!.postMessage({ lu: dit, hauteur: document.documentElement.scrollHeight } satisfies Lu)
  },
  { once: true },
)

/** Shows what may be shown; says what the bytes are. */
async function lire({ octets, nom }: DemandeDeLecture): Promise<Lu['lu']> {
  const lecture = lectureDe(octets)
  if (lecture.genre === 'texte') {
    const texte = document.createElement('pre')
    texte.dir = 'auto'
    texte.tabIndex = 0
    texte.textContent = lecture.texte
    principal.append(texte)
  }
  if (lecture.genre === 'image') principal.append(await dessiner(octets, lecture.type, nom))
  return lecture.genre
}

/** The pixels of an image, and nothing else of its file. */
async function dessiner(octets: Uint8Array<ArrayBuffer>, type: string, nom: string): Promise<HTMLElement> {
  const pixels = await createImageBitmap(new Blob([octets], { type }))
  const echelle = Math.min(1, LARGEUR_MAX / pixels.width)
  const toile = document.createElement('canvas')
  toile.setAttribute('role', 'img')
  toile.setAttribute('aria-label', `Image jointe : ${nom}`)
  toile.width = Math.max(1, Math.round(pixels.width * echelle))
  toile.height = Math.max(1, Math.round(pixels.height * echelle))
  toile.getContext('2d')!.drawImage(pixels, 0, 0, toile.width, toile.height)
  pixels.close()
  return toile
}
