// Whoever treats requests holds a function of her own: what it opens, what it does not, and what the migration leaves to those who held both trades.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication } from '../../../tests/application.ts'
import { lignes } from '../../../tests/lignes.ts'

let t: ApplicationDeTest
beforeAll(async () => {
  t = await ouvrirApplication()
})
afterAll(() => t.fermer())

const MIGRATION = join(import.meta.dirname, '../../../migrations/0250_demandes_fonction.sql')
const fonctionsDe = (courriel: string) =>
  lignes<{ fonction: string; du: string; au: string | null }>(
    t,
    `select f.fonction, f.du::text, f.au::text from fonction_tenue f join personne p on p.id = f.personne_id
     where p.courriel = $1 order by f.fonction`,
    [courriel],
  )

it('ouvre la file à qui traite les demandes, et à elle seule', async () => {
  const statutaire = await t.entrer('Gestion statutaire, CDG 44')
  expect((await statutaire.get('/demandes')).statusCode).toBe(200)
  const actes = await t.entrer('Gestion, CDG 85')
  expect((await actes.get('/demandes')).statusCode).toBe(403)
})

it('la migration ne retire rien : qui tenait « gestion » traite aussi les demandes, son remplaçant avec elle, et la rejouer n’ajoute rien', async () => {
  const avant = await fonctionsDe('gestion.cdg85@demonstration.invalid')
  expect(avant.map(({ fonction }) => fonction)).toEqual(['gestion'])
  await lignes(
    t,
    `insert into remplacement (id, cooperation_id, organisme_id, mandat_id, remplacant_id, du, au)
     select gen_random_uuid(), m.cooperation_id, m.organisme_id, m.id, r.id, current_date, current_date + 7
     from mandat m join personne p on p.id = m.personne_id and p.courriel = 'gestion.cdg85@demonstration.invalid',
       personne r where r.courriel = 'presidence.cdg85@demonstration.invalid' and r.cooperation_id = m.cooperation_id`,
  )
  const sql = readFileSync(MIGRATION, 'utf8')
  for (const _ of ['première fois', 'rejouée']) await lignes(t, sql)
  expect(await fonctionsDe('gestion.cdg85@demonstration.invalid')).toEqual([
    avant[0],
    { ...avant[0], fonction: 'gestion_demandes' },
  ])
  const remplacante = await fonctionsDe('presidence.cdg85@demonstration.invalid')
  expect(remplacante.filter(({ fonction }) => fonction === 'gestion_demandes')).toHaveLength(1)
  const elle = await t.entrer('Gestion, CDG 85')
  expect((await elle.get('/demandes')).statusCode).toBe(200)
  expect(await fonctionsDe('gestion-statutaire.cdg44@demonstration.invalid')).toHaveLength(1)
})
