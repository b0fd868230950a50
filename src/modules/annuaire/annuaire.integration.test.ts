import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../tests/application.ts'
import { importerCommunes, type Millesime } from './import/importer-communes.ts'
import { lireCodeOfficiel } from './import/lire-code-officiel.ts'

let t: ApplicationDeTest
let qui: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  qui = await t.entrer('Coordinatrice, CDG 44', 'Pays de la Loire')
})
afterAll(() => t.fermer())

describe('l’annuaire à la taille de la France', () => {
  it('s’importe, et une seconde fois ne change rien', async () => {
    const france = await lireCodeOfficiel()
    expect(france.communes.length).toBe(34_969)
    const premier = await importerCommunes(t.base, france, '2026-11-24')
    expect(premier.nouvelles).toBeGreaterThan(30_000)
    expect(await importerCommunes(t.base, france, '2026-11-24')).toEqual({
      nouvelles: 0,
      changees: 0,
      fusionnees: 0,
      sansSuite: [],
      epci: 0,
    })
  })
  it.each(['saint-herblain', 'SAINT HERBLAIN', 'saint herblan', '44162'])(
    'la recherche trouve Saint-Herblain par « %s »',
    async (q) => {
      expect(lisible((await qui.get(`/recherche?q=${encodeURIComponent(q)}`)).body)).toContain(
        'Saint-Herblain',
      )
    },
  )
  it('la recherche se sert de son index', async () => {
    const admin = new pg.Client(t.url('maillage_proprietaire'))
    await admin.connect()
    await admin.query('analyze organisme')
    const { rows } = await admin.query<{ 'QUERY PLAN': string }>(
      "explain select nom from organisme where normaliser('saint herblain') <% recherche",
    )
    await admin.end()
    expect(rows.map((ligne) => ligne['QUERY PLAN']).join('\n')).toContain('organisme_recherche')
  })
  it('la liste ne montre que les départements des membres, et se filtre', async () => {
    const page = lisible((await qui.get('/collectivites?departement=53&type=commune')).body)
    expect(page).toContain('240 collectivités')
    expect(page).toContain('Laval')
    expect(lisible((await qui.get('/collectivites?q=rennes')).body)).not.toMatch(/\bRennes Commune/)
  })
})

it('un nouveau millésime fusionne une commune sans perdre son histoire', async () => {
  const communes = [
    { code: '99001', nom: 'Grande', departement: '44', region: '52', siren: null, population: 900 },
    { code: '99002', nom: 'Petite', departement: '44', region: '52', siren: null, population: 90 },
  ]
  const avant = await lireCodeOfficiel({ departements: ['44'] })
  const millesime = (
    annee: number,
    ajoutees: Millesime['communes'],
    rattachements: Millesime['rattachements'] = [],
  ): Millesime => ({
    ...avant,
    annee,
    communes: [...avant.communes, ...ajoutees],
    rattachements,
  })
  await importerCommunes(t.base, millesime(2026, communes), '2026-01-01')
  const { rows } = await t.base.pool.query("select id from organisme where code_insee = '99002'")
  const bilan = await importerCommunes(
    t.base,
    millesime(2027, [{ ...communes[0]!, population: 990 }], [{ code: '99002', chefLieu: '99001' }]),
    '2027-01-01',
  )
  expect(bilan).toMatchObject({ changees: 1, fusionnees: 1, sansSuite: [] })
  const page = lisible((await qui.get(`/collectivites/${rows[0].id}`)).body)
  expect(page).toContain('Cette commune a rejoint Grande')
  expect(page).toContain('Petite')
})
