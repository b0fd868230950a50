import { describe, expect, it } from 'vitest'
import { composer, retardALaFin } from './bilan.ts'
import { avancerBilan } from './cycle.ts'
import { type Avis, gestePropose, synthetiser, verifierAvis } from './evaluation.ts'
import type { ActionDatee, Faits, JalonDate } from './faits.ts'

const PERIODE = { du: '2026-06-01', au: '2026-11-30' }
const jalon = (suite: Partial<JalonDate> = {}): JalonDate => ({
  titre: 'Jalon',
  echeance: '2026-09-01',
  etat: 'prevu',
  atteintLe: null,
  reports: 0,
  motif: '',
  ...suite,
})
const action = (suite: Partial<ActionDatee> = {}): ActionDatee => ({
  id: 'a',
  code: '1.1.1',
  titre: 'Action',
  nature: 'action',
  axe: 'Axe',
  statut: 'en_cours',
  jalons: [],
  bloqueeLe: null,
  blocage: '',
  faits: [],
  roles: {},
  partenaires: [],
  ...suite,
})
const faits = (actions: readonly ActionDatee[]): Faits => ({
  membres: [
    { organismeId: 'm1', libelle: 'CDG 1', presences: 3 },
    { organismeId: 'm2', libelle: 'CDG 2', presences: 0 },
  ],
  decisions: [],
  actions,
  mesures: [],
  groupes: [],
  ecarts: [],
  missionsRegardees: 0,
  conclusions: [],
  fictif: false,
})

describe('un bilan sur une période', () => {
  it('est en retard au dernier jour de la période, même si le jalon est atteint depuis', () => {
    expect(retardALaFin(jalon(), PERIODE.au)).toBe(90)
    expect(retardALaFin(jalon({ etat: 'atteint', atteintLe: '2026-12-05' }), PERIODE.au)).toBe(90)
    expect(retardALaFin(jalon({ etat: 'atteint', atteintLe: PERIODE.au }), PERIODE.au)).toBe(0)
    expect(retardALaFin(jalon({ echeance: PERIODE.au }), PERIODE.au)).toBe(0)
    expect(retardALaFin(jalon({ etat: 'annule' }), PERIODE.au)).toBe(0)
  })
  it('compte ce qui est daté de la période, bornes comprises, et rien d’autre', () => {
    const c = composer(
      faits([
        action({
          jalons: ['2026-05-31', '2026-06-01', '2026-11-30', '2026-12-01'].map((atteintLe) =>
            jalon({ titre: atteintLe, etat: 'atteint', atteintLe, echeance: atteintLe }),
          ),
        }),
      ]),
      PERIODE,
    )
    expect(c.avancees[0]?.jalons.map(({ titre }) => titre)).toEqual(['2026-06-01', '2026-11-30'])
    expect(c.chiffres).toMatchObject({ avancees: 1, jalons: 2, retards: 0 })
  })
  it('donne à chaque membre sa part des coûts ; avec ce que rien ne répartit, elle fait la somme', () => {
    const part = (organismeId: string, prevu: number | null, constate: number | null) => ({
      organismeId,
      prevu,
      constate,
    })
    const { couts } = composer(
      faits([
        action({
          couts: { prevu: 1_001, constate: null },
          parts: [part('m1', 501, null), part('m2', 500, null)],
        }),
        action({ id: 'b', couts: { prevu: 300, constate: 250 }, parts: [part('m1', 300, 250)] }),
        action({ id: 'c', couts: { prevu: 99, constate: 7 }, parts: null }),
      ]),
      PERIODE,
    )
    expect(couts.parMembre).toEqual([
      { libelle: 'CDG 1', actions: 2, prevu: 801, constate: 250 },
      { libelle: 'CDG 2', actions: 1, prevu: 500, constate: 0 },
    ])
    expect(couts.sansCle).toEqual({ actions: 1, prevu: 99, constate: 7 })
    expect(couts).toMatchObject({ prevu: 801 + 500 + 99, constate: 250 + 7 })
  })
  it('additionne les coûts connus, sans compter pour zéro ce qui n’est pas dit', () => {
    const c = composer(
      faits([
        action({ couts: { prevu: 125_050, constate: null } }),
        action({ id: 'b', couts: { prevu: 10_000, constate: 9_999 } }),
        action({ id: 'c', couts: { prevu: null, constate: null } }),
        action({ id: 'd', statut: 'abandonnee', couts: { prevu: 1, constate: 1 } }),
      ]),
      PERIODE,
    )
    expect(c.couts.lignes.map(({ prevu, constate }) => [prevu, constate])).toEqual([
      [125_050, null],
      [10_000, 9_999],
    ])
    expect([c.couts.prevu, c.couts.constate]).toEqual([135_050, 9_999])
  })
  it('dit les livrables remis ou acceptés dans la période, et ce qui le montre', () => {
    const livrable = {
      titre: 'Guide',
      etat: 'accepte' as const,
      remisLe: '2026-05-02',
      statueLe: '2026-06-01',
      preuve: 'décision 12',
    }
    const avant = { ...livrable, titre: 'Note', statueLe: '2026-05-31' }
    const c = composer(faits([action({ livrables: [livrable, avant] }), action({ id: 'b' })]), PERIODE)
    expect(c.livrables).toEqual([{ ...livrable, code: '1.1.1', action: 'Action' }])
  })
  it('dit les changements de niveau et d’état, et qui n’a rien dit', () => {
    const c = composer(
      faits([
        action({
          faits: [
            {
              le: '2026-07-01',
              genre: 'fiche',
              resume: 'Fiche modifiée',
              note: '',
              changements: [
                { quoi: 'Niveau de mutualisation', avant: 'N1', apres: 'N2' },
                { quoi: 'Publics', avant: '', apres: 'Tous' },
              ],
            },
          ],
        }),
        action({ id: 'b', code: '1.1.2' }),
      ]),
      PERIODE,
    )
    expect(c.avancees[0]?.changements).toEqual(['Niveau de mutualisation : N1 devient N2'])
    expect(c.sansFait.map(({ id }) => id)).toEqual(['b'])
  })
  it('compte chaque membre, celui qui n’a rien dit est informé', () => {
    const c = composer(
      faits([action({ roles: { m1: 'chef' } }), action({ id: 'b', statut: 'abandonnee' })]),
      PERIODE,
    )
    expect(c.parts).toMatchObject([
      { libelle: 'CDG 1', mene: 1, informe: 0, presences: 3 },
      { libelle: 'CDG 2', mene: 0, informe: 1 },
    ])
  })
  it('ne se relit pas sans ouverture, ne s’approuve pas sans acte', () => {
    const rien = { decisionId: null, approbation: '', ouverture: '' }
    expect(avancerBilan('brouillon', 'relire', rien)).toMatchObject({
      refus: { code: 'ouverture-manquante' },
    })
    expect(avancerBilan('relu', 'approuver', rien)).toMatchObject({
      refus: { code: 'approbation-manquante' },
    })
    expect(avancerBilan('approuve', 'relire', rien)).toMatchObject({ refus: { code: 'transition-refusee' } })
    expect(avancerBilan('relu', 'approuver', { ...rien, approbation: 'Relevé' })).toEqual({
      ok: true,
      valeur: 'approuve',
    })
  })
})

describe('une évaluation', () => {
  const avis = (suite: Partial<Avis> = {}): Avis => ({
    notes: { pertinence: 4, coherence: 3, efficacite: 1, efficience: null, utilite: null, valeur: null },
    preuves: '',
    proposition: 'continuer',
    motif: '',
    ...suite,
  })
  it('demande trois critères, et une raison à qui veut changer', () => {
    expect(verifierAvis(avis()).ok).toBe(true)
    expect(verifierAvis(avis({ notes: { ...avis().notes, efficacite: null } }))).toMatchObject({
      refus: { code: 'notes-manquantes' },
    })
    expect(verifierAvis(avis({ proposition: 'arreter' }))).toMatchObject({
      refus: { code: 'motif-manquant' },
    })
  })
  it('montre des étendues, jamais une moyenne qui cache un désaccord', () => {
    const s = synthetiser(
      [avis(), avis({ notes: { ...avis().notes, efficacite: 4 }, proposition: 'amender', motif: 'x' })],
      4,
    )
    expect(s.etendues.efficacite).toEqual({ min: 1, max: 4 })
    expect(s.etendues.valeur).toBeNull()
    expect([s.exprimes, s.attendus, s.accord]).toEqual([2, 4, null])
    expect(synthetiser([avis()], 4).accord).toBe('continuer')
  })
  it('propose au programme un geste qu’il connaît, ou rien', () => {
    expect(gestePropose('arreter', 'en_cours')).toBe('abandonner')
    expect(gestePropose('arreter', 'realisee')).toBeNull()
    expect(gestePropose('continuer', 'realisee')).toBe('evaluer')
    expect(gestePropose('amender', 'en_cours')).toBeNull()
  })
})
