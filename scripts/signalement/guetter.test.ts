// What a neighbour's watcher sees of a site that somebody changed: a small site stands for the application, and is defaced in every way we know.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleSignature, DOMAINES, type Json, signer } from '@maillage/coffre'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { guetter } from './guetter.ts'
import { sha256 } from './manifeste.ts'

const CSP = "default-src 'none'; script-src 'self'"
const SCRIPT = 'export const depot = 1'
const EFFORT = 'export const effort = 1'
const racine = cleSignature().publique
const region = cleSignature().publique
const [m1, m2] = [cleSignature(), cleSignature()]
const tetes: Record<string, string> = { 0: 'tete-zero', 1: 'tete-un' }
const corps = (titre: string) =>
  `<!doctype html><html><body><h1>${titre}</h1><script type="module" src="/statique/depot.js"></script></body></html>`

type Site = Record<string, { type: string; texte: string; csp: string | null; statut?: number }>
const SAIN = (): Site => {
  const site: Site = {}
  for (const page of ['/', '/confiance', '/retour', '/bureau', '/visionneuse', '/deposer/cdg-1'])
    site[page] = { type: 'text/html', texte: corps(page), csp: CSP }
  const donnee = (valeur: unknown) => ({ type: 'application/json', texte: JSON.stringify(valeur), csp: null })
  site['/statique/depot.js'] = { type: 'text/javascript', texte: SCRIPT, csp: null }
  site['/statique/effort.js'] = { type: 'text/javascript', texte: EFFORT, csp: null }
  site['/v1/scripts'] = donnee({ effort: '/statique/effort.js' })
  site['/v1/cellules'] = donnee([{ organisme: 'cdg-1' }])
  site['/v1/annuaire/cdg-1'] = donnee({ ancrage: { racine, region }, suite: ['un'] })
  site['/v1/journal/cdg-1/tete'] = donnee({ n: 1, empreinte: tetes[1] })
  site['/v1/journal/cdg-1/tete?n=1'] = donnee({ n: 1, empreinte: tetes[1] })
  site['/v1/journal/temoignages'] = donnee({ fait: true })
  return site
}

let [site, serveur, adresse, dossier]: [Site, Server, string, string] = [{}, null as never, '', '']
const dits: string[] = []
beforeAll(async () => {
  serveur = createServer((requete, reponse) => {
    const lu = site[requete.url!]
    if (!lu) return void reponse.writeHead(404).end('{}')
    reponse.writeHead(lu.statut ?? 200, {
      'content-type': lu.type,
      ...(lu.csp && { 'content-security-policy': lu.csp }),
    })
    reponse.end(lu.texte)
  })
  await new Promise<void>((pret) => void serveur.listen(0, '127.0.0.1', pret))
  adresse = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`
})
afterAll(() => void serveur.close())
beforeEach(() => {
  site = SAIN()
  dits.length = 0
  vi.spyOn(console, 'error').mockImplementation((dit: string) => void dits.push(dit))
  vi.spyOn(console, 'log').mockImplementation((dit: string) => void dits.push(dit))
  dossier = mkdtempSync(join(tmpdir(), 'guetteur-'))
  const contenu = {
    fichiers: {
      'depot.js': sha256(new TextEncoder().encode(SCRIPT)),
      'effort.js': sha256(new TextEncoder().encode(EFFORT)),
    },
    racines: [{ organisme: 'cdg-1', racine, region }],
  }
  const signatures = [m1, m2].map((cle) => ({
    cle: cle.publique,
    sig: signer(DOMAINES.manifeste, contenu as unknown as Json, cle),
  }))
  writeFileSync(join(dossier, 'manifeste.json'), JSON.stringify({ ...contenu, signatures }))
  writeFileSync(join(dossier, 'guetteur.cle'), JSON.stringify(cleSignature()))
  writeFileSync(
    join(dossier, 'guetteur.json'),
    JSON.stringify({ organisme: 'cdg-2', mainteneurs: [m1.publique, m2.publique], vus: {} }),
  )
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(dossier, { recursive: true })
})

const page = (chemin: string, changer: (texte: string) => string) => {
  site[chemin] = { ...site[chemin]!, texte: changer(site[chemin]!.texte) }
}

it.each<[string, () => void, RegExp]>([
  ['un caractère d’un script', () => page('/statique/depot.js', (t) => `${t} `), /depot\.js n’est pas celui/],
  [
    'une phrase d’une page',
    () => page('/', () => corps('Appelez plutôt le 06')),
    /^ALARME : \/ n’est plus la page/,
  ],
  [
    'une page remplacée, sans aucun script',
    () => page('/deposer/cdg-1', () => '<h1>Piraté</h1>'),
    /\/deposer\/cdg-1 n’est plus la page/,
  ],
  [
    'un script dans la page',
    () => page('/retour', (t) => t.replace('</body>', '<script>voler()</script></body>')),
    /\/retour contient un script/,
  ],
  [
    'un geste piégé',
    () => page('/bureau', (t) => t.replace('<h1>', '<h1 onclick="voler()">')),
    /contient un script/,
  ],
  [
    'un script d’ailleurs',
    () =>
      page('/', (t) => t.replace('</body>', '<script src="https://ailleurs.example/a.js"></script></body>')),
    /charge https:\/\/ailleurs\.example\/a\.js/,
  ],
  [
    'un fichier de plus',
    () => {
      site['/statique/autre.js'] = site['/statique/depot.js']!
      page('/', (t) => t.replace('</body>', '<script src="/statique/autre.js"></script></body>'))
    },
    /autre\.js est servi et n’est pas dans le manifeste/,
  ],
  [
    'la politique des scripts',
    () => {
      site['/'] = { ...site['/']!, csp: null }
    },
    /n’a plus la politique/,
  ],
  [
    'une page qui ne s’affiche plus',
    () => {
      site['/confiance'] = { ...site['/confiance']!, statut: 503 }
    },
    /\/confiance répond 503/,
  ],
  [
    'une clé racine',
    () => page('/v1/annuaire/cdg-1', (t) => t.replace(racine, cleSignature().publique)),
    /les clés ont été remplacées/,
  ],
  [
    'le journal',
    () => page('/v1/journal/cdg-1/tete?n=1', (t) => t.replace('tete-un', 'autre')),
    /Le journal de cdg-1 a été réécrit/,
  ],
])('voit %s, et le redit tant que cela dure', async (_, abimer, attendu) => {
  expect(await guetter(adresse, dossier)).toBe(0)
  abimer()
  for (let passage = 0; passage < 2; passage++) {
    dits.length = 0
    expect(await guetter(adresse, dossier)).toBe(1)
    expect(dits.filter((dit) => attendu.test(dit))).toHaveLength(1)
    expect(dits.at(-1)).toContain('par téléphone')
  }
  site = SAIN()
  expect(await guetter(adresse, dossier), 'réparé').toBe(0)
})

it('un nouvel annuaire change les pages sans alarme, et la page suivante est gardée avec lui', async () => {
  expect(await guetter(adresse, dossier)).toBe(0)
  page('/v1/annuaire/cdg-1', (t) => t.replace('"un"', '"un","deux"'))
  page('/', () => corps('Une référente de plus'))
  expect(await guetter(adresse, dossier)).toBe(0)
  page('/', () => corps('Autre chose'))
  expect(await guetter(adresse, dossier)).toBe(1)
  expect(JSON.parse(readFileSync(join(dossier, 'guetteur.json'), 'utf8')).pages.empreintes['/']).toBe(
    sha256(new TextEncoder().encode(corps('Une référente de plus'))),
  )
})
