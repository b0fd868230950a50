// The same code on both sides: what a browser seals opens here, what is sealed here opens in a browser, under the policy of a page
// that may load nothing and compile nothing.
import { join } from 'node:path'
import { build } from 'esbuild'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import {
  alea,
  cleSignature,
  clesAuteur,
  depuisTexte,
  destinataireDe,
  developper,
  ecrireMessage,
  empreinte,
  enTexte,
  entropieDe,
  lireFil,
  nouvelleIdentite,
  type Octets,
  ouvrir,
} from '../../packages/coffre/src/index.ts'
import { creerTrousseau, destinataireSecours, ouvrirTrousseau } from '../../packages/coffre/src/trousseau.ts'

const LIEU = { dossier: 'd1', volet: 'R', epoque: 1 }
const POLITIQUE = "default-src 'none'; script-src 'self'; base-uri 'none'"
let browser: Browser
const incidents: string[] = []

/** A page of its own origin whose only script is the bundle of `entree`, shown to the test as `coffre`. */
async function ouvrirPage(entree: string, politique: string): Promise<Page> {
  const { outputFiles } = await build({
    stdin: { contents: entree, resolveDir: join(import.meta.dirname, '../../packages/coffre'), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'coffre',
    write: false,
  })
  const page = await browser.newPage()
  page.on('pageerror', (erreur) => incidents.push(erreur.message))
  page.on('console', (message) => message.type() === 'error' && incidents.push(message.text()))
  await page.route('http://localhost/**', (route) =>
    route.request().url().endsWith('/coffre.js')
      ? route.fulfill({ contentType: 'text/javascript', body: outputFiles[0]!.text })
      : route.fulfill({
          contentType: 'text/html',
          headers: { 'content-security-policy': politique },
          body: '<!doctype html><html lang="fr"><title>coffre</title><script src="/coffre.js"></script>',
        }),
  )
  await page.goto('http://localhost/')
  return page
}

declare const coffre: typeof import('../../packages/coffre/src/index.ts') &
  typeof import('../../packages/coffre/src/trousseau.ts')

beforeAll(async () => {
  const { programme, env } = inject('chromium')
  browser = await chromium.launch({
    executablePath: programme,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
    env: { ...process.env, ...env } as Record<string, string>,
  })
})
afterAll(() => browser?.close())

it('un dépôt fait dans le navigateur s’ouvre ici ; la réponse s’ouvre là-bas avec les douze mots', async () => {
  const page = await ouvrirPage("export * from './src/index.ts'", POLITIQUE)
  const referent = nouvelleIdentite()
  const depot = await page.evaluate(
    async ({ lieu, pour }) => {
      const mots = coffre.motsDe(coffre.alea(16)).join(' ')
      const auteur = await coffre.clesAuteur(coffre.entropieDe(mots, 12))
      const cle = coffre.nouvelleCleVolet(lieu)
      const volet = await coffre.destinataireDe(cle.identite)
      const contenu = {
        ...lieu,
        rang: 0,
        precedent: null,
        emetteur: 'auteur',
        jour: '2026-11-27',
        corps: { recit: 'Voilà ce que j’ai vu — été 2026' },
      }
      const message = await coffre.ecrireMessage(contenu, auteur.signature, volet)
      const enveloppe = await coffre.envelopper(
        cle,
        { id: 'ref', scellement: pour },
        { id: 'auteur', cle: auteur.signature },
      )
      const sienne = await coffre.envelopper(
        cle,
        { id: 'auteur', scellement: auteur.destinataire },
        { id: 'auteur', cle: auteur.signature },
      )
      const publics = { signature: auteur.signature.publique, reperage: auteur.empreinteReperage }
      return { mots, publics, scelles: [message, enveloppe, sienne].map(coffre.enTexte) }
    },
    { lieu: LIEU, pour: await destinataireDe(referent) },
  )
  const [message, enveloppe, sienne] = depot.scelles.map(depuisTexte) as [Octets, Octets, Octets]
  const cle = await developper(
    enveloppe,
    { id: 'ref', identite: referent },
    LIEU,
    () => depot.publics.signature,
  )
  const { messages } = await lireFil(
    [{ octets: message, epoque: 1 }],
    [cle],
    LIEU,
    () => depot.publics.signature,
  )
  expect(messages[0]!.corps).toEqual({ recit: 'Voilà ce que j’ai vu — été 2026' })
  const auteur = await clesAuteur(entropieDe(depot.mots, 12))
  expect(auteur.empreinteReperage).toBe(depot.publics.reperage)

  const ref = cleSignature()
  const reponse = await ecrireMessage(
    {
      ...LIEU,
      rang: 1,
      precedent: empreinte(message),
      emetteur: 'ref',
      jour: '2026-11-28',
      corps: 'Nous vous avons lu.',
    },
    ref,
    await destinataireDe(cle.identite),
  )
  const lu = await page.evaluate(
    async ({ lieu, mots, scelles, cles }) => {
      const auteur = await coffre.clesAuteur(coffre.entropieDe(mots.toUpperCase(), 12))
      const [message, reponse, sienne] = scelles.map(coffre.depuisTexte) as [Octets, Octets, Octets]
      const cleDe = ({ emetteur }: { emetteur: string }) => cles[emetteur]
      const moi = { id: 'auteur', identite: auteur.identite }
      const volet = await coffre.developper(sienne, moi, lieu, () => auteur.signature.publique)
      const fil = [message, reponse].map((octets) => ({ octets, epoque: 1 }))
      return (await coffre.lireFil(fil, [volet], lieu, cleDe)).messages.map(({ corps }) => corps)
    },
    {
      lieu: LIEU,
      mots: depot.mots,
      scelles: [message, reponse, sienne].map((o) => enTexte(o)),
      cles: { auteur: depot.publics.signature, ref: ref.publique } as Record<string, string>,
    },
  )
  expect(lu[1]).toBe('Nous vous avons lu.')
  const altere = await page.evaluate(async (texte) => {
    const octets = coffre.depuisTexte(texte)
    octets[octets.length - 1]! ^= 1
    return coffre.ouvrir(octets, coffre.nouvelleIdentite()).catch((e: { code: string }) => e.code)
  }, depot.scelles[0]!)
  expect(altere).toBe('illisible')
  expect(incidents).toEqual([])
  await page.close()
})

it('un trousseau fait ici s’ouvre dans le navigateur, et l’inverse', async () => {
  const entree = "export * from './src/index.ts'; export * from './src/trousseau.ts'"
  const page = await ouvrirPage(entree, POLITIQUE.replace("'self'", "'self' 'wasm-unsafe-eval'"))
  const phrase = 'cinq mots tirés au hasard'
  const cles = { id: 'claire', identite: nouvelleIdentite(), signature: cleSignature() }
  const secours = await destinataireSecours(alea(32))
  const ici = await creerTrousseau(cles, phrase, secours)
  const labas = await page.evaluate(
    async ({ fichier, phrase, secours }) => {
      const { cles, authentification } = await coffre.ouvrirTrousseau(coffre.depuisTexte(fichier), phrase)
      const refait = await coffre.creerTrousseau(cles, phrase, secours, coffre.PLANCHER_COUT)
      return { cles, authentification, refait: coffre.enTexte(refait.fichier) }
    },
    { fichier: enTexte(ici.fichier), phrase, secours },
  )
  expect(labas.cles).toEqual(cles)
  expect(labas.authentification).toBe(ici.authentification)
  expect((await ouvrirTrousseau(depuisTexte(labas.refait), phrase)).cles).toEqual(cles)
  expect(incidents).toEqual([])
  await page.close()
})

it('ouvrir et sceller vont de même des deux côtés pour un fichier de plusieurs blocs', async () => {
  const page = await ouvrirPage("export * from './src/index.ts'", POLITIQUE)
  const identite = nouvelleIdentite()
  const scelle = await page.evaluate(
    async (pour) => coffre.enTexte(await coffre.sceller(new Uint8Array(300_000).fill(7), [pour])),
    await destinataireDe(identite),
  )
  const clair = await ouvrir(depuisTexte(scelle), identite)
  expect(clair.length).toBe(300_000)
  expect(clair.every((octet) => octet === 7)).toBe(true)
  await page.close()
})
