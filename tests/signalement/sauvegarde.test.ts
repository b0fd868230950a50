// Backups of sealed cases: what is erased stays erased, what is older than thirty days opens for nobody. The clock is the test's own.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { clesAuteur, entropieDe, nouvelleIdentite, ouvrir } from '@maillage/coffre'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { clesDe, MEMBRES } from '../../demo/signalement/cellules.ts'
import { restaurer, sauvegarder } from '../../scripts/signalement/sauvegarde.ts'
import { ajouterJours } from '../../src/shared/dates.ts'
import { preparerAccueil } from '../../src/signalement/preparer.ts'
import { agir, type Ordre } from '../../src/signalement/protocole/membre.ts'
import { demander } from '../../src/signalement/protocole/serveur.ts'
import { dossierJetable } from '../serveur.ts'
import { type EnMemoire, ouvrirEnMemoire } from '../signalement-en-memoire.ts'

const DEPART = '2026-12-07'
const TABLES = ['dossier', 'message', 'enveloppe', 'piece', 'echeance', 'double_lecture', 'mission']
const [FINIE, LONGUE] = ['F'.repeat(22), 'L'.repeat(22)]
const racine = join(import.meta.dirname, '../..')
const lieu = dossierJetable()
const sauvegardes = join(lieu.chemin, 'sauvegardes')
const bases: string[] = []
let m: EnMemoire
let efface: { id: string; mots: string }
let garde: { id: string }

const { socketDir, port, superutilisateur } = inject('serveur')
const url = (base: string, role: string) =>
  `postgres://${role}@/${base}?host=${encodeURIComponent(socketDir)}&port=${port}`
const faire = async (qui: string, id: string, ordre: Ordre) => agir(await m.chez(qui, id), ordre)
const sauver = () => sauvegarder(sauvegardes, url(m.admin.database!, 'accueil_app'), m.jour)

/** An empty database, under its owner. */
async function baseNeuve(): Promise<{ nom: string; lire: (table: string) => Promise<string[]> }> {
  const nom = `rendue_${process.pid}_${bases.length}`
  bases.push(nom)
  await preparerAccueil(url, superutilisateur, nom, racine)
  return { nom, lire: (table) => lignesDe(nom, table) }
}
async function lignesDe(base: string, table: string): Promise<string[]> {
  const client = new pg.Client(url(base, superutilisateur))
  await client.connect()
  const { rows } = await client.query<{ l: string }>(
    `select to_jsonb(t)::text as l from ${table} t order by 1`,
  )
  await client.end()
  return rows.map(({ l }) => l)
}
const enClair = (fichier: string) => gunzipSync(readFileSync(join(sauvegardes, fichier))).toString()
/** Sealed bytes of a case, as a file of the backup holds them. */
const scelles = (fichier: string, table: string, id: string) =>
  enClair(fichier)
    .split('\n')
    .filter((l) => l.startsWith(`["${table}"`) && l.includes(id))
    .map((l) => JSON.parse(l.slice(l.indexOf('\t') + 1)) as { octets: string })
    .map(({ octets }) => new Uint8Array(Buffer.from(octets.slice(2), 'hex')))

beforeAll(async () => {
  m = await ouvrirEnMemoire(DEPART)
  efface = await m.deposer({ suiviMedical: ['x'], accords: ['medecin'] })
  garde = await m.deposer()
  await m.admin.query(
    "insert into statistique (organisme, annee, fiche) values ('cdg-62', 2026, '{\"annee\": 2026}')",
  )
  // One absence that ends today, one that lasts longer than this test.
  await m.admin.query(
    "insert into absence (id, organisme, membre, du, au, remplacant, par, jour) values ($1, 'cdg-62', 'juriste', $2, $2, 'referente', 'juriste', $2), ($3, 'cdg-62', 'referente', $2, $4, 'juriste-2', 'referente', $2)",
    [FINIE, DEPART, LONGUE, ajouterJours(DEPART, 60)],
  )
  expect(await sauver()).toBe(0)
  m.aller(ajouterJours(DEPART, 1))
  const { jeton } = await m.session('referente')
  await demander(m.transport, '/v1/bureau', { jeton })
  await faire('referente', efface.id, { action: 'accuser', vers: 'ACCUSE' })
  await faire('referente', efface.id, { action: 'instruire', vers: 'EN_COURS' })
  await faire('referente', efface.id, { action: 'proposer-cloture' })
  await faire('juriste-2', efface.id, { action: 'clore', vers: 'CLOS' })
  await faire('juriste-2', efface.id, { action: 'proposer-effacement' })
  await faire('referente', efface.id, { action: 'effacer', vers: 'PURGE' })
}, 120_000)
afterAll(async () => {
  await m?.fermer()
  const client = new pg.Client(url('postgres', superutilisateur))
  await client.connect()
  for (const nom of bases)
    await client.query(`drop database if exists ${pg.escapeIdentifier(nom)} with (force)`)
  await client.end()
  lieu.supprimer()
})

it('à 29 jours, la sauvegarde d’avant l’effacement revient sans ce qui a été effacé, et le reste à l’identique', async () => {
  m.aller(ajouterJours(DEPART, 29))
  expect(await sauver()).toBe(0)
  for (const nom of readdirSync(sauvegardes))
    expect(statSync(join(sauvegardes, nom)).mode & 0o077, nom).toBe(0)
  const rendue = await baseNeuve()
  expect(await restaurer(sauvegardes, DEPART, url(rendue.nom, 'accueil_app'), m.jour)).toBe(0)
  for (const table of TABLES) {
    const lignes = await rendue.lire(table)
    expect(
      lignes.filter((l) => l.includes(efface.id)),
      table,
    ).toEqual([])
    expect(lignes, table).toEqual(await lignesDe(m.admin.database!, table))
  }
  expect((await rendue.lire('enveloppe')).some((l) => l.includes(garde.id))).toBe(true)
  // The journal goes on where it was, and the figures are those of the last day.
  for (const table of ['journal', 'annuaire', 'membre', 'statistique', 'absence'])
    expect(await rendue.lire(table), table).toEqual(await lignesDe(m.admin.database!, table))
  const absences = await rendue.lire('absence')
  expect([absences.length, absences.some((l) => l.includes(LONGUE))]).toEqual([1, true])
  expect(enClair(`${DEPART}.registre.gz`)).toContain(FINIE)
  // A database that holds something is never mixed with a backup.
  expect(await restaurer(sauvegardes, DEPART, url(rendue.nom, 'accueil_app'), m.jour)).toBe(1)
  expect(await restaurer(sauvegardes, '2026-01-01', url(rendue.nom, 'accueil_app'), m.jour)).toBe(1)
  // What the thirty days mean: until they end, who steals both files and holds a member's keys opens a case that was erased.
  const vole = scelles(`${DEPART}.cles.gz`, 'enveloppe', efface.id)
  const ouverts = await Promise.all(
    vole.map((o) => ouvrir(o, clesDe('referente').identite).catch(() => null)),
  )
  expect(ouverts.some((o) => o !== null)).toBe(true)
})

it('à 31 jours, les clés d’alors n’existent plus : avec toutes celles des personnes, rien ne s’ouvre', async () => {
  const ancien = join(lieu.chemin, 'oubliee')
  mkdirSync(ancien)
  for (const genre of ['registre', 'contenu', 'cles'])
    copyFileSync(join(sauvegardes, `${DEPART}.${genre}.gz`), join(ancien, `${DEPART}.${genre}.gz`))
  m.aller(ajouterJours(DEPART, 31))
  expect(await sauver()).toBe(0)
  const restants = readdirSync(sauvegardes)
  expect(restants).not.toContain(`${DEPART}.cles.gz`)
  expect(restants).toContain(`${ajouterJours(DEPART, 29)}.cles.gz`)
  // Nor the days of an absence that ended: of registers, what a restore reads and thirty days of them.
  const registres = restants.filter((nom) => nom.endsWith('.registre.gz'))
  expect(registres).toEqual([29, 31].map((n) => `${ajouterJours(DEPART, n)}.registre.gz`))
  for (const nom of restants) expect(enClair(nom), nom).not.toContain(FINIE)
  expect(enClair(registres[0]!)).toContain(LONGUE)
  const textes = scelles(`${DEPART}.contenu.gz`, 'message', efface.id)
  expect(textes.length).toBeGreaterThan(2)
  const auteur = await clesAuteur(entropieDe(efface.mots, 12))
  const cles = [...MEMBRES.map(({ id }) => clesDe(id).identite), auteur.identite, nouvelleIdentite()]
  for (const texte of textes)
    for (const cle of cles) await expect(ouvrir(texte, cle)).rejects.toMatchObject({ code: 'illisible' })
  // A folder that somebody forgot to clean: its keys are not used either.
  const rendue = await baseNeuve()
  expect(await restaurer(ancien, DEPART, url(rendue.nom, 'accueil_app'), m.jour)).toBe(0)
  expect(await rendue.lire('enveloppe')).toEqual([])
  expect((await rendue.lire('message')).length).toBeGreaterThan(2)
})
