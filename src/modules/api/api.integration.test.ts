// What programs of a member read: made on screen by who may, through HTTP with the generated client, never what is another's.

import { Ajv } from 'ajv'
import createClient from 'openapi-fetch'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../tests/application.ts'
import { lignes, valeur } from '../../../tests/lignes.ts'
import type { paths } from './client.gen.ts'

const PDL = 'Pays de la Loire'
const TOUTES = ['decisions', 'programme', 'adhesions', 'demandes']
const UN_JOUR = 86_400_000
let t: ApplicationDeTest
let direction: Visiteur
let adresse: string
/** Each test has a minute of its own, from its first second: readings are counted by the minute. */
let maintenant = new Date(Math.floor(Date.now() / 60_000) * 60_000)
beforeAll(async () => {
  t = await ouvrirApplication()
  direction = await t.entrer('Direction, CDG 53', PDL)
  adresse = await t.app.listen({ port: 0, host: '127.0.0.1' })
})
beforeEach(() => {
  maintenant = new Date(+maintenant + 120_000)
  t.regler(maintenant)
})
afterAll(() => t.fermer())

async function creer(qui: Visiteur, lectures: readonly string[], jours = 30): Promise<string> {
  const { body, statusCode } = await qui.post('/interconnexions/jetons', {
    nom: 'Intranet',
    lectures,
    expireLe: dateSaisie(jourDe(new Date(+maintenant + jours * UN_JOUR))),
    cle: nouvelId(),
  })
  if (statusCode !== 200) throw new Error(lisible(body))
  return /<code>(mlg_[\w-]{43})<\/code>/.exec(body)![1]!
}
const client = (jeton: string) =>
  createClient<paths>({ baseUrl: adresse, headers: { authorization: `Bearer ${jeton}` } })
const lire = (jeton: string | null, chemin: string, entetes: Record<string, string> = {}) =>
  fetch(`${adresse}${chemin}`, {
    headers: { ...(jeton && { authorization: `Bearer ${jeton}` }), ...entetes },
  })

describe('un jeton', () => {
  it('se crée à l’écran, se montre une fois, ne se lit pas dans la base', async () => {
    const vide = await direction.get('/interconnexions')
    expect(lisible(vide.body)).toContain('Aucun programme ne lit au nom du CDG 53')
    const rien = await direction.post('/interconnexions/jetons', { nom: '', expireLe: '31/02/2027' })
    expect(rien.statusCode).toBe(422)
    for (const phrase of ['Dites pour quel programme', 'Cochez au moins une lecture', 'n’existe pas'])
      expect(lisible(rien.body)).toContain(phrase)
    for (const jours of [-1, 400])
      await expect(creer(direction, ['decisions'], jours)).rejects.toThrow(/Ce jour est passé|un an au plus/)
    const jeton = await creer(direction, TOUTES)
    const page = (await direction.get('/interconnexions')).body
    expect(page).not.toContain(jeton)
    expect(lisible(page)).toContain('jamais utilisé')
    expect(
      await valeur(t, 'select count(*) from jeton_api j where to_jsonb(j)::text like $1', [
        `%${jeton.slice(12)}%`,
      ]),
    ).toBe('0')
    expect(await valeur(t, `select count(*) from journal where action = 'jeton.creer'`)).toBe('1')
    expect((await lire(jeton, '/api/v1/decisions')).status).toBe(200)
    expect(lisible((await direction.get('/interconnexions')).body)).toContain('utilisé le')
  })
  it('envoyé deux fois, ne se crée qu’une', async () => {
    const champs = {
      nom: 'Paie',
      lectures: 'adhesions',
      expireLe: dateSaisie(jourDe(maintenant)),
      cle: nouvelId(),
    }
    expect((await direction.post('/interconnexions/jetons', champs)).statusCode).toBe(200)
    expect((await direction.post('/interconnexions/jetons', champs)).headers.location).toBe(
      '/interconnexions',
    )
    expect(await valeur(t, `select count(*) from jeton_api where nom = 'Paie'`)).toBe('1')
  })
  it('est refusé inconnu, absent, passé, retiré ; et ne lit que ce qu’il permet', async () => {
    const jeton = await creer(direction, ['decisions'], 1)
    expect((await lire(jeton, '/api/v1/decisions')).status).toBe(200)
    const defendu = await lire(jeton, '/api/v1/actions')
    expect(defendu.status).toBe(403)
    expect(defendu.headers.get('content-type')).toContain('application/problem+json')
    expect(await defendu.json()).toMatchObject({
      status: 403,
      detail: expect.stringContaining('« programme »'),
    })
    for (const faux of [null, 'mlg_faux', jeton.slice(0, -1), 'autre']) {
      const reponse = await lire(faux, '/api/v1/decisions')
      expect(reponse.status).toBe(401)
      expect(reponse.headers.get('www-authenticate')).toBe('Bearer')
    }
    t.regler(new Date(+maintenant + 2 * UN_JOUR))
    expect((await lire(jeton, '/api/v1/decisions')).status).toBe(401)
    t.regler(maintenant)
    const retrait = /\/interconnexions\/jetons\/[0-9a-f-]{36}\/retirer/.exec(
      (await direction.get('/interconnexions')).body,
    )![0]
    expect(lisible((await direction.get(retrait)).body)).toContain('ne se rétablit pas')
    const autre = await t.entrer('Direction, CDG 85', PDL)
    expect((await autre.get(retrait)).statusCode).toBe(404)
    expect((await autre.post(retrait)).statusCode).toBe(404)
    expect((await direction.post(retrait)).headers.location).toBe('/interconnexions')
    expect((await direction.post(retrait)).statusCode).toBe(404)
    expect((await lire(jeton, '/api/v1/decisions')).status).toBe(401)
  })
  it('une gestionnaire n’en crée pas', async () => {
    const gestion = await t.entrer('Gestion', PDL)
    expect((await gestion.get('/interconnexions')).statusCode).toBe(403)
  })
})

describe('les lectures', () => {
  it('suivent la description, par le client engendré d’elle', async () => {
    const api = client(await creer(direction, TOUTES))
    const description = (await (await lire(null, '/api/v1/openapi.json')).json()) as {
      components: { schemas: Record<string, object> }
    }
    const ajv = new Ajv({ strict: false, validateFormats: false })
    const conforme = (nom: string, donnees: readonly unknown[] = []) => {
      const juger = ajv.compile(description.components.schemas[nom]!)
      expect(donnees.length, nom).toBeGreaterThan(0)
      for (const donnee of donnees) expect(juger(donnee) || juger.errors, nom).toBe(true)
    }
    const decisions = await api.GET('/api/v1/decisions')
    conforme('Decision', decisions.data?.donnees)
    expect(decisions.data!.donnees[0]!.suite).toBeDefined()
    conforme('Action', (await api.GET('/api/v1/actions')).data?.donnees)
    const comptes = await api.GET('/api/v1/demandes/comptes')
    conforme('CompteDeDemandes', comptes.data?.donnees)
    const serveur = await t
      .entrer('Direction, CDG 44', PDL)
      .catch(() => t.entrer('Coordinatrice, CDG 44', PDL))
    const adhesions = await client(await creer(serveur, TOUTES)).GET('/api/v1/adhesions')
    conforme('Adhesion', adhesions.data?.donnees)
  })
  it('se lisent page par page, chacune une fois, dans l’ordre', async () => {
    const api = client(await creer(direction, TOUTES))
    const entiere = (await api.GET('/api/v1/actions', { params: { query: { limite: '200' } } })).data!
    const vues: string[] = []
    let apres: string | undefined
    for (let page = 0; page < 100; page++) {
      const { data } = await api.GET('/api/v1/actions', {
        params: { query: { limite: '7', ...(apres && { apres }) } },
      })
      vues.push(...data!.donnees.map(({ id }) => id))
      if (!data!.suivant) break
      apres = data!.suivant
    }
    expect(vues).toEqual(entiere.donnees.map(({ id }) => id))
    expect(entiere.suivant).toBeNull()
    const jour = (await api.GET('/api/v1/decisions')).data!.donnees[0]!.adopteeLe
    const depuis = (await api.GET('/api/v1/decisions', { params: { query: { depuis: jour } } })).data!
    expect(depuis.donnees.every(({ adopteeLe }) => adopteeLe >= jour)).toBe(true)
  })
  it('comptent les demandes depuis un jour de Paris, sa première demi-heure comprise', async () => {
    const api = client(await creer(direction, TOUTES))
    await lignes(
      t,
      `update demande set deposee_le = '2026-10-10T22:30Z' where deposee_le is not null and traitant_id in
         (select organisme_id from membre where libelle = 'CDG 53')`,
    )
    const compter = async (depuis: string) =>
      (await api.GET('/api/v1/demandes/comptes', { params: { query: { depuis } } })).data!.donnees.reduce(
        (total, { nombre }) => total + nombre,
        0,
      )
    const tout = await compter('2026-10-10')
    expect(tout).toBeGreaterThan(0)
    expect(await compter('2026-10-11')).toBe(tout)
    expect(await compter('2026-10-12')).toBe(0)
  })
  it('disent 304 à qui a déjà tout, 400 à un paramètre mal écrit, 404 ailleurs', async () => {
    const jeton = await creer(direction, TOUTES)
    const etag = (await lire(jeton, '/api/v1/actions')).headers.get('etag')!
    expect((await lire(jeton, '/api/v1/actions', { 'if-none-match': etag })).status).toBe(304)
    const curseur = (lu: unknown) => Buffer.from(JSON.stringify(lu)).toString('base64url')
    for (const mauvais of [
      'decisions?limite=0',
      'decisions?limite=201',
      'decisions?limite=1&limite=2',
      'decisions?depuis=2026-02-30',
      'decisions?inconnu=1',
      'decisions?apres=xyz',
      `decisions?apres=${curseur(['2026-99-99', nouvelId()])}`,
      `actions?apres=${curseur(['A', 'pas un identifiant'])}`,
      `actions?apres=${curseur(['A', nouvelId(), 'trop'])}`,
      `actions?apres=${curseur(['A\0', nouvelId()])}`,
      'demandes/comptes?limite=3',
    ]) {
      const reponse = await lire(jeton, `/api/v1/${mauvais}`)
      expect(reponse.status, mauvais).toBe(400)
      expect(((await reponse.json()) as { detail: string }).detail).toContain('Le paramètre')
    }
    const ailleurs = await lire(jeton, '/api/v1/personnes')
    expect(ailleurs.status).toBe(404)
    expect(ailleurs.headers.get('content-type')).toContain('application/problem+json')
  })
  it('cent vingt par minute et par jeton, puis le délai à attendre', async () => {
    const [jeton, autre] = [await creer(direction, TOUTES), await creer(direction, TOUTES)]
    for (let i = 0; i < 120; i++)
      expect(
        (
          await t.app.inject({
            url: '/api/v1/demandes/comptes',
            headers: { authorization: `Bearer ${jeton}` },
          })
        ).statusCode,
      ).toBe(200)
    const refus = await lire(jeton, '/api/v1/demandes/comptes')
    expect(refus.status).toBe(429)
    expect(Number(refus.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await lire(autre, '/api/v1/demandes/comptes')).status).toBe(200)
  })
})

describe('le jeton d’un membre ne lit rien d’un autre', () => {
  it('ni ses décisions, ni ses adhésions, ni ses demandes, ni une autre coopération', async () => {
    const chez = async (...mots: string[]) => client(await creer(await t.entrer(...mots), TOUTES))
    const [un, deux, breton] = [
      await chez('Direction, CDG 53', PDL),
      await chez('Direction, CDG 85', PDL),
      await chez('Direction, CDG 29', 'bretons'),
    ]
    const centreDe = async (nom: string) =>
      valeur(t, 'select organisme_id from membre where libelle = $1 limit 1', [nom])
    for (const [api, centre] of [
      [un, await centreDe('CDG 53')],
      [deux, await centreDe('CDG 85')],
    ] as const) {
      const decisions = (await api.GET('/api/v1/decisions', { params: { query: { limite: '200' } } })).data!
        .donnees
      const [{ n } = { n: -1 }] = await lignes<{ n: number }>(
        t,
        'select count(*)::int as n from decision where id = any($1::uuid[]) and not ($2::uuid = any(porte))',
        [decisions.map(({ id }) => id), centre],
      )
      expect(n).toBe(0)
      const adhesions = (await api.GET('/api/v1/adhesions', { params: { query: { limite: '200' } } })).data!
        .donnees
      const [{ ailleurs } = { ailleurs: -1 }] = await lignes<{ ailleurs: number }>(
        t,
        'select count(*)::int as ailleurs from achat_adhesion where id = any($1::uuid[]) and centre_id <> $2',
        [adhesions.map(({ id }) => id), centre],
      )
      expect(ailleurs).toBe(0)
      const comptes = (await api.GET('/api/v1/demandes/comptes')).data!.donnees
      const total = comptes.reduce((somme, { nombre }) => somme + nombre, 0)
      expect(String(total)).toBe(
        await valeur(
          t,
          `select count(*) from demande d join membre m on m.organisme_id = d.traitant_id and m.cooperation_id = d.cooperation_id
           join cooperation c on c.id = d.cooperation_id where d.traitant_id = $1 and d.etat <> 'BROUILLON' and c.nom like '%Pays de la Loire%'`,
          [centre],
        ),
      )
    }
    const ids = async (api: typeof un) =>
      (await api.GET('/api/v1/actions', { params: { query: { limite: '200' } } })).data!.donnees.map(
        ({ id }) => id,
      )
    const [ici, la] = [await ids(un), await ids(breton)]
    expect(la.length).toBeGreaterThan(0)
    expect(ici.filter((id) => la.includes(id))).toEqual([])
  })
})
