// Shows to a browser the pages that were read for every role, byte for byte and with their headers, without asking for them again.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'

export type Vue = {
  readonly qui: string
  readonly cookie: string
  readonly adresse: string
  readonly corps: string
  readonly entetes: Readonly<Record<string, string>>
}

export type Vitrine = {
  /** Where a view is shown. Whatever else it asks for comes from the application, in the name of its visitor. */
  adresseDe(vue: Vue): string
  fermer(): void
}

/** Where axe is found in the shop window: a file of the same origin, compiled once by the browser and not at each page. */
export const CHEMIN_AXE = '/axe.min.js'
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'))
const GARDES = ['content-security-policy', 'referrer-policy', 'cross-origin-opener-policy', 'content-type']

/** The headers of an answer that change how a browser shows it. */
export const entetesDe = (reponse: Response): Record<string, string> =>
  Object.fromEntries(
    GARDES.flatMap((nom) => (reponse.headers.has(nom) ? [[nom, reponse.headers.get(nom)!]] : [])),
  )

/** Opens the window in front of the application at `origine`. */
export async function ouvrirVitrine(origine: string): Promise<Vitrine> {
  const vues: Vue[] = []
  const vueDe = (chemin: string) => vues[Number(/^\/vue\/(\d+)$/.exec(chemin)?.[1] ?? -1)]
  const repondre = async (demande: IncomingMessage, reponse: ServerResponse) => {
    const chemin = demande.url!
    const vue = vueDe(chemin)
    if (vue) return reponse.writeHead(200, vue.entetes).end(vue.corps)
    if (chemin === CHEMIN_AXE)
      return reponse
        .writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=3600' })
        .end(AXE)
    const cookie = vueDe(new URL(demande.headers.referer ?? '/', origine).pathname)?.cookie
    const suite = await fetch(origine + chemin, { headers: cookie ? { cookie } : {}, redirect: 'manual' })
    const cache = suite.headers.get('cache-control')
    return reponse
      .writeHead(suite.status, { ...entetesDe(suite), ...(cache && { 'cache-control': cache }) })
      .end(Buffer.from(await suite.arrayBuffer()))
  }
  const serveur = createServer((demande, reponse) => {
    repondre(demande, reponse).catch((erreur) => reponse.writeHead(502).end(String(erreur)))
  })
  await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret))
  const { port } = serveur.address() as { port: number }
  return {
    adresseDe: (vue) => `http://127.0.0.1:${port}/vue/${vues.push(vue) - 1}`,
    fermer() {
      serveur.close()
      serveur.closeAllConnections()
    },
  }
}
