import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ClauseDuContrat,
  type Compte,
  echeanceDesComptes,
  etatDesComptes,
  jugerRevision,
  parExercice,
  parSurvenance,
} from './execution.ts'

const compte = (valeurs: Partial<Compte>): Compte => ({
  contratId: 'a',
  exercice: 2025,
  survenance: 2025,
  primes: 0,
  prestations: 0,
  psapOuverture: 0,
  psapCloture: 0,
  pmOuverture: 0,
  pmCloture: 0,
  assures: null,
  recuLe: '2026-07-15',
  ...valeurs,
})

const centimes = fc.nat(10 ** 12)
/** Lines of accounts as an import lets them in: occurrence never after the year, premiums on their own year. */
const comptes = fc.array(
  fc
    .record({
      contratId: fc.constantFrom('a', 'b', 'c'),
      exercice: fc.integer({ min: 2024, max: 2029 }),
      retard: fc.nat(3),
      primes: centimes,
      prestations: centimes,
      psapOuverture: centimes,
      psapCloture: centimes,
      pmOuverture: centimes,
      pmCloture: centimes,
    })
    .map(({ retard, primes, ...reste }) =>
      compte({ ...reste, survenance: reste.exercice - retard, primes: retard === 0 ? primes : 0 }),
    ),
  { maxLength: 20 },
)
const total = (liste: readonly number[]) => liste.reduce((somme, valeur) => somme + valeur, 0)

describe('les comptes d’un contrat', () => {
  const contrat = { du: '2025-01-01', au: '2027-12-31' }
  const etats = (aujourdhui: string, recus: Parameters<typeof etatDesComptes>[1] = []) =>
    etatDesComptes(contrat, recus, aujourdhui).map(({ exercice, etat }) => [exercice, etat])

  it('ne sont attendus qu’une fois l’exercice fini, puis en retard au lendemain du 31 août', () => {
    expect(echeanceDesComptes(2025)).toBe('2026-08-31')
    expect(etats('2025-12-31')).toEqual([])
    expect(etats('2026-01-01')).toEqual([[2025, 'attendu']])
    expect(etats('2026-08-31')).toEqual([[2025, 'attendu']])
    expect(etats('2026-09-01')).toEqual([[2025, 'en_retard']])
    expect(etats('2030-01-01')).toHaveLength(3)
  })
  it('sont reçus à temps le 31 août compris, et avec leur dernière ligne seulement', () => {
    const recu = (recuLe: string) => ({ exercice: 2025, recuLe })
    expect(etats('2026-10-01', [recu('2026-08-31')])).toEqual([[2025, 'recu']])
    expect(etats('2026-10-01', [recu('2026-09-01')])).toEqual([[2025, 'recu_en_retard']])
    for (const lignes of [
      [recu('2026-07-01'), recu('2026-09-01')],
      [recu('2026-09-01'), recu('2026-07-01')],
    ])
      expect(etats('2026-10-01', lignes)).toEqual([[2025, 'recu_en_retard']])
  })
})

describe('les sinistres rapportés aux cotisations', () => {
  it('par exercice, ne perdent pas un centime de primes, de prestations ni de charge', () => {
    fc.assert(
      fc.property(comptes, (liste) => {
        const annees = parExercice(liste)
        expect(total(annees.map(({ primes }) => primes))).toBe(total(liste.map(({ primes }) => primes)))
        expect(total(annees.map(({ prestations }) => prestations))).toBe(
          total(liste.map(({ prestations }) => prestations)),
        )
        expect(total(annees.map(({ charge }) => charge))).toBe(
          total(
            liste.map((c) => c.prestations + c.psapCloture - c.psapOuverture + c.pmCloture - c.pmOuverture),
          ),
        )
        for (const { primes, sp, paye } of annees) {
          expect(sp === null).toBe(primes === 0)
          expect(paye === null).toBe(primes === 0)
        }
      }),
    )
  })
  it('gardent la charge d’une année sans cotisations, qui paie encore les arrêts d’avant', () => {
    const [annee] = parExercice([
      compte({
        exercice: 2031,
        survenance: 2030,
        prestations: 500_00,
        psapOuverture: 800_00,
        psapCloture: 400_00,
      }),
    ])
    expect(annee).toMatchObject({ primes: 0, charge: 100_00, sp: null, paye: null })
  })
  it('s’arrondissent au dixième, moitié vers le haut', () => {
    const sp = (prestations: number) => parExercice([compte({ primes: 1_000_00, prestations })])[0]!.sp
    expect([sp(852_49), sp(852_50), sp(1_000_00), sp(0)]).toEqual([85.2, 85.3, 100, 0])
  })
  it('par année des arrêts, comptent tout ce qui fut payé et les provisions que chaque contrat tient encore', () => {
    fc.assert(
      fc.property(comptes, (liste) => {
        for (const { annee, charge } of parSurvenance(liste)) {
          const siens = liste.filter(({ survenance }) => survenance === annee)
          const tenues = ['a', 'b', 'c'].flatMap((id) => {
            const dernier = Math.max(...liste.filter((c) => c.contratId === id).map((c) => c.exercice))
            return siens.filter((c) => c.contratId === id && c.exercice === dernier)
          })
          expect(charge).toBe(
            total(siens.map((c) => c.prestations)) + total(tenues.map((c) => c.psapCloture + c.pmCloture)),
          )
        }
      }),
    )
  })
  it('ne perdent pas les provisions d’un assureur en retard d’un an', () => {
    const aJour = [
      compte({ contratId: 'a', primes: 100_00, prestations: 10_00, psapCloture: 50_00 }),
      compte({
        contratId: 'a',
        exercice: 2026,
        prestations: 20_00,
        psapOuverture: 50_00,
        psapCloture: 20_00,
      }),
    ]
    const enRetard = compte({ contratId: 'b', primes: 100_00, prestations: 10_00, pmCloture: 70_00 })
    expect(parSurvenance([...aJour, enRetard])).toEqual([{ annee: 2025, charge: 130_00, ratioSP: 65 }])
  })
  it('ne disent rien d’une année des arrêts dont les cotisations manquent', () => {
    expect(parSurvenance([compte({ survenance: 2024, prestations: 10_00 })])).toEqual([])
    expect(parSurvenance([])).toEqual([])
  })
})

describe('un taux demandé', () => {
  const clause: ClauseDuContrat = {
    du: '2025-01-01',
    au: '2030-12-31',
    gelAnnees: 2,
    plafond: 5_000,
    plafondBase: 'precedent',
    seuilSp: 900,
    preavisMois: 6,
  }
  const historique = [
    { annee: 2025, taux: 2_000 },
    { annee: 2026, taux: 2_000 },
  ]
  const demande = { annee: 2027, taux: 2_100, recueLe: '2026-07-01', effetLe: '2027-01-01' }
  const juger = (
    quoi: Partial<typeof demande> = {},
    { sp = 95, ...autre }: Partial<ClauseDuContrat> & { sp?: number | null } = {},
  ) => jugerRevision({ ...clause, ...autre }, historique, { ...demande, ...quoi }, sp)

  it('passe au plafond juste, pas un millième au-dessus', () => {
    expect(juger()).toMatchObject({ permise: true, maximum: 2.1, depassement: 0, alertes: [] })
    expect(juger({ taux: 2_101 })).toMatchObject({ permise: false, maximum: 2.1, depassement: 1 })
  })
  it('ne bouge pas les années gelées', () => {
    expect(juger({ annee: 2027 }, { gelAnnees: 3 })).toMatchObject({ permise: false, depassement: 100 })
    expect(juger({ annee: 2027, taux: 2_000 }, { gelAnnees: 3 })).toMatchObject({ permise: true })
    expect(juger({ annee: 2028 }, { gelAnnees: 3 })).toMatchObject({ permise: true })
  })
  it('arrive à temps le dernier jour du préavis, pas le lendemain', () => {
    expect(juger({ recueLe: '2026-07-01' })).toMatchObject({ permise: true })
    const tard = juger({ recueLe: '2026-07-02' })
    expect(tard).toMatchObject({ permise: false, depassement: 0 })
    expect(tard?.alertes[0]).toContain('préavis')
  })
  it('demande un rapport au seuil du contrat, s’il y en a un', () => {
    expect(juger({}, { sp: 90 })).toMatchObject({ permise: true })
    expect(juger({}, { sp: 89.9 })).toMatchObject({ permise: false, depassement: 0 })
    expect(juger({}, { sp: 10, seuilSp: null })).toMatchObject({ permise: true })
  })
  it('signale une convention de plus de sept ans sans refuser pour cela', () => {
    expect(juger({}, { au: '2031-12-31' })?.alertes).toEqual([])
    const longue = juger({}, { au: '2032-01-01' })
    expect(longue?.permise).toBe(true)
    expect(longue?.alertes[0]).toContain('six ans')
  })
  it('ne se juge pas sans taux connu avant son année', () => {
    expect(juger({ annee: 2025 })).toBe(null)
  })
  it('compte le dépassement depuis le plus haut millième permis, quand le maximum s’écrit arrondi', () => {
    // 1.999 + 5.100 % of it is 2.100949: shown 2.1009. 1.9 + 5.261 % of it is 1.999959, shown 2: 2 is already beyond.
    const sur = (taux: number, plafond: number, demandee: number) =>
      jugerRevision({ ...clause, plafond }, [{ annee: 2025, taux }], { ...demande, taux: demandee }, 95)
    expect(sur(1_999, 5_100, 2_101)).toMatchObject({ maximum: 2.1009, depassement: 1 })
    expect(sur(1_900, 5_261, 2_000)).toMatchObject({ permise: false, maximum: 2, depassement: 1 })
    expect(sur(1_900, 5_261, 1_999)).toMatchObject({ permise: true, depassement: 0 })
    // In floating point, 4.01 × 1000 is under 4010.
    expect(sur(4_010, 0, 4_011)).toMatchObject({ depassement: 1 })
  })

  const cas = fc.record({
    taux: fc.integer({ min: 1, max: 20_000 }),
    plafond: fc.nat(100_000),
    gelAnnees: fc.nat(3),
    plafondBase: fc.constantFrom('precedent' as const, 'initial' as const),
    demandee: fc.integer({ min: 1, max: 40_000 }),
  })
  const jugerCas = ({ taux, demandee, ...autre }: typeof cas extends fc.Arbitrary<infer C> ? C : never) =>
    jugerRevision({ ...clause, ...autre }, [{ annee: 2025, taux }], { ...demande, taux: demandee }, 95)!

  it('une fois ramené du dépassement annoncé, passe ; un millième de plus, non', () => {
    fc.assert(
      fc.property(cas, (c) => {
        const { permise, depassement } = jugerCas(c)
        expect(permise).toBe(depassement === 0)
        if (permise) return
        expect(jugerCas({ ...c, demandee: c.demandee - depassement }).permise).toBe(true)
        expect(jugerCas({ ...c, demandee: c.demandee - depassement + 1 }).permise).toBe(false)
      }),
    )
  })
  it('plus bas qu’un taux permis, l’est aussi ; une baisse l’est toujours, même tardive et sous le seuil', () => {
    fc.assert(
      fc.property(cas, fc.nat(40_000), (c, ecart) => {
        const plusBas = { ...c, demandee: Math.max(1, c.demandee - ecart) }
        if (jugerCas(c).permise) expect(jugerCas(plusBas).permise).toBe(true)
        const baisse = Math.min(c.taux, c.demandee)
        const tardive = jugerRevision(
          clause,
          [{ annee: 2025, taux: c.taux }],
          { annee: 2027, taux: baisse, recueLe: '2026-12-31', effetLe: '2027-01-01' },
          0,
        )
        expect(tardive).toMatchObject({ permise: true, depassement: 0, alertes: [] })
      }),
    )
  })
  it('ne se voit jamais fermer par un plafond plus haut', () => {
    fc.assert(
      fc.property(cas, fc.nat(100_000), (c, plus) => {
        const large = jugerCas({ ...c, plafond: c.plafond + plus })
        expect(large.maximum).toBeGreaterThanOrEqual(jugerCas(c).maximum)
        if (jugerCas(c).permise) expect(large.permise).toBe(true)
      }),
    )
  })
})
