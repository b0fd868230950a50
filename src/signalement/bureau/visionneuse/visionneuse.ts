// Between the desk and the frame that reads attached files.
import { el } from '../../navigateur/dom.ts'
import type { Lecture } from './lecture.ts'

export type DemandeDeLecture = Readonly<{ octets: Uint8Array<ArrayBuffer>; nom: string }>
/** What the frame says: what the bytes are, and how tall its drawing is, in CSS pixels. */
export type Lu = Readonly<{ lu: Lecture['genre']; hauteur: number }>

/** Beyond, the file scrolls inside its frame. CSS pixels. */
const HAUTEUR_MAX = 1200
const HAUTEUR_MIN = 48
/** A frame that has not answered by then never will: its script did not come, or its decoder fell. Milliseconds. */
const PATIENCE = 20_000

/**
 * A frame without an origin that reads a file handed over by message. `lu` says what it shows; `autre` too for whatever else it may say, for a decoder may have been
 * taken over by the file: nothing of what it answers is used but one word of a list and one bounded number.
 */
export function visionneuse(
  demande: DemandeDeLecture,
): Readonly<{ cadre: HTMLIFrameElement; lu: Promise<Lecture['genre']> }> {
  const cadre = el('iframe', {
    sandbox: 'allow-scripts',
    src: '/visionneuse',
    title: `Fichier joint : ${demande.nom}`,
  })
  const { port1, port2 } = new MessageChannel()
  const lu = new Promise<Lecture['genre']>((dire) => {
    const abandon = setTimeout(() => dire('autre'), PATIENCE)
    port1.onmessage = ({ data }: MessageEvent<Partial<Lu> | null>) => {
      clearTimeout(abandon)
      const hauteur = Number(data?.hauteur)
      cadre.height = String(
        Math.min(HAUTEUR_MAX, Math.max(HAUTEUR_MIN, Number.isFinite(hauteur) ? hauteur : 0)),
      )
      port1.close()
      dire((['image', 'texte', 'pdf'] as const).find((genre) => genre === data?.lu) ?? 'autre')
    }
    // Its origin is nobody's: no address can name it here. Only this frame, which holds nothing else, receives the message.
    cadre.addEventListener('load', () => cadre.contentWindow!.postMessage(demande, '*', [port2]), {
      once: true,
    })
  })
  return { cadre, lu }
}
