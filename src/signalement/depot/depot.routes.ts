import { Readable } from 'node:stream'
import { enTexte } from '@maillage/coffre'
import type { FastifyInstance } from 'fastify'
import type { Services } from '../services.ts'
import { ouvrirReception } from './attente.ts'
import { deposer, PHRASES, type RefusDeDepot, SANS_PIECE } from './deposer.ts'
import { envoi, TROP_DE_PIECES } from './formes.ts'

/** Headings and sealed texts: files follow in a body of their own kind. */
const CORPS_MAX = 8_000_000

/** What a page without cookie asks: directories, challenges, and the deposit itself. */
export function depotRoutes(app: FastifyInstance, services: Services): void {
  const { cellules, efforts } = services

  app.get('/v1/cellules', { config: { exemple: '/v1/cellules' } }, async () => {
    const lues = await Promise.all(cellules.ancrages.map(({ organisme }) => cellules.cellule(organisme)))
    return lues.flatMap((c) => (c ? [{ organisme: c.organisme, nom: c.nom, telephone: c.telephone }] : []))
  })

  app.get<{ Params: { organisme: string } }>('/v1/annuaire/:organisme', async (requete, reponse) => {
    const ancrage = cellules.ancrage(requete.params.organisme)
    if (!ancrage) return reponse.code(404).send({ message: PHRASES['organisme-inconnu'] })
    const suite = await cellules.suite(ancrage.organisme)
    return { ancrage, suite: suite.map((octets) => enTexte(octets)) }
  })

  app.get<{ Params: { organisme: string } }>('/v1/effort/:organisme', async (requete, reponse) =>
    cellules.ancrage(requete.params.organisme)
      ? efforts.donner(requete.params.organisme)
      : reponse.code(404).send({ message: PHRASES['organisme-inconnu'] }),
  )

  app.post('/v1/depots', { bodyLimit: CORPS_MAX }, async (requete, reponse) => {
    const refuser = (code: RefusDeDepot) => reponse.code(422).send({ code, message: PHRASES[code] })
    const flux = requete.body instanceof Readable ? requete.body : null
    const reception = flux && (await ouvrirReception(flux, services.config.donnees))
    if (flux && !reception) return refuser('incomplet')
    const lu = envoi.safeParse(reception ? reception.entete : requete.body)
    if (!lu.success)
      return refuser(
        lu.error.issues.some(({ message }) => message === TROP_DE_PIECES) ? 'trop-de-pieces' : 'incomplet',
      )
    const { depot, defi, nonce } = lu.data
    const fait = await deposer(services, depot, defi, nonce, async () =>
      reception ? reception.recevoir(depot.pieces.map(({ taille }) => taille)) : SANS_PIECE,
    )
    if ('refus' in fait) return refuser(fait.refus)
    return reponse.code(201).send(fait)
  })
}
