import { describe, expect, it } from 'vitest'
import { causeDuRefus, etatInvitation, type Invitation } from './invitation.ts'

const LUNDI = new Date('2026-11-23T08:00:00Z')
const invitation = (autre: Partial<Invitation> = {}): Invitation => ({
  envoi: 2,
  expireLe: new Date('2026-12-07T08:00:00Z'),
  accepteeLe: null,
  annuleeLe: null,
  ...autre,
})

describe('le lien d’une invitation', () => {
  it('sert une fois, le dernier envoyé seulement, jusqu’à son terme', () => {
    expect(causeDuRefus(invitation(), 2, LUNDI)).toBeNull()
    expect(causeDuRefus(invitation(), 1, LUNDI)).toBe('remplace')
    expect(causeDuRefus(invitation({ accepteeLe: LUNDI }), 2, LUNDI)).toBe('utilise')
    expect(causeDuRefus(invitation(), 2, new Date('2026-12-07T08:00:00Z'))).toBe('perime')
  })
  it('annulée, elle ne s’ouvre plus, même acceptée', () => {
    expect(causeDuRefus(invitation({ annuleeLe: LUNDI }), 2, LUNDI)).toBe('annule')
    expect(etatInvitation(invitation({ annuleeLe: LUNDI, accepteeLe: LUNDI }), LUNDI)).toBe('annulee')
  })
})
