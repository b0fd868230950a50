import { createHmac, timingSafeEqual } from 'node:crypto'

/** Who an address was given to: the two sides of a request, or the third party that is asked. */
export type UsageDAdresse = 'fil' | 'tiers'
const LETTRES: Readonly<Record<UsageDAdresse, string>> = { fil: 'd', tiers: 't' }

const sceau = (secret: string, lettre: string, brut: string): string =>
  createHmac('sha256', `reponse-par-courriel:${secret}`)
    .update(`${lettre}:${brut}`)
    .digest('hex')
    .slice(0, 20)

/** The address to which one replies about a request: in lower case, under sixty-four characters, signed so that nobody writes one by guess. */
export function adresseDeReponse(
  secret: string,
  domaine: string,
  usage: UsageDAdresse,
  demandeId: string,
): string {
  const brut = demandeId.replaceAll('-', '')
  const lettre = LETTRES[usage]
  return `${lettre}-${brut}${sceau(secret, lettre, brut)}@${domaine}`
}

/** The request that an address names; null when it is not one of ours. */
export function lireAdresseDeReponse(
  secret: string,
  adresse: string,
): { readonly demandeId: string; readonly usage: UsageDAdresse } | null {
  const lu = /^([dt])-([0-9a-f]{32})([0-9a-f]{20})@/.exec(adresse.toLowerCase())
  if (!lu) return null
  const [, lettre = '', brut = '', recu = ''] = lu
  if (!timingSafeEqual(Buffer.from(recu), Buffer.from(sceau(secret, lettre, brut)))) return null
  return {
    usage: lettre === 't' ? 'tiers' : 'fil',
    demandeId: brut.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  }
}
