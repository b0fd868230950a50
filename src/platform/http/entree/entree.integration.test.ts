import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../../tests/application.ts'
import { cleDeLaPage, codeDe } from '../../../../tests/identites/second-facteur.ts'
import { valeur } from '../../../../tests/lignes.ts'
import { retourLocal } from '../liens.ts'

let t: ApplicationDeTest
beforeAll(async () => {
  t = await ouvrirApplication()
  // Roles enter once in demonstration: their accounts then exist.
  await t.entrer('Présidence, CDG 35', 'bretons')
})
afterAll(() => t.fermer())
const ADRESSE = 'presidence.cdg35@demonstration.invalid'

/** Tries are counted by quarter of an hour: at the beginning of one, no test meets the next. */
const debutDuQuart = () => new Date(Math.floor(Date.now() / 900_000) * 900_000)

async function lienRecu(courriel: string) {
  const qui = t.visiteur()
  const reponse = await qui.post('/connexion/envoyer', { courriel })
  await t.tachesFaites()
  return {
    qui,
    reponse,
    lien: t.courriels
      .filter(({ a }) => a === courriel)
      .at(-1)
      ?.texte.match(/http:\/\/maillage\.test(\S+)/)?.[1],
  }
}

describe('entrer par un lien reçu par courriel', () => {
  it('le lien montre une page sans rien consommer, le bouton connecte une fois', async () => {
    const { qui, lien } = await lienRecu(ADRESSE)
    const jeton = new URL(lien!, 'http://maillage.test').searchParams.get('jeton')!
    for (const _ of [1, 2]) expect((await qui.get(lien!)).body).toContain('Me connecter')
    expect((await qui.get('/tableau-de-bord')).statusCode).toBe(303)
    const entree = await qui.post('/connexion/lien', { jeton })
    expect(entree.headers.location).toBe('/structures')
    const rejoue = await t.visiteur().post('/connexion/lien', { jeton })
    expect(rejoue.statusCode).toBe(410)
    expect(lisible(rejoue.body)).toContain('Ce lien a déjà servi ou a plus d’une heure')
  })
  it('mène, lien et choix de la structure passés, à la page que l’on demandait', async () => {
    const qui = t.visiteur()
    const porte = (await qui.get('/decisions?vue=moi')).headers.location as string
    const retour = new URL(porte, 'http://maillage.test').searchParams.get('retour')!
    expect((await qui.get(porte)).body).toContain('name="retour" value="/decisions?vue=moi"')
    await qui.post('/connexion/envoyer', { courriel: ADRESSE, retour })
    await t.tachesFaites()
    const page = await qui.get(t.courriels.at(-1)!.texte.match(/http:\/\/maillage\.test(\S+)/)![1]!)
    const champs = Object.fromEntries(
      [...page.body.matchAll(/name="(jeton|retour)" value="([^"]+)"/g)].map(([, nom, valeur]) => [
        nom,
        valeur,
      ]),
    ) as Record<string, string>
    const choix = (await qui.post('/connexion/lien', champs)).headers.location as string
    const structures = (await qui.get(choix)).body
    const [, structure] = structures.match(/name="structure" value="([^"]+)"/)!
    expect(structures).toContain('name="retour" value="/decisions?vue=moi"')
    const suite = await qui.post('/structures', { structure: structure!, retour: '/decisions?vue=moi' })
    expect(suite.headers.location).toBe('/decisions?vue=moi')
    expect(
      (await qui.post('/structures', { structure: structure!, retour: '//ailleurs.fr' })).headers.location,
    ).toBe('/tableau-de-bord')
  })
  it('répond de même à une adresse inconnue, et ne lui écrit pas', async () => {
    const avant = t.courriels.length
    const inconnue = await lienRecu('inconnue@exemple.fr')
    const connue = await lienRecu(ADRESSE)
    expect(inconnue.reponse.statusCode).toBe(200)
    expect(inconnue.reponse.body.replaceAll('inconnue@exemple.fr', 'X')).toBe(
      connue.reponse.body.replaceAll(ADRESSE, 'X'),
    )
    expect(t.courriels.slice(avant).map(({ a }) => a)).toEqual([ADRESSE])
  })
  it('dit quoi écrire quand l’adresse est incomplète, et la garde', async () => {
    const reponse = await t.visiteur().post('/connexion/envoyer', { courriel: 'presidence' })
    expect(reponse.statusCode).toBe(422)
    expect(lisible(reponse.body)).toContain('Indiquez une adresse complète')
    expect(reponse.body).toContain('value="presidence"')
  })
})

describe('trop d’essais', () => {
  const trop = 'Attendez un quart d’heure'
  beforeAll(() => t.regler(debutDuQuart()))
  it('cinq liens par quart d’heure pour une adresse, connue ou non, puis un refus qui dit d’attendre', async () => {
    for (const courriel of ['presidence.cdg22@demonstration.invalid', 'jamais-vue@exemple.fr']) {
      for (let n = 0; n < 5; n++)
        expect((await t.visiteur().post('/connexion/envoyer', { courriel })).statusCode).toBe(200)
      const refus = await t.visiteur().post('/connexion/envoyer', { courriel })
      expect(refus.statusCode).toBe(429)
      expect(lisible(refus.body)).toContain(trop)
      expect(refus.body).toContain(`value="${courriel}"`)
    }
    expect((await t.visiteur().post('/connexion/envoyer', { courriel: ADRESSE })).statusCode).toBe(200)
  })
  it('les essais d’autrui ne ferment pas la porte à l’appareil d’où l’on est déjà entré', async () => {
    await t.entrer('Présidence, CDG 56', 'bretons')
    const courriel = 'presidence.cdg56@demonstration.invalid'
    const { qui, lien } = await lienRecu(courriel)
    await qui.post('/connexion/lien', {
      jeton: new URL(lien!, 'http://maillage.test').searchParams.get('jeton')!,
    })
    await qui.post('/mot-de-passe', { motDePasse: 'quatre mots de bon matin' })
    await qui.post('/deconnexion')
    const essayer = (v: Visiteur, motDePasse: string) =>
      v.post('/connexion/mot-de-passe', { courriel, motDePasse })
    const voleur = t.visiteur()
    for (let n = 0; n < 10; n++) expect((await essayer(voleur, 'au hasard')).statusCode).toBe(401)
    // The right password too, from a browser never seen: who guesses learns nothing.
    expect((await essayer(voleur, 'quatre mots de bon matin')).statusCode).toBe(429)
    // A mark of another account, or altered, is not one.
    const [nom, marque] = [...qui.cookies].find(([cle]) => cle.startsWith('maillage.appareil.'))!
    voleur.cookies.set(nom, `${marque.slice(0, -4)}AAAA`)
    expect((await essayer(voleur, 'quatre mots de bon matin')).statusCode).toBe(429)
    expect((await essayer(qui, 'quatre mots de bon matin')).statusCode).toBe(303)
    // Its own line has the same bound.
    await qui.post('/deconnexion')
    for (let n = 0; n < 8; n++) expect((await essayer(qui, 'au hasard')).statusCode).toBe(401)
    expect((await essayer(qui, 'quatre mots de bon matin')).statusCode).toBe(303)
  })
  it('un quart d’heure plus tard, l’adresse est de nouveau servie', async () => {
    const courriel = 'patiente@exemple.fr'
    for (let n = 0; n < 6; n++) await t.visiteur().post('/connexion/envoyer', { courriel })
    t.regler(new Date(Date.now() + 16 * 60_000))
    expect((await t.visiteur().post('/connexion/envoyer', { courriel })).statusCode).toBe(200)
    t.regler(new Date())
  })
})

describe('derrière le mandataire qui termine HTTPS', () => {
  let derriere: ApplicationDeTest
  beforeAll(async () => {
    derriere = await ouvrirApplication({ adresse: 'https://maillage.test' })
    derriere.regler(debutDuQuart())
  })
  afterAll(() => derriere.fermer())

  it('la limite par réseau compte l’adresse vue par le mandataire, pas celle que le client prétend', async () => {
    const demander = (n: number, vue: string) =>
      derriere.visiteur().requete({
        method: 'POST',
        url: '/connexion/envoyer',
        payload: `courriel=inconnue${n}@exemple.fr`,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
          'x-forwarded-for': `198.51.100.${n}, ${vue}`,
        },
      })
    const statuts: number[] = []
    for (let n = 0; n < 101; n++) statuts.push((await demander(n, '203.0.113.9')).statusCode)
    expect(statuts).toEqual([...Array<number>(100).fill(200), 429])
    expect((await demander(101, '203.0.113.10')).statusCode).toBe(200)
  })
})

it('un lien d’il y a longtemps ne redevient pas récent parce que l’on associe un téléphone', async () => {
  await t.entrer('Présidence, CDG 29', 'bretons')
  const courriel = 'presidence.cdg29@demonstration.invalid'
  const { qui, lien } = await lienRecu(courriel)
  await qui.post('/connexion/lien', {
    jeton: new URL(lien!, 'http://maillage.test').searchParams.get('jeton')!,
  })
  const choisir = () => qui.post('/mot-de-passe', { motDePasse: 'quatre mots de bon matin' })
  expect((await choisir()).statusCode).toBe(303)
  expect((await choisir()).statusCode).toBe(303)
  await valeur(
    t,
    `update auth.session set "createdAt" = "createdAt" - interval '1 hour'
     where "userId" = (select id from auth.users where email = $1) returning 'oui'`,
    [courriel],
  )
  const secret = cleDeLaPage((await qui.get('/second-facteur')).body)
  const associe = await qui.post('/second-facteur/activer', { secret, code: codeDe(secret, new Date()) })
  expect(associe.body).toContain('codes-de-secours')
  expect((await choisir()).statusCode).toBe(422)
})

describe('agir pour plusieurs structures', () => {
  it('une personne, deux coopérations, un choix ; chacune ne voit que la sienne', async () => {
    const { qui, lien } = await lienRecu(ADRESSE)
    await qui.post('/connexion/lien', {
      jeton: new URL(lien!, 'http://maillage.test').searchParams.get('jeton')!,
    })
    const choix = await qui.get('/structures')
    expect(lisible(choix.body)).toMatch(/Coopération des CDG bretons[\s\S]*Grand Ouest concours/)
    const structures = [...choix.body.matchAll(/name="structure" value="([^"]+)"/g)].map(
      ([, valeur]) => valeur!,
    )
    expect(structures).toHaveLength(2)
    const vues: string[] = []
    for (const structure of structures) {
      expect((await qui.post('/structures', { structure })).headers.location).toBe('/tableau-de-bord')
      vues.push(lisible((await qui.get('/decisions')).body))
    }
    expect(vues[0]).toContain('parcours santé')
    expect(vues[0]).not.toContain('calendrier interrégional')
    expect(vues[1]).toContain('calendrier interrégional')
    expect(vues[1]).not.toContain('parcours santé')
    expect((await qui.post('/structures', { structure: structures[0]!.replace(/^./, 'f') })).statusCode).toBe(
      404,
    )
  })
})

describe('entrer par mot de passe', () => {
  it('refuse un mot de passe court, puis entre avec le bon seulement', async () => {
    const qui = await t.entrer('Direction, CDG 53', 'Pays de la Loire')
    expect((await qui.post('/mot-de-passe', { motDePasse: 'court' })).statusCode).toBe(422)
    expect((await qui.post('/mot-de-passe', { motDePasse: 'une phrase de passe longue' })).statusCode).toBe(
      303,
    )
    const courriel = 'direction.cdg53@demonstration.invalid'
    expect(
      (await t.visiteur().post('/connexion/mot-de-passe', { courriel, motDePasse: 'autre chose de long' }))
        .statusCode,
    ).toBe(401)
    expect(
      (
        await t.visiteur().post('/connexion/mot-de-passe', {
          courriel: 'inconnue@exemple.fr',
          motDePasse: 'autre chose de long',
        })
      ).statusCode,
    ).toBe(401)
    const nouveau = t.visiteur()
    expect(
      (await nouveau.post('/connexion/mot-de-passe', { courriel, motDePasse: 'une phrase de passe longue' }))
        .statusCode,
    ).toBe(303)
    await nouveau.post('/deconnexion')
    expect((await nouveau.get('/tableau-de-bord')).headers.location).toContain('/connexion')
  })
})

it.each([
  ['/decisions?vue=moi', '/decisions?vue=moi'],
  ['https://ailleurs.fr', '/tableau-de-bord'],
  ['//ailleurs.fr', '/tableau-de-bord'],
  ['/\\ailleurs.fr', '/tableau-de-bord'],
  ['/a\r\nSet-Cookie: x', '/tableau-de-bord'],
  ['/\t/ailleurs.fr', '/tableau-de-bord'],
  ['/\u0000/ailleurs.fr', '/tableau-de-bord'],
  [undefined, '/tableau-de-bord'],
])('ne renvoie jamais ailleurs que chez nous : %s', (demande, attendu) =>
  expect(retourLocal(demande)).toBe(attendu),
)
