// node scripts/generer.ts: writes src/genere from the rules of src/regles. To run after any change of a rule.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generer } from '../src/moteur/generation.ts'

const dossier = join(import.meta.dirname, '../src/genere')
mkdirSync(dossier, { recursive: true })
for (const [nom, texte] of Object.entries(generer())) writeFileSync(join(dossier, nom), texte)
