import { describe, expect, it } from 'vitest'
import { etatDuDepot, profilDAcheteur } from './plis.ts'

describe('le profil d’acheteur', () => {
  const impose = (...saisies: Parameters<typeof profilDAcheteur>) => profilDAcheteur(...saisies)

  it('s’impose aux procédures formalisées, quel que soit le montant, jamais à une convention de participation', () => {
    expect(impose('appel_offres', 100, '2026-11-28')).toEqual({ impose: true, raison: 'formalisee' })
    expect(impose('negociation', null, '2026-11-28')).toEqual({ impose: true, raison: 'formalisee' })
    expect(impose('convention', 900_000_000, '2026-11-28')).toEqual({ impose: false, raison: 'convention' })
  })
  it('s’impose à une procédure adaptée dès le seuil du jour de la publication, et tant que rien n’est estimé', () => {
    expect(impose('adaptee', null, '2026-11-28')).toEqual({ impose: true, raison: 'sans-estimation' })
    expect(impose('adaptee', 6_000_000, '2026-11-28')).toEqual({ impose: true, raison: 'seuil' })
    expect(impose('adaptee', 5_999_999, '2026-11-28')).toEqual({ impose: false, raison: 'sous-seuil' })
    // 40 000 € until 31 March 2026, 60 000 € from the next day.
    expect(impose('adaptee', 4_000_000, '2026-03-31').impose).toBe(true)
    expect(impose('adaptee', 4_000_000, '2026-04-01').impose).toBe(false)
  })
})

describe('un dépôt scellé', () => {
  const limite = new Date('2026-12-01T11:00:00Z')
  const etat = (
    depot: { ouvertLe: Date | null; gestes: number } | null,
    maintenant: string,
    ouvertLe: Date | null = null,
  ) => etatDuDepot(depot, { limite, ouvertLe }, new Date(maintenant))
  const ouvert = { ouvertLe: new Date('2026-11-20T08:00:00Z'), gestes: 0 }

  it('reçoit jusqu’à l’instant même de la limite, pas une milliseconde après', () => {
    expect(etat(null, '2026-11-30T00:00:00Z')).toBe('a-proposer')
    expect(etat({ ouvertLe: null, gestes: 0 }, '2026-11-30T00:00:00Z')).toBe('cles')
    expect(etat(ouvert, '2026-12-01T11:00:00.000Z')).toBe('ouvert')
    expect(etat(ouvert, '2026-12-01T11:00:00.001Z')).toBe('clos')
  })
  it('attend deux clés, puis la fin de l’ouverture', () => {
    expect(etat({ ...ouvert, gestes: 1 }, '2026-12-02T00:00:00Z')).toBe('une-cle')
    expect(etat({ ...ouvert, gestes: 2 }, '2026-12-02T00:00:00Z')).toBe('a-finir')
    expect(etat({ ...ouvert, gestes: 2 }, '2026-12-02T00:00:00Z', limite)).toBe('ouvertes')
  })
})
