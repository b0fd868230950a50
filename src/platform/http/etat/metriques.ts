import { createHash, timingSafeEqual } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ouvertATous } from '#shared/acteur.ts'
import { lireEtatDeLaBase } from '../../base/etat.ts'
import { FILE_DU_COURRIEL } from '../../courriel/courriel.ts'
import { lireDerniereSauvegarde } from '../../sauvegarde/derniere.ts'
import { listFiles } from '../../taches/etat.ts'
import type { Services } from '../services.ts'
import { ecrireMetriques, type Famille } from './exposition.ts'

/** Upper bounds of the latencies, in seconds. */
const BORNES = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
type Route = { readonly parStatut: Map<number, number>; readonly tranches: number[]; somme: number }

/**
 * GET /metriques, in the text of Prometheus: counts by pattern of route, never by address, so that no identifier and no person is in it.
 * Answered to this machine when no proxy stands between, or to whoever bears the token of the environment; a page not found to all others.
 */
export function poserMetriques(
  app: FastifyInstance,
  services: Services,
  { jeton }: { readonly jeton: string | null },
): void {
  const routes = new Map<string, Route>()
  const boucle = monitorEventLoopDelay({ resolution: 20 })
  boucle.enable()
  app.addHook('onClose', async () => {
    boucle.disable()
  })
  app.addHook('onResponse', async (requete, reponse) => {
    const nom = `${requete.method} ${requete.routeOptions.url ?? 'inconnue'}`
    const route = routes.get(nom) ?? { parStatut: new Map(), tranches: BORNES.map(() => 0), somme: 0 }
    routes.set(nom, route)
    const secondes = reponse.elapsedTime / 1_000
    route.parStatut.set(reponse.statusCode, (route.parStatut.get(reponse.statusCode) ?? 0) + 1)
    route.somme += secondes
    for (const [rang, borne] of BORNES.entries()) if (secondes <= borne) route.tranches[rang]! += 1
  })
  app.get('/metriques', { config: { droit: ouvertATous, sansSession: true } }, async (requete, reponse) => {
    if (!estPermise(requete, jeton)) return services.introuvable(requete, reponse)
    const texte = ecrireMetriques([
      ...desRequetes(routes),
      {
        nom: 'maillage_securite_total',
        genre: 'counter' as const,
        aide: 'Entrées, refus et gestes de sécurité, par fait',
        mesures: [...services.securite.comptes].map(([fait, valeur]) => ({ etiquettes: { fait }, valeur })),
      },
      ...duProcessus(boucle),
      ...(await deLaBase(services, requete)),
    ])
    boucle.reset()
    return reponse
      .header('cache-control', 'no-store')
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(texte)
  })
}

const empreinte = (texte: string): Buffer => createHash('sha256').update(texte).digest()
const jetonsEgaux = (un: string, autre: string): boolean => timingSafeEqual(empreinte(un), empreinte(autre))

/** Behind our proxy every request comes from this machine: what it forwards is told by its header, and needs the token. */
function estPermise({ headers, socket }: FastifyRequest, jeton: string | null): boolean {
  const donne = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1]
  if (jeton) return donne !== undefined && jetonsEgaux(donne, jeton)
  const ici = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(socket.remoteAddress ?? '')
  return ici && !headers['x-forwarded-for'] && !headers['forwarded']
}

function desRequetes(routes: ReadonlyMap<string, Route>): Famille[] {
  const connues = [...routes].map(([nom, route]) => {
    const [methode = '', chemin = ''] = nom.split(' ')
    const total = [...route.parStatut.values()].reduce((a, n) => a + n, 0)
    return { etiquettes: { methode, route: chemin }, route, total }
  })
  return [
    {
      nom: 'maillage_requetes_total',
      genre: 'counter',
      aide: 'Réponses, par route et par statut',
      mesures: connues.flatMap(({ etiquettes, route }) =>
        [...route.parStatut].map(([statut, valeur]) => ({
          etiquettes: { ...etiquettes, statut: String(statut) },
          valeur,
        })),
      ),
    },
    {
      nom: 'maillage_requete_secondes',
      genre: 'histogram',
      aide: 'Durée des réponses, par route',
      mesures: connues.flatMap(({ etiquettes, route, total }) => [
        ...BORNES.map((borne, rang) => ({
          suffixe: '_bucket',
          etiquettes: { ...etiquettes, le: String(borne) },
          valeur: route.tranches[rang]!,
        })),
        { suffixe: '_bucket', etiquettes: { ...etiquettes, le: '+Inf' }, valeur: total },
        { suffixe: '_sum', etiquettes, valeur: route.somme },
        { suffixe: '_count', etiquettes, valeur: total },
      ]),
    },
  ]
}

const jauge = (nom: string, aide: string, mesures: Famille['mesures']): Famille => ({
  nom: `maillage_${nom}`,
  genre: 'gauge',
  aide,
  mesures,
})

function duProcessus(boucle: ReturnType<typeof monitorEventLoopDelay>): Famille[] {
  const { rss, heapUsed } = process.memoryUsage()
  return [
    jauge('memoire_octets', 'Mémoire du processus', [
      { etiquettes: { genre: 'residente' }, valeur: rss },
      { etiquettes: { genre: 'tas' }, valeur: heapUsed },
    ]),
    jauge(
      'boucle_retard_secondes',
      'Retard de la boucle d’événements depuis la dernière lecture',
      [50, 99].map((centile) => ({
        etiquettes: { centile: String(centile) },
        valeur: boucle.count > 0 ? boucle.percentile(centile) / 1e9 : 0,
      })),
    ),
    jauge('demarre_secondes', 'Instant du démarrage, en secondes depuis 1970', [
      { valeur: Math.round(Date.now() / 1_000 - process.uptime()) },
    ]),
  ]
}

function connexions({ base }: Services): Famille {
  const { totalCount, idleCount, waitingCount } = base.pool
  return jauge('connexions', 'Connexions à la base de ce processus', [
    { etiquettes: { etat: 'ouvertes' }, valeur: totalCount },
    { etiquettes: { etat: 'libres' }, valeur: idleCount },
    { etiquettes: { etat: 'attente' }, valeur: waitingCount },
  ])
}

/** A database that is away is told by one figure: the rest is still read. */
async function deLaBase(services: Services, requete: FastifyRequest): Promise<Famille[]> {
  const presente = (valeur: number) => jauge('base_presente', '1 quand la base répond', [{ valeur }])
  try {
    const [etat, files, sauvegarde] = await Promise.all([
      lireEtatDeLaBase(services.base),
      listFiles(services.taches.boss),
      lireDerniereSauvegarde(services.donnees),
    ])
    const maintenant = +requete.maintenant
    const age = (le: number | undefined) =>
      le === undefined ? [] : [{ valeur: Math.max(0, (maintenant - le) / 1_000) }]
    const courriel = files.find(({ file }) => file === FILE_DU_COURRIEL)
    return [
      connexions(services),
      presente(1),
      jauge('base_octets', 'Taille de la base', [{ valeur: etat.taille }]),
      jauge('journal_a_enchainer', 'Lignes du journal sans maillon', [{ valeur: etat.lignesAChainer }]),
      jauge(
        'taches',
        'Tâches, par file et par état',
        files.flatMap(({ file, enAttente, reessais, enCours, echecs }) =>
          Object.entries({ attente: enAttente, reessai: reessais, cours: enCours, echec: echecs }).map(
            ([nom, valeur]) => ({ etiquettes: { file, etat: nom }, valeur }),
          ),
        ),
      ),
      jauge(
        'taches_retard_secondes',
        'Retard de la plus ancienne tâche due, par file',
        files.map(({ file, retardDepuis }) => ({
          etiquettes: { file },
          valeur: retardDepuis ? Math.max(0, (maintenant - +retardDepuis) / 1_000) : 0,
        })),
      ),
      jauge('courriels', 'Courriels qui ne sont pas partis', [
        { etiquettes: { etat: 'attente' }, valeur: courriel?.enAttente ?? 0 },
        { etiquettes: { etat: 'reessai' }, valeur: courriel?.reessais ?? 0 },
        { etiquettes: { etat: 'refuse' }, valeur: courriel?.echecs ?? 0 },
      ]),
      jauge(
        'sauvegarde_age_secondes',
        'Temps depuis la dernière sauvegarde',
        age(sauvegarde ? +sauvegarde.le : undefined),
      ),
      jauge(
        'purge_age_secondes',
        'Temps depuis la dernière purge entière, ou depuis l’installation tant qu’aucune ne l’a été',
        age(+etat.purgeCompleteLe),
      ),
      jauge('purge_echecs', 'Ce que la dernière purge n’a pas pu faire', [
        { valeur: etat.purge?.echecs.length ?? 0 },
      ]),
    ]
  } catch (erreur) {
    requete.log.warn({ code: (erreur as NodeJS.ErrnoException).code }, 'métriques : base absente')
    return [connexions(services), presente(0)]
  }
}
