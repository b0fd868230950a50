import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { versPage } from '../contexte.ts'

export type Adressage = {
  /** Patterns of the addresses that show a page, such as `/seances/:id`. */
  readonly pages: readonly string[]
  /** Patterns of the addresses that only receive a form. */
  readonly envois: readonly string[]
}

const correspond = (motif: string, chemin: string): boolean => {
  const attendus = motif.split('/')
  const vus = chemin.split('/')
  return (
    attendus.length === vus.length &&
    attendus.every((attendu, rang) => (attendu.startsWith(':') ? vus[rang] !== '' : attendu === vus[rang]))
  )
}

/**
 * The page to read when somebody asks for an address that only receives a form: a form that was refused leaves its address in the browser,
 * and who types or keeps it must not meet « rien à cette adresse ».
 * @param chemin path, without what follows `?`
 * @returns the nearest page above, or null when the address receives no form
 */
export function pageDeLEnvoi({ pages, envois }: Adressage, chemin: string): string | null {
  if (!envois.some((motif) => correspond(motif, chemin))) return null
  const segments = chemin.split('/')
  for (let n = segments.length - 1; n > 1; n--) {
    const parent = segments.slice(0, n).join('/')
    if (pages.some((motif) => correspond(motif, parent))) return parent
  }
  return null
}

/** Notes the routes as they are declared; the function returned answers a GET that met none, or says that it cannot (null). */
export function poserRetourALaPage(
  app: FastifyInstance,
): (requete: FastifyRequest, reponse: FastifyReply) => FastifyReply | null {
  const pages: string[] = []
  const envois: string[] = []
  app.addHook('onRoute', ({ method, url }) => {
    const methodes = [method].flat()
    if (methodes.includes('GET')) pages.push(url)
    if (methodes.includes('POST')) envois.push(url)
  })
  return (requete, reponse) => {
    if (requete.method !== 'GET') return null
    const page = pageDeLEnvoi({ pages, envois }, requete.url.split('?')[0] ?? '/')
    return page === null ? null : versPage(reponse, page)
  }
}
