import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { OPERATIONS } from '../src/operations/index.ts'
import { estObjet, lireJson } from '../src/operations/json/json.ts'

/** One worked case of cas/*.yaml: what an actuary can read, compute again by hand and sign. */
interface Cas {
  readonly id: string
  /** What the case shows, in French. */
  readonly titre: string
  /** Text, fiche or contract it comes from; « dérivé » when it follows from the rule alone. */
  readonly source: string
  readonly operation: string
  readonly entree: unknown
  readonly attendu: Readonly<Record<string, unknown>>
}

const dossier = join(import.meta.dirname, '../cas')
const fichiers = readdirSync(dossier).filter((nom) => nom.endsWith('.yaml'))
const lire = (fichier: string): Cas[] => parse(readFileSync(join(dossier, fichier), 'utf8')) as Cas[]
const tous = fichiers.flatMap(lire)

describe.each(fichiers)('%s', (fichier) => {
  test.each(lire(fichier))('$id : $titre', ({ operation, entree, attendu }) => {
    const trouvee = OPERATIONS.find(({ nom }) => nom === operation)!
    const json = lireJson(JSON.stringify({ entree }))
    if (!json.ok || !estObjet(json.valeur)) throw new Error('case unread')
    const { sortie, explication } = trouvee.executer(json.valeur['entree'], 'entree')
    expect(Object.fromEntries(Object.keys(attendu).map((champ) => [champ, sortie[champ]]))).toEqual(attendu)
    expect(explication.length).toBeGreaterThan(0)
    for (const { libelle, formule, source } of explication) {
      expect(libelle).not.toBe('')
      expect(formule).not.toBe('')
      expect(source).not.toBe('')
    }
  })
})

test('every case has its own identifier, a title and a source', () => {
  expect(new Set(tous.map(({ id }) => id)).size).toBe(tous.length)
  for (const { titre, source } of tous) expect([titre, source].every((texte) => texte.length > 3)).toBe(true)
})
