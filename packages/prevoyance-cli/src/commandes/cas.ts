import { repondre } from '@maillage/prevoyance/operations'
import type { Machine } from '../machine.ts'
import { lireCas } from './lire-cas.ts'

/** How much text is gathered before a write. */
const PAQUET = 1 << 16

/**
 * `cas FICHIER|-`: one answer per case, in order, as JSON; a lone case gives a lone answer.
 * @returns 0, or 2 when at least one case is malformed (its place holds the error, the others are answered)
 */
export async function cas(args: readonly string[], machine: Machine): Promise<number> {
  const lus = await lireCas(args, machine, 'cas')
  if (!lus.ok) {
    machine.dire(lus.message)
    await machine.ecrire(
      `${JSON.stringify({ operation: null, erreur: { chemin: '', message: lus.message } }, null, 2)}\n`,
    )
    return 2
  }
  let malformes = 0
  let texte = lus.seul ? '' : '[\n'
  for (const [i, un] of lus.liste.entries()) {
    const reponse = repondre(un)
    if (reponse.erreur) malformes++
    texte += lus.seul ? JSON.stringify(reponse, null, 2) : (i > 0 ? ',\n' : '') + JSON.stringify(reponse)
    if (texte.length > PAQUET) {
      await machine.ecrire(texte)
      texte = ''
    }
  }
  await machine.ecrire(`${texte}${lus.seul ? '' : '\n]'}\n`)
  return malformes > 0 ? 2 : 0
}
