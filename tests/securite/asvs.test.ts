// docs/asvs.md says what it says of every requirement, cites files that exist, and counts right. That its judgements are right, no test can say.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const racine = join(import.meta.dirname, '../..')
const document = readFileSync(join(racine, 'docs/asvs.md'), 'utf8')

/** Levels of the requirements of ASVS 5.0.0 (OWASP), section by section in their order: « 1.1.2 » is the second digit of « 1.1 ». */
const NIVEAUX: Readonly<Record<string, string>> = {
  '1.1': '22',
  '1.2': '1111122223',
  '1.3': '112222222223',
  '1.4': '222',
  '1.5': '123',
  '2.1': '122',
  '2.2': '112',
  '2.3': '12223',
  '2.4': '23',
  '3.1': '3',
  '3.2': '113',
  '3.3': '12223',
  '3.4': '11222233',
  '3.5': '11122333',
  '3.6': '3',
  '3.7': '22333',
  '4.1': '12233',
  '4.2': '23333',
  '4.3': '22',
  '4.4': '1222',
  '5.1': '2',
  '5.2': '112333',
  '5.3': '113',
  '5.4': '222',
  '6.1': '122',
  '6.2': '111111112222',
  '6.3': '11223333',
  '6.4': '112233',
  '6.5': '22222333',
  '6.6': '2223',
  '6.7': '33',
  '6.8': '2222',
  '7.1': '222',
  '7.2': '1111',
  '7.3': '22',
  '7.4': '11222',
  '7.5': '223',
  '7.6': '22',
  '8.1': '1233',
  '8.2': '1123',
  '8.3': '133',
  '8.4': '23',
  '9.1': '111',
  '9.2': '1222',
  '10.1': '22',
  '10.2': '223',
  '10.3': '22223',
  '10.4': '1111122222233333',
  '10.5': '22222',
  '10.6': '22',
  '10.7': '222',
  '11.1': '2233',
  '11.2': '22233',
  '11.3': '11233',
  '11.4': '1222',
  '11.5': '23',
  '11.6': '23',
  '11.7': '33',
  '12.1': '12233',
  '12.2': '11',
  '12.3': '22223',
  '13.1': '2333',
  '13.2': '222223',
  '13.3': '2233',
  '13.4': '1222233',
  '14.1': '22',
  '14.2': '12223333',
  '14.3': '122',
  '15.1': '12233',
  '15.2': '12233',
  '15.3': '1222222',
  '15.4': '3333',
  '16.1': '2',
  '16.2': '22222',
  '16.3': '2222',
  '16.4': '222',
  '16.5': '2223',
  '17.1': '23',
  '17.2': '22223333',
  '17.3': '22',
}
const STATUTS = ['held', 'partly', 'not held', 'not applicable'] as const

type Ligne = {
  readonly numero: string
  readonly niveau: string
  readonly mots: string
  readonly statut: string
  readonly preuve: string
}

const lignes: readonly Ligne[] = [
  ...document.matchAll(/^\| (\d+\.\d+\.\d+) \| (.+) \| (.+) \| (.+) \| (.+) \|$/gm),
].map(([, numero, niveau, mots, statut, preuve]) => ({
  numero: numero!,
  niveau: niveau!,
  mots: mots!,
  statut: statut!,
  preuve: preuve!,
}))

/** Requirements of a level, in order. */
const exigences = (...niveaux: string[]) =>
  Object.entries(NIVEAUX).flatMap(([section, chiffres]) =>
    [...chiffres].flatMap((niveau, rang) => (niveaux.includes(niveau) ? [`${section}.${rang + 1}`] : [])),
  )

it('les exigences sont au compte de la norme : 70, 183 et 92', () => {
  expect(['1', '2', '3'].map((niveau) => exigences(niveau).length)).toEqual([70, 183, 92])
})

it('chaque exigence des niveaux 1 et 2 y est une fois, à sa place et à son niveau', () => {
  expect(lignes.map(({ numero }) => numero)).toEqual(exigences('1', '2'))
  const attendu = (numero: string) => NIVEAUX[numero.replace(/\.\d+$/, '')]![Number(numero.split('.')[2]) - 1]
  expect(lignes.filter(({ numero, niveau }) => niveau !== attendu(numero))).toEqual([])
})

it('chaque ligne a un statut connu, huit mots au plus et sa preuve ou sa raison', () => {
  expect(lignes.filter(({ statut }) => !STATUTS.includes(statut as never))).toEqual([])
  expect(lignes.filter(({ mots }) => mots.split(/\s+/).length > 8)).toEqual([])
  expect(lignes.filter(({ preuve }) => preuve.trim().length < 4)).toEqual([])
  // What is said to be held is shown.
  expect(
    lignes.filter(({ statut, preuve }) => statut === 'held' && !/`[\w.-]+[/.][^`]+`/.test(preuve)),
  ).toEqual([])
})

it('chaque chemin cité existe', () => {
  const chemins = [...document.matchAll(/`((?:[\w.-]+\/)+[\w.-]*|[\w-]+\.(?:md|json|ts))`/g)].map(
    ([, chemin]) => chemin!,
  )
  expect(chemins.length).toBeGreaterThan(300)
  expect([...new Set(chemins)].filter((chemin) => !existsSync(join(racine, chemin)))).toEqual([])
})

it('le résumé compte les lignes, chapitre par chapitre', () => {
  const resume = [
    ...document.matchAll(/^\| (?:(\d+)\. .+?|\*\*all\*\*) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$/gm),
  ]
  const compter = (de: readonly Ligne[]) =>
    STATUTS.map((statut) => de.filter((ligne) => ligne.statut === statut).length)
  const chapitres = [...new Set(Object.keys(NIVEAUX).map((section) => section.split('.')[0]!))]
  expect(resume.map(([, chapitre, ...comptes]) => [chapitre, comptes.map(Number)])).toEqual([
    ...chapitres.map((chapitre) => [
      chapitre,
      compter(lignes.filter(({ numero }) => numero.startsWith(`${chapitre}.`))),
    ]),
    [undefined, compter(lignes)],
  ])
})

it('ce qui n’est pas tenu est repris à la fin, avec ce qu’il faudrait', () => {
  const [, fin] = document.split('## Not held, and what it would take')
  const repris = new Set<string>()
  for (const [, debut, dernier] of fin!.matchAll(/(\d+\.\d+\.\d+)(?: to (\d+\.\d+\.\d+))?/g)) {
    const [section, rang] = [debut!.replace(/\.\d+$/, ''), Number(debut!.split('.')[2])]
    for (let n = rang; n <= Number(dernier?.split('.')[2] ?? rang); n += 1) repris.add(`${section}.${n}`)
  }
  expect(lignes.filter(({ statut, numero }) => statut === 'not held' && !repris.has(numero))).toEqual([])
  expect(
    [...repris].filter(
      (numero) =>
        !lignes.some((ligne) => ligne.numero === numero && /^(not held|partly)$/.test(ligne.statut)),
    ),
  ).toEqual([])
})

it('rien de ce que les navigateurs exécutent ne garde de données chez eux (14.3.3)', () => {
  const sources = globSync('src/**/*.{ts,tsx}', { cwd: racine }).filter(
    (fichier) => !/\.test\.tsx?$/.test(fichier),
  )
  const gardent = sources.filter((fichier) =>
    /\b(localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open)\b/.test(
      readFileSync(join(racine, fichier), 'utf8'),
    ),
  )
  expect(sources.length).toBeGreaterThan(700)
  // One choice of the reader, nothing of anybody: the keys of the queue are off.
  const raccourcis = 'src/modules/demandes/raccourcis/raccourcis.island.ts'
  expect(gardent).toEqual([raccourcis])
  const ecritures = readFileSync(join(racine, raccourcis), 'utf8').match(/setItem\([^)]*\)/g)
  expect(ecritures).toEqual(["setItem(ETEINTS, 'non')"])
})
