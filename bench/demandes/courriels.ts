// Replies of town halls by SMTP on the loopback: how many are accepted a second, and, the receiver killed in the middle, none lost nor twice.
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import pg from 'pg'
import { adresseDeReponse } from '../../src/modules/demandes/courriels/adresse.ts'
import { creerBaseDepuisModele, type ServeurEmbarque } from '../../src/platform/postgres-embarque/index.ts'
import { type But, mediane } from '../outils/but.ts'
import { lancerProcessus, type Processus } from '../pages/processus.ts'
import { executerDans } from './bases.ts'
import { DOMAINE, SECRET } from './destination.ts'

/** Written messages of a round; a quarter of them are sent twice. */
const COURRIELS = 160
const TOURS = 3
const CHAUFFE = 12
/** A base of its own: the queue that is measured elsewhere stays as it was filled. */
const BASE = 'courriels'

/** Mail accepted a second; each round has counted its messages in the base, once each. In the last one the receiver is killed halfway. */
export async function mesurerCourriels(serveur: ServeurEmbarque): Promise<But> {
  await executerDans(serveur, 'postgres', `drop database if exists ${BASE}`)
  await creerBaseDepuisModele(serveur.url('postgres'), BASE, 'petite')
  const url = (role: string) => serveur.url(BASE, role)
  const debits: number[] = []
  for (let tour = 0; tour < TOURS; tour++)
    debits.push(
      (await recevoirEnSerie(url, { nombre: COURRIELS, serie: `tour${tour}`, tuer: false })).parSeconde,
    )
  const coupe = await recevoirEnSerie(url, { nombre: COURRIELS, serie: 'coupe', tuer: true })
  if (coupe.redits === 0)
    throw new Error('Le processus tué n’a interrompu aucun courriel : rien n’est prouvé.')
  return {
    id: 'demandes.courriels',
    ...mediane(debits),
    seuil: '>= 20',
    note: `Courriels acceptés par seconde, en SMTP, ${EN_MEME_TEMPS} serveurs à la fois, un quart envoyé deux fois ; puis ${COURRIELS} courriels avec le processus tué (SIGKILL) au milieu : ${coupe.redits} renvoyés, aucun perdu, aucun en double.`,
  }
}

/** As many to one request as would not look like two machines answering each other. */
const PAR_DEMANDE = 10
const EN_MEME_TEMPS = 8
const MEMES_ESSAIS = 50

export type Courriels = { readonly parSeconde: number; readonly redits: number }

/**
 * Sends `nombre` messages, a quarter of them twice as servers do that got no answer; sends again what was not accepted. With `tuer`, the
 * receiver is killed (SIGKILL) halfway and another takes its place.
 * @throws when the base does not hold each message once
 */
export async function recevoirEnSerie(
  url: (role: string) => string,
  { nombre, serie, tuer }: { readonly nombre: number; readonly serie: string; readonly tuer: boolean },
): Promise<Courriels> {
  const client = new pg.Client(url('maillage_proprietaire'))
  await client.connect()
  const receveur = () => lancerProcessus(join(import.meta.dirname, 'receveur.ts'))
  let vivant: Processus = receveur()
  try {
    let port = (await vivant.demander<{ port: number }>({ url: url('maillage_app') })).port
    // The receiver is warm, as one that runs for months.
    for (const message of await preparer(client, CHAUFFE, `chauffe-${serie}`)) await envoyer(port, message)
    const messages = await preparer(client, nombre, serie)
    let acceptes = 0
    let redits = 0
    let releve: Promise<void> | null = null
    const tuerAMiChemin = () => {
      if (!tuer || releve || acceptes < messages.length / 2) return
      vivant.tuer()
      vivant = receveur()
      releve = vivant.demander<{ port: number }>({ url: url('maillage_app') }).then((lu) => {
        port = lu.port
      })
    }
    const file = [...messages]
    const debut = performance.now()
    await Promise.all(
      Array.from({ length: EN_MEME_TEMPS }, async () => {
        for (let message = file.shift(); message; message = file.shift()) {
          for (let essai = 0; !(await envoyer(port, message)); essai++) {
            if (essai > MEMES_ESSAIS) throw new Error(`${message.rang} n’est jamais accepté.`)
            redits += 1
            await releve
          }
          acceptes += 1
          tuerAMiChemin()
        }
      }),
    )
    const secondes = (performance.now() - debut) / 1000
    const { rows } = await client.query<{ gardes: number; faits: number }>(
      `select (select count(*)::int from demande_courriel where message_id like $1 and sort = 'rattache') as gardes,
         (select count(*)::int from demande_evenement e join demande_courriel c on e.donnees->>'courriel' = c.id::text where c.message_id like $1) as faits`,
      [`<${serie}-%`],
    )
    if (rows[0]!.gardes !== nombre || rows[0]!.faits !== nombre)
      throw new Error(
        `${rows[0]!.gardes} gardés et ${rows[0]!.faits} entrés, pour ${nombre} courriels écrits.`,
      )
    return { parSeconde: messages.length / secondes, redits }
  } finally {
    await vivant.arreter()
    await client.end()
  }
}

type Message = { readonly de: string; readonly a: string; readonly rang: string }

async function preparer(client: pg.Client, nombre: number, serie: string): Promise<readonly Message[]> {
  const { rows } = await client.query<{ id: string; courriel: string }>(
    `select d.id, min(p.courriel) as courriel from demande d join fonction_tenue f on f.organisme_id = d.organisme_id and f.fonction = 'secretariat_mairie'
     join personne p on p.id = f.personne_id where d.etat = 'PRISE_EN_CHARGE' group by d.id order by md5(d.id || $2) limit $1`,
    [Math.ceil(nombre / PAR_DEMANDE), serie],
  )
  return Array.from({ length: nombre }, (_, n) => {
    const { id, courriel } = rows[n % rows.length]!
    const a = adresseDeReponse(SECRET, DOMAINE, 'fil', id, courriel)
    const message = { de: courriel, a, rang: `${serie}-${n}` }
    return n % 4 === 0 ? [message, message] : [message]
  }).flat()
}

/** True when the receiver answered `250`: only then may a server forget the message. */
async function envoyer(port: number, { de, a, rang }: Message): Promise<boolean> {
  const smtp = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true })
  try {
    await smtp.sendMail({
      from: `Secrétariat <${de}>`,
      to: a,
      subject: 'Re: Demande',
      messageId: `<${rang}@exemple.invalid>`,
      text: [
        `Bonjour, voici la date demandée (${rang}).`,
        '',
        'Le 3 mars 2026, votre centre a écrit :',
        ...Array.from({ length: 40 }, (_, n) => `> ligne citée ${n}`),
      ].join('\n'),
    })
    return true
  } catch {
    return false
  } finally {
    smtp.close()
  }
}
