// Two whole applications on one database and one folder of files: what one writes the other shows, and the death of one loses and doubles nothing.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { demarrerServeurEmbarque, type ServeurEmbarque } from '../../src/platform/postgres-embarque/index.ts'
import { ouvrirTaches } from '../../src/platform/taches/taches.ts'
import { jusqua } from '../attente.ts'
import { demarrerServeur, dossierJetable, portLibre, type ServeurDeTest } from '../serveur.ts'
import { lignes } from './base.ts'
import { entrer, type Personne, type Reponse } from './client.ts'
import { copierDonnees } from './installation.ts'

const PDL = 'Centres de gestion des Pays de la Loire'
const dossier = dossierJetable()
const donnees = join(dossier.chemin, 'donnees')
const recus: ParsedMail[] = []
/** Messages taken from a process whose answer is kept back: it never knows that they arrived. */
const retenus: ParsedMail[] = []
/** Stays until the end: what the dead process had sent may be read here after its death, and had no answer either. */
let retenir: string | null = null
let postgres: ServeurEmbarque
let smtp: SMTPServer
let un: ServeurDeTest
let deux: ServeurDeTest
let coordinatrice: Personne
let proprietaire: string

const dePart = (message: ParsedMail): string => message.from!.value[0]!.address!
const pour = (message: ParsedMail): string => [message.to].flat()[0]!.text

beforeAll(async () => {
  copierDonnees(inject('demonstration'), donnees)
  postgres = await demarrerServeurEmbarque({ dossier: join(donnees, 'base') })
  proprietaire = postgres.url('maillage', 'maillage_proprietaire')
  const port = await portLibre()
  smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: async (flux, _session, repondre) => {
      const morceaux: Buffer[] = []
      try {
        for await (const morceau of flux) morceaux.push(morceau as Buffer)
      } catch {
        return // its sender died in the middle: nothing was received
      }
      const message = await simpleParser(Buffer.concat(morceaux))
      recus.push(message)
      // Reminders of the day leave at the same time: they are not what is watched.
      if (dePart(message) === retenir && pour(message).startsWith('agent-')) retenus.push(message)
      else repondre()
    },
  })
  smtp.on('error', () => {}) // the connection of a killed process
  smtp.listen(port, '127.0.0.1')
  await once(smtp.server, 'listening')
  // Both were stopped for two days: the purge of the night is owed once, not once by process.
  await lignes(postgres.url('maillage'), `update pgboss.version set cron_on = now() - interval '2 days'`)
  await lignes(postgres.url('maillage'), `update pgboss.schedule set created_on = now() - interval '3 days'`)
  ;[un, deux] = (await Promise.all(
    ['un', 'deux'].map((nom) =>
      demarrerServeur({
        DONNEES: donnees,
        DATABASE_URL: postgres.url('maillage', 'maillage_app'),
        SMTP_URL: `smtp://127.0.0.1:${port}`,
        SMTP_EXPEDITEUR: `Maillage <${nom}@exemple.fr>`,
      }),
    ),
  )) as [ServeurDeTest, ServeurDeTest]
  coordinatrice = await entrer(un.adresse, 'Coordinatrice', 'CDG 44')
})
afterAll(async () => {
  await Promise.all([un.arreter(), deux.arreter()])
  await new Promise<void>((fini) => smtp.close(() => fini()))
  await postgres.arreter()
  dossier.supprimer()
})

/** The same person in front of another process: a load balancer chose it. */
async function chez(
  { adresse }: ServeurDeTest,
  qui: Personne,
  chemin: string,
  corps?: URLSearchParams | FormData,
): Promise<Reponse> {
  const reponse = await fetch(adresse + chemin, {
    ...(corps && { method: 'POST', body: corps }),
    redirect: 'manual',
    headers: { cookie: qui.cookie(), 'sec-fetch-site': 'same-origin' },
  })
  return { statut: reponse.status, vers: reponse.headers.get('location'), texte: await reponse.text() }
}

it('la purge manquée pendant l’arrêt a lieu une fois, par l’un des deux', async () => {
  const base = postgres.url('maillage')
  const purges = () =>
    lignes<{ faite: boolean }>(
      base,
      `select state = 'completed' as faite from pgboss.job where name = 'purge-aux-termes'`,
    )
  await jusqua('la purge manquée est faite', async () => {
    const toutes = await purges()
    return toutes.length > 0 && toutes.every(({ faite }) => faite)
  })
  const faites = await purges()
  // Of the two nights missed, the last one; in the very minute of the purge, tonight's too. Each of them once.
  const dues = await lignes<{ hier: boolean }>(
    base,
    `select distinct data ->> 'slot', (data ->> 'slot')::timestamp > now() at time zone 'UTC' - interval '26 hours' as hier
     from pgboss.job where name = '__pgboss__send-it' and data ->> 'name' = 'purge-aux-termes'`,
  )
  expect(dues.map(({ hier }) => hier)).toEqual(faites.map(() => true))
  expect(await lignes(base, 'select from purge_passage')).toHaveLength(faites.length)
})

it('un même formulaire envoyé aux deux crée une chose, que les deux montrent', async () => {
  const [lu] = await lignes<{ instance: string; membre: string }>(
    proprietaire,
    `select i.id as instance, m.organisme_id as membre from instance i join cooperation c on c.id = i.cooperation_id
     join membre m on m.cooperation_id = c.id where c.nom = $1 and m.libelle = 'CDG 44' order by i.id limit 1`,
    [PDL],
  )
  const sujet = () =>
    new URLSearchParams({
      instance: lu!.instance,
      question: 'Envoyé aux deux processus',
      genre: 'vote',
      porte: lu!.membre,
      cle: 'b5f5a2c0-5a06-7f0e-8a83-0b6d2c6f5a11',
    })
  const reponses = await Promise.all(
    [un, deux, un, deux].map((serveur) => chez(serveur, coordinatrice, '/sujets', sujet())),
  )
  expect(reponses.map(({ statut }) => statut)).toEqual([303, 303, 303, 303])
  expect(
    await lignes(proprietaire, `select from sujet where question = 'Envoyé aux deux processus'`),
  ).toHaveLength(1)
  for (const serveur of [un, deux])
    expect((await chez(serveur, coordinatrice, '/sujets')).texte).toContain('Envoyé aux deux processus')
})

it('une pièce jointe chez l’un se télécharge chez l’autre', async () => {
  const [point] = await lignes<{ id: string; seance: string }>(
    proprietaire,
    `select s.point_courant as id, s.id as seance from seance s join cooperation c on c.id = s.cooperation_id
     where s.statut = 'ouverte' and c.nom = $1`,
    [PDL],
  )
  const envoi = new FormData()
  envoi.append('fichier', new Blob(['Note envoyée au premier.']), 'note.txt')
  const joindre = `/seances/${point!.seance}/points/${point!.id}/pieces`
  expect((await chez(un, coordinatrice, joindre, envoi)).statut).toBe(303)
  const [fichier] = await lignes<{ id: string }>(
    proprietaire,
    `select id from fichier where nom = 'note.txt' order by depose_le desc limit 1`,
  )
  const lue = await chez(deux, coordinatrice, `/fichiers/${fichier!.id}`)
  expect([lue.statut, lue.texte]).toEqual([200, 'Note envoyée au premier.'])
})

it('une session fermée et un mandat terminé chez l’un le sont aussitôt chez l’autre', async () => {
  const partante = await entrer(un.adresse, 'Direction, CDG 53', PDL)
  expect((await chez(deux, partante, '/sujets')).statut).toBe(200)
  expect((await chez(un, partante, '/deconnexion', new URLSearchParams())).statut).toBe(303)
  expect((await chez(deux, partante, '/sujets')).vers).toMatch(/^\/connexion/)

  const [mandat] = await lignes<{ id: string; version: number }>(
    proprietaire,
    `select m.id, m.version from mandat m join personne p on p.id = m.personne_id join membre x on x.organisme_id = m.organisme_id and x.cooperation_id = m.cooperation_id
     join cooperation c on c.id = m.cooperation_id
     where c.nom = $1 and x.libelle = 'CDG 53' and m.fonction = 'direction' and m.au is null order by m.id limit 1`,
    [PDL],
  )
  const directrice = await entrer(deux.adresse, 'Direction, CDG 53', PDL)
  const presidente = await entrer(un.adresse, 'Présidence, CDG 53', PDL)
  expect((await chez(deux, directrice, '/sujets')).statut).toBe(200)
  const fin = new URLSearchParams({ version: String(mandat!.version) })
  expect((await chez(un, presidente, `/mandats/${mandat!.id}/terminer`, fin)).statut).toBe(303)
  expect((await chez(deux, directrice, '/sujets')).statut).not.toBe(200)
})

it('un prix gardé par un processus change avec l’offre, quel que soit celui qui l’a écrite', async () => {
  const [lot] = await lignes<{ id: string }>(
    proprietaire,
    `select l.id from achat_lot l join cooperation c on c.id = l.cooperation_id where c.nom = $1
     order by (select count(*) from achat_offre o where o.lot_id = l.id) desc, l.numero, l.id limit 1`,
    [PDL],
  )
  const page = `/achats/lots/${lot!.id}`
  const prix = async (serveur: ServeurDeTest) => {
    const { statut, texte } = await chez(serveur, coordinatrice, page)
    expect(statut).toBe(200)
    return texte.match(/[\d\s\u202f]+,?\d*\s?€/g)!.join('|')
  }
  const [avant] = await Promise.all([prix(un), prix(deux)])
  expect(await prix(deux)).toBe(avant)
  // Written outside of both: neither was told.
  await lignes(
    postgres.url('maillage'),
    `with change as (update achat_offre set taux = (select jsonb_agg(jsonb_set(niveau, '{incapacite}', to_jsonb((niveau ->> 'incapacite')::int + 400)))
       from jsonb_array_elements(taux) niveau) where lot_id = $1 returning 1) select count(*) from change`,
    [lot!.id],
  )
  const apres = await prix(un)
  expect(apres).not.toBe(avant)
  expect(await prix(deux)).toBe(apres)
})

it('kill −9 de l’un au milieu des messages : aucun perdu, aucun deux fois pour qui le reçoit', async () => {
  const adresses = Array.from({ length: 30 }, (_, rang) => `agent-${rang}@exemple.fr`)
  retenir = 'un@exemple.fr'
  const mort = once(un.processus, 'exit')
  const creer = async (courriel: string, rang: number) => {
    const champs = {
      nom: `Agent ${rang}`,
      courriel,
      fonction: 'gestion',
      du: '01/01/2026',
      cle: randomUUID(),
    }
    // Whose answer is lost sends the form again, to the process that lives: the key makes it one person.
    const premier = await chez(rang % 2 ? un : deux, coordinatrice, '/personnes', new URLSearchParams(champs))
      .then(({ statut }) => statut)
      .catch(() => 0)
    const statut =
      premier === 303
        ? premier
        : (await chez(deux, coordinatrice, '/personnes', new URLSearchParams(champs))).statut
    expect(statut).toBe(303)
  }
  const creations = adresses.map(creer)
  await jusqua('un premier message est retenu', () => retenus.length > 0)
  un.processus.kill('SIGKILL')
  await Promise.all([mort, ...creations])

  // What the dead process had in hand is noticed a minute later: the minute is not waited for. Once by message: who sends it again must not be believed dead too.
  const vieillis = new Set<string>()
  const taches = await ouvrirTaches(postgres.url('maillage', 'maillage_taches'), () => {})
  const enCours = () =>
    lignes(
      postgres.url('maillage'),
      `select from pgboss.job where name = 'courriel' and state in ('created', 'retry', 'active')`,
    )
  try {
    await jusqua('aucun message n’attend plus', async () => {
      const aVieillir = retenus
        .map(({ messageId }) => /<(.+)@/.exec(messageId!)![1]!)
        .filter((id) => !vieillis.has(id))
      for (const id of aVieillir) vieillis.add(id)
      await lignes(
        postgres.url('maillage'),
        `update pgboss.job set heartbeat_on = now() - interval '2 minutes' where name = 'courriel' and state = 'active'
           and id::text = any($1)`,
        [aVieillir],
      )
      await lignes(
        postgres.url('maillage'),
        `update pgboss.queue set monitor_on = null, monitor_claim_on = null where name = 'courriel'`,
      )
      await taches.boss.supervise('courriel')
      await lignes(
        postgres.url('maillage'),
        `update pgboss.job set start_after = now() where name = 'courriel' and state = 'retry'`,
      )
      return (await enCours()).length === 0
    })
  } finally {
    await taches.arreter()
  }
  const siens = recus.filter((message) => pour(message).startsWith('agent-'))
  const parMessage = new Map(siens.map((message) => [message.messageId!, pour(message)]))
  // One message by person. Sent again, it bears the same Message-ID, by which mailboxes keep one.
  expect([...parMessage.values()].sort()).toEqual([...adresses].sort())
  // Only what the dead process had handed over without an answer was sent again, and nothing is sent three times.
  expect(siens.length).toBe(adresses.length + retenus.length)
  expect(new Set(retenus.map(({ messageId }) => messageId)).size).toBe(retenus.length)
  expect(await lignes(proprietaire, `select from personne where courriel like 'agent-%'`)).toHaveLength(30)

  un = await demarrerServeur({
    DONNEES: donnees,
    DATABASE_URL: postgres.url('maillage', 'maillage_app'),
    SMTP_URL: `smtp://127.0.0.1:9`,
  })
  expect((await chez(un, coordinatrice, '/sujets')).statut).toBe(200)
})
