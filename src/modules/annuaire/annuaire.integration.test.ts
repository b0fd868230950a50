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
  it('la recherche de l’en-tête, sous la sécurité par ligne, se sert de cet index', async () => {
    const client = new pg.Client(t.url('maillage_app'))
    await client.connect()
    const lectures = async () => {
      await client.query('select pg_stat_force_next_flush()')
      const { rows } = await client.query<{ n: number }>(
        `select idx_scan::int as n from pg_stat_all_indexes where indexrelname = 'organisme_recherche'`,
      )
      return rows[0]!.n
    }
    const avant = await lectures()
    const { rows: connues } = await client.query<{ id: string }>(
      'select id from cooperations_connues() limit 1',
    )
    await client.query('begin')
    await client.query(
      `select set_config('role', 'maillage_membre', true), set_config('app.cooperation', $1, true)`,
      [connues[0]!.id],
    )
    const { rows } = await client.query<{ titre: string }>(
      `select titre from rechercher('sant herblain', 12)`,
    )
    await client.query('commit')
    expect(rows.map(({ titre }) => titre)).toContain('Saint-Herblain')
    expect(await lectures()).toBeGreaterThan(avant)
    await client.end()
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
