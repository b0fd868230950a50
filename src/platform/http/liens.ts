import { createHmac, timingSafeEqual } from 'node:crypto'

export type LienSigne = { readonly usage: string; readonly objet: string; readonly expireLe: Date }

const signature = (secret: string, charge: string): Buffer =>
  createHmac('sha256', `lien:${secret}`).update(charge).digest()

/** A token for a link sent by e-mail: its use, its object and its end, signed. Reading it changes nothing; the deed behind it is a POST. */
export function signerLien(secret: string, { usage, objet, expireLe }: LienSigne): string {
  const charge = Buffer.from(JSON.stringify([usage, objet, Math.floor(+expireLe / 1000)])).toString(
    'base64url',
  )
  return `${charge}.${signature(secret, charge).toString('base64url')}`
}

/** Reads a signed link. `perime` when its time is over, `faux` when it is not ours or serves another use. */
export function lireLien(
  secret: string,
  jeton: string,
  usage: string,
  maintenant: Date,
): { readonly objet: string } | 'faux' | 'perime' {
  const [charge, sceau, reste] = jeton.split('.')
  if (!charge || !sceau || reste !== undefined) return 'faux'
  const recu = Buffer.from(sceau, 'base64url')
  const attendu = signature(secret, charge)
  if (recu.length !== attendu.length || !timingSafeEqual(recu, attendu)) return 'faux'
  const [usageLu, objet, fin] = JSON.parse(Buffer.from(charge, 'base64url').toString()) as [
    string,
    string,
    number,
  ]
  if (usageLu !== usage) return 'faux'
  return fin * 1000 <= +maintenant ? 'perime' : { objet }
}

/** Only an address of ours: a link that sends elsewhere after sign-in would lend our name to others. */
export function retourLocal(demande: string | undefined): string {
  // A browser drops tabs and line breaks before it reads an address: « /<tab>/ailleurs » is another site.
  return demande && /^\/(?![/\\])\P{Cc}*$/u.test(demande) ? demande : '/tableau-de-bord'
}
