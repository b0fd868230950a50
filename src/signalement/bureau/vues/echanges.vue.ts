import type { Message } from '@maillage/coffre'
import { ACCORDS, libelleDe } from '../../domain/listes.ts'
import { NOM_DE_LA_REPONSE } from '../../domain/suivis.ts'
import { alerte, bouton, champ, dire, el, section, texteLong } from '../../navigateur/dom.ts'
import type { SurLeBureau } from '../../protocole/membre.ts'
import { corps, faire, francais, type Navigation } from '../commun.ts'
import { accepte, REPONDRE } from '../offres.ts'

/** The thread with the author, and a reply or a record to approve. */
export function sectionEchanges(
  bureau: SurLeBureau,
  navigation: Navigation,
  qui: (id: string) => string,
): HTMLElement {
  const texte = texteLong()
  const messages = bureau.dossier.volets.get('E')!.messages
  const clair = (m: Message) => {
    const lu = corps<{
      genre: string
      texte?: string
      accords?: string[]
      mois?: number
      reponse?: keyof typeof NOM_DE_LA_REPONSE
    }>(m)
    if (lu.genre === 'accords')
      return `Accords : ${lu.accords?.map((a) => libelleDe(ACCORDS, a)).join(' ; ') || 'aucun'}`
    if (lu.genre === 'identite-dite') return 'Identité dite'
    if (lu.genre === 'identite-demandee') return `Ouverture de l’identité demandée : ${lu.texte ?? ''}`
    if (lu.genre === 'pv') return `Procès-verbal à relire : ${lu.texte ?? ''}`
    if (lu.genre === 'pv-approuve') return 'Procès-verbal approuvé'
    if (lu.genre === 'pv-corrige') return `Procès-verbal à rectifier : ${lu.texte ?? ''}`
    if (lu.genre === 'rendez-vous') return `Rendez-vous demandé. ${lu.texte ?? ''}`
    if (lu.genre === 'represailles')
      return lu.reponse
        ? `${NOM_DE_LA_REPONSE[lu.reponse]}. ${lu.texte ?? ''}`
        : `Question sur les représailles (${lu.mois} mois)`
    if (lu.genre === 'renouvellement') return 'Clés renouvelées : une personne qui pouvait lire est partie'
    if (lu.genre === 'transfert') return 'Dossier envoyé à un autre Centre de gestion'
    return lu.genre === 'retrait' ? 'Retrait demandé' : (lu.texte ?? '')
  }
  return section(
    'Échanges avec l’auteur',
    el(
      'ol',
      { class: 'liste-lignes', id: 'fil' },
      ...messages.map((m) =>
        el(
          'li',
          {},
          el(
            'div',
            { class: 'ligne-corps' },
            el('p', { class: 'detail' }, `${qui(m.emetteur)}, le ${francais(m.jour)}`),
            el('p', { class: 'texte-libre' }, clair(m)),
          ),
        ),
      ),
    ),
    ...(accepte(bureau, REPONDRE)
      ? [
          champ('reponse', 'Votre réponse', texte),
          el(
            'div',
            { class: 'actions' },
            bouton(
              'Chiffrer et répondre',
              () =>
                texte.value.trim() === ''
                  ? dire(alerte('alerte', 'Écrivez votre réponse d’abord.'))
                  : faire(bureau, navigation, {
                      action: 'ecrire',
                      ecrits: [{ volet: 'E', corps: { genre: 'message', texte: texte.value.trim() } }],
                    }),
              'primaire',
            ),
            bouton('Envoyer comme procès-verbal à approuver', () =>
              texte.value.trim() === ''
                ? dire(alerte('alerte', 'Écrivez le procès-verbal d’abord.'))
                : faire(bureau, navigation, {
                    action: 'ecrire',
                    ecrits: [{ volet: 'E', corps: { genre: 'pv', texte: texte.value.trim() } }],
                  }),
            ),
          ),
        ]
      : []),
  )
}
