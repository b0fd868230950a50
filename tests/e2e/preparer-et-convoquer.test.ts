// The coordination prepares a conference from what waits, calls it, and the invitation follows the séance until it is cancelled.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { bouton, dans, lien, lire, lireInvitation, ouvrirMessage, propriete } from './gestes.ts'

let n: Navigateur
beforeAll(async () => {
  n = await ouvrirNavigateur()
})
afterAll(() => n.fermer())

const PRESIDENCE = 'presidence.cdg53@demonstration.invalid'

it('la coordinatrice nourrit l’ordre du jour depuis le tableau de bord, puis convoque', async () => {
  const page = await n.entrer(['Coordinatrice', 'CDG 44'])
  await page.goto('/tableau-de-bord')
  await lien(page, /^Inscrire au .* : « Tenir un stand commun/).click()
  expect(await page.locator('#champ-question').inputValue()).toContain('Tenir un stand commun')
  await bouton(page, 'Inscrire le point').click()
  await lien(page, 'Convoquer la séance').waitFor()
  await bouton(page, 'Inscrire « Expertise en matière de paie »').click()
  await page.locator('#ordre-du-jour li', { hasText: 'Expertise en matière de paie' }).waitFor()
  const ordre = await page.locator('#ordre-du-jour li strong').allTextContents()
  expect(ordre).toHaveLength(4)
  expect(ordre.join()).toContain('Renouveler')
  expect(await fautesAxe(page)).toEqual([])
  await page.goto('/sujets')
  expect(await page.locator('li', { hasText: 'Tenir un stand commun' }).textContent()).toContain(
    'À l’ordre du jour',
  )
  await page.goBack()
  await lien(page, 'Convoquer la séance').click()
  expect(await lire(page)).toContain('il sera figé')
  await bouton(page, 'Envoyer 5 convocations').click()
  await page.getByText('5 invitations envoyées').waitFor()
  expect(await lire(page)).toContain('aucune réponse sur 5')
  expect(await lien(page, 'Inscrire un point').count()).toBe(0)
  expect(await lien(page, 'Dossier de séance (PDF)').count()).toBe(1)
})

it('la présidence répond depuis le courriel, sans compte, et la coordination le voit', async () => {
  const invitee = await n.page({ largeur: 390, javascript: false })
  await ouvrirMessage(invitee, PRESIDENCE, 'Conférence des présidences')
  const agenda = await lireInvitation(invitee)
  expect(propriete(agenda, 'METHOD')).toBe('REQUEST')
  expect(propriete(agenda, 'SEQUENCE')).toBe('0')
  await lien(invitee, /\/convocations\//).click()
  expect(await debordement(invitee)).toBe(0)
  await invitee.getByLabel('Je serai présent ou présente').check()
  await bouton(invitee, 'Envoyer ma réponse').click()
  await invitee.getByText('Votre réponse est enregistrée').waitFor()
  expect(await fautesAxe(invitee)).toEqual([])
  const page = await n.entrer(['Coordinatrice', 'CDG 44'])
  await page.goto('/tableau-de-bord')
  await lien(page, /^Conférence des présidences, .* 14 h 00$/)
    .first()
    .click()
  await page.getByText('Sera présent').waitFor()
  expect(await lire(page)).toContain('1 réponse sur 5')
})

it('sans JavaScript : une séance planifiée, convoquée, déplacée puis annulée garde son identité dans l’agenda', async () => {
  const page = await n.entrer(['Coordinatrice', 'CDG 44'], { javascript: false })
  const courrier = await n.page({ javascript: false })
  const convoquee = async (objet: string) => {
    await ouvrirMessage(courrier, PRESIDENCE, objet)
    return lireInvitation(courrier)
  }
  await page.goto('/seances/nouvelle')
  await bouton(page, 'Planifier la séance').click()
  await lien(page, /^Indiquez un jour qui existe/).waitFor()
  await page.getByLabel('Jour').fill(dans(41))
  await page.getByLabel(/^Lieu \(facultatif\)/).fill('Angers, salle du conseil')
  await bouton(page, 'Planifier la séance').click()
  await lien(page, 'Inscrire le premier point').click()
  await page.getByLabel('Question posée').fill('Faut-il une journée commune des assistants de prévention ?')
  await bouton(page, 'Inscrire le point').click()
  await lien(page, 'Convoquer la séance').click()
  await bouton(page, 'Envoyer 5 convocations').click()
  await page.getByText('l’ordre du jour est figé').waitFor()
  const premiere = await convoquee('Conférence des présidences')
  expect(propriete(premiere, 'LOCATION')).toContain('Angers')

  await deplacer(page)
  const seconde = await convoquee('Mise à jour')
  expect(propriete(seconde, 'UID')).toBe(propriete(premiere, 'UID'))
  expect(propriete(seconde, 'SEQUENCE')).toBe('1')

  await lien(page, 'Changer la date').click()
  await lien(page, /^Annuler la séance/).click()
  expect(await lire(page)).toContain('ne se rouvre pas')
  await page.getByLabel('Motif').fill('Salle indisponible')
  await bouton(page, 'Annuler la séance').click()
  await page.getByText('Séance annulée : Salle indisponible').waitFor()
  const derniere = await convoquee('Annulée')
  expect(propriete(derniere, 'METHOD')).toBe('CANCEL')
  expect(propriete(derniere, 'UID')).toBe(propriete(premiere, 'UID'))
  expect(propriete(derniere, 'SEQUENCE')).toBe('2')
  expect(n.incidents).toEqual([])
})

async function deplacer(page: Page): Promise<void> {
  await lien(page, 'Changer la date').click()
  await page.getByLabel('Jour').fill(dans(48))
  await bouton(page, 'Changer la séance').click()
  await page.getByText('mise à jour de son agenda').waitFor()
}
