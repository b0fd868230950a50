import type { Message } from '@maillage/coffre'
import { type Echange, type Instruction, type NoteSignee, replier } from '../domain/instruction.ts'
import { dire, direFaute, el } from '../navigateur/dom.ts'
import { agir, type Ordre, type SurLeBureau } from '../protocole/membre.ts'

export type Navigation = Readonly<{ revenir: () => unknown; relire: () => unknown }>
export const francais = (jour: string): string => jour.split('-').reverse().join('/')

/** Seals and sends a deed, then shows the case again. */
export async function faire(bureau: SurLeBureau, navigation: Navigation, ordre: Ordre): Promise<boolean> {
  dire(el('p', {}, 'Chiffrement sur votre appareil…'))
  try {
    await agir(bureau, ordre)
    dire()
    await navigation.relire()
    return true
  } catch (erreur) {
    direFaute(erreur)
    return false
  }
}

/** The content of a message, in the shape that its place gives it. */
export const corps = <T>(m: Message): T => m.corps as unknown as T
type Faits = Readonly<{
  employeur: string | null
  identite: string
  canal: 'ligne' | 'sans-script' | 'autre'
  faits: Readonly<Record<string, string | readonly string[]>>
  exclusions: readonly string[]
  pieces: readonly Readonly<{ id: string; nom: string; type: string; taille: number; metadonnees: string }>[]
}>

export const faitsDe = ({ dossier }: SurLeBureau): Faits | undefined => {
  const premier = dossier.volets.get('R')?.messages[0]
  return premier && corps<Faits>(premier)
}

/** Where the case stands, folded from what this member can read. */
export function instructionDe(bureau: SurLeBureau): Instruction {
  const { volets } = bureau.dossier
  return replier(
    (volets.get('N')?.messages ?? []) as unknown as NoteSignee[],
    (volets.get('E')?.messages ?? []) as unknown as Echange[],
    faitsDe(bureau)?.identite === 'anonyme',
  )
}
