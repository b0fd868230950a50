// What the page of return shows beside the thread: health, employer, reprisals, meeting, trace, a record to approve, another organisation.

import { refusDePiece } from '../domain/depot.ts'
import { francais } from '../domain/jour.ts'
import { type ReponseRepresailles, suivreRepresailles } from '../domain/suivis.ts'
import { alerte, bouton, champ, dire, direFaute, el, section, texteLong } from '../navigateur/dom.ts'
import { ajouterPiece, envoyer, type Retour } from '../protocole/auteur.ts'
import { preparerPiece } from '../protocole/metadonnees.ts'
import { demander } from '../protocole/serveur.ts'
import { transferer } from '../protocole/transfert.ts'

/** What a section does with the page that holds it. */
export type Suite = Readonly<{
  agir: (retour: Retour, faire: () => Promise<void>, pret?: true | string) => Promise<void>
  afficher: (retour: Retour) => void
}>
export type Corps = {
  genre: string
  texte?: string
  accords?: string[]
  mois?: number
  reponse?: ReponseRepresailles
}

/** What a consent is worth, and for whom. */
export const ACCORD_TARDIF =
  'Un accord vaut pour les personnes présentes quand vous le donnez. Pour le donner à une personne arrivée depuis : ôtez-le, enregistrez, puis cochez-le de nouveau.'

const FILS = [
  [
    'M',
    'Échanges avec le médecin du travail',
    'La cellule et la ou le psychologue ne peuvent pas les lire.',
    'Écrire au médecin',
  ],
  [
    'P',
    'Échanges avec la ou le psychologue',
    'La cellule et le médecin ne peuvent pas les lire.',
    'Écrire à la ou au psychologue',
  ],
  ['S', 'Échanges de santé plus anciens', 'La cellule ne peut pas les lire.', ''],
] as const

/** The threads with the doctor and with the psychologist, each apart: the cell holds no key of either. Empty where no consent opened one. */
export function filsDeSante(retour: Retour, { agir }: Suite, qui: (id: string) => string): HTMLElement[] {
  return FILS.flatMap(([volet, titre, secret, ecrire]) => {
    const ouvert = retour.dossier.volets.get(volet)
    const messages = (ouvert?.messages ?? []).filter((m) => (m.corps as Corps).genre === 'message')
    if (!ouvert || (volet === 'S' && messages.length === 0)) return []
    const texte = texteLong(3)
    return [
      section(
        titre,
        el('p', {}, secret),
        ...messages.map((m) =>
          el(
            'p',
            { class: 'texte-libre' },
            `${qui(m.emetteur)}, le ${francais(m.jour)} : ${(m.corps as Corps).texte ?? ''}`,
          ),
        ),
        ...(volet === 'S'
          ? []
          : [
              champ(`reponse-${volet}`, ecrire, texte),
              el(
                'div',
                { class: 'actions' },
                bouton('Chiffrer et écrire', () =>
                  agir(
                    retour,
                    () =>
                      envoyer(retour, 'ecrire', [
                        { volet, corps: { genre: 'message', texte: texte.value.trim() } },
                      ]),
                    texte.value.trim() !== '' || 'Écrivez votre message d’abord.',
                  ),
                ),
              ),
            ]),
      ),
    ]
  })
}

/** What the employer was told and what it answered: the author's own case, in a text of the cell. Empty before anything went. */
export function sectionTransmission(retour: Retour, qui: (id: string) => string): HTMLElement[] {
  const messages = retour.dossier.volets.get('T')?.messages ?? []
  if (messages.length === 0) return []
  return [
    section(
      'Ce qui a été dit à votre employeur',
      ...messages.map((m) =>
        el(
          'p',
          { class: 'texte-libre' },
          `${qui(m.emetteur)}, le ${francais(m.jour)} : ${(m.corps as Corps).texte ?? ''}`,
        ),
      ),
    ),
  ]
}

/** The cell asks at one, three and six months whether there were reprisals; the author answers, or asks not to be asked any more. */
export function sectionRepresailles(retour: Retour, { agir }: Suite): HTMLElement[] {
  const messages = (retour.dossier.volets.get('E')?.messages ?? []) as unknown as Parameters<
    typeof suivreRepresailles
  >[0]
  if (!suivreRepresailles(messages, -1).enAttente) return []
  const texte = texteLong(3)
  const repondre = (reponse: ReponseRepresailles, pret: true | string = true) =>
    agir(
      retour,
      () =>
        envoyer(retour, 'ecrire', [
          { volet: 'E', corps: { genre: 'represailles', reponse, texte: texte.value.trim() } },
        ]),
      pret,
    )
  return [
    section(
      'Subissez-vous des représailles ?',
      el(
        'p',
        {},
        'Une mesure contre vous parce que vous avez signalé est interdite (CGFP, L135-6 A) : sanction, mutation, prime ou évaluation en baisse, mise à l’écart.',
      ),
      champ('represailles', 'Ce qui s’est passé, si c’est le cas', texte),
      el(
        'div',
        { class: 'actions' },
        bouton('Non', () => repondre('non')),
        bouton('Oui, je le signale', () =>
          repondre('oui', texte.value.trim() !== '' || 'Écrivez d’abord ce qui s’est passé.'),
        ),
        bouton('Ne plus me poser cette question', () => repondre('arret')),
      ),
    ),
  ]
}

/** A file found later: sealed here, read by who reads the story. */
export function sectionPiece(retour: Retour, { agir }: Suite): HTMLElement {
  const fichier = el('input', { class: 'saisie', type: 'file' })
  const garder = el('input', { type: 'checkbox', name: 'garder' })
  return section(
    'Ajouter un fichier',
    champ('fichier', 'Un fichier de 20 Mo au plus', fichier),
    el(
      'label',
      { class: 'option' },
      garder,
      el('span', {}, 'Garder les informations cachées des images (lieu, appareil, date), comme preuve'),
    ),
    el(
      'div',
      { class: 'actions' },
      bouton('Chiffrer et ajouter', () => {
        const choisi = fichier.files?.[0]
        return agir(
          retour,
          async () => {
            const octets = new Uint8Array(await choisi!.arrayBuffer())
            await ajouterPiece(retour, preparerPiece(choisi!.name, choisi!.type, octets, garder.checked))
          },
          choisi ? (refusDePiece(choisi.name, choisi.size) ?? true) : 'Choisissez d’abord un fichier.',
        )
      }),
    ),
  )
}

/** A meeting that the author asks for: the cell has twenty working days (décret 2022-1284, art. 4 I). */
export function sectionRendezVous(retour: Retour, { agir }: Suite): HTMLElement {
  const texte = texteLong(2)
  return section(
    'Demander un rendez-vous',
    el('p', {}, 'En personne ou à distance. La cellule vous reçoit dans les vingt jours ouvrés.'),
    champ('rendez-vous', 'Vos moments possibles', texte),
    el(
      'div',
      { class: 'actions' },
      bouton('Demander ce rendez-vous', () =>
        agir(
          retour,
          () =>
            envoyer(retour, 'rendez-vous', [
              { volet: 'E', corps: { genre: 'rendez-vous', texte: texte.value.trim() } },
            ]),
          texte.value.trim() !== '' || 'Écrivez d’abord vos moments possibles.',
        ),
      ),
    ),
  )
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
      'Vos douze mots restent les mêmes. Ce que la première cellule a lu, elle ne peut pas l’oublier ; ses notes internes sont effacées. Vos accords pour un médecin ou une psychologue ne suivent pas : redonnez-les là-bas si vous voulez.',
    ),
    lieu,
  )
}
