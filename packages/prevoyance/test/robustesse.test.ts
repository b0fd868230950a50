import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lireJson } from '../src/operations/json/json.ts'
import { repondre } from '../src/operations/repondre.ts'

const CAS: readonly unknown[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../cas/contrat.json'), 'utf8'),
)

/** What people and tools really put in a cell. */
const RIEN_DE_BON = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    'abc',
    '12,5',
    '2026-02-30',
    '2026-13-01',
    '0000-00-00',
    '9999-12-31',
    -1,
    -0.01,
    0,
    0.001,
    1e-7,
    1e21,
    1.7976931348623157e308,
    99_999_999_999,
    true,
    [],
    {},
    [[]],
    { __proto__: 1 },
    { constructor: 1, toString: 2 },
    '__proto__',
    'NaN',
  ),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Every place of a value, as the path that leads to it. */
function places(
  valeur: unknown,
  chemin: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  if (typeof valeur !== 'object' || valeur === null) return [chemin]
  return [chemin, ...Object.entries(valeur).flatMap(([cle, v]) => places(v, [...chemin, cle]))]
}

function remplacer(valeur: unknown, chemin: readonly (string | number)[], par: unknown): unknown {
  const [cle, ...reste] = chemin
  if (cle === undefined) return par
  const copie = structuredClone(valeur) as Record<string, unknown>
  copie[cle] = remplacer(copie[cle], reste, par)
  return copie
}

test('5 000 cas abîmés n’importe où : toujours une réponse ou un refus situé, jamais une exception', () => {
  let refuses = 0
  const abime = fc
    .constantFrom(...CAS)
    .chain((cas) => fc.tuple(fc.constant(cas), fc.constantFrom(...places(cas)), RIEN_DE_BON))
  fc.assert(
    fc.property(abime, ([cas, chemin, par]) => {
      const lu = lireJson(JSON.stringify(remplacer(cas, chemin, par)))
      if (!lu.ok) throw new Error(lu.message)
      const { sortie, erreur } = repondre(lu.valeur)
      expect((sortie === undefined) !== (erreur === undefined)).toBe(true)
      if (erreur) {
        refuses++
        expect(erreur.message).not.toMatch(/undefined|NaN n’est|\[object|TypeError|not a function|at .*\.ts/)
        expect(erreur.message.length).toBeLessThan(900)
      } else expect(JSON.stringify(sortie)).not.toMatch(/null,null|:NaN/)
    }),
    { numRuns: 5_000 },
  )
  expect(refuses).toBeGreaterThan(1_000)
}, 120_000)

const TEXTES = fc.oneof(
  fc.json().map((texte) => texte.slice(0, -1)),
  fc.string({
    unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '1', 'a', '\\', ' ', '\n', 'NaN', '-'),
  }),
)

test('un texte quelconque : une valeur, ou une phrase en français', () => {
  fc.assert(
    fc.property(TEXTES, (texte) => {
      const lu = lireJson(texte)
      if (lu.ok) expect(lu.valeur).not.toBeUndefined()
      else expect(lu.message).toMatch(/^(Ce texte n’est pas du JSON|Le texte est vide|Les listes)/)
    }),
    { numRuns: 3_000 },
  )
}, 60_000)

test.each([
  ['0.1', '0.1'],
  ['1e2', '1e2'],
  ['123456789012345678901234567890', '123456789012345678901234567890'],
  ['-Infinity', '-Infinity'],
])('le nombre %s garde son texte', (source, texte) => {
  const lu = lireJson(`{"x":[${source},"${source}"]}`)
  expect(lu).toMatchObject({ ok: true, valeur: { x: [{ texte }, source] } })
})

test.each([
  ['{"operation":"cst","entree":{"effectif":49,"effectif":50}}', 'entree.effectif'],
  ['{"operation":"cst","entree":{"effectif":49},"entree":{"effectif":50}}', 'entree'],
  ['{"operation":"cst","operation":"accord","entree":{"effectif":49}}', 'operation'],
  ['{"operation":"cst","entree":{"eff\\u0065ctif":49,"effectif":50}}', 'entree.effectif'],
  [
    '{"operation":"accord","entree":{"organisations":[{"nom":"A","voix":1,"habilitee":true,"signataire":true,"voix":NaN}]}}',
    'entree.organisations[0].voix',
  ],
])('un champ écrit deux fois est refusé où il est : %s', (source, chemin) => {
  const lu = lireJson(`[${source},{"operation":"cst","entree":{"effectif":49}}]`)
  if (!lu.ok) throw new Error(lu.message)
  const [premier, second] = (lu.valeur as readonly Parameters<typeof repondre>[0][]).map(repondre)
  expect(premier?.erreur).toMatchObject({ chemin, message: expect.stringContaining('écrit deux fois') })
  expect(second?.sortie).toEqual({ comite: 'cst-cdg' })
})

test('deux objets voisins portent le même champ, une valeur ressemble à un nom : rien n’est double', () => {
  const lu = lireJson('{"a":{"b":"a","c":["b","b"]},"b":{"a":"a\\"b","c":{"a":1}}}')
  expect(lu.ok && JSON.stringify(lu.valeur)).not.toContain('double')
})
