import { describe, expect, it } from 'vitest'
import { estSiren, estSiret } from './siret.ts'

describe('numéros SIREN et SIRET', () => {
  it.each(['284400025', '214401093'])('reconnaît le SIREN %s', (siren) => expect(estSiren(siren)).toBe(true))
  it.each(['284400026', '28440002', 'abcdefghi', '', '2844000250'])('refuse le SIREN « %s »', (siren) =>
    expect(estSiren(siren)).toBe(false),
  )
  it('applique la règle propre à La Poste', () => {
    expect(estSiret('35600000000048')).toBe(true)
    expect(estSiret('35600000049837')).toBe(true)
  })
  it('refuse un SIRET dont un chiffre a changé', () => {
    expect(estSiret('21440109300015')).toBe(true)
    expect(estSiret('21440109300016')).toBe(false)
  })
})
