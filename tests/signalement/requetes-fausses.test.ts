// Requests made from the routes themselves and from true bodies, one thing wrong in each: an address, a parameter, a whole body, a leaf of it. Both processes
// refuse in a French sentence that says what to do; they never break, never say again what they were sent, and what they refused left nothing.
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { jourDe } from '../../src/shared/dates.ts'
import { envoyer, revenir } from '../../src/signalement/protocole/auteur.ts'
import { agir, prendreDossier } from '../../src/signalement/protocole/membre.ts'
import { demander, type Transport } from '../../src/signalement/protocole/serveur.ts'
import { creerSansScript } from '../../src/signalement/scelleur/app.tsx'
import { type EnMemoire, ouvrirEnMemoire } from '../signalement-en-memoire.ts'

type Route = Readonly<{ methode: string; chemin: string }>
type Envoi = Readonly<{ chemin: string; jeton: string | undefined; corps: unknown }>

/** Part of everything false that is sent: an answer that holds it says again what it was sent. */
const MARQUE = 'zqkwzq'

let m: EnMemoire
let sansScript: FastifyInstance
let routes: Route[]
const routesSansScript: Route[] = []
/** One true body per route that takes one, as the pages send it. */
const vrais = new Map<string, Envoi>()
beforeAll(async () => {
  // The process without script has the clock of the machine.
  m = await ouvrirEnMemoire(jourDe(new Date()))
  routes = await demander<Route[]>(m.transport, '/_routes')
  const noter: Transport = (chemin, options = {}) => {
    if (options.methode === 'POST' && !options.suite)
      vrais.set(modeleDe(chemin), { chemin, jeton: options.jeton, corps: options.corps })
    return m.transport(chemin, options)
  }
  const { id, mots, depot } = await m.deposer({ suiviMedical: ['x'], accords: ['medecin'] })
  const defi = await demander(m.transport, '/v1/effort/cdg-62')
  vrais.set('/v1/depots', { chemin: '/v1/depots', jeton: undefined, corps: { depot, defi, nonce: 0 } })
  const ecrits = [{ volet: 'E' as const, corps: { genre: 'message', texte: 'Bonjour.' } }]
  await envoyer(await revenir(noter, mots, 'localhost:3001', m.jour), 'ecrire', ecrits)
  const session = { ...(await m.session('referente')), transport: noter }
  await agir(await prendreDossier(session, 'cdg-62', id), { action: 'accuser', vers: 'ACCUSE', ecrits })
  const adresse = await m.app.listen({ port: 0, host: '127.0.0.1' })
  sansScript = await creerSansScript({
    principal: adresse,
    adresse: 'http://localhost:3002',
    demonstration: true,
    noms: {},
    statique: import.meta.dirname,
    envoisAvantRelance: 100_000,
    finir: () => {},
    noter: (methode, chemin) => void routesSansScript.push({ methode, chemin }),
  })
}, 120_000)
afterAll(async () => {
  await sansScript?.close()
  await m?.fermer()
})

const modeleDe = (chemin: string): string =>
  routes.find(
    ({ methode, chemin: modele }) =>
      methode === 'POST' &&
      new RegExp(`^${modele.replace(/:\w+/g, '[^/]+').replace('*', '.*')}$`).test(chemin),
  )!.chemin

const ANGLAIS = /\b(the|not|is|invalid|error|request|body|must|cannot|unexpected|component|found|exceed)\b/i
/** What an answer must hold to tell a person what to do next. */
const QUE_FAIRE =
  /\b(rechargez|réessayez|reprenez|partez|revenez|recommencez|vérifiez|relisez|entrez|choisissez|envoyez|retirez|prévenez|adressez-vous|appelez|utilisez|demandez|donnez|ouvrez|attendez|Revenir à l’accueil)\b/i

/** Why an answer is not one that may be given to a false request; null when it is. */
function faute(statut: number, type: string, dit: string): string | null {
  if (statut >= 500) return 'le serveur se casse'
  if (statut < 400) return null
  if (dit.includes(MARQUE)) return 'redit ce qui a été envoyé'
  if (/FST_|node_modules|\bat .+:\d+|__proto__|éééé/.test(dit)) return 'parle de la machine'
  let phrase = dit.slice(dit.indexOf('<main')).replaceAll(/<[^>]*>/g, ' ')
  if (!type.startsWith('text/html')) {
    const { message, code, ...reste } = JSON.parse(dit) as Record<string, unknown>
    if (typeof message !== 'string' || Object.keys(reste).length > 0) return `n’est pas un message : ${dit}`
    if (code !== undefined && !/^[a-z-]+$/.test(String(code))) return `code de la machine : ${code}`
    if (!/^\p{Lu}.*\.$/u.test(message)) return `n’est pas une phrase : ${message}`
    phrase = message
  }
  if (ANGLAIS.test(phrase)) return `est en anglais : ${phrase}`
  return QUE_FAIRE.test(phrase) ? null : `ne dit pas quoi faire : ${phrase}`
}

const fautes = new Map<string, string>()
let envois = 0
/** Sends, and keeps the first request of each fault. */
async function essayer(app: FastifyInstance, options: InjectOptions): Promise<number> {
  const { statusCode, headers, body } = await app.inject(options)
  envois++
  const lue = faute(statusCode, String(headers['content-type']), body)
  // Each address that breaks is named; of the rest, one example of each sentence is enough.
  const trouvee = lue && statusCode >= 500 ? `${lue} : ${String(options.url).slice(0, 50)}` : lue
  if (trouvee && !fautes.has(trouvee))
    fautes.set(
      trouvee,
      `${statusCode} ${options.method} ${options.url} ${String(options.payload).slice(0, 300)}`,
    )
  return statusCode
}
/** What was found since the last time. */
function bilan(auMoins: number): Record<string, string> {
  const trouvees = Object.fromEntries(fautes)
  expect(envois).toBeGreaterThan(auMoins)
  fautes.clear()
  envois = 0
  return trouvees
}

const VALEURS = [
  '%',
  `%E0%A4%A${MARQUE}`,
  '%00',
  `%F0%9F%98%80${MARQUE}`,
  `..%2f..%2f${MARQUE}`,
  `%2e%2e%5c${MARQUE}`,
  '-1',
  '1e99',
  '9007199254740993',
  `%27%20or%201=1--${MARQUE}`,
  MARQUE.repeat(18),
  MARQUE.repeat(400),
  '__proto__',
  'constructor',
]

/** Whole bodies that no page sends. */
const CORPS: readonly Readonly<{ type: string; corps: string }>[] = [
  ...['', '{', 'null', '[]', '"x"', '1', `{"${MARQUE}":`, `{"__proto__":{"${MARQUE}":1}}`].map((corps) => ({
    type: 'application/json',
    corps,
  })),
  { type: 'application/json', corps: `{"constructor":{"prototype":{"${MARQUE}":1}}}` },
  { type: 'application/json', corps: `{"a":1,"a":"${MARQUE}"}` },
  { type: 'application/octet-stream', corps: '' },
  { type: 'application/octet-stream', corps: `\0\0\0\u0009{"${MARQUE}` },
  { type: 'application/octet-stream', corps: '\u00ff\u00ff\u00ff\u00ff' },
  { type: 'text/plain', corps: MARQUE },
  { type: `text/${MARQUE}`, corps: MARQUE },
  { type: 'application/x-www-form-urlencoded', corps: `jeton=${MARQUE}&jeton=%00&mots=%&__proto__=1` },
  { type: 'multipart/form-data', corps: MARQUE },
  { type: 'multipart/form-data; boundary=b', corps: `--b\r\nContent-Disposition: form-data; name="r` },
  {
    type: 'multipart/form-data; boundary=b',
    corps: `--b\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\n${MARQUE}\r\n--b--\r\n`,
  },
  {
    type: 'multipart/form-data; boundary=b',
    // The form comes back with what was typed, and names the file that it does not take.
    corps: `--b\r\nContent-Disposition: form-data; name="a"; filename="../x.svg"\r\n\r\n<svg>\r\n--b--\r\n`,
  },
]
const ENORME = { type: 'application/json', corps: JSON.stringify(MARQUE.repeat(1_400_000)) }

/** Addresses of a route with each false value: in the path, then after `?`, twice. A page that reads no parameter is asked with the first few. */
function adresses(chemin: string): string[] {
  const remplir = (c: string, valeur: string) => c.replace(/:\w+|\*/g, () => valeur)
  // The organisation is a true one the second time: the next parameter is then read too.
  const connu = chemin.replace(':organisme', 'cdg-62')
  const valeurs = /:\w+|\*/.test(chemin) ? VALEURS : VALEURS.slice(0, 4)
  return valeurs.flatMap((v) => {
    const deux = `${remplir(connu, v)}?n=${v}&n=2&__proto__=${v}`
    return chemin === connu ? [deux] : [remplir(chemin, v), `${remplir(connu, v)}?n=${v}`, deux]
  })
}

it('chaque adresse, chaque paramètre faux : une phrase, jamais une panne', async () => {
  const membre = vrais.get('/v1/bureau/:organisme/dossiers/:id/actes')!.jeton
  const auteur = vrais.get('/v1/retour/messages')!.jeton
  for (const { methode, chemin } of routes)
    for (const [i, url] of adresses(chemin).entries())
      await essayer(m.app, {
        method: methode as 'GET',
        url,
        // A person let in, so that what is false is read; a false token now and then.
        headers: {
          authorization: `Bearer ${i % 5 === 4 ? MARQUE.repeat(7) : chemin.startsWith('/v1/retour') ? auteur : membre}`,
        },
        ...(methode === 'POST' && { payload: {} }),
      })
  for (const { methode, chemin } of routesSansScript)
    for (const url of adresses(chemin)) await essayer(sansScript, { method: methode as 'GET', url })
  expect(bilan(800)).toEqual({})
})

it('chaque corps qu’aucune page n’envoie : une phrase, et rien de gardé', async () => {
  const jetons = [
    vrais.get('/v1/bureau/:organisme/dossiers/:id/actes')!.jeton,
    vrais.get('/v1/retour/messages')!.jeton,
  ]
  const avant = await compter()
  const ecrites = (app: FastifyInstance, liste: readonly Route[]) =>
    liste
      .filter(({ methode }) => methode === 'POST')
      .map(({ chemin }) => ({ app, url: chemin.replace(':organisme', 'cdg-62').replace(/:\w+/g, 'x') }))
  const toutes = [...ecrites(m.app, routes), ...ecrites(sansScript, routesSansScript)]
  for (const { app, url } of toutes)
    for (const jeton of jetons) {
      for (const { type, corps } of CORPS)
        await essayer(app, {
          method: 'POST',
          url,
          headers: { 'content-type': type, authorization: `Bearer ${jeton}` },
          payload: corps,
        })
      await essayer(app, { method: 'POST', url, headers: { authorization: `Bearer ${jeton}` } })
    }
  for (const { app, url } of toutes)
    await essayer(app, {
      method: 'POST',
      url,
      headers: { 'content-type': ENORME.type },
      payload: ENORME.corps,
    })
  expect(bilan(600)).toEqual({})
  expect(await compter()).toBe(avant)
})

it('trois fichiers de 20 Mo en un dépôt : le serveur dit la limite de 40 Mo', async () => {
  const { depot, ...reste } = vrais.get('/v1/depots')!.corps as { depot: { pieces: unknown[] } }
  const piece = { volet: 'R', epoque: 1, taille: 20_000_000, empreinte: 'e'.repeat(43) }
  const pieces = ['A', 'B', 'C'].map((lettre) => ({ ...piece, id: lettre.repeat(22) }))
  const payload = { ...reste, depot: { ...depot, pieces } }
  const { statusCode, body } = await m.app.inject({ method: 'POST', url: '/v1/depots', payload })
  expect([statusCode, body]).toEqual([422, expect.stringContaining('dépassent 40 Mo en tout. Rien n’a été')])
})

const FAUX = [
  null,
  -1,
  1e99,
  '',
  '\0',
  'é'.repeat(3000),
  MARQUE,
  [],
  {},
  true,
  '__proto__',
  '2026-02-31',
] as const

/** The body with one leaf or branch taken away, replaced or joined by a stranger. Of a list, its two first items. */
function* mutants(v: unknown): Generator<unknown> {
  yield* FAUX
  if (Array.isArray(v)) {
    for (let i = 0; i < Math.min(2, v.length); i++) for (const autre of mutants(v[i])) yield v.with(i, autre)
    yield Array.from({ length: 700 }, () => v[0])
  } else if (v !== null && typeof v === 'object') {
    for (const [cle, valeur] of Object.entries(v)) {
      const { [cle]: _, ...sans } = v as Record<string, unknown>
      yield sans
      for (const autre of mutants(valeur)) yield { ...v, [cle]: autre }
    }
    yield { ...v, etranger: 1 }
  }
}

const compter = async () =>
  (
    await m.admin.query<{ n: string }>(
      "select concat_ws(' ', (select count(*) from dossier), (select count(*) from piece), (select count(*) from membre), (select count(*) from absence), (select count(*) from temoignage), (select count(*) from statistique), (select count(*) from journal)) as n",
    )
  ).rows[0]!.n

it('chaque corps juste, une feuille fausse à la fois : refusé en une phrase, et rien de gardé', async () => {
  const { jeton } = await m.session('referente')
  const a = { id: 'A'.repeat(22), membre: 'referente', du: m.jour, au: m.jour, remplacant: 'juriste-2' }
  const absence = { ...a, par: 'referente', jour: m.jour }
  // The other bodies are small and are written here; those above come from the pages themselves.
  for (const [chemin, corps] of [
    ['/v1/bureau/cdg-62/absences', { absence, sig: 'x'.repeat(86) }],
    [`/v1/bureau/cdg-62/absences/${a.id}/retrait`, { jour: m.jour, sig: 'x'.repeat(86) }],
    ['/v1/bureau/cdg-62/statistiques', { fiche: { annee: 2026 }, acte: {}, sig: 'x' }],
    ['/v1/retour/transfert', { vers: 'cdg-59', enveloppes: [], messages: [] }],
    [
      '/v1/journal/temoignages',
      { organisme: 'cdg-62', n: 1, empreinte: 'e'.repeat(43), temoin: 'cdg-59', jour: m.jour, sig: 'x' },
    ],
    ['/v1/membre/session', { id: 'referente', authentification: 'faux' }],
    ['/v1/bureau/cdg-62/secours/x', { acte: {}, sig: 'x', enveloppes: [] }],
  ] as const)
    vrais.set(modeleDe(chemin), {
      chemin,
      jeton: chemin.startsWith('/v1/retour') ? vrais.get('/v1/retour/messages')!.jeton : jeton,
      corps,
    })
  // A route that takes a body and has none here must be added. Two only end a session.
  const attendues = routes.filter(({ methode }) => methode === 'POST').map(({ chemin }) => chemin)
  expect([...vrais.keys()].sort()).toEqual(attendues.filter((c) => !c.endsWith('/fin')).sort())
  const avant = await compter()
  let refuses = 0
  for (const { chemin, jeton: qui, corps } of vrais.values())
    for (const faux of mutants(corps)) {
      const statut = await essayer(m.app, {
        method: 'POST',
        url: chemin,
        headers: { 'content-type': 'application/json', ...(qui && { authorization: `Bearer ${qui}` }) },
        payload: JSON.stringify(faux),
      })
      if (statut >= 400) refuses++
    }
  expect(refuses / envois).toBeGreaterThan(0.9)
  expect(bilan(700)).toEqual({})
  expect(await compter()).toBe(avant)
})
