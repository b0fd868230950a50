// Two classic attacks, on every page at once and through HTTP: what another site sends, what a poisoned row shows; and what every answer says
// to browsers. Cited by docs/asvs.md, with attaques-adresses.test.ts.

import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../application.ts'

type Route = { methode: string; chemin: string; permise: boolean; exemple: string | null }

const ROLES = [
  ['Coordinatrice, CDG 44', 'Pays de la Loire'],
  ['Secrétaire de mairie', 'Pays de la Loire'],
  ['Direction, CDG 35', 'bretons'],
] as const

let t: ApplicationDeTest
let admin: pg.Client
let roles: Visiteur[]
beforeAll(async () => {
  t = await ouvrirApplication()
  admin = new pg.Client(t.url(inject('serveur').superutilisateur))
  await admin.connect()
  roles = []
  for (const role of ROLES) roles.push(await t.entrer(...role))
})
afterAll(async () => {
  await admin.end()
  await t.fermer()
})

const routesDe = async (qui: Visiteur) => (await qui.get('/_routes')).json<Route[]>()

/** Every row of the business tables, table by table: equal when nothing was written. */
async function empreintes(): Promise<unknown[]> {
  const { rows } = await admin.query<{ nom: string }>(
    "select quote_ident(relname) as nom from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1",
  )
  expect(rows.length).toBeGreaterThan(100)
  const compte = rows.map(
    ({ nom }) =>
      `select '${nom}' as nom, count(*)::int as lignes, sum(hashtextextended(t::text, 0)) as somme from ${nom} t`,
  )
  return (await admin.query(compte.join(' union all '))).rows
}

/** What browsers say of a form that comes from elsewhere: recent ones, then older ones, then a page that hides where it is. */
const AILLEURS = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://ailleurs.exemple' },
  { origin: 'null' },
] as const

describe('ce qu’un autre site envoie', () => {
  it('aucun formulaire ne part d’ailleurs au nom de qui est connecté', async () => {
    const avant = await empreintes()
    const acceptes: string[] = []
    let envois = 0
    for (const qui of roles)
      for (const { methode, chemin, permise, exemple } of await routesDe(qui)) {
        // Open by design, in demonstration only: it gives a session, it uses none (ADR 0008).
        if (methode !== 'POST' || !permise || !exemple || chemin === '/demo/entrer/:id') continue
        const headers = AILLEURS[envois % AILLEURS.length]!
        envois += 1
        const { statusCode } = await qui.requete({
          method: 'POST',
          url: exemple,
          payload: 'version=1',
          headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        })
        if (statusCode !== 403) acceptes.push(`${exemple} ${JSON.stringify(headers)} : ${statusCode}`)
      }
    expect(acceptes).toEqual([])
    expect(envois).toBeGreaterThan(300)
    expect(await empreintes()).toEqual(avant)
  })
})

const PIEGE = `"'><img src=x onerror=alert(1)><script>alert(2)</script></textarea></title>`

/** Puts the trap at the end of every sentence that a table keeps, whatever the door it came through; says in how many columns. */
async function empoisonner(): Promise<number> {
  // Triggers and foreign keys aside: the journal and the codes of the registry too, where they hold sentences.
  await admin.query('set session_replication_role = replica')
  const { rows } = await admin.query<{ nom: string; colonne: string }>(
    `select quote_ident(c.relname) as nom, quote_ident(a.attname) as colonne from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.atttypid = 'text'::regtype and a.attgenerated = ''
       and a.attnum > 0 and not a.attisdropped and c.relname <> 'migration'`,
  )
  let prises = 0
  for (const { nom, colonne } of rows) {
    // A column of codes refuses it by its own constraint, and holds no sentence.
    const fait = await admin
      .query(
        `update ${nom} set ${colonne} = ${colonne} || $1 where ${colonne} ~ '[[:alpha:]]+ [[:alpha:]]'`,
        [PIEGE],
      )
      .catch(() => null)
    if (fait?.rowCount) prises += 1
  }
  await admin.query('set session_replication_role = origin')
  return prises
}

/** Composed documents cost seconds and are no page; what they hold is data (platform/documents). */
const COMPOSE = /\.(pdf|docx|xlsx)(\?|$)/

describe('chaque page, une fois toute phrase de la base piégée', () => {
  type Vue = {
    adresse: string
    statut: number
    entetes: Record<string, unknown>
    corps: string
    connecte: boolean
  }
  const vues: Vue[] = []
  let avant: unknown[]
  let prises: number
  beforeAll(async () => {
    prises = await empoisonner()
    avant = await empreintes()
    const lues = new Set<string>()
    for (const qui of [t.visiteur(), ...roles])
      for (const { methode, chemin, permise, exemple } of await routesDe(qui)) {
        if (methode !== 'GET' || !permise || !exemple || COMPOSE.test(exemple) || chemin === '/_routes')
          continue
        const connecte = qui.cookies.size > 0
        const cle = `${connecte} ${chemin}`
        if (lues.has(cle)) continue
        const { statusCode, headers, body } = await qui.get(exemple)
        if (statusCode === 200) lues.add(cle)
        vues.push({ adresse: exemple, statut: statusCode, entetes: headers, corps: body, connecte })
      }
  }, 240_000)

  it('le piège est partout, et n’est jamais qu’un texte', () => {
    expect(prises).toBeGreaterThan(150)
    const html = vues.filter(({ entetes }) => /html|svg|xml/.test(String(entetes['content-type'])))
    const montre = html.filter(({ corps }) => corps.includes('&lt;img src=x onerror=alert(1)&gt;'))
    expect(montre.length).toBeGreaterThan(80)
    expect(
      html.filter(({ corps }) =>
        /<img src=x|<script>alert|"'><|(href|src|action)="\s*javascript:/i.test(corps),
      ),
    ).toEqual([])
  })
  it('aucune ne casse, ni ne montre l’intérieur', () => {
    expect(
      vues.filter(({ statut }) => statut >= 500).map(({ adresse, statut }) => [adresse, statut]),
    ).toEqual([])
    expect(
      vues.filter(({ corps }) => /\n\s+at .*\.tsx?:\d/.test(corps)).map(({ adresse }) => adresse),
    ).toEqual([])
    expect(vues.length).toBeGreaterThan(150)
  })
  it('lire n’écrit rien', async () => {
    expect(await empreintes()).toEqual(avant)
  })
  it('chaque réponse dit aux navigateurs ce qu’elle permet', () => {
    const fautes: string[] = []
    for (const { adresse, entetes, statut, connecte } of vues) {
      const lu = (nom: string) => String(entetes[nom] ?? '')
      const politique = lu('content-security-policy')
      const incruste = adresse.startsWith('/ouvert/') && politique.includes('frame-ancestors *')
      const exige = (vrai: boolean, quoi: string) => vrai || fautes.push(`${adresse} : ${quoi}`)
      exige(lu('x-content-type-options') === 'nosniff', 'nosniff')
      exige(politique.startsWith("default-src 'none'") && politique.includes("base-uri 'none'"), 'politique')
      // Argon2id, where the commission types its passphrases, and nowhere else.
      const trousseau = /^\/achats\/[^/]+\/plis$/.test(adresse)
      const permise = trousseau ? politique.replace("script-src 'self' 'wasm-unsafe-eval'", '') : politique
      exige(!/unsafe|https?:|\*/.test(permise.replace('frame-ancestors *', '')), 'politique trop large')
      exige(incruste || politique.includes("frame-ancestors 'none'"), 'cadre')
      exige(lu('referrer-policy') === 'same-origin', 'référent')
      exige(!lu('access-control-allow-origin') || adresse.startsWith('/ouvert'), 'CORS')
      exige(!lu('access-control-allow-credentials'), 'CORS avec cookie')
      if (statut !== 200) continue
      const type = lu('content-type')
      exige(
        /^(application\/(zip|vnd\.)|image\/png)/.test(type) || /; charset=utf-8$/i.test(type),
        `type « ${type} »`,
      )
      const publique = /^\/(ouvert|robots|sitemap|sante|simulateur|demo|statique|api\/v1\/openapi)/.test(
        adresse,
      )
      if (connecte && !publique)
        exige(lu('cache-control') === 'private, no-store', lu('cache-control') || 'sans cache-control')
    }
    expect(fautes).toEqual([])
  })
})
