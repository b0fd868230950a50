import type { FastifyInstance } from 'fastify'
import type { Tx } from '#platform/base/base.ts'
import { envoyerPublic } from '#platform/http/cache.ts'
import type { Services } from '#platform/http/services.ts'
import { pageAccueil, pageListe } from './accueil.page.tsx'
import { type AdresseDePortail, lirePortail, publique, RUBRIQUES, unPortail } from './cadre.tsx'
import { listChiffres, listPortails } from './portail.queries.ts'
import { pageActionPublique } from './programme/action-publique.page.tsx'
import { pageProgrammePublic } from './programme/programme.page.tsx'
import {
  findActionPublique,
  findProgrammePublic,
  listActionsPubliques,
} from './programme/programme-public.queries.ts'
import { listDecisionsPubliques, listSeancesPubliques } from './publics.queries.ts'

/** An action that the rule of an open portal shows. */
const uneAction = async (tx: Tx): Promise<string | null> => {
  const ligne = await tx
    .selectFrom('action as a')
    .innerJoin('portail as p', 'p.cooperation_id', 'a.cooperation_id')
    .select(['p.adresse', 'a.code'])
    .where('p.ouvert', '=', true)
    .where('p.regle_actions', '<>', 'aucune')
    .where('a.niveau', '>', 0)
    .where('a.statut', '<>', 'proposee')
    .limit(1)
    .executeTakeFirst()
  return ligne ? `/ouvert/${ligne.adresse}/actions/${ligne.code}` : null
}

/** The list of portals, the first page of one, its programme and its actions. */
export function portailRoutes(app: FastifyInstance, services: Services): void {
  app.get('/ouvert', publique('/ouvert'), async (requete, reponse) =>
    services.pagePublique(requete, reponse, pageListe(await listPortails(services.base))),
  )
  // Search engines read what everybody reads, and nothing else.
  app.get('/robots.txt', publique('/robots.txt'), (requete, reponse) =>
    envoyerPublic(
      requete,
      reponse,
      Buffer.from(
        `User-agent: *\nAllow: /ouvert\nAllow: /statique/\nDisallow: /\nSitemap: ${services.adresse}/ouvert/plan.xml\n`,
      ),
      'text/plain; charset=utf-8',
    ),
  )
  app.get('/ouvert/plan.xml', publique('/ouvert/plan.xml'), async (requete, reponse) => {
    const adresses = (await listPortails(services.base)).flatMap(({ adresse }) =>
      RUBRIQUES.map(([suite]) => `${services.adresse}/ouvert/${adresse}${suite}`),
    )
    // Addresses hold letters, digits, hyphens and slashes: nothing to escape.
    const plan = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${[
      `${services.adresse}/ouvert`,
      ...adresses,
    ]
      .map((adresse) => `<url><loc>${adresse}</loc></url>`)
      .join('\n')}\n</urlset>\n`
    return envoyerPublic(requete, reponse, Buffer.from(plan), 'application/xml; charset=utf-8')
  })
  app.get<AdresseDePortail>('/ouvert/:adresse', publique(unPortail()), async (requete, reponse) => {
    const lu = await lirePortail(services, requete, reponse, async (tx) => ({
      chiffres: await listChiffres(tx),
      actions: await listActionsPubliques(tx),
      decisions: await listDecisionsPubliques(tx, 4),
      seances: await listSeancesPubliques(tx),
    }))
    if (!lu) return reponse
    return services.pagePublique(requete, reponse, pageAccueil(lu.portail, lu.donnees, requete.maintenant))
  })
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/programme',
    publique(unPortail('/programme')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, async (tx) => ({
        programme: await findProgrammePublic(tx),
        actions: await listActionsPubliques(tx),
      }))
      if (!lu) return reponse
      const { portail, jour, donnees } = lu
      return services.pagePublique(requete, reponse, pageProgrammePublic({ portail, jour, ...donnees }))
    },
  )
  app.get<{ Params: { adresse: string; code: string } }>(
    '/ouvert/:adresse/actions/:code',
    publique(uneAction),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, (tx) =>
        findActionPublique(tx, requete.params.code),
      )
      if (!lu) return reponse
      if (!lu.donnees) return services.introuvable(requete, reponse, 'Cette action')
      return services.pagePublique(requete, reponse, pageActionPublique(lu.portail, lu.donnees, lu.jour))
    },
  )
}
