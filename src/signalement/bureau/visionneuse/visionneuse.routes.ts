import type { FastifyInstance } from 'fastify'

/**
 * The policy of the frame that shows an attached file. `sandbox` without `allow-same-origin` gives it an origin of nobody, also when its address is opened by itself:
 * whatever a decoder is made to do there reads neither the page of the desk, nor its keys, nor its token. Only our script runs; nothing is fetched, sent or opened.
 */
export const POLITIQUE_VISIONNEUSE = [
  'sandbox allow-scripts',
  "default-src 'none'",
  "script-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** The frame that shows attached files: the same bytes for everybody. What it shows comes from the page around it, by message. */
export function visionneuseRoutes(app: FastifyInstance, noms: Readonly<Record<string, string>>): void {
  const script = noms['visionneuse.js']
  // No module: an origin of nobody may load a script as such only.
  const page = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Fichier joint</title><script src="/statique/${script}" defer></script></head><body><main><h1>Fichier joint</h1></main></body></html>`
  app.get('/visionneuse', { config: { exemple: '/visionneuse' } }, async (_requete, reponse) =>
    reponse
      .header('content-security-policy', POLITIQUE_VISIONNEUSE)
      // The desk, of the same address, is the only one that may hold it (frame-ancestors); this older header would say nobody.
      .removeHeader('x-frame-options')
      .type('text/html; charset=utf-8')
      .send(page),
  )
}
