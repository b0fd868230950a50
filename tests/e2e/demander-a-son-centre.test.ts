// One request goes round: the town hall asks, its guichet asks back, another centre gives its opinion, the answer comes. Gestures are counted.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { bouton, dans, lien, lire } from './gestes.ts'

let n: Navigateur
beforeAll(async () => {
  n = await ouvrirNavigateur()
})
afterAll(() => n.fermer())

/** Clicks that the domain allows for each task of a secretary (services §10.1): typing and ticking are not clicks. */
const CLICS = { voir: 0, demander: 3, repondre: 2, achat: 2 }

function compteur() {
  let clics = 0
  return {
    async clic(faire: () => Promise<unknown>) {
      clics += 1
      await faire()
    },
    get clics() {
      return clics
    },
  }
}

describe.each([
  { javascript: true, largeur: 390 },
  { javascript: false, largeur: 1280 },
])('JavaScript : $javascript, $largeur px', ({ javascript, largeur }) => {
  const objet = `Cumul d’emplois, essai ${largeur}`

  it('la secrétaire voit, demande et répond en peu de gestes ; les centres se parlent ; la réponse arrive', async () => {
    const mairie = await n.entrer(['Secrétaire de mairie, trois communes'], { javascript, largeur })
    await mairie.goto('/mairie')
    expect(await fautesAxe(mairie)).toEqual([])
    expect(await debordement(mairie)).toBe(0)
    // Task 1: what is due and where requests stand, without a click.
    const accueil = await lire(mairie)
    expect(accueil).toMatch(/à faire/)
    expect(accueil).toContain('Où en sont vos demandes')
    expect(CLICS.voir).toBe(0)

    // Task 2: ask a statutory question.
    const question = compteur()
    await question.clic(() => lien(mairie, 'Déposer une demande').first().click())
    await question.clic(() => lien(mairie, 'Question statutaire').click())
    await mairie.getByLabel('Pour quelle commune').selectOption({ index: 1 })
    await mairie.getByLabel('Votre demande en une ligne').fill(objet)
    await mairie
      .getByLabel('Votre question')
      .fill('Un agent à temps non complet peut-il être aussi au syndicat des eaux ?')
    expect(await fautesAxe(mairie)).toEqual([])
    await question.clic(() => bouton(mairie, 'Envoyer la demande').click())
    await mairie.getByText('ceci est votre accusé de réception').waitFor()
    expect(question.clics).toBeLessThanOrEqual(CLICS.demander)
    const adresse = new URL(mairie.url()).pathname

    // The guichet takes it, asks another centre, then asks the town hall.
    const cdg = await n.entrer(['Gestion statutaire, CDG 44'], { javascript, largeur })
    await cdg.goto('/demandes')
    expect(await fautesAxe(cdg)).toEqual([])
    expect(await debordement(cdg)).toBe(0)
    await cdg.goto(adresse)
    await bouton(cdg, 'Prendre en charge').click()
    await lien(cdg, 'Demander un avis').click()
    await cdg.getByLabel('À quel centre').selectOption({ label: 'CDG 53' })
    await cdg.getByLabel('Votre question').fill('Même lecture chez vous ?')
    await bouton(cdg, 'Demander l’avis').click()
    await lien(cdg, 'Poser une question à la collectivité').click()
    await cdg.getByLabel('La question').fill('Combien d’heures par semaine en tout ?')
    await cdg.getByLabel('Réponse attendue avant').fill(dans(5))
    await bouton(cdg, 'Poser une question à la collectivité').click()
    await cdg.getByText('Le temps court maintenant à la mairie').waitFor()

    // The other centre answers without stopping the clock.
    const autre = await n.entrer(['Gestion carrières, CDG 53'], { javascript, largeur })
    await autre.goto(adresse)
    await autre.getByLabel('Votre avis').fill('Oui, même lecture.')
    await bouton(autre, 'Rendre l’avis').click()
    await autre.getByText('Oui, même lecture.').waitFor()
    expect(await fautesAxe(autre)).toEqual([])

    // Task 3: answer the question, from the home.
    await mairie.goto('/mairie')
    const reponse = compteur()
    await reponse.clic(() => lien(mairie, `Le CDG vous pose une question : ${objet}`).first().click())
    expect(await fautesAxe(mairie)).toEqual([])
    expect(await debordement(mairie)).toBe(0)
    await mairie.getByLabel('Votre réponse').fill('Trente heures en tout.')
    await reponse.clic(() => bouton(mairie, 'Envoyer la réponse').click())
    await mairie.getByText('Le temps repart au CDG').waitFor()
    expect(reponse.clics).toBeLessThanOrEqual(CLICS.repondre)

    await cdg.goto(adresse)
    expect(await lire(cdg)).toContain('Trente heures en tout.')
    await lien(cdg, 'Envoyer la réponse').click()
    await cdg.getByLabel('Votre réponse').fill('C’est possible, sous la limite de 115 % d’un temps complet.')
    await bouton(cdg, 'Envoyer la réponse').click()
    await mairie.goto(adresse)
    expect(await lire(mairie)).toContain('115 %')
    expect(n.incidents).toEqual([])
    for (const page of [mairie, cdg, autre]) await page.context().close()
  })

  it('elle répond à une consultation d’achat depuis son accueil', async () => {
    const mairie = await n.entrer(['Secrétaire de mairie, trois communes'], { javascript, largeur })
    await mairie.goto('/mairie')
    const achat = compteur()
    await achat.clic(() =>
      lien(mairie, /^Dire si la commune participe/)
        .first()
        .click(),
    )
    await bouton(mairie, 'Envoyer la réponse').waitFor()
    expect(achat.clics).toBeLessThanOrEqual(CLICS.achat)
    expect(n.incidents).toEqual([])
    await mairie.context().close()
  })
})

it('la gestionnaire parcourt sa file au clavier, lit l’aide, et peut éteindre les raccourcis', async () => {
  const cdg = await n.entrer(['Gestion statutaire, CDG 44'])
  await cdg.goto('/demandes?vue=pole')
  // What is to be done is read without scrolling, whatever stands above the list.
  const premiere = cdg.locator('.file > li').first()
  expect((await premiere.boundingBox())!.y).toBeLessThanOrEqual(400)
  const aide = cdg.getByRole('dialog', { name: 'Raccourcis clavier' })
  await cdg.keyboard.press('?')
  await aide.waitFor()
  expect(await fautesAxe(cdg)).toEqual([])
  await cdg.keyboard.press('Escape')
  await aide.waitFor({ state: 'hidden' })
  const titres = cdg.locator('.file .ligne-titre a')
  const cases = cdg.locator('.file input[type=checkbox]')
  for (const touche of ['j', 'j', 'x']) await cdg.keyboard.press(touche)
  expect(await titres.nth(1).evaluate((lien) => lien === document.activeElement)).toBe(true)
  expect(await cases.nth(1).isChecked()).toBe(true)
  // Letters typed in a field are letters.
  await cdg.keyboard.press('/')
  await cdg.keyboard.type('xj?')
  expect(await cdg.getByLabel('Chercher dans toutes les demandes').inputValue()).toBe('xj?')
  expect(await cases.nth(0).isChecked()).toBe(false)
  expect(await aide.isVisible()).toBe(false)
  // Turned off, by the button that everybody sees: nothing answers any more, on the next page either.
  await bouton(cdg, 'Raccourcis clavier').click()
  await aide.getByLabel('Utiliser les raccourcis d’une lettre').uncheck()
  await bouton(cdg, 'Fermer').click()
  await cdg.reload()
  for (const touche of ['j', 'x', '?']) await cdg.keyboard.press(touche)
  expect(await cdg.locator('.file input:checked').count()).toBe(0)
  expect(await aide.isVisible()).toBe(false)
  expect(await cdg.locator('[aria-keyshortcuts]').count()).toBe(0)
  expect(n.incidents).toEqual([])
  await cdg.context().close()
})
