// What the code promises and no type can say: a module writes only its own tables, libraries keep to their schema.
import { globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const racine = join(import.meta.dirname, '..')
const MODULES = readdirSync(join(racine, 'src/modules'))

/** Migrations that serve every module, by the word after their number. */
const DE_LA_PLATEFORME = ['socle', 'comptes', 'demonstration', 'plateforme']

/** Writes in another module's table that are right, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {}

const sources = globSync('src/**/*.{ts,tsx}', { cwd: racine })
  .filter((fichier) => !/\.test\.tsx?$|\.gen\.ts$/.test(fichier))
  .map((fichier) => ({ fichier, texte: readFileSync(join(racine, fichier), 'utf8') }))

/** 0004_gouvernance_suites.sql belongs to the module `gouvernance`. */
function proprietaireDe(migration: string): string | undefined {
  const nom = migration.replace(/^\d{4}_/, '').replace(/\.sql$/, '')
  const candidat = (mot: string) => nom === mot || nom.startsWith(`${mot}_`)
  return MODULES.find(candidat) ?? (DE_LA_PLATEFORME.some(candidat) ? 'plateforme' : undefined)
}

function tables(): Map<string, string> {
  const proprietaires = new Map<string, string>()
  for (const migration of readdirSync(join(racine, 'migrations')))
    for (const [, table] of readFileSync(join(racine, 'migrations', migration), 'utf8').matchAll(
      /^create table (?:if not exists )?([a-z_.]+)/gim,
    ))
      proprietaires.set(table!, proprietaireDe(migration) ?? '?')
  return proprietaires
}

/** Tables that a source text writes, through the query builder or in SQL. */
function tablesEcrites(texte: string): string[] {
  const constructeur = /\b(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*['"`]([a-z_.]+)/g
  const sql =
    /\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?)\s+([a-z_.]+)|\bupdate\s+([a-z_.]+)\s+(?:as\s+)?(?:[a-z]+\s+)?set\b/gi
  return [...texte.matchAll(constructeur), ...texte.matchAll(sql)].map(
    ([, table, modifiee]) => (table ?? modifiee)!,
  )
}

it('seuls les tests du coffre remplacent des modules : les autres partagent ceux qu’ils chargent', () => {
  const fautifs = globSync('{src,packages,scripts,bench,tests}/**/*.test.{ts,tsx}', { cwd: racine })
    .filter((fichier) => !fichier.includes('node_modules') && !fichier.startsWith('packages/coffre/'))
    .filter((fichier) => /\bvi\.(?:mock|doMock)\(/.test(readFileSync(join(racine, fichier), 'utf8')))
  expect(fautifs).toEqual([])
})

it('l’application n’ouvre aucun fil : ce qui peut mourir est un processus (ADR 0016)', () => {
  const fautifs = globSync('{src,packages}/**/*.{ts,tsx}', { cwd: racine })
    .filter((fichier) => !fichier.includes('node_modules'))
    .filter((fichier) =>
      /worker_threads|'read-excel-file\/node'/.test(readFileSync(join(racine, fichier), 'utf8')),
    )
  expect(fautifs).toEqual([])
})

it('un numéro de migration ne sert qu’une fois', () => {
  // Borne twice before this rule: applied in the order of their full names.
  const admis = ['0050', '0051', '0053']
  const numeros = readdirSync(join(racine, 'migrations')).map((migration) => migration.slice(0, 4))
  expect(numeros.filter((n, i) => numeros.indexOf(n) !== i && !admis.includes(n))).toEqual([])
})

it('toute migration dit par son nom à quel module elle appartient', () => {
  const orphelines = readdirSync(join(racine, 'migrations')).filter((migration) => !proprietaireDe(migration))
  expect(orphelines).toEqual([])
})

it('un module n’écrit que ses propres tables', () => {
  const proprietaires = tables()
  expect(proprietaires.size).toBeGreaterThan(20)
  // The reporting application writes another database (ADR 0045), whose tables may bear the same names.
  const ecrivains = sources.filter(({ fichier }) => !fichier.startsWith('src/signalement/'))
  const fautes = ecrivains.flatMap(({ fichier, texte }) => {
    const ici = /^src\/modules\/([^/]+)\//.exec(fichier)?.[1] ?? 'plateforme'
    return tablesEcrites(texte)
      .filter((table) => proprietaires.has(table) && proprietaires.get(table) !== ici)
      .map((table) => `${ici} écrit ${table} (${proprietaires.get(table)})`)
  })
  expect([...new Set(fautes)].sort()).toEqual(Object.keys(EXCEPTIONS).sort())
})

it('la recherche des écritures les voit toutes, et ne prend pas une lecture pour une écriture', () => {
  expect(tablesEcrites("tx.insertInto('vote').values({})")).toEqual(['vote'])
  expect(tablesEcrites("tx\n.updateTable(\n  'seance')")).toEqual(['seance'])
  expect(tablesEcrites('sql`update suite set statut = 1`')).toEqual(['suite'])
  expect(tablesEcrites('sql`update suite as s set statut = 1`')).toEqual(['suite'])
  expect(tablesEcrites('sql`delete from point p where p.id = 1`')).toEqual(['point'])
  expect(tablesEcrites('sql`insert into agent (id) select 1`')).toEqual(['agent'])
  expect(
    tablesEcrites('sql`insert into agent (id) values (1) on conflict (id) do update set nom = 1`'),
  ).toEqual(['agent'])
  expect(tablesEcrites('sql`select from seance for update`')).toEqual([])
  expect(tablesEcrites("tx.selectFrom('seance').forUpdate()")).toEqual([])
})

it('les schémas des bibliothèques ne s’ouvrent que dans la plateforme', () => {
  const ouvertures = sources
    .filter(({ fichier }) => !/^src\/(platform\/|server\.ts$|signalement\/base\.ts$)/.test(fichier))
    .filter(({ texte }) =>
      /\b(?:pgboss|auth)\.(?:[a-z"_]+)\b\s*(?:\(|where|set|order|limit|group|[`'"]|$)|\bouvrirPool\(/m.test(
        texte,
      ),
    )
  expect(ouvertures.map(({ fichier }) => fichier)).toEqual([])
})

/** Rooms that are still too large, and how many files they may hold at most until they are sorted: no other may join them. */
const GRANDES_PIECES: Readonly<Record<string, number>> = {
  tests: 21,
}
/** Test files that are still too long, and their lines at most until they are split: no other may join them. */
const LONGS_TESTS: Readonly<Record<string, number>> = {
  'src/platform/conservation/conservation.integration.test.ts': 512,
}
const code = globSync('{src,packages,scripts,bench,tests,demo}/**/*.{ts,tsx,css}', { cwd: racine }).filter(
  (fichier) => !fichier.includes('node_modules'),
)

it('une pièce tient en vingt fichiers : au-delà, elle se range par nom', () => {
  const pieces = Map.groupBy(code, (fichier) => dirname(fichier))
  const trop = [...pieces].filter(([piece, { length }]) => length > (GRANDES_PIECES[piece] ?? 20))
  expect(trop.map(([piece, { length }]) => `${piece} : ${length}`)).toEqual([])
})

it('un fichier de tests tient en 450 lignes : au-delà, il se partage par sujet', () => {
  const lignes = (fichier: string) => readFileSync(join(racine, fichier), 'utf8').split('\n').length - 1
  const longs = code
    .filter((fichier) => /\.test\.tsx?$/.test(fichier))
    .map((fichier) => ({ fichier, n: lignes(fichier) }))
  const trop = longs.filter(({ fichier, n }) => n > (LONGS_TESTS[fichier] ?? 450))
  expect(trop.map(({ fichier, n }) => `${fichier} : ${n}`)).toEqual([])
})
