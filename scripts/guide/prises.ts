import type { Page } from 'playwright-core'

/** One picture of the guide: whose screen, and how one comes to it. */
export type Prise = {
  /** Name of the file, without its end. */
  readonly nom: string
  /** Words of the role of the demonstration; none: nobody is signed in. */
  readonly role?: readonly string[]
  readonly origine?: 'plateforme' | 'signalement'
  aller(page: Page): Promise<unknown>
}

const COORDINATRICE = ['Coordinatrice, CDG 44']
const PDL = 'Pays de la Loire'

const suivre = async (page: Page, depuis: string, lien: RegExp | string) => {
  await page.goto(depuis)
  await page.locator('main').getByRole('link', { name: lien }).first().click()
  await page.waitForLoadState()
}

export const PRISES: readonly Prise[] = [
  { nom: 'tableau-de-bord', role: COORDINATRICE, aller: (page) => page.goto('/tableau-de-bord') },
  {
    nom: 'seance',
    role: COORDINATRICE,
    aller: (page) => suivre(page, '/tableau-de-bord', 'Reprendre la séance en cours'),
  },
  { nom: 'decisions', role: COORDINATRICE, aller: (page) => page.goto('/decisions') },
  { nom: 'programme', role: COORDINATRICE, aller: (page) => page.goto('/programme') },
  { nom: 'bilans', role: COORDINATRICE, aller: (page) => suivre(page, '/bilans', /Bilan de/) },
  { nom: 'membre', role: ['Direction, CDG 53', PDL], aller: (page) => page.goto('/tableau-de-bord') },
  {
    nom: 'suite',
    role: ['Direction, CDG 53', PDL],
    aller: (page) => suivre(page, '/tableau-de-bord', /Confirmer notre suite/),
  },
  { nom: 'achats', role: COORDINATRICE, aller: (page) => suivre(page, '/achats', /prévoyance/i) },
  { nom: 'mairie', role: ['Secrétaire de mairie, trois communes'], aller: (page) => page.goto('/mairie') },
  { nom: 'poste', role: ['Gestion statutaire, CDG 44'], aller: (page) => page.goto('/demandes') },
  { nom: 'compte', role: COORDINATRICE, aller: (page) => page.goto('/compte') },
  { nom: 'exploitation', role: ['Exploitation', PDL], aller: (page) => page.goto('/exploitation') },
  { nom: 'simulateur', aller: (page) => page.goto('/simulateur') },
  { nom: 'signaler', origine: 'signalement', aller: (page) => page.goto('/') },
]
