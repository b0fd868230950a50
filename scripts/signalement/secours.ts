// The quorum: on the référent's own machine, two cards and a passphrase read from standard input, so that no shell keeps them.
import { createInterface } from 'node:readline/promises'
import { jourDe } from '../../src/shared/dates.ts'
import { ouvrirSession } from '../../src/signalement/protocole/membre.ts'
import { reprendreParSecours } from '../../src/signalement/protocole/secours.ts'
import { parHttp } from '../../src/signalement/protocole/serveur.ts'

/** Opens again what nobody can read. Reads three lines: passphrase, first card, second card. Returns the exit code. */
export async function secourir([adresse, organisme, membre]: readonly [
  string,
  string,
  string,
]): Promise<number> {
  const entree = createInterface({ input: process.stdin })
  const lignes: string[] = []
  console.log('Entrez, une ligne chacune : votre phrase de passe, la première part, la deuxième part.')
  for await (const ligne of entree) {
    lignes.push(ligne.trim())
    if (lignes.length === 3) break
  }
  entree.close()
  if (lignes.length < 3) {
    console.error('Il manque une ligne : la phrase de passe et deux parts sont nécessaires. Rien n’a changé.')
    return 1
  }
  const [phrase, ...cartes] = lignes as [string, string, string]
  try {
    const session = await ouvrirSession(parHttp(adresse), membre, phrase, jourDe(new Date()))
    const rouverts = await reprendreParSecours(session, organisme, cartes)
    console.log(
      rouverts === 0
        ? 'Aucun dossier n’est sans lecteur : rien n’a changé.'
        : `${rouverts} dossier(s) rouvert(s) ; chaque auteur en est averti. Tirez de nouvelles parts (cérémonie).`,
    )
    return 0
  } catch (erreur) {
    console.error(`Les dossiers n’ont pas été rouverts. ${(erreur as Error).message}`)
    return 1
  }
}
