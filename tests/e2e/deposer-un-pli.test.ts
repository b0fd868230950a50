// The sealed deposit that the demonstration offers, played to its end: keys of the commission, a bid sealed in the bidder's browser, its opening by two
// members with their passphrases, and the record they sign.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { bouton, dans, lien, lire, ouvrirMessage } from './gestes.ts'

const PHRASES = ['cinq mots que personne ne sait', 'autre phrase, d’un autre membre']
let n: Navigateur
let pilote: Page
let membres: Page[]
let achat: string
let candidat: Page

beforeAll(async () => {
  n = await ouvrirNavigateur()
  pilote = await n.entrer(['Coordinatrice', 'CDG 44', 'Pays de la Loire'])
  membres = [
    await n.entrer(['Direction', 'CDG 44', 'Pays de la Loire'], { largeur: 390 }),
    await n.entrer(['Direction', 'CDG 53', 'Pays de la Loire']),
  ]
  const [scelle] = await n.sql<{ id: string }>('select operation_id as id from achat_depot')
  achat = `/achats/${scelle!.id}`
})
afterAll(() => n.fermer())

async function poster(adresse: string, form: Record<string, string>): Promise<void> {
  const reponse = await pilote.request.post(adresse, {
    form,
    headers: { 'sec-fetch-site': 'same-origin' },
    maxRedirects: 0,
  })
  expect(reponse.status(), adresse).toBe(303)
}
const sansFaute = async (page: Page) => {
  expect(await fautesAxe(page)).toEqual([])
  expect(await debordement(page)).toBe(0)
}

it('la commission crée ses clés, le pilote ouvre le dépôt', async () => {
  await poster(`${achat}/marche`, {
    procedure: 'adaptee',
    estimation: '38 000',
    cpv: '66512000',
    duree: '12',
    limiteJour: dans(1),
    limiteHeure: '12:00',
    niveaux: 'Base | 90 | 0 | 0 | 100',
    criteres: 'Prix | 100',
    version: '1',
  })
  await poster(`${achat}/marche/publier`, { version: '2' })
  for (const [i, membre] of membres.entries()) {
    await membre.goto(`${achat}/plis`)
    if (i === 0) await sansFaute(membre)
    await membre.getByLabel('Phrase de passe').fill(PHRASES[i]!)
    await membre.getByLabel('La même, encore une fois').fill('une autre')
    await bouton(membre, 'Créer ma clé').click()
    await membre.getByText('Les deux phrases ne sont pas les mêmes').waitFor()
    await membre.getByLabel('La même, encore une fois').fill(PHRASES[i]!)
    await bouton(membre, 'Créer ma clé').click()
    await membre.getByText('Votre clé est créée').waitFor()
  }
  await pilote.goto(`${achat}/plis`)
  await bouton(pilote, 'Ouvrir le dépôt').click()
  await pilote.getByLabel('Nom du candidat').fill('Mutuelle d’essai')
  await pilote.getByLabel('SIRET').fill('90000000100017')
  await pilote.getByLabel('Adresse de courriel').fill('offres@mutuelle.invalid')
  await bouton(pilote, 'Envoyer un lien de dépôt').click()
  await pilote.getByText('Lien de dépôt envoyé à Mutuelle d’essai').waitFor()
  await sansFaute(pilote)
})

it('le candidat dépose un pli chiffré chez lui ; sans JavaScript la page dit quoi faire', async () => {
  candidat = await n.page({ largeur: 390 })
  await ouvrirMessage(candidat, 'offres@mutuelle.invalid', 'Remettre votre offre')
  const adresse = await lien(candidat, /\/achats\/deposer\//).getAttribute('href')
  const empreinteDuCourriel = /celle de la page : ([0-9a-f]{16})/.exec(await lire(candidat))?.[1]
  const sansScript = await n.page({ javascript: false, largeur: 390 })
  await sansScript.goto(adresse!)
  await sansScript.getByText('rien ne part en clair').waitFor()
  expect(await bouton(sansScript, 'Chiffrer et déposer').isDisabled()).toBe(true)
  await sansFaute(sansScript)
  await candidat.goto(adresse!)
  await sansFaute(candidat)
  const choisir = (nom: string, mimeType: string, contenu: string, champ = 'Bordereau de prix') =>
    candidat.getByLabel(champ).setInputFiles({ name: nom, mimeType, buffer: Buffer.from(contenu) })
  await choisir('vide.csv', 'text/csv', '')
  await bouton(candidat, 'Chiffrer et déposer').click()
  await candidat.getByText('« vide.csv » est vide').waitFor()
  await choisir('offre.pdf', 'application/pdf', '%PDF-1.7')
  await bouton(candidat, 'Chiffrer et déposer').click()
  await candidat.getByText('n’est pas un classeur XLSX').waitFor()
  await choisir(
    'bordereau.csv',
    'text/csv',
    'Lot;Niveau;Incapacité;Invalidité;Perte de retraite;Décès;Renfort des primes;Années gelées;Hausse annuelle maximale\n1;Base;1,1;0,4;0;0;0;2;4',
  )
  await choisir('mémoire.pdf', 'application/pdf', '%PDF-1.7\n%%EOF', 'Mémoire technique')
  // The fingerprint of the keys is computed here, and is that of the mail.
  expect(await candidat.locator('#empreinte-cles').textContent()).toBe(empreinteDuCourriel)
  // The connection is cut: the page says that it does not know, and sends the same bid again.
  await candidat.route(`**${adresse!}`, (route) =>
    route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue(),
  )
  const envoi = candidat.waitForRequest((requete) => requete.method() === 'POST')
  await bouton(candidat, 'Chiffrer et déposer').click()
  // What leaves the browser is not the bid.
  expect((await envoi).postDataBuffer()?.includes('Incapacité') ?? false).toBe(false)
  await candidat.getByText('Nous ne savons pas si votre pli').waitFor()
  expect(await lire(candidat)).not.toContain('Rien n’a été envoyé')
  await sansFaute(candidat)
  await candidat.unrouteAll()
  await bouton(candidat, 'Renvoyer le même pli').click()
  await candidat.getByRole('heading', { name: 'Accusé de réception' }).waitFor()
  expect(await n.sql('select from achat_pli')).toHaveLength(1)
  await sansFaute(candidat)
})

it('deux membres ouvrent après l’heure, chacun avec sa phrase ; l’offre entre dans l’analyse', async () => {
  // The database refuses that a published deadline be brought forward: its triggers sleep for this statement.
  await n.sql(`do $$ begin set local session_replication_role = replica;
    update achat_marche set limite = now() - interval '1 second' where operation_id = '${achat.split('/').at(-1)}'; end $$`)
  for (const [i, membre] of membres.entries()) {
    await membre.goto(`${achat}/plis`)
    if (i === 0) {
      await membre.getByLabel('Votre phrase de passe').fill('ce n’est pas la bonne phrase')
      await bouton(membre, 'Donner ma clé').click()
      await membre.getByText('Cette phrase de passe n’ouvre pas le trousseau').waitFor()
    }
    await membre.getByLabel('Votre phrase de passe').fill(PHRASES[i]!)
    await bouton(membre, 'Donner ma clé').click()
    await membre.getByText(i === 0 ? 'Votre clé est donnée' : '1 pli ouvert').waitFor()
    await sansFaute(membre)
  }
  await pilote.goto(`${achat}/plis`)
  expect(await lire(pilote)).toContain('bordereau.csv')
  await sansFaute(pilote)
  await pilote.getByRole('link', { name: 'Procès-verbal' }).click()
  await pilote.getByRole('heading', { name: 'Observations et signatures' }).waitFor()
  expect(await lire(pilote)).toContain('Mutuelle d’essai')
  await sansFaute(pilote)
  await pilote.goto(`${achat}/marche`)
  expect(await lire(pilote)).toContain('Pli scellé n° 1, empreinte')
  await membres[0]!.goto(`${achat}/marche`)
  await sansFaute(membres[0]!)
  expect(n.incidents).toEqual([])
})
