import { describe, expect, it } from 'vitest'
import { ouvrirProjections, type Tirages } from '../analyse/projeter.ts'
import { ficheAttribuee } from '../domain/contrat/contrat.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import type { Contrat } from './contrats.queries.ts'
import { type MatiereDeProjection, projeterContrats } from './projeter-contrats.ts'

const taux = { niveau: 'Socle', incapacite: 600, invalidite: 300, retraite: 200, deces: 50, renfort: 50 }
const contrat = (id: string, numero: number): Contrat => ({
  ...ficheAttribuee(
    { numero, objet: 'essai' },
    { candidat: 'Mutuelle', taux: [taux], gelAnnees: 6, hausseMax: 0, garanties: '' },
    '2025-01-01',
    72,
  ),
  id,
  operationId: 'op',
  organismeId: 'pilote',
  lotId: id,
  fictif: null,
  version: 1,
})
const lot = (id: string, numero: number) => ({
  id,
  numero,
  objet: '',
  departements: [],
  agentsMin: 0,
  agentsMax: null,
})
const matiere: MatiereDeProjection = {
  effectifs: [],
  revisions: [],
  niveaux: [{ nom: 'Socle', tauxTiNbi: 0, tauxRi: 0, tauxRente: 0, tauxCapital: 0 }],
  lots: [lot('a', 1), lot('b', 2)],
  etat: { empreinte: 'e', employeurs: 2, agents: 40, au: '2025-01-01' },
  parts: [
    { lotId: 'a', niveau: 'Socle', part: 0.75 },
    { lotId: 'b', niveau: 'Socle', part: 0.75 },
  ],
}

const INUTILES = { agentsDesLots: () => Promise.reject(new Error('inutile ici')) }

describe('la projection des contrats', () => {
  const projeter = (m: MatiereDeProjection) =>
    projeterContrats(
      {
        ...ouvrirProjections(INUTILES),
        lire: async (): Promise<Tirages> => ({
          tirages: 1,
          fidele: true,
          niveaux: [{ charge: new Float64Array(6).fill(900), assiette: new Float64Array(6).fill(100_000) }],
        }),
      },
      INUTILES,
      'coop',
      { id: 'op', objet: 'prevoyance', debutLe: '2025-01-01' } as OperationLue,
      [contrat('a', 1), contrat('b', 2)],
      m,
    )

  it('rapporte l’incapacité et l’invalidité à la part de la cotisation qui les paie', async () => {
    const projection = await projeter(matiere)
    // 1,2 % in all, of which 0,9 % pays for what is drawn: claims and contributions are even.
    expect(projection!.annees.map(({ charge, primes, mediane }) => [charge, primes, mediane])).toEqual(
      Array.from({ length: 6 }, () => [1_800, 1_800, 1]),
    )
  })

  it('laisse de côté un lot dont aucune offre ne dit la part, et ne projette rien sans aucune', async () => {
    const seul = await projeter({ ...matiere, parts: matiere.parts.slice(0, 1) })
    expect(seul!.annees[0]).toMatchObject({ charge: 900, primes: 900 })
    expect(await projeter({ ...matiere, parts: [] })).toBeNull()
  })
})
