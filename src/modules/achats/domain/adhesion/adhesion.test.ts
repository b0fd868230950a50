import { describe, expect, it } from 'vitest'
import { type Adhesion, effetDe, type Fait, franchir, type GesteAdhesion, tourDe } from './adhesion.ts'

const vierge: Adhesion = {
  etat: 'choix',
  niveau: '',
  deposeLe: null,
  avisLe: null,
  deliberationLe: null,
  executoireLe: null,
  accordLe: null,
  conventionLe: null,
}
const fait: Fait = {
  le: '2024-10-01',
  niveau: 'Socle',
  options: '',
  part: 50_000,
  prochaineLe: null,
  avis: null,
  numero: '',
  accord: false,
  motif: '',
}
const contexte = {
  niveaux: ['Socle', 'Renforcé'],
  debutLe: '2025-01-01',
  comite: 'centre' as const,
  accordSigneLe: null,
  aujourdhui: '2024-12-01',
}
const code = (a: Partial<Adhesion>, geste: GesteAdhesion, f: Partial<Fait> = {}) => {
  const issue = franchir({ ...vierge, ...a }, geste, { ...fait, ...f }, contexte)
  return issue.ok ? issue.valeur.etat : issue.refus.code
}

describe('l’adhésion d’un employeur', () => {
  it('suit son chemin : choix, comité, vote, exécutoire, convention, agents informés', () => {
    const pas: [Partial<Adhesion>, GesteAdhesion, Partial<Fait>, string][] = [
      [{ etat: 'choix' }, 'choisir', {}, 'projet'],
      [{ etat: 'projet' }, 'deposer', {}, 'comite'],
      [{ etat: 'comite' }, 'recevoir_avis', { avis: 'defavorable' }, 'avis'],
      [{ etat: 'avis' }, 'voter', { numero: '12' }, 'votee'],
      [{ etat: 'votee' }, 'rendre_executoire', {}, 'executoire'],
      [{ etat: 'executoire' }, 'signer', {}, 'conventionnee'],
      [{ etat: 'conventionnee' }, 'informer', {}, 'informee'],
    ]
    for (const [a, geste, f, vers] of pas) expect(code(a, geste, f)).toBe(vers)
  })

  it('ne saute pas d’étape : pas de vote sans avis, pas de convention avant l’acte exécutoire', () => {
    expect(code({ etat: 'comite' }, 'voter', { numero: '12' })).toBe('transition-refusee')
    expect(code({ etat: 'votee' }, 'signer')).toBe('transition-refusee')
    expect(code({ etat: 'votee' }, 'renoncer', { motif: 'x' })).toBe('transition-refusee')
  })

  it('refuse un fait futur, ou antérieur à celui qu’il suit', () => {
    expect(code({ etat: 'projet' }, 'deposer', { le: '2024-12-02' })).toBe('fait-futur')
    const avis = { etat: 'avis', avisLe: '2024-10-15' } as const
    expect(code(avis, 'voter', { numero: '12', le: '2024-10-14' })).toBe('fait-trop-tot')
    expect(code(avis, 'voter', { numero: '12', le: '2024-10-15' })).toBe('votee')
  })

  it('veut un niveau offert et au moins la moitié pour l’employeur', () => {
    expect(code({}, 'choisir', { niveau: 'Luxe' })).toBe('niveau-inconnu')
    expect(code({}, 'choisir', { part: 49_999 })).toBe('part-hors-bornes')
    expect(code({}, 'choisir', { part: 100_001 })).toBe('part-hors-bornes')
    expect(code({}, 'choisir', { part: null })).toBe('part-hors-bornes')
    expect(code({ etat: 'projet' }, 'choisir', { part: 100_000 })).toBe('projet')
  })

  it('réexamine un avis défavorable unanime entre huit et trente jours', () => {
    const comite = { etat: 'comite', deposeLe: '2024-09-01' } as const
    expect(code(comite, 'reexaminer', { prochaineLe: '2024-10-08' })).toBe('reexamen-hors-delai')
    expect(code(comite, 'reexaminer', { prochaineLe: '2024-10-09' })).toBe('comite')
    expect(code(comite, 'reexaminer', { prochaineLe: '2024-10-31' })).toBe('comite')
    expect(code(comite, 'reexaminer', { prochaineLe: '2024-11-01' })).toBe('reexamen-hors-delai')
  })

  it('prend effet au début du contrat, ou le mois qui suit une signature tardive', () => {
    expect(effetDe('2024-12-31', '2025-01-01')).toBe('2025-01-01')
    expect(effetDe('2025-01-01', '2025-01-01')).toBe('2025-02-01')
    expect(effetDe('2025-12-31', '2025-01-01')).toBe('2026-01-01')
  })

  it('sans comité propre, ne signe qu’une fois l’accord approuvé par l’assemblée', () => {
    const lie = { ...contexte, accordSigneLe: '2024-09-15' }
    const signer = (
      a: Partial<Adhesion>,
      c: { comite?: 'employeur'; accordSigneLe?: null } = {},
      le = '2024-11-20',
    ) => {
      const issue = franchir(
        { ...vierge, etat: 'executoire', executoireLe: '2024-11-10', ...a },
        'signer',
        { ...fait, le },
        { ...lie, ...c },
      )
      return issue.ok ? issue.valeur.etat : issue.refus.code
    }
    expect(signer({})).toBe('accord-non-approuve')
    expect(signer({ accordLe: '2024-11-12' })).toBe('conventionnee')
    expect(signer({ accordLe: '2024-11-12' }, {}, '2024-11-11')).toBe('fait-trop-tot')
    expect(signer({}, { comite: 'employeur' })).toBe('conventionnee')
    expect(signer({}, { accordSigneLe: null })).toBe('conventionnee')
    expect(
      franchir({ ...vierge, etat: 'avis' }, 'voter', { ...fait, numero: '12', accord: true }, lie),
    ).toMatchObject({
      valeur: { etat: 'votee', accordLe: fait.le },
    })
    expect(
      franchir({ ...vierge, etat: 'executoire' }, 'approuver_accord', { ...fait, numero: '13' }, lie),
    ).toMatchObject({
      valeur: { etat: 'executoire', accordLe: fait.le },
    })
    expect(
      franchir({ ...vierge, etat: 'executoire' }, 'approuver_accord', { ...fait, numero: '' }, lie),
    ).toMatchObject({ refus: { code: 'numero-manquant' } })
    // Whether the deliberation that joins approves it is said, never supposed; an assembly approves nothing before it is signed.
    const vote = { ...fait, numero: '12', accord: null }
    const voter = (f: Partial<Fait>) => {
      const issue = franchir({ ...vierge, etat: 'avis' }, 'voter', { ...vote, ...f }, lie)
      return issue.ok ? issue.valeur.accordLe : issue.refus.code
    }
    expect(voter({})).toBe('accord-a-dire')
    expect(voter({ accord: false })).toBeUndefined()
    expect(voter({ accord: true, le: '2024-09-15' })).toBe('2024-09-15')
    expect(voter({ accord: true, le: '2024-09-14' })).toBe('approuve-avant-signature')
    expect(voter({ accord: false, le: '2024-09-14' })).toBeUndefined()
    expect(
      franchir(
        { ...vierge, etat: 'executoire' },
        'approuver_accord',
        { ...fait, numero: '13', le: '2024-09-14' },
        lie,
      ),
    ).toMatchObject({ refus: { code: 'approuve-avant-signature', signeLe: '2024-09-15' } })
    // Nothing to approve, or approved already: a second sending moves no day.
    expect(code({ etat: 'executoire' }, 'approuver_accord')).toBe('accord-sans-objet')
    expect(
      franchir(
        { ...vierge, etat: 'executoire', accordLe: '2024-11-12' },
        'approuver_accord',
        { ...fait, numero: '14' },
        lie,
      ),
    ).toMatchObject({ refus: { code: 'accord-sans-objet' } })
  })

  it('dit qui doit agir : l’employeur, tant que son assemblée doit approuver l’accord', () => {
    const tour = (a: Partial<Parameters<typeof tourDe>[0]>) =>
      tourDe({ etat: 'executoire', accordLe: null, accordSigneLe: '2024-09-15', comite: 'centre', ...a }).tour
    expect(tour({})).toBe('employeur')
    expect(tour({ accordLe: '2024-10-01' })).toBe('centre')
    expect(tour({ accordSigneLe: null })).toBe('centre')
    expect(tour({ comite: 'employeur' })).toBe('centre')
    expect(tour({ etat: 'comite' })).toBe('comite')
    expect(tour({ etat: 'informee' })).toBe('personne')
  })
})
