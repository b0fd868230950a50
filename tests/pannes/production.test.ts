// Production as README.md describes it: a PostgreSQL server (15 where Debian's is installed), roles, migrations by their command, production
// dependencies only, an SMTP server, two processes on one database.

import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  BINAIRES_DEBIAN_15,
  demarrerServeurJetable,
  type ServeurEmbarque,
} from '../../src/platform/postgres-embarque/index.ts'
import { jusqua } from '../attente.ts'
import { cleDeLaPage, codeDe } from '../identites/second-facteur.ts'
import { demarrerServeur, dossierJetable, lancerServeur, portLibre, type ServeurDeTest } from '../serveur.ts'
import { lignes } from './base.ts'
import { visiteur } from './client.ts'
import { lancerCommande } from './commande.ts'

const racine = join(import.meta.dirname, '..', '..')
const dossier = dossierJetable()
const installation = join(dossier.chemin, 'maillage')
const recus: ParsedMail[] = []
const serveurs: ServeurDeTest[] = []
let postgres: ServeurEmbarque
let smtp: SMTPServer
let env: Record<string, string>
const pour = ({ to }: ParsedMail): string => [to].flat()[0]?.text ?? ''
const expediteurs = new Set<string>()
const deuxExpediteurs = Promise.withResolvers<void>()
function chacunEnvoie(expediteur: string): Promise<void> {
  expediteurs.add(expediteur)
  if (expediteurs.size === 2) deuxExpediteurs.resolve()
  return deuxExpediteurs.promise
}

const url = (role: string): string => postgres.url('maillage', role)

/** What `npm ci --omit=dev` would lay: the sources, and the packages that the lockfile does not mark as development. */
function installerSansDeveloppement(): void {
  mkdirSync(installation)
  for (const nom of [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'src',
    'scripts',
    'demo',
    'packages',
    'migrations',
    'deploiement',
  ])
    cpSync(join(racine, nom), join(installation, nom), { recursive: true })
  const { packages } = JSON.parse(readFileSync(join(racine, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean; link?: boolean; resolved?: string }>
  }
  for (const [chemin, { dev, devOptional, link, resolved }] of Object.entries(packages)) {
    if (!/^node_modules\/[^/]+(\/[^/]+)?$/.test(chemin) || dev || devOptional) continue
    const source = link ? join(installation, resolved!) : join(racine, chemin)
    if (!existsSync(source)) continue // an optional package of another system
    mkdirSync(dirname(join(installation, chemin)), { recursive: true })
    symlinkSync(source, join(installation, chemin))
  }
}

beforeAll(async () => {
  installerSansDeveloppement()
  postgres = await demarrerServeurJetable(
    existsSync(BINAIRES_DEBIAN_15) ? { binaires: BINAIRES_DEBIAN_15 } : {},
  )
  const admin = new pg.Client(postgres.url('postgres'))
  await admin.connect()
  await admin.query(readFileSync(join(installation, 'deploiement/roles.sql'), 'utf8'))
  await admin.query('create database maillage owner maillage_proprietaire')
  await admin.end()

  const port = await portLibre()
  smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: async (flux, _session, repondre) => {
      const morceaux: Buffer[] = []
      for await (const morceau of flux) morceaux.push(morceau as Buffer)
      const message = await simpleParser(Buffer.concat(morceaux))
      recus.push(message)
      // An invitation has its answer when each process has sent one: who sends fast does not leave the other without.
      if (pour(message).startsWith('agent-')) await chacunEnvoie(message.from!.value[0]!.address!)
      repondre()
    },
  })
  smtp.listen(port, '127.0.0.1')
  await once(smtp.server, 'listening')
  env = {
    MODE: 'production',
    ADRESSE: 'http://maillage.test',
    SECRET: 'p'.repeat(40),
    DATABASE_URL: url('maillage_app'),
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    DIST: '',
  }
})
afterAll(async () => {
  await Promise.all(serveurs.map((serveur) => serveur.arreter()))
  await new Promise<void>((fini) => smtp.close(() => fini()))
  await postgres.arreter()
  dossier.supprimer()
})

/** Launches a process that must refuse; resolves with what it said. */
async function refus(variables: Readonly<Record<string, string>>): Promise<string> {
  const serveur = await lancerServeur(
    { ...env, DONNEES: join(dossier.chemin, 'refus'), ...variables },
    installation,
  )
  await once(serveur.processus, 'close')
  expect(serveur.processus.exitCode).toBe(1)
  expect(serveur.sortie()).not.toMatch(/\n\s+at /)
  return serveur.sortie()
}

const migrer = (role: string) =>
  lancerCommande('base', ['migrer'], { DATABASE_URL_MIGRATION: url(role) }, installation)

it('l’installation n’a que les dépendances de production', () => {
  const noms = readdirSync(join(installation, 'node_modules'))
  expect(noms).toContain('fastify')
  expect(noms).toContain('esbuild')
  for (const outil of ['vitest', 'typescript', 'playwright-core', 'axe-core'])
    expect(noms).not.toContain(outil)
})

it('refuse de servir sur une base vide, et dit la commande à lancer', async () => {
  expect(await refus({})).toMatch(/n’a pas encore les tables de Maillage\. Lancez « npm run base -- migrer »/)
})

it('migre par sa commande, sous le propriétaire et lui seul', async () => {
  const sansMot = await lancerCommande('base', [], {}, installation)
  expect(sansMot.code).toBe(2)
  expect(sansMot.sortie).toContain('Usage : npm run base -- migrer')
  const sansAdresse = await lancerCommande(
    'base',
    ['migrer'],
    { DATABASE_URL: url('maillage_app') },
    installation,
  )
  expect(sansAdresse.code).toBe(1)
  expect(sansAdresse.sortie).toContain('DATABASE_URL_MIGRATION manque')
  const tropPuissant = await migrer(postgres.superutilisateur)
  expect(tropPuissant.code).toBe(1)
  expect(tropPuissant.sortie).toContain('les tables lui appartiendraient')
  const ailleurs = await lancerCommande(
    'base',
    ['migrer'],
    { DATABASE_URL_MIGRATION: 'postgres://maillage_proprietaire:secret@127.0.0.1:9/maillage' },
    installation,
  )
  expect(ailleurs.code).toBe(1)
  expect(ailleurs.sortie).toMatch(/désigné par DATABASE_URL_MIGRATION ne répond pas \(ECONNREFUSED\)/)
  expect(ailleurs.sortie).not.toContain('secret')

  const [premiere, seconde] = await Promise.all([
    migrer('maillage_proprietaire'),
    migrer('maillage_proprietaire'),
  ])
  expect([premiere.code, seconde.code]).toEqual([0, 0])
  // Two migrations at once: one works, the other waits and finds nothing to do.
  const bilans = [premiere, seconde].map(({ sortie }) => sortie)
  expect(bilans.filter((sortie) => sortie.includes('migration(s) appliquée(s)'))).toHaveLength(1)
  expect(bilans.filter((sortie) => sortie.includes('Rien à faire'))).toHaveLength(1)
})

it.each([
  ['un superutilisateur', () => postgres.superutilisateur],
  ['le propriétaire des tables', () => 'maillage_proprietaire'],
])('refuse de servir sous %s', async (_qui, role) => {
  expect(await refus({ DATABASE_URL: url(role()) })).toMatch(
    /se connecte avec le rôle « \w+ », qui échappe à la sécurité par ligne\. Utilisez le rôle maillage_app/,
  )
})

it('refuse un schéma plus ancien que le programme, et un schéma qui n’est pas le sien', async () => {
  const proprietaire = url('maillage_proprietaire')
  const [derniere] = await lignes<{ nom: string; empreinte: string }>(
    proprietaire,
    'delete from migration where nom = (select max(nom) from migration) returning nom, empreinte',
  )
  const ancien = await refus({})
  expect(ancien).toContain(
    `il lui manque 1 migration(s), dont ${derniere!.nom}. Lancez « npm run base -- migrer »`,
  )
  const inscrire = (empreinte: string) =>
    lignes(
      proprietaire,
      'insert into migration (nom, empreinte) values ($1, $2) on conflict (nom) do update set empreinte = excluded.empreinte',
      [derniere!.nom, empreinte],
    )
  await inscrire('autre')
  expect(await refus({})).toContain(
    `La migration ${derniere!.nom} de ce programme n’est pas celle que la base a reçue`,
  )
  await inscrire(derniere!.empreinte)
})

it.each([
  ['absent', 'postgres://maillage_app:secret@127.0.0.1:9/maillage', /ne répond pas \(ECONNREFUSED\)/],
  ['sans la base', () => postgres.url('ailleurs', 'maillage_app'), /n’existe pas\. Créez-la/],
])('dit en une phrase que le serveur est %s', async (_cas, adresse, phrase) => {
  const lu = await refus({ DATABASE_URL: typeof adresse === 'string' ? adresse : adresse() })
  expect(lu).toMatch(phrase)
  expect(lu).not.toContain('secret')
})

it('deux processus se partagent une base : pages, courriels, journal', async () => {
  // Started together from one folder: one builds, neither breaks the other. The sender tells which process sent a message.
  const deux = await Promise.all(
    ['un', 'deux'].map((nom) =>
      demarrerServeur(
        { ...env, DONNEES: join(dossier.chemin, nom), SMTP_EXPEDITEUR: `Maillage <${nom}@exemple.fr>` },
        installation,
      ),
    ),
  )
  serveurs.push(...deux)
  const [un, autre] = deux as [ServeurDeTest, ServeurDeTest]
  const { sortie } = await lancerCommande('premier-acces', [], env, installation)
  const lien = /http:\/\/maillage\.test(\/premier-acces\/\S+)/.exec(sortie)![1]!

  const coordinatrice = visiteur(un.adresse)
  const creee = await coordinatrice.post(lien, {
    region: '28',
    nom: 'Coopération des CDG normands',
    niveau: 'regional',
    membre: ['cdg:14', 'cdg:27', 'cdg:50'],
    coordonnateur: 'cdg:14',
    instance: 'Conférence des présidences',
    prereglage: 'egalite_bretonne',
    personne: 'Coordinatrice',
    courriel: 'coordination@exemple.fr',
  })
  expect(creee.vers).toBe('/personnes')
  const cle = cleDeLaPage((await coordinatrice.get('/second-facteur')).texte)
  expect(
    (await coordinatrice.post('/second-facteur/activer', { secret: cle, code: codeDe(cle) })).statut,
  ).toBe(200)

  // The same session is good on the other process.
  const page = await fetch(`${autre.adresse}/personnes`, { headers: { cookie: coordinatrice.cookie() } })
  expect(page.status).toBe(200)

  // Forty people are named, by turns on each process: each is invited once, whichever process sends the message.
  const adresses = Array.from({ length: 40 }, (_, rang) => `agent-${rang}@exemple.fr`)
  const statuts = await Promise.all(
    adresses.map(async (courriel, rang) => {
      const reponse = await fetch(`${(rang % 2 ? un : autre).adresse}/personnes`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: coordinatrice.cookie(), 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ nom: `Agent ${rang}`, courriel, fonction: 'gestion', du: '01/01/2026' }),
      })
      return reponse.status
    }),
  )
  expect(new Set(statuts)).toEqual(new Set([303]))
  const invitations = () => recus.filter((message) => pour(message).startsWith('agent-'))
  await jusqua('les quarante invitations sont arrivées', () => invitations().length >= adresses.length)
  expect(invitations().map(pour).sort()).toEqual([...adresses].sort())
  expect(new Set(invitations().map(({ messageId }) => messageId)).size).toBe(adresses.length)
  expect(new Set(invitations().map(({ from }) => from!.value[0]!.address))).toEqual(
    new Set(['un@exemple.fr', 'deux@exemple.fr']),
  )

  await jusqua('le journal est enchaîné', async () => {
    const [reste] = await lignes<{ n: number }>(
      url('maillage_proprietaire'),
      'select count(*)::int as n from journal where maillon is null',
    )
    return reste!.n === 0
  })
  const preuve = await lancerCommande(
    'journal',
    ['verifier'],
    { DATABASE_URL_MIGRATION: url('maillage_proprietaire') },
    installation,
  )
  expect(preuve.sortie).toMatch(/✔ Coopération des CDG normands : \d+ lignes? prouvées?\. Tête/)
  expect(preuve.code).toBe(0)

  // Telephone and paper codes lost: the operator forgets them, and the open sign-ins with them.
  const oublier = (adresse: string) =>
    lancerCommande(
      'compte',
      ['oublier-telephone', adresse],
      { DATABASE_URL_MIGRATION: url('maillage_proprietaire') },
      installation,
    )
  const oubli = await oublier('Coordination@exemple.fr')
  expect(oubli.sortie).toContain('Le téléphone et les clés d’accès de coordination@exemple.fr sont oubliés')
  expect(oubli.code).toBe(0)
  expect((await coordinatrice.get('/personnes')).vers).toMatch(/^\/connexion/)
  expect((await oublier('coordination@exemple.fr')).code).toBe(1)
  expect((await oublier('personne@exemple.fr')).sortie).toContain(
    'Aucun compte à l’adresse personne@exemple.fr',
  )
})
