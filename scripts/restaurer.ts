// npm run restaurer -- fichier [--remplacer]: brings a backup back, on the embedded database or on an empty one of a server.
import { join, resolve } from 'node:path'
import pg from 'pg'
import { expliquerConnexion } from '../src/platform/base/absence.ts'
import { creerBase } from '../src/platform/base/preparer.ts'
import { ouvrirFichiers } from '../src/platform/fichiers/fichiers.ts'
import { eprouverDepot, lireAccesS3, ouvrirDepot } from '../src/platform/fichiers/ouvrir.ts'
import { verifierJournal } from '../src/platform/journal/verifier.ts'
import { demarrerServeurEmbarque, type ServeurEmbarque } from '../src/platform/postgres-embarque/index.ts'
import { SauvegardeRefusee } from '../src/platform/sauvegarde/archive.ts'
import {
  estHabitee,
  examiner,
  garderSecret,
  type Restauree,
  restaurer,
} from '../src/platform/sauvegarde/restaurer.ts'
import { serveurEnMarche } from './acces.ts'

const AIDE = `Usage : npm run restaurer -- <fichier.tar.gz> [--remplacer]

Relit la sauvegarde en entier, la verse dans une base neuve, contrôle chaque lien et chaque compte, puis prouve le journal.
Sans serveur déclaré : la base intégrée de DONNEES. Elle doit être vide, ou --remplacer la met de côté sous un autre nom ; rien n’est effacé.
Avec DATABASE_URL_MIGRATION : la base désignée, vide, du serveur PostgreSQL (rôle maillage_proprietaire ; deploiement/roles.sql déjà passé).
Les fichiers reviennent dans DONNEES/fichiers, ou dans le dépôt S3 que nomment S3_ADRESSE, S3_CLE et S3_SECRET.
Arrêtez Maillage avant.

Code de sortie : 0 tout est revenu, 1 tout est revenu mais le journal de la sauvegarde était rompu, 2 rien n’a été restauré.`

const BASE = 'maillage'
const CHANTIER = `${BASE}_restauration`
const PROPRIETAIRE = 'maillage_proprietaire'
const racine = join(import.meta.dirname, '..')
const migrations = join(racine, 'migrations')

async function principal(args: readonly string[]): Promise<number> {
  const [fichier, ...autres] = args.filter((mot) => mot !== '--remplacer')
  if (!fichier || autres.length > 0 || fichier.startsWith('-')) {
    console.error(AIDE)
    return 2
  }
  const chemin = resolve(fichier)
  const donnees = resolve(process.env['DONNEES'] ?? '.donnees')
  const depot = ouvrirDepot(lireAccesS3(process.env), donnees)
  await eprouverDepot(depot)
  const { faiteLe, version } = await examiner(chemin, migrations)
  console.log(
    `Sauvegarde du ${faiteLe.slice(0, 19).replace('T', ' ')} UTC, version ${version}, relue en entier.`,
  )
  const serveur = process.env['DATABASE_URL_MIGRATION']
  if (!serveur && process.env['DATABASE_URL'])
    throw new Error('DATABASE_URL désigne un serveur, mais DATABASE_URL_MIGRATION manque.')
  const verser = (proprietaire: string) =>
    restaurer(chemin, { proprietaire, fichiers: ouvrirFichiers(depot), migrations })
  return serveur
    ? conclure(await verser(serveur), serveur, donnees)
    : surBaseIntegree(donnees, args.includes('--remplacer'), verser)
}

async function surBaseIntegree(
  donnees: string,
  remplacer: boolean,
  verser: (proprietaire: string) => Promise<Restauree>,
): Promise<number> {
  const dossier = join(donnees, 'base')
  if (await serveurEnMarche(dossier))
    throw new Error(`La base intégrée de ${dossier} est en marche : arrêtez Maillage, puis recommencez.`)
  const embarque = await demarrerServeurEmbarque({ dossier })
  try {
    const url = (base: string) => embarque.url(base, PROPRIETAIRE)
    await creerBase((base, role) => embarque.url(base, role), embarque.superutilisateur, BASE, racine)
    const habitee = await estHabitee(url(BASE))
    if (habitee && !remplacer)
      throw new Error(
        `La base intégrée de ${dossier} contient déjà une coopération. Ajoutez --remplacer pour la mettre de côté, ou choisissez un autre dossier avec la variable DONNEES.`,
      )
    await commander(embarque, `drop database if exists ${CHANTIER} with (force)`)
    await creerBase((base, role) => embarque.url(base, role), embarque.superutilisateur, CHANTIER, racine)
    const restauree = await verser(url(CHANTIER))
    if (habitee) {
      const ecartee = `${BASE}_avant_${new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)}`
      await commander(embarque, `alter database ${BASE} rename to ${ecartee}`)
      console.log(`La base d’avant est gardée sous le nom ${ecartee}.`)
    } else await commander(embarque, `drop database ${BASE}`)
    await commander(embarque, `alter database ${CHANTIER} rename to ${BASE}`)
    return await conclure(restauree, url(BASE), donnees)
  } finally {
    await embarque.arreter()
  }
}

async function commander(serveur: ServeurEmbarque, sql: string): Promise<void> {
  const client = new pg.Client(serveur.url('postgres'))
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

async function conclure({ bilan, secret }: Restauree, url: string, donnees: string): Promise<number> {
  const lignes = Object.values(bilan.lignes).reduce((total, n) => total + n, 0)
  console.log(`✔ ${lignes} lignes et ${bilan.fichiers} fichiers sont revenus.`)
  if (secret && !process.env['SECRET'] && !(await garderSecret(donnees, secret)))
    console.log(
      `${join(donnees, 'secret')} existait déjà et reste : les sessions et les liens envoyés par l’autre machine ne serviront plus.`,
    )
  if (bilan.introuvables.length > 0)
    console.log(`${bilan.introuvables.length} fichier(s) manquaient déjà dans la sauvegarde.`)
  const client = new pg.Client(url)
  await client.connect()
  try {
    const rompues = (await verifierJournal(client)).filter(({ rupture }) => rupture)
    for (const { cooperation } of rompues)
      console.error(`✘ ${cooperation} : chaîne du journal rompue ; « npm run journal -- verifier » dit où.`)
    if (rompues.length === 0) console.log('✔ Journal prouvé. Lancez « npm start ».')
    return rompues.length === 0 ? 0 : 1
  } finally {
    await client.end()
  }
}

principal(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (erreur: Error) => {
    const phrase =
      erreur instanceof SauvegardeRefusee
        ? `La sauvegarde est refusée : ${erreur.message}`
        : (expliquerConnexion(erreur) ?? erreur.message)
    console.error(`Rien n’a été restauré. ${phrase}`)
    process.exitCode = 2
  },
)
