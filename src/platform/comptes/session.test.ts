import { describe, expect, it } from 'vitest'
import { dureeDeVeille, nomDuCookie, preuveFraiche } from './session.ts'

const HEURE = 3_600_000

describe('une session laissée seule', () => {
  it.each([
    ['une secrétaire de mairie', { roleMembre: null, fonctions: ['secretariat_mairie'] }, 4],
    ['qui n’a pas encore choisi sa structure', { roleMembre: null, fonctions: [] }, 4],
    ['qui agit pour un membre', { roleMembre: 'membre', fonctions: ['direction'] }, 1],
    ['qui exploite', { roleMembre: null, fonctions: ['exploitation'] }, 1],
    ['qui reçoit des signalements', { roleMembre: null, fonctions: ['referent_signalement'] }, 1],
  ] as const)('dure, pour %s', (_qui, acteur, heures) => {
    expect(dureeDeVeille(acteur as never)).toBe(heures * HEURE)
  })
})

it('une preuve est fraîche un quart d’heure, bornes comprises', () => {
  const prouveeLe = new Date('2026-11-02T08:00:00Z')
  expect(preuveFraiche({ prouveeLe }, new Date('2026-11-02T08:15:00Z'))).toBe(true)
  expect(preuveFraiche({ prouveeLe }, new Date('2026-11-02T08:15:00.001Z'))).toBe(false)
})

it('le cookie n’a son préfixe que sur https', () => {
  expect([nomDuCookie(true), nomDuCookie(false)]).toEqual([
    '__Host-maillage.session_token',
    'maillage.session_token',
  ])
})
