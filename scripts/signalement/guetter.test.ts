// What a neighbour's watcher sees of a site that somebody changed: a small site stands for the application, and is defaced in every way we know.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Annuaire,
  type CleSignature,
  cleSignature,
  DOMAINES,
  empreinteAnnuaire,
  enTexte,
  type Json,
  publierAnnuaire,
  signer,
  signerAnnuaire,
} from '@maillage/coffre'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { guetter } from './guetter.ts'
import { sha256 } from './manifeste.ts'

const CSP = "default-src 'none'; script-src 'self'"
const SCRIPT = 'export const depot = 1'
const EFFORT = 'export const effort = 1'
const [cleRacine, cleRegion] = [cleSignature(), cleSignature()]
const [racine, region] = [cleRacine.publique, cleRegion.publique]
const JOUR = '2026-12-07'

/** A version of the directory, signed by whoever is said to hold the two roots. */
function version(
  rang: number,
  precedent: Annuaire | null,
  plus: object = {},
  [r, c]: readonly [CleSignature, CleSignature] = [cleRacine, cleRegion],
): { annuaire: Annuaire; fichier: string } {
  const annuaire = {
    proto: 'maillage-coffre/1',
    organisme: 'cdg-1',
    rang,
    precedent: precedent && empreinteAnnuaire(precedent),
    du: '2026-12-01',
    au: '2027-02-01',
    membres: [],
    ...plus,
  }
  const signe = (role: 'annuaire' | 'contreseing', cle: CleSignature) => signerAnnuaire(annuaire, role, cle)
  return {
    annuaire,
    fichier: enTexte(publierAnnuaire(annuaire, signe('annuaire', r), signe('contreseing', c))),
  }
}
const V1 = version(1, null)
const V2 = version(2, V1.annuaire, { nom: 'Une référente de plus' })
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
  site['/v1/annuaire/cdg-1'] = donnee({ ancrage: { racine, region }, suite: [V1.fichier] })
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

const servir = (...suite: string[]) => {
  const texte = JSON.stringify({ ancrage: { racine, region }, suite })
  site['/v1/annuaire/cdg-1'] = { type: 'application/json', texte, csp: null }
}
const guet = () => guetter(adresse, dossier, JOUR)

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
  ['un annuaire que personne n’a signé', () => servir('un'), /L’annuaire servi pour cdg-1 n’est pas celui/],
  [
    'un annuaire signé par d’autres clés',
    () => servir(V1.fichier, version(2, V1.annuaire, {}, [cleSignature(), cleRegion]).fichier),
    /L’annuaire servi pour cdg-1 n’est pas celui/,
  ],
  [
    'un annuaire que la région n’a pas contresigné',
    () => servir(V1.fichier, version(2, V1.annuaire, {}, [cleRacine, cleSignature()]).fichier),
    /L’annuaire servi pour cdg-1 n’est pas celui/,
  ],
  [
    'un annuaire qui ne suit pas le précédent',
    () => servir(V1.fichier, version(2, V2.annuaire).fichier),
    /L’annuaire servi pour cdg-1 n’est pas celui/,
  ],
  [
    'un annuaire périmé',
    () => servir(V1.fichier, version(2, V1.annuaire, { du: '2026-10-01', au: '2026-12-06' }).fichier),
    /L’annuaire servi pour cdg-1 n’est pas celui/,
  ],
  [
    'un annuaire signé, mais réécrit depuis le début',
    () => servir(version(1, null, { nom: 'Un autre début' }).fichier),
    /est revenu en arrière ou a été réécrit/,
  ],
  [
    'un annuaire qui ne vient plus',
    () => {
      delete site['/v1/annuaire/cdg-1']
    },
    /L’annuaire de cdg-1 ne se lit pas/,
  ],
  [
    'un organisme que personne n’a signé',
    () => page('/v1/cellules', (t) => t.replace('}]', '},{"organisme":"cdg-9"}]')),
    /cdg-9 est servi et n’est pas dans le manifeste/,
  ],
  // The words that change under cover of a directory that nobody signed are not learnt.
  [
    'une phrase d’une page, changée en même temps qu’un annuaire que personne n’a signé',
    () => {
      servir(V1.fichier, 'deux')
      page('/', () => corps('Appelez plutôt le 06'))
    },
    /^ALARME : \/ n’est plus la page/,
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
  expect(await guet()).toBe(0)
  abimer()
  for (let passage = 0; passage < 2; passage++) {
    dits.length = 0
    expect(await guet()).toBe(1)
    expect(dits.filter((dit) => attendu.test(dit))).toHaveLength(1)
    expect(dits.at(-1)).toContain('par téléphone')
  }
  site = SAIN()
  expect(await guet(), 'réparé').toBe(0)
})

it('un nouvel annuaire, signé par ses deux clés, change les pages sans alarme, et la page suivante est gardée avec lui', async () => {
  expect(await guet()).toBe(0)
  servir(V1.fichier, V2.fichier)
  page('/', () => corps('Une référente de plus'))
  expect(await guet()).toBe(0)
  expect(dits.join()).toContain(
    `version 2, signée par ses deux clés (empreinte ${empreinteAnnuaire(V2.annuaire)})`,
  )
  page('/', () => corps('Autre chose'))
  expect(await guet()).toBe(1)
  // The version before is an alarm from now on, whoever brings it back.
  servir(V1.fichier)
  page('/', () => corps('Une référente de plus'))
  expect(await guet()).toBe(1)
  expect(dits.join()).toContain('revenu en arrière')
  expect(JSON.parse(readFileSync(join(dossier, 'guetteur.json'), 'utf8')).pages.empreintes['/']).toBe(
    sha256(new TextEncoder().encode(corps('Une référente de plus'))),
  )
})
