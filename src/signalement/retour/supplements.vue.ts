// What the page of return shows only when there is something of it: a thread of health, a record to approve, another organisation.
import { alerte, bouton, champ, dire, direFaute, el, section, texteLong } from '../navigateur/dom.ts'
import { envoyer, type Retour, transferer } from '../protocole/auteur.ts'
import { demander } from '../protocole/serveur.ts'

/** What a section does with the page that holds it. */
export type Suite = Readonly<{
  agir: (retour: Retour, faire: () => Promise<void>, pret?: true | string) => Promise<void>
  afficher: (retour: Retour) => void
}>
export type Corps = { genre: string; texte?: string; accords?: string[] }

const francais = (jour: string): string => jour.split('-').reverse().join('/')

/** The thread with the doctor or the psychologist: the cell holds no key of it. Empty before one of them wrote. */
export function filDeSante(retour: Retour, { agir }: Suite, qui: (id: string) => string): HTMLElement[] {
  const messages = (retour.dossier.volets.get('S')?.messages ?? []).filter(
    (m) => (m.corps as Corps).genre === 'message',
  )
  if (messages.length === 0) return []
  const texte = texteLong(3)
  return [
    section(
      'Échanges de santé',
      el('p', {}, 'La cellule ne peut pas les lire.'),
      ...messages.map((m) =>
        el(
          'p',
          { class: 'texte-libre' },
          `${qui(m.emetteur)}, le ${francais(m.jour)} : ${(m.corps as Corps).texte ?? ''}`,
        ),
      ),
      champ('reponse-sante', 'Votre réponse', texte),
      el(
        'div',
        { class: 'actions' },
        bouton('Chiffrer et répondre', () =>
          agir(
            retour,
            () =>
              envoyer(retour, 'ecrire', [
                { volet: 'S', corps: { genre: 'message', texte: texte.value.trim() } },
              ]),
            texte.value.trim() !== '' || 'Écrivez votre réponse d’abord.',
          ),
        ),
      ),
    ),
  ]
}

/** A hearing written down by the cell: its author checks it, corrects it, approves it (décret 2022-1284, art. 6 II). */
export function procesVerbaux(retour: Retour, { agir }: Suite): HTMLElement[] {
  const messages = retour.dossier.volets.get('E')?.messages ?? []
  const genre = (m: (typeof messages)[number]) => (m.corps as Corps).genre
  const dernier = messages.filter((m) => genre(m) === 'pv').at(-1)
  const repondu = messages.some((m) => m.rang > (dernier?.rang ?? 0) && genre(m).startsWith('pv-'))
  if (!dernier || repondu) return []
  const texte = texteLong(3)
  const repondre = (corps: { genre: string; texte?: string }, pret: true | string) =>
    agir(retour, () => envoyer(retour, 'ecrire', [{ volet: 'E', corps }]), pret)
  return [
    section(
      'Un procès-verbal attend votre accord',
      el('p', { class: 'texte-libre' }, (dernier.corps as Corps).texte ?? ''),
      champ('rectification', 'Ce qu’il faut rectifier', texte),
      el(
        'div',
        { class: 'actions' },
        bouton('J’approuve ce procès-verbal', () => repondre({ genre: 'pv-approuve' }, true), 'primaire'),
        bouton('Demander cette rectification', () =>
          repondre(
            { genre: 'pv-corrige', texte: texte.value.trim() },
            texte.value.trim() !== '' || 'Écrivez d’abord ce qu’il faut rectifier.',
          ),
        ),
      ),
    ),
  ]
}

/** Another organisation of the region may take the case: the author alone decides it, from her browser. */
export function sectionTransfert(retour: Retour, { afficher }: Suite): HTMLElement {
  const lieu = el('div', {})
  demander<{ organisme: string; nom: string }[]>(retour.transport, '/v1/cellules')
    .then((autres) => {
      const choix = el(
        'select',
        { class: 'saisie' },
        ...autres
          .filter(({ organisme }) => organisme !== retour.cellule.organisme)
          .map(({ organisme, nom }) => el('option', { value: organisme }, nom)),
      )
      lieu.replaceChildren(
        el(
          'div',
          { class: 'formulaire' },
          champ('transfert', 'Vers quel Centre de gestion', choix),
          el(
            'div',
            { class: 'actions' },
            bouton('Envoyer mon dossier là-bas', async () => {
              dire(el('p', {}, 'Nouvelles clés sur votre appareil…'))
              try {
                afficher(await transferer(retour, choix.value))
                dire(alerte('ok', 'Votre dossier est parti. L’ancienne cellule n’a plus de clé.'))
              } catch (erreur) {
                direFaute(erreur)
              }
            }),
          ),
        ),
      )
    })
    .catch(direFaute)
  return section(
    'Confier mon dossier à un autre Centre de gestion',
    el(
      'p',
      {},
      'Vos douze mots restent les mêmes. Ce que la première cellule a lu, elle ne peut pas l’oublier ; ses notes internes sont effacées.',
    ),
    lieu,
  )
}
