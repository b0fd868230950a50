import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installerTerritoires } from '#modules/annuaire'
import { nouvelId } from '#shared/ids.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../tests/application.ts'
import { COOPERATION_NORMANDE, lienDePremierAcces } from '../../../tests/identites/premier-acces.ts'
import { associerTelephone } from '../../../tests/identites/second-facteur.ts'
import { valeur } from '../../../tests/lignes.ts'

const demain = () => new Date(Date.now() + 86_400_000)

describe('en production, depuis une base vide', () => {
  let t: ApplicationDeTest
  let qui: Visiteur
  beforeAll(async () => {
    t = await ouvrirApplication({ mode: 'production', vide: true })
    await installerTerritoires(t.base)
    qui = t.visiteur()
  })
  afterAll(() => t.fermer())

  it('les portes de la démonstration n’existent pas', async () => {
    expect((await qui.get('/demo/roles')).statusCode).toBe(404)
    expect((await qui.get('/_routes')).statusCode).toBe(404)
    expect((await qui.get('/')).headers.location).toBe('/connexion')
  })
  it('le lien propose les membres des régions cochées et ne consomme rien', async () => {
    const lien = lienDePremierAcces(demain())
    expect(lisible((await qui.get(lien)).body)).toContain('Normandie')
    const proposes = await qui.get(`${lien}?region=28`)
    expect(lisible(proposes.body)).toContain('CDG 76, Seine-Maritime')
    expect(lisible(proposes.body)).not.toContain('CDG 44')
  })
  it('garde la saisie et dit quoi corriger', async () => {
    const refus = await qui.post(lienDePremierAcces(demain()), {
      ...COOPERATION_NORMANDE,
      membre: [],
      'autre2.nom': 'Syndicat départemental',
      courriel: 'coordination',
    })
    expect(refus.statusCode).toBe(422)
    for (const [champ, message] of [
      ['autre2-type', 'Choisissez le type de l’organisme'],
      ['autre2-departement', 'Choisissez le département'],
      ['autre2-libelle', 'Donnez un nom court'],
    ]) {
      expect(refus.body).toContain(`<a href="#champ-${champ}">`)
      expect(lisible(refus.body)).toContain(message)
    }
    expect(refus.body).toContain('value="Syndicat départemental"')
    const seul = await qui.post(lienDePremierAcces(demain()), {
      ...COOPERATION_NORMANDE,
      membre: [],
      coordonnateur: 'cdg:14',
    })
    expect(lisible(seul.body)).toContain('Cochez deux membres au moins')
    expect(lisible(seul.body)).toContain('Le coordonnateur est l’un des membres')
    expect(lisible(refus.body)).toContain('Indiquez une adresse complète')
    expect(refus.body).toContain('value="Coopération des CDG normands"')
  })
  it('crée la coopération une fois, et fait entrer la coordinatrice', async () => {
    const lien = lienDePremierAcces(demain())
    const cree = await qui.post(lien, COOPERATION_NORMANDE)
    expect(cree.headers.location).toBe('/personnes')
    await associerTelephone(qui)
    expect(lisible((await qui.get('/tableau-de-bord')).body)).toContain('Coopération des CDG normands')
    const rejoue = await t.visiteur().post(lien, COOPERATION_NORMANDE)
    expect(rejoue.statusCode).toBe(410)
    expect(lisible(rejoue.body)).toContain('Ce lien a déjà servi')
  })
  it('un lien périmé ou abîmé s’explique', async () => {
    expect((await qui.get(lienDePremierAcces(new Date(Date.now() - 1000)))).statusCode).toBe(410)
    expect((await qui.get('/premier-acces/abc.def')).statusCode).toBe(404)
  })
  it('elle donne une fonction, la personne reçoit un message et entre', async () => {
    const du = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' }).format(new Date())
    expect(
      (
        await qui.post('/personnes', {
          nom: 'Présidence du CDG 14',
          courriel: 'presidence@exemple.fr',
          fonction: 'presidence',
          du,
        })
      ).statusCode,
    ).toBe(303)
    await t.tachesFaites()
    const lien = t.courriels
      .find(({ a }) => a === 'presidence@exemple.fr')!
      .texte.match(/http:\/\/maillage\.test(\/invitation\/\S+)/)![1]!
    const autre = await qui.post('/personnes', {
      nom: 'Autre',
      courriel: 'autre@exemple.fr',
      fonction: 'presidence',
      du,
    })
    expect(autre.statusCode).toBe(409)
    expect(lisible(autre.body)).toContain('Cette fonction est déjà tenue')
    const president = t.visiteur()
    for (const _ of [1, 2]) expect(lisible((await president.get(lien)).body)).toContain('CDG 14 vous invite')
    expect((await president.get('/decisions')).statusCode).toBe(303)
    expect((await president.post(lien)).headers.location).toBe('/tableau-de-bord')
    await associerTelephone(president)
    expect((await president.get('/decisions')).statusCode).toBe(200)
  })
  it('et la première séance se planifie', async () => {
    const page = await qui.get('/seances/nouvelle')
    const instance = page.body.match(/<option value="([0-9a-f-]{36})"/)![1]!
    const date = new Intl.DateTimeFormat('fr-FR').format(new Date(Date.now() + 40 * 86_400_000))
    const creee = await qui.post('/seances', { instance, date, heure: '14:00', duree: '120', lieu: 'Caen' })
    expect(creee.statusCode).toBe(303)
    expect((await qui.get(String(creee.headers.location))).body).toContain('Caen')
  })
})

describe('les mandats', () => {
  let t: ApplicationDeTest
  let direction: Visiteur
  beforeAll(async () => {
    t = await ouvrirApplication()
    direction = await t.entrer('Direction, CDG 53', 'Pays de la Loire')
  })
  afterAll(() => t.fermer())
  const mandatsDe = async (qui: Visiteur) =>
    [...(await qui.get('/personnes')).body.matchAll(/action="\/mandats\/([^/]+)\/terminer"/g)].map(
      ([, id]) => id!,
    )

  it('chaque membre ne tient que les siens', async () => {
    const siens = await mandatsDe(direction)
    expect(siens).toHaveLength(4)
    const ailleurs = await t.entrer('Direction, CDG 72', 'Pays de la Loire')
    expect((await ailleurs.post(`/mandats/${siens[0]}/terminer`, { version: '1' })).statusCode).toBe(404)
    expect(await mandatsDe(direction)).toEqual(siens)
  })
  it('après une élection, tout change en une fois et l’ancien mandat perd ses droits', async () => {
    const page = await direction.get('/mandats/election')
    const ids = [...page.body.matchAll(/name="nom-([^"]+)"/g)].map(([, id]) => id!)
    expect(ids).toHaveLength(4)
    const hier = new Date(Date.now() - 86_400_000)
    const du = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' }).format(hier)
    const vide = await direction.post('/mandats/election', { du })
    expect(vide.statusCode).toBe(409)
    const fautif = await direction.post('/mandats/election', {
      du,
      [`nom-${ids[0]}`]: 'Nouvelle',
      [`courriel-${ids[0]}`]: 'nouvelle',
    })
    expect(fautif.statusCode).toBe(422)
    expect(fautif.body).toContain('value="Nouvelle"')
    const champs = Object.fromEntries(
      ids.flatMap((id, i) => [
        [`nom-${id}`, `Nouvelle personne ${i}`],
        [`courriel-${id}`, `nouvelle${i}@exemple.fr`],
      ]),
    )
    expect(
      (await direction.post('/mandats/election', { du, acte: 'Délibération du renouvellement', ...champs }))
        .statusCode,
    ).toBe(303)
    const apres = await direction.get('/tableau-de-bord')
    expect(apres.statusCode).toBe(303)
    expect(apres.headers.location).toBe('/structures')
    const structures = lisible((await direction.get('/structures')).body)
    expect(structures).toContain('Grand Ouest concours')
    expect(structures).not.toContain('Pays de la Loire ·')
    const coordination = await t.entrer('Coordinatrice, CDG 44', 'Pays de la Loire')
    expect(lisible((await coordination.get('/personnes')).body)).toContain('Nouvelle personne 1')
  })
  it('une absence couverte donne la fonction, puis elle prend fin d’elle-même', async () => {
    const direction72 = await t.entrer('Direction, CDG 72', 'Pays de la Loire')
    const [, mandat] = await mandatsDe(direction72)
    const jour = (n: number) =>
      new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' }).format(
        new Date(Date.now() + n * 86_400_000),
      )
    const couverte = await direction72.post('/remplacements', {
      mandat: mandat!,
      nom: 'Première vice-présidence',
      courriel: 'vp72@exemple.fr',
      du: jour(-1),
      au: jour(3),
    })
    expect(couverte.statusCode).toBe(303)
    expect(lisible((await direction72.get('/personnes')).body)).toContain(
      'remplacé par Première vice-présidence',
    )
    const vp = t.visiteur()
    await vp.post('/connexion/envoyer', { courriel: 'vp72@exemple.fr' })
    await t.tachesFaites()
    const jeton = new URL(t.courriels.at(-1)!.texte.match(/http\S+jeton\S+/)![0]).searchParams.get('jeton')!
    await vp.post('/connexion/lien', { jeton })
    expect((await vp.get('/tableau-de-bord')).statusCode).toBe(200)
    const structures = await t.base.pool.query('select * from structures_du_compte($1, $2)', [
      'vp72@exemple.fr',
      new Date(Date.now() + 5 * 86_400_000),
    ])
    expect(structures.rowCount).toBe(0)
  })
  it('une absence refusée, corrigée et renvoyée deux fois, se couvre une fois et écrit une fois', async () => {
    const direction = await t.entrer('Direction, CDG 85', 'Pays de la Loire')
    const [, mandat] = await mandatsDe(direction)
    const jour = (n: number) =>
      new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' }).format(
        new Date(Date.now() + n * 86_400_000),
      )
    const absence = {
      mandat: mandat!,
      nom: 'Vice-présidence',
      courriel: 'vp85@exemple.fr',
      du: jour(2),
      au: jour(9),
      cle: nouvelId(),
    }
    const refus = await direction.post('/remplacements', { ...absence, au: jour(1) })
    expect(refus.statusCode).toBe(409)
    expect(refus.body).toContain(`name="cle" value="${absence.cle}"`)
    for (const _ of [1, 2]) expect((await direction.post('/remplacements', absence)).statusCode).toBe(303)
    await t.tachesFaites()
    const couvertures = 'select count(*) from remplacement where mandat_id = $1 and annule_le is null'
    expect(await valeur(t, couvertures, [mandat])).toBe('1')
    expect(t.courriels.filter(({ a }) => a === 'vp85@exemple.fr')).toHaveLength(1)
  })
})
