// Sealing a report in Chromium, against the bare age library for as many readers.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import installerChromium, { type Chromium } from '../../tests/chromium.ts'
import { type But, mediane, rapportParTour } from '../outils/but.ts'

const ici = (nom: string) => join(import.meta.dirname, `${nom}.ts`)
const TOURS = 9

/** Seals in Chromium, with the code of the page and with the bare library, in turn; each result is opened again before anything is measured. */
export async function mesurerScellement(adresse: string, jour: string): Promise<But> {
  const paquet = await build({
    entryPoints: [ici('navigateur')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  })
  let installe: Chromium | undefined
  const retirer = await installerChromium({
    provide: (_nom: string, valeur: Chromium) => {
      installe = valeur
    },
  } as never)
  // The page and what it asks of the application, at one address.
  const page = createServer(async (requete, reponse) => {
    if (requete.url === '/') return reponse.end('<!doctype html><title>bench</title>')
    const lu = await fetch(adresse + requete.url)
    reponse.setHeader('content-type', 'application/json').end(await lu.text())
  }).listen(0, '127.0.0.1')
  const { programme, env } = installe!
  const navigateur = await chromium.launch({
    executablePath: programme,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
    env: { ...process.env, ...env } as Record<string, string>,
  })
  try {
    const onglet = await navigateur.newPage()
    await onglet.goto(`http://127.0.0.1:${(page.address() as AddressInfo).port}/`)
    await onglet.addScriptTag({ content: paquet.outputFiles[0]!.text })
    const { complet, nu, enveloppes } = await onglet.evaluate(
      async ({ jour: j, tours }) => {
        const prepare = (
          globalThis as unknown as {
            preparer: (j: string) => Promise<
              Record<'complet' | 'nu', () => Promise<{ ms: number; enveloppes?: number }>> & {
                comparer: () => Promise<boolean>
              }
            >
          }
        ).preparer
        const banc = await prepare(j)
        if (!(await banc.comparer())) throw new Error('Ce qui est scellé ne se rouvre pas à l’identique.')
        const lus = { complet: [] as number[], nu: [] as number[], enveloppes: 0 }
        for (let tour = -1; tour < tours; tour++) {
          const a = await banc.complet()
          const b = await banc.nu()
          if (tour < 0) continue
          lus.complet.push(a.ms)
          lus.nu.push(b.ms)
          lus.enveloppes = a.enveloppes!
        }
        return lus
      },
      { jour, tours: TOURS },
    )
    return {
      id: 'signalement.sceller',
      ...rapportParTour(complet, nu),
      seuil: '<= 3',
      note: `sceller un texte de 16 Ko et un fichier de 5 Mo dans Chromium (${enveloppes} clés, quatre volets, signatures) contre la bibliothèque age seule pour cinq destinataires : ${Math.round(mediane(complet).rapport)} ms contre ${Math.round(mediane(nu).rapport)}.`,
    }
  } finally {
    await navigateur.close()
    page.close()
    retirer()
  }
}
