import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../../tests/application.ts'
import { valeur } from '../../../../tests/lignes.ts'

let t: ApplicationDeTest
let qui: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  qui = await t.entrer('Coordinatrice, CDG 44', 'Pays de la Loire')
})
afterAll(() => t.fermer())

const chercher = async (q: string) => lisible((await qui.get(`/recherche?q=${encodeURIComponent(q)}`)).body)

describe('la recherche', () => {
  it.each(['médecin', 'MEDECIN', 'medecin de prevention', 'medcin'])(
    'trouve la décision par « %s »',
    async (q) => {
      expect(await chercher(q)).toContain('Partager un médecin de prévention')
    },
  )
  it('trouve un membre par son SIREN, une convention, une séance', async () => {
    expect(await chercher('284400025')).toContain('Centre de gestion de la Loire-Atlantique')
    expect(await chercher('deontologues')).toContain('Mise en commun des référents déontologues')
    expect(await chercher('conférence des présidences')).toContain('Séances')
  })
  it('trouve une convention et une action, chacune à son adresse', async () => {
    const convention = await valeur(
      t,
      "select v.titre from convention v join cooperation c on c.id = v.cooperation_id where c.nom like '%Pays de la Loire' order by v.id limit 1",
    )
    const { body } = await qui.get(`/recherche?q=${encodeURIComponent(convention)}`)
    expect(body).toMatch(/href="\/conventions\/[0-9a-f-]{36}"/)
    const action = await valeur(
      t,
      "select a.titre from action a join cooperation c on c.id = a.cooperation_id where c.nom like '%Pays de la Loire' order by a.code, a.id limit 1",
    )
    expect((await qui.get(`/recherche?q=${encodeURIComponent(action.slice(0, 90))}`)).body).toMatch(
      /href="\/programme\/actions\/[0-9a-f-]{36}"/,
    )
    const ailleurs = await t.entrer('Coordinatrice, CDG 35', 'Grand Ouest concours')
    expect((await ailleurs.get(`/recherche?q=${encodeURIComponent(convention)}`)).body).not.toMatch(
      /href="\/conventions\/[0-9a-f-]{36}"/,
    )
  })
  it('ne montre rien d’une autre coopération', async () => {
    expect(await chercher('parcours santé')).not.toContain('Construire un parcours santé')
  })
  it.each([
    '',
    'a',
    'x'.repeat(5000),
    "'; drop table decision; --",
    '%_\\',
    '🗳️',
    '<script>alert(1)</script>',
  ])('répond sans se troubler (%#)', async (q) => {
    const reponse = await qui.get(`/recherche?q=${encodeURIComponent(q)}`)
    expect(reponse.statusCode).toBe(200)
    expect(reponse.body).not.toContain('<script>alert')
  })
})
