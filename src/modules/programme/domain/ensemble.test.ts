import { describe, expect, it } from 'vitest'
import { avancementDEnsemble, partDe } from './ensemble.ts'

const jalon = (atteint: boolean, poids = 1) => ({
  poids,
  etat: atteint ? ('atteint' as const) : ('prevu' as const),
  atteintLe: atteint ? '2026-01-10' : null,
})
const action = (
  jalons: ReturnType<typeof jalon>[],
  statut: 'en_cours' | 'abandonnee' | 'proposee' = 'en_cours',
) => ({ statut, jalons, force: null })

describe('l’avancement de plusieurs actions', () => {
  it('rapporte toutes les étapes atteintes à toutes les étapes, jamais une moyenne de moyennes', () => {
    // 1 of 1 and 0 of 9: ten milestones, one reached. A mean of means would say 50 %.
    const ensemble = avancementDEnsemble(
      [action([jalon(true)]), action(Array.from({ length: 9 }, () => jalon(false)))],
      '2026-11-27',
    )
    expect(ensemble).toEqual({ valeur: 10, actions: 2, sansChiffre: 0 })
  })

  it('ne compte ni ce qui est abandonné, ni ce qui n’est que proposé, et dit ce qui n’a pas de chiffre', () => {
    expect(
      avancementDEnsemble(
        [action([jalon(true)], 'abandonnee'), action([jalon(true)], 'proposee'), action([])],
        '2026-11-27',
      ),
    ).toEqual({ valeur: null, actions: 1, sansChiffre: 1 })
  })

  it('prend ce qui est dit à la main pour le poids de son action, arrondi vers le bas', () => {
    const dite = {
      ...action([jalon(false, 3)]),
      force: { valeur: 50, motif: 'm', le: '2026-11-01', jusquau: null },
    }
    expect(avancementDEnsemble([dite, action([jalon(true)])], '2026-11-27').valeur).toBe(62)
    expect(avancementDEnsemble([action([jalon(true, 2), jalon(false)])], '2026-11-27').valeur).toBe(66)
  })
})

it('la part d’un membre ne compte pas deux fois l’action qu’il mène', () => {
  const actions = [
    {
      statut: 'en_cours' as const,
      chefs: ['a'],
      participations: [{ organismeId: 'a', type: 'participant' as const }],
    },
    {
      statut: 'en_cours' as const,
      chefs: ['b'],
      participations: [{ organismeId: 'a', type: 'participant' as const }],
    },
    {
      statut: 'en_cours' as const,
      chefs: ['b'],
      participations: [{ organismeId: 'a', type: 'observateur' as const }],
    },
    { statut: 'reportee' as const, chefs: ['a'], participations: [] },
  ]
  expect(partDe(actions, 'a')).toEqual({ menees: 1, partagees: 1, total: 3 })
})
