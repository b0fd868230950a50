import { describe, expect, it } from 'vitest'
import { enMots } from '../../contrats/saisie.ts'
import { comparerFiches, type FicheDeContrat, ficheAttribuee, ficheDeReprise, jugerFiche } from './contrat.ts'

const zero = { retraite: 0, deces: 0, renfort: 0 }
const fiche = ficheAttribuee(
  { numero: 3, objet: 'Mayenne, moins de 50 agents' },
  {
    candidat: 'Mutuelle A',
    taux: [
      { niveau: 'Socle', incapacite: 655, invalidite: 590, ...zero },
      { niveau: 'Renforcé', incapacite: 775, invalidite: 700, ...zero },
    ],
    gelAnnees: 2,
    hausseMax: 4_000,
    garanties: '',
  },
  '2025-01-01',
  72,
)
const voisin = (du: string, au: string, numero = 3) => ({ numero, assureur: 'Mutuelle B', du, au })

describe('le contrat d’un lot attribué', () => {
  it('a l’assureur, les taux, le gel et le plafond de l’offre, de son premier jour à la fin de sa durée', () => {
    expect(fiche).toMatchObject({
      assureur: 'Mutuelle A',
      du: '2025-01-01',
      au: '2030-12-31',
      plafond: 4_000,
    })
    expect(fiche.tarifs).toEqual([
      { niveau: 'Socle', annee: 2025, taux: 1_245 },
      { niveau: 'Renforcé', annee: 2025, taux: 1_475 },
    ])
  })

  it('ne laisse pas deux assureurs couvrir un même jour d’un lot ; la veille et le lendemain se suivent', () => {
    expect(jugerFiche(fiche, [voisin('2030-12-31', '2031-12-31')])).toMatchObject({
      refus: { code: 'chevauche', assureur: 'Mutuelle B' },
    })
    expect(
      jugerFiche(fiche, [voisin('2031-01-01', '2031-12-31'), voisin('2019-01-01', '2024-12-31')]).ok,
    ).toBe(true)
    expect(jugerFiche(fiche, [voisin('2025-01-01', '2030-12-31', 4)]).ok).toBe(true)
  })

  it.each<[Partial<FicheDeContrat>, string]>([
    [{ au: '2025-01-01' }, 'fin-avant-debut'],
    [{ tarifs: [{ niveau: 'Socle', annee: 2031, taux: 1 }] }, 'taux-hors-contrat'],
    [{ tarifs: [{ niveau: 'Socle', annee: 2026, taux: 1 }] }, 'sans-taux'],
    [{ tarifs: [] }, 'sans-taux'],
  ])('refuse %o : %s', (plus, code) => {
    expect(jugerFiche({ ...fiche, ...plus }, [])).toMatchObject({ ok: false, refus: { code } })
  })

  it('passe à un autre assureur avec sa clause et le dernier taux connu de chaque niveau', () => {
    const revise = { ...fiche, tarifs: [...fiche.tarifs, { niveau: 'Socle', annee: 2027, taux: 1_290 }] }
    const suivant = ficheDeReprise(revise, { assureur: 'Mutuelle B', du: '2028-01-01', au: '2030-12-31' })
    expect(suivant).toMatchObject({ assureur: 'Mutuelle B', du: '2028-01-01', plafond: 4_000, numero: 3 })
    expect(suivant.tarifs).toEqual([
      { niveau: 'Socle', annee: 2028, taux: 1_290 },
      { niveau: 'Renforcé', annee: 2028, taux: 1_475 },
    ])
  })

  it('dit ce qui change d’un état à l’autre, et rien quand rien ne change', () => {
    expect(comparerFiches(fiche, { ...fiche }, enMots)).toEqual([])
    const tarifs = [{ niveau: 'Socle', annee: 2025, taux: 1_250 }]
    expect(comparerFiches(fiche, { ...fiche, assureur: 'Mutuelle B', tarifs }, enMots)).toEqual([
      { quoi: 'Assureur', avant: 'Mutuelle A', apres: 'Mutuelle B' },
      { quoi: 'Taux Socle, 2025', avant: '1,245 %', apres: '1,25 %' },
      { quoi: 'Taux Renforcé, 2025', avant: '1,475 %', apres: '' },
    ])
  })

  it('dit ses changements avec leurs unités, jamais en centimes, en millièmes ni par un mot de code', () => {
    const apres = {
      ...fiche,
      au: '2031-12-31',
      gelAnnees: 1,
      plafond: 4_500,
      plafondBase: 'initial',
      seuilSp: 955,
      preavisMois: 4,
      fraisAgent: 350,
      reprise: 'totale',
    } as const
    const mots = comparerFiches(fiche, apres, enMots).map(({ quoi, avant, apres: vers }) =>
      `${quoi} : ${avant || 'rien'} → ${vers}`.replaceAll(/[\u00a0\u202f]/g, ' '),
    )
    expect(mots).toEqual([
      'Dernier jour : 31 décembre 2030 → 31 décembre 2031',
      'Taux gelé : 2 ans → 1 an',
      'Hausse par an au plus : 4 % → 4,5 %',
      'Hausse comptée à partir : du taux précédent → du taux de la première année',
      'Aucune hausse si le rapport est sous : rien → 95,5 %',
      'Préavis : 6 mois → 4 mois',
      'Frais par agent et par an : 0,00 € → 3,50 €',
      'Sinistres du contrat précédent : Rien : le précédent assureur paie les siens → Les sinistres en cours, en entier',
    ])
  })
})
