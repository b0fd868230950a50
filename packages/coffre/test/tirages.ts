// Many sealings, and what each of them drew from the system's generator: nothing may come twice.
import { createDecipheriv, hkdfSync } from 'node:crypto'
import { tailleRembourree } from '../src/rembourrage.ts'
import { destinataireDe, nouvelleIdentite, sceller } from '../src/scelle.ts'

/** What one sealing for one recipient draws, in order: file key, chance of the encapsulation, nonce of the content. Bytes. */
const TIRAGES = [16, 32, 16]

export type Bilan = Readonly<{
  scelles: number
  /** Values met twice, by what they are. All zero, or the sealing is broken. */
  doubles: Readonly<Record<'cles' | 'capsules' | 'nonces' | 'points' | 'enveloppes', number>>
  /** Sealings that did not draw exactly `TIRAGES`, or whose file does not carry what was drawn. */
  autres: number
  /** Largest distance, in standard deviations, of a bit of the draws from one half. */
  biais: number
}>

/**
 * Seals `n` times for one recipient, watching the generator. File keys never leave the library, so they are read where they are drawn; that they are the ones used
 * is checked on one file in a hundred, opened with the drawn key by another implementation. Nonce, ephemeral point and wrap are read in the file.
 */
export async function scellerBeaucoup(n: number, tirer?: (octets: Uint8Array) => void): Promise<Bilan> {
  const pour = [await destinataireDe(nouvelleIdentite())]
  const vrai = crypto.getRandomValues
  let tires: Buffer[] = []
  // The library asks the same object each time: what it receives is copied here, and not changed.
  crypto.getRandomValues = ((vue: Uint8Array) => {
    if (tirer) tirer(vue)
    else vrai.call(crypto, vue as Uint8Array<ArrayBuffer>)
    tires.push(Buffer.from(vue))
    return vue
  }) as typeof crypto.getRandomValues
  const vus = {
    cles: new Set(),
    capsules: new Set(),
    nonces: new Set(),
    points: new Set(),
    enveloppes: new Set(),
  }
  const uns = new Uint32Array(TIRAGES.reduce((a, b) => a + b) * 8)
  let autres = 0
  try {
    for (let i = 0; i < n; i++) {
      tires = []
      const { nonce, point, enveloppe, suite } = lire(
        Buffer.from(await sceller(new Uint8Array([i & 255]), pour)),
      )
      const [cle, capsule, tire] = tires as [Buffer, Buffer, Buffer]
      const attendu = tires.map(({ length }) => length).join() === TIRAGES.join() && tire.equals(nonce)
      if (!attendu || (i % 100 === 0 && !ouvreAvec(cle, nonce, suite))) autres++
      vus.cles.add(cle.toString('latin1'))
      vus.capsules.add(capsule.toString('latin1'))
      vus.nonces.add(nonce.toString('latin1'))
      vus.points.add(point.toString('latin1'))
      vus.enveloppes.add(enveloppe.toString('latin1'))
      for (const [b, octet] of Buffer.concat(tires).entries())
        for (let bit = 0; bit < 8; bit++) if ((octet >> bit) & 1) uns[b * 8 + bit]!++
    }
  } finally {
    crypto.getRandomValues = vrai
  }
  const doubles = Object.fromEntries(Object.entries(vus).map(([nom, { size }]) => [nom, n - size]))
  const biais = Math.max(...[...uns].map((un) => Math.abs(un - n / 2) / Math.sqrt(n / 4)))
  return { scelles: n, doubles: doubles as Bilan['doubles'], autres, biais }
}

/** The parts of a file sealed for one hybrid recipient. */
function lire(fichier: Buffer) {
  const texte = fichier.toString('latin1')
  const [, arguments_, corps] = /^-> mlkem768x25519 (\S+)\n(\S+)\n--- /m.exec(texte)!
  const debut = texte.indexOf('\n', texte.indexOf('\n--- ') + 1) + 1
  return {
    point: Buffer.from(arguments_!, 'base64').subarray(-32),
    enveloppe: Buffer.from(corps!, 'base64'),
    nonce: fichier.subarray(debut, debut + 16),
    suite: fichier.subarray(debut + 16),
  }
}

/** Whether a file key opens the only block of a small content (STREAM of the age format: counter 0, last block). */
function ouvreAvec(cle: Buffer, nonce: Buffer, suite: Buffer): boolean {
  const secret = Buffer.from(hkdfSync('sha256', cle, nonce, 'payload', 32))
  const bloc = Buffer.alloc(12)
  bloc[11] = 1
  const clair = createDecipheriv('chacha20-poly1305', secret, bloc, { authTagLength: 16 })
  clair.setAuthTag(suite.subarray(-16))
  const ouvert = clair.update(suite.subarray(0, -16))
  clair.final()
  return ouvert.length === tailleRembourree(2)
}
