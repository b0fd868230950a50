import { createHash } from 'node:crypto'
import { setTimeout as attendre } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import { type Depot, DepotIndisponible } from './depot.ts'

export type AccesS3 = {
  /** Address of the bucket, without a final slash: https://s3.exemple.fr/seau or https://seau.s3.exemple.fr. */
  readonly adresse: string
  readonly cle: string
  readonly secret: string
  readonly region: string
}

/** Milliseconds before the second and the third attempts. */
const REPRISES = [200, 1000]
/** Milliseconds that one attempt may take: ten megabytes on a slow line. */
const PATIENCE = 60_000

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
 * is asked three times; then, or when it refuses, DepotIndisponible says why. No redirect is followed.
 */
export function depotS3({ adresse, cle: accessKeyId, secret: secretAccessKey, region }: AccesS3): Depot {
  // Signs only: it would try again by itself, but not when the server cannot be reached.
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 })

  async function unEssai(url: string, init: RequestInit): Promise<Response> {
    try {
      const signee = await client.sign(url, { ...init, redirect: 'manual' })
      return await fetch(signee, { signal: AbortSignal.timeout(PATIENCE) })
    } catch (erreur) {
      const { code, name } = ((erreur as Error).cause ?? erreur) as NodeJS.ErrnoException
      throw new DepotIndisponible(`Le dépôt de fichiers ${adresse} ne répond pas (${code ?? name}).`)
    }
  }

  async function demander(suite: string, init: RequestInit = {}): Promise<Response> {
    for (const pause of [...REPRISES, null]) {
      try {
        const reponse = await unEssai(adresse + suite, init)
        if (reponse.status < 300 || reponse.status === 404) return reponse
        throw await expliquer(adresse, reponse)
      } catch (erreur) {
        if (pause === null || !(erreur instanceof DepotIndisponible) || erreur.aCorriger) throw erreur
        await attendre(pause)
      }
    }
    throw new Error('impossible')
  }

  return {
    lieu: adresse,
    async ecrire(cle, contenu) {
      const reponse = await demander(`/${cle}`, {
        method: 'PUT',
        body: contenu as Uint8Array<ArrayBuffer>,
        headers: {
          'content-type': 'application/octet-stream',
          'x-amz-content-sha256': createHash('sha256').update(contenu).digest('hex'),
        },
      })
      if (reponse.status === 404) throw await expliquer(adresse, reponse)
      await reponse.body?.cancel()
    },
    async lire(cle) {
      for (const pause of [...REPRISES, null]) {
        const reponse = await demander(`/${cle}`)
        if (reponse.status !== 404)
          try {
            return Buffer.from(await reponse.arrayBuffer())
          } catch {
            // Cut in the middle: asked again.
            if (pause === null)
              throw new DepotIndisponible(`Le dépôt de fichiers ${adresse} coupe ses réponses.`)
            continue
          }
        const corps = await reponse.text()
        if (corps.includes('NoSuchBucket')) throw refusDe(adresse, 404, corps)
        return null
      }
      return null
    },
    // A server keeps a whole write or none.
    nettoyer: async () => 0,
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
      const reponse = await demander(`/${cle}`, { method: 'DELETE' })
      await reponse.body?.cancel()
    },
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
