// A session left alone ends, a proof too old is asked again, and nothing typed is lost; what cookies are called over https and on plain http.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installerTerritoires } from '#modules/annuaire'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../../tests/application.ts'
import { COOPERATION_NORMANDE, lienDePremierAcces } from '../../../../tests/identites/premier-acces.ts'
import { associerTelephone, codeDe } from '../../../../tests/identites/second-facteur.ts'
import { champCache, champsDe, valeur } from '../../../../tests/lignes.ts'
import { lancerCommande } from '../../../../tests/pannes/commande.ts'

const MINUTE = 60_000
const ADRESSE = 'https://maillage.test'
const SESSION = '__Host-maillage.session_token'
const CLE = '0198c0de-0000-7000-8000-000000000001'
const JETON = {
  nom: 'Paie & congés « 2026 »',
  lectures: ['programme', 'demandes'],
  expireLe: '2027-03-01',
}

const journal: string[] = []
let t: ApplicationDeTest
let qui: Visiteur
let cle: string
let maintenant = new Date('2026-11-02T08:00:00Z')
const avancer = (minutes: number) => {
  maintenant = new Date(+maintenant + minutes * MINUTE)
  t.regler(maintenant)
}
/** By the code of her telephone: from the way in when she has no session, over it otherwise. */
const prouver = async (retour = '/connexion/faite') =>
  qui.post('/second-facteur', { code: codeDe(cle, maintenant), retour })
/** Counted a minute later: the clock of the application runs on. */
const ouvertes = () =>
  valeur(t, 'select count(*) from auth.session where "expiresAt" > $1', [new Date(+maintenant + MINUTE)])

beforeAll(async () => {
  t = await ouvrirApplication({
    mode: 'production',
    vide: true,
    adresse: ADRESSE,
    journal: (ligne) => journal.push(ligne),
  })
  t.regler(maintenant)
  await installerTerritoires(t.base)
  qui = t.visiteur()
  await qui.post(lienDePremierAcces(new Date(+maintenant + 60 * MINUTE)), COOPERATION_NORMANDE)
  cle = await associerTelephone(qui, maintenant)
  await qui.post('/mot-de-passe', { motDePasse: 'quatre mots de bon matin' })
})
afterAll(() => t.fermer())

const parMotDePasse = (visiteur: Visiteur) =>
  visiteur.post('/connexion/mot-de-passe', {
    courriel: COOPERATION_NORMANDE.courriel,
    motDePasse: 'quatre mots de bon matin',
    retour: '/connexion/faite',
  })

describe('les témoins', () => {
  it('sur https, tous sont de ce seul serveur, et Secure même pour être repris', async () => {
    const autre = t.visiteur()
    const poses = (await parMotDePasse(autre)).headers['set-cookie']
    const sortie = (await autre.post('/deconnexion')).headers
    for (const pose of [poses, sortie['set-cookie']].flat()) {
      expect(pose).toMatch(/^__Host-maillage\./)
      for (const attribut of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/'])
        expect(pose).toContain(`; ${attribut}`)
      expect(pose).not.toContain('Domain')
    }
    expect(sortie['clear-site-data']).toContain('"storage"')
    expect(autre.cookies.has(SESSION)).toBe(false)
  })
  it('sur http, sur cette machine, le même sans préfixe ni Secure : un navigateur refuserait l’autre', async () => {
    const local = await ouvrirApplication({ adresse: 'http://127.0.0.1:3000' })
    try {
      const visiteur = local.visiteur()
      const [role] = (await visiteur.get('/demo/roles')).json<{ entrer: string }[]>()
      const { headers } = await visiteur.requete({ method: 'POST', url: role!.entrer })
      expect([headers['set-cookie']].flat()[0]).toMatch(/^maillage\.session_token=(?!.*Secure)/)
      expect((await visiteur.get('/tableau-de-bord')).statusCode).toBe(200)
    } finally {
      await local.fermer()
    }
  })
  it('qui entre à nouveau par-dessus une connexion n’en laisse pas une derrière elle', async () => {
    const autre = t.visiteur()
    await parMotDePasse(autre)
    const avant = await ouvertes()
    const ancien = autre.cookies.get(SESSION)!
    await parMotDePasse(autre)
    expect(await ouvertes()).toBe(avant)
    expect(autre.cookies.get(SESSION)).not.toBe(ancien)
  })
})

describe('une connexion laissée seule', () => {
  it('reste ouverte tant qu’elle sert, et le dit ; se ferme après une heure pour qui décide', async () => {
    for (const _ of [1, 2, 3]) {
      avancer(50)
      expect((await qui.get('/personnes')).statusCode).toBe(200)
    }
    expect(lisible((await qui.get('/compte')).body)).toContain('ou 1 h sans activité')
    avancer(61)
    const avant = Number(await ouvertes())
    expect((await qui.get('/personnes')).headers.location).toBe('/connexion?retour=%2Fpersonnes')
    // Over for good, and no longer among those that are open.
    expect(Number(await ouvertes())).toBe(avant - 1)
    expect((await parMotDePasse(qui)).headers.location).toBe('/connexion/faite')
    expect((await prouver()).headers.location).toBe('/connexion/faite')
    expect(lisible((await qui.get('/connexion/faite')).body)).toContain('revenez au précédent')
  })
  it('la page sait combien de temps elle dure, sans la faire durer ; rester connecté la prolonge, sauf ses douze heures', async () => {
    const echeance = async () =>
      (await qui.get('/compte/echeance')).json<{ reste: number; prolongeable: boolean }>()
    const enMinutes = ({ reste }: { reste: number }) => Math.round(reste / MINUTE)
    await qui.get('/personnes')
    avancer(50)
    for (const restent of [10, 6]) {
      const lue = await echeance()
      expect([enMinutes(lue), lue.prolongeable]).toEqual([restent, true])
      avancer(4)
    }
    const { statusCode, headers, body } = await qui.post('/compte/prolonger')
    expect([statusCode, headers['cache-control'], enMinutes(JSON.parse(body))]).toEqual([
      200,
      'private, no-store',
      60,
    ])
    expect(enMinutes(await echeance())).toBe(60)
    const dAilleurs = await qui.requete({
      method: 'POST',
      url: '/compte/prolonger',
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(dAilleurs.statusCode).toBe(403)
    expect((await t.visiteur().get('/compte/echeance')).json()).toEqual({ reste: 0, prolongeable: false })
    expect((await t.visiteur().post('/compte/prolonger')).json()).toEqual({ reste: 0, prolongeable: false })
  })
  it('un autre site n’obtient pas la page qui rend ce qui était saisi, et qui n’a pas de connexion va à la porte', async () => {
    const dAilleurs = await qui.requete({
      method: 'POST',
      url: '/interconnexions/jetons',
      payload: 'nom=x',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
    })
    expect(dAilleurs.statusCode).toBe(403)
    expect((await t.visiteur().post('/interconnexions/jetons', JETON)).headers.location).toBe('/connexion')
  })
})

describe('un geste sensible', () => {
  it('demande une preuve de moins d’un quart d’heure, par une page ou en rendant ce qui était saisi', async () => {
    avancer(16)
    for (const page of [
      '/compte/mes-donnees.json',
      '/compte/oublier-telephone',
      '/compte/telephone',
      '/mot-de-passe',
    ])
      expect((await qui.get(page)).headers.location).toBe(
        `/second-facteur?${new URLSearchParams({ retour: page })}`,
      )
    // Somebody who is signed in is told why a door opens before her.
    for (const porte of ['/second-facteur?retour=/compte', '/connexion?retour=/compte'])
      expect(lisible((await qui.get(porte)).body), porte).toContain(
        'Votre dernière preuve a plus d’un quart d’heure',
      )
    for (const geste of ['/compte/oublier-telephone', '/compte/sessions/fermer', '/interconnexions/jetons']) {
      const rendu = await qui.post(geste, { nom: 'Saisi' })
      expect(rendu.statusCode, geste).toBe(401)
      expect(lisible(rendu.body), geste).toContain('Prouvez de nouveau que c’est vous')
      expect(rendu.body, geste).not.toContain('"Saisi"')
    }
    // Given back once the proof has been given since, and to nobody before.
    const saisie = champCache(
      (await qui.post('/interconnexions/jetons', { ...JETON, cle: CLE })).body,
      'saisie',
    )
    const tropTot = await qui.post('/connexion/reprise', { saisie })
    expect([tropTot.statusCode, tropTot.body.includes(CLE)]).toEqual([401, false])
    avancer(1)
    await prouver()
    const repris = champsDe(
      (await qui.post('/connexion/reprise', { saisie })).body,
      '/interconnexions/jetons',
    )
    expect(repris).toMatchObject({ nom: JETON.nom, cle: CLE })
    await qui.post('/interconnexions/jetons', { ...repris, lectures: JETON.lectures })
    expect(await valeur(t, 'select count(*) from jeton_api')).toBe('1')
    expect(lisible((await qui.get('/second-facteur')).body)).not.toContain('quart d’heure')
    avancer(16)
    // A secret is never written back into a page.
    for (const [geste, reprise] of [
      ['/second-facteur/activer', '/second-facteur'],
      ['/mot-de-passe', '/mot-de-passe'],
      ['/compte/cles', '/compte/cles/nouvelle'],
    ] as const) {
      const renvoi = await qui.post(geste, { actuel: 'Un secret tapé', motDePasse: 'Un secret tapé' })
      expect([renvoi.statusCode, renvoi.headers.location], geste).toEqual([
        303,
        `/second-facteur?${new URLSearchParams({ retour: reprise })}`,
      ])
      expect(renvoi.body).not.toContain('Un secret tapé')
    }
    // What is no such deed goes on.
    expect((await qui.get('/personnes')).statusCode).toBe(200)
    expect((await prouver('/compte/mes-donnees.json')).headers.location).toBe('/compte/mes-donnees.json')
    expect((await qui.get('/compte/mes-donnees.json')).json()).toHaveProperty('etabliLe')
    expect(lisible((await qui.get('/compte')).body).match(/code du téléphone/g)).toHaveLength(1)
  })
  it('prouver à nouveau ne fait pas durer la connexion au-delà de ses douze heures', async () => {
    const fin = () => valeur(t, 'select max("expiresAt") from auth.session where amr like $1', ['%otp%'])
    const avant = await fin()
    avancer(20)
    await prouver()
    expect(await fin()).toBe(avant)
  })
})

it('ce qui touche à la sécurité laisse une ligne chacun, avec un compte et personne, et se compte', async () => {
  const depuis = journal.length
  const compte = await valeur(t, 'select id from auth.users')
  const autre = t.visiteur()
  await autre.post('/connexion/mot-de-passe', { courriel: 'inconnue@exemple.fr', motDePasse: 'secret-tape' })
  await parMotDePasse(autre)
  await autre.post('/second-facteur', { code: '000000' })
  avancer(1)
  await autre.post('/second-facteur', { code: codeDe(cle, maintenant) })
  expect((await autre.get('/exploitation')).statusCode).toBe(403)
  const jeton = /\/interconnexions\/jetons\/[0-9a-f-]{36}\/retirer/.exec(
    (await autre.get('/interconnexions')).body,
  )!
  await autre.post(jeton[0])
  await autre.post('/deconnexion')
  for (let i = 0; i < 6; i++) await autre.post('/connexion/envoyer', { courriel: 'inconnue@exemple.fr' })
  const notees = journal.slice(depuis).map((ligne) => JSON.parse(ligne) as Record<string, unknown>)
  expect(notees.map(({ securite, compte: de, moyen }) => [securite, de, moyen])).toEqual([
    ['entree-refusee', undefined, 'mot-de-passe'],
    ['entree', compte, 'mot-de-passe'],
    ['seconde-preuve-refusee', compte, 'otp'],
    ['seconde-preuve', compte, 'otp'],
    ['droit-refuse', compte, undefined],
    ['jeton-retire', compte, undefined],
    ['connexion-fermee', compte, 'sortie'],
    ['trop-d-essais', undefined, 'lien'],
  ])
  const lu = journal.join('')
  for (const canari of ['@', 'exemple.fr', 'secret-tape', JETON.nom, '127.0.0.1'])
    expect(lu).not.toContain(canari)
  for (const fait of [
    'jeton-cree',
    'formulaire-rendu',
    'preuve-ajoutee',
    'mot-de-passe-change',
    'origine-refusee',
  ])
    expect(lu).toContain(`"securite":"${fait}"`)
  const mesures = await t.app.inject({ url: '/metriques', remoteAddress: '127.0.0.1' })
  expect(mesures.body).toContain('maillage_securite_total{fait="trop-d-essais"} 1')
})

it('l’exploitation ferme les connexions d’une personne, ou toutes', async () => {
  const autre = t.visiteur()
  await parMotDePasse(autre)
  const commande = (...args: string[]) =>
    lancerCommande('compte', args, { DATABASE_URL_MIGRATION: t.url('maillage_proprietaire') })
  const [personne, mal] = [
    await commande('fermer-connexions', 'personne@exemple.fr'),
    await commande('oublier-telephone', '--tous'),
  ]
  expect([personne.code, mal.code]).toEqual([1, 2])
  expect((await autre.get('/second-facteur')).statusCode).toBe(200)
  const fermees = await commande('fermer-connexions', COOPERATION_NORMANDE.courriel.toUpperCase())
  expect(fermees.sortie).toMatch(/^Connexions fermées : [1-9]/)
  expect((await autre.get('/second-facteur')).headers.location).toMatch(/^\/connexion/)
  await parMotDePasse(autre)
  expect((await commande('fermer-connexions', '--tous')).code).toBe(0)
  expect((await autre.get('/second-facteur')).headers.location).toMatch(/^\/connexion/)
  expect((await commande('fermer-connexions', '--tous')).code).toBe(1)
})
