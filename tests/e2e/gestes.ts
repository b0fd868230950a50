// What every journey does: press, follow, read, and open the mail that the demonstration kept.
import type { Page } from 'playwright-core'

export const bouton = (page: Page, nom: string | RegExp) =>
  page.getByRole('button', { name: nom, exact: typeof nom === 'string' })

export const lien = (page: Page, nom: string | RegExp) =>
  page.getByRole('link', { name: nom, exact: typeof nom === 'string' })

/** What the page says, whatever the spaces of typography. */
export const lire = async (page: Page): Promise<string> =>
  ((await page.locator('main').textContent()) ?? '').replaceAll(/\s+/g, ' ')

/** A date as it is typed, `n` days from now in Paris. */
export const dans = (n: number): string =>
  new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' }).format(new Date(Date.now() + n * 86_400_000))

/** Opens the last message of somebody whose subject has these words. Mail leaves by a queue: the mailbox is read again until it is there. */
export async function ouvrirMessage(page: Page, a: string, objet: string): Promise<void> {
  for (let essai = 0; essai < 200; essai++) {
    await page.goto(`/demo/courrier?a=${a}`)
    const trouve = page.locator('main a').filter({ hasText: objet }).first()
    if ((await trouve.count()) > 0) {
      await trouve.click()
      await page.locator('main .texte-libre').waitFor()
      return
    }
  }
  throw new Error(`Aucun message « ${objet} » pour ${a}.`)
}

/** The iCalendar object of the message that is open, its folded lines joined again. */
export async function lireInvitation(page: Page): Promise<string> {
  const adresse = await page.getByRole('link', { name: 'Télécharger l’invitation' }).getAttribute('href')
  return (await (await page.request.get(adresse!)).text()).replaceAll('\r\n ', '')
}

/** The value of a property of an iCalendar object. */
export const propriete = (agenda: string, nom: string): string =>
  new RegExp(`^${nom}[^:\\r\\n]*:(.*)$`, 'm').exec(agenda)?.[1]?.trim() ?? ''
