// Peak memory of the two processes of an installation in production, under the largest deposits that are allowed and larger ones.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alea, depuisTexte } from '@maillage/coffre'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { annuaireDe, ORGANISMES, REGION, racineDe } from '../../demo/signalement/cellules.ts'
import { construire } from '../../scripts/construire.ts'
import { ouvrirSignalement, type SignalementDeTest } from '../../tests/signalement.ts'
import { ajouterJours, jourDe } from '../shared/dates.ts'
import { lireSignalement } from './domain/depot.ts'
import { peiner } from './protocole/effort.ts'
import { empreinteDuDepot, scellerDepot } from './protocole/sceller-depot.ts'
import { chargerCellule, envoyerDepot, parHttp } from './protocole/serveur.ts'

const SEUIL_MO = 300
const jour = jourDe(new Date())
const o = ORGANISMES[1]!
const CHAMPS = {
  qualite: 'victime',
  identite: 'anonyme',
  nature: 'menace',
  recit: 'Un récit assez long pour passer.',
}
let s: SignalementDeTest

beforeAll(async () => {
  await construire()
  // What a real installation runs: built beforehand, no demonstration.
  s = await ouvrirSignalement({ MODE: 'production' }, async (env) => {
    env['DIST'] = 'pret'
    const donnees = join(env['DONNEES']!, 'signalement')
    mkdirSync(donnees, { recursive: true })
    writeFileSync(
      join(donnees, 'ancrages.json'),
      JSON.stringify([
        { organisme: o.organisme, racine: racineDe(o.organisme).publique, region: REGION.publique },
      ]),
    )
    const { fichier } = await annuaireDe(o, 1, null, jour, ajouterJours(jour, 89))
    const client = new pg.Client(env['DATABASE_URL_SIGNALEMENT'])
    await client.connect()
    await client.query('insert into annuaire (organisme, rang, fichier) values ($1, 1, $2)', [
      o.organisme,
      Buffer.from(fichier),
    ])
    await client.end()
  })
}, 240_000)
afterAll(() => s?.fermer())

/** Peak resident memory of a process, in MB, as the system counts it. */
const sommet = (pid: number | string): number =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1000
const sansScript = (): string =>
  execFileSync('/bin/sh', ['-c', `cat /proc/${s.pid}/task/*/children`], { encoding: 'utf8' }).trim()
const envoyerSansScript = async (fichiers: number, octets: number): Promise<number> => {
  const forme = new FormData()
  for (const [nom, valeur] of Object.entries(CHAMPS)) forme.append(nom, valeur)
  const contenu = new Blob([Buffer.alloc(octets, 7)])
  for (let i = 0; i < fichiers; i++) forme.append('pieces', contenu, `p${i}.pdf`)
  const reponse = await fetch(`${s.sansScript}/deposer/${o.organisme}`, { method: 'POST', body: forme })
  await reponse.arrayBuffer()
  return reponse.status
}

it('deux dépôts de 40 Mo ensemble, puis sans script dix fichiers de 20 Mo refusés et 20 Mo pris : moins de 300 Mo chacun', async () => {
  const transport = parHttp(s.adresse)
  const { cellule } = await chargerCellule(transport, o.organisme, jour)
  const lu = lireSignalement(
    Object.fromEntries(Object.entries(CHAMPS).map(([nom, valeur]) => [nom, [valeur]])),
    cellule.politique,
  )
  if (!lu.ok) throw new Error(JSON.stringify(lu.refus))
  const octets = Buffer.alloc(19_990_000, alea(1_000))
  const piece = {
    nom: 'a.pdf',
    type: '',
    octets,
    empreinteOrigine: async () => '',
    metadonnees: 'aucune',
  } as const
  const depots = [
    await scellerDepot(cellule, lu.valeur, [piece, piece], jour, 'ligne'),
    await scellerDepot(cellule, lu.valeur, [piece, piece], jour, 'ligne'),
  ]
  await Promise.all(
    depots.map(({ depot }) =>
      envoyerDepot(transport, depot, (defi) => peiner(defi, empreinteDuDepot(depot, depuisTexte))),
    ),
  )
  const client = new pg.Client(s.urlProprietaire)
  await client.connect()
  const { rows } = await client.query('select count(*)::int as n, min(length(octets)) as petit from piece')
  await client.end()
  expect(rows[0]).toMatchObject({ n: 4 })
  expect(rows[0].petit).toBeGreaterThan(19_990_000)
  expect(await envoyerSansScript(10, 20_000_000)).toBe(422)
  expect(await envoyerSansScript(1, 19_990_000)).toBe(200)
  expect(await envoyerSansScript(2, 9_990_000)).toBe(200)
  const [application, simple] = [sommet(s.pid), sommet(sansScript())]
  console.log(`sommets : application ${application.toFixed(0)} Mo, sans script ${simple.toFixed(0)} Mo`)
  expect(application).toBeLessThan(SEUIL_MO)
  expect(simple).toBeLessThan(SEUIL_MO)
  // What was put aside has no name: nothing is left of it.
  expect(readdirSync(join(s.donnees, 'attente'))).toEqual([])
}, 120_000)
