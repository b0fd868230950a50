import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { compterEssai } from '#platform/comptes/tentatives.ts'
import type { Services } from '#platform/http/services.ts'
import { type Droit, ouvertATous } from '#shared/acteur.ts'
import { estJour } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { ouvrirJeton } from '../jetons/jetons.repository.ts'
import type { Curseur } from './lectures.queries.ts'
import { descriptionOpenApi } from './openapi.ts'
import { RESSOURCES, type Ressource } from './ressources.ts'

/** Readings that one token may make in a minute. */
const PAR_MINUTE = 120
const PAR_PAGE = 50
/** Nobody's: a token reads as its member, never as a person. */
const PERSONNE = '00000000-0000-0000-0000-000000000000'

/** No session: the route itself asks for a token of a member. */
const parJeton: Droit = { nom: 'jeton d’un membre', autorise: () => true }

/** A refusal as programs read it (RFC 9457), in words for whoever reads their logs. */
const refuser = (reponse: FastifyReply, status: number, title: string, detail: string): FastifyReply =>
  reponse
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ type: 'about:blank', title, status, detail }))

const ecrireCurseur = (position: Curseur): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')

/** A cursor is given back as it was received; anything else is refused before the database sees it. */
function lireCurseur(texte: string, chemin: string): Curseur | null {
  try {
    const lu = JSON.parse(Buffer.from(texte, 'base64url').toString()) as unknown
    if (!Array.isArray(lu) || lu.length !== 2 || lu.some((v) => typeof v !== 'string' || v.includes('\0')))
      return null
    const [cle, id] = lu as [string, string]
    const jour = chemin.endsWith('/decisions')
    return estId(id) && (!jour || estJour(cle)) ? [cle, id] : null
  } catch {
    return null
  }
}

/** What programs of members read: one route for each resource, and their description. */
export function lecturesRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const description = JSON.stringify(descriptionOpenApi(services.adresse, services.version))

  app.get(
    '/api/v1/openapi.json',
    { config: { droit: ouvertATous, sansSession: true, exemple: '/api/v1/openapi.json' } },
    (_requete, reponse) =>
      reponse
        .type('application/json; charset=utf-8')
        .header('cache-control', 'public, max-age=3600')
        .send(description),
  )
  app.get('/api/*', { config: { droit: ouvertATous, sansSession: true } }, (_requete, reponse) =>
    refuser(
      reponse,
      404,
      'Adresse inconnue',
      `Les adresses sont décrites dans ${services.adresse}/api/v1/openapi.json.`,
    ),
  )
  for (const ressource of RESSOURCES)
    app.get(ressource.chemin, { config: { droit: parJeton, sansSession: true } }, (requete, reponse) =>
      repondre(requete, reponse, ressource),
    )

  async function repondre(requete: FastifyRequest, reponse: FastifyReply, ressource: Ressource) {
    const { maintenant } = requete
    const [, clair = ''] = /^Bearer (\S+)$/i.exec(requete.headers.authorization ?? '') ?? []
    const jeton = clair ? await ouvrirJeton(base, clair, maintenant) : null
    if (!jeton) {
      reponse.header('www-authenticate', 'Bearer')
      return refuser(
        reponse,
        401,
        'Jeton refusé',
        clair
          ? 'Ce jeton est inconnu, retiré ou passé. Demandez-en un autre à la direction de votre structure.'
          : 'Donnez un jeton dans l’en-tête « authorization », sous la forme « Bearer mlg_… ».',
      )
    }
    if ((await compterEssai(base, `api:${jeton.id}`, maintenant, 1)) > PAR_MINUTE) {
      reponse.header('retry-after', String(60 - maintenant.getUTCSeconds()))
      return refuser(
        reponse,
        429,
        'Trop de lectures',
        `Un jeton lit ${PAR_MINUTE} fois par minute au plus. Attendez le délai indiqué, puis recommencez.`,
      )
    }
    if (!jeton.lectures.includes(ressource.lecture))
      return refuser(
        reponse,
        403,
        'Lecture non permise',
        `Ce jeton ne permet pas la lecture « ${ressource.lecture} ». Créez-en un qui la permette.`,
      )
    const lu = ressource.parametres.safeParse(requete.query ?? {})
    const parametres = (lu.success ? lu.data : {}) as { depuis?: string; limite?: number; apres?: string }
    const apres = parametres.apres === undefined ? null : lireCurseur(parametres.apres, ressource.chemin)
    if (!lu.success || (parametres.apres !== undefined && !apres)) {
      const faute = lu.error?.issues[0]
      const nom = faute?.path[0] ?? (faute?.code === 'unrecognized_keys' ? faute.keys[0] : 'apres')
      return refuser(
        reponse,
        400,
        'Paramètre refusé',
        `Le paramètre « ${String(nom)} » est inconnu ou mal écrit : voyez ${services.adresse}/api/v1/openapi.json.`,
      )
    }
    const limite = parametres.limite ?? PAR_PAGE
    const { cooperationId, organismeId } = jeton
    const lignes = await base.enTantQue({ cooperationId, organismeId, personneId: PERSONNE }, (tx) =>
      ressource.lire(tx, { organismeId, apres, limite: limite + 1, depuis: parametres.depuis }),
    )
    const suite = ressource.paginee && lignes.length > limite
    const page = suite ? lignes.slice(0, limite) : lignes
    const corps = JSON.stringify({
      donnees: page.map(({ donnee }) => donnee),
      suivant: suite ? ecrireCurseur(page.at(-1)!.position) : null,
    })
    const etag = `"${createHash('sha256').update(corps).digest('base64url').slice(0, 27)}"`
    reponse.headers({ etag, 'cache-control': 'private, no-cache', vary: 'authorization' })
    if (requete.headers['if-none-match'] === etag) return reponse.code(304).send()
    return reponse.type('application/json; charset=utf-8').send(corps)
  }
}
