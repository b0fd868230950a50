import { describe, expect, it } from 'vitest'
import type { Jour } from '#shared/dates.ts'
import { estFini, placerPeriode } from './periodes.ts'

const periode = (id: string, du: string, au: string | null) => ({ id, du: du as Jour, au: au as Jour | null })

describe('les programmes se suivent', () => {
  const en2026 = periode('a', '2026-01-01', null)
  it('le suivant écourte celui qui court, la veille de son début', () => {
    expect(placerPeriode(periode('b', '2028-01-01', null), [en2026])).toEqual({
      ok: true,
      ecourter: { id: 'a', au: '2027-12-31' },
    })
  })
  it('laisse le précédent tel quel quand il finit déjà avant', () => {
    expect(
      placerPeriode(periode('b', '2028-01-01', null), [periode('a', '2026-01-01', '2027-06-30')]),
    ).toEqual({
      ok: true,
      ecourter: null,
    })
  })
  it('refuse de couvrir le premier jour d’un autre, ou de commencer le même jour', () => {
    const autres = [en2026, periode('c', '2028-01-01', null)]
    expect(placerPeriode(periode('b', '2027-01-01', null), autres)).toEqual({ ok: false })
    expect(placerPeriode(periode('b', '2026-01-01', '2026-12-31'), autres)).toEqual({ ok: false })
    expect(placerPeriode(periode('b', '2027-01-01', '2027-12-31'), autres)).toMatchObject({ ok: true })
  })
  it('un programme changé n’est pas comparé à lui-même', () => {
    expect(placerPeriode({ ...en2026, au: '2029-12-31' as Jour }, [en2026])).toEqual({
      ok: true,
      ecourter: null,
    })
  })
  it('est fini le lendemain de son dernier jour', () => {
    expect(estFini(periode('a', '2026-01-01', '2026-12-31'), '2026-12-31' as Jour)).toBe(false)
    expect(estFini(periode('a', '2026-01-01', '2026-12-31'), '2027-01-01' as Jour)).toBe(true)
    expect(estFini(en2026, '2099-01-01' as Jour)).toBe(false)
  })
})
