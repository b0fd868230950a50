// A form that arrives after its session is given back to its author alone: the same account, on that browser, for the same organisation.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { date } from '#shared/typographie.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../../tests/application.ts'
import { envoyerFichier } from '../../../../tests/fichiers/envoi.ts'
import { champCache, champsDe, lignes, valeur } from '../../../../tests/lignes.ts'

const COORDINATRICE = ['Coordinatrice, CDG 44', 'Pays de la Loire']
const DIRECTION = ['Direction, CDG 53', 'Pays de la Loire']
const MINUTE = 60_000
const ACTION = '/interconnexions/jetons?de=un-lien'
const SAISI = {
  nom: 'Paie & congés « 2026 »',
  lectures: ['programme', 'demandes'],
  expireLe: ajouterJours(jourDe(new Date()), 30),
  cle: '0198c0de-0000-7000-8000-000000000001',
}
const CANARIS = ['Paie', SAISI.expireLe, SAISI.cle, 'programme&']

let t: ApplicationDeTest
// Sessions are opened by the clock of the machine.
const maintenant = new Date()
beforeAll(async () => {
  t = await ouvrirApplication()
  t.regler(maintenant)
})
afterAll(() => t.fermer())

const finirSaSession = (qui: Visiteur) =>
  lignes(t, 'update auth.session set "expiresAt" = $1 where token = $2', [
    new Date(+maintenant - MINUTE),
    jeton(qui),
  ])
const jeton = (qui: Visiteur) => qui.cookies.get('maillage.session_token')!.split('.')[0]!
/** Enters as another role, or the same again, from the same browser. */
async function entrerIci(qui: Visiteur, mots: readonly string[]): Promise<void> {
  const autre = await t.entrer(...mots)
  qui.cookies.set('maillage.session_token', autre.cookies.get('maillage.session_token')!)
}
/** Types the form, too late: the page that answers, and what it keeps sealed. */
async function saisirTropTard(mots: readonly string[] = COORDINATRICE) {
  const qui = await t.entrer(...mots)
  await finirSaSession(qui)
  const rendu = await qui.post(ACTION, SAISI)
  expect(rendu.statusCode).toBe(401)
  return { qui, rendu, saisie: champCache(rendu.body, 'saisie') }
}
const retrouver = (qui: Visiteur, saisie: string) => qui.post('/connexion/reprise', { saisie })

describe('un formulaire arrivé après sa session', () => {
  it('attend son auteur : rien n’est fait, rien ne se lit dans la page ni dans la base', async () => {
    const { rendu, saisie } = await saisirTropTard()
    expect(lisible(rendu.body)).toContain('Votre connexion s’est fermée')
    expect(rendu.headers['cache-control']).toContain('no-store')
    for (const canari of CANARIS)
      for (const texte of [rendu.body, Buffer.from(saisie, 'hex').toString('latin1')])
        expect(texte).not.toContain(canari)
    expect(await valeur(t, 'select count(*) from jeton_api where nom = $1', [SAISI.nom])).toBe('0')
  })

  it('se rend à la même personne revenue, et s’envoie tel qu’il était', async () => {
    const { qui, saisie } = await saisirTropTard()
    const tropTot = await retrouver(qui, saisie)
    expect([tropTot.statusCode, champCache(tropTot.body, 'saisie')]).toEqual([401, saisie])
    expect(lisible(tropTot.body)).toContain('Vous n’êtes pas encore connecté')
    await entrerIci(qui, COORDINATRICE)
    const rendue = await retrouver(qui, saisie)
    expect(rendue.statusCode).toBe(200)
    expect(rendue.headers['cache-control']).toContain('no-store')
    expect(lisible(rendue.body)).toContain(`Ce que vous aviez écrit ${SAISI.nom}`)
    expect(lisible(rendue.body)).toContain(lisible(`Du ${date(jourDe(maintenant))} à `))
    expect(rendue.body.match(/name="lectures"/g)).toHaveLength(2)
    const champs = champsDe(rendue.body, ACTION)
    expect(champs).toMatchObject({ nom: SAISI.nom, expireLe: SAISI.expireLe, cle: SAISI.cle })
    expect((await qui.post(ACTION, { ...champs, lectures: SAISI.lectures })).statusCode).toBe(200)
    expect(await valeur(t, 'select count(*) from jeton_api where nom = $1', [SAISI.nom])).toBe('1')
  })

  it('ne montre rien à qui se connecte ensuite sur le même navigateur, et le lui dit', async () => {
    const { qui, saisie } = await saisirTropTard()
    await entrerIci(qui, DIRECTION)
    const refus = await retrouver(qui, saisie)
    expect(refus.statusCode).toBe(403)
    expect(lisible(refus.body)).toContain('Cette saisie est celle d’une autre personne')
    for (const canari of [...CANARIS, 'Coordinatrice', ACTION]) expect(refus.body).not.toContain(canari)
    // Its author finds it again from there.
    await entrerIci(qui, COORDINATRICE)
    expect((await retrouver(qui, champCache(refus.body, 'saisie'))).statusCode).toBe(200)
  })

  it('se rend aussi quand la connexion avait été fermée d’un autre appareil', async () => {
    const [qui, ailleurs] = [await t.entrer(...COORDINATRICE), await t.entrer(...COORDINATRICE)]
    await ailleurs.post('/compte/sessions/fermer')
    expect((await qui.get('/personnes')).statusCode).toBe(303)
    const saisie = champCache((await qui.post(ACTION, SAISI)).body, 'saisie')
    expect((await retrouver(ailleurs, saisie)).statusCode).toBe(200)
  })

  it('demande la structure pour laquelle il avait été rempli', async () => {
    const { qui, saisie } = await saisirTropTard()
    await entrerIci(qui, COORDINATRICE)
    await lignes(t, 'update auth.session set "organismeId" = null where token = $1', [jeton(qui)])
    const autre = await retrouver(qui, saisie)
    expect(autre.statusCode).toBe(409)
    expect(lisible(autre.body)).toContain('Choisissez la même structure')
    for (const canari of CANARIS) expect(autre.body).not.toContain(canari)
  })

  it('ne se rouvre ni altéré, ni sous un autre sceau, ni après une semaine', async () => {
    const { qui, saisie } = await saisirTropTard()
    await entrerIci(qui, COORDINATRICE)
    const altere = `${saisie.slice(0, -2)}${saisie.endsWith('00') ? '11' : '00'}`
    for (const faux of ['', 'x', 'é'.repeat(500), altere]) {
      const perdue = await retrouver(qui, faux)
      expect(perdue.statusCode).toBe(422)
      expect(lisible(perdue.body)).toContain('Cette saisie ne se rouvre plus')
    }
    t.regler(new Date(+maintenant + 7 * 24 * 60 * MINUTE + MINUTE))
    expect((await retrouver(qui, saisie)).statusCode).toBe(422)
    t.regler(maintenant)
    expect((await retrouver(qui, saisie)).statusCode).toBe(200)
  })

  it('ne se rend à personne quand on ne sait plus de qui il vient, et le dit', async () => {
    const qui = await t.entrer(...COORDINATRICE)
    await lignes(t, 'delete from auth.session where token = $1', [jeton(qui)])
    const rendu = await qui.post(ACTION, SAISI)
    expect(rendu.statusCode).toBe(401)
    expect(lisible(rendu.body)).toContain('ne peut être rendue à personne')
    expect(rendu.body).not.toContain('name="saisie"')
    for (const canari of CANARIS) expect(rendu.body).not.toContain(canari)
  })
})

describe('un formulaire qui portait un fichier', () => {
  it('rend ses champs, et demande de choisir de nouveau le fichier par son nom', async () => {
    const qui = await t.entrer(...DIRECTION)
    const contenu = (await qui.get('/imports/mandats/export?format=csv')).rawPayload
    const fichier = { nom: 'mandats de « mars ».csv', contenu }
    const champs = { cle: '0198c0de-0000-7000-8000-000000000002', mot: 'Un champ & ses accents é' }
    await finirSaSession(qui)
    const rendu = await envoyerFichier(qui, '/imports/mandats', fichier, champs)
    expect(rendu.statusCode).toBe(401)
    expect(rendu.body).not.toContain('mars')
    await entrerIci(qui, DIRECTION)
    const rendue = await retrouver(qui, champCache(rendu.body, 'saisie'))
    expect(rendue.body).toMatch(/<form [^>]*action="\/imports\/mandats"[^>]*encType="multipart\/form-data"/i)
    expect(rendue.body).toMatch(/<input [^>]*type="file"[^>]*name="fichier"|name="fichier"[^>]*type="file"/)
    expect(lisible(rendue.body)).toContain('Choisissez de nouveau : mandats de « mars ».csv')
    // The bytes were not kept anywhere.
    expect(lisible(rendue.body)).not.toContain('@')
    const repris = champsDe(rendue.body, '/imports/mandats')
    expect(repris).toMatchObject(champs)
    const fait = await envoyerFichier(qui, '/imports/mandats', fichier, champs)
    expect(fait.headers.location).toMatch(/^\/imports\/mandats\/[0-9a-f-]{36}$/)
  })
})
