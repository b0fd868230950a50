import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { installerTerritoires } from '#modules/annuaire'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../../tests/application.ts'
import {
  type Authentificateur,
  creerAuthentificateur,
  optionsDeLaPage,
} from '../../../../tests/identites/authentificateur.ts'
import { COOPERATION_NORMANDE, lienDePremierAcces } from '../../../../tests/identites/premier-acces.ts'
import { cleDeLaPage, codeDe, vientDeProuver } from '../../../../tests/identites/second-facteur.ts'
import { valeur } from '../../../../tests/lignes.ts'
import { siteDesCles } from '../../comptes/facteurs/cles.ts'

const ADRESSE = 'http://localhost:3000'
const COURRIEL = COOPERATION_NORMANDE.courriel
const MOT_DE_PASSE = 'quatre mots de bon matin'
const UNE_MINUTE = 60_000
const nouvelAppareil = () => creerAuthentificateur('localhost', ADRESSE)

let t: ApplicationDeTest
let premiere: Visiteur
let appareil: Authentificateur
let secours: string
let maintenant = new Date()
beforeAll(async () => {
  t = await ouvrirApplication({ mode: 'production', vide: true, adresse: ADRESSE })
  await installerTerritoires(t.base)
})
beforeEach(async () => {
  maintenant = new Date(+maintenant + 20 * UNE_MINUTE)
  t.regler(maintenant)
  await vientDeProuver(t, maintenant)
})
afterAll(() => t.fermer())

async function parMotDePasse(): Promise<Visiteur> {
  const qui = t.visiteur()
  await qui.post('/connexion/mot-de-passe', { courriel: COURRIEL, motDePasse: MOT_DE_PASSE })
  return qui
}
const optionsPour = async (qui: Visiteur, page: string) => optionsDeLaPage((await qui.get(page)).body)
async function ajouter(qui: Visiteur, avec: Authentificateur, nom: string) {
  const options = await optionsPour(qui, '/compte/cles/nouvelle')
  return qui.post('/compte/cles', { nom, reponse: avec.enregistrer(options), retour: '/personnes' })
}
const porte = async (qui: Visiteur) => (await qui.get('/tableau-de-bord')).headers.location
const adresseDeRetrait = async (qui: Visiteur) =>
  /\/compte\/cles\/[0-9a-f-]{36}\/retirer/.exec((await qui.get('/compte')).body)![0]

it.each([
  ['https://cooperation.exemple.fr', 'cooperation.exemple.fr'],
  ['http://localhost:3000', 'localhost'],
  ['http://cooperation.exemple.fr', undefined],
  ['http://127.0.0.1:3000', undefined],
  ['https://192.0.2.4', undefined],
  ['https://[2001:db8::1]', undefined],
])('une clé est liée au nom du site : %s, %s', (adresse, nom) => {
  expect(siteDesCles(adresse)?.rpID).toBe(nom)
})

describe('une première clé', () => {
  it('protège le compte à la place du téléphone, et donne dix codes de secours', async () => {
    premiere = t.visiteur()
    await premiere.post(lienDePremierAcces(new Date(+maintenant + 3_600_000)), COOPERATION_NORMANDE)
    expect((await premiere.get('/second-facteur?retour=%2Fpersonnes')).body).toContain(
      '/compte/cles/nouvelle?retour=%2Fpersonnes',
    )
    const page = await premiere.get('/compte/cles/nouvelle?retour=%2Fpersonnes')
    expect(lisible(page.body)).toContain('application de codes')
    const options = optionsDeLaPage(page.body)
    expect(JSON.parse(options)).toMatchObject({ rp: { id: 'localhost' }, attestation: 'none' })
    appareil = nouvelAppareil()
    const sansNom = await premiere.post('/compte/cles', { nom: ' ', reponse: '{}' })
    expect(sansNom.statusCode).toBe(422)
    expect(lisible(sansNom.body)).toContain('Donnez un nom à la clé')
    for (const reponse of ['', 'null', '{"id":"a","response":{"clientDataJSON":"e30"}}'])
      expect((await premiere.post('/compte/cles', { nom: 'Bureau', reponse })).statusCode).toBe(422)
    const avant = premiere.cookies.get('maillage.session_token')
    const codes = await premiere.post('/compte/cles', {
      nom: 'Ordinateur du bureau',
      reponse: appareil.enregistrer(options),
      retour: '/personnes',
    })
    const donnes = codes.body.match(/<code>[A-Z2-7]{5}-[A-Z2-7]{5}<\/code>/g)!
    expect(donnes).toHaveLength(10)
    secours = donnes[0].replaceAll(/<\/?code>/g, '')
    expect(codes.body).toContain('href="/personnes"')
    expect(premiere.cookies.get('maillage.session_token')).not.toBe(avant)
    expect((await premiere.get('/personnes')).statusCode).toBe(200)
    await t.tachesFaites()
    expect(t.courriels.at(-1)?.texte).toContain('Ordinateur du bureau')
    await premiere.post('/mot-de-passe', { motDePasse: MOT_DE_PASSE })
  })
  it('ne s’enregistre pas deux fois, ni d’un autre site, ni pour une autre connexion', async () => {
    const options = await optionsPour(premiere, '/compte/cles/nouvelle')
    const refuses: readonly (readonly [string, string])[] = [
      ['déjà là', appareil.enregistrer(options)],
      ['déjà répondu', nouvelAppareil().enregistrer(options)],
      [
        'autre origine',
        nouvelAppareil().enregistrer(await optionsPour(premiere, '/compte/cles/nouvelle'), {
          origine: 'http://localhost:3001',
        }),
      ],
      [
        'autre site',
        nouvelAppareil().enregistrer(await optionsPour(premiere, '/compte/cles/nouvelle'), {
          rpID: 'ailleurs.fr',
        }),
      ],
      ['défi d’entrée', nouvelAppareil().enregistrer(await optionsPour(t.visiteur(), '/connexion'))],
    ]
    for (const [quoi, reponse] of refuses)
      expect((await premiere.post('/compte/cles', { nom: 'x', reponse })).statusCode, quoi).toBe(422)
    expect(await valeur(t, 'select count(*) from auth.cle_acces')).toBe('1')
  })
})

describe('chaque entrée demande la clé', () => {
  it('après le mot de passe, elle ouvre la page demandée ; sa réponse ne sert pas deux fois', async () => {
    const qui = await parMotDePasse()
    expect(await porte(qui)).toBe('/second-facteur?retour=%2Ftableau-de-bord')
    expect((await qui.get('/compte/cles/nouvelle')).headers.location).toContain('/second-facteur')
    const voleur = await parMotDePasse()
    const reponse = appareil.signer(await optionsPour(qui, '/second-facteur'))
    // A challenge belongs to one session.
    expect((await voleur.post('/second-facteur/cle', { reponse })).statusCode).toBe(422)
    expect((await qui.post('/second-facteur/cle', { reponse, retour: '/seances' })).headers.location).toBe(
      '/seances',
    )
    expect((await qui.get('/seances')).statusCode).toBe(200)
    expect(lisible((await qui.get('/compte')).body)).toContain('mot de passe et clé d’accès')
    const rejeu = await qui.post('/second-facteur/cle', { reponse })
    expect(rejeu.statusCode).toBe(422)
    expect(lisible(rejeu.body)).toContain('n’a pas été reconnue')
  })
  it('refuse un autre site, un défi d’il y a onze minutes, la clé d’autrui', async () => {
    const qui = await parMotDePasse()
    const essayer = async (reponse: string) => (await qui.post('/second-facteur/cle', { reponse })).statusCode
    const options = () => optionsPour(qui, '/second-facteur')
    expect(await essayer(appareil.signer(await options(), { origine: 'https://localhost' }))).toBe(422)
    expect(await essayer(appareil.signer(await options(), { rpID: 'ailleurs.fr' }))).toBe(422)
    const vieux = await options()
    t.regler(new Date(+maintenant + 11 * UNE_MINUTE))
    expect(await essayer(appareil.signer(vieux))).toBe(422)
    await premiere.post('/personnes', {
      nom: 'Direction, CDG 14',
      courriel: 'direction@exemple.fr',
      fonction: 'direction',
      du: dateSaisie(jourDe(maintenant)),
      cle: nouvelId(),
    })
    await t.tachesFaites()
    const message = t.courriels.find(({ a }) => a === 'direction@exemple.fr')!
    const autre = t.visiteur()
    await autre.post(/http:\/\/localhost:3000(\/invitation\/\S+)/.exec(message.texte)![1]!)
    const sienne = nouvelAppareil()
    expect((await ajouter(autre, sienne, 'Sienne')).statusCode).toBe(200)
    expect(await essayer(sienne.signer(await options()))).toBe(422)
    expect((await autre.get(await adresseDeRetrait(premiere))).statusCode).toBe(404)
    expect((await autre.post(await adresseDeRetrait(premiere))).statusCode).toBe(404)
    expect(await porte(qui)).toContain('/second-facteur')
  })
  it('sans elle : un code de secours, une fois', async () => {
    const qui = await parMotDePasse()
    expect((await qui.post('/second-facteur', { secours })).statusCode).toBe(303)
    const deux = await parMotDePasse()
    expect((await deux.post('/second-facteur', { secours })).statusCode).toBe(422)
  })
})

describe('entrer avec la clé seule', () => {
  const entrer = async (defaut = {}, retour = '') => {
    const qui = t.visiteur()
    const options = await optionsPour(qui, '/connexion')
    const reponse = appareil.signer(options, defaut)
    return { qui, options, reponse, rendu: await qui.post('/connexion/cle', { reponse, retour }) }
  }
  it('ouvre tout d’un geste quand l’appareil a vérifié qui la présente', async () => {
    const { qui, reponse, rendu, options } = await entrer({}, '/seances')
    expect(JSON.parse(options)).toMatchObject({ userVerification: 'required', allowCredentials: [] })
    expect(rendu.headers.location).toBe('/seances')
    expect((await qui.get('/seances')).statusCode).toBe(200)
    const rejeu = await t.visiteur().post('/connexion/cle', { reponse })
    expect(rejeu.statusCode).toBe(401)
    expect(lisible(rejeu.body)).toContain('n’a pas été reconnue')
  })
  it('n’ouvre rien sans cette vérification, ni d’un autre site, ni à une clé inconnue', async () => {
    expect((await entrer({ sansVerification: true })).rendu.statusCode).toBe(401)
    expect((await entrer({ origine: 'https://ailleurs.fr' })).rendu.statusCode).toBe(401)
    const qui = t.visiteur()
    const reponse = nouvelAppareil().signer(await optionsPour(qui, '/connexion'))
    const inconnue = await qui.post('/connexion/cle', { reponse })
    expect(inconnue.statusCode).toBe(401)
    expect(inconnue.cookies).toEqual([])
  })
  it('une copie se reconnaît à son compteur : elle ne sert plus, et sa propriétaire l’apprend', async () => {
    const { rendu } = await entrer({ compteur: 2 })
    expect(rendu.statusCode).toBe(401)
    expect(lisible(rendu.body)).toContain('semble avoir été copiée')
    await t.tachesFaites()
    expect(t.courriels.at(-1)).toMatchObject({ a: COURRIEL, objet: expect.stringContaining('copiée') })
    expect((await entrer({ compteur: 99 })).rendu.statusCode).toBe(401)
    expect(lisible((await premiere.get('/compte')).body)).toContain('Ne sert plus depuis le')
    // The account stays protected: no telephone may be associated with the password alone.
    expect(await porte(await parMotDePasse())).toContain('/second-facteur')
  })
})

it('se retire après confirmation, avec un courriel ; jamais la dernière preuve de qui décide', async () => {
  const retrait = await adresseDeRetrait(premiere)
  expect(lisible((await premiere.get(retrait)).body)).toContain('votre seule seconde preuve')
  expect((await premiere.post(retrait)).headers.location).toBe('/compte')
  expect(lisible((await premiere.get('/compte')).body)).toContain('ajoutez une autre clé')
  expect(await valeur(t, 'select count(*) from auth.cle_acces')).toBe('2')
  const secret = cleDeLaPage((await premiere.get('/compte/telephone')).body)
  const associe = await premiere.post('/second-facteur/activer', { secret, code: codeDe(secret, maintenant) })
  expect(associe.body).toContain('codes-de-secours')
  const ouverte = await parMotDePasse()
  expect((await premiere.post(retrait)).statusCode).toBe(303)
  await t.tachesFaites()
  expect(t.courriels.at(-1)?.objet).toContain('a été retirée')
  expect(lisible((await premiere.get('/compte')).body)).toContain('Aucune clé d’accès')
  expect((await ouverte.get('/second-facteur')).headers.location).toMatch(/^\/connexion/)
  expect((await premiere.get(retrait)).statusCode).toBe(404)
})

it('deux dernières clés retirées au même instant : une reste', async () => {
  for (const nom of ['Première', 'Seconde'])
    expect((await ajouter(premiere, nouvelAppareil(), nom)).statusCode).toBe(303)
  await valeur(
    t,
    'delete from auth.second_facteur where compte = (select id from auth.users where email = $1) returning compte',
    [COURRIEL],
  )
  const retraits = (await premiere.get('/compte')).body.match(/\/compte\/cles\/[0-9a-f-]{36}\/retirer/g)!
  expect(retraits).toHaveLength(2)
  await Promise.all(retraits.map((retrait) => premiere.post(retrait)))
  const restent =
    'select count(*) from auth.cle_acces where compte = (select id from auth.users where email = $1)'
  expect(await valeur(t, restent, [COURRIEL])).toBe('1')
})

const DU_COMPTE = '(select id from auth.users where email = $1)'
const preuvesRestantes = () =>
  valeur(
    t,
    `select (select count(*) from auth.second_facteur where compte = ${DU_COMPTE}) + (select count(*) from auth.cle_acces where compte = ${DU_COMPTE})`,
    [COURRIEL],
  )

it('le téléphone et la dernière clé retirés au même instant : une preuve reste', async () => {
  const secret = cleDeLaPage((await premiere.get('/compte/telephone')).body)
  await premiere.post('/second-facteur/activer', { secret, code: codeDe(secret, maintenant) })
  const retrait = await adresseDeRetrait(premiere)
  expect(await preuvesRestantes()).toBe('2')
  const issues = await Promise.all([premiere.post(retrait), premiere.post('/compte/oublier-telephone')])
  expect(issues.map(({ statusCode }) => statusCode)).toEqual([303, 303])
  expect(await preuvesRestantes()).toBe('1')
})

it('qui décide ailleurs garde sa dernière preuve, même entrée comme secrétaire d’une commune ; sans autre mandat, elle la retire', async () => {
  const commune = await valeur(
    t,
    `with commune as (insert into organisme (id, type, nom, source) values ($2, 'commune', 'Commune d’essai', 'fictif') returning id)
     insert into mandat (id, cooperation_id, organisme_id, personne_id, fonction, du)
     select $3, p.cooperation_id, c.id, p.id, 'secretariat_mairie', '2020-01-01' from personne p, commune c
     where p.courriel = $1 returning cooperation_id || '/' || organisme_id`,
    [COURRIEL, nouvelId(), nouvelId()],
  )
  expect((await premiere.post('/structures', { structure: commune })).statusCode).toBe(303)
  const retirer = async () => {
    const compte = (await premiere.get('/compte')).body
    const cle = /\/compte\/cles\/[0-9a-f-]{36}\/retirer/.exec(compte)?.[0]
    if (!cle) expect(compte.includes('Ne plus demander de code')).toBe(false)
    await premiere.post(cle ?? '/compte/oublier-telephone')
    return lisible((await premiere.get('/compte')).body)
  }
  expect(await retirer()).toContain('ici ou pour une autre structure')
  expect(await preuvesRestantes()).toBe('1')
  await valeur(
    t,
    `update mandat set au = '2020-12-31', du = '2020-01-01' where fonction <> 'secretariat_mairie'
       and personne_id in (select id from personne where courriel = $1) returning id`,
    [COURRIEL],
  )
  const cle = /\/compte\/cles\/[0-9a-f-]{36}\/retirer/.exec((await premiere.get('/compte')).body)?.[0]
  await premiere.post(cle ?? '/compte/oublier-telephone')
  expect(await preuvesRestantes()).toBe('0')
  expect(
    await valeur(t, `select count(*) from auth.code_secours where compte = ${DU_COMPTE}`, [COURRIEL]),
  ).toBe('0')
})

it('la garde de la dernière preuve lit aussi les autres coopérations : y diriger un membre suffit, y être secrétaire non', async () => {
  // Here she is the secretary of a commune only; she has one proof again.
  await ajouter(premiere, nouvelAppareil(), 'Clé de la mairie')
  expect(await preuvesRestantes()).toBe('1')
  const [ailleurs, personne, mandat] = [nouvelId(), nouvelId(), nouvelId()]
  await valeur(
    t,
    `insert into cooperation (id, nom, niveau) values ($1, 'Une autre coopération', 'regional') returning id`,
    [ailleurs],
  )
  await valeur(
    t,
    `insert into personne (cooperation_id, id, nom, courriel) values ($1, $2, 'La même personne', $3) returning id`,
    [ailleurs, personne, COURRIEL],
  )
  const centre = await valeur(
    t,
    `insert into membre (cooperation_id, organisme_id, libelle, role, ordre, du)
     select $1, organisme_id, libelle, 'membre', 1, '2020-01-01' from membre order by cooperation_id, ordre limit 1 returning organisme_id`,
    [ailleurs],
  )
  await valeur(
    t,
    `insert into mandat (id, cooperation_id, organisme_id, personne_id, fonction, du) values ($1, $2, $3, $4, 'direction', '2020-01-01') returning id`,
    [mandat, ailleurs, centre, personne],
  )
  await premiere.post(await adresseDeRetrait(premiere))
  expect(lisible((await premiere.get('/compte')).body)).toContain('ici ou pour une autre structure')
  expect(await preuvesRestantes()).toBe('1')
  // There too she becomes the secretary of an employer who is no member.
  await valeur(
    t,
    `update mandat set fonction = 'secretariat_mairie', organisme_id = (select organisme_id from mandat where fonction = 'secretariat_mairie'
       and cooperation_id <> $2 order by id limit 1) where id = $1 returning id`,
    [mandat, ailleurs],
  )
  await premiere.post(await adresseDeRetrait(premiere))
  expect(await preuvesRestantes()).toBe('0')
})
