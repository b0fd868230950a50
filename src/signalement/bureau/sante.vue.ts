import { peutEcrire } from '../domain/acces.ts'
import { alerte, bouton, champ, dire, el, fiche, section, texteLong } from '../navigateur/dom.ts'
import type { SurLeBureau } from '../protocole/membre.ts'
import { corps, faire, francais, type Navigation } from './commun.ts'

type Sante = Readonly<{ sante?: Record<string, string>; texte?: string; note?: string }>
const NOMS: Readonly<Record<string, string>> = {
  arret: 'Arrêt de travail',
  accidentService: 'Accident de service',
  suiviMedical: 'Suivi médical',
}

/** What the author says of her health, and a thread with her that the cell cannot read. Null for who holds no key of it. */
export function sectionSante(
  bureau: SurLeBureau,
  navigation: Navigation,
  qui: (id: string) => string,
): HTMLElement | null {
  const messages = bureau.dossier.volets.get('S')?.messages
  if (!messages) return null
  const texte = texteLong()
  return section(
    'Santé',
    ...messages.map((m) => {
      const { sante, texte: dit, note } = corps<Sante>(m)
      return sante
        ? fiche(Object.entries(sante).map(([cle, valeur]) => [NOMS[cle] ?? cle, valeur] as const))
        : el('p', { class: 'texte-libre' }, `${francais(m.jour)}, ${qui(m.emetteur)} : ${dit ?? note ?? ''}`)
    }),
    peutEcrire(bureau.membre.role, 'S') && champ('soin', 'Votre message à l’auteur', texte),
    peutEcrire(bureau.membre.role, 'S') &&
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
                  ecrits: [{ volet: 'S', corps: { genre: 'message', texte: texte.value.trim() } }],
                }),
          'primaire',
        ),
      ),
  )
}
