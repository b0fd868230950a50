import { alerte, bouton, champ, dire, el, section, texteLong } from '../../navigateur/dom.ts'
import type { SurLeBureau } from '../../protocole/membre.ts'
import { faire, type Navigation } from '../commun.ts'
import { accepte, DEMANDER_L_IDENTITE, donner } from '../offres.ts'

/**
 * The identity is opened by two: a référent asks and says why, which the author reads; the keeper gives the key to the one who asked. Null where
 * nobody has anything to do.
 */
export function sectionIdentite(bureau: SurLeBureau, navigation: Navigation): HTMLElement | null {
  const { membre, dossier, cellule } = bureau
  const { recu, volets } = dossier
  const demande = recu.doubleLecture.find(({ geste }) => geste === 'identite')
  if (membre.role === 'gardien')
    return section(
      'Ouverture de l’identité',
      demande
        ? el(
            'p',
            {},
            `${cellule.membres.find(({ id }) => id === demande.par)?.nom ?? demande.par} la demande ; l’auteur en a lu le motif.`,
          )
        : el('p', {}, 'Personne ne la demande.'),
      demande && accepte(bureau, donner('I', demande.par))
        ? el(
            'div',
            { class: 'actions' },
            bouton('Ouvrir l’identité à cette personne', () =>
              faire(bureau, navigation, {
                action: 'ouvrir-identite',
                donner: [{ volet: 'I', dest: demande.par }],
              }),
            ),
          )
        : null,
    )
  const gardee = recu.lecteurs.some(
    ({ volet, dest }) => volet === 'I' && cellule.membres.find(({ id }) => id === dest)?.role === 'gardien',
  )
  if (volets.has('I') || !gardee || !accepte(bureau, DEMANDER_L_IDENTITE)) return null
  if (demande)
    return section(
      'Ouverture de l’identité',
      el('p', {}, 'Demandée : la gardienne ou le gardien doit ouvrir.'),
    )
  const motif = texteLong(2)
  return section(
    'Ouverture de l’identité',
    champ('motif-identite', 'Pourquoi l’ouvrir (l’auteur lira ce motif)', motif),
    el(
      'div',
      { class: 'actions' },
      bouton('Demander l’ouverture', () =>
        motif.value.trim() === ''
          ? dire(alerte('alerte', 'Écrivez le motif d’abord : l’auteur a le droit de le lire.'))
          : faire(bureau, navigation, {
              action: 'demander-identite',
              ecrits: [{ volet: 'E', corps: { genre: 'identite-demandee', texte: motif.value.trim() } }],
            }),
      ),
    ),
  )
}
