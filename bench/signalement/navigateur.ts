// Runs in Chromium: the whole sealing of a report with a file of 5 MB, and the bare age library on the same text and file for five recipients.
import { Encrypter } from 'age-encryption'
import { lireSignalement } from '../../src/signalement/domain/depot.ts'
import { preparerPiece } from '../../src/signalement/protocole/metadonnees.ts'
import { scellerDepot } from '../../src/signalement/protocole/sceller-depot.ts'
import { chargerCellule, parHttp } from '../../src/signalement/protocole/serveur.ts'

const recit = 'Un récit de seize kilo-octets, comme en écrit quelqu’un qui a gardé longtemps. '.repeat(200)
const fichier = new Uint8Array(5_000_000)
for (let i = 0; i < fichier.length; i += 65_536) crypto.getRandomValues(fichier.subarray(i, i + 65_536))

async function preparer(jour: string) {
  const { cellule } = await chargerCellule(parHttp(''), 'cdg-62', jour)
  const lu = lireSignalement(
    { qualite: ['victime'], identite: ['anonyme'], nature: ['menace'], recit: [recit] },
    cellule.politique,
  )
  if (!lu.ok) throw new Error(lu.refus[0]!.message)
  const cinq = cellule.membres.slice(0, 5).map(({ scellement }) => scellement)
  return {
    async complet() {
      const debut = performance.now()
      const piece = await preparerPiece('piece.txt', 'text/plain', fichier, true)
      const { depot } = await scellerDepot(cellule, lu.valeur, [piece], jour, 'ligne')
      return { ms: performance.now() - debut, enveloppes: depot.enveloppes.length }
    },
    async nu() {
      const debut = performance.now()
      for (const contenu of [new TextEncoder().encode(recit), fichier]) {
        const age = new Encrypter()
        for (const un of cinq) age.addRecipient(un)
        await age.encrypt(contenu)
      }
      return { ms: performance.now() - debut }
    },
  }
}
Object.assign(globalThis, { preparer })
