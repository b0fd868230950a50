import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  avancement,
  type DecisionSuivie,
  effetPour,
  estPleinementEffective,
  inscriptionEnRetard,
  numeroDecision,
  peutEngager,
  prochaineReunion,
} from './decision.ts'
import {
  type Acte,
  avancerSuite,
  cycleSuite,
  type EtatSuite,
  type GesteSuite,
  rectifierSuite,
} from './suite.ts'

const uneDecision = (
  etats: Record<string, EtatSuite>,
  options: Partial<DecisionSuivie> = {},
): DecisionSuivie => ({
  porte: Object.keys(etats),
  indivisible: false,
  suites: Object.entries(etats).map(([organismeId, etat]) => ({ organismeId, etat })),
  ...options,
})
const rien: Acte = {
  reunionLe: null,
  numeroActe: null,
  dateActe: null,
  vote: null,
  transmisLe: null,
  executoireLe: null,
  note: '',
}
const aujourdhui = '2026-11-24'

describe('l’effet d’une décision', () => {
  it('est effective pour un membre dès que sa suite est exécutoire, pleinement quand toutes le sont', () => {
    const decision = uneDecision({ '44': 'executoire', '49': 'votee', '53': 'sans_objet' })
    expect(effetPour(decision, '44')).toBe('effective')
    expect(effetPour(decision, '49')).toBe('en_cours')
    expect(estPleinementEffective(decision)).toBe(false)
    expect(avancement(decision)).toEqual({ abouties: 2, total: 3 })
    expect(estPleinementEffective(uneDecision({ '44': 'executoire', '53': 'sans_objet' }))).toBe(true)
  })
  it('le rejet d’un membre la rouvre pour lui seul', () => {
    const decision = uneDecision({ '44': 'executoire', '72': 'rejetee' })
    expect(effetPour(decision, '72')).toBe('rouverte')
    expect(effetPour(decision, '44')).toBe('effective')
  })
  it('une décision indivisible n’a d’effet nulle part avant d’être acceptée partout', () => {
    const decision = uneDecision({ '44': 'executoire', '72': 'rejetee' }, { indivisible: true })
    expect(effetPour(decision, '44')).toBe('suspendue')
    expect(peutEngager(decision, '44')).toBe(false)
  })
  it('à trois, le quatrième est informé, sans suite, et rien ne l’engage', () => {
    const decision = uneDecision({ '22': 'executoire', '29': 'executoire', '56': 'executoire' })
    expect(effetPour(decision, '35')).toBe('informe')
    expect(peutEngager(decision, '35')).toBe(false)
  })
  it('n’engage d’argent que sur un acte exécutoire', () => {
    const etat = fc.constantFrom<EtatSuite>(
      'a_inscrire',
      'inscrite',
      'votee',
      'rejetee',
      'ajournee',
      'transmise',
      'executoire',
      'sans_objet',
    )
    fc.assert(
      fc.property(fc.array(etat, { minLength: 1, maxLength: 6 }), fc.boolean(), (etats, indivisible) => {
        const decision = uneDecision(Object.fromEntries(etats.map((e, i) => [`m${i}`, e])), { indivisible })
        etats.forEach((e, i) => {
          if (e !== 'executoire') expect(peutEngager(decision, `m${i}`)).toBe(false)
          if (e === 'executoire' && !indivisible) expect(peutEngager(decision, `m${i}`)).toBe(true)
        })
      }),
    )
  })
  it('se numérote par mois de séance', () => expect(numeroDecision('2026-11-24', 5)).toBe('2026-11-D05'))
})

describe('les dates des organes', () => {
  const reunions = [
    { organe: 'ca', date: '2026-11-27', limiteInscription: '2026-11-16' },
    { organe: 'ca', date: '2026-12-15', limiteInscription: '2026-12-04' },
    { organe: 'bureau', date: '2026-11-30', limiteInscription: '2026-11-28' },
  ]
  it('propose la première réunion dont l’ordre du jour est encore ouvert', () =>
    expect(prochaineReunion(reunions, 'ca', aujourdhui)?.date).toBe('2026-12-15'))
  it('ne propose rien quand aucune date n’est connue', () =>
    expect(prochaineReunion([], 'ca', aujourdhui)).toBeNull())
  it('signale l’inscription manquée depuis la décision, pas celle d’avant', () => {
    expect(
      inscriptionEnRetard({ etat: 'a_inscrire', organe: 'ca' }, '2026-10-01', reunions, aujourdhui),
    ).toBe(true)
    expect(
      inscriptionEnRetard({ etat: 'a_inscrire', organe: 'ca' }, '2026-11-20', reunions, aujourdhui),
    ).toBe(false)
    expect(inscriptionEnRetard({ etat: 'inscrite', organe: 'ca' }, '2026-10-01', reunions, aujourdhui)).toBe(
      false,
    )
  })
})

describe('la suite dans un membre', () => {
  const suite = { ...rien, etat: 'inscrite' as EtatSuite, reunionLe: '2026-11-20' }
  const acte: Acte = {
    ...rien,
    numeroActe: '26_031',
    dateActe: '2026-11-20',
    vote: { effectif: 25, reel: 18, pour: 18, contre: 0, abstention: 0 },
  }
  it('enregistre numéro, date et vote', () =>
    expect(avancerSuite(suite, 'voter', acte, aujourdhui)).toEqual({ ok: true, valeur: 'votee' }))
  it.each([
    [
      { ...acte, numeroActe: null },
      { code: 'champ-manquant', champ: 'numeroActe' },
    ],
    [
      { ...acte, dateActe: '2026-11-25' },
      { code: 'date-future', champ: 'dateActe' },
    ],
    [
      { ...acte, vote: { effectif: 25, reel: 10, pour: 18, contre: 0, abstention: 0 } },
      { code: 'votes-incoherents', total: 18, reel: 10 },
    ],
    [
      { ...acte, vote: { effectif: 25, reel: 18, pour: 4, contre: 14, abstention: 0 } },
      { code: 'vote-contraire' },
    ],
  ])('refuse un acte incomplet ou incohérent (%#)', (fautif, refus) =>
    expect(avancerSuite(suite, 'voter', fautif, aujourdhui)).toMatchObject({ ok: false, refus }),
  )
  it('refuse un acte exécutoire avant sa transmission', () =>
    expect(
      avancerSuite(
        { ...acte, etat: 'transmise', transmisLe: '2026-11-22' },
        'rendre_executoire',
        { ...rien, executoireLe: '2026-11-21' },
        aujourdhui,
      ),
    ).toMatchObject({
      refus: { code: 'dates-en-desordre' },
    }))
  it('ne se rectifie qu’avec un motif', () => {
    expect(rectifierSuite({ etat: 'votee' }, acte, ' ', aujourdhui)).toMatchObject({
      refus: { code: 'rectification-sans-motif' },
    })
    expect(rectifierSuite({ etat: 'votee' }, acte, 'Numéro mal recopié', aujourdhui).ok).toBe(true)
  })
  it('aucun chemin ne mène à « exécutoire » sans vote de l’organe', () => {
    const sansVote = new Set<EtatSuite>(['a_inscrire'])
    let taille = 0
    while (taille !== sansVote.size) {
      taille = sansVote.size
      for (const [geste, { de, vers }] of Object.entries(cycleSuite) as [
        GesteSuite,
        (typeof cycleSuite)[GesteSuite],
      ][])
        if (geste !== 'voter' && de.some((etat) => sansVote.has(etat))) sansVote.add(vers)
    }
    expect([...sansVote]).not.toContain('executoire')
    expect([...sansVote]).not.toContain('transmise')
  })
})
