import { describe, expect, it } from 'vitest'
import { type CommuneConnue, type CommuneDuCode, planifierMillesime } from './millesime.ts'

const commune = (code: string, nom: string, autres: Partial<CommuneDuCode> = {}): CommuneDuCode => ({
  code,
  nom,
  departement: '44',
  region: '52',
  siren: null,
  population: 100,
  ...autres,
})
const connue = (code: string, nom: string, autres: Partial<CommuneConnue> = {}): CommuneConnue => ({
  code,
  nom,
  siren: null,
  population: 100,
  departement: '44',
  fusionneeDans: null,
  ...autres,
})

describe('un nouveau millésime', () => {
  it('ne change rien quand il n’apporte rien', () =>
    expect(planifierMillesime([connue('44001', 'Abbaretz')], [commune('44001', 'Abbaretz')], [])).toEqual({
      nouvelles: [],
      changees: [],
      fusions: [],
      sansSuite: [],
    }))
  it('ajoute, renomme, et fusionne sans rien supprimer', () => {
    const plan = planifierMillesime(
      [connue('44001', 'Ancien nom'), connue('44002', 'Petite'), connue('44003', 'Perdue')],
      [commune('44001', 'Nouveau nom'), commune('44009', 'Créée')],
      [
        { code: '44002', chefLieu: '44001' },
        { code: '44001', chefLieu: '44001' },
      ],
    )
    expect(plan.nouvelles.map(({ code }) => code)).toEqual(['44009'])
    expect(plan.changees.map(({ nom }) => nom)).toEqual(['Nouveau nom'])
    expect(plan.fusions).toEqual([{ code: '44002', vers: '44001' }])
    expect(plan.sansSuite).toEqual(['44003'])
  })
  it('rend son existence à une commune rétablie, et ne refusionne pas celle qui l’est déjà', () => {
    const plan = planifierMillesime(
      [connue('44002', 'Petite', { fusionneeDans: 'x' }), connue('44003', 'Autre', { fusionneeDans: 'x' })],
      [commune('44002', 'Petite')],
      [{ code: '44003', chefLieu: '44002' }],
    )
    expect(plan.changees.map(({ code }) => code)).toEqual(['44002'])
    expect(plan.fusions).toEqual([])
  })
})
