import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Frontieres, verifierFrontieres } from './frontieres.ts'

const racine = join(import.meta.dirname, '../..')
const { forbidden } = createRequire(import.meta.url)(join(racine, '.dependency-cruiser.cjs')) as {
  forbidden: { name: string }[]
}

/** One fault per rule: the file that commits it, and what it holds. */
const FAUTES: Readonly<Record<string, readonly [fichier: string, contenu: string]>> = {
  'pas-de-cycle': ['src/shared/faute-a.ts', "import { b } from './faute-b.ts'\nexport const a = () => b"],
  'paquets-autonomes': [
    'packages/recensement/src/faute.ts',
    "export { accepter } from '../../../src/shared/result.ts'",
  ],
  'paquets-par-leur-nom': [
    'packages/recensement/src/faute-chemin.ts',
    "export { ENTETES } from '../../prevoyance/src/generateur/index.ts'",
  ],
  'moteur-sans-dependance': ['packages/prevoyance/src/faute.ts', "export { randomInt } from 'node:crypto'"],
  'domaine-pur': ['src/modules/gouvernance/domain/faute-npm.ts', "export { z } from 'zod'"],
  'domaine-sans-machine': [
    'src/modules/gouvernance/domain/faute-id.ts',
    "export { nouvelId } from '#shared/ids.ts'",
  ],
  'partage-pur': ['src/shared/faute.ts', "export { z } from 'zod'"],
  'porte-d-entree': [
    'src/modules/cooperation/faute.ts',
    "export { organesDe } from '../annuaire/domain/organes.ts'",
  ],
  'sql-derriere-le-repository': [
    'src/modules/cooperation/faute.routes.tsx',
    "import { sql } from 'kysely'\nexport const requete = sql`select 1`",
  ],
  'cas-d-usage-sans-http': [
    'src/modules/cooperation/fauter.ts',
    "export type { FastifyRequest } from 'fastify'",
  ],
  'ui-sans-metier': ['src/ui/faute.tsx', "export { annuaire } from '#modules/annuaire'"],
  'platform-sans-metier': ['src/platform/faute.ts', "export { annuaire } from '#modules/annuaire'"],
  'navigateur-sans-serveur': [
    'src/modules/cooperation/faute.island.ts',
    "export { nouvelId } from '#shared/ids.ts'",
  ],
  'signalement-a-part': [
    'src/modules/cooperation/faute-secret.ts',
    "export { ouvrir } from '../../signalement/faute.ts'",
  ],
  'signalement-sans-modules': [
    'src/signalement/faute.ts',
    "export { annuaire } from '#modules/annuaire'\nexport const ouvrir = () => 1",
  ],
  'signalement-rien-de-plus': [
    'src/signalement/faute-comptes.ts',
    "export { lireSession } from '#platform/comptes/session.ts'",
  ],
  'signalement-domaine-pur': ['src/signalement/domain/faute.ts', "export { z } from 'zod'"],
  'signalement-primitives-au-coffre': [
    'src/signalement/faute-primitive.ts',
    "export { createHash } from 'node:crypto'",
  ],
  'signalement-sans-script-a-part': [
    'src/signalement/scelleur/app-faute.ts',
    "export { ouvrirBase } from '../base.ts'",
  ],
  'pas-d-outil-en-production': ['src/platform/faute-outil.ts', "export { parse } from 'yaml'"],
  'pas-de-script-en-production': [
    'src/platform/faute-script.ts',
    "export { construire } from '../../scripts/construire.ts'",
  ],
  'rien-d-introuvable': ['src/shared/faute-introuvable.ts', "export { rien } from './nulle-part.ts'"],
}

let copie: string
let vues: Frontieres

beforeAll(async () => {
  copie = mkdtempSync(join(tmpdir(), 'maillage-frontieres-'))
  for (const element of [
    'src',
    'packages',
    'scripts',
    'tests',
    'demo',
    'package.json',
    'tsconfig.json',
    '.dependency-cruiser.cjs',
  ])
    cpSync(join(racine, element), join(copie, element), { recursive: true })
  relierDependances()
  ecrire('src/shared/faute-b.ts', "import { a } from './faute-a.ts'\nexport const b = () => a")
  for (const [fichier, contenu] of Object.values(FAUTES)) ecrire(fichier, contenu)
  vues = await verifierFrontieres(copie)
}, 60_000)
afterAll(() => rmSync(copie, { recursive: true, force: true }))

/** The dependencies of the project, except that the copy's workspaces lead to the copy's packages and not to the project's. */
function relierDependances(): void {
  mkdirSync(join(copie, 'node_modules/@maillage'), { recursive: true })
  for (const nom of readdirSync(join(racine, 'node_modules')))
    if (nom !== '@maillage') symlinkSync(join(racine, 'node_modules', nom), join(copie, 'node_modules', nom))
  for (const nom of readdirSync(join(racine, 'node_modules/@maillage')))
    symlinkSync(join(copie, 'packages', nom), join(copie, 'node_modules/@maillage', nom))
}

function ecrire(fichier: string, contenu: string): void {
  mkdirSync(dirname(join(copie, fichier)), { recursive: true })
  writeFileSync(join(copie, fichier), `${contenu}\n`)
}

it('connaît une faute pour chaque règle, et aucune de trop', () => {
  expect(Object.keys(FAUTES).sort()).toEqual(forbidden.map(({ name }) => name).sort())
})

it.each(Object.keys(FAUTES))('signale la faute contre %s', (regle) => {
  const [fichier] = FAUTES[regle]!
  const coupables = vues.violations.filter((violation) => violation.regle === regle).map(({ de }) => de)
  expect(coupables).toContain(fichier)
})

it('n’accuse que les fautes posées', () => {
  const posees = new Set([...Object.values(FAUTES).map(([fichier]) => fichier), 'src/shared/faute-b.ts'])
  expect(vues.violations.filter(({ de }) => !posees.has(de))).toEqual([])
})

it('explique chaque règle', () => {
  const texte = readFileSync(join(racine, '.dependency-cruiser.cjs'), 'utf8')
  expect(texte.match(/^ {6}comment:/gm)).toHaveLength(forbidden.length)
})
