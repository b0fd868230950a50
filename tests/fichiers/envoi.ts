// Files sent by a form, as a browser sends them.
import type { LightMyRequestResponse } from 'fastify'
import type { Visiteur } from '../application.ts'

/** Sends one file in a multipart form. */
export function envoyerFichier(
  visiteur: Visiteur,
  url: string,
  fichier: { readonly nom: string; readonly contenu: string | Uint8Array; readonly champ?: string },
  champs: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> {
  const limite = 'limite-de-test'
  const parties = Object.entries(champs).map(
    ([nom, valeur]) => `--${limite}\r\nContent-Disposition: form-data; name="${nom}"\r\n\r\n${valeur}\r\n`,
  )
  const entete = `--${limite}\r\nContent-Disposition: form-data; name="${fichier.champ ?? 'fichier'}"; filename="${fichier.nom}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  return visiteur.requete({
    method: 'POST',
    url,
    payload: Buffer.concat([
      Buffer.from(parties.join('') + entete),
      Buffer.from(fichier.contenu),
      Buffer.from(`\r\n--${limite}--\r\n`),
    ]),
    headers: { 'content-type': `multipart/form-data; boundary=${limite}`, 'sec-fetch-site': 'same-origin' },
  })
}
