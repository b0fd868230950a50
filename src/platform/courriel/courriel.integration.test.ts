import { once } from 'node:events'
import { type ParsedMail, simpleParser } from 'mailparser'
import type pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication } from '../../../tests/application.ts'
import { jusqua } from '../../../tests/attente.ts'
import { portLibre } from '../../../tests/serveur.ts'
import { ecrireInvitation } from '../agenda/agenda.ts'
import { ouvrirPool } from '../base/connexion.ts'
import { listEchecs } from '../taches/etat.ts'
import { ouvrirTaches, type Taches } from '../taches/taches.ts'
import { type Courriel, type Message, ouvrirCourriel } from './courriel.ts'
import { listEnvois } from './envois.ts'
import { parSmtp } from './smtp.ts'

let t: ApplicationDeTest
let taches: Taches
let courriel: Courriel
let pool: pg.Pool
let port: number
let serveur: SMTPServer | null = null
const recus: { brut: string; lu: ParsedMail; a: string[] }[] = []
const acteur = { cooperationId: nouvelId(), organismeId: nouvelId(), personneId: nouvelId() }

async function allumer(): Promise<void> {
  serveur = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _session, repondre) =>
      repondre(
        address.startsWith('inconnu')
          ? Object.assign(new Error('Mailbox unknown'), { responseCode: 550 })
          : null,
      ),
    onData: async (flux, session, repondre) => {
      const morceaux: Buffer[] = []
      for await (const morceau of flux) morceaux.push(morceau as Buffer)
      const brut = Buffer.concat(morceaux)
      recus.push({
        brut: brut.toString(),
        lu: await simpleParser(brut),
        a: session.envelope.rcptTo.map(({ address }) => address),
      })
      repondre()
    },
  })
  serveur.listen(port, '127.0.0.1')
  await once(serveur.server, 'listening')
}

async function eteindre(): Promise<void> {
  const ouvert = serveur
  serveur = null
  if (ouvert) await new Promise<void>((fini) => ouvert.close(() => fini()))
}

beforeAll(async () => {
  // The harness has its own reader of the queue: this application has none, so that only the SMTP sender reads it.
  t = await ouvrirApplication({ vide: true, sansCourriel: true })
  port = await portLibre()
  pool = ouvrirPool(t.url('maillage_taches'), 1)
  taches = await ouvrirTaches(t.url('maillage_taches'), () => {})
  courriel = await ouvrirCourriel(
    taches,
    parSmtp(`smtp://127.0.0.1:${port}`, 'Maillage <ne-pas-repondre@exemple.fr>', 'maillage.exemple.fr'),
  )
})
afterAll(async () => {
  await eteindre()
  await taches.arreter()
  await pool.end()
  await t.fermer()
})
beforeEach(async () => {
  recus.length = 0
  if (!serveur) await allumer()
})

const envoyer = (message: Message) => t.base.enTantQue(acteur, (tx) => courriel.envoyer(tx, message))
const message = (champs: Partial<Message> = {}): Message => ({
  a: 'presidence@exemple.fr',
  objet: 'Conférence du 15 décembre',
  texte: 'Bonjour,\n\nVoici l’ordre du jour.\n',
  ...champs,
})

describe('le courriel par SMTP', () => {
  it('part entier, avec une identité qui ne dépend que de la tâche', async () => {
    await envoyer(message())
    await t.tachesFaites()
    expect(recus).toHaveLength(1)
    const { lu, a } = recus[0]!
    expect(a).toEqual(['presidence@exemple.fr'])
    expect(lu.subject).toBe('Conférence du 15 décembre')
    expect(lu.text?.trim()).toBe('Bonjour,\n\nVoici l’ordre du jour.')
    const { id, etat } = (await listEnvois(taches, 1))[0]!
    expect(lu.messageId).toBe(`<${id}@maillage.exemple.fr>`)
    expect(etat).toBe('parti')
    expect(lu.headers.get('auto-submitted')).toBe('auto-generated')
  })

  it('porte l’invitation comme les agendas l’attendent : une alternative text/calendar avec sa méthode', async () => {
    const contenu = ecrireInvitation('REQUEST', {
      uid: 'seance-1@maillage',
      sequence: 0,
      titre: 'Conférence',
      description: '1. Question',
      lieu: 'Nantes',
      adresse: 'https://exemple.fr/seances/1',
      debutLe: new Date('2026-12-15T13:00:00Z'),
      finLe: new Date('2026-12-15T15:00:00Z'),
      organisateur: { nom: 'Coordinatrice, CDG 44', courriel: 'coordination@exemple.fr' },
      invite: { nom: 'Présidence, CDG 53', courriel: 'presidence@exemple.fr' },
      etabliLe: new Date('2026-11-24T13:00:00Z'),
    })
    await envoyer(message({ agenda: { methode: 'REQUEST', contenu } }))
    await t.tachesFaites()
    const { brut, lu } = recus[0]!
    const alternative = /Content-Type: multipart\/alternative;\s+boundary="([^"]+)"/.exec(brut)![1]!
    const parties = brut.split(`--${alternative}`).slice(1, -1)
    expect(parties.map((partie) => /Content-Type: ([^;\s]+)/.exec(partie)![1])).toEqual([
      'text/plain',
      'text/calendar',
    ])
    expect(parties[1]).toMatch(/Content-Type: text\/calendar; charset=utf-8;\s+method=REQUEST/i)
    const piece = lu.attachments.find(({ filename }) => filename === 'invitation.ics')!
    expect(piece.content.toString()).toBe(contenu)
    expect(contenu).toContain('METHOD:REQUEST')
  })

  it.each([
    ['l’objet', { objet: 'Séance\r\nBcc: intrus@exemple.fr\r\n\r\nCorps' }],
    ['l’objet, sans retour chariot', { objet: 'Séance\nBcc: intrus@exemple.fr' }],
  ])('ne laisse pas %s ajouter un en-tête', async (_ou, champs) => {
    await envoyer(message(champs))
    await t.tachesFaites()
    const { a, lu } = recus[0]!
    expect(a).toEqual(['presidence@exemple.fr'])
    expect(lu.headers.has('bcc')).toBe(false)
    expect(lu.text?.trim()).toBe('Bonjour,\n\nVoici l’ordre du jour.')
    expect(lu.subject).toMatch(/^Séance Bcc: intrus@exemple\.fr/)
  })

  it.each([
    'presidence@exemple.fr\r\nBcc: intrus@exemple.fr',
    'presidence@exemple.fr, intrus@exemple.fr',
    'Présidence <presidence@exemple.fr>',
    'presidence',
  ])('met de côté, sans rien envoyer, une adresse qui n’en est pas une : %j', async (a) => {
    await envoyer(message({ a }))
    await t.tachesFaites()
    expect(recus).toEqual([])
    expect((await listEchecs(taches.boss, 1))[0]!.raison).toMatch(/n’est pas une adresse électronique/)
  })

  it('met de côté à la première tentative une adresse que le serveur refuse pour de bon', async () => {
    await envoyer(message({ a: 'inconnu@exemple.fr' }))
    await t.tachesFaites()
    const [echec] = await listEchecs(taches.boss, 1)
    expect(echec).toMatchObject({ file: 'courriel', essais: 1 })
    expect(echec!.raison).toMatch(/refuse l’adresse inconnu@exemple\.fr : 550/)
  })

  it('attend un serveur absent et part une fois, quand il revient', async () => {
    await eteindre()
    await envoyer(message({ objet: 'Retardé' }))
    const enReessai = async () =>
      (await listEnvois(taches, 5)).find(({ objet, etat }) => objet === 'Retardé' && etat === 'reessai')
    await jusqua('le message attend le serveur', async () => (await enReessai()) !== undefined)
    expect((await enReessai())!.raison).toMatch(/ECONNREFUSED/)
    await allumer()
    await pool.query(`update pgboss.job set start_after = now() where state = 'retry'`)
    await t.tachesFaites()
    expect(recus.map(({ lu }) => lu.subject)).toEqual(['Retardé'])
  })

  it('ne part pas si la transaction qui l’envoie est annulée', async () => {
    await t.base
      .enTantQue(acteur, async (tx) => {
        await courriel.envoyer(tx, message())
        throw new Error('annulée')
      })
      .catch(() => {})
    await envoyer(message({ objet: 'Suivant' }))
    await t.tachesFaites()
    expect(recus.map(({ lu }) => lu.subject)).toEqual(['Suivant'])
  })
})
