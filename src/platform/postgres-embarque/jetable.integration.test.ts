import { existsSync } from 'node:fs'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { BINAIRES_DEBIAN_15, creerBaseDepuisModele, demarrerServeurJetable } from './index.ts'

// Debian's server is an extra where it is installed; the embedded one is always tried.
const serveurs = [
  { nom: 'PostgreSQL 18 intégré', binaires: undefined, majeure: '18' },
  ...(existsSync(BINAIRES_DEBIAN_15)
    ? [{ nom: 'PostgreSQL 15 de Debian', binaires: BINAIRES_DEBIAN_15, majeure: '15' }]
    : []),
]

describe.each(serveurs)('un serveur jetable ($nom)', ({ binaires, majeure }) => {
  it('donne une base neuve par copie d’un modèle, puis disparaît', async () => {
    const serveur = await demarrerServeurJetable({ binaires })
    try {
      const admin = serveur.url('postgres')
      await creerBaseDepuisModele(admin, 'modele', 'template1')
      await executer(serveur.url('modele'), 'create table commune as select 1 as id')
      await creerBaseDepuisModele(admin, 'copie', 'modele')
      expect(await executer(serveur.url('copie'), 'select count(*)::int as n from commune')).toEqual([
        { n: 1 },
      ])
      const [{ server_version }] = await executer(admin, 'show server_version')
      expect(server_version.split('.')[0]).toBe(majeure)
    } finally {
      await serveur.arreter()
    }
    expect(existsSync(serveur.socketDir)).toBe(false)
  })
})

async function executer(url: string, sql: string) {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
