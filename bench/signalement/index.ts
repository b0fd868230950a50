// Reporting: deposits of sealed cases against the same server that stores the same rows and verifies nothing; the desk of 2,000 cases; sealing in Chromium.
import { join } from 'node:path'
import { alea, enTexte } from '@maillage/coffre'
import pg from 'pg'
import { annuaireDe, MEMBRES, ORGANISMES } from '../../demo/signalement/cellules.ts'
import { construire } from '../../scripts/construire.ts'
import { demarrerServeurJetable, type ServeurEmbarque } from '../../src/platform/postgres-embarque/index.ts'
import { ajouterJours, jourDe } from '../../src/shared/dates.ts'
import { lireSignalement } from '../../src/signalement/domain/depot.ts'
import { preparerAccueil } from '../../src/signalement/preparer.ts'
import { type DepotScelle, scellerDepot } from '../../src/signalement/protocole/sceller-depot.ts'
import { chargerCellule, parHttp } from '../../src/signalement/protocole/serveur.ts'
import { type But, mediane, rapportParTour } from '../outils/but.ts'
import { lancerProcessus, type Processus } from '../pages/processus.ts'
import type { DemandeDeDepots, Depots } from './charge.ts'
import { mesurerScellement } from './sceller.ts'

const racine = join(import.meta.dirname, '../..')
const ici = (nom: string) => join(import.meta.dirname, `${nom}.ts`)
const BASE = 'accueil_bench'
const TOURS = 3
const CLIENTS = [1, 4, 16, 50]
const DEPOTS = 100
const DOSSIERS = 2000

/** Sealing alone, when it is what changed: `npm run bench -- signalement --sceller`. The launcher keeps the other results. */
export const enPartie = process.argv.includes('--sceller')

export async function executer(dire: (ligne: string) => void): Promise<readonly But[]> {
  if (process.env['DIST'] !== 'pret') await construire()
  const serveur = await demarrerServeurJetable()
  const nous = lancerProcessus(ici('application'), ['--max-semi-space-size=4'])
  const brut = lancerProcessus(ici('brut'))
  const charge = lancerProcessus(ici('charge'))
  try {
    const jour = jourDe(new Date())
    await preparer(serveur, jour)
    const urlApplication = serveur.url(BASE, 'accueil_app')
    const { adresse } = await nous.demander<{ adresse: string }>({ url: urlApplication })
    if (enPartie) return [await mesurerScellement(adresse, jour)]
    const autre = await brut.demander<{ adresse: string }>({ url: serveur.url(BASE) })
    const depots = await sceller(adresse, jour)
    dire(`${depots.length} dépôts scellés, ${depots[0]!.enveloppes.length} clés chacun.`)
    const buts = await deposer({ charge, adresse, brut: autre.adresse, depots })
    const memoire = nous.memoireMaximaleMo()
    buts.push({
      id: 'signalement.memoire',
      rapport: memoire,
      min: memoire,
      max: memoire,
      seuil: '< 300',
      note: 'mémoire résidente maximale du dispositif (Mo), après tous les dépôts ci-dessus.',
    })
    buts.push(await bureau(serveur, nous, adresse, jour))
    buts.push(await mesurerScellement(adresse, jour))
    return buts
  } finally {
    await charge.arreter()
    await nous.arreter()
    await brut.arreter()
    await serveur.arreter()
  }
}

async function preparer(serveur: ServeurEmbarque, jour: string): Promise<void> {
  await preparerAccueil((base, role) => serveur.url(base, role), serveur.superutilisateur, BASE, racine)
  const client = new pg.Client(serveur.url(BASE))
  await client.connect()
  await client.query('create sequence rang_brut minvalue 1000000 start 1000000')
  for (const organisme of ORGANISMES) {
    const { fichier } = await annuaireDe(organisme, 1, null, jour, ajouterJours(jour, 89))
    await client.query('insert into annuaire (organisme, rang, fichier) values ($1, 1, $2)', [
      organisme.organisme,
      Buffer.from(fichier),
    ])
  }
  await client.end()
}

/** Five sealed deposits, by the code of the page: a text of 2 KB, no file. */
async function sceller(adresse: string, jour: string): Promise<DepotScelle[]> {
  const { cellule } = await chargerCellule(parHttp(adresse), 'cdg-62', jour)
  const faits: DepotScelle[] = []
  for (let i = 0; i < 5; i++) {
    const lu = lireSignalement(
      { qualite: ['victime'], identite: ['anonyme'], nature: ['menace'], recit: ['Un récit. '.repeat(200)] },
      cellule.politique,
    )
    if (!lu.ok) throw new Error(lu.refus[0]!.message)
    faits.push((await scellerDepot(cellule, lu.valeur, [], jour, 'ligne')).depot)
  }
  return faits
}

type AComparer = Readonly<{
  charge: Processus
  adresse: string
  brut: string
  depots: readonly DepotScelle[]
}>

/** The journal of the other side would break the chain of this one: they do not share an organisation. */
const ailleurs = (depots: readonly DepotScelle[]) => depots.map((d) => ({ ...d, organisme: 'brut' }))

async function deposer({ charge, adresse, brut, depots }: AComparer): Promise<But[]> {
  const mesurer = (demande: DemandeDeDepots) => charge.demander<Depots>(demande)
  const buts: But[] = []
  let erreurs = 0
  for (const clients of CLIENTS) {
    const [eux, lui]: [number[], number[]] = [[], []]
    for (let tour = -1; tour < TOURS; tour++) {
      const a = await mesurer({ adresse, depots, clients, nombre: DEPOTS, effort: true })
      const b = await mesurer({
        adresse: brut,
        depots: ailleurs(depots),
        clients,
        nombre: DEPOTS,
        effort: false,
      })
      erreurs += a.erreurs + b.erreurs
      // The first round warms both.
      if (tour < 0) continue
      eux.push(a.parSeconde)
      lui.push(b.parSeconde)
    }
    buts.push({
      id: `signalement.depots-${clients}`,
      ...rapportParTour(eux, lui),
      seuil: '>= 0.5',
      note: `dépôts par seconde à ${clients} client(s), contre le même serveur qui range les mêmes lignes sans rien vérifier ni signer : ${Math.round(mediane(eux).rapport)} contre ${Math.round(mediane(lui).rapport)}.`,
    })
  }
  buts.push({
    id: 'signalement.erreurs',
    rapport: erreurs,
    min: erreurs,
    max: erreurs,
    seuil: '<= 0',
    note: `dépôts refusés ou perdus, sur ${CLIENTS.length * (TOURS + 1) * DEPOTS * 2}.`,
  })
  return buts
}

/** 2,000 cases of one référent: how many statements her list costs, and how long. */
async function bureau(
  serveur: ServeurEmbarque,
  nous: Processus,
  adresse: string,
  jour: string,
): Promise<But> {
  const client = new pg.Client(serveur.url(BASE))
  await client.connect()
  const ids = Array.from({ length: DOSSIERS }, () => enTexte(alea(16)))
  await client.query(
    "insert into dossier (id, organisme, reperage, cle_auteur, depot, jour, etat, tour) select id, 'cdg-60', left(md5(id) || md5(id), 43), repeat('a', 43), repeat('b', 43), $2, 'RECU', 'cellule' from unnest($1::text[]) as id",
    [ids, jour],
  )
  await client.query(
    "insert into enveloppe (dossier, organisme, volet, epoque, dest, octets) select id, 'cdg-60', volet, 1, 'referente', '\\x00' from unnest($1::text[]) as id, unnest(array['R', 'E', 'N']) as volet",
    [ids],
  )
  await client.query(
    "insert into echeance (dossier, organisme, code, jour) select id, 'cdg-60', code, $2 from unnest($1::text[]) as id, unnest(array['AR', 'RETOUR', 'ENQUETE']) as code",
    [ids, jour],
  )
  await client.query('analyze')
  const { creerTrousseau, PLANCHER_COUT } = await import('@maillage/coffre/trousseau')
  const { destinataireDe, nouvelleIdentite } = await import('@maillage/coffre')
  const { clesDe } = await import('../../demo/signalement/cellules.ts')
  const { empreinteAuthentification } = await import('../../src/signalement/bureau/bureau.routes.ts')
  const phrase = MEMBRES.find(({ id }) => id === 'referente')!.phrase
  const secours = await destinataireDe(nouvelleIdentite(alea(32)))
  const { fichier, authentification } = await creerTrousseau(
    clesDe('referente'),
    phrase,
    secours,
    PLANCHER_COUT,
  )
  const { sel, memoire, passes } = JSON.parse(new TextDecoder().decode(fichier))
  await client.query(
    'insert into membre (id, trousseau, sel, memoire, passes, authentification) values ($1, $2, $3, $4, $5, $6)',
    ['referente', Buffer.from(fichier), sel, memoire, passes, empreinteAuthentification(authentification)],
  )
  await client.end()
  const reponse = await fetch(`${adresse}/v1/membre/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'referente', authentification }),
  })
  const { jeton } = (await reponse.json()) as { jeton: string }
  const lister = async () => {
    const debut = performance.now()
    const lu = await fetch(`${adresse}/v1/bureau`, { headers: { authorization: `Bearer ${jeton}` } })
    const { dossiers } = (await lu.json()) as { dossiers: unknown[] }
    if (dossiers.length !== DOSSIERS) throw new Error(`Le bureau montre ${dossiers.length} dossiers.`)
    return performance.now() - debut
  }
  await lister()
  await nous.demander({ ordres: true })
  const durees = [await lister()]
  const ordres = await nous.demander<number>({ ordres: true })
  for (let tour = 1; tour < TOURS; tour++) durees.push(await lister())
  return {
    id: 'signalement.bureau',
    rapport: ordres,
    min: ordres,
    max: ordres,
    seuil: '<= 4',
    note: `ordres SQL pour un bureau de ${DOSSIERS} dossiers de trois centres, en ${Math.round(mediane(durees).rapport)} ms.`,
  }
}
