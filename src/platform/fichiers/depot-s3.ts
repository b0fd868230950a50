import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setTimeout as attendre } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import { type Depot, DepotIndisponible } from './depot.ts'
import { retirerAvant } from './dossiers.ts'
import { envoyerFlux } from './envoyer-flux.ts'
import { mettreDeCote, type Recu } from './mettre-de-cote.ts'
import { minuterie } from './minuterie.ts'

export type AccesS3 = {
  /** Address of the bucket, without a final slash: https://s3.exemple.fr/seau or https://seau.s3.exemple.fr. */
  readonly adresse: string
  readonly cle: string
  readonly secret: string
  readonly region: string
}

/** A request, and the bytes that it sends when they are not in memory. */
type Demande = RequestInit & { readonly flux?: AsyncIterable<Uint8Array> }

/** An answer whose body is read under a watch. */
type Suivie = { readonly reponse: Response; readonly garde: ReturnType<typeof minuterie> }

/** Milliseconds before the second and the third attempts. */
const REPRISES = [200, 1000]
/** Milliseconds without a word from the server, after which an attempt is given up. */
const PATIENCE = 60_000
/** Bytes that an upload moves in a millisecond at least: ten megabytes in a minute more. */
const DEBIT_MIN = 160

/** What the server says of a refusal that an operator mends: its code, our sentence. */
const REFUS: Readonly<Record<string, string>> = {
  SignatureDoesNotMatch: 'refuse la signature : S3_SECRET ou S3_REGION est à corriger',
  InvalidAccessKeyId: 'ne connaît pas cette clé : S3_CLE est à corriger',
  AccessDenied:
    'interdit l’accès à cette clé : donnez-lui le droit de lire, d’écrire, de lister et de supprimer',
  NoSuchBucket: 'n’a pas ce seau : créez-le, ou corrigez S3_ADRESSE',
  RequestTimeTooSkewed: 'trouve l’horloge de cette machine fausse : réglez-la',
}

/**
 * A bucket of an S3 server. Every write carries the SHA-256 of its bytes, which the server checks before it answers. A server that is away
 * is asked three times, and a reading that is cut goes on from where it was; then, or when the server refuses, DepotIndisponible says why.
 * No redirect is followed.
 * @param attente folder of this machine where what has no known size yet waits for its fingerprint
 */
export function depotS3(
  { adresse, cle: accessKeyId, secret: secretAccessKey, region }: AccesS3,
  attente: string,
): Depot {
  // Signs only: it would try again by itself, but not when the server cannot be reached.
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 })

  async function unEssai(url: string, { flux, ...init }: Demande): Promise<Response> {
    const signal = init.signal ?? AbortSignal.timeout(PATIENCE)
    try {
      const signee = await client.sign(url, { ...init, redirect: 'manual' })
      return flux ? await envoyerFlux(signee, flux, signal) : await fetch(signee, { signal })
    } catch (erreur) {
      const { code, name } = ((erreur as Error).cause ?? erreur) as NodeJS.ErrnoException
      throw new DepotIndisponible(`Le dépôt de fichiers ${adresse} ne répond pas (${code ?? name}).`)
    }
  }

  /** @param preparer called for each attempt: a body that streams is read once */
  async function demander(suite: string, preparer: () => Demande = () => ({})): Promise<Response> {
    for (const pause of [...REPRISES, null]) {
      try {
        const reponse = await unEssai(adresse + suite, preparer())
        if (reponse.status < 300 || reponse.status === 404) return reponse
        throw await expliquer(adresse, reponse)
      } catch (erreur) {
        if (pause === null || !(erreur instanceof DepotIndisponible) || erreur.aCorriger) throw erreur
        await attendre(pause)
      }
    }
    throw new Error('impossible')
  }

  async function envoyer(cle: string, { taille, sha256 }: Recu, corps: () => Demande): Promise<void> {
    const reponse = await demander(`/${cle}`, () => ({
      method: 'PUT',
      ...corps(),
      signal: AbortSignal.timeout(PATIENCE + Math.ceil(taille / DEBIT_MIN)),
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(taille),
        'x-amz-content-sha256': sha256,
      },
    }))
    if (reponse.status === 404) throw await expliquer(adresse, reponse)
    await reponse.body?.cancel()
  }

  /** The bytes of an answer; asked again from where it was cut, as often as any request. */
  async function* suivre(cle: string, premiere: Suivie, taille: number): AsyncGenerator<Uint8Array> {
    let [suivie, recus] = [premiere, 0]
    for (const pause of [...REPRISES, null]) {
      const lecteur = suivie.reponse.body?.getReader()
      try {
        for (;;) {
          const { done, value } = (await suivie.garde.veiller(() => lecteur?.read())) ?? { done: true }
          if (done) break
          recus += value.length
          yield value
        }
      } catch {
        // Cut: what is missing is asked again.
      } finally {
        // Nothing more is wanted of this answer, whoever stopped.
        await lecteur?.cancel().catch(() => {})
      }
      if (recus >= taille) return
      if (pause === null) break
      await attendre(pause)
      suivie = await demanderSuivi(cle, recus)
      if (suivie.reponse.status === 206) continue
      await suivie.reponse.body?.cancel()
      break
    }
    throw new DepotIndisponible(`Le dépôt de fichiers ${adresse} coupe ses réponses.`)
  }

  /** An answer whose body comes as slowly as its reader wants, but stops when the server stays silent. */
  async function demanderSuivi(cle: string, depuis = 0): Promise<Suivie> {
    let garde = minuterie(PATIENCE)
    const reponse = await demander(`/${cle}`, () => {
      garde.poser()
      garde = minuterie(PATIENCE)
      garde.armer()
      return { signal: garde.signal, ...(depuis > 0 && { headers: { range: `bytes=${depuis}-` } }) }
    }).finally(() => garde.poser())
    return { reponse, garde }
  }

  return {
    lieu: adresse,
    async ecrire(cle, contenu) {
      const sha256 = createHash('sha256').update(contenu).digest('hex')
      await envoyer(cle, { taille: contenu.length, sha256 }, () => ({
        body: contenu as Uint8Array<ArrayBuffer>,
      }))
    },
    async deposer(octets, nommer) {
      const mis = await mettreDeCote(octets, attente)
      try {
        await envoyer(nommer(mis.sha256), mis, () => ({ flux: mis.octets() }))
        return { taille: mis.taille, sha256: mis.sha256 }
      } finally {
        await mis.fermer()
      }
    },
    async ouvrir(cle) {
      const suivie = await demanderSuivi(cle)
      const { reponse } = suivie
      if (reponse.status === 404) {
        const corps = await reponse.text()
        if (corps.includes('NoSuchBucket')) throw refusDe(adresse, 404, corps)
        return null
      }
      const taille = Number(reponse.headers.get('content-length') ?? Number.NaN)
      if (Number.isNaN(taille)) {
        await reponse.body?.cancel()
        throw new DepotIndisponible(
          `Le dépôt de fichiers ${adresse} ne dit pas la taille des fichiers.`,
          true,
        )
      }
      return { taille, octets: Readable.from(suivre(cle, suivie, taille), { objectMode: false }) }
    },
    mettreDeCote: (octets) => mettreDeCote(octets, attente),
    async *lister() {
      let suite: string | null = null
      do {
        const jeton: string = suite === null ? '' : `&continuation-token=${encodeURIComponent(suite)}`
        const reponse = await demander(`?list-type=2${jeton}`)
        if (reponse.status === 404) throw await expliquer(adresse, reponse)
        const page = await reponse.text()
        for (const [, contenu = ''] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs))
          yield { cle: valeur(contenu, 'Key')!, ecritLe: new Date(valeur(contenu, 'LastModified')!) }
        suite = valeur(page, 'IsTruncated') === 'true' ? valeur(page, 'NextContinuationToken') : null
      } while (suite !== null)
    },
    async supprimer(cle) {
      const reponse = await demander(`/${cle}`, () => ({ method: 'DELETE' }))
      await reponse.body?.cancel()
    },
    // A bucket keeps a whole write or none: only what waited here may have been left.
    nettoyer: (avant) => retirerAvant(attente, avant),
  }
}

async function expliquer(adresse: string, reponse: Response): Promise<DepotIndisponible> {
  return refusDe(adresse, reponse.status, await reponse.text().catch(() => ''))
}

function refusDe(adresse: string, statut: number, corps: string): DepotIndisponible {
  const code = valeur(corps, 'Code') ?? `réponse ${statut}`
  const phrase = REFUS[code] ?? `refuse la demande (${code})`
  return new DepotIndisponible(`Le dépôt de fichiers ${adresse} ${phrase}.`, statut < 500 && statut !== 429)
}

const ENTITES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** What an element of an answer holds. The answers of S3 are flat enough, and our keys plain enough, for that. */
function valeur(xml: string, element: string): string | null {
  const lue = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1]
  return lue?.replace(/&(amp|lt|gt|quot|apos);/g, (_, nom: string) => ENTITES[nom]!) ?? null
}
