import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../../tests/application.ts'
import {
  type AgentProConnect,
  CLIENT,
  type FauxProConnect,
  ouvrirFauxProConnect,
  SECRET_CLIENT,
} from '../../../../tests/identites/proconnect.ts'
import { associerTelephone, codeDe } from '../../../../tests/identites/second-facteur.ts'
import { lignes, valeur } from '../../../../tests/lignes.ts'

const UNE_MINUTE = 60_000
let t: ApplicationDeTest
let fournisseur: FauxProConnect
const SIRET = '20000000100010'
let ADRESSE: string
let agent: AgentProConnect
let maintenant = new Date()
beforeAll(async () => {
  fournisseur = await ouvrirFauxProConnect()
  t = await ouvrirApplication({
    env: {
      PROCONNECT_ISSUER: fournisseur.adresse,
      PROCONNECT_CLIENT_ID: CLIENT,
      PROCONNECT_CLIENT_SECRET: SECRET_CLIENT,
    },
  })
  // Roles enter once in demonstration: their accounts then exist.
  const [seul] = await lignes<{ courriel: string; organisme: string }>(
    t,
    `select p.courriel, min(f.organisme_id::text) as organisme from personne p join fonction_tenue f on f.personne_id = p.id
     where p.courriel like 'direction.%' and f.au is null group by 1 having count(distinct (f.cooperation_id, f.organisme_id)) = 1 order by 1 limit 1`,
  )
  ADRESSE = seul!.courriel
  await t.entrer(...(await mots(ADRESSE)))
  await lignes(t, 'update organisme set siren = $1 where id = $2', [SIRET.slice(0, 9), seul!.organisme])
  agent = { sub: 'agent-53', email: ADRESSE, siret: SIRET }
})
beforeEach(() => {
  maintenant = new Date(+maintenant + 20 * UNE_MINUTE)
  t.regler(maintenant)
})
afterAll(async () => {
  await t.fermer()
  await fournisseur.fermer()
})

/** Words by which the demonstration finds the role of an address. */
const mots = async (courriel: string): Promise<string[]> => [
  await valeur(t, 'select nom from personne where courriel = $1', [courriel]),
]
const local = (adresse: string) => adresse.replace('http://maillage.test', '')
async function partir(qui: Visiteur, retour = ''): Promise<string> {
  return (await qui.get(`/connexion/proconnect?${new URLSearchParams({ retour })}`)).headers
    .location as string
}
/** Up to the answer of the application to the return of the browser. */
async function parProConnect(agent: AgentProConnect, qui = t.visiteur(), retour = '') {
  const revient = await fournisseur.identifier(await partir(qui, retour), agent)
  return { qui, revient, rendu: await qui.get(local(revient)) }
}
const porte = async (qui: Visiteur) => (await qui.get('/tableau-de-bord')).headers.location
const lienPour = async (courriel: string) => {
  await t.tachesFaites()
  return t.courriels
    .filter(({ a, objet }) => a === courriel && objet.includes('ProConnect'))
    .at(-1)
    ?.texte.match(/http:\/\/maillage\.test(\/connexion\/proconnect\/relier\?jeton=(\S+))/)
}

describe('la première fois', () => {
  it('part avec les seuls paramètres que ProConnect accepte', async () => {
    expect(lisible((await t.visiteur().get('/connexion')).body)).toContain('S’identifier avec ProConnect')
    await parProConnect({ sub: 'x', email: 'personne@exemple.fr' })
    const { entree, jeton } = fournisseur.recu
    expect([...entree!.keys()].sort()).toEqual(
      ['claims', 'client_id', 'nonce', 'redirect_uri', 'response_type', 'scope', 'state'].sort(),
    )
    expect(jeton!.get('client_secret')).toBe(SECRET_CLIENT)
  })
  it('répond de même à une adresse inconnue et à une connue ; n’écrit qu’à la connue, et ne crée rien', async () => {
    const comptes = await valeur(t, 'select count(*) from auth.users')
    const avant = t.courriels.length
    const inconnue = await parProConnect({ sub: 'inconnu', email: 'inconnu@exemple.fr' })
    const connue = await parProConnect(agent)
    await t.tachesFaites()
    expect(inconnue.rendu.statusCode).toBe(200)
    expect(inconnue.rendu.body.replaceAll('inconnu@exemple.fr', 'X')).toBe(
      connue.rendu.body.replaceAll(ADRESSE, 'X'),
    )
    expect(lisible(inconnue.rendu.body)).toContain('demandez à votre structure ou à la coordination')
    expect(t.courriels.slice(avant).map(({ a }) => a)).toEqual([ADRESSE])
    for (const { qui } of [inconnue, connue]) expect(await porte(qui)).toMatch(/^\/connexion/)
    expect(await valeur(t, 'select count(*) from auth.users')).toBe(comptes)
    expect(await valeur(t, 'select count(*) from auth.identite')).toBe('0')
  })
  it('le lien reçu montre une page sans rien faire, son bouton relie et fait entrer, une fois', async () => {
    const { qui } = await parProConnect(agent)
    const [, page, jeton] = (await lienPour(ADRESSE))!
    // Opened elsewhere, it may have been asked by somebody else: it binds nothing, and says where to open it.
    const ailleurs = t.visiteur()
    const essais = [
      await ailleurs.get(page!),
      await ailleurs.post('/connexion/proconnect/relier', { jeton: decodeURIComponent(jeton!) }),
      await (await parProConnect({ ...agent, email: 'inconnu@exemple.fr' })).qui.get(page!),
    ]
    for (const { statusCode, body } of essais) {
      expect(statusCode).toBe(403)
      expect(lisible(body)).toContain('s’ouvre dans le navigateur où vous avez choisi ProConnect')
    }
    expect((await qui.get(page!)).body).toContain('Relier et entrer')
    expect(await valeur(t, 'select count(*) from auth.identite')).toBe('0')
    const relie = await qui.post('/connexion/proconnect/relier', { jeton: decodeURIComponent(jeton!) })
    expect(relie.headers.location).toBe('/tableau-de-bord')
    expect((await qui.get('/decisions')).statusCode).toBe(200)
    const rejoue = await qui.post('/connexion/proconnect/relier', { jeton: decodeURIComponent(jeton!) })
    expect(rejoue.statusCode).toBe(410)
    const [liee] = await lignes(t, 'select emetteur, fournisseur, sujet from auth.identite')
    expect(liee).toEqual({ emetteur: fournisseur.adresse, fournisseur: 'idp-1', sujet: 'agent-53' })
    expect((await t.visiteur().post('/connexion/proconnect/relier', { jeton: 'faux' })).statusCode).toBe(410)
    const autrement = `${decodeURIComponent(jeton!)}.x`
    expect((await qui.post('/connexion/proconnect/relier', { jeton: autrement })).statusCode).toBe(410)
  })
  it('un compte protégé ne se relie pas par un courriel seul : il demande le code du téléphone', async () => {
    const cle = await associerTelephone((await parProConnect(agent)).qui, maintenant)
    const { qui } = await parProConnect({ ...agent, sub: 'intrus', idp_id: 'idp-3', amr: ['pwd', 'mfa'] })
    const [, page, brut] = (await lienPour(ADRESSE))!
    const jeton = decodeURIComponent(brut!)
    expect(lisible((await qui.get(page!)).body)).toContain('un courriel ne suffit pas')
    for (const code of [undefined, '000000']) {
      const refus = await qui.post('/connexion/proconnect/relier', { jeton, ...(code && { code }) })
      expect(refus.statusCode).toBe(422)
      expect(refus.body).toContain('name="code"')
    }
    expect(await valeur(t, 'select count(*) from auth.identite')).toBe('1')
    expect(await porte(qui)).toMatch(/^\/connexion/)
    maintenant = new Date(+maintenant + UNE_MINUTE)
    t.regler(maintenant)
    const relie = await qui.post('/connexion/proconnect/relier', { jeton, code: codeDe(cle, maintenant) })
    expect(relie.statusCode).toBe(303)
    expect(await valeur(t, 'select count(*) from auth.identite')).toBe('2')
    await t.tachesFaites()
    expect(t.courriels.at(-1)).toMatchObject({
      a: ADRESSE,
      objet: 'Votre compte Maillage est relié à ProConnect',
    })
    await lignes(t, "delete from auth.identite where sujet = 'intrus'")
    await lignes(t, 'delete from auth.second_facteur')
  })
})

describe('les fois suivantes', () => {
  it('mène à la page demandée, pour la structure de son SIRET', async () => {
    const { qui, rendu } = await parProConnect(agent, t.visiteur(), '/decisions')
    expect(rendu.headers.location).toBe('/decisions')
    expect((await qui.get('/decisions')).statusCode).toBe(200)
  })
  it('suit la personne, pas son adresse ; le même nom chez un autre fournisseur est quelqu’un d’autre', async () => {
    const { qui } = await parProConnect({ ...agent, email: 'nouvelle.adresse@exemple.fr' })
    expect(lisible((await qui.get('/compte')).body)).toContain(ADRESSE)
    const autre = await parProConnect({ ...agent, idp_id: 'idp-2', email: 'autre@exemple.fr' })
    expect(await porte(autre.qui)).toMatch(/^\/connexion/)
  })
  it('un autre établissement : entre, et dit lequel choisir', async () => {
    const { qui, rendu } = await parProConnect({ ...agent, siret: '99999999900011' })
    expect(rendu.headers.location).toBe('/structures')
    const page = lisible((await qui.get('/structures')).body)
    expect(page).toContain('99999999900011')
    expect(page).toContain('Choisissez ci-dessous la structure')
    expect(page).toContain('Agir pour')
  })
  it('sortir offre de fermer aussi ProConnect, avec le jeton gardé par le navigateur', async () => {
    const { qui } = await parProConnect(agent)
    expect((await qui.post('/deconnexion')).headers.location).toBe('/deconnexion/proconnect')
    expect(lisible((await qui.get('/deconnexion/proconnect')).body)).toContain('reste ouverte')
    const vers = new URL((await qui.get('/deconnexion/proconnect/fermer')).headers.location as string)
    expect(vers.origin + vers.pathname).toBe(`${fournisseur.adresse}/session/end`)
    expect([...vers.searchParams.keys()].sort()).toEqual([
      'id_token_hint',
      'post_logout_redirect_uri',
      'state',
    ])
    expect(vers.searchParams.get('state')!.length).toBeGreaterThanOrEqual(32)
    expect((await qui.get('/deconnexion/proconnect/fermer')).headers.location).toBe('/connexion')
  })
})

describe('ce qui ne concorde pas n’ouvre rien', () => {
  it.each([
    'signature-userinfo',
    'audience-userinfo',
    'emetteur-userinfo',
    'userinfo-en-clair',
    'autre-sujet',
    'nonce',
    'audience-id',
  ] as const)('%s', async (faute) => {
    const { qui, rendu } = await parProConnect({ ...agent, faute })
    expect(rendu.statusCode).toBe(400)
    expect(lisible(rendu.body)).toContain('n’a pas pu être vérifiée : rien n’a été ouvert')
    expect(await porte(qui)).toMatch(/^\/connexion/)
  })
  it('un retour sans départ, d’un autre navigateur, d’un autre état, ou joué deux fois', async () => {
    const qui = t.visiteur()
    const revient = local(await fournisseur.identifier(await partir(qui), agent))
    expect((await t.visiteur().get(revient)).statusCode).toBe(400)
    const autre = t.visiteur()
    await partir(autre)
    expect((await autre.get(revient)).statusCode).toBe(400)
    expect((await qui.get(revient)).statusCode).toBe(303)
    expect((await qui.get(revient)).statusCode).toBe(400)
  })
  it('un refus de ProConnect revient en une phrase', async () => {
    const qui = t.visiteur()
    const { searchParams } = new URL(await partir(qui))
    const rendu = await qui.get(
      `/connexion/proconnect/retour?${new URLSearchParams({ error: 'access_denied', state: searchParams.get('state')!, iss: fournisseur.adresse })}`,
    )
    expect(rendu.statusCode).toBe(400)
    expect(lisible(rendu.body)).toContain('n’a pas confirmé votre identité')
  })
})

it('se délie dans « Mon compte », avec un courriel ; ProConnect ne fait alors plus entrer', async () => {
  const { qui } = await parProConnect(agent)
  expect(lisible((await qui.get('/compte')).body)).toContain('Relié le')
  await qui.post('/compte/proconnect/delier')
  await t.tachesFaites()
  expect(t.courriels.at(-1)?.objet).toContain('n’est plus relié')
  expect(await porte((await parProConnect(agent)).qui)).toMatch(/^\/connexion/)
})

it('sa seconde preuve compte quand ProConnect dit l’avoir demandée ; sinon la nôtre est demandée', async () => {
  const { qui } = await parProConnect(agent)
  const [, , jeton] = (await lienPour(ADRESSE))!
  await qui.post('/connexion/proconnect/relier', { jeton: decodeURIComponent(jeton!) })
  // In demonstration only who chose a second proof is asked for it: a key whose device is elsewhere.
  await lignes(
    t,
    `insert into auth.cle_acces (id, compte, identifiant, cle_publique, compteur, transports, nom, ajoutee_le)
     select gen_random_uuid(), id, 'essai', '', 0, '{}', 'Essai', now() from auth.users where email = $1`,
    [ADRESSE],
  )
  expect(await porte((await parProConnect(agent)).qui)).toContain('/second-facteur')
  const deux = await parProConnect({ ...agent, amr: ['pwd', 'mfa'] })
  expect((await deux.qui.get('/tableau-de-bord')).statusCode).toBe(200)
  expect(lisible((await deux.qui.get('/compte')).body)).toContain('ProConnect avec deux preuves')
})
