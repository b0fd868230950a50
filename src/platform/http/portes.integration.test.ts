// The doors that a check from outside knows: health, roles of the demonstration, one-click entry, register of routes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, lisible, ouvrirApplication } from '../../../tests/application.ts'

let t: ApplicationDeTest
beforeAll(async () => {
  t = await ouvrirApplication()
})
afterAll(() => t.fermer())

type Role = { id: string; libelle: string; organisme: string; entrer: string }
type Route = { methode: string; chemin: string; droit: string; permise: boolean; exemple: string | null }

const roles = async () => (await t.visiteur().get('/demo/roles')).json<Role[]>()

it('GET /sante dit la version et la base en service', async () => {
  const reponse = await t.visiteur().get('/sante')
  expect(reponse.statusCode).toBe(200)
  expect(reponse.json()).toEqual({
    etat: 'ok',
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    base: expect.stringMatching(/^PostgreSQL 1\d/),
    mode: 'demonstration',
  })
})

describe('entrer dans la démonstration', () => {
  it('GET /demo/roles liste les rôles', async () => {
    const lus = await roles()
    expect(lus.length).toBeGreaterThan(10)
    for (const role of lus)
      expect(role).toMatchObject({
        id: expect.any(String),
        libelle: expect.stringMatching(/\S/),
        organisme: expect.stringMatching(/\S/),
        entrer: expect.stringMatching(/^\/demo\/entrer\//),
      })
    expect(new Set(lus.map(({ id }) => id)).size).toBe(lus.length)
  })
  it.each([
    ['sans corps ni en-tête', {}, undefined],
    ['avec un formulaire vide', { 'content-type': 'application/x-www-form-urlencoded' }, ''],
    ['avec un corps JSON', { 'content-type': 'application/json' }, '{}'],
    [
      'd’une autre origine',
      { origin: 'https://ailleurs.exemple', 'sec-fetch-site': 'cross-site' },
      undefined,
    ],
  ])('POST entrer connecte %s', async (_, headers, payload) => {
    const qui = t.visiteur()
    const reponse = await qui.requete({ method: 'POST', url: (await roles())[0]!.entrer, headers, payload })
    expect(reponse.statusCode).toBe(303)
    expect(qui.cookies.size).toBe(1)
    expect((await qui.get(reponse.headers.location!)).statusCode).toBe(200)
  })
  it('chaque rôle entre, et sa première page répond', async () => {
    for (const { entrer, libelle } of await roles()) {
      const qui = t.visiteur()
      const { headers, statusCode } = await qui.requete({ method: 'POST', url: entrer })
      const arrivee = await qui.get(headers.location!)
      // A town hall is sent on to its own home.
      const page = arrivee.statusCode === 303 ? await qui.get(arrivee.headers.location!) : arrivee
      expect([statusCode, page.statusCode], libelle).toEqual([303, 200])
    }
  })
  it('une page introuvable ou refusée garde la navigation de qui est entré, et montre un chemin à chacun', async () => {
    const direction = await t.entrer('Direction, CDG 53', 'Pays de la Loire')
    for (const [adresse, statut] of [
      ['/nulle-part', 404],
      ['/instances/nouvelle', 403],
    ] as const) {
      const page = await direction.get(adresse)
      expect(page.statusCode, adresse).toBe(statut)
      expect(page.body).toMatch(/<nav[^>]*>[\s\S]*href="\/decisions"/)
      expect(lisible(page.body)).toContain('Revenir au tableau de bord')
    }
    const inconnu = await t.visiteur().get('/nulle-part')
    expect(inconnu.statusCode).toBe(404)
    expect(lisible(inconnu.body)).toContain('Revenir à l’accueil')
  })

  it('l’adresse d’un formulaire refusé, tapée ou gardée, ramène à sa page', async () => {
    const coordinatrice = await t.entrer('Coordinatrice, CDG 44', 'Pays de la Loire')
    const tapee = await coordinatrice.get('/compte/sessions/inconnue/fermer?x=1')
    expect([tapee.statusCode, tapee.headers.location]).toEqual([303, '/compte'])
    expect((await coordinatrice.get('/nulle-part/du/tout')).statusCode).toBe(404)
  })

  it('la visite mène, d’un bouton, à huit pages qui répondent', async () => {
    const visite = (await t.visiteur().get('/visite')).body
    const arrets = [...visite.matchAll(/action="(\/demo\/entrer\/[^"]+)".*?name="vers" value="([^"]+)"/gs)]
    expect(arrets.length).toBe(7)
    for (const [, action, vers] of arrets) {
      const qui = t.visiteur()
      const entree = await qui.post(action!, { vers: vers! })
      expect([entree.statusCode, entree.headers.location]).toEqual([303, vers])
      expect((await qui.get(vers!)).statusCode, vers).toBe(200)
    }
    expect(visite).toContain('href="/ouvert"')
    const ailleurs = await t.visiteur().post(arrets[0]![1]!, { vers: '//ailleurs.exemple/' })
    expect(ailleurs.headers.location).toBe('/tableau-de-bord')
  })

  it('un rôle inconnu est dit, sans ouvrir de session', async () => {
    const qui = t.visiteur()
    const reponse = await qui.requete({ method: 'POST', url: '/demo/entrer/inconnu' })
    expect([reponse.statusCode, qui.cookies.size]).toEqual([404, 0])
  })
})

describe('GET /_routes', () => {
  it('donne à chaque route sa méthode, son droit et une adresse, connecté ou non', async () => {
    const coordinatrice = await t.entrer('Coordinatrice, CDG 44', 'Pays de la Loire')
    const [vues, vuesDehors] = await Promise.all(
      [coordinatrice, t.visiteur()].map(async (qui) => (await qui.get('/_routes')).json<Route[]>()),
    )
    for (const { methode, chemin, droit, exemple } of [...vues!, ...vuesDehors!]) {
      expect(['GET', 'POST'], chemin).toContain(methode)
      expect(droit, chemin).toMatch(/\S/)
      if (methode === 'POST') expect(exemple, chemin).toMatch(/^\/[^:*]*$/)
    }
    const avecAdresse = (routes: Route[]) =>
      routes.filter(({ exemple }) => exemple).map(({ chemin }) => chemin)
    expect(avecAdresse(vuesDehors!)).toEqual(expect.arrayContaining(avecAdresse(vues!)))
    expect(vues!.filter(({ permise }) => permise).length).toBeGreaterThan(
      vuesDehors!.filter(({ permise }) => permise).length,
    )
  })
  it('une adresse d’envoi répond par un refus dit, jamais par une panne', async () => {
    const qui = t.visiteur()
    for (const { methode, exemple } of (await qui.get('/_routes')).json<Route[]>())
      if (methode === 'POST') expect((await qui.post(exemple!)).statusCode, exemple!).toBeLessThan(500)
  })
})
