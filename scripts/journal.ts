// npm run journal -- verifier | tetes. Exit code: 0 every journal is proven, 1 a chain is broken, 2 nothing could be verified.
import { readFileSync } from 'node:fs'
import { ouvrirPool } from '../src/platform/base/connexion.ts'
import type { LigneLiee, Rupture } from '../src/platform/journal/chaine.ts'
import {
  type Constat,
  confronterTemoins,
  type Temoin,
  verifierJournal,
} from '../src/platform/journal/verifier.ts'
import { ouvrirAcces } from './acces.ts'

const AIDE = `Usage :
  npm run journal -- verifier                  prouve la chaîne de chaque coopération
  npm run journal -- verifier --temoins <fichier>
                                               vérifie aussi que rien de ce qui existait lors du relevé n’a changé
  npm run --silent journal -- tetes > <fichier>
                                               relève la tête de chaque chaîne : gardez ce fichier hors de cette machine

Code de sortie : 0 tout est prouvé, 1 une chaîne est rompue, 2 la vérification n’a pas pu se faire.`

const nombre = new Intl.NumberFormat('fr-FR')
const enHexa = (octets: Uint8Array): string => Buffer.from(octets).toString('hex')

const decrire = ({ id, survenuLe, action, resume }: LigneLiee): string =>
  `ligne ${id} (${action}, ${survenuLe.slice(0, 19).replace('T', ' ')} UTC, « ${resume} »)`

function phraseDe({ genre, maillon, ligne }: Rupture): string {
  const laquelle = ligne ? ` : ${decrire(ligne)}` : ''
  switch (genre) {
    case 'modifiee':
      return `au maillon ${maillon}, la ligne a été modifiée, ou celle qui la précède${laquelle}`
    case 'retiree':
      return `le maillon ${maillon} manque : une ligne au moins a été retirée`
    case 'ajoutee':
      return `au maillon ${maillon}, une ligne a été ajoutée sans passer par l’application${laquelle}`
  }
}

function raconter({ cooperation, prouvees, enAttente, tete, rupture }: Constat): string {
  const attente = enAttente === 0 ? '' : `, ${nombre.format(enAttente)} en attente de leur maillon`
  const compte = `${nombre.format(prouvees)} ligne${prouvees > 1 ? 's' : ''} prouvée${prouvees > 1 ? 's' : ''}${attente}`
  if (rupture) return `✘ ${cooperation} : CHAÎNE ROMPUE, ${phraseDe(rupture)}. Avant elle, ${compte}.`
  return `✔ ${cooperation} : ${compte}.${tete ? ` Tête ${enHexa(tete.empreinte)}` : ''}`
}

function lireTemoins(args: readonly string[]): Temoin[] {
  const rang = args.indexOf('--temoins')
  if (rang < 0) return []
  const fichier = args[rang + 1]
  if (!fichier) throw new Error('--temoins demande le nom du fichier relevé par « tetes ».')
  return JSON.parse(readFileSync(fichier, 'utf8')) as Temoin[]
}

async function principal([commande, ...args]: readonly string[]): Promise<number> {
  if (commande !== 'verifier' && commande !== 'tetes') {
    console.error(AIDE)
    return 2
  }
  const temoins = lireTemoins(args)
  const acces = await ouvrirAcces(process.env)
  const pool = ouvrirPool(acces.proprietaire, 1)
  try {
    const client = await pool.connect()
    try {
      const constats = await verifierJournal(client)
      if (commande === 'tetes') {
        const releve = constats.flatMap(({ cooperationId, tete }) =>
          tete ? [{ cooperationId, maillon: tete.maillon, empreinte: enHexa(tete.empreinte) }] : [],
        )
        console.log(JSON.stringify(releve, null, 2))
        return constats.some(({ rupture }) => rupture) ? 1 : 0
      }
      console.log(`Journal de la ${acces.lieu}`)
      for (const constat of constats) console.log(raconter(constat))
      if (constats.length === 0) console.log('Le journal est vide.')
      const dementis = await confronterTemoins(client, temoins)
      for (const { cooperationId, maillon } of dementis)
        console.log(
          `✘ Coopération ${cooperationId} : le maillon ${maillon} n’est plus celui du relevé. Le journal a été récrit depuis.`,
        )
      if (temoins.length > 0 && dementis.length === 0)
        console.log(`✔ ${temoins.length} tête(s) relevée(s) retrouvée(s).`)
      return constats.some(({ rupture }) => rupture) || dementis.length > 0 ? 1 : 0
    } finally {
      client.release()
    }
  } finally {
    await pool.end()
    await acces.fermer()
  }
}

principal(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (erreur: Error) => {
    console.error(`Le journal n’a pas pu être vérifié. ${erreur.message}`)
    process.exitCode = 2
  },
)
