// Group purchases at the size of a region: its census by HTTP against the owner's COPY, its bids priced again against the kernel, the tracker of memberships, fifty
// employers at once, memory.
import { join } from 'node:path'
import pg from 'pg'
import { construire } from '../../scripts/construire.ts'
import { demarrerServeurJetable, type ServeurEmbarque } from '../../src/platform/postgres-embarque/index.ts'
import { type But, mediane, rapportParTour } from '../outils/but.ts'
import { parTours } from '../outils/comparer.ts'
import type { Adresses } from '../pages/ouvrir.ts'
import { lancerProcessus, optionsDuDemarrage, type Processus } from '../pages/processus.ts'
import { BASE, OPERATION, type Preparee, preparerAchats } from './base.ts'
import type { DemandeDeFoule, Foule } from './foule.ts'
import { ouvrirCopie, ouvrirEnvoi, tirerRecensement, verifierAgents } from './recenser.ts'
import { ouvrirRetarification } from './retarifer.ts'

const AGENTS = 75_000
/** The census alone, when it is what changed: `npm run bench -- achats --recenser`. The launcher keeps the other results. */
export const enPartie = process.argv.includes('--recenser')
const TOURS = 15
const TOURS_DE_FOULE = 3
const TOURS_DE_PRIX = 9
const ici = (nom: string) => join(import.meta.dirname, `${nom}.ts`)
const enMs = (temps: readonly number[]) => temps.map((ms) => `${Math.round(ms)} ms`).join(', ')

type Session = { readonly adresse: string; readonly cookie: string }
type Scene = {
  readonly nous: Processus
  readonly session: Session
  readonly client: pg.Client
  readonly preparee: Preparee
}

export async function executer(dire: (ligne: string) => void): Promise<readonly But[]> {
  if (process.env['DIST'] !== 'pret') await construire()
  const serveur = await demarrerServeurJetable()
  const nous = lancerProcessus(ici('application'), optionsDuDemarrage())
  const client = new pg.Client(serveur.url(BASE))
  try {
    const preparee = await preparerAchats(serveur)
    dire(`${preparee.employeurs} employeurs dans l’achat.`)
    const session = await nous.demander<Session>({
      adresses: adressesDe(serveur),
      cooperation: 'Pays de la Loire',
    })
    await client.connect()
    const scene = { nous, session, client, preparee }
    const recensement = await mesurerRecensement(scene)
    if (enPartie) return recensement
    dire('Recensement mesuré ; chiffrage de la région.')
    return [...recensement, await mesurerPrix(scene), await compterSuivi(scene), await mesurerFoule(scene)]
  } finally {
    await nous.arreter()
    await client.end()
    await serveur.arreter()
  }
}

const adressesDe = (serveur: ServeurEmbarque): Adresses => ({
  application: serveur.url(BASE, 'maillage_app'),
  comptes: `${serveur.url(BASE, 'maillage_auth')}&options=-c%20search_path%3Dauth`,
  taches: serveur.url(BASE, 'maillage_taches'),
})

/** The census sent and copied in turn; then the memory of the application, which more censuses do not raise. */
async function mesurerRecensement({ nous, session, client, preparee }: Scene): Promise<readonly But[]> {
  const fichier = tirerRecensement(1, AGENTS)
  const numero = async (): Promise<number> => {
    const { rows } = await client.query<{ n: number }>(
      'select coalesce(max(numero), 0)::int as n from achat_recensement where employeur_id = $1',
      [preparee.employeurId],
    )
    return rows[0]!.n
  }
  const copie = await ouvrirCopie(client, fichier)
  const http = ouvrirEnvoi(session, preparee.employeurId, fichier, numero)
  await copie()
  await http()
  await verifierAgents(client, preparee.employeurId)
  const temps = await parTours(
    [
      { nom: 'http', tour: http },
      { nom: 'copie', tour: copie },
    ],
    TOURS,
  )
  const avant = nous.memoireMaximaleMo()
  for (let tour = 0; tour < TOURS; tour++) await http()
  const apres = nous.memoireMaximaleMo()
  return [
    {
      id: 'achats.recensement',
      ...rapportParTour(temps['copie']!, temps['http']!),
      seuil: '>= 0.4',
      note: `COPY de ${AGENTS} lignes par le propriétaire, sans contrôle ni sécurité par ligne (${enMs(temps['copie']!)}), sur envoi, contrôle et écriture par HTTP (${enMs(temps['http']!)}).`,
    },
    {
      id: 'achats.memoire',
      ...rapportParTour([apres], [avant]),
      seuil: '<= 1.1',
      note: `Plus haute mémoire de l’application après ${TOURS + 2} envois de ${AGENTS} agents (${Math.round(avant)} Mo) et après ${TOURS} de plus (${Math.round(apres)} Mo).`,
    },
  ]
}

async function mesurerPrix({ session, client, preparee }: Scene): Promise<But> {
  const agents = await verifierAgents(client, preparee.employeurId)
  const prix = await ouvrirRetarification(client, session, preparee.lotId, agents)
  const temps = await parTours(
    [
      { nom: 'page', tour: prix.page },
      { nom: 'noyau', tour: prix.noyau },
    ],
    TOURS_DE_PRIX,
    2,
  )
  return {
    id: 'groupement.retarification',
    ...rapportParTour(temps['page']!, temps['noyau']!),
    seuil: '<= 10',
    note: `${agents.length} agents, ${prix.offres} offres, ${prix.options} options : de la question à la page entière (${Math.round(mediane(temps['page']!).rapport)} ms) sur le noyau seul (${Math.round(mediane(temps['noyau']!).rapport)} ms).`,
  }
}

async function compterSuivi({ nous, preparee }: Scene): Promise<But> {
  const ordres = await nous.demander<number>({ compter: `/achats/${OPERATION}/adhesions` })
  return {
    id: 'achats.suivi',
    rapport: ordres,
    min: ordres,
    max: ordres,
    seuil: '<= 6',
    note: `ordres SQL pour le suivi des adhésions de ${preparee.employeurs} employeurs.`,
  }
}

async function mesurerFoule({ session, preparee }: Scene): Promise<But> {
  const foule = lancerProcessus(ici('foule'))
  try {
    const tours: Foule[] = []
    for (let tour = -1; tour < TOURS_DE_FOULE; tour++) {
      const lu = await foule.demander<Foule>({
        ...session,
        employeurs: preparee.foule,
        secondes: 5,
      } satisfies DemandeDeFoule)
      if (tour >= 0) tours.push(lu)
    }
    const dire = (cle: keyof Foule) => tours.map((lu) => Math.round(lu[cle])).join(', ')
    return {
      id: 'achats.foule',
      ...rapportParTour(
        tours.map(({ p99 }) => p99),
        tours.map(({ p50 }) => p50),
      ),
      seuil: '< 10',
      note: `${preparee.foule.length} employeurs à la fois lisent leur page et envoient trois agents : p50 ${dire('p50')} ms, p99 ${dire('p99')} ms, ${dire('reponses')} réponses, aucune erreur.`,
    }
  } finally {
    await foule.arreter()
  }
}
