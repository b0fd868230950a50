import { alerte, bouton, direFaute, el, enregistrer } from '../navigateur/dom.ts'
import { lirePiece, type SurLeBureau } from '../protocole/membre.ts'
import { lectureDe } from './lecture.ts'

export type Piece = Readonly<{ id: string; nom: string; taille: number; metadonnees: string }>

/** Widest drawing: beyond, the image is made smaller. */
const LARGEUR_MAX = 1600

/** An attached file: read here without anything of it being run, or taken away under a type that no browser runs, with a warning where it may act. */
export function lignePiece(bureau: SurLeBureau, piece: Piece): HTMLElement {
  const lieu = el('div', { tabindex: '-1', class: 'piece-lue' })
  const montrer = (...enfants: readonly HTMLElement[]): void => {
    lieu.replaceChildren(...enfants)
    if (enfants.length > 0) lieu.focus()
  }
  const lire = (suite: (octets: Uint8Array<ArrayBuffer>) => unknown) => () =>
    lirePiece(bureau, piece.id)
      .then((octets) => suite(new Uint8Array(octets)))
      .catch(direFaute)
  const fermer = bouton('Fermer', () => montrer())
  const avertir = (octets: Uint8Array<ArrayBuffer>, pourquoi: string): void =>
    montrer(
      alerte(
        'attention',
        pourquoi,
        el(
          'p',
          {},
          'Une fois téléchargé, il peut agir sur votre appareil ou prévenir quelqu’un que vous l’ouvrez. Ouvrez-le sur un appareil sans réseau, et effacez-le après.',
        ),
        bouton('Télécharger quand même', () => enregistrer(piece.nom, octets)),
      ),
      fermer,
    )
  const voir = async (octets: Uint8Array<ArrayBuffer>): Promise<void> => {
    const lu = lectureDe(octets)
    if (lu.genre === 'texte')
      return montrer(el('pre', { class: 'code-a-copier', tabindex: '0', dir: 'auto' }, lu.texte), fermer)
    if (lu.genre !== 'image') return avertir(octets, NON_MONTRE[lu.genre])
    const dessin = await dessiner(octets, lu.type, piece.nom).catch(() => null)
    return dessin ? montrer(dessin, fermer) : avertir(octets, NON_MONTRE.autre)
  }
  const emporter = (octets: Uint8Array<ArrayBuffer>): void => {
    const { genre } = lectureDe(octets)
    // A text may be a page or a drawing that runs something: only pixels are harmless.
    if (genre === 'image') enregistrer(piece.nom, octets)
    else avertir(octets, A_EMPORTER[genre])
  }
  return el(
    'li',
    {},
    `${piece.nom} (${piece.taille} octets, informations cachées ${MOT_METADONNEES[piece.metadonnees] ?? 'inconnues'}) `,
    bouton('Voir', lire(voir)),
    ' ',
    bouton('Télécharger', lire(emporter)),
    lieu,
  )
}

const MOT_METADONNEES: Readonly<Record<string, string>> = {
  retirees: 'retirées par l’auteur',
  conservees: 'conservées',
  aucune: 'non trouvées',
}
const NON_MONTRE = {
  pdf: 'Un PDF ne s’ouvre pas dans cette page : il peut contenir des liens et des programmes.',
  autre: 'Ce fichier ne s’ouvre pas dans cette page : ce n’est ni un texte, ni une image de taille courante.',
} as const
const A_EMPORTER = {
  pdf: 'Un PDF peut contenir des liens et des programmes.',
  texte:
    'Ce texte peut être une page ou un dessin qui contient des programmes. « Voir » le montre sans rien lancer.',
  autre: 'Ce fichier peut contenir des programmes.',
} as const

/** The pixels of an image, and nothing else of its file. */
async function dessiner(octets: Uint8Array<ArrayBuffer>, type: string, nom: string): Promise<HTMLElement> {
  const pixels = await createImageBitmap(new Blob([octets], { type }))
  const echelle = Math.min(1, LARGEUR_MAX / pixels.width)
  const toile = el('canvas', {
    class: 'figure-publique',
    role: 'img',
    'aria-label': `Image jointe : ${nom}`,
    width: String(Math.max(1, Math.round(pixels.width * echelle))),
    height: String(Math.max(1, Math.round(pixels.height * echelle))),
  })
  toile.getContext('2d')!.drawImage(pixels, 0, 0, toile.width, toile.height)
  pixels.close()
  return toile
}
