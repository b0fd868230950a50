import { peutEcrire, VOLETS_DE_SOIN } from '../../domain/acces.ts'
import { alerte, bouton, champ, dire, el, fiche, section, texteLong } from '../../navigateur/dom.ts'
import type { SurLeBureau } from '../../protocole/membre.ts'
import { corps, faire, francais, type Navigation } from '../commun.ts'
import { accepte, ecrireLeFil } from '../offres.ts'

type Sante = Readonly<{ sante?: Record<string, string>; texte?: string; note?: string }>
const NOMS: Readonly<Record<string, string>> = {
  arret: 'Arrêt de travail',
  accidentService: 'Accident de service',
  suiviMedical: 'Suivi médical',
}

/** What the author says of her health, for a doctor or a psychologist whom she let read it. Null for who holds no key of it. */
export function sectionSante(
  bureau: SurLeBureau,
  navigation: Navigation,
  qui: (id: string) => string,
): HTMLElement | null {
  const messages = bureau.dossier.volets.get('S')?.messages
  if (!messages) return null
  const volet = VOLETS_DE_SOIN.find((v) => peutEcrire(bureau.membre.role, v))
  return section(
    'Santé',
    ...messages.map((m) => {
      const { sante, texte: dit, note } = corps<Sante>(m)
      return sante
        ? fiche(Object.entries(sante).map(([cle, valeur]) => [NOMS[cle] ?? cle, valeur] as const))
        : el('p', { class: 'texte-libre' }, `${francais(m.jour)}, ${qui(m.emetteur)} : ${dit ?? note ?? ''}`)
    }),
    ...(volet ? fil(bureau, navigation, qui, volet) : []),
  )
}

/** The thread of one profession with the author: neither the cell nor the other profession holds its key. */
function fil(
  bureau: SurLeBureau,
  navigation: Navigation,
  qui: (id: string) => string,
  volet: (typeof VOLETS_DE_SOIN)[number],
): HTMLElement[] {
  const messages = bureau.dossier.volets.get(volet)?.messages
  if (!messages)
    return [
      el(
        'p',
        {},
        'Votre fil avec l’auteur n’est pas ouvert : il s’ouvre quand elle ou il enregistre ses accords.',
      ),
    ]
  const texte = texteLong()
  return [
    el('p', { class: 'aide' }, 'Ce fil n’est lu que par l’auteur et vous.'),
    ...messages
      .filter((m) => corps<{ genre: string }>(m).genre === 'message')
      .map((m) =>
        el(
          'p',
          { class: 'texte-libre' },
          `${francais(m.jour)}, ${qui(m.emetteur)} : ${corps<Sante>(m).texte ?? ''}`,
        ),
      ),
    ...(accepte(bureau, ecrireLeFil(volet))
      ? [
          champ('soin', 'Votre message à l’auteur', texte),
          el(
            'div',
            { class: 'actions' },
            bouton(
              'Chiffrer et écrire à l’auteur',
              () =>
                texte.value.trim() === ''
                  ? dire(alerte('alerte', 'Écrivez votre message d’abord.'))
                  : faire(bureau, navigation, {
                      action: 'ecrire',
                      ecrits: [{ volet, corps: { genre: 'message', texte: texte.value.trim() } }],
                    }),
              'primaire',
            ),
          ),
        ]
      : []),
  ]
}
