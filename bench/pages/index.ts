// The three heaviest pages of each part, for a signed-in person: against raw pg, at the size of France, under load, in memory.

import { join } from 'node:path'
import { construire } from '../../scripts/construire.ts'
import { demarrerServeurJetable } from '../../src/platform/postgres-embarque/index.ts'
import { type But, rapportParTour } from '../outils/but.ts'
import { adressesDe } from '../outils/serveur.ts'
import { COOPERATION, preparerBases } from './bases.ts'
import type { Charge, DemandeDeCharge } from './charge.ts'
import { direDebits, mesurerDebits, mesurerFoule, nommer, pire } from './debits.ts'
import { mesurerDemarrages } from './demarrages.ts'
import type { Adresses } from './ouvrir.ts'
import { lancerProcessus, optionsDuDemarrage, type Processus } from './processus.ts'
import type { PageRelevee } from './relever.ts'

const LES_PLUS_LOURDES = 3
/** Parts of the application, by how their addresses begin; deciding together is the rest. */
const FAMILLES = {
  programme: [
    '/programme',
    '/schema',
    '/conventions',
    '/missions',
    '/groupes',
    '/bilans',
    '/evaluations',
    '/portefeuille',
    '/ouvert',
    '/portail',
  ],
  achats: ['/achats', '/simulateur'],
  demandes: ['/demandes', '/mairie'],
} as const
/** Looked at for the three of a part: a page of one row is not at both sizes. */
const CANDIDATES = 8

type Releve = {
  readonly candidates: readonly (readonly PageRelevee[])[]
  readonly mesurees: readonly { adresse: string; ms: number }[]
}
export type Ouverte = { readonly adresse: string; readonly cookie: string }

const module = (nom: string) => join(import.meta.dirname, `${nom}.ts`)

export async function executer(dire: (ligne: string) => void): Promise<readonly But[]> {
  if (process.env['DIST'] !== 'pret') await construire()
  const serveur = await demarrerServeurJetable()
  const processus: Processus[] = []
  const lancer = (nom: string) => {
    const lance = lancerProcessus(module(nom), nom === 'application' ? optionsDuDemarrage() : [])
    processus.push(lance)
    return lance
  }
  try {
    const bases = await preparerBases(serveur, dire)
    const candidates = await releverPages(lancer('relever'), adressesDe(serveur, bases.france), dire)
    const nous = lancer('application')
    const region = lancer('application')
    const brut = lancer('brut')
    const ici = await nous.demander<Ouverte>({
      adresses: adressesDe(serveur, bases.france),
      cooperation: COOPERATION,
    })
    const petite = await region.demander<Ouverte>({
      adresses: adressesDe(serveur, bases.region),
      cooperation: COOPERATION,
    })
    const pages: PageRelevee[] = []
    for (const famille of candidates) pages.push(...(await retenir(famille, petite)))
    dire(`Mesurées : ${pages.map(({ adresse, ms }) => `${nommer(adresse)} ${ms.toFixed(1)} ms`).join(', ')}.`)
    const reference = await brut.demander<{ adresse: string; lignes: string[][] }>({
      url: serveur.url(bases.france, 'maillage_app'),
      pages,
    })
    await verifier(pages, ici, petite, reference)
    const charge = lancer('charge')
    const charger = (demande: DemandeDeCharge) => charge.demander<Charge>(demande)
    const debits = await mesurerDebits(pages, { ici, petite, reference }, charger, dire)
    const foule = await mesurerFoule(pages, ici, charger)
    const memoire = nous.memoireMaximaleMo()
    return [
      pire(
        'pages.brut',
        '>= 0.5',
        debits.map(({ adresse, temps }) => ({
          adresse,
          mesure: rapportParTour(temps['nous']!, temps['brut']!),
          dit: direDebits(temps),
        })),
      ),
      pire(
        'pages.taille',
        '<= 1.5',
        debits.map(({ adresse, temps }) => ({
          adresse,
          mesure: rapportParTour(temps['region']!, temps['nous']!),
          dit: direDebits(temps),
        })),
      ),
      pire('pages.p99', '< 10', foule),
      {
        id: 'pages.memoire-mo',
        rapport: Math.round(memoire),
        min: Math.round(memoire),
        max: Math.round(memoire),
        seuil: '<= 300',
        note: 'Mémoire résidente maximale du serveur à la taille de la France, en Mo, après toutes les charges.',
      },
      ...(await mesurerDemarrages()),
    ]
  } finally {
    for (const lance of processus) await lance.arreter()
    await serveur.arreter()
  }
}

async function releverPages(
  releveur: Processus,
  adresses: Adresses,
  dire: (ligne: string) => void,
): Promise<readonly (readonly PageRelevee[])[]> {
  const { candidates, mesurees } = await releveur.demander<Releve>({
    adresses,
    cooperation: COOPERATION,
    combien: CANDIDATES,
    familles: Object.values(FAMILLES),
  })
  await releveur.arreter()
  const dites = mesurees.slice(0, 8).map(({ adresse, ms }) => `${nommer(adresse)} ${ms.toFixed(1)} ms`)
  dire(`${mesurees.length} pages pesées, une demande à la fois. Les plus lourdes : ${dites.join(', ')}.`)
  return candidates
}

/** The heaviest pages of a part that are also at the size of a region, under the same address. */
async function retenir(candidates: readonly PageRelevee[], petite: Ouverte): Promise<readonly PageRelevee[]> {
  const pages: PageRelevee[] = []
  for (const page of candidates) {
    if (pages.length === LES_PLUS_LOURDES) break
    const { status } = await fetch(petite.adresse + page.adresse, { headers: { cookie: petite.cookie } })
    if (status === 200) pages.push(page)
  }
  return pages
}

/** Same rows, same bytes, status 200 everywhere: otherwise no time is worth showing. */
async function verifier(
  pages: readonly PageRelevee[],
  ici: Ouverte,
  petite: Ouverte,
  reference: { readonly adresse: string; readonly lignes: readonly (readonly string[])[] },
): Promise<void> {
  for (const [rang, { adresse, corps, lignes, requetes }] of pages.entries()) {
    const autre = lignes.findIndex((empreinte, n) => reference.lignes[rang]?.[n] !== empreinte)
    if (autre >= 0 || reference.lignes[rang]?.length !== lignes.length)
      throw new Error(
        `${adresse} : pg seul ne lit pas les mêmes lignes (${requetes[autre]?.texte ?? 'nombre de requêtes'}).`,
      )
    const [servie, brute, deRegion] = await Promise.all([
      fetch(ici.adresse + adresse, { headers: { cookie: ici.cookie } }),
      fetch(`${reference.adresse}/${rang}`),
      fetch(petite.adresse + adresse, { headers: { cookie: petite.cookie } }),
    ])
    for (const { status, url } of [servie, brute, deRegion])
      if (status !== 200) throw new Error(`${url} répond ${status}.`)
    if ((await brute.text()) !== corps)
      throw new Error(`${adresse} : la page constante n’a pas les mêmes octets.`)
    // Keys of forms are drawn at each request: as many bytes, not the same.
    if (Buffer.byteLength(await servie.text()) !== Buffer.byteLength(corps))
      throw new Error(`${adresse} : la page servie n’a pas autant d’octets que la page relevée.`)
  }
}
