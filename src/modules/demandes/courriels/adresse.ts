import { createHmac, timingSafeEqual } from 'node:crypto'

/** Who an address was given to: the two sides of a request, the third party that is waited for, or the expert outside who gives an opinion. */
export type UsageDAdresse = 'fil' | 'tiers' | 'avis'
const LETTRES: Readonly<Record<UsageDAdresse, string>> = { fil: 'd', tiers: 't', avis: 'a' }
const USAGES: Readonly<Record<string, UsageDAdresse>> = { d: 'fil', t: 'tiers', a: 'avis' }
/** Hexadecimal digits of the seal of the request, and of whom it was given to: sixty-four characters with the rest. */
const DE_LA_DEMANDE = 20
const DE_LA_PERSONNE = 10

const sceau = (secret: string, quoi: string, longueur: number): string =>
  createHmac('sha256', `reponse-par-courriel:${secret}`).update(quoi).digest('hex').slice(0, longueur)

const deLaPersonne = (secret: string, lettre: string, brut: string, courriel: string): string =>
  sceau(secret, `${lettre}:${brut}:${courriel.toLowerCase()}`, DE_LA_PERSONNE)

const egaux = (un: string, autre: string): boolean => timingSafeEqual(Buffer.from(un), Buffer.from(autre))

/**
 * The address to which one person replies about a request: in lower case, sixty-four characters before the domain, signed so that nobody writes
 * one by guess, and hers: from another address it answers nothing.
 * @param objetId the request, or the opinion when the usage is `avis`
 */
export function adresseDeReponse(
  secret: string,
  domaine: string,
  usage: UsageDAdresse,
  objetId: string,
  courriel: string,
): string {
  const brut = objetId.replaceAll('-', '')
  const lettre = LETTRES[usage]
  const dit = sceau(secret, `${lettre}:${brut}`, DE_LA_DEMANDE)
  return `${lettre}-${brut}${dit}${deLaPersonne(secret, lettre, brut, courriel)}@${domaine}`
}

/** The request (or the opinion) that an address names, and whether it was given to who writes; null when it is not one of ours. */
export function lireAdresseDeReponse(
  secret: string,
  adresse: string,
  de: string,
): { readonly objetId: string; readonly usage: UsageDAdresse; readonly laSienne: boolean } | null {
  const lu = /^([dta])-([0-9a-f]{32})([0-9a-f]{20})([0-9a-f]{10})@/.exec(adresse.toLowerCase())
  if (!lu) return null
  const [, lettre = '', brut = '', recu = '', personne = ''] = lu
  if (!egaux(recu, sceau(secret, `${lettre}:${brut}`, DE_LA_DEMANDE))) return null
  return {
    usage: USAGES[lettre]!,
    objetId: brut.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    laSienne: egaux(personne, deLaPersonne(secret, lettre, brut, de)),
  }
}
