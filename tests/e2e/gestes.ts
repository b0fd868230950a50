// What every journey does: press, follow, read, and open the mail that the demonstration kept.
import type { Page } from 'playwright-core'
import { ajouterJours, jourDe } from '../../src/shared/dates.ts'
import { dateSaisie } from '../../src/shared/typographie.ts'
import { jusqua } from '../attente.ts'

export const bouton = (page: Page, nom: string | RegExp) =>
  page.getByRole('button', { name: nom, exact: typeof nom === 'string' })

export const lien = (page: Page, nom: string | RegExp) =>
  page.getByRole('link', { name: nom, exact: typeof nom === 'string' })

/** What the page says once it is whole, whatever the spaces of typography. */
export async function lire(page: Page): Promise<string> {
  await page.waitForLoadState()
  return ((await page.locator('main').textContent()) ?? '').replaceAll(/\s+/g, ' ')
}

/** A date as it is typed, `n` days from now in Paris. */
export const dans = (n: number): string => dateSaisie(ajouterJours(jourDe(new Date()), n))

/** Opens the last message of somebody whose subject has these words. Mail leaves by a queue: the mailbox is read again until it is there. */
export async function ouvrirMessage(page: Page, a: string, objet: string): Promise<void> {
  const trouve = page.locator('main a').filter({ hasText: objet }).first()
  await jusqua(`un message « ${objet} » pour ${a}`, async () => {
    await page.goto(`/demo/courrier?a=${a}`)
    return (await trouve.count()) > 0
  })
  await trouve.click()
  await page.locator('main .texte-libre').waitFor()
}

/** The iCalendar object of the message that is open, its folded lines joined again. */
export async function lireInvitation(page: Page): Promise<string> {
  const adresse = await page.getByRole('link', { name: 'Télécharger l’invitation' }).getAttribute('href')
  return (await (await page.request.get(adresse!)).text()).replaceAll('\r\n ', '')
}

/** The value of a property of an iCalendar object. */
export const propriete = (agenda: string, nom: string): string =>
  new RegExp(`^${nom}[^:\\r\\n]*:(.*)$`, 'm').exec(agenda)?.[1]?.trim() ?? ''
