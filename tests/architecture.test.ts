import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication } from './application.ts'

let t: ApplicationDeTest
let admin: pg.Client
beforeAll(async () => {
  t = await ouvrirApplication()
  admin = new pg.Client(t.url('maillage_proprietaire'))
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await t.fermer()
})

/** Public reference data: the same for every cooperation, read by all, written only by the system. */
const SANS_SECURITE_PAR_LIGNE = ['affiliation', 'departement', 'migration', 'organisme', 'region']

it('toute table d’une coopération est sous sécurité par ligne, avec une règle d’égalité par rôle', async () => {
  const { rows } = await admin.query<{ table: string; securisee: boolean }>(
    `select relname as table, relrowsecurity as securisee from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  )
  expect(rows.length).toBeGreaterThan(20)
  expect(rows.filter(({ securisee }) => !securisee).map(({ table }) => table)).toEqual(
    SANS_SECURITE_PAR_LIGNE,
  )
  const regles = await admin.query<{ regle: string }>(
    `select coalesce(qual, with_check) as regle from pg_policies where schemaname = 'public'`,
  )
  for (const { regle } of regles.rows)
    expect(regle).toMatch(/^\(+(cooperation_id|id) = \( SELECT cooperation_courante\(\)/)
})
