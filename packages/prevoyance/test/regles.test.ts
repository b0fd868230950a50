import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { echelleDe } from '../src/moteur/echelles.ts'
import { ecrire } from '../src/moteur/ecrire.ts'
import { expliquer, type Nom, uniteDe } from '../src/moteur/expliquer.ts'
import { lireDecimal } from '../src/socle/centimes.ts'

/** A worked case on point rules that no operation of the contract reaches; values in euros and per cent. */
interface Cas {
  readonly id: string
  readonly titre: string
  readonly source: string
  readonly donnees: Readonly<Partial<Record<Nom, number>>>
  readonly attendu: Readonly<Partial<Record<Nom, number>>>
}

const JOUR = '2026-01-01'
const dossier = join(import.meta.dirname, '../cas/regles')
const fichiers = readdirSync(dossier)
const lire = (fichier: string): Cas[] => parse(readFileSync(join(dossier, fichier), 'utf8')) as Cas[]

/** Value of a case → raw unit of the rules, through its decimal text. */
function brut(nom: Nom, valeur: number): number {
  const decimales = Math.round(Math.log10(echelleDe(uniteDe(nom))))
  const lu = lireDecimal(String(valeur), uniteDe(nom) === 'milli-pourcent' ? 3 : decimales)
  if (!lu.ok) throw new Error(`${nom} : ${valeur} (${lu.refus})`)
  return lu.valeur
}

describe.each(fichiers)('%s', (fichier) => {
  test.each(lire(fichier))('$id : $titre', ({ donnees, attendu }) => {
    const noms = Object.keys(attendu) as Nom[]
    const donne = Object.fromEntries(
      (Object.entries(donnees) as [Nom, number][]).map(([nom, valeur]) => [nom, brut(nom, valeur)]),
    )
    const { valeurs, trace } = expliquer(donne, noms, JOUR)
    expect(Object.fromEntries(noms.map((nom) => [nom, ecrire(valeurs[nom], uniteDe(nom))]))).toEqual(attendu)
    expect(trace.at(-1)?.regle).toBe(noms.at(-1))
  })
})

test('every case has its own identifier, a title and a source', () => {
  const tous = fichiers.flatMap(lire)
  expect(new Set(tous.map(({ id }) => id)).size).toBe(tous.length)
  for (const { titre, source } of tous) expect(titre.length > 5 && source.length > 3).toBe(true)
})
