// What a member does of a decision: from the reminder to the executory act, what binds it and what it is only told of.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { bouton, dans, lien, lire, ouvrirMessage } from './gestes.ts'

const PDL = 'Centres de gestion des Pays de la Loire'

let n: Navigateur
beforeAll(async () => {
  n = await ouvrirNavigateur()
})
afterAll(() => n.fermer())

describe.each([
  { javascript: true, cdg: '49', numero: '2026-214' },
  { javascript: false, cdg: '53', numero: '2026-118' },
])('le CDG $cdg donne suite depuis le courriel (JavaScript : $javascript)', ({ javascript, cdg, numero }) => {
  it('la coordinatrice relance en un geste', async () => {
    const page = await n.entrer(['Coordinatrice', 'CDG 44'], { javascript })
    await page.goto('/tableau-de-bord')
    const ligne = page.locator('main li', { hasText: `CDG ${cdg}` }).first()
    await ligne.getByRole('button', { name: /^Relancer/ }).click()
    await page.getByText(`CDG ${cdg} est relancé`).waitFor()
    expect(
      await page
        .locator('li', { hasText: `CDG ${cdg}` })
        .first()
        .textContent(),
    ).toContain('relancé aujourd’hui')
    expect(await fautesAxe(page)).toEqual([])
    await page.context().close()
  })

  it('la direction enregistre son acte sans compte, jusqu’à ce qu’il soit exécutoire', async () => {
    const page = await n.page({ javascript, largeur: 390 })
    await ouvrirMessage(page, `direction.cdg${cdg}@demonstration.invalid`, 'attend votre suite')
    await lien(page, /\/suites\//).click()
    expect(await lire(page)).toContain(`Direction, CDG ${cdg}`)
    await page.getByLabel('Enregistrer le vote favorable').check()
    await bouton(page, `Enregistrer pour CDG ${cdg}`).click()
    await lien(page, 'Indiquez le numéro de l’acte.').waitFor()
    expect(await fautesAxe(page)).toEqual([])
    await page
      .getByLabel(/^Numéro de l’acte/)
      .first()
      .fill(numero)
    await page
      .getByLabel(/^Date de l’acte/)
      .first()
      .fill(dans(0))
    await page.getByLabel(/^Pour/).first().fill('21')
    await bouton(page, `Enregistrer pour CDG ${cdg}`).click()
    await page.getByText('Suite enregistrée').waitFor()
    expect(await lire(page)).toContain(`n° ${numero}`)
    await page.getByLabel('Déclarer l’acte exécutoire').check()
    await page
      .getByLabel(/^Exécutoire le/)
      .first()
      .fill(dans(0))
    await bouton(page, `Enregistrer pour CDG ${cdg}`).click()
    await page.locator('.fiche .etiquette', { hasText: 'Exécutoire' }).waitFor()
    expect(await debordement(page)).toBe(0)
    await page.context().close()
  })
})

it('une rectification garde la valeur d’origine et son motif', async () => {
  const page = await n.entrer(['Direction, CDG 49', PDL])
  await page.goto('/decisions')
  await page
    .locator('tr', { hasText: 'Partager un archiviste' })
    .locator('a.case', { hasText: 'Exécutoire' })
    .nth(1)
    .click()
  await page.getByText('Rectifier ce qui a été enregistré').click()
  const rectification = page.locator('form', { has: bouton(page, 'Rectifier') })
  await rectification.getByLabel(/^Numéro de l’acte/).fill('2026-215')
  await rectification.getByLabel('Pourquoi rectifiez-vous ?').fill('Numéro mal recopié')
  await bouton(page, 'Rectifier').click()
  await page.getByText('Rectification enregistrée').waitFor()
  await lien(page, 'Relire notre suite').click()
  const lu = await lire(page)
  expect(lu).toContain('n° 2026-215')
  expect(lu).toContain('acte n° 2026-214')
  expect(lu).toContain('Numéro mal recopié')
})

/** Presses Tab until the words are those of the element that has the focus. */
async function tabulerJusqua(page: Page, mots: string): Promise<void> {
  for (let touche = 0; touche < 80; touche++) {
    await page.keyboard.press('Tab')
    const ici = await page.evaluate(() => document.activeElement?.textContent ?? '')
    if (ici.replaceAll(/\s+/g, ' ').includes(mots)) return
  }
  throw new Error(`« ${mots} » ne s’atteint pas au clavier.`)
}

it('la direction du CDG 72, au clavier seul, voit ce qui l’engage, inscrit sa suite et ne touche pas celle d’un autre', async () => {
  const page = await n.entrer(['Direction, CDG 72', PDL])
  await page.goto('/tableau-de-bord')
  const [engage, informe] = (await lire(page)).split('Pour information')
  expect(engage).toContain('Partager un médecin de prévention')
  expect(informe).toContain('Partager un archiviste itinérant')
  expect(informe).toContain('aucune suite à donner')
  await tabulerJusqua(page, 'Confirmer notre suite')
  await page.keyboard.press('Enter')
  await bouton(page, 'Enregistrer pour CDG 72').waitFor()
  await page.locator('#champ-reunionLe').focus()
  await page.keyboard.type(dans(20))
  await page.keyboard.press('Enter')
  await page.getByText('Suite enregistrée pour votre structure').waitFor()
  const decision = page.url()
  await lien(page, /^Ouvrir la suite du CDG 85$/).click()
  expect(await lire(page)).toContain('Seules les personnes du CDG 85 enregistrent ses actes')
  expect(await bouton(page, /^Enregistrer/).count()).toBe(0)
  expect(await bouton(page, /^Relancer/).count()).toBe(0)
  const refus = await page.request.post(page.url(), {
    form: { geste: 'inscrire', reunionLe: dans(20), version: '1' },
  })
  expect(refus.status()).toBe(403)
  await page.goto(decision)
  const ligne = page.locator('main li', { hasText: 'CDG 85' }).last()
  expect(await ligne.textContent()).toContain('À inscrire')
})

describe('une décision à trois', () => {
  it('dans les Pays de la Loire, le quatrième lit la décision, sans suite et sans voix', async () => {
    const page = await n.entrer(['Présidence, CDG 49', PDL], { javascript: false })
    await page.goto('/decisions')
    await lien(page, 'Partager un médecin de prévention').click()
    expect(await lire(page)).toContain('Pour CDG 49 : pour information.')
    expect(await lien(page, 'Confirmer notre suite').count()).toBe(0)
    await lien(page, 'Conférence des présidences').click()
    expect(await page.locator('tr', { hasText: 'CDG 49' }).first().textContent()).toContain(
      'Informé, sans voix sur ce point',
    )
    expect(await bouton(page, /^CDG 49 :/).count()).toBe(0)
    expect(await fautesAxe(page)).toEqual([])
  })

  it('en Bretagne, le CDG 35 coordonne et n’a rien à confirmer', async () => {
    const page = await n.entrer(['Coordinatrice', 'CDG 35', 'bretons'], { javascript: false, largeur: 390 })
    await page.goto('/decisions')
    await lien(page, 'Organiser des immersions réciproques à trois').click()
    expect(await lire(page)).toContain('À trois : 22, 29, 56')
    expect(await lire(page)).toContain('CDG 35 : informés, sans suite à donner et sans être liés.')
    expect(await page.locator('a[href*="/suites/"]').count()).toBe(6)
    expect(await debordement(page)).toBe(0)
    expect(n.incidents).toEqual([])
  })
})
