import type { Page } from 'playwright-core'
import { debordement, fautesAxe, type Navigateur } from '../navigateur.ts'
import { CHEMIN_AXE, ouvrirVitrine, type Vitrine, type Vue } from './vitrine.ts'

/** Widths of the windows in which pages are judged: a desk and a phone, in CSS pixels. */
export const LARGEURS = [1280, 390]
/** Pages judged side by side. One: the browser takes a whole core, and the other one belongs to the step that runs beside. */
const DE_FRONT = 1

/** Runs `travail` on every element, `DE_FRONT` at a time, each lane with what `ouvrir` gives it. */
export async function deFront<T, R, S>(
  elements: readonly T[],
  ouvrir: () => Promise<R>,
  travail: (outil: R, element: T) => Promise<S>,
  files = DE_FRONT,
): Promise<S[]> {
  const rendus: S[] = []
  let suivant = 0
  await Promise.all(
    Array.from({ length: files }, async () => {
      const outil = await ouvrir()
      for (let rang = suivant++; rang < elements.length; rang = suivant++)
        rendus[rang] = await travail(outil, elements[rang]!)
    }),
  )
  return rendus
}

/** What axe finds in each view at each width, and what is wider than the window. One line each. */
export async function jugerVues(n: Navigateur, vues: readonly Vue[]): Promise<string[]> {
  const vitrine = await ouvrirVitrine(n.adresse)
  try {
    const fautes = await deFront(
      vues,
      () => n.page(),
      (page, vue) => juger(page, vitrine, vue),
    )
    return fautes.flat()
  } finally {
    vitrine.fermer()
  }
}

async function juger(page: Page, vitrine: Vitrine, vue: Vue): Promise<string[]> {
  await page.goto(vitrine.adresseDe(vue))
  await page.evaluate(chargerScript, CHEMIN_AXE)
  const fautes: string[] = []
  // From the width at which the former page was left: a window is laid out again once a page, not twice.
  const actuelle = page.viewportSize()!.width
  for (const largeur of [...LARGEURS].sort((a, b) => Number(b === actuelle) - Number(a === actuelle))) {
    if (largeur !== page.viewportSize()!.width) await page.setViewportSize({ width: largeur, height: 900 })
    const lieu = `${vue.adresse}, ${largeur} px, ${vue.qui}`
    for (const faute of await fautesAxe(page)) fautes.push(`${lieu} : ${faute}`)
    const depasse = await debordement(page)
    if (depasse > 0) fautes.push(`${lieu} : la page dépasse de ${depasse} px sur le côté`)
  }
  return fautes
}

/** Runs in the page: loads a script of its own origin, then takes its element away. */
const chargerScript = (adresse: string) =>
  new Promise<void>((charge, refuse) => {
    const script = document.createElement('script')
    script.src = adresse
    script.onload = () => {
      script.remove()
      charge()
    }
    script.onerror = () => refuse(new Error(`${adresse} ne se charge pas`))
    document.head.append(script)
  })
