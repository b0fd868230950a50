// What a planted cookie, a forged link, a path that climbs, a name that carries headers and an ambiguous request obtain: nothing. Cited by
// docs/asvs.md, with attaques.test.ts.
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signerLien } from '../../src/platform/http/liens.ts'
import { nouvelId } from '../../src/shared/ids.ts'
import { type ApplicationDeTest, lisible, ouvrirApplication, SECRET, type Visiteur } from '../application.ts'
import { lignes } from '../lignes.ts'

const SESSION = 'maillage.session_token'
const ADRESSE = 'presidence.cdg35@demonstration.invalid'

let t: ApplicationDeTest
let coordinatrice: Visiteur
let secretaire: Visiteur
let port: number
beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice, CDG 44', 'Pays de la Loire')
  secretaire = await t.entrer('Secrétaire de mairie', 'Pays de la Loire')
  await t.entrer('Présidence, CDG 35', 'bretons')
  await t.app.listen({ port: 0, host: '127.0.0.1' })
  port = (t.app.server.address() as AddressInfo).port
})
afterAll(() => t.fermer())

/** Sends bytes as they are, without the care that a client takes; gives all that comes back. */
async function brut(...lignesEnvoyees: string[]): Promise<string> {
  const prise = connect(port, '127.0.0.1')
  let lu = ''
  prise.on('data', (morceau) => {
    lu += morceau
  })
  prise.write(`${lignesEnvoyees.join('\r\n')}\r\n\r\n`)
  await once(prise, 'close')
  return lu
}

describe('un cookie', () => {
  it('planté par un autre n’est pas celui de la session qui s’ouvre', async () => {
    const attaquant = await t.entrer('Direction, CDG 53', 'Pays de la Loire')
    const plante = attaquant.cookies.get(SESSION)!
    for (const valeur of [plante, 'choisi.signature', `${'a'.repeat(32)}.${'b'.repeat(44)}`]) {
      const victime = t.visiteur()
      victime.cookies.set(SESSION, valeur)
      await victime.post('/connexion/envoyer', { courriel: ADRESSE })
      await t.tachesFaites()
      const lien = t.courriels.findLast(({ a }) => a === ADRESSE)!.texte
      const jeton = new URL(/http:\S+/.exec(lien)![0]).searchParams.get('jeton')!
      expect((await victime.post('/connexion/lien', { jeton })).statusCode).toBe(303)
      expect(victime.cookies.get(SESSION)).not.toBe(valeur)
      expect((await victime.get('/compte')).body).toContain(ADRESSE)
      // Who planted it holds nothing of hers; and his own session ended where she signed in over it.
      const page = await attaquant.get('/compte')
      expect(page.statusCode).toBe(303)
      expect(page.body).not.toContain(ADRESSE)
    }
  })
  it('dont un signe change n’ouvre rien', async () => {
    const jeton = decodeURIComponent(coordinatrice.cookies.get(SESSION)!)
    for (const place of [0, jeton.indexOf('.') - 1, jeton.indexOf('.') + 1]) {
      const autre = jeton[place] === 'A' ? 'B' : 'A'
      const voleur = t.visiteur()
      voleur.cookies.set(SESSION, encodeURIComponent(jeton.slice(0, place) + autre + jeton.slice(place + 1)))
      expect((await voleur.get('/tableau-de-bord')).headers.location).toMatch(/^\/connexion/)
    }
  })
  it('de session est fermé aux scripts, aux autres sites et, sur https, au transport en clair', async () => {
    const derriere = await ouvrirApplication({ adresse: 'https://maillage.test' })
    try {
      const qui = derriere.visiteur()
      const [role] = (await qui.get('/demo/roles')).json<{ entrer: string }[]>()
      const { headers } = await qui.requete({ method: 'POST', url: role!.entrer })
      const [pose] = [headers['set-cookie']].flat()
      expect(pose).toMatch(/^__Host-maillage\.session_token=/)
      for (const attribut of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/'])
        expect(pose).toContain(`; ${attribut}`)
      expect(pose).not.toContain('Domain')
      expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}; includeSubDomains$/)
    } finally {
      await derriere.fermer()
    }
  })
})

describe('un lien signé', () => {
  it('fait pour un usage, abîmé ou signé d’un autre secret n’ouvre aucune autre porte', async () => {
    const fin = { objet: nouvelId(), expireLe: new Date(Date.now() + 3_600_000) }
    const juste = signerLien(SECRET, { usage: 'essai', ...fin })
    const jetons = [
      juste,
      signerLien('x'.repeat(40), { usage: 'premier-acces', ...fin }),
      `${juste.slice(0, -1)}${juste.endsWith('A') ? 'B' : 'A'}`,
      `${Buffer.from('["premier-acces","x",9999999999]').toString('base64url')}.`,
      'x',
      '%00.%00',
    ]
    const routes = (await coordinatrice.get('/_routes')).json<{ methode: 'GET' | 'POST'; chemin: string }[]>()
    const portes = routes.filter(({ chemin }) => chemin.includes(':jeton'))
    expect(portes.length).toBeGreaterThan(20)
    const ouvertes: string[] = []
    for (const { methode, chemin } of portes)
      for (const jeton of jetons) {
        const url = chemin.replace(':jeton', jeton).replaceAll(/:\w+/g, nouvelId())
        const qui = t.visiteur()
        const { statusCode } = methode === 'GET' ? await qui.get(url) : await qui.post(url)
        if (![403, 404, 410].includes(statusCode)) ouvertes.push(`${methode} ${url} : ${statusCode}`)
      }
    expect(ouvertes).toEqual([])
  })
})

describe('un chemin qui remonte', () => {
  it.each([
    '/statique/../../package.json',
    '/statique/..%2f..%2fpackage.json',
    '/statique/%2e%2e/%2e%2e/package.json',
    '/statique/..%5c..%5cpackage.json',
    '/statique/%252e%252e%252fpackage.json',
    '/statique/....//....//package.json',
    '/statique//etc/passwd',
    '/statique/%00/package.json',
    '/statique/',
    '/statique',
    '/fichiers/..%2f..%2fsecret',
    '/demandes/pieces/..%2f..%2fsecret',
    '/ouvert/..%2f..%2fpackage.json',
    '/ouvert/pays-de-la-loire/documents/..%2f..%2fsecret',
    '/.git/config',
    '/.env',
    '/package.json',
    '/src/app.tsx',
    '/ouvert/%',
    `/ouvert/${'x'.repeat(600)}`,
  ])('ne mène à aucun fichier : %s', async (chemin) => {
    for (const qui of [coordinatrice, secretaire]) {
      const lu = await brut(
        `GET ${chemin} HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        `Cookie: ${SESSION}=${qui.cookies.get(SESSION)}`,
        'Connection: close',
      )
      expect(lu).toMatch(/^HTTP\/1\.1 40[034] /)
      expect(lu).not.toMatch(/"dependencies"|root:x:|\[core\]|createApp|FST_|url component|max param/)
    }
  })
})

describe('un nom de fichier', () => {
  it('qui porte guillemets, retours à la ligne et en-têtes ne fait qu’un nom', async () => {
    const [fichier] = await lignes<{ id: string }>(
      t,
      `update fichier set nom = E'a"; x=\\r\\nSet-Cookie: vole=1\\r\\n\\r\\n<script>.pdf' where id in (
         select f.id from fichier f join cooperation c on c.id = f.cooperation_id where c.nom ilike '%Pays de la Loire%' order by f.id limit 1) returning id`,
    )
    const { statusCode, headers } = await coordinatrice.get(`/fichiers/${fichier!.id}`)
    expect(statusCode).toBe(200)
    expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w%.'()*!~-]+$/)
    expect(headers['set-cookie']).toBeUndefined()
  })
})

describe('un en-tête', () => {
  it.each([
    '/a\r\nSet-Cookie: vole=1',
    '//ailleurs.exemple',
    'https://ailleurs.exemple',
    '/\\ailleurs.exemple',
  ])('ne se glisse pas par la page où revenir : %j', async (retour) => {
    const qui = await t.entrer('Présidence, CDG 35', 'bretons')
    const page = await qui.get('/structures')
    const [, structure] = /name="structure" value="([^"]+)"/.exec(page.body)!
    const { headers } = await qui.post('/structures', { structure: structure!, retour })
    expect(headers.location).toBe('/tableau-de-bord')
    expect(headers['set-cookie']).toBeUndefined()
  })
})

describe('une demande ambiguë', () => {
  it('avec deux longueurs est refusée, et ce qui la suit n’est pas lu', async () => {
    for (const corps of [
      ['Content-Length: 6', 'Transfer-Encoding: chunked', '', '0', '', 'GET /sante HTTP/1.1'],
      ['Content-Length: 0', 'Content-Length: 40', '', 'GET /sante HTTP/1.1', 'Host: x'],
      ['Transfer-Encoding: chunked, identity', '', '0', '', 'GET /sante HTTP/1.1', 'Host: x'],
    ]) {
      const lu = await brut('POST /connexion/envoyer HTTP/1.1', `Host: 127.0.0.1:${port}`, ...corps)
      expect(lu).toMatch(/^HTTP\/1\.1 400 /)
      expect(lu).not.toContain('PostgreSQL')
    }
  })
  it('TRACE, ou une méthode que rien n’attend, ne rend pas ce qu’elle a reçu', async () => {
    for (const methode of ['TRACE', 'PUT', 'DELETE', 'OPTIONS']) {
      const lu = await brut(
        `${methode} /connexion HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
        'X-Temoin: canari',
        'Connection: close',
      )
      expect(lu, methode).toMatch(/^HTTP\/1\.1 40[3-5] /)
      expect(lu, methode).not.toContain('canari')
    }
  })
  it('un corps illisible reçoit une phrase, pas une pile', async () => {
    for (const type of ['application/json', 'text/xml', 'multipart/form-data', 'x']) {
      const { statusCode, body } = await coordinatrice.requete({
        method: 'POST',
        url: '/connexion/envoyer',
        payload: '{"a":',
        headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' },
      })
      expect(statusCode, type).toBeGreaterThanOrEqual(400)
      expect(statusCode, type).toBeLessThan(500)
      expect(lisible(body), type).not.toMatch(/Error|\bat .*:\d+|Unexpected/)
    }
  })
})
