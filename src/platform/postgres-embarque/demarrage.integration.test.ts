import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demarrerServeurEmbarque, type ServeurEmbarque, ServeurIndisponible } from './index.ts'

let dossier: string
const ouverts: ServeurEmbarque[] = []

beforeEach(async () => {
  dossier = await mkdtemp(join(tmpdir(), 'essai-base-'))
})

afterEach(async () => {
  for (const serveur of ouverts.splice(0)) await serveur.arreter()
  await rm(dossier, { recursive: true, force: true })
})

async function demarrer() {
  const serveur = await demarrerServeurEmbarque({ dossier })
  ouverts.push(serveur)
  return serveur
}

async function interroger(serveur: ServeurEmbarque, sql: string, role?: string) {
  const client = new pg.Client(serveur.url('postgres', role))
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}

describe('la base intégrée', () => {
  it('se crée au premier lancement et garde ses lignes au suivant', async () => {
    const premier = await demarrer()
    expect(premier.dejaLance).toBe(false)
    await interroger(premier, 'create table note as select 42 as valeur')
    await premier.arreter()
    expect(await interroger(await demarrer(), 'select valeur from note')).toEqual([[42]])
  })

  it('protège les données : sommes de contrôle, écriture forcée, aucun port réseau', async () => {
    const serveur = await demarrer()
    const lire = (nom: string) => interroger(serveur, `show ${nom}`)
    expect(await lire('data_checksums')).toEqual([['on']])
    expect(await lire('fsync')).toEqual([['on']])
    expect(await lire('synchronous_commit')).toEqual([['on']])
    expect(await lire('listen_addresses')).toEqual([['']])
  })

  it('range les noms dans l’ordre français sans rien demander', async () => {
    const serveur = await demarrer()
    const noms = `select string_agg(nom, ' ' order by nom) from unnest(array['Zoé','Éric','eric','Élan','Cote']) nom`
    expect(await interroger(serveur, noms)).toEqual([['Cote Élan eric Éric Zoé']])
    expect(await interroger(serveur, `select lower('ÉLECTRICITÉ'), 'É' ilike 'é'`)).toEqual([
      ['électricité', true],
    ])
    expect(
      await interroger(serveur, `select to_tsvector('french', 'l’Éveil') @@ to_tsquery('french', 'éveil')`),
    ).toEqual([[true]])
  })

  it('laisse entrer un rôle de connexion de l’application, par la même porte', async () => {
    const serveur = await demarrer()
    await interroger(serveur, 'create role app_collectivite login')
    expect(await interroger(serveur, 'select current_user::text', 'app_collectivite')).toEqual([
      ['app_collectivite'],
    ])
  })

  it('refuse un second lancement sur le même dossier, avec une phrase', async () => {
    await demarrer()
    const refus = await demarrerServeurEmbarque({ dossier }).catch((erreur) => erreur)
    expect(refus).toBeInstanceOf(ServeurIndisponible)
    expect(refus.code).toBe('deja-ouvert')
    expect(refus.message).toContain(`déjà ouverte par le processus ${process.pid}`)
  })

  it('ne laisse à l’arrêt ni serveur, ni dossier temporaire', async () => {
    const serveur = await demarrer()
    await serveur.arreter()
    await expect(readdir(serveur.socketDir)).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(readdir(join(dossier, 'pg18'))).resolves.not.toContain('postmaster.pid')
  })
})
