// At most six statements a page, on every GET route that a signed-in function may open, and on every séance and decision listed.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { idStable } from '../src/shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from './application.ts'
import { compterRequetes } from './base/requetes-sql.ts'

const MAXIMUM = 6
/** Not a page: it looks for an example of each route, one statement each, and exists only in demonstration. */
const REGISTRE = '/_routes'

let t: ApplicationDeTest
beforeAll(async () => {
  t = await ouvrirApplication()
})
afterAll(() => t.fermer())

type Route = { methode: string; chemin: string; permise: boolean; exemple: string | null }

async function adressesDe(qui: Visiteur): Promise<string[]> {
  const routes = (await qui.get(REGISTRE)).json<Route[]>()
  const exemples = routes.flatMap(({ methode, chemin, permise, exemple }) =>
    methode === 'GET' && permise && exemple && chemin !== REGISTRE ? [exemple] : [],
  )
  // A séance reads other things when it is planned, under way or closed: all those listed, not one example.
  const listees = await Promise.all(['/seances', '/decisions'].map((liste) => qui.get(liste)))
  const liens = listees.flatMap(
    ({ body }) => body.match(/(?<=href=")\/(seances|decisions)\/[0-9a-f-]{36}(?=")/g) ?? [],
  )
  return [...new Set([...exemples, ...liens])]
}

it.each([
  ['Coordinatrice, CDG 44', 25],
  ['Présidence, CDG 44', 25],
  ['Direction, CDG 53', 25],
  ['Exploitation de la plateforme, CDG 44', 25],
  ['Gestion statutaire, CDG 44', 25],
  ['Secrétaire de mairie, trois communes', 10],
] as const)('pour %s', async (role, auMoins) => {
  const qui = await t.entrer(role, 'Pays de la Loire')
  const adresses = await adressesDe(qui)
  const trop: string[] = []
  for (const adresse of adresses) {
    const { valeur, requetes } = await compterRequetes(() => qui.get(adresse))
    expect([200, 303], adresse).toContain(valeur.statusCode)
    if (requetes.length > MAXIMUM)
      trop.push(
        [`${adresse} : ${requetes.length} requêtes`, ...requetes.map((texte) => texte.trim())].join('\n'),
      )
  }
  expect(trop).toEqual([])
  expect(adresses.length).toBeGreaterThan(auMoins)
})

it('compte les requêtes d’une transaction, sans son ouverture, sa portée ni sa fin', async () => {
  const { requetes } = await compterRequetes(() =>
    t.base.enTantQueSysteme('essai', idStable('cooperation:pdl'), async (tx) => {
      for (let n = 0; n < 7; n++) await sql`select ${n}::int`.execute(tx)
    }),
  )
  expect(requetes).toHaveLength(7)
})
