import {
  type Destinataire,
  destinataireDe,
  empreinte,
  type Identite,
  nouvelleIdentite,
  type Octets,
  ouvrir,
  Refus,
  sceller,
} from '@maillage/coffre'
import { partager, recomposer } from '@maillage/coffre/sequestre'

/** What a bid is made of. */
export type PieceDuPli = { readonly nom: string; readonly contenu: Uint8Array }
export type PartScellee = { readonly cle: string; readonly scellee: string; readonly engagement: string }
export type PliScelle = {
  readonly scelle: Octets
  readonly destinataire: Destinataire
  readonly parts: readonly PartScellee[]
}

const ecrire = new TextEncoder()
const lire = new TextDecoder('utf-8', { fatal: true })
/** Base64 that both a browser and Node write. */
const enBase64 = (octets: Uint8Array): string =>
  btoa(Array.from(octets, (o) => String.fromCharCode(o)).join(''))
const deBase64 = (texte: string): Octets => Uint8Array.from(atob(texte), (c) => c.charCodeAt(0))
export const empreinteDePart = (carte: string): string => empreinte(ecrire.encode(carte))

/**
 * Seals a bid where it is: under a key drawn for it alone, whose two-of-n shares are sealed each for one member of the commission. Nobody holds that key
 * before two of them open, not even who bids once the page is closed.
 * @throws Refus when anything did not seal: nothing may then leave
 */
export async function scellerPli(
  pieces: readonly PieceDuPli[],
  commission: readonly { readonly id: string; readonly destinataire: Destinataire }[],
): Promise<PliScelle> {
  const identite = nouvelleIdentite()
  const destinataire = await destinataireDe(identite)
  const scelle = await sceller(emballer(pieces), [destinataire])
  const cartes = await partager(identite, commission.length)
  const parts = await Promise.all(
    commission.map(async (membre, i) => ({
      cle: membre.id,
      scellee: enBase64(await sceller(ecrire.encode(cartes[i]!), [membre.destinataire])),
      engagement: empreinteDePart(cartes[i]!),
    })),
  )
  return { scelle, destinataire, parts }
}

/** The share of a member, opened with her own identity. @throws Refus `illisible` */
export const ouvrirPart = async (scellee: string, identite: Identite): Promise<string> =>
  lire.decode(await ouvrir(deBase64(scellee), identite))

/** Opens a bid with two shares. @throws Refus when the shares are not of this bid, or it was changed */
export async function ouvrirPli(
  scelle: Uint8Array,
  cartes: readonly string[],
  destinataire: Destinataire,
): Promise<PieceDuPli[]> {
  return deballer(await ouvrir(scelle, await recomposer(cartes, destinataire)))
}

/** Four bytes of length, a JSON list of names and sizes, then the files one after the other. */
export function emballer(pieces: readonly PieceDuPli[]): Octets {
  const tete = ecrire.encode(JSON.stringify(pieces.map(({ nom, contenu }) => [nom, contenu.length])))
  const sortie = new Uint8Array(4 + tete.length + pieces.reduce((n, { contenu }) => n + contenu.length, 0))
  new DataView(sortie.buffer).setUint32(0, tete.length)
  sortie.set(tete, 4)
  let place = 4 + tete.length
  for (const { contenu } of pieces) {
    sortie.set(contenu, place)
    place += contenu.length
  }
  return sortie
}

/** Reverse of `emballer`. @throws Refus `forme-invalide` for anything it would not have written */
export function deballer(octets: Uint8Array): PieceDuPli[] {
  try {
    const taille = new DataView(octets.buffer, octets.byteOffset).getUint32(0)
    const tete = JSON.parse(lire.decode(octets.subarray(4, 4 + taille))) as unknown
    if (!Array.isArray(tete) || tete.length < 1 || tete.length > 5) throw new Refus('forme-invalide')
    let place = 4 + taille
    const pieces = tete.map((piece: unknown): PieceDuPli => {
      const [nom, longueur] = piece as [unknown, unknown]
      if (typeof nom !== 'string' || !Number.isInteger(longueur) || (longueur as number) < 1)
        throw new Refus('forme-invalide')
      const contenu = octets.subarray(place, place + (longueur as number))
      place += longueur as number
      return { nom, contenu }
    })
    if (place !== octets.length) throw new Refus('forme-invalide')
    return pieces
  } catch {
    throw new Refus('forme-invalide')
  }
}
