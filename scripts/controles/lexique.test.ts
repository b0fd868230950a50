// A trade word in a name is in the lexicon: the modules, and the tables that migrations create. What is everybody's is named here.
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const racine = join(import.meta.dirname, '../..')

/** Words of every day or of computing, which mean in a name of ours what they mean anywhere. */
const DE_TOUS = new Set(
  `alerte arrivee boite brouillon courriel date defi demonstration departement document evenement fichier formulaire import ligne local mention
  message numero part passage personne piece preference question refuse region servi session tableau tentative tete trace valeur version vue
  user account verification`.split(/\s+/),
)

const sansAccent = (texte: string): string => texte.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
const mots = (texte: string): string[] => sansAccent(texte).match(/[a-z]+/g) ?? []
const auSingulier = (mot: string): string => mot.replace(/(?<=.{3})[sx]$/, '')

type Entree = { readonly terme: string; readonly definition: string; readonly code: string }
const entrees: readonly Entree[] = readFileSync(join(racine, 'LEXIQUE.md'), 'utf8')
  .split('\n')
  .filter((ligne) => ligne.startsWith('| ') && !ligne.startsWith('| terme'))
  .map((ligne) => ligne.split('|').map((cellule) => cellule.trim()))
  .map(([, terme = '', definition = '', , code = '']) => ({ terme, definition, code }))

/** Words of a name that the lexicon does not explain, nor everybody. */
function motsInconnus(nom: string, lexique: readonly Entree[]): string[] {
  const connus = new Set(lexique.flatMap(({ terme, code }) => mots(`${terme} ${code}`)).map(auSingulier))
  return mots(nom)
    .map(auSingulier)
    .filter((mot) => !connus.has(mot) && !DE_TOUS.has(mot))
}

const tables = globSync('migrations/*.sql', { cwd: racine }).flatMap((migration) =>
  [
    ...readFileSync(join(racine, migration), 'utf8').matchAll(
      /^create table (?:if not exists )?(?:[a-z]+\.)?([a-z_]+)/gim,
    ),
  ].map(([, table]) => table!),
)

it('tout mot du métier qui nomme un module ou une table est dans le lexique', () => {
  expect(tables.length).toBeGreaterThan(150)
  const noms = [...new Set([...readdirSync(join(racine, 'src/modules')), ...tables])]
  const manquants = noms.flatMap((nom) => motsInconnus(nom, entrees).map((mot) => `${mot} (${nom})`))
  expect(manquants).toEqual([])
})

it('un mot nouveau se voit, au pluriel aussi ; une entrée du lexique suffit à le dire', () => {
  const lexique = [{ terme: 'Clé de répartition', definition: 'Une règle', code: '`cle_part`' }]
  expect(motsInconnus('cles_zinzin', lexique)).toEqual(['zinzin'])
  expect(motsInconnus('cle_repartitions', lexique)).toEqual([])
})

it('chaque terme n’est défini qu’une fois, en une phrase, et se trouve par l’ordre des lettres', () => {
  expect(entrees.filter(({ definition }) => definition.length < 10)).toEqual([])
  const termes = entrees.map(({ terme }) => mots(terme.replaceAll('’', ' ')).join(' '))
  expect(termes.filter((terme, rang) => termes.indexOf(terme) !== rang)).toEqual([])
  expect(termes).toEqual(termes.toSorted())
})

it('un mot de tous qui ne sert plus à aucun nom sort de la liste', () => {
  const utiles = new Set(tables.flatMap(mots).map(auSingulier))
  expect([...DE_TOUS].filter((mot) => !utiles.has(mot))).toEqual([])
})
