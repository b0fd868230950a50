// An agent of a centre imports her employers: template, preview, refused lines, confirmation, the directory, the same file again.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'

const FICHIER = [
  'SIREN;Nom;Nature;Code INSEE;Affiliation;Depuis le',
  '264400185;CCAS de Nantes (fictif);CCAS;44109;volontaire;01/01/2024',
  '264400186;Clé fausse (fictif);CCAS;44109;volontaire;01/01/2024',
].join('\r\n')

const lire = async (page: Page): Promise<string> =>
  ((await page.locator('main').textContent()) ?? '').replaceAll(/\s+/g, ' ')

async function deposer(page: Page): Promise<void> {
  await page
    .getByLabel('Fichier CSV ou XLSX')
    .setInputFiles({ name: 'employeurs.csv', mimeType: 'text/csv', buffer: Buffer.from(FICHIER) })
  await page.getByRole('button', { name: 'Voir l’aperçu' }).click()
  await page.getByRole('heading', { level: 1, name: 'Aperçu avant écriture' }).waitFor()
}

describe.each([true, false])('importer ses employeurs (JavaScript : %s)', (javascript) => {
  let n: Navigateur
  let page: Page
  beforeAll(async () => {
    n = await ouvrirNavigateur()
    page = await n.entrer(['Direction, CDG 44', 'Pays de la Loire'], { javascript, largeur: 390 })
  })
  afterAll(() => n.fermer())

  it('sans fichier, la page dit quoi faire', async () => {
    await page.goto('/collectivites')
    await page.getByRole('link', { name: 'Importer mes employeurs' }).click()
    await page.getByRole('button', { name: 'Voir l’aperçu' }).click()
    expect(await lire(page)).toContain('Aucun fichier n’a été choisi')
    expect(await fautesAxe(page)).toEqual([])
    expect(await debordement(page)).toBe(0)
  })
  it('l’aperçu montre ce qui serait écrit et ce qui est refusé', async () => {
    await deposer(page)
    const lu = await lire(page)
    expect(lu).toContain('La clé de ce SIREN est fausse')
    expect(lu).toContain('Écrire 1 ligne')
    expect(await fautesAxe(page)).toEqual([])
    expect(await debordement(page)).toBe(0)
  })
  it('confirmé, l’employeur paraît dans l’annuaire', async () => {
    await page.getByRole('button', { name: 'Écrire 1 ligne' }).click()
    await page.getByRole('heading', { level: 1, name: 'Import terminé' }).waitFor()
    expect(await lire(page)).toContain('Télécharger les lignes refusées')
    expect(await fautesAxe(page)).toEqual([])
    await page.goto('/collectivites?q=CCAS+de+Nantes')
    expect(await lire(page)).toContain('volontaire, CDG 44')
  })
  it('le même fichier ne propose plus rien à écrire', async () => {
    await page.goto('/imports/employeurs')
    await deposer(page)
    expect(await page.getByRole('button', { name: /^Écrire/ }).count()).toBe(0)
    expect(n.incidents).toEqual([])
  })
})
