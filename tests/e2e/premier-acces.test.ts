// Production, in a browser: from the one-time link to the first séance, through a password, with and without scripts.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SECRET } from '../application.ts'
import { lienDePremierAcces } from '../identites/premier-acces.ts'
import { cleDeLaPage, codeDe } from '../identites/second-facteur.ts'
import { MODELE_VIDE } from '../installation.ts'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { portLibre } from '../serveur.ts'
import { bouton, dans, lien, lire } from './gestes.ts'

const MOT_DE_PASSE = 'quatre mots de bon matin'
let n: Navigateur
beforeAll(async () => {
  const port = String(await portLibre())
  n = await ouvrirNavigateur(
    {
      MODE: 'production',
      PORT: port,
      ADRESSE: `http://127.0.0.1:${port}`,
      SECRET,
      // Nobody listens: this journey needs no mail.
      SMTP_URL: 'smtp://127.0.0.1:9',
    },
    MODELE_VIDE,
  )
})
afterAll(() => n.fermer())

it.each([true, false])(
  'le premier accès mène à une première séance (JavaScript : %s)',
  async (javascript) => {
    const page = await n.page({ javascript, largeur: javascript ? 1280 : 390 })
    const courriel = `coordination.${javascript}@exemple.fr`
    const adresse = lienDePremierAcces(new Date(Date.now() + 86_400_000))
    await page.goto(adresse)
    await page.getByRole('checkbox', { name: 'Normandie' }).check()
    await bouton(page, 'Proposer les membres').click()
    await page.getByLabel('Nom de la coopération').fill('Coopération des CDG normands')
    await page.getByLabel('Membre coordonnateur').selectOption('cdg:14')
    await page.getByLabel('Votre nom ou votre fonction').fill('Coordinatrice')
    await page.getByLabel('Votre adresse').fill(courriel)
    expect(await debordement(page)).toBe(0)
    await bouton(page, 'Créer la coopération').click()
    // Before anything else, the telephone: the key of the page, as an application would read it.
    await page.waitForURL('**/second-facteur?*')
    expect(await lire(page)).toContain('Votre coopération est créée')
    const cle = cleDeLaPage(await page.content())
    expect(await fautesAxe(page)).toEqual([])
    expect(await debordement(page)).toBe(0)
    await page.getByLabel('Code à six chiffres').fill(codeDe(cle))
    await bouton(page, 'Protéger mon compte').click()
    const secours = await page.locator('.codes-de-secours code').first().textContent()
    expect(await fautesAxe(page)).toEqual([])
    await page.getByRole('link', { name: 'Je les ai gardés, continuer' }).click()
    await page.waitForURL('**/personnes')

    await page.goto('/mot-de-passe')
    await page.getByLabel('Nouveau mot de passe').fill(MOT_DE_PASSE)
    await bouton(page, 'Enregistrer le mot de passe').click()
    await page.waitForURL((url) => url.pathname !== '/mot-de-passe')
    await page.context().clearCookies()

    await page.goto('/connexion')
    await page.getByText('J’ai un mot de passe').click()
    await page.getByLabel('Adresse', { exact: true }).fill(courriel)
    await page.getByLabel('Mot de passe', { exact: true }).fill(MOT_DE_PASSE)
    await bouton(page, 'Me connecter').click()
    // The code of these thirty seconds has served: one of those kept on paper.
    await page.waitForURL('**/second-facteur?*')
    await page.getByText('Je n’ai pas mon téléphone').click()
    await page.getByLabel('Un code de secours').fill(secours!)
    expect(await fautesAxe(page)).toEqual([])
    await bouton(page, 'Continuer avec ce code').click()
    await page.waitForURL('**/tableau-de-bord')

    await page.goto('/seances')
    await lien(page, 'Planifier une séance').first().click()
    await page.getByLabel('Jour').fill(dans(40))
    await page.getByLabel(/^Lieu \(facultatif\)/).fill('Caen')
    await bouton(page, 'Planifier la séance').click()
    await page.waitForURL(/\/seances\/[0-9a-f-]{36}/)
    expect(await lire(page)).toContain('Caen')
    expect(await fautesAxe(page)).toEqual([])
    expect(await debordement(page)).toBe(0)
    expect(n.incidents).toEqual([])
  },
)
