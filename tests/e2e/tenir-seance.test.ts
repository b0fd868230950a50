// A conference held by several people on several devices, from the opening of a vote to the confirmation of a sequel.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { bouton, dans, lien, lire } from './gestes.ts'

const QUESTION = 'Comment répartir le coût de pilotage de la prévoyance ?'
const PDL = 'Centres de gestion des Pays de la Loire'

const voter = (page: Page, cdg: string, choix: string) => bouton(page, `${cdg} : ${choix}`).click()

describe.each([true, false])('tenir la conférence (JavaScript : %s)', (javascript) => {
  let n: Navigateur
  let coordinatrice: Page
  beforeAll(async () => {
    n = await ouvrirNavigateur()
    coordinatrice = await n.entrer(['Coordinatrice', 'CDG 44'], { javascript })
  })
  afterAll(() => n.fermer())

  it('la coordinatrice rejoint la séance en cours et ouvre le vote', async () => {
    await coordinatrice.goto('/tableau-de-bord')
    await lien(coordinatrice, 'Reprendre la séance en cours').click()
    expect(await coordinatrice.locator('h1').textContent()).toContain('Comment répartir le coût de pilotage')
    await bouton(coordinatrice, 'Ouvrir le vote').click()
    await bouton(coordinatrice, 'Clore le vote').waitFor()
    expect(await lire(coordinatrice)).toContain('Scrutin public, ouvert à')
    expect(await fautesAxe(coordinatrice)).toEqual([])
  })

  it('deux présidences votent au même instant, chacune sur son appareil', async () => {
    const pages = await Promise.all(
      ['CDG 49', 'CDG 85'].map((cdg) => n.entrer([`Présidence, ${cdg}`, PDL], { javascript, largeur: 390 })),
    )
    for (const page of pages) {
      await page.goto('/tableau-de-bord')
      await lien(page, 'Rejoindre la séance en cours').click()
    }
    const [p49, p85] = pages as [Page, Page]
    expect(await bouton(p49, 'CDG 85 : Pour').count()).toBe(0)
    await Promise.all([voter(p49, 'CDG 49', 'Pour'), voter(p85, 'CDG 85', 'Pour')])
    for (const [page, cdg] of [
      [p49, 'CDG 49'],
      [p85, 'CDG 85'],
    ] as const) {
      await bouton(page, `${cdg} : Pour`).waitFor({ state: 'detached' })
      expect(await debordement(page)).toBe(0)
      await page.context().close()
    }
  })

  it('clore trop tôt nomme qui n’a pas voté ; une fois tous les votes entrés, le verdict se lit en mots', async () => {
    await bouton(coordinatrice, 'Clore le vote').click()
    await bouton(coordinatrice, 'Clore le vote sans eux').waitFor()
    expect(await lire(coordinatrice)).toContain('N’ont pas encore voté : CDG 44, CDG 53, CDG 72.')
    for (const cdg of ['CDG 44', 'CDG 53', 'CDG 72']) {
      await voter(coordinatrice, cdg, 'Pour')
      await bouton(coordinatrice, `${cdg} : Pour`).waitFor({ state: 'detached' })
    }
    await bouton(coordinatrice, 'Clore le vote').click()
    await bouton(coordinatrice, 'Clore le vote').waitFor({ state: 'detached' })
    const lu = await lire(coordinatrice)
    expect(lu).toContain('Adoptée')
    expect(lu).toContain('5 voix pour. Il en fallait 5 sur 5.')
    expect(await fautesAxe(coordinatrice)).toEqual([])
  })

  it('la séance se clôt après confirmation, et la décision paraît dans la grille', async () => {
    await lien(coordinatrice, 'Clore la séance').first().click()
    expect(await coordinatrice.locator('h1').textContent()).toContain('Clore la séance')
    expect(await fautesAxe(coordinatrice)).toEqual([])
    await bouton(coordinatrice, 'Clore la séance').click()
    await lien(coordinatrice, 'Procès-verbal').first().waitFor()
    await coordinatrice.goto('/decisions')
    const ligne = coordinatrice.locator('tr', { hasText: 'Comment répartir le coût de pilotage' })
    expect(await ligne.count()).toBe(1)
    expect(await ligne.getByText('À inscrire').count()).toBe(5)
  })

  it('la direction du CDG 53 confirme sa ligne', async () => {
    const direction = await n.entrer(['Direction, CDG 53', PDL], { javascript })
    await direction.goto('/tableau-de-bord')
    await direction
      .locator('li', { hasText: QUESTION.slice(0, 36) })
      .getByRole('link', { name: /^Confirmer notre suite/ })
      .click()
    await direction.getByRole('button', { name: 'Enregistrer pour CDG 53' }).click()
    await direction.getByText('Un champ est à corriger.').waitFor()
    await direction.getByRole('link', { name: 'Indiquez la date de la réunion.' }).click()
    expect(await direction.evaluate(() => document.activeElement?.id)).toBe('champ-reunionLe')
    await direction.keyboard.type(dans(20))
    await direction.keyboard.press('Enter')
    await lien(direction, 'Confirmer notre suite').waitFor()
    const ligne = direction.locator('main li', { hasText: 'CDG 53' }).last()
    expect(await ligne.textContent()).toContain('Inscrite')
    expect(await fautesAxe(direction)).toEqual([])
    expect(n.incidents).toEqual([])
  })
})

describe('à côté de la table', () => {
  let n: Navigateur
  beforeAll(async () => {
    n = await ouvrirNavigateur()
  })
  afterAll(() => n.fermer())

  it('un second appareil apprend que la séance a avancé, sans perdre ce qu’il lit', async () => {
    const membre = await n.entrer(['Présidence, CDG 49', PDL])
    const coordinatrice = await n.entrer(['Coordinatrice', 'CDG 44'])
    for (const [page, nom] of [
      [membre, 'Rejoindre la séance en cours'],
      [coordinatrice, 'Reprendre la séance en cours'],
    ] as const) {
      await page.goto('/tableau-de-bord')
      await lien(page, nom).click()
      await page.locator('[data-seance]').waitFor()
    }
    expect(await membre.locator('.seance-nouveau').isVisible()).toBe(false)
    await bouton(coordinatrice, 'Ouvrir le vote').click()
    await membre.locator('.seance-nouveau').waitFor({ state: 'visible' })
    expect(await bouton(membre, 'CDG 49 : Pour').count()).toBe(0)
    await lien(membre, 'Afficher la suite').click()
    await bouton(membre, 'CDG 49 : Pour').waitFor()
  })

  it('on vote au clavier seul', async () => {
    const membre = await n.entrer(['Présidence, CDG 85', PDL])
    await membre.goto('/tableau-de-bord')
    await lien(membre, 'Rejoindre la séance en cours').click()
    const pour = bouton(membre, 'CDG 85 : Contre')
    await pour.waitFor()
    const parcourus: string[] = []
    while (parcourus.length < 60) {
      await membre.keyboard.press('Tab')
      const ici = await membre.evaluate(() => document.activeElement?.textContent ?? '')
      parcourus.push(ici)
      if (ici.replaceAll(/\s+/g, ' ').includes('CDG 85 : Contre')) break
    }
    expect(parcourus.at(-1)).toContain('Contre')
    const contour = await pour.evaluate((element) => getComputedStyle(element).outlineStyle)
    expect(contour).not.toBe('none')
    await membre.keyboard.press('Enter')
    await pour.waitFor({ state: 'detached' })
    expect(await membre.locator('tr.moi .jeton-contre').count()).toBe(1)
  })

  it('à 390 pixels de large, rien ne déborde sur les pages de la séance et des décisions', async () => {
    const page = await n.entrer(['Coordinatrice', 'CDG 44'], { largeur: 390 })
    await page.goto('/tableau-de-bord')
    const seance = await lien(page, 'Reprendre la séance en cours').getAttribute('href')
    await page.goto('/decisions')
    const decision = await page.locator('main a[href^="/decisions/"]').first().getAttribute('href')
    for (const adresse of [
      '/tableau-de-bord',
      '/seances',
      seance!,
      `${seance}/clore`,
      `${seance}/proces-verbal`,
      '/seances/nouvelle',
      '/decisions',
      decision!,
      '/sujets',
      '/conventions',
      '/calendrier',
      '/modeles',
    ]) {
      await page.goto(adresse)
      expect(await debordement(page), adresse).toBe(0)
    }
  })

  it('imprimée, la page de la séance n’a ni navigation ni boutons', async () => {
    const page = await n.entrer(['Coordinatrice', 'CDG 44'])
    await page.goto('/tableau-de-bord')
    await lien(page, 'Reprendre la séance en cours').click()
    await page.locator('[data-seance]').waitFor()
    const montre = (selecteur: string) => page.locator(selecteur).first().isVisible()
    expect(await montre('#navigation')).toBe(true)
    await page.emulateMedia({ media: 'print' })
    for (const selecteur of ['#navigation', '.entete', '.pied', '.tete-actions', 'main form'])
      expect(await montre(selecteur), selecteur).toBe(false)
    for (const selecteur of ['main h1', 'table.vote']) expect(await montre(selecteur), selecteur).toBe(true)
    expect(n.incidents).toEqual([])
  })
})
