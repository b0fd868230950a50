// node scripts/generer.ts: writes src/genere from the rules of src/regles; to run after any change of a rule.
// node scripts/generer.ts --verifier: writes nothing, fails when a committed file is not what the rules give today.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generer } from '../src/moteur/generation.ts'
import { TEXTES } from '../src/projection/generation.ts'

const dossier = join(import.meta.dirname, '../src/genere')
const verifier = process.argv.includes('--verifier')
const textes = TEXTES.map((nom) => readFileSync(join(import.meta.dirname, '../src/projection', nom), 'utf8'))
mkdirSync(dossier, { recursive: true })
for (const [nom, texte] of Object.entries(generer(textes))) {
  const chemin = join(dossier, nom)
  if (!verifier) writeFileSync(chemin, texte)
  else if (readFileSync(chemin, 'utf8') !== texte) {
    console.error(
      `${nom} n’est plus ce que donnent les règles : lancez node packages/prevoyance/scripts/generer.ts`,
    )
    process.exitCode = 1
  }
}
