import { describe, expect, it } from 'vitest'
import { listerRelances, type SuiteSuivie } from './retards.ts'

const aujourdhui = '2026-11-24'
const reunions = [
  { organe: 'ca', date: '2026-11-10', limiteInscription: '2026-10-30' },
  { organe: 'ca', date: '2026-12-15', limiteInscription: '2026-12-04' },
]
const suite = (autres: Partial<SuiteSuivie>): SuiteSuivie => ({
  organismeId: '72',
  etat: 'a_inscrire',
  organe: 'ca',
  reunionLe: null,
  dateActe: null,
  ...autres,
})
const decision = (...suites: SuiteSuivie[]) => ({
  id: 'd',
  numero: '2026-09-D02',
  titre: 'Former ensemble',
  adopteeLe: '2026-09-22',
  suites,
})
const membre = { organismeId: '72', libelle: 'CDG 72', reunions }

describe('qui relancer', () => {
  it.each([
    [suite({}), 'inscription_manquee', '2026-10-30'],
    [suite({ etat: 'inscrite', reunionLe: '2026-11-10' }), 'vote_non_saisi', '2026-11-10'],
    [suite({ etat: 'votee', dateActe: '2026-11-01' }), 'transmission_en_attente', '2026-11-01'],
  ])('%#', (s, motif, depuis) =>
    expect(listerRelances([decision(s)], [membre], aujourdhui)).toMatchObject([
      { motif, depuis, prochaine: { date: '2026-12-15' } },
    ]),
  )
  it('un calendrier vide se demande aussi', () =>
    expect(listerRelances([decision(suite({}))], [{ ...membre, reunions: [] }], aujourdhui)).toMatchObject([
      { motif: 'aucune_date', prochaine: null },
    ]))
  it.each([
    suite({ etat: 'executoire' }),
    suite({ etat: 'rejetee' }),
    suite({ etat: 'inscrite', reunionLe: '2026-12-15' }),
    suite({ etat: 'votee', dateActe: '2026-11-20' }),
  ])('ne relance pas pour rien (%#)', (s) =>
    expect(listerRelances([decision(s)], [membre], aujourdhui)).toEqual([]),
  )
  it('met la plus longue attente en tête', () => {
    const relances = listerRelances(
      [decision(suite({ etat: 'votee', dateActe: '2026-11-01' })), decision(suite({}))],
      [membre],
      aujourdhui,
    )
    expect(relances.map(({ motif }) => motif)).toEqual(['inscription_manquee', 'transmission_en_attente'])
  })
})
