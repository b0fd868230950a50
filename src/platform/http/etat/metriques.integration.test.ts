// What the operator measures and what the log keeps: routes and counts, never a person.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication } from '../../../../tests/application.ts'
import { noterSauvegarde } from '../../sauvegarde/derniere.ts'

const CANARIS = {
  nom: 'Canari-Nom-Durand',
  courriel: 'canari.personne@exemple-canari.fr',
  jeton: 'canarijeton0123456789abcdef',
  texte: 'canari dans un texte libre',
  adresse: '203.0.113.77',
}
const JETON = 'jeton-des-mesures-0123456789'

let t: ApplicationDeTest
const journal: string[] = []
beforeAll(async () => {
  t = await ouvrirApplication({ journal: (ligne) => journal.push(ligne) })
})
afterAll(() => t.fermer())

const mesures = async (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  t.app.inject({ url: '/metriques', headers: { host: 'maillage.test', ...headers }, remoteAddress })

describe('le journal du serveur', () => {
  it('ne contient rien de ce que les gens envoient : corps, adresses, en-têtes, erreurs de la base', async () => {
    const { nom, courriel, jeton, texte, adresse } = CANARIS
    const direction = await t.entrer('Direction', 'CDG 53', 'Pays de la Loire')
    const headers = {
      'user-agent': `Navigateur ${nom}`,
      referer: `http://maillage.test/?q=${jeton}`,
      authorization: `Bearer ${jeton}`,
      'x-forwarded-for': adresse,
      cookie: `autre=${jeton}`,
    }
    for (const url of [
      `/recherche?q=${encodeURIComponent(texte)}`,
      `/rien/${jeton}`,
      `/connexion?retour=/${jeton}`,
      `/invitations/${jeton}`,
      `/demandes?q=${nom}%00%ff`,
    ])
      await direction.requete({ method: 'GET', url, headers })
    await t.visiteur().post('/connexion', { courriel, motDePasse: jeton, nom })
    await direction.post('/sujets', { question: texte, courriel, nom })
    await direction.requete({
      method: 'POST',
      url: '/connexion',
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
      payload: `--x\r\ncontent-disposition: form-data; name="${nom}"\r\n\r\n${texte}`,
    })
    // A statement that fails and says the values it was given, as PostgreSQL does.
    const admin = new pg.Client(t.url(inject('serveur').superutilisateur))
    await admin.connect()
    await admin.query(
      `create or replace function compter_tentative(empreinte text, maintenant timestamptz, minutes integer) returns integer language plpgsql
       as $$ begin raise exception 'valeur refusée : "${nom}" pour ${courriel}' using detail = '${texte}', hint = '${jeton}'; end $$`,
    )
    await admin.end()
    const casse = await t.visiteur().requete({
      method: 'POST',
      url: '/connexion/mot-de-passe',
      headers: {
        ...headers,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      payload: new URLSearchParams({ courriel, motDePasse: jeton }).toString(),
    })
    const lien = await t.visiteur().post('/connexion', { courriel })
    expect([casse.statusCode, lien.statusCode]).toContain(500)
    const lu = journal.join('')
    expect(lu).toContain('valeur refusée : …')
    expect(lu).toContain('/connexion')
    for (const canari of Object.values(CANARIS)) expect(lu).not.toContain(canari)
    expect(lu).not.toMatch(/[\w.]+@[\w.]+\.(fr|invalid)/)
  })
})

describe('les mesures', () => {
  it('comptent par route et par statut, files, courriels, mémoire, dans le format de Prometheus', async () => {
    await noterSauvegarde(t.donnees, {
      le: new Date(Date.now() - 3_600_000),
      fichier: 'n.tar.gz',
      octets: 1,
      manquants: 0,
    })
    const { body, headers, statusCode } = await mesures()
    expect(statusCode).toBe(200)
    expect(headers['content-type']).toContain('version=0.0.4')
    for (const ligne of body.trim().split('\n'))
      expect(ligne).toMatch(/^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="[^"\n]*",?)+\})? [-+\d.e]+)$/i)
    const valeur = (debut: string) =>
      Number(
        body
          .split('\n')
          .find((l) => l.startsWith(debut))
          ?.split(' ')
          .at(-1),
      )
    expect(valeur('maillage_requetes_total{methode="GET",route="/recherche",statut="200"}')).toBe(1)
    expect(valeur('maillage_requete_secondes_bucket{methode="GET",route="/recherche",le="+Inf"}')).toBe(1)
    expect(valeur('maillage_base_presente')).toBe(1)
    expect(valeur('maillage_memoire_octets{genre="residente"}')).toBeGreaterThan(10_000_000)
    expect(valeur('maillage_connexions{etat="ouvertes"}')).toBeGreaterThan(0)
    expect(valeur('maillage_courriels{etat="attente"}')).toBeGreaterThanOrEqual(0)
    expect(valeur('maillage_sauvegarde_age_secondes')).toBeGreaterThan(3_500)
    expect(body).toContain('route="inconnue"')
    for (const canari of Object.values(CANARIS)) expect(body).not.toContain(canari)
  })

  it('ne se lisent ni d’ailleurs, ni à travers le mandataire, ni sans le jeton quand il y en a un', async () => {
    for (const refusee of [
      await mesures({}, '192.0.2.10'),
      await mesures({ 'x-forwarded-for': '127.0.0.1' }),
      await mesures({ forwarded: 'for=127.0.0.1' }),
    ])
      expect(refusee.statusCode).toBe(404)
    const gardee = await ouvrirApplication({ vide: true, env: { METRIQUES_JETON: JETON } })
    try {
      const lire = (authorization?: string) =>
        gardee.app.inject({
          url: '/metriques',
          remoteAddress: '192.0.2.10',
          headers: { host: 'maillage.test', ...(authorization && { authorization }) },
        })
      expect((await lire()).statusCode).toBe(404)
      expect((await lire('Bearer faux')).statusCode).toBe(404)
      expect((await lire(`Bearer ${JETON}`)).statusCode).toBe(200)
    } finally {
      await gardee.fermer()
    }
  })
})

it('vivant sans base, prêt avec elle', async () => {
  const coupee = await ouvrirApplication({ vide: true })
  await coupee.base.pool.end()
  expect((await coupee.app.inject('/sante/vivant')).json()).toMatchObject({ etat: 'vivant' })
  expect((await coupee.app.inject('/sante')).statusCode).toBe(503)
  const lue = await coupee.app.inject({ url: '/metriques', remoteAddress: '127.0.0.1' })
  expect(lue.body).toContain('maillage_base_presente 0')
  await coupee.app.close()
  await coupee.taches.arreter()
})
