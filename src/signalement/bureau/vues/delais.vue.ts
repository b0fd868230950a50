import { REGLES } from '../../domain/echeances.ts'
import type { Instruction } from '../../domain/instruction.ts'
import { el, section } from '../../navigateur/dom.ts'
import type { SurLeBureau } from '../../protocole/membre.ts'
import { francais, horlogesDe, mene } from '../commun.ts'

const MOTS = { tenue: 'fait', depassee: 'en retard', proche: 'bientôt', loin: '' } as const

/** The deadlines of the case, each with where its number comes from. Null for who does not lead it. */
export function sectionDelais(bureau: SurLeBureau, etat: Instruction): HTMLElement | null {
  if (!mene(bureau)) return null
  return section(
    'Délais de ce dossier',
    el(
      'ul',
      { id: 'delais' },
      ...horlogesDe(bureau, etat).map(({ code, jour, etat: ou }) =>
        el(
          'li',
          {},
          ou === 'depassee' ? el('strong', {}, REGLES[code].nom) : REGLES[code].nom,
          ` : le ${francais(jour)} au plus tard${MOTS[ou] && `, ${MOTS[ou]}`} `,
          el('span', { class: 'detail' }, `(${REGLES[code].source})`),
        ),
      ),
    ),
  )
}
