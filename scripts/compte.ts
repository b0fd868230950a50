// npm run compte: what the operator does for an account, once its owner was called back at a known number.
import type { Pool } from 'pg'
import { ouvrirPool } from '../src/platform/base/connexion.ts'
import { ouvrirAcces } from './acces.ts'

const AIDE = `Usage :
  npm run compte -- oublier-telephone ADRESSE   le générateur de codes, les clés d’accès et les codes de secours de ce compte
                                                sont oubliés, ses connexions sont fermées ;
                                                à sa prochaine entrée, la personne se protégera de nouveau
  npm run compte -- fermer-connexions ADRESSE   les connexions ouvertes de ce compte sont fermées, rien d’autre ne change
  npm run compte -- fermer-connexions --tous    celles de tout le monde

Rappelez d’abord la personne à un numéro que vous connaissez : qui demande cela par courriel lit peut-être sa messagerie.
Code de sortie : 0 fait, 1 rien à faire, 2 commande mal écrite ou base absente.`

async function oublier(pool: Pool, adresse: string): Promise<number> {
  const { rows } = await pool.query<{ etat: 'oublie' | 'sans-telephone' | 'inconnu' }>(
    'select oublier_second_facteur($1) as etat',
    [adresse],
  )
  switch (rows[0]!.etat) {
    case 'oublie':
      console.log(`Le téléphone et les clés d’accès de ${adresse} sont oubliés, ses connexions sont fermées.`)
      return 0
    case 'sans-telephone':
      console.error(`Ni téléphone ni clé d’accès n’est associé au compte ${adresse}.`)
      return 1
    case 'inconnu':
      return inconnue(adresse)
  }
}

async function fermer(pool: Pool, adresse: string): Promise<number> {
  const { rows } = await pool.query<{ nombre: number | null }>('select fermer_connexions($1) as nombre', [
    adresse === '--tous' ? null : adresse,
  ])
  const { nombre } = rows[0]!
  if (nombre === null) return inconnue(adresse)
  console.log(nombre === 0 ? 'Aucune connexion n’était ouverte.' : `Connexions fermées : ${nombre}.`)
  return nombre === 0 ? 1 : 0
}

function inconnue(adresse: string): number {
  console.error(`Aucun compte à l’adresse ${adresse}. Vérifiez-la dans « Personnes ».`)
  return 1
}

const COMMANDES: Readonly<Record<string, (pool: Pool, adresse: string) => Promise<number>>> = {
  'oublier-telephone': oublier,
  'fermer-connexions': fermer,
}

async function executer(commande: (pool: Pool, adresse: string) => Promise<number>, adresse: string) {
  const acces = await ouvrirAcces(process.env)
  try {
    const pool = ouvrirPool(acces.proprietaire, 1)
    try {
      return await commande(pool, adresse)
    } finally {
      await pool.end()
    }
  } finally {
    await acces.fermer()
  }
}

const [nom = '', adresse, ...reste] = process.argv.slice(2)
const commande = Object.hasOwn(COMMANDES, nom) ? COMMANDES[nom] : undefined
try {
  if (
    !commande ||
    !adresse ||
    reste.length > 0 ||
    (adresse.startsWith('--') && nom !== 'fermer-connexions')
  ) {
    console.error(AIDE)
    process.exitCode = 2
  } else process.exitCode = await executer(commande, adresse.trim().toLowerCase())
} catch (erreur) {
  console.error(`\n${(erreur as Error).message}\n`)
  process.exitCode = 2
}
