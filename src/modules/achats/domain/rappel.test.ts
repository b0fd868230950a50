import { describe, expect, it } from 'vitest'
import { rappelDu } from './rappel.ts'

const a = (jour: string) => new Date(`${jour}T10:00:00Z`)
const silencieux = { inviteLe: a('2026-03-02'), relanceLe: null, relances: 0, reponduLe: null }
const le = (jour: string, e: Partial<typeof silencieux> & { relanceLe?: Date | null } = {}) =>
  rappelDu({ ...silencieux, ...e }, '2026-04-30', jour)

describe('les rappels de la consultation', () => {
  it('viennent une semaine après l’invitation, deux après le premier, puis dans les cinq derniers jours', () => {
    expect(le('2026-03-08')).toBeNull()
    expect(le('2026-03-09')).toBe('premier')
    const un = { relanceLe: a('2026-03-09'), relances: 1 } as never
    expect(le('2026-03-22', un)).toBeNull()
    expect(le('2026-03-23', un)).toBe('second')
    const deux = { relanceLe: a('2026-03-23'), relances: 2 } as never
    expect(le('2026-04-24', deux)).toBeNull()
    expect(le('2026-04-25', deux)).toBe('dernier')
  })
  it('cessent avec la réponse et le dernier jour, et ne se répètent pas dans les derniers jours', () => {
    expect(le('2026-03-09', { reponduLe: a('2026-03-05') } as never)).toBeNull()
    expect(le('2026-05-01')).toBeNull()
    expect(le('2026-04-30')).toBe('dernier')
    expect(le('2026-04-29', { relanceLe: a('2026-04-25'), relances: 3 } as never)).toBeNull()
    // A person reminded by hand two days before the last days is left alone for three.
    expect(le('2026-04-25', { relanceLe: a('2026-04-23'), relances: 1 } as never)).toBeNull()
    expect(le('2026-04-26', { relanceLe: a('2026-04-23'), relances: 1 } as never)).toBe('dernier')
  })
})
