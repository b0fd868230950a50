import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Tx } from '#platform/base/base.ts'
import { envoyerPublic } from '#platform/http/cache.ts'
import type { Services } from '#platform/http/services.ts'
import { type AdresseDePortail, lirePortail, publique, unPortail } from '../cadre.tsx'
import { listChiffres } from '../portail.queries.ts'
import { listActionsPubliques } from '../programme/programme-public.queries.ts'
import { dessinerFigure } from './dessiner.ts'
import { FigureIncrustee, pageFigures } from './figures.page.tsx'
import { estFigure, figureDe, NOMS_DE_FIGURES } from './figures.ts'

type AdresseDeFigure = { Params: { adresse: string; nom: string } }

const lireFigures = async (tx: Tx) => ({
  actions: await listActionsPubliques(tx),
  chiffres: await listChiffres(tx),
})

/** May be put in the frame of another site, and only this: everything else of the answer stays as strict as elsewhere. */
function permettreLesCadres(reponse: FastifyReply): void {
  const politique = String(reponse.getHeader('content-security-policy'))
  reponse
    .header('content-security-policy', politique.replace("frame-ancestors 'none'", 'frame-ancestors *'))
    .header('cross-origin-resource-policy', 'cross-origin')
}

/** The communication kit: figures as images, in a frame, and the code to copy. */
export function figuresRoutes(app: FastifyInstance, services: Services): void {
  app.get<AdresseDePortail>(
    '/ouvert/:adresse/figures',
    publique(unPortail('/figures')),
    async (requete, reponse) => {
      const lu = await lirePortail(services, requete, reponse, lireFigures)
      if (!lu) return reponse
      const figures = NOMS_DE_FIGURES.map((nom) => ({
        nom,
        figure: figureDe(nom, lu.portail, lu.donnees, lu.jour),
      })).filter(({ figure }) => (figure.barres ?? figure.nombres ?? []).length > 0)
      return services.pagePublique(requete, reponse, pageFigures(lu.portail, figures, services.adresse))
    },
  )
  app.get<AdresseDeFigure>(
    '/ouvert/:adresse/figures/:nom.svg',
    publique(unPortail('/figures/avancement-par-axe.svg')),
    async (requete, reponse) => {
      const { nom } = requete.params
      if (!estFigure(nom)) return services.introuvable(requete, reponse, 'Cette figure')
      const lu = await lirePortail(services, requete, reponse, lireFigures)
      if (!lu) return reponse
      const svg = dessinerFigure(figureDe(nom, lu.portail, lu.donnees, lu.jour))
      reponse
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
      return envoyerPublic(requete, reponse, Buffer.from(svg), 'image/svg+xml; charset=utf-8')
    },
  )
  app.get<AdresseDeFigure>(
    '/ouvert/:adresse/figures/:nom/integrer',
    publique(unPortail('/figures/avancement-par-axe/integrer')),
    async (requete, reponse) => {
      const { nom } = requete.params
      if (!estFigure(nom)) return services.introuvable(requete, reponse, 'Cette figure')
      const lu = await lirePortail(services, requete, reponse, lireFigures)
      if (!lu) return reponse
      const figure = figureDe(nom, lu.portail, lu.donnees, lu.jour)
      permettreLesCadres(reponse)
      return services.pageIncrustee(requete, reponse, {
        titre: figure.titre,
        contenu: <FigureIncrustee portail={lu.portail} nom={nom} figure={figure} />,
      })
    },
  )
}
