import { createHmac, randomBytes } from 'node:crypto'

const PREFIXE = 'whsec_'

/** A new secret as the convention writes them: 256 bits of chance in base 64, after `whsec_`. */
export const tirerSecretDAbonnement = (): string => `${PREFIXE}${randomBytes(32).toString('base64')}`

/**
 * The headers of a message by the convention « Standard Webhooks » (standardwebhooks.com): HMAC-SHA256 of `id.seconds.body`.
 * @param instant of this try, not of the event: who receives refuses what is old
 */
export function signer(
  secret: string,
  id: string,
  instant: Date,
  corps: string,
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const secondes = String(Math.floor(+instant / 1000))
  const signature = createHmac('sha256', Buffer.from(secret.slice(PREFIXE.length), 'base64'))
    .update(`${id}.${secondes}.${corps}`)
    .digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': secondes, 'webhook-signature': `v1,${signature}` }
}
