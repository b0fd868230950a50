import {
  ATTENTES,
  CRITERES,
  DEMARCHES,
  IDENTITES,
  libelleDe,
  MOYENS,
  NATURES,
  OUI_NON_NSP,
  QUALITES,
  STATUTS,
} from '../../domain/listes.ts'
import { couvre } from '../../domain/politique.ts'
import { el, fiche, section } from '../../navigateur/dom.ts'
import type { SurLeBureau } from '../../protocole/membre.ts'
import { corps, faitsDe } from '../commun.ts'
import { lignePiece } from './piece.vue.ts'

const LISTES = {
  qualite: QUALITES,
  statut: STATUTS,
  nature: NATURES,
  critere: CRITERES,
  moyens: MOYENS,
  demarches: DEMARCHES,
  attentes: ATTENTES,
} as const
const NOMS: Readonly<Record<string, string>> = {
  qualite: 'Qualité',
  statut: 'Statut',
  nature: 'Nature',
  critere: 'Critère',
  recit: 'Récit',
  quand: 'Quand',
  lieux: 'Où',
  frequence: 'Fréquence',
  moyens: 'Moyens',
  auteurFonction: 'Personne en cause',
  auteurLien: 'Lien hiérarchique',
  auteurElu: 'Élu ou autorité',
  temoins: 'Témoins',
  danger: 'Danger grave',
  enCours: 'Toujours en cours',
  cohabitation: 'Même lieu de travail',
  represailles: 'Représailles craintes',
  demarches: 'Démarches faites',
  protectionDemandee: 'Protection demandée',
  attentes: 'Attentes',
  victimeInformee: 'Victime informée',
  accordVictime: 'Accord de la victime',
  codeAffiche: 'Code d’affiche',
}

/** What the author told, as she told it: texts stay texts. Null for who does not hold the key of the story. */
export function sectionFaits(bureau: SurLeBureau): HTMLElement | null {
  const lu = faitsDe(bureau)
  if (!lu) return null
  const { cellule } = bureau
  const employeur = cellule.employeurs.find(({ id }) => id === lu.employeur)
  // Those of the deposit, and those added since.
  const pieces = bureau.dossier.volets
    .get('R')!
    .messages.flatMap((m) => corps<{ pieces?: typeof lu.pieces }>(m).pieces ?? [])
  const dit = (cle: string, valeur: string | readonly string[]): string => {
    const liste = LISTES[cle as keyof typeof LISTES] ?? OUI_NON_NSP
    return [valeur]
      .flat()
      .map((v) => libelleDe(liste, v))
      .join(' ; ')
  }
  return section(
    'Faits',
    fiche([
      ['Employeur', employeur?.nom ?? 'non dit'],
      [
        'Convention le jour du dépôt',
        employeur ? (couvre(employeur, bureau.dossier.recu.jour) ? 'en vigueur' : 'pas en vigueur') : '',
      ],
      ['Identité', libelleDe(IDENTITES, lu.identite)],
      ...Object.entries(lu.faits).map(
        ([cle, valeur]) =>
          [NOMS[cle] ?? cle, el('span', { class: 'texte-libre' }, dit(cle, valeur))] as const,
      ),
    ]),
    pieces.length > 0 && el('ul', { id: 'pieces' }, ...pieces.map((piece) => lignePiece(bureau, piece))),
  )
}
