// A key of access as a device keeps it, in software: what a browser would send for the options written on a page.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

const b64 = (octets: Buffer | Uint8Array): string => Buffer.from(octets).toString('base64url')
const sha256 = (octets: Buffer | string): Buffer => createHash('sha256').update(octets).digest()

/** Heads of CBOR items (RFC 8949): enough for an attestation « none » and a P-256 key. */
const tete = (genre: number, n: number): Buffer =>
  n < 24
    ? Buffer.from([(genre << 5) | n])
    : n < 256
      ? Buffer.from([(genre << 5) | 24, n])
      : Buffer.from([(genre << 5) | 25, n >> 8, n & 255])
const octets = (valeur: Buffer): Buffer => Buffer.concat([tete(2, valeur.length), valeur])
const texte = (valeur: string): Buffer => Buffer.concat([tete(3, valeur.length), Buffer.from(valeur)])

export type Defaut = {
  /** Address of the page that asked; the true one when nothing is said. */
  readonly origine?: string
  readonly rpID?: string
  /** The device did not ask for its own code or fingerprint. */
  readonly sansVerification?: boolean
  /** What its counter says, instead of one more. */
  readonly compteur?: number
}

export type Authentificateur = {
  readonly id: string
  enregistrer(options: string, defaut?: Defaut): string
  signer(options: string, defaut?: Defaut): string
}

/** A new key for one site. */
export function creerAuthentificateur(rpID: string, origine: string): Authentificateur {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' }) as { x: string; y: string }
  const id = randomBytes(32)
  let compteur = 0
  const cose = Buffer.concat([
    tete(5, 5),
    Buffer.from([0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    octets(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    octets(Buffer.from(y, 'base64url')),
  ])
  const donnees = (d: Defaut, avecCle: boolean): Buffer => {
    compteur = d.compteur ?? compteur + 1
    const entete = Buffer.alloc(5)
    entete[0] = 0x01 | (d.sansVerification ? 0 : 0x04) | (avecCle ? 0x40 : 0)
    entete.writeUInt32BE(compteur, 1)
    const cle = avecCle ? [Buffer.alloc(16), Buffer.from([0, id.length]), id, cose] : []
    return Buffer.concat([sha256(d.rpID ?? rpID), entete, ...cle])
  }
  const client = (type: string, options: string, d: Defaut): Buffer =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: (JSON.parse(options) as { challenge: string }).challenge,
        origin: d.origine ?? origine,
      }),
    )
  const commun = { id: b64(id), rawId: b64(id), type: 'public-key', clientExtensionResults: {} }
  return {
    id: b64(id),
    enregistrer(options, d = {}) {
      const attestation = Buffer.concat([
        tete(5, 3),
        texte('fmt'),
        texte('none'),
        texte('attStmt'),
        tete(5, 0),
        texte('authData'),
        octets(donnees(d, true)),
      ])
      return JSON.stringify({
        ...commun,
        response: {
          clientDataJSON: b64(client('webauthn.create', options, d)),
          attestationObject: b64(attestation),
          transports: ['internal'],
        },
      })
    },
    signer(options, d = {}) {
      const auth = donnees(d, false)
      const dit = client('webauthn.get', options, d)
      return JSON.stringify({
        ...commun,
        response: {
          clientDataJSON: b64(dit),
          authenticatorData: b64(auth),
          signature: b64(signerOctets(privateKey, Buffer.concat([auth, sha256(dit)]))),
        },
      })
    },
  }
}

const signerOctets = (cle: KeyObject, message: Buffer): Buffer => sign('sha256', message, cle)

/** The options that a page gives its browser. */
export function optionsDeLaPage(page: string): string {
  const lues = /data-cle="([^"]*)"/.exec(page)?.[1]
  if (!lues) throw new Error('La page ne propose pas de clé d’accès.')
  return lues.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#x27;', "'")
}
