// Runs in Chromium: the whole sealing of a report with a file of 5 MB, and the bare age library on the same text and file for five recipients.
import { clesAuteur, depuisTexte, developper, entropieDe, lireFil, ouvrir } from '@maillage/coffre'
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption'
import { lireSignalement } from '../../src/signalement/domain/depot.ts'
import { preparerPiece } from '../../src/signalement/protocole/metadonnees.ts'
import { scellerDepot } from '../../src/signalement/protocole/sceller-depot.ts'
import { chargerCellule, parHttp } from '../../src/signalement/protocole/serveur.ts'

const recit = 'Un récit de seize kilo-octets, comme en écrit quelqu’un qui a gardé longtemps. '.repeat(200)
const fichier = new Uint8Array(5_000_000)
for (let i = 0; i < fichier.length; i += 65_536) crypto.getRandomValues(fichier.subarray(i, i + 65_536))

/** Both sides must give back the text and the file; otherwise what was measured would be something else. */
const memes = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((o, i) => o === b[i])

async function preparer(jour: string) {
  const { cellule } = await chargerCellule(parHttp(''), 'cdg-62', jour)
  const lu = lireSignalement(
    { qualite: ['victime'], identite: ['anonyme'], nature: ['menace'], recit: [recit] },
    cellule.politique,
  )
  if (!lu.ok) throw new Error(lu.refus[0]!.message)
  const cinq = cellule.membres.slice(0, 5).map(({ scellement }) => scellement)
  return {
    async comparer() {
      const piece = preparerPiece('piece.txt', 'text/plain', fichier, true)
      const { depot, mots } = await scellerDepot(cellule, lu.valeur, [piece], jour, 'ligne')
      const cles = await clesAuteur(entropieDe(mots.join(' '), 12))
      const moi = { id: 'auteur', identite: cles.identite }
      const [lieu, cleDe] = [{ dossier: depot.dossier, volet: 'R' }, () => cles.signature.publique]
      const scellee = depot.enveloppes.find(({ volet, dest }) => volet === 'R' && dest === 'auteur')!
      const cle = await developper(depuisTexte(scellee.octets), moi, { ...lieu, epoque: 1 }, cleDe)
      const { octets } = depot.messages.find(({ volet }) => volet === 'R')!
      const { messages } = await lireFil([{ octets: depuisTexte(octets), epoque: 1 }], [cle], lieu, cleDe)
      const { faits } = messages[0]!.corps as { faits: { recit: string } }
      const identite = await generateHybridIdentity()
      const [age, lecteur] = [new Encrypter(), new Decrypter()]
      age.addRecipient(await identityToRecipient(identite))
      lecteur.addIdentity(identite)
      return (
        faits.recit === recit.trim() &&
        memes(await ouvrir(depot.pieces[0]!.octets, cle.identite), fichier) &&
        memes(await lecteur.decrypt(await age.encrypt(fichier)), fichier)
      )
    },
    async complet() {
      const debut = performance.now()
      const piece = preparerPiece('piece.txt', 'text/plain', fichier, true)
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
