import { expect, it } from 'vitest'
import { signer, tirerSecretDAbonnement } from './signer.ts'

it('signe comme la convention : l’exemple que publient ses bibliothèques', () => {
  // Recomputed: printf '%s' 'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:<decoded secret> -binary | base64
  const entetes = signer(
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    new Date(1_614_265_330_000),
    '{"test": 2432232314}',
  )
  expect(entetes).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

it('tire des secrets de 256 bits', () => {
  expect(tirerSecretDAbonnement()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(tirerSecretDAbonnement()).not.toBe(tirerSecretDAbonnement())
})
