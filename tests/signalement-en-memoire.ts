// The reporting application inside the test's own process, on a real PostgreSQL, with a clock that the test moves: nothing is waited for.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { depuisTexte } from '@maillage/coffre'
import pg from 'pg'
import { inject } from 'vitest'
import { annuaireDe, clesDe, MEMBRES, ORGANISMES, REGION, racineDe } from '../demo/signalement/cellules.ts'
import { parInjection } from '../demo/signalement/transport.ts'
import { ajouterJours } from '../src/shared/dates.ts'
import { creerApplication } from '../src/signalement/app.tsx'
import { ouvrirBase } from '../src/signalement/base.ts'
import { empreinteAuthentification } from '../src/signalement/bureau/bureau.routes.ts'
import { lireConfig } from '../src/signalement/config.ts'
import { type Brut, lireSignalement } from '../src/signalement/domain/depot.ts'
import { preparerAccueil } from '../src/signalement/preparer.ts'
import { revenir } from '../src/signalement/protocole/auteur.ts'
import { peiner } from '../src/signalement/protocole/effort.ts'
import { prendreDossier, type SessionMembre } from '../src/signalement/protocole/membre.ts'
import { empreinteDuDepot, scellerDepot } from '../src/signalement/protocole/sceller-depot.ts'
import { chargerCellule, demander, envoyerDepot } from '../src/signalement/protocole/serveur.ts'
import { dossierJetable } from './serveur.ts'

const racine = join(import.meta.dirname, '..')
const HOTE = 'localhost:3001'
let rang = 0

export type EnMemoire = Awaited<ReturnType<typeof ouvrirEnMemoire>>

/** Opens it at noon of `depart`, with the organisations of the demonstration: their directories last ninety days. */
export async function ouvrirEnMemoire(depart: string) {
  const { socketDir, port, superutilisateur } = inject('serveur')
  const nom = `memoire_${process.pid}_${++rang}`
  const url = (base: string, role: string) =>
    `postgres://${role}@/${base}?host=${encodeURIComponent(socketDir)}&port=${port}`
  await preparerAccueil(url, superutilisateur, nom, racine)
  const dossier = dossierJetable()
  const config = lireConfig({ DONNEES: dossier.chemin, EFFORT: '1' }, racine)
  mkdirSync(config.donnees, { recursive: true })
  writeFileSync(
    join(config.donnees, 'ancrages.json'),
    JSON.stringify(
      ORGANISMES.map(({ organisme }) => ({
        organisme,
        racine: racineDe(organisme).publique,
        region: REGION.publique,
      })),
    ),
  )
  const base = ouvrirBase(url(nom, 'accueil_app'), 4)
  for (const o of ORGANISMES) {
    const { fichier } = await annuaireDe(o, 1, null, depart, ajouterJours(depart, 89))
    await base.pool.query('insert into annuaire (organisme, rang, fichier) values ($1, 1, $2)', [
      o.organisme,
      Buffer.from(fichier),
    ])
  }
  // A session without a keystore: its Argon2id is tested elsewhere.
  for (const { id } of MEMBRES)
    await base.pool.query("insert into membre values ($1, '\\x00', 'A', 65536, 3, $2)", [
      id,
      empreinteAuthentification(id),
    ])
  const admin = new pg.Client(url(nom, superutilisateur))
  await admin.connect()
  let jour = depart
  const maintenant = () => new Date(`${jour}T12:00:00Z`)
  const app = await creerApplication({ config, base, noms: {}, maintenant })
  const transport = parInjection(app)
  return {
    app,
    transport,
    admin,
    /** As the application and its commands reach the database. */
    url: url(nom, 'accueil_app'),
    get jour() {
      return jour
    },
    /** The clock of the application and of everybody goes to noon of another day. */
    aller(vers: string): void {
      jour = vers
    },
    async session(id: string): Promise<SessionMembre> {
      const { jeton } = await demander<{ jeton: string }>(transport, '/v1/membre/session', {
        methode: 'POST',
        corps: { id, authentification: id },
      })
      return { transport, jeton, cles: clesDe(id), jour }
    },
    async chez(id: string, dossierId: string, organisme = 'cdg-62') {
      return prendreDossier(await this.session(id), organisme, dossierId)
    },
    async deposer(plus: Brut = {}, organisme = 'cdg-62') {
      const { cellule } = await chargerCellule(transport, organisme, jour)
      const lu = lireSignalement(
        {
          employeur: ['valbourg'],
          qualite: ['victime'],
          identite: ['anonyme'],
          nature: ['menace'],
          recit: ['Un récit assez long pour être pris.'],
          ...plus,
        },
        cellule.politique,
      )
      if (!lu.ok) throw new Error(JSON.stringify(lu.refus))
      const { depot, mots } = await scellerDepot(cellule, lu.valeur, [], jour, 'ligne')
      await envoyerDepot(transport, depot, (defi) => peiner(defi, empreinteDuDepot(depot, depuisTexte)))
      return { id: depot.dossier, mots: mots.join(' '), depot }
    },
    revenir: (mots: string) => revenir(transport, mots, HOTE, jour),
    /** What the server keeps of the deadlines of a case: all it knows of them. */
    async echeances(dossierId: string): Promise<Record<string, string>> {
      const { rows } = await admin.query<{ code: string; jour: string; fait: boolean }>(
        'select code, jour::text as jour, fait from echeance where dossier = $1',
        [dossierId],
      )
      return Object.fromEntries(rows.map((e) => [e.code, e.fait ? `${e.jour} fait` : e.jour]))
    },
    async fermer(): Promise<void> {
      await app.close()
      await base.fermer()
      await admin.end()
      const client = new pg.Client(url('postgres', superutilisateur))
      await client.connect()
      await client.query(`drop database if exists ${pg.escapeIdentifier(nom)} with (force)`)
      await client.end()
      dossier.supprimer()
    },
  }
}
