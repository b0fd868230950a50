import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../../tests/application.ts'
import { champCache, lignes, texteDe, valeur } from '../../../../../tests/lignes.ts'
import { ajouterJours, instantParis, jourDe } from '../../../../shared/dates.ts'
import { nouvelId } from '../../../../shared/ids.ts'

const PDL = 'Centres de gestion des Pays de la Loire'
const PERIMEE = 'Cette page a été modifiée entre-temps par une autre personne. Rien n’a été écrasé'

let t: ApplicationDeTest
let coordinatrice: Visiteur
let direction: Visiteur
let bretonne: Visiteur
let instance: string
let membres: string[]
let seance: string

/** A day as a French user types it, `n` days from now. */
const dans = (n: number): string => ajouterJours(jourDe(new Date()), n).split('-').reverse().join('/')
const formulaire = (autres: Record<string, string> = {}) => ({
  instance,
  date: dans(60),
  heure: '14:00',
  duree: '120',
  lieu: 'CDG 49, Angers',
  visio: '',
  ...autres,
})
const point = (question: string, autres: Record<string, string | string[]> = {}) => ({
  question,
  genre: 'vote',
  type: 'avis',
  porte: membres,
  ...autres,
})
const pointsDe = (id: string) =>
  lignes(
    t,
    'select id, ordre, question, version, sujet_id, convention_id from point where seance_id = $1 order by ordre',
    [id],
  )

beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice', 'CDG 44')
  direction = await t.entrer('Direction, CDG 53', PDL)
  bretonne = await t.entrer('Coordinatrice', 'CDG 35', 'bretons')
  instance = await valeur(
    t,
    "select i.id from instance i join cooperation c on c.id = i.cooperation_id where c.nom = $1 and i.type = 'conference_presidences'",
    [PDL],
  )
  membres = (
    await lignes(
      t,
      'select m.organisme_id as id from membre m join cooperation c on c.id = m.cooperation_id where c.nom = $1 order by m.ordre',
      [PDL],
    )
  ).map(({ id }) => String(id))
})
afterAll(() => t.fermer())

describe('planifier', () => {
  it('le même formulaire envoyé deux fois, même en même temps, planifie une séance', async () => {
    const cle = champCache((await coordinatrice.get('/seances/nouvelle')).body, 'cle')
    const envois = await Promise.all([
      coordinatrice.post('/seances', formulaire({ cle })),
      coordinatrice.post('/seances', formulaire({ cle })),
    ])
    const troisieme = await coordinatrice.post('/seances', formulaire({ cle }))
    const adresses = [...envois, troisieme].map(({ headers }) => headers.location)
    expect(new Set(adresses).size).toBe(1)
    expect(adresses[0]).toMatch(/^\/seances\/[0-9a-f-]{36}$/)
    seance = adresses[0]!.slice('/seances/'.length)
    expect(await lignes(t, "select id from seance where lieu = 'CDG 49, Angers'")).toHaveLength(1)
  })
})

describe('composer l’ordre du jour', () => {
  it('inscrit des points, dont un sujet de « À décider » et une convention qui expire', async () => {
    expect(
      (await coordinatrice.post(`/seances/${seance}/points`, point('Adopter la charte graphique commune')))
        .statusCode,
    ).toBe(303)
    const nouveau = await coordinatrice.get(`/seances/${seance}/points/nouveau`)
    expect(texteDe(nouveau.body)).toContain('Tenir un stand commun au salon de l’emploi public')
    expect(texteDe(nouveau.body)).toContain('Expertise en matière de paie')

    const sujet = await valeur(t, "select id from sujet where question like 'Tenir un stand%'")
    const repris = await coordinatrice.get(`/seances/${seance}/points/nouveau?sujet=${sujet}`)
    expect(repris.body).toContain('value="Tenir un stand commun au salon de l’emploi public"')
    expect(champCache(repris.body, 'sujet')).toBe(sujet)
    const cle = champCache(repris.body, 'cle')
    for (let envoi = 0; envoi < 2; envoi++)
      await coordinatrice.post(
        `/seances/${seance}/points`,
        point('Tenir un stand commun au salon de l’emploi public', { sujet, cle }),
      )
    expect(await valeur(t, 'select statut from sujet where id = $1', [sujet])).toBe('inscrit')

    const convention = await valeur(
      t,
      "select id from convention where titre = 'Expertise en matière de paie'",
    )
    const renouveler = await coordinatrice.get(`/seances/${seance}/points/nouveau?convention=${convention}`)
    expect(texteDe(renouveler.body)).not.toContain('À reprendre')
    expect(champCache(renouveler.body, 'convention')).toBe(convention)
    await coordinatrice.post(
      `/seances/${seance}/points`,
      point('Renouveler la convention de paie', { convention, type: 'convention' }),
    )
    const points = await pointsDe(seance)
    expect(points.map(({ question }) => question)).toEqual([
      'Adopter la charte graphique commune',
      'Tenir un stand commun au salon de l’emploi public',
      'Renouveler la convention de paie',
    ])
    expect(points.map(({ sujet_id, convention_id }) => [sujet_id, convention_id])).toEqual([
      [null, null],
      [sujet, null],
      [null, convention],
    ])
  })

  it('inscrit en un clic ce que la préparation propose, une fois', async () => {
    const page = (await coordinatrice.get(`/seances/${seance}`)).body
    expect(texteDe(page)).toContain(
      'Convention avec le CNFPT sur les missions transférées convention à dénoncer avant',
    )
    expect(page).not.toContain('Inscrire<span class="vh"> « Expertise en matière de paie »')
    const convention = await valeur(
      t,
      "select id from convention where titre like 'Convention avec le CNFPT%'",
    )
    const reprendre = () => coordinatrice.post(`/seances/${seance}/points/repris`, { convention })
    for (const _ of [1, 2]) expect((await reprendre()).statusCode).toBe(303)
    const repris = (await pointsDe(seance)).filter(({ convention_id }) => convention_id === convention)
    expect(repris.map(({ question }) => question)).toEqual([
      'Renouveler « Convention avec le CNFPT sur les missions transférées » ?',
    ])
    const retirer = `/seances/${seance}/points/${repris[0]!['id']}/deplacer`
    expect((await coordinatrice.post(retirer, { sens: 'retirer' })).statusCode).toBe(303)
    expect(texteDe((await coordinatrice.get(`/seances/${seance}`)).body)).toContain(
      'Inscrire « Convention avec le CNFPT',
    )
  })

  it('demande au moins un membre engagé, et garde la question saisie', async () => {
    const { porte: _aucun, ...sansPortee } = point('Question sans membre engagé')
    const refus = await coordinatrice.post(`/seances/${seance}/points`, sansPortee)
    expect(refus.statusCode).toBe(422)
    expect(texteDe(refus.body)).toContain('Cochez les membres que la décision engagera : au moins un.')
    expect(refus.body).toContain('value="Question sans membre engagé"')
    expect(refus.body).toContain('href="#champ-porte"')
  })

  it('une page périmée n’écrase rien', async () => {
    const [premier] = await pointsDe(seance)
    const adresse = `/seances/${seance}/points/${premier!['id']}/modifier`
    const version = champCache((await coordinatrice.get(adresse)).body, 'version')
    expect(
      (await coordinatrice.post(adresse, point('Adopter la charte graphique', { version }))).statusCode,
    ).toBe(303)
    const perimee = await coordinatrice.post(adresse, point('Question écrasée', { version }))
    expect(perimee.statusCode).toBe(409)
    expect(texteDe(perimee.body)).toContain(PERIMEE)
    expect(perimee.body).toContain('value="Question écrasée"')
    expect((await pointsDe(seance))[0]!['question']).toBe('Adopter la charte graphique')
  })

  it('deux modifications simultanées de la même page : une seule passe', async () => {
    const [premier] = await pointsDe(seance)
    const adresse = `/seances/${seance}/points/${premier!['id']}/modifier`
    const version = String(premier!['version'])
    const envois = await Promise.all(
      ['Charte, version A', 'Charte, version B'].map((question) =>
        coordinatrice.post(adresse, point(question, { version })),
      ),
    )
    expect(envois.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409])
  })

  it('déplace et retire un point ; le sujet retiré revient dans « À décider »', async () => {
    const [premier, stand] = await pointsDe(seance)
    const deplacer = (id: unknown, sens: string) =>
      coordinatrice.post(`/seances/${seance}/points/${id}/deplacer`, { sens })
    expect((await deplacer(premier!['id'], 'descendre')).statusCode).toBe(303)
    expect((await pointsDe(seance)).map(({ id }) => id).slice(0, 2)).toEqual([stand!['id'], premier!['id']])
    await deplacer(premier!['id'], 'monter')
    await deplacer(premier!['id'], 'monter')
    expect((await pointsDe(seance))[0]!['id']).toBe(premier!['id'])
    await deplacer(stand!['id'], 'retirer')
    expect((await pointsDe(seance)).map(({ ordre }) => ordre)).toEqual([1, 2])
    expect(await valeur(t, 'select statut from sujet where id = $1', [stand!['sujet_id']])).toBe('propose')
    await coordinatrice.post(
      `/seances/${seance}/points`,
      point('Tenir un stand commun au salon de l’emploi public', { sujet: String(stand!['sujet_id']) }),
    )
    expect(await pointsDe(seance)).toHaveLength(3)
  })
})

describe('qui peut préparer une séance', () => {
  const gestes = (): [string, Record<string, string | string[]>][] => [
    [`/seances/${seance}/points`, point('Question d’une autre structure')],
    [`/seances/${seance}/convoquer`, { motif: 'Urgence.' }],
    [`/seances/${seance}/annuler`, { motif: 'Plus rien à décider.' }],
    [`/seances/${seance}/deplacer`, { ...formulaire(), version: '1' }],
  ]
  it('la direction d’un membre : rien (403)', async () => {
    for (const [adresse, champs] of [['/seances', formulaire()] as const, ...gestes()])
      expect((await direction.post(adresse, champs)).statusCode, adresse).toBe(403)
    const [premier] = await pointsDe(seance)
    for (const geste of ['modifier', 'deplacer'])
      expect(
        (await direction.post(`/seances/${seance}/points/${premier!['id']}/${geste}`, { sens: 'retirer' }))
          .statusCode,
      ).toBe(403)
  })

  it('la coordinatrice d’une autre coopération : l’adresse n’existe pas (404)', async () => {
    for (const [adresse, champs] of gestes())
      expect((await bretonne.post(adresse, champs)).statusCode, adresse).toBe(404)
    const [premier] = await pointsDe(seance)
    for (const [geste, champs] of [
      ['modifier', point('Question bretonne', { version: String(premier!['version']) })],
      ['deplacer', { sens: 'retirer' }],
    ] as const)
      expect(
        (await bretonne.post(`/seances/${seance}/points/${premier!['id']}/${geste}`, champs)).statusCode,
      ).toBe(404)
    expect(await pointsDe(seance)).toHaveLength(3)
    expect(await valeur(t, 'select statut from seance where id = $1', [seance])).toBe('planifiee')
  })
})

describe('convoquer', () => {
  it('sous le délai, refuse sans motif, accepte avec un motif écrit dans la convocation', async () => {
    const { headers } = await coordinatrice.post(
      '/seances',
      formulaire({ cle: nouvelId(), date: dans(5), lieu: 'Salle courte' }),
    )
    const courte = String(headers.location)
    await coordinatrice.post(`${courte}/points`, point('Attribuer le marché de prévoyance'))
    const refus = await coordinatrice.post(`${courte}/convoquer`)
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain(
      'Le règlement demande 15 jours entre la convocation et la séance, il en reste 5.',
    )
    expect(await valeur(t, "select statut from seance where lieu = 'Salle courte'")).toBe('planifiee')
    const avant = t.courriels.length
    const motif = 'Le marché expire dans huit jours.'
    expect((await coordinatrice.post(`${courte}/convoquer`, { motif })).statusCode).toBe(303)
    await t.tachesFaites()
    const partis = t.courriels.slice(avant)
    expect(partis).toHaveLength(5)
    for (const { texte } of partis) expect(texte).toContain(`Délai abrégé : ${motif}`)
  })

  it('invite chaque titulaire une fois, avec l’entrée d’agenda', async () => {
    const avant = t.courriels.length
    expect((await coordinatrice.post(`/seances/${seance}/convoquer`)).statusCode).toBe(303)
    const encore = await coordinatrice.post(`/seances/${seance}/convoquer`)
    expect(encore.statusCode).toBe(409)
    await t.tachesFaites()
    const partis = t.courriels.slice(avant)
    expect(partis.map(({ a }) => a).sort()).toEqual(
      ['44', '49', '53', '72', '85'].map((n) => `presidence.cdg${n}@demonstration.invalid`),
    )
    for (const { agenda, texte, objet } of partis) {
      expect(agenda?.methode).toBe('REQUEST')
      expect(agenda?.contenu).toContain('METHOD:REQUEST')
      expect(agenda?.contenu).toContain(`UID:seance-${seance}@maillage`)
      expect(agenda?.contenu).toContain('SEQUENCE:0')
      expect(texte).toContain('2. Renouveler la convention de paie')
      expect(objet).not.toContain('Mise à jour')
    }
  })

  it('l’ordre du jour est figé', async () => {
    const [premier] = await pointsDe(seance)
    for (const [adresse, champs] of [
      ['points', point('Un point de plus')],
      [
        `points/${premier!['id']}/modifier`,
        point('Un point réécrit', { version: String(premier!['version']) }),
      ],
      [`points/${premier!['id']}/deplacer`, { sens: 'retirer' }],
    ] as const) {
      const refus = await coordinatrice.post(`/seances/${seance}/${adresse}`, champs)
      expect(refus.statusCode, adresse).toBe(409)
      expect(texteDe(refus.body)).toContain('L’ordre du jour est figé depuis la convocation.')
    }
    expect(await pointsDe(seance)).toHaveLength(3)
  })
})

/** The path of the answer link written in the last message sent to an address. */
const lienPour = (adresse: string): string => {
  const message = t.courriels.filter(({ a }) => a === adresse).at(-1)!
  return /http:\/\/maillage\.test(\/convocations\/\S+)/.exec(message.texte)![1]!
}
const reponseDe = (adresse: string) =>
  lignes(
    t,
    'select reponse, message, repondu_par from invitation i join personne p on p.id = i.personne_id where i.seance_id = $1 and p.courriel = $2',
    [seance, adresse],
  )
const P53 = 'presidence.cdg53@demonstration.invalid'

describe('répondre par le lien signé, sans compte', () => {
  it('ouvrir le lien ne change rien', async () => {
    const avant = await lignes(t, 'select * from invitation order by seance_id, personne_id')
    const page = await t.visiteur().get(lienPour(P53))
    expect(page.statusCode).toBe(200)
    expect(texteDe(page.body)).toContain('Viendrez-vous à cette séance ?')
    expect(texteDe(page.body)).toContain('Pas encore donnée')
    expect(await lignes(t, 'select * from invitation order by seance_id, personne_id')).toEqual(avant)
  })

  it('la réponse s’enregistre ; une réponse suivante la remplace', async () => {
    const lien = lienPour(P53)
    const personne = t.visiteur()
    expect((await personne.post(lien, { reponse: 'decline', message: 'En congé.' })).statusCode).toBe(303)
    expect(await reponseDe(P53)).toEqual([{ reponse: 'decline', message: 'En congé.', repondu_par: 'lien' }])
    await personne.post(lien, { reponse: 'accepte', message: '' })
    expect(await reponseDe(P53)).toEqual([{ reponse: 'accepte', message: '', repondu_par: 'lien' }])
    expect(texteDe((await coordinatrice.get(`/seances/${seance}`)).body)).toContain('1 réponse sur 5')
  })

  it('refuse une réponse qui n’existe pas, en gardant le mot écrit', async () => {
    const refus = await t.visiteur().post(lienPour(P53), { reponse: 'peut-être', message: 'J’hésite.' })
    expect(refus.statusCode).toBe(422)
    expect(texteDe(refus.body)).toContain('Choisissez une réponse.')
    expect(texteDe(refus.body)).toContain('J’hésite.')
    expect(await reponseDe(P53)).toMatchObject([{ reponse: 'accepte' }])
  })

  it('un lien altéré ou coupé s’explique (404), en lecture comme en réponse', async () => {
    const lien = lienPour(P53)
    const [charge, sceau] = lien.slice('/convocations/'.length).split('.')
    const autre = Buffer.from(
      Buffer.from(charge!, 'base64url').toString().replace('reponse', 'Reponse'),
    ).toString('base64url')
    for (const faux of [
      `/convocations/${autre}.${sceau}`,
      lien.slice(0, -4),
      `/convocations/${charge}`,
      '/convocations/n-importe-quoi',
    ])
      for (const reponse of [
        await t.visiteur().get(faux),
        await t.visiteur().post(faux, { reponse: 'decline' }),
      ]) {
        expect(reponse.statusCode, faux).toBe(404)
        expect(texteDe(reponse.body)).toContain('L’adresse a peut-être été coupée par votre messagerie.')
      }
    expect(await reponseDe(P53)).toMatchObject([{ reponse: 'accepte' }])
  })

  it('passé le début de la séance, le lien le dit (410)', async () => {
    const lien = lienPour(P53)
    t.regler(instantParis(ajouterJours(jourDe(new Date()), 61), '09:00'))
    try {
      for (const reponse of [
        await t.visiteur().get(lien),
        await t.visiteur().post(lien, { reponse: 'decline' }),
      ]) {
        expect(reponse.statusCode).toBe(410)
        expect(texteDe(reponse.body)).toContain('La séance a commencé')
      }
    } finally {
      t.regler(new Date())
    }
    expect(await reponseDe(P53)).toMatchObject([{ reponse: 'accepte' }])
  })
})

describe('déplacer puis annuler', () => {
  it('déplacer envoie la mise à jour à chacun et redemande les réponses', async () => {
    const avant = t.courriels.length
    const page = await coordinatrice.get(`/seances/${seance}/deplacer`)
    const version = champCache(page.body, 'version')
    const reponse = await coordinatrice.post(`/seances/${seance}/deplacer`, {
      ...formulaire({ date: dans(75) }),
      version,
    })
    expect(reponse.statusCode).toBe(303)
    const perimee = await coordinatrice.post(`/seances/${seance}/deplacer`, {
      ...formulaire({ date: dans(90) }),
      version,
    })
    expect(perimee.statusCode).toBe(409)
    expect(texteDe(perimee.body)).toContain(PERIMEE)
    await t.tachesFaites()
    const partis = t.courriels.slice(avant)
    expect(partis).toHaveLength(5)
    for (const { agenda, texte } of partis) {
      expect(agenda?.methode).toBe('REQUEST')
      expect(agenda?.contenu).toContain(`UID:seance-${seance}@maillage`)
      expect(agenda?.contenu).toContain('SEQUENCE:1')
      expect(texte).toContain('Votre réponse précédente ne vaut plus')
    }
    expect(await reponseDe(P53)).toMatchObject([{ reponse: null, repondu_par: null }])
    expect((await t.visiteur().post(lienPour(P53), { reponse: 'accepte' })).statusCode).toBe(303)
  })

  it('annuler demande un motif, retire la date des agendas et rend les sujets', async () => {
    const refus = await coordinatrice.post(`/seances/${seance}/annuler`, { motif: '  ' })
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain('Indiquez le motif')
    const avant = t.courriels.length
    const lien = lienPour(P53)
    expect(
      (await coordinatrice.post(`/seances/${seance}/annuler`, { motif: 'Grève des transports.' })).statusCode,
    ).toBe(303)
    await t.tachesFaites()
    const partis = t.courriels.slice(avant)
    expect(partis).toHaveLength(5)
    for (const { agenda, texte } of partis) {
      expect(agenda?.methode).toBe('CANCEL')
      expect(agenda?.contenu).toContain('METHOD:CANCEL')
      expect(agenda?.contenu).toContain('STATUS:CANCELLED')
      expect(agenda?.contenu).toContain(`UID:seance-${seance}@maillage`)
      expect(agenda?.contenu).toContain('SEQUENCE:2')
      expect(texte).toContain('Motif : Grève des transports.')
    }
    expect(await valeur(t, "select statut from sujet where question like 'Tenir un stand%'")).toBe('propose')
    const page = await coordinatrice.get(`/seances/${seance}`)
    expect(texteDe(page.body)).toContain('Séance annulée : Grève des transports.')
    for (const reponse of [
      await t.visiteur().get(lien),
      await t.visiteur().post(lien, { reponse: 'accepte' }),
    ])
      expect(texteDe(reponse.body)).toContain('Cette séance est annulée : aucune réponse n’est attendue.')
  })

  it('une séance annulée ne revient pas', async () => {
    for (const geste of ['convoquer', 'annuler', 'ouvrir']) {
      const refus = await coordinatrice.post(`/seances/${seance}/${geste}`, { motif: 'Encore.' })
      expect(refus.statusCode, geste).toBe(409)
    }
    expect(await valeur(t, 'select statut from seance where id = $1', [seance])).toBe('annulee')
  })
})
