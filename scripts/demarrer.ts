// npm start: embedded PostgreSQL (or DATABASE_URL), migrations of the former, demonstration data, then the application.
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { garderFichiersDeDemonstration } from '../demo/fichiers.ts'
import { type Config, lireConfig } from '../src/config.ts'
import { installerTerritoires } from '../src/modules/annuaire/territoires.ts'
import { expliquerConnexion } from '../src/platform/base/absence.ts'
import { ouvrirBase, refuserRoleTropPuissant } from '../src/platform/base/base.ts'
import { preparerBase } from '../src/platform/base/preparer.ts'
import { refuserSchemaAncien } from '../src/platform/base/schema-attendu.ts'
import { DepotIndisponible } from '../src/platform/fichiers/depot.ts'
import { ouvrirFichiers } from '../src/platform/fichiers/fichiers.ts'
import { eprouverDepot, ouvrirDepot } from '../src/platform/fichiers/ouvrir.ts'
import { demarrerServeurEmbarque, type ServeurEmbarque } from '../src/platform/postgres-embarque/index.ts'
import type { Adresses } from '../src/server.ts'
import { construire } from './construire.ts'
import { expliquerEcoute, refuserPortPris } from './ecoute.ts'
import { installerDemonstration } from './installer-demonstration.ts'
import { lancerSignalement } from './signalement/lancer.ts'

const BASE = 'maillage'
const racine = join(import.meta.dirname, '..')
process.env['NODE_ENV'] = 'production'
const dire = (ligne: string) => console.log(ligne)

/** What was opened and must be stopped, last opened first. */
const ouverts: (() => Promise<void>)[] = []
let arret: Promise<void> | undefined

/** Stops everything once, whatever the number of signals: npm passes on a Ctrl-C that the terminal has already sent. */
function arreter(code: number): Promise<void> {
  arret ??= (async () => {
    while (ouverts.length > 0) await ouverts.pop()!()
    process.exit(code)
  })()
  return arret
}

async function ouvrirServeur(
  config: Config,
): Promise<{ adresses: Adresses; embarque: ServeurEmbarque | null }> {
  if (config.serveur) return { adresses: config.serveur, embarque: null }
  const ouverture = demarrerServeurEmbarque({ dossier: join(config.donnees, 'base'), journal: dire })
  // A signal during the opening stops the server once it is open: nothing is left running behind.
  ouverts.push(async () => (await ouverture.catch(() => null))?.arreter())
  const embarque = await ouverture
  return {
    adresses: {
      application: embarque.url(BASE, 'maillage_app'),
      comptes: embarque.url(BASE, 'maillage_auth'),
      taches: embarque.url(BASE, 'maillage_taches'),
    },
    embarque,
  }
}

async function preparerDonnees(config: Config, url: string, embarque: ServeurEmbarque | null): Promise<void> {
  if (embarque) {
    const urlPour = (base: string, role: string) => embarque.url(base, role)
    if (config.mode === 'demonstration') await installerDemonstration(embarque, BASE, racine, dire)
    const appliquees = await preparerBase(urlPour, embarque.superutilisateur, BASE, racine)
    if (appliquees.length > 0) dire(`Base à jour : ${appliquees.length} migration(s) appliquée(s).`)
  }
  const base = ouvrirBase(url, 2)
  ouverts.push(() => base.fermer())
  await refuserRoleTropPuissant(base)
  await refuserSchemaAncien(base, join(racine, 'migrations'), dire)
  await installerTerritoires(base)
  if (config.mode === 'demonstration' && !embarque) {
    const { chargerDemonstration } = (await import(
      pathToFileURL(join(racine, 'dist/demonstration.mjs')).href
    )) as typeof import('../demo/charger.ts')
    await chargerDemonstration(base, new Date(), dire)
  }
  const depot = ouvrirDepot(config.s3, config.donnees)
  try {
    if (config.mode === 'demonstration') await garderFichiersDeDemonstration(ouvrirFichiers(depot))
    else await eprouverDepot(depot)
  } catch (erreur) {
    // Away, it may come back: everything but files works meanwhile. Refused, nobody would know before the first upload.
    if (!(erreur instanceof DepotIndisponible) || erreur.aCorriger) throw erreur
    dire(`${erreur.message} Les fichiers seront inaccessibles jusqu’à son retour.`)
  }
  ouverts.pop()
  await base.fermer()
}

async function principal(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void arreter(0))
  const config = lireConfig(process.env, racine)
  await refuserPortPris(config.port, config.hote)
  // Kept in our own folder: a shared temporary one would let another account of the machine choose what we run.
  enableCompileCache(join(config.donnees, 'cache'))
  // The tests build dist/ once and start many servers on it.
  const construit = process.env['DIST'] === 'pret' ? null : construire()
  const [{ adresses, embarque }] = await Promise.all([ouvrirServeur(config), construit])
  // Beside, from here on: it waits for the build, and nothing of the platform waits for it before the end.
  const signalement = lancerSignalement(process.env, racine)
  if (signalement) ouverts.push(signalement.arreter)
  await preparerDonnees(config, adresses.application, embarque)
  const { demarrer } = (await import(
    pathToFileURL(join(racine, 'dist/server.mjs')).href
  )) as typeof import('../src/server.ts')
  const application = await demarrer(config, adresses)
  ouverts.push(() => application.arreter())
  await signalement?.pret
  dire(`\nMaillage est prêt : ${config.adresse}\n`)
}

principal().catch((erreur: Error) => {
  if (arret) return // what was stopped under its feet complains
  const phrase = expliquerEcoute(erreur) ?? expliquerConnexion(erreur) ?? erreur.message
  console.error(`\nMaillage n’a pas pu démarrer. ${phrase}\n`)
  void arreter(1)
})
