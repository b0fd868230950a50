// Who leads an action says where it stands from the mail: one page, few gestures, no account. Gestures are counted, not seconds.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { debordement, fautesAxe, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { bouton, lien, lire, ouvrirMessage } from './gestes.ts'

const BRETAGNE = 'Coopération des CDG bretons'
/** Under thirty seconds for somebody who reads: open the link, tick, send. */
const GESTES_AU_PLUS = 3
const PAGES_AU_PLUS = 1

let n: Navigateur
beforeAll(async () => {
  n = await ouvrirNavigateur()
})
afterAll(() => n.fermer())

/** Counts what a person does, and the pages where she has something to do. */
function compter(page: Page) {
  const pages = new Set<string>()
  page.on('framenavigated', (cadre) => {
    if (cadre === page.mainFrame() && cadre.url().includes('/programme/point/')) pages.add(cadre.url())
  })
  let gestes = 0
  return {
    geste: async (faire: () => Promise<void>) => {
      gestes += 1
      await faire()
    },
    gestes: () => gestes,
    pages: () => pages.size,
  }
}

describe.each([
  { javascript: true, largeur: 390, titre: 'Animer une campagne de communication', cdg: '29' },
  { javascript: false, largeur: 1280, titre: 'Développer un réseau inter-CDG', cdg: '29' },
])('depuis le courriel (JavaScript : $javascript)', ({ javascript, largeur, titre, cdg }) => {
  it('la coordinatrice demande, le chef de file répond en trois gestes et une page', async () => {
    const coordination = await n.entrer(['Coordinatrice', 'CDG 35', BRETAGNE], { javascript, largeur })
    await coordination.goto('/programme')
    expect(await debordement(coordination)).toBe(0)
    expect(await fautesAxe(coordination)).toEqual([])
    await lien(coordination, new RegExp(titre)).click()
    expect(await fautesAxe(coordination)).toEqual([])
    expect(await debordement(coordination)).toBe(0)
    await bouton(coordination, 'Demander des nouvelles').click()
    await coordination.getByText('Nouvelles demandées :').waitFor()

    const page = await n.page({ javascript, largeur })
    await ouvrirMessage(page, `direction.cdg${cdg}@demonstration.invalid`, titre)
    const compteur = compter(page)
    await compteur.geste(() => lien(page, /\/programme\/point\//).click())
    await bouton(page, 'Envoyer le point').waitFor()
    expect(await fautesAxe(page)).toEqual([])
    expect(await debordement(page)).toBe(0)
    await compteur.geste(() => page.locator('input[name=atteints]').first().check())
    await compteur.geste(() => bouton(page, 'Envoyer le point').click())
    await page.getByText('Ce point est fait').waitFor()
    expect(compteur.gestes()).toBeLessThanOrEqual(GESTES_AU_PLUS)
    expect(compteur.pages()).toBeLessThanOrEqual(PAGES_AU_PLUS)

    await coordination.reload()
    const lu = await lire(coordination)
    expect(lu).toContain('Point : 1 jalon atteint')
    expect(lu).toContain('par le lien du courriel')
    expect(n.incidents).toEqual([])
    await page.context().close()
    await coordination.context().close()
  })
})
