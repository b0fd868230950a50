// News of an action: asked by the calendar or by hand, given once from the link of a message.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ajouterJours, instantParis, jourDe } from '#shared/dates.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../tests/application.ts'
import { champCache, lignes, texteDe, valeur } from '../../../../tests/lignes.ts'
import { findAction } from '../action.queries.ts'
import { meteoDAction } from '../vues.ts'
import { demanderDesNouvelles } from './demander-des-nouvelles.ts'

const BRETAGNE = 'Coopération des CDG bretons'
let t: ApplicationDeTest
let coordinatrice: Visiteur
let action: string
let chef: string

beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice, CDG 35', BRETAGNE)
  const [ligne] = await lignes(
    t,
    `select a.id, m.libelle from action a join cooperation c on c.id = a.cooperation_id
     join chef_de_file f on f.action_id = a.id and f.au is null join membre m on m.organisme_id = f.organisme_id and m.cooperation_id = a.cooperation_id
     where c.nom = $1 and a.statut = 'en_cours' and m.libelle <> 'CDG 35' and a.bloquee_le is null
       and exists (select from jalon j where j.action_id = a.id and j.etat = 'prevu') order by a.code limit 1`,
    [BRETAGNE],
  )
  action = String(ligne!['id'])
  chef = String(ligne!['libelle'])
})
afterAll(() => t.fermer())

const adresseDe = (fonction: string) =>
  `${fonction}.${chef.toLowerCase().replace(' ', '')}@demonstration.invalid`
const recus = async () => {
  await t.tachesFaites()
  return t.courriels.filter(({ texte }) => texte.includes('/programme/point/'))
}
const lienDe = (texte: string): string => /https?:\/\/[^/]+(\/programme\/point\/\S+)/.exec(texte)![1]!
const demander = () => coordinatrice.post(`/programme/actions/${action}/demander`)
const points = async () =>
  Number(
    await valeur(t, "select count(*) from suivi_action where action_id = $1 and canal = 'lien'", [action]),
  )

describe('demander des nouvelles à la main', () => {
  it('appartient à la coordination, écrit à la direction du chef de file, une fois par jour', async () => {
    const autre = await t.entrer('Direction, CDG 56', BRETAGNE)
    expect((await autre.post(`/programme/actions/${action}/demander`)).statusCode).toBe(403)
    expect((await demander()).statusCode).toBe(303)
    expect((await demander()).statusCode).toBe(303)
    const messages = await recus()
    expect(messages.map(({ a }) => a)).toEqual([adresseDe('direction')])
    expect(messages[0]!.texte).toContain('S’il n’y a rien de nouveau, envoyez tel quel')
    expect(texteDe((await coordinatrice.get(`/programme/actions/${action}`)).body)).toContain(
      'Réponse attendue',
    )
  })
})

describe('le lien du message', () => {
  let lien: string
  const champs = (page: string) => ({ version: champCache(page, 'version'), bloquee: 'non' })

  it('montre sans rien changer ni consommer, même ouvert deux fois', async () => {
    lien = lienDe((await recus())[0]!.texte)
    const avant = await lignes(t, 'select repondue_le, version from demande_de_point where action_id = $1', [
      action,
    ])
    for (let fois = 0; fois < 2; fois++) {
      const vue = await t.visiteur().get(lien)
      expect(vue.statusCode).toBe(200)
      expect(texteDe(vue.body)).toContain(`Direction, ${chef}`)
    }
    expect(
      await lignes(t, 'select repondue_le, version from demande_de_point where action_id = $1', [action]),
    ).toEqual(avant)
  })

  it('refuse un blocage sans sa condition, et garde la saisie', async () => {
    const sans = t.visiteur()
    const page = (await sans.get(lien)).body
    const refus = await sans.post(lien, {
      ...champs(page),
      bloquee: 'oui',
      cause: 'Budget non voté',
      note: 'À suivre',
    })
    expect(refus.statusCode).toBe(422)
    expect(texteDe(refus.body)).toContain('Dites ce qui la débloquerait')
    expect(refus.body).toContain('value="Budget non voté"')
    expect(refus.body).toContain('À suivre')
    expect(await points()).toBe(0)
  })

  it('n’écrase rien quand la fiche a changé, et garde la note', async () => {
    const sans = t.visiteur()
    const perimee = await sans.post(lien, { version: '1', bloquee: 'non', note: 'Ma note' })
    expect(perimee.statusCode).toBe(409)
    expect(perimee.body).toContain('Ma note')
    expect(await points()).toBe(0)
  })

  it('enregistre une fois : renvoyé, il ne fait rien de plus', async () => {
    const sans = t.visiteur()
    const page = (await sans.get(lien)).body
    const jalon = await valeur(
      t,
      "select id from jalon where action_id = $1 and etat = 'prevu' order by echeance limit 1",
      [action],
    )
    const envoi = { ...champs(page), atteints: jalon, note: 'Livré hier.' }
    expect((await sans.post(lien, envoi)).statusCode).toBe(303)
    expect((await sans.post(lien, envoi)).statusCode).toBe(303)
    expect(await points()).toBe(1)
    const servi = await sans.get(lien)
    expect(texteDe(servi.body)).toContain('Ce lien a servi')
    expect(servi.body).not.toContain('Envoyer le point')
    expect(await valeur(t, 'select etat from jalon where id = $1', [jalon])).toBe('atteint')
    expect(
      await valeur(t, 'select count(*) from demande_de_point where action_id = $1 and repondue_le is null', [
        action,
      ]),
    ).toBe('0')
    expect(texteDe((await coordinatrice.get(`/programme/actions/${action}`)).body)).toContain(
      'par le lien du courriel',
    )
  })

  it('ne vaut qu’entier, pour qui est encore en fonction, quarante-cinq jours', async () => {
    expect((await t.visiteur().get(lien.slice(0, -4))).statusCode).toBe(404)
    const personne = await valeur(
      t,
      'select personne_id from demande_de_point where action_id = $1 order by envoyee_le desc limit 1',
      [action],
    )
    const hier = ajouterJours(jourDe(new Date()), -1)
    await lignes(t, 'update mandat set au = $1 where personne_id = $2', [hier, personne])
    expect((await t.visiteur().get(lien)).statusCode).toBe(403)
    expect((await t.visiteur().post(lien, { version: '1', bloquee: 'non' })).statusCode).toBe(403)
    await lignes(t, 'update mandat set au = null where personne_id = $1', [personne])
    t.regler(new Date(Date.now() + 50 * 86_400_000))
    expect((await t.visiteur().get(lien)).statusCode).toBe(410)
    t.regler(new Date())
  })
})

describe('le calendrier des demandes', () => {
  it('écrit une semaine avant, trois et dix jours après, puis à la direction ; jamais deux fois', async () => {
    const envoi = {
      courriel: {
        envoyer: async (_tx: unknown, m: { objet: string }) => void objets.push(m.objet),
        envoyerSeul: async () => {},
      },
      adresse: 'http://maillage.test',
      secret: 's'.repeat(40),
    }
    const objets: string[] = []
    const jour = jourDe(new Date())
    const autre = await valeur(
      t,
      `select a.id from action a join cooperation c on c.id = a.cooperation_id where c.nom = $1 and a.statut = 'en_cours'
       and a.id <> $2 and exists (select from jalon j where j.action_id = a.id and j.etat = 'prevu' and j.echeance > $3) order by a.code limit 1`,
      [BRETAGNE, action, jour],
    )
    const titre = await valeur(t, 'select titre from action where id = $1', [autre])
    await lignes(t, 'delete from demande_de_point')
    await lignes(t, "update jalon set etat = 'annule' where action_id = $1 and etat = 'prevu'", [autre])
    const echeance = ajouterJours(jour, 20)
    await lignes(
      t,
      `insert into jalon (id, cooperation_id, action_id, titre, echeance) select gen_random_uuid(), cooperation_id, id, 'Essai du calendrier', $2
       from action where id = $1`,
      [autre, echeance],
    )
    const passer = async (jours: number) => {
      objets.length = 0
      const instant = instantParis(ajouterJours(echeance, jours), '07:30')
      await demanderDesNouvelles(t.base, envoi, instant)
      const premiers = objets.filter((objet) => objet.includes(titre.slice(0, 90)))
      objets.length = 0
      await demanderDesNouvelles(t.base, envoi, instant)
      expect(objets).toEqual([])
      return premiers
    }
    expect(await passer(-8)).toEqual([])
    expect(await passer(-7)).toHaveLength(1)
    expect(await passer(1)).toEqual([])
    expect(await passer(3)).toHaveLength(1)
    expect((await passer(10))[0]).toContain('Toujours sans nouvelle')
    expect((await passer(17))[0]).toContain('Pour la direction')
    expect(await passer(30)).toEqual([])
    const cooperation = await valeur(t, 'select cooperation_id from action where id = $1', [autre])
    const lue = await t.base.enTantQueSysteme('essai', cooperation, (tx) => findAction(tx, autre))
    expect(lue?.silenceDepuis).toBe(ajouterJours(echeance, 10))
    expect(meteoDAction(lue!, ajouterJours(echeance, 18))).toEqual({
      temps: 'gris',
      raison: { code: 'silence', depuis: ajouterJours(echeance, 10) },
    })
  })
})
