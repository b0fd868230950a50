// Group purchases: a census of 75,000 agents through HTTP against COPY of the same file by the owner, and the tracker of memberships under load.
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { csvRecensement, ENTETES } from '@maillage/prevoyance/generateur'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { construire } from '../../scripts/construire.ts'
import { demarrerServeurJetable, type ServeurEmbarque } from '../../src/platform/postgres-embarque/index.ts'
import { type But, rapportParTour } from '../outils/but.ts'
import { parTours } from '../outils/comparer.ts'
import type { Charge, DemandeDeCharge } from '../pages/charge.ts'
import type { Adresses } from '../pages/ouvrir.ts'
import { lancerProcessus, optionsDuDemarrage } from '../pages/processus.ts'
import { BASE, OPERATION, preparerAchats } from './base.ts'

const AGENTS = 75_000
const TOURS = 3
const VISITEURS = 50
const page = (nom: string) => join(import.meta.dirname, `../pages/${nom}.ts`)

export async function executer(dire: (ligne: string) => void): Promise<readonly But[]> {
  if (process.env['DIST'] !== 'pret') await construire()
  const serveur = await demarrerServeurJetable()
  const nous = lancerProcessus(page('application'), optionsDuDemarrage())
  const charge = lancerProcessus(page('charge'))
  const client = new pg.Client(serveur.url(BASE))
  try {
    const { employeurId, employeurs } = await preparerAchats(serveur)
    dire(`${employeurs} employeurs dans l’achat.`)
    const ici = await nous.demander<{ adresse: string; cookie: string }>({
      adresses: adressesDe(serveur),
      cooperation: 'Pays de la Loire',
    })
    await client.connect()
    const csv = [
      ...csvRecensement({ graine: 1, agents: AGENTS, employeurs: 1, dateRecensement: '2026-06-30' }),
    ].join('')
    const octets = Buffer.from(csv)
    await client.query(`create table copie (${ENTETES.map((nom) => `"${nom}" text`).join(', ')})`)
    const parCopie = async (): Promise<number> => {
      await client.query('truncate copie')
      const debut = performance.now()
      await pipeline(
        Readable.from([octets]),
        client.query(from(`copy copie from stdin with (format csv, delimiter ';', header true)`)),
      )
      return performance.now() - debut
    }
    const parHttp = async (): Promise<number> => {
      const corps = new FormData()
      corps.set('au', '30/06/2026')
      corps.set('fichier', new Blob([csv], { type: 'text/csv' }), 'recensement.csv')
      const debut = performance.now()
      const reponse = await fetch(`${ici.adresse}/achats/employeurs/${employeurId}/recensement`, {
        method: 'POST',
        body: corps,
        headers: { cookie: ici.cookie, origin: ici.adresse },
        redirect: 'manual',
      })
      const ms = performance.now() - debut
      if (reponse.status !== 303) throw new Error(`Le recensement répond ${reponse.status}.`)
      return ms
    }
    await verifier(client, employeurId, parCopie, parHttp)
    const memoireAvant = nous.memoireMaximaleMo()
    const temps = await parTours(
      [
        { nom: 'http', tour: parHttp },
        { nom: 'copie', tour: parCopie },
      ],
      TOURS,
    )
    const memoireApres = nous.memoireMaximaleMo()
    const foule: Charge[] = []
    for (let tour = 0; tour < TOURS; tour++)
      foule.push(
        await charge.demander<Charge>({
          url: `${ici.adresse}/achats/${OPERATION}/adhesions`,
          cookie: ici.cookie,
          connexions: VISITEURS,
          secondes: 3,
        } satisfies DemandeDeCharge),
      )
    const enMs = (nom: string) => temps[nom]!.map((ms) => `${Math.round(ms)} ms`).join(', ')
    return [
      {
        id: 'achats.recensement',
        ...rapportParTour(temps['copie']!, temps['http']!),
        seuil: '>= 0.4',
        note: `COPY de ${AGENTS} lignes sans contrôle (${enMs('copie')}) contre envoi, contrôle et écriture par HTTP (${enMs('http')}).`,
      },
      {
        id: 'achats.foule',
        ...rapportParTour(
          foule.map(({ p99 }) => p99),
          foule.map(({ p50 }) => p50),
        ),
        seuil: '< 10',
        note: `${VISITEURS} visiteurs du suivi de ${employeurs} employeurs : p50 ${foule.map(({ p50 }) => p50).join(', ')} ms, p99 ${foule.map(({ p99 }) => p99).join(', ')} ms, aucune erreur.`,
      },
      {
        id: 'achats.memoire',
        ...rapportParTour([memoireApres], [memoireAvant]),
        seuil: '<= 1.3',
        note: `Mémoire résidente maximale après un envoi (${Math.round(memoireAvant)} Mo) et après ${TOURS} de plus (${Math.round(memoireApres)} Mo).`,
      },
    ]
  } finally {
    await Promise.all([nous.arreter(), charge.arreter()])
    await client.end()
    await serveur.arreter()
  }
}

const adressesDe = (serveur: ServeurEmbarque): Adresses => ({
  application: serveur.url(BASE, 'maillage_app'),
  comptes: `${serveur.url(BASE, 'maillage_auth')}&options=-c%20search_path%3Dauth`,
  taches: serveur.url(BASE, 'maillage_taches'),
})

/** The same agents on both sides, otherwise no time is worth showing. */
async function verifier(
  client: pg.Client,
  employeurId: string,
  parCopie: () => Promise<number>,
  parHttp: () => Promise<number>,
): Promise<void> {
  await parCopie()
  await parHttp()
  const { rows } = await client.query<{ autres: number }>(
    `select count(*)::int as autres from copie c full join (select g.donnees->>'matricule' as matricule from achat_agent g
       join achat_recensement r on r.id = g.recensement_id where r.employeur_id = $1 and r.remplace_le is null) a on a.matricule = c.matricule
     where a.matricule is null or c.matricule is null`,
    [employeurId],
  )
  if (rows[0]!.autres > 0) throw new Error(`${rows[0]!.autres} agents ne sont que d’un côté.`)
}
