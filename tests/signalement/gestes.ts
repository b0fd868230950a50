// What members do in the tests of the reporting application.
import { avecRelance } from '../../src/signalement/bureau/commun.ts'
import { agir, type Ordre } from '../../src/signalement/protocole/membre.ts'
import type { EnMemoire } from '../signalement-en-memoire.ts'

/** A member does something in a case, with what the desk does of its own accord. */
export async function faire(m: EnMemoire, qui: string, id: string, ordre: Ordre): Promise<void> {
  const bureau = await m.chez(qui, id)
  await agir(bureau, avecRelance(bureau, ordre))
}

/** A step of the handling, by its name, with a note. */
export const geste = (nom: string, note = 'Raison.'): Ordre => ({
  action: nom === 'accuser' ? 'accuser' : 'instruire',
  vers: nom === 'accuser' ? 'ACCUSE' : 'EN_COURS',
  ecrits: [{ volet: 'N', corps: { genre: 'geste', geste: nom, note } }],
})
