import { join } from 'node:path'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import statique from '@fastify/static'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import { achats } from '#modules/achats'
import { annuaire } from '#modules/annuaire'
import { api } from '#modules/api'
import { bilan } from '#modules/bilan'
import { cooperation } from '#modules/cooperation'
import { demandes } from '#modules/demandes'
import { exploitation } from '#modules/exploitation'
import { gouvernance } from '#modules/gouvernance'
import { groupes } from '#modules/groupes'
import { ouvert } from '#modules/ouvert'
import { programme } from '#modules/programme'
import { schema } from '#modules/schema'
import type { Base } from '#platform/base/base.ts'
import type { Comptes } from '#platform/comptes/comptes.ts'
import { exigeSecondFacteur } from '#platform/comptes/facteurs/exigence.ts'
import { creerProConnect } from '#platform/comptes/proconnect/proconnect.ts'
import { traitementDesComptes } from '#platform/comptes/traitements.ts'
import { planifierLaPurge } from '#platform/conservation/planifier.ts'
import type { CourrielEnNombre } from '#platform/courriel/courriel.ts'
import { ouvrirPdf } from '#platform/documents/pdf.ts'
import type { Fichiers } from '#platform/fichiers/fichiers.ts'
import { poserArret } from '#platform/http/arret.ts'
import { poserCles } from '#platform/http/compte/cles.tsx'
import { poserCompte } from '#platform/http/compte/compte.tsx'
import { poserDonneesPersonnelles } from '#platform/http/compte/donnees-personnelles.tsx'
import { poserSecondFacteur } from '#platform/http/compte/second-facteur.tsx'
import { poserAccueil } from '#platform/http/entree/accueil.tsx'
import { poserDemonstration } from '#platform/http/entree/demonstration.tsx'
import { poserEntree } from '#platform/http/entree/entree.tsx'
import { poserMotDePasse } from '#platform/http/entree/mot-de-passe.tsx'
import { poserProConnect } from '#platform/http/entree/proconnect.tsx'
import { poserErreurs } from '#platform/http/erreurs.tsx'
import { poserMetriques } from '#platform/http/etat/metriques.ts'
import { poserSanteEtStatique } from '#platform/http/etat/sante.ts'
import { lireAdresse, lireCorps, PARTIE_MAX } from '#platform/http/formulaire.ts'
import { poserGarde } from '#platform/http/garde.ts'
import { poserInformation } from '#platform/http/information/information.tsx'
import type { Module } from '#platform/http/module.ts'
import { creerRendu } from '#platform/http/rendu.tsx'
import { poserReprise, reprendre } from '#platform/http/reprise/reprise.tsx'
import { poserRegistreDesRoutes } from '#platform/http/routes.ts'
import { ouvrirSecurite } from '#platform/http/securite.ts'
import type { Services } from '#platform/http/services.ts'
import { poserVeille } from '#platform/http/veille/veille.ts'
import { importsRoutes } from '#platform/imports/imports.routes.tsx'
import { traiterLesImports } from '#platform/imports/taches.ts'
import { ouvrirSortie } from '#platform/sortie/sortie.ts'
import type { Taches } from '#platform/taches/taches.ts'
import type { Config } from './config.ts'

/** The rooms of the house, one door each. */
export const modules: readonly Module[] = [
  gouvernance,
  demandes,
  schema,
  programme,
  groupes,
  bilan,
  achats,
  cooperation,
  annuaire,
  ouvert,
  api,
  exploitation,
]

export type Dependances = {
  readonly config: Config
  readonly base: Base
  readonly comptes: Comptes
  readonly taches: Taches
  readonly courriel: CourrielEnNombre
  readonly fichiers: Fichiers
  readonly maintenant: () => Date
  /** Public names of the static files by their short name. */
  readonly noms: Readonly<Record<string, string>>
  /** Whether the log is written, and where when it is not the standard output. */
  readonly journaliser: boolean | { write(ligne: string): void }
  /** For tests alone: what leaves may reach this machine. Nothing that an operator sets leads here. */
  readonly boucleLocale?: boolean
}

/** The whole application, ready to listen or to be injected: every plugin, in order, on one screen. */
export async function createApp(d: Dependances): Promise<FastifyInstance> {
  const { config, base } = d
  const app = fastify({
    logger: d.journaliser && {
      level: 'info',
      redact: ['req.headers.cookie', 'req.headers.authorization'],
      ...(d.journaliser !== true && { stream: d.journaliser }),
    },
    logController: new LogController({ disableRequestLogging: true }),
    // One proxy, ours, ends HTTPS: the address that it saw counts, not those that the client wrote before.
    trustProxy: config.securise && ((_adresse, rang) => rang === 0),
    bodyLimit: 2_000_000,
    routerOptions: { maxParamLength: PARTIE_MAX, querystringParser: lireCorps },
    rewriteUrl: ({ url }) => lireAdresse(url),
  })
  const rendu = creerRendu({
    modules,
    noms: d.noms,
    mode: config.mode,
    secret: config.secret,
    base,
    adresse: config.adresse,
    signalement: config.signalement,
  })
  const pdf = ouvrirPdf(config.racine)
  const securite = ouvrirSecurite()
  const services: Services = {
    base,
    comptes: d.comptes,
    taches: d.taches,
    courriel: d.courriel,
    fichiers: d.fichiers,
    pdf,
    sortie: ouvrirSortie({ boucleLocale: d.boucleLocale ?? false }),
    securite,
    maintenant: d.maintenant,
    mode: config.mode,
    adresse: config.adresse,
    secret: config.secret,
    reception: config.reception,
    proConnect: config.proConnect && creerProConnect(config.proConnect, config.adresse),
    securise: config.securise,
    racine: config.racine,
    donnees: config.donnees,
    version: config.version,
    ...rendu,
  }

  await app.register(cookie, { secret: config.secret })
  await app.register(formbody, { parser: lireCorps })
  await app.register(multipart, {
    limits: { fileSize: 10_000_000, files: 10, fields: 200, fieldSize: 200_000 },
  })
  poserArret(app)
  poserGarde(app, {
    base,
    secret: config.secret,
    securise: config.securise,
    adresse: config.adresse,
    maintenant: d.maintenant,
    secondFacteur: exigeSecondFacteur(config.mode),
    securite,
    interdire: rendu.interdire,
    reprendre: (requete, reponse) => reprendre(services, requete, reponse),
  })
  poserErreurs(app, services)
  poserRegistreDesRoutes(app, services)
  await app.register(statique, {
    root: join(config.racine, 'dist/statique'),
    prefix: '/statique/',
    serve: false,
  })
  poserMetriques(app, services, config.metriques)
  poserSanteEtStatique(app, services)
  poserEntree(app, services)
  poserMotDePasse(app, services)
  poserSecondFacteur(app, services)
  poserCles(app, services)
  poserProConnect(app, services)
  poserCompte(app, services)
  poserReprise(app, services)
  poserVeille(app, services)
  poserInformation(app, services, config.contact)
  const traitements = [traitementDesComptes, ...modules.flatMap(({ traitements = [] }) => traitements)]
  poserDonneesPersonnelles(app, services, traitements)
  poserAccueil(app, services)
  if (config.mode === 'demonstration') poserDemonstration(app, services)
  for (const module of modules) module.routes(app, services)
  const imports = modules.flatMap((module) => module.imports?.(services) ?? [])
  importsRoutes(app, services, imports)
  await traiterLesImports(services, imports)
  for (const module of modules) await module.taches?.(services)
  await planifierLaPurge(services, traitements)
  app.addHook('onClose', () => pdf.fermer())
  await app.ready()
  return app
}
