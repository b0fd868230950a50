// Stops that lose nothing and leave nothing behind; starts that are refused in one sentence, or cut in the middle.

import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { lirePostmaster } from '../../src/platform/postgres-embarque/postmaster.ts'
import { jusqua } from '../attente.ts'
import { demarrerServeur, dossierJetable, lancerServeur, portLibre, type ServeurDeTest } from '../serveur.ts'
import { dossierDuServeur, lignes, pidDuServeur, urlDeLaBase } from './base.ts'
import { entrer } from './client.ts'
import { copierDonnees } from './installation.ts'

const dossier = dossierJetable()
const donnees = join(dossier.chemin, 'donnees')
const ouverts: ServeurDeTest[] = []

beforeAll(() => copierDonnees(inject('demonstration'), donnees))
afterAll(async () => {
  for (const serveur of ouverts) await serveur.arreter()
  dossier.supprimer()
})

/** What a launch that must be refused says before it ends with code 1. */
async function refus(env: Readonly<Record<string, string>>): Promise<string> {
  const serveur = await lancerServeur(env)
  await once(serveur.processus, 'close')
  expect(serveur.processus.exitCode).toBe(1)
  expect(serveur.sortie()).toContain('Maillage n’a pas pu démarrer.')
  expect(serveur.sortie()).not.toMatch(/\n\s+at /)
  return serveur.sortie()
}

describe('un arrêt demandé', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'par %s répond à ce qui est en cours, puis ne laisse ni serveur, ni prise',
    async (signal) => {
      const serveur = await demarrerServeur({ DONNEES: donnees })
      ouverts.push(serveur)
      const url = await urlDeLaBase(donnees)
      const { socketDir } = (await lirePostmaster(dossierDuServeur(donnees)))!
      const qui = await entrer(serveur.adresse, 'Direction, CDG 53', 'Pays de la Loire')
      const [instance] = await lignes<{ id: string; membre: string }>(
        url,
        `select i.id, m.organisme_id as membre from instance i join membre m on m.cooperation_id = i.cooperation_id
         join cooperation c on c.id = i.cooperation_id where c.nom like '%Pays de la Loire%' and m.libelle = 'CDG 53' order by i.id limit 1`,
      )
      // Somebody holds what the request needs: it is certain to be under way when the signal arrives.
      const verrou = new pg.Client(url)
      verrou.on('error', () => {})
      await verrou.connect()
      await verrou.query('begin; lock table sujet in exclusive mode')
      const question = `Répondu pendant l’arrêt par ${signal} ?`
      const reponse = qui.post('/sujets', {
        instance: instance!.id,
        question,
        genre: 'vote',
        porte: instance!.membre,
      })
      // That table and no other: a task of the background may wait elsewhere before the request arrives.
      await jusqua(
        'la requête attend le verrou',
        async () =>
          (await lignes(url, `select from pg_locks where relation = 'sujet'::regclass and not granted`))
            .length > 0,
      )
      const fin = once(serveur.processus, 'close')
      serveur.processus.kill(signal)
      serveur.processus.kill(signal) // as npm does: it passes on a Ctrl-C that the terminal has already sent
      await jusqua('le serveur n’écoute plus', () =>
        fetch(`${serveur.adresse}/sante`).then(
          () => false,
          () => true,
        ),
      )
      expect(serveur.processus.exitCode).toBeNull()
      await verrou.query('commit')
      await verrou.end()
      expect((await reponse).statut).toBe(303)
      expect(await fin).toEqual([0, null])
      expect(existsSync(socketDir)).toBe(false)
      expect(readdirSync(dossierDuServeur(donnees))).not.toContain('postmaster.pid')

      const apres = await demarrerServeur({ DONNEES: donnees })
      ouverts.push(apres)
      expect(
        await lignes(await urlDeLaBase(donnees), 'select question from sujet where question = $1', [
          question,
        ]),
      ).toEqual([{ question }])
      await apres.arreter()
    },
  )
})

describe('un lancement refusé', () => {
  it('sur un port pris le dit avant d’ouvrir la base, et se relance ailleurs', async () => {
    const autre = createServer().listen(0, '127.0.0.1')
    await once(autre, 'listening')
    const { port } = autre.address() as { port: number }
    const neuf = join(dossier.chemin, 'neuf')
    expect(await refus({ DONNEES: neuf, PORT: String(port) })).toContain(
      `Le port ${port} est déjà pris par un autre programme`,
    )
    expect(existsSync(join(neuf, 'base'))).toBe(false)
    autre.close()
  })

  it('sur une adresse qui n’est pas à cette machine nomme la variable', async () => {
    const lu = await refus({
      DONNEES: join(dossier.chemin, 'neuf'),
      MODE: 'production',
      ADRESSE: 'http://maillage.test',
      SMTP_URL: 'smtp://127.0.0.1:9',
      HOTE: '192.0.2.1',
    })
    expect(lu).toContain('L’adresse 192.0.2.1 n’est pas celle de cette machine. Corrigez la variable HOTE')
  })

  it('sur un dossier déjà servi nomme le processus, sans déranger le premier', async () => {
    const premier = await demarrerServeur({ DONNEES: donnees })
    ouverts.push(premier)
    const base = await pidDuServeur(donnees)
    expect(await refus({ DONNEES: donnees })).toContain(
      `La base de données est déjà ouverte par le processus ${premier.processus.pid}`,
    )
    expect((await fetch(`${premier.adresse}/sante`)).status).toBe(200)
    expect(await pidDuServeur(donnees)).toBe(base)
    await premier.arreter()
  })

  it('sous un fichier au lieu d’un dossier explique quoi corriger', async () => {
    const fichier = join(import.meta.dirname, 'arret.test.ts')
    expect(await refus({ DONNEES: fichier, SECRET: 's'.repeat(40) })).toMatch(
      /La base de données ne peut pas être ouverte dans le dossier .*choisissez-en un autre avec la variable DONNEES/,
    )
  })
})

describe('un lancement interrompu', () => {
  it('l’application tuée, sa base attend ; le lancement suivant la reprend au lieu d’en ouvrir une autre', async () => {
    const env = { DONNEES: donnees, PORT: String(await portLibre()) }
    const premier = await demarrerServeur(env)
    ouverts.push(premier)
    const base = await pidDuServeur(donnees)
    const mort = once(premier.processus, 'close')
    premier.processus.kill('SIGKILL')
    await mort
    expect(await pidDuServeur(donnees)).toBe(base)
    const second = await demarrerServeur(env)
    ouverts.push(second)
    expect(await pidDuServeur(donnees)).toBe(base)
    await second.arreter()
    expect(readdirSync(dossierDuServeur(donnees))).not.toContain('postmaster.pid')
  })

  it.each([
    ['tué pendant qu’il crée la base', 'SIGKILL', /^$/],
    ['tué au milieu de la démonstration', 'SIGKILL', /Grand Ouest/],
    ['arrêté au milieu de la démonstration', 'SIGTERM', /Grand Ouest/],
  ] as const)('%s, le premier lancement recommence et finit', async (_cas, signal, moment) => {
    const ici = join(dossier.chemin, `coupe-${signal}-${moment.source.length}`)
    const premier = await lancerServeur({ DONNEES: ici })
    const fin = once(premier.processus, 'close')
    if (moment.source === '^$')
      await jusqua(
        'la création de la base a commencé',
        () =>
          existsSync(join(ici, 'base')) && readdirSync(join(ici, 'base')).some((nom) => /creation/.test(nom)),
      )
    else await jusqua(`le premier lancement dit ${moment}`, () => moment.test(premier.sortie()))
    premier.processus.kill(signal)
    const [code] = (await fin) as [number | null]
    if (signal === 'SIGTERM') {
      expect(code).toBe(0)
      expect(readdirSync(dossierDuServeur(ici))).not.toContain('postmaster.pid')
    }
    const second = await demarrerServeur({ DONNEES: ici })
    ouverts.push(second)
    const [compte] = await lignes<{ cooperations: number; seances: number }>(
      await urlDeLaBase(ici),
      `select (select count(*)::int from cooperation) as cooperations,
         (select count(*)::int from seance s join cooperation c on c.id = s.cooperation_id where c.nom like 'Grand Ouest%') as seances`,
    )
    expect(compte!.cooperations).toBe(5)
    expect(compte!.seances).toBeGreaterThan(0)
    await second.arreter()
    expect(readdirSync(dirname(dossierDuServeur(ici))).filter((nom) => /creation/.test(nom))).toEqual([])
  })
})
