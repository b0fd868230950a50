import { alerte, bouton, direFaute, el, enregistrer } from '../../navigateur/dom.ts'
import { lirePiece, type SurLeBureau } from '../../protocole/membre.ts'
import { lectureDe } from '../visionneuse/lecture.ts'
import { visionneuse } from '../visionneuse/visionneuse.ts'

export type Piece = Readonly<{ id: string; nom: string; taille: number; metadonnees: string }>

/** An attached file: read in a frame that has no origin, without anything of it being run, or taken away under a type that no browser runs, with a warning where it may act. */
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
    const { cadre, lu } = visionneuse({ octets, nom: piece.nom })
    montrer(cadre, fermer)
    const genre = await lu
    // Closed, or another reading begun, while this one was being decoded.
    if (cadre.isConnected && (genre === 'pdf' || genre === 'autre')) avertir(octets, NON_MONTRE[genre])
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
