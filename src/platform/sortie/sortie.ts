import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { estAdresseDeSortie, estPublique, hoteDe } from './adresses.ts'

/** What came of a sending: the status of the answer, or why there is none, in words of the page. */
export type Reponse = { readonly statut: number } | { readonly statut: null; readonly raison: string }

/** By which the application calls addresses that people typed. */
export type Sortie = {
  /** Whether this may be typed as an address to send to. */
  admet(adresse: string): boolean
  /** Sends a body by POST. Never follows a redirect, never throws. */
  poster(adresse: string, corps: string, entetes: Readonly<Record<string, string>>): Promise<Reponse>
}

type Resolution = (nom: string) => Promise<readonly { readonly address: string; readonly family: number }[]>

/** Milliseconds, from the look-up of the name to the end of the answer. */
const PATIENCE = 10_000
/** Octets of an answer that are let through before the connection is cut; none is kept. */
const REPONSE_MAX = 1_024

class Interdite extends Error {}

/**
 * The way out. The name is looked up at each sending, refused when one of its addresses is not public, and the connection goes to what was
 * checked: a name that changes between the two changes nothing.
 * @param boucleLocale for tests alone: lets this machine answer, and http to it
 * @param resoudre for tests alone: what names lead to
 */
export function ouvrirSortie({
  boucleLocale = false,
  resoudre = (nom) => lookup(nom, { all: true }),
}: {
  readonly boucleLocale?: boolean
  readonly resoudre?: Resolution
} = {}): Sortie {
  const permise = (ip: string) => estPublique(ip) || (boucleLocale && ip === '127.0.0.1')
  const verifier: LookupFunction = (nom, { all }, rendre) => {
    resoudre(nom).then(
      (trouvees) => {
        const [premiere] = trouvees
        if (!premiere || !trouvees.every(({ address }) => permise(address))) rendre(new Interdite(), '', 0)
        else if (all) rendre(null, [...trouvees])
        else rendre(null, premiere.address, premiere.family)
      },
      (erreur: NodeJS.ErrnoException) => rendre(erreur, '', 0),
    )
  }
  const admet = (adresse: string) =>
    estAdresseDeSortie(adresse) || (boucleLocale && adresse.startsWith('http://127.0.0.1:'))

  return {
    admet,
    async poster(adresse, corps, entetes) {
      const url = URL.parse(adresse)
      if (!url || !(url.protocol === 'https:' || boucleLocale)) return refusee(new Interdite())
      // An address written in figures is never looked up.
      if (isIP(hoteDe(url)) && !permise(hoteDe(url))) return refusee(new Interdite())
      try {
        return { statut: await envoyer(url, corps, entetes, verifier) }
      } catch (erreur) {
        return refusee(erreur as NodeJS.ErrnoException)
      }
    },
  }
}

const envoyer = (
  url: URL,
  corps: string,
  entetes: Readonly<Record<string, string>>,
  lookup: LookupFunction,
): Promise<number> =>
  new Promise((rendre, rejeter) => {
    const demande = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      agent: false,
      lookup,
      signal: AbortSignal.timeout(PATIENCE),
      headers: { ...entetes, 'content-length': Buffer.byteLength(corps), connection: 'close' },
    })
    demande.on('error', rejeter)
    demande.on('response', (reponse) => {
      let recus = 0
      const finir = () => {
        demande.destroy()
        rendre(reponse.statusCode ?? 0)
      }
      reponse.on('error', rejeter)
      reponse.on('end', finir)
      reponse.on('data', (bout: Buffer) => {
        recus += bout.length
        if (recus > REPONSE_MAX) finir()
      })
    })
    demande.end(corps)
  })

function refusee(erreur: NodeJS.ErrnoException): Reponse {
  const raison =
    erreur instanceof Interdite
      ? 'adresse refusée : elle ne mène pas à l’Internet public'
      : erreur.name === 'AbortError' || erreur.name === 'TimeoutError'
        ? 'pas de réponse en dix secondes'
        : erreur.code === 'ENOTFOUND' || erreur.code === 'EAI_AGAIN'
          ? 'nom de machine inconnu'
          : /CERT|TLS|SSL|SIGNATURE/.test(erreur.code ?? '')
            ? 'certificat refusé'
            : 'connexion impossible'
  return { statut: null, raison }
}
