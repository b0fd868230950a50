import { ecarts, estObjet, repondre } from '@maillage/prevoyance/operations'
import type { Machine } from '../machine.ts'
import { lireCas } from './lire-cas.ts'

/**
 * `verifier FICHIER`: replays the cases that carry an `attendu` and shows those that differ.
 * @returns 0; 1 when at least one differs; 2 when at least one is malformed
 */
export async function verifier(args: readonly string[], machine: Machine): Promise<number> {
  const lus = await lireCas(args, machine, 'verifier')
  if (!lus.ok) {
    machine.dire(lus.message)
    return 2
  }
  let [verifies, differents, malformes, sans] = [0, 0, 0, 0]
  for (const [i, un] of lus.liste.entries()) {
    const attendu = estObjet(un) ? un['attendu'] : undefined
    if (estObjet(un) && attendu === undefined) {
      sans++
      continue
    }
    verifies++
    const reponse = repondre(un)
    const trouves = estObjet(attendu) ? ecarts(attendu, reponse) : []
    const imprevue = reponse.erreur !== undefined && !(estObjet(attendu) && 'erreur' in attendu)
    if (imprevue) malformes++
    else if (trouves.length > 0) differents++
    else continue
    const nom = `${reponse.id ?? `cas n° ${i + 1}`} (${reponse.operation ?? 'sans opération'})`
    const lignes = imprevue ? [`${reponse.erreur!.chemin} : ${reponse.erreur!.message}`] : trouves
    await machine.ecrire(`${nom}\n${lignes.map((ligne) => `  ${ligne}\n`).join('')}`)
  }
  await machine.ecrire(
    `${verifies} cas vérifiés : ${verifies - differents - malformes} conformes, ${differents} différents, ${malformes} mal formés${sans > 0 ? ` ; ${sans} sans « attendu », non vérifiés` : ''}.\n`,
  )
  if (malformes > 0) return 2
  return differents > 0 ? 1 : 0
}
