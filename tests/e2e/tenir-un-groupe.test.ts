// Who pilots a group opens it, posts the notes of a meeting that took place, then closes the group with its bilan.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { bouton, lien, lire } from './gestes.ts'

const BRETAGNE = 'Coopération des CDG bretons'

let n: Navigateur
beforeAll(async () => {
  n = await ouvrirNavigateur()
})
afterAll(() => n.fermer())

describe('une pilote tient son groupe', () => {
  it('des notes de la réunion au bilan, sans JavaScript et sur un petit écran', async () => {
    const page = await n.entrer(['Direction', 'CDG 35', BRETAGNE], { javascript: false, largeur: 390 })
    const saine = async () => {
      expect(await debordement(page)).toBe(0)
      expect(await fautesAxe(page)).toEqual([])
    }
    await page.goto('/groupes')
    await saine()
    await lien(page, 'Parcours santé des agents publics').click()
    await saine()
    await lien(page, 'Relire le projet de parcours').click()
    await saine()
    // Nothing said: the page says what is missing and keeps who was there.
    await page.locator('input[value=present]').first().check()
    await bouton(page, 'Publier les notes').click()
    expect(await lire(page)).toContain('Écrivez ce qui s’est dit')
    expect(await page.locator('input[value=present]').first().isChecked()).toBe(true)
    await page.getByLabel('Ce qui s’est dit').fill('Le projet est relu : huit semaines, partout.')
    await bouton(page, 'Publier les notes').click()
    await page.getByText('Notes publiées : tous les membres les lisent.').waitFor()
    expect(await lire(page)).toContain('Le projet est relu')

    await lien(page, 'Parcours santé des agents publics').first().click()
    await lien(page, 'Clore avec un bilan').click()
    await saine()
    await bouton(page, 'Clore avec un bilan').click()
    expect(await lire(page)).toContain('Un groupe se clôt avec un bilan')
    await page
      .getByLabel('Bilan du groupe')
      .fill('Le parcours tient en une page. Les quatre centres l’appliquent.')
    await bouton(page, 'Clore avec un bilan').click()
    await page.getByText('Groupe clos. Son bilan est lu par tous les membres.').waitFor()
    expect(await lire(page)).toContain('Les quatre centres l’appliquent')
    expect(n.incidents).toEqual([])
  })
})
