// The frame of a programme through its front door: opened, renamed with its trace, followed by another that takes actions over.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateSaisie } from '#shared/typographie.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../tests/application.ts'
import { lignes, texteDe, valeur } from '../../../../tests/lignes.ts'

const CONCOURS = 'Grand Ouest concours'
// The test begins three days ago, so that it can come to the day after without outliving its sessions.
const DEPART = new Date(Date.now() - 3 * 86_400_000)
const aujourdhui = jourDe(DEPART)
const dans = (n: number) => dateSaisie(ajouterJours(aujourdhui, n))
let t: ApplicationDeTest
let coordinatrice: Visiteur
let membre: Visiteur
let axe: string
let orientation: string
let action: string

beforeAll(async () => {
  t = await ouvrirApplication()
  t.regler(DEPART)
  coordinatrice = await t.entrer('Coordinatrice, CDG 35', CONCOURS)
  membre = await t.entrer('Direction, CDG 44', CONCOURS)
})
afterAll(() => t.fermer())

const programmeDe = (nom: string) => valeur(t, 'select id from programme where nom = $1', [nom])
const version = (table: string, id: string) => valeur(t, `select version from ${table} where id = $1`, [id])
const lire = async (adresse: string, qui = coordinatrice) => texteDe((await qui.get(adresse)).body)
const creerAction = (code: string, titre: string, dansOrientation = orientation) =>
  valeur(t, 'select organisme_id from membre where libelle = $1 limit 1', ['CDG 44']).then((chef) =>
    coordinatrice.post('/programme/actions', {
      orientation: dansOrientation,
      code,
      titre,
      nature: 'action',
      origine: 'initiative',
      base: 'obligatoire',
      chef,
      cle: nouvelId(),
    }),
  )

describe('le premier programme', () => {
  it('s’ouvre, reçoit un axe, une orientation, une action, et une ligne par membre', async () => {
    const ouvrir = { nom: 'Programme concours', du: dans(-300), cle: nouvelId() }
    expect(
      (await coordinatrice.post('/programme/structure', { ...ouvrir, du: '31/02/2027' })).statusCode,
    ).toBe(422)
    expect((await coordinatrice.post('/programme/structure', ouvrir)).statusCode).toBe(303)
    expect((await coordinatrice.post('/programme/structure', ouvrir)).statusCode).toBe(303)
    const memeJour = await coordinatrice.post('/programme/structure', { ...ouvrir, cle: nouvelId() })
    expect(memeJour.statusCode).toBe(422)
    expect(texteDe(memeJour.body)).toContain('Deux programmes ne courent jamais le même jour')
    const saisi = { code: '1', titre: 'Organiser les concours', cle: nouvelId() }
    expect((await coordinatrice.post('/programme/axes', saisi)).statusCode).toBe(303)
    expect((await coordinatrice.post('/programme/axes', { ...saisi, cle: nouvelId() })).statusCode).toBe(422)
    axe = await valeur(t, "select id from axe where titre = 'Organiser les concours'")
    const o = { axe, code: '1', titre: 'Calendrier commun', cle: nouvelId() }
    expect((await coordinatrice.post('/programme/orientations', o)).statusCode).toBe(303)
    orientation = await valeur(t, "select id from orientation where titre = 'Calendrier commun'")
    expect((await coordinatrice.get('/programme/actions/nouvelle')).body).toContain(orientation)
    expect((await creerAction('1.1.1', 'Publier le calendrier des concours')).statusCode).toBe(303)
    action = await valeur(t, "select id from action where titre = 'Publier le calendrier des concours'")
    expect(await valeur(t, 'select count(*) from participation where action_id = $1', [action])).toBe('14')
  })
})

describe('ce qui est inscrit se corrige, avec sa trace', () => {
  it('un axe, une orientation, le programme : renommés, avant et après restent lisibles', async () => {
    const axes = { code: '1', titre: 'Organiser nos concours', version: await version('axe', axe) }
    expect((await coordinatrice.post(`/programme/axes/${axe}`, axes)).statusCode).toBe(303)
    const perimee = await coordinatrice.post(`/programme/axes/${axe}`, { ...axes, titre: 'Écrasé' })
    expect(perimee.statusCode).toBe(409)
    expect(texteDe(perimee.body)).toContain('Rien n’a été écrasé')
    const o = { code: '1', titre: 'Calendrier partagé', version: await version('orientation', orientation) }
    expect((await coordinatrice.post(`/programme/orientations/${orientation}`, o)).statusCode).toBe(303)
    const id = await programmeDe('Programme concours')
    const entete = { nom: 'Programme des concours', du: dans(-300), version: await version('programme', id) }
    expect((await coordinatrice.post(`/programme/structure/${id}`, { ...entete, nom: 'P' })).statusCode).toBe(
      422,
    )
    expect((await coordinatrice.post(`/programme/structure/${id}`, entete)).statusCode).toBe(303)
    const lu = await lire('/programme/structure')
    expect(lu).toContain('Axe 1 : Organiser les concours → Organiser nos concours')
    expect(lu).toContain('Orientation 1 : Calendrier commun → Calendrier partagé')
    expect(lu).toContain('Nom du programme : Programme concours → Programme des concours')
    expect(await lire('/programme', membre)).toContain('1. Organiser nos concours')
  })

  it('un numéro que des actions portent ne change plus ; un titre vide est refusé', async () => {
    const tenu = await coordinatrice.post(`/programme/axes/${axe}`, {
      code: '9',
      titre: 'Organiser nos concours',
      version: await version('axe', axe),
    })
    expect(tenu.statusCode).toBe(422)
    expect(texteDe(tenu.body)).toContain('Des actions portent ce numéro')
    const vide = { code: '1', titre: '', version: await version('axe', axe) }
    expect((await coordinatrice.post(`/programme/axes/${axe}`, vide)).statusCode).toBe(422)
    for (const adresse of [`/programme/axes/${axe}`, `/programme/orientations/${orientation}`])
      expect((await membre.post(adresse, { code: '1', titre: 'Autre', version: '1' })).statusCode).toBe(403)
    const bretonne = await t.entrer('Coordinatrice, CDG 35', 'bretons')
    expect((await bretonne.get(`/programme/axes/${axe}`)).statusCode).toBe(404)
    expect(
      (await bretonne.get(`/programme?programme=${await programmeDe('Programme des concours')}`)).statusCode,
    ).toBe(404)
  })
})

describe('le programme suivant', () => {
  it('commence demain : celui qui court s’arrête ce soir, rien ne se reprend encore', async () => {
    expect((await creerAction('1.1.2', 'Former les jurys')).statusCode).toBe(303)
    const ouvrir = { nom: 'Programme 2', du: dans(1), cle: nouvelId() }
    expect((await coordinatrice.post('/programme/structure', ouvrir)).statusCode).toBe(303)
    const [ancien] = await lignes(t, "select au from programme where nom = 'Programme des concours'")
    expect(ancien!['au']).toBe(aujourdhui)
    const suivant = await programmeDe('Programme 2')
    expect(await lire('/programme')).toContain('Programme des concours')
    expect(await lire(`/programme/structure?programme=${suivant}`)).toContain(
      'Vous pourrez les reprendre ici',
    )
    const tot = await coordinatrice.post('/programme/reprises', {
      programme: suivant,
      action,
      cle: nouvelId(),
    })
    expect(tot.statusCode).toBe(409)
    expect(texteDe(tot.body)).toContain('Ce programme n’a pas commencé')
  })

  it('une fois commencé, reprend une action avec son histoire ; l’ancien reste lisible et fermé', async () => {
    t.regler(new Date())
    const [ancien, suivant] = [await programmeDe('Programme des concours'), await programmeDe('Programme 2')]
    expect(
      (await coordinatrice.post('/programme/reprises', { programme: suivant, cle: nouvelId() })).statusCode,
    ).toBe(422)
    const cle = nouvelId()
    for (let envoi = 0; envoi < 2; envoi++)
      expect(
        (await coordinatrice.post('/programme/reprises', { programme: suivant, action, cle })).statusCode,
      ).toBe(303)
    expect(await valeur(t, 'select programme_id from action where id = $1', [action])).toBe(suivant)
    expect(await valeur(t, 'select count(*) from action_reprise where action_id = $1', [action])).toBe('1')
    const fiche = await lire(`/programme/actions/${action}`, membre)
    expect(fiche).toContain('Action reprise dans le programme suivant')
    const enCours = await lire('/programme', membre)
    expect(enCours).toContain('Publier le calendrier des concours')
    expect(enCours).not.toContain('Former les jurys')
    const passe = await lire(`/programme?programme=${ancien}`, membre)
    expect(passe).toContain('Programme des concours (terminé)')
    expect(passe).toContain('Former les jurys')
    expect(passe).toContain('Actions qui continuent dans la suite')
    // The same code may now name another action: each programme numbers its own.
    const o = await valeur(
      t,
      'select o.id from orientation o join axe x on x.id = o.axe_id where x.programme_id = $1',
      [suivant],
    )
    expect((await creerAction('1.1.2', 'Une autre action', o)).statusCode).toBe(303)
    expect((await creerAction('1.1.3', 'Trop tard')).statusCode).toBe(422)
    const ajout = { code: '7', titre: 'Trop tard', programme: ancien, cle: nouvelId() }
    const refus = await coordinatrice.post('/programme/axes', ajout)
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain('Ce programme est terminé')
  })
})
