// A second implementation of what the format promises, on OpenSSL alone: opens a file sealed for a hybrid recipient. Written from the
// age specification, RFC 9180 (HPKE), FIPS 203 (ML-KEM) and the X-Wing draft; it shares no line with the library under test.
import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  decapsulate,
  diffieHellman,
  hkdfSync,
} from 'node:crypto'

const b64 = (texte: string) => Buffer.from(texte, 'base64')
const ascii = (texte: string) => Buffer.from(texte, 'latin1')

const extraire = (sel: Buffer, cle: Buffer) =>
  createHmac('sha256', sel.length ? sel : Buffer.alloc(32))
    .update(cle)
    .digest()
const etendre = (prk: Buffer, info: Buffer, n: number) =>
  createHmac('sha256', prk)
    .update(info)
    .update(Buffer.from([1]))
    .digest()
    .subarray(0, n)
const hkdf = (cle: Buffer, sel: Buffer, info: string, n: number) =>
  Buffer.from(hkdfSync('sha256', cle, sel, info, n))

function chacha(cle: Buffer, nonce: Buffer, scelle: Buffer): Buffer {
  const d = createDecipheriv('chacha20-poly1305', cle, nonce, { authTagLength: 16 })
  d.setAuthTag(scelle.subarray(-16))
  return Buffer.concat([d.update(scelle.subarray(0, -16)), d.final()])
}

/** X-Wing: ML-KEM-768 and X25519 from one 32-byte seed, combined by SHA3-256. */
function secretXWing(graine: Buffer, encapsule: Buffer): Buffer {
  const etendue = createHash('shake256', { outputLength: 96 }).update(graine).digest()
  const der = (prefixe: string, cle: Buffer) => Buffer.concat([Buffer.from(prefixe, 'hex'), cle])
  const mlkem = der('3054020100300b06096086480165030404020442 8040'.replace(' ', ''), etendue.subarray(0, 64))
  const secretM = decapsulate(
    createPrivateKey({ key: mlkem, format: 'der', type: 'pkcs8' }),
    encapsule.subarray(0, 1088),
  )
  const x = createPrivateKey({
    key: der('302e020100300506032b656e04220420', etendue.subarray(64)),
    format: 'der',
    type: 'pkcs8',
  })
  const ctX = encapsule.subarray(1088)
  const publicKey = createPublicKey({
    key: der('302a300506032b656e032100', ctX),
    format: 'der',
    type: 'spki',
  })
  const secretX = diffieHellman({ privateKey: x, publicKey })
  const pkX = createPublicKey(x).export({ format: 'der', type: 'spki' }).subarray(-32)
  return createHash('sha3-256')
    .update(secretM)
    .update(secretX)
    .update(ctX)
    .update(pkX)
    .update(ascii('\\.//^\\'))
    .digest()
}

/** HPKE base mode, suite 0x647a / HKDF-SHA256 / ChaCha20-Poly1305, first message. */
function ouvrirHpke(secret: Buffer, info: string, scelle: Buffer): Buffer {
  const suite = Buffer.concat([ascii('HPKE'), Buffer.from('647a00010003', 'hex')])
  const extrait = (sel: Buffer, nom: string, cle: Buffer) =>
    extraire(sel, Buffer.concat([ascii('HPKE-v1'), suite, ascii(nom), cle]))
  const vide = Buffer.alloc(0)
  const contexte = Buffer.concat([
    Buffer.from([0]),
    extrait(vide, 'psk_id_hash', vide),
    extrait(vide, 'info_hash', ascii(info)),
  ])
  const base = extrait(secret, 'secret', vide)
  const etendu = (nom: string, n: number) =>
    etendre(base, Buffer.concat([Buffer.from([0, n]), ascii('HPKE-v1'), suite, ascii(nom), contexte]), n)
  return chacha(etendu('key', 32), etendu('base_nonce', 12), scelle)
}

/** Opens an age file for the hybrid identity of `graine`; throws on anything unexpected. */
export function ouvrirAvecOpenSsl(fichier: Uint8Array, graine: Uint8Array): Uint8Array {
  const octets = Buffer.from(fichier)
  const texte = octets.toString('latin1')
  const fin = /\n--- ([A-Za-z0-9+/]{43})\n/.exec(texte)!
  const [magie, ...lignes] = texte.slice(0, fin.index).split('\n')
  if (magie !== 'age-encryption.org/v1') throw new Error('pas un fichier age')
  for (let i = 0; i + 1 < lignes.length; i += 2) {
    const encapsule = b64(lignes[i]!.replace('-> mlkem768x25519 ', ''))
    const secret = secretXWing(Buffer.from(graine), encapsule)
    let cle: Buffer
    try {
      cle = ouvrirHpke(secret, 'age-encryption.org/mlkem768x25519', b64(lignes[i + 1]!))
    } catch {
      continue
    }
    const mac = createHmac('sha256', hkdf(cle, Buffer.alloc(0), 'header', 32))
      .update(texte.slice(0, fin.index + 4), 'latin1')
      .digest()
    if (!mac.equals(b64(fin[1]!))) throw new Error('en-tête altéré')
    const charge = octets.subarray(fin.index + fin[0].length)
    return dechiffrerFlux(hkdf(cle, charge.subarray(0, 16), 'payload', 32), charge.subarray(16))
  }
  throw new Error('aucune enveloppe pour cette identité')
}

function dechiffrerFlux(cle: Buffer, charge: Buffer): Buffer {
  const blocs: Buffer[] = []
  for (let i = 0; i === 0 || i * 65_552 < charge.length; i++) {
    const bloc = charge.subarray(i * 65_552, (i + 1) * 65_552)
    const nonce = Buffer.alloc(12)
    nonce.writeUInt32BE(i, 7)
    nonce[11] = (i + 1) * 65_552 >= charge.length ? 1 : 0
    blocs.push(chacha(cle, nonce, bloc))
  }
  return Buffer.concat(blocs)
}
