import { stringify } from 'csv-stringify/sync'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/base/base.ts'
import { envoyerPublic } from '#platform/http/cache.ts'
import type { Services } from '#platform/http/services.ts'
import { ecrireCsv } from '#platform/tableurs/ecrire-csv.ts'
import { neutraliser } from '#platform/tableurs/valeurs.ts'
import type { Jour } from '#shared/dates.ts'
import { type AdresseDePortail, hrefDe, lirePortail, publique, unPortail } from '../cadre.tsx'
import type { Portail } from '../portail.queries.ts'
import { listActionsPubliques } from '../programme/programme-public.queries.ts'
import { listDecisionsPubliques, listSchemasPublics, listSeancesPubliques } from '../publics.queries.ts'
import { catalogueDcat, LICENCE, type Millesimes } from './catalogue.ts'
import SCHEMA_DES_DELIBERATIONS from './deliberations.schema.json' with { type: 'json' }
import { CHAMPS_DELIBERATIONS, exporterDeliberations } from './deliberations.ts'
import { pageDonnees } from './donnees.page.tsx'
import { COLONNES_INDICATEURS, enValeurs } from './indicateurs.ts'
import { jeuxDe, SCHEMA_DELIBERATIONS, SCHEMA_PROGRAMME } from './jeux.ts'
import SCHEMA_DU_PROGRAMME from './programme.schema.json' with { type: 'json' }
import { COLONNES_PROGRAMME, type ColonneOuverte, enDonnees } from './programme.ts'

const enCsv = <L,>(colonnes: readonly ColonneOuverte<L>[], lignes: readonly L[]): Buffer =>
  Buffer.from(
    ecrireCsv(
      colonnes.map(({ nom, valeur }) => ({ titre: nom, valeur })),
      lignes,
    ),
  )

/** Everything that the data sets are made of, in four statements. */
const lireTout = async (tx: Tx, portail: Portail, jour: Jour) => {
  const actions = await listActionsPubliques(tx)
  const decisions = await listDecisionsPubliques(tx)
  const schemas = await listSchemasPublics(tx)
  const seances = await listSeancesPubliques(tx)
  const deliberations = exporterDeliberations(decisions, schemas, portail.membres)
  const valeurs = enValeurs(actions, portail)
  const plusRecent = (jours: readonly (string | null | undefined)[]): Jour | null =>
    jours
      .filter((j): j is string => Boolean(j) && j! <= jour)
      .sort()
      .at(-1) ?? null
  const millesimes: Millesimes = {
    programme: plusRecent(
      actions.flatMap((a) => [a.derniereNouvelle, a.commenceeLe, ...a.jalons.map((j) => j.atteintLe)]),
    ),
    deliberations: plusRecent(deliberations.lignes.map((ligne) => ligne['DELIB_DATE'])),
    indicateurs: valeurs.length > 0 ? `${Math.max(...valeurs.map((v) => v.annee))}-01-01` : null,
    calendrier: plusRecent(seances.map(({ convoqueeLe }) => convoqueeLe.toISOString().slice(0, 10))),
  }
  const nombres = {
    programme: actions.length,
    deliberations: deliberations.lignes.length,
    indicateurs: valeurs.length,
    calendrier: seances.length,
  }
  return { millesimes, nombres, ecartees: deliberations.ecartees }
}

/** Open data: what can be downloaded, its catalogue, its schemas, and the page that explains them. */
export function donneesRoutes(app: FastifyInstance, services: Services): void {
  const { adresse: racine } = services
  const baseDe = (portail: Portail) => `${racine}${hrefDe(portail)}`
  const jeux = jeuxDe(racine)
  /** Data are read from any site. */
  const donner = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    corps: Buffer | string,
    type: string,
    fichier?: string,
  ) => {
    reponse.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')
    if (fichier) reponse.header('content-disposition', `attachment; filename="${fichier}"`)
    return envoyerPublic(requete, reponse, Buffer.from(corps), `${type}; charset=utf-8`)
  }
  const json = (donnees: unknown) => `${JSON.stringify(donnees, null, 2)}\n`

  app.get(SCHEMA_DELIBERATIONS, publique(SCHEMA_DELIBERATIONS), (requete, reponse) =>
    donner(requete, reponse, json(SCHEMA_DES_DELIBERATIONS), 'application/json'),
  )
  app.get(SCHEMA_PROGRAMME, publique(SCHEMA_PROGRAMME), (requete, reponse) =>
    donner(
      requete,
      reponse,
      json({ $id: `${racine}${SCHEMA_PROGRAMME}`, ...SCHEMA_DU_PROGRAMME }),
      'application/schema+json',
    ),
  )
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/donnees',
    publique(unPortail('/donnees')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, lireTout)
      if (!lu) return reponse
      return services.pagePublique(
        requete,
        reponse,
        pageDonnees({ portail: lu.portail, jeux, ...lu.donnees }),
      )
    },
  )
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/donnees/catalogue.jsonld',
    publique(unPortail('/donnees/catalogue.jsonld')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, lireTout)
      if (!lu) return reponse
      const { portail, donnees } = lu
      const catalogue = catalogueDcat(portail, jeux, donnees.millesimes, baseDe(portail))
      return donner(requete, reponse, json(catalogue), 'application/ld+json')
    },
  )
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/donnees/programme.csv',
    publique(unPortail('/donnees/programme.csv')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, listActionsPubliques)
      if (!lu) return reponse
      const { portail, jour, donnees } = lu
      const lignes = enDonnees(donnees, portail, jour, baseDe(portail))
      const fichier = `programme-${portail.adresse}.csv`
      return donner(requete, reponse, enCsv(COLONNES_PROGRAMME, lignes), 'text/csv', fichier)
    },
  )
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/donnees/programme.json',
    publique(unPortail('/donnees/programme.json')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, listActionsPubliques)
      if (!lu) return reponse
      const { portail, jour, donnees } = lu
      const corps = json({
        schema: `${racine}${SCHEMA_PROGRAMME}`,
        cooperation: portail.nom,
        situationAu: jour,
        licence: LICENCE,
        source: `${baseDe(portail)}/programme`,
        actions: enDonnees(donnees, portail, jour, baseDe(portail)),
      })
      return donner(requete, reponse, corps, 'application/json')
    },
  )
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/donnees/indicateurs.csv',
    publique(unPortail('/donnees/indicateurs.csv')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, listActionsPubliques)
      if (!lu) return reponse
      const { portail, donnees } = lu
      const fichier = `indicateurs-${portail.adresse}.csv`
      const corps = enCsv(COLONNES_INDICATEURS, enValeurs(donnees, portail))
      return donner(requete, reponse, corps, 'text/csv', fichier)
    },
  )
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/donnees/deliberations.csv',
    publique(unPortail('/donnees/deliberations.csv')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, async (tx) => ({
        decisions: await listDecisionsPubliques(tx),
        schemas: await listSchemasPublics(tx),
      }))
      if (!lu) return reponse
      const { portail, donnees } = lu
      const { lignes } = exporterDeliberations(donnees.decisions, donnees.schemas, portail.membres)
      const noms = CHAMPS_DELIBERATIONS.map(({ name }) => name)
      // Comma and no mark, as the SCDL asks; formulas made harmless as everywhere.
      const corps = stringify(
        lignes.map((ligne) => noms.map((nom) => neutraliser(ligne[nom] ?? ''))),
        { header: true, columns: noms, record_delimiter: 'windows' },
      )
      return donner(requete, reponse, corps, 'text/csv', `deliberations-${portail.adresse}.csv`)
    },
  )
}
