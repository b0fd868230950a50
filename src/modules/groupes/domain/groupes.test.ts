import { describe, expect, it } from 'vitest'
import {
  avancerGroupe,
  type DemandeGroupe,
  estAPourvoir,
  estEchu,
  type Place,
  siegeDe,
  situationDe,
} from './cycle.ts'
import { membresAppeles } from './mentions.ts'

const rien: DemandeGroupe = {
  decisionId: null,
  mandat: '',
  echeance: null,
  bilan: '',
  livrableRemis: false,
  motif: '',
}
const JOUR = '2026-11-27'

describe('la vie d’un groupe', () => {
  it('ne commence pas sans mandat ni sans fin', () => {
    expect(avancerGroupe('propose', 'mandater', rien, JOUR)).toMatchObject({
      refus: { code: 'mandat-manquant' },
    })
    const mandat = { ...rien, mandat: 'Lettre de mission' }
    expect(avancerGroupe('propose', 'mandater', mandat, JOUR)).toMatchObject({
      refus: { code: 'echeance-manquante' },
    })
    expect(avancerGroupe('propose', 'mandater', { ...mandat, echeance: JOUR }, JOUR)).toMatchObject({
      refus: { code: 'echeance-passee' },
    })
    expect(avancerGroupe('propose', 'mandater', { ...mandat, echeance: '2027-06-30' }, JOUR)).toEqual({
      ok: true,
      valeur: 'mandate',
    })
  })
  it('ne finit pas sans bilan, ni deux fois', () => {
    expect(avancerGroupe('actif', 'clore', { ...rien, bilan: 'court' }, JOUR)).toMatchObject({
      refus: { code: 'bilan-manquant' },
    })
    const bilan = { ...rien, bilan: 'Le parcours est écrit et partagé.' }
    expect(avancerGroupe('actif', 'clore', bilan, JOUR)).toEqual({ ok: true, valeur: 'clos' })
    expect(avancerGroupe('clos', 'clore', bilan, JOUR)).toMatchObject({
      refus: { code: 'transition-refusee' },
    })
  })
  it('reprend avec une raison et une nouvelle fin', () => {
    expect(avancerGroupe('clos', 'rouvrir', { ...rien, echeance: '2027-01-31' }, JOUR)).toMatchObject({
      refus: { code: 'motif-manquant' },
    })
    expect(
      avancerGroupe(
        'clos',
        'rouvrir',
        { ...rien, echeance: '2027-01-31', motif: 'Une question reste.' },
        JOUR,
      ),
    ).toEqual({ ok: true, valeur: 'actif' })
  })
  it('dort au cent vingt et unième jour sans activité, pas avant', () => {
    // 30 July to 27 November: 120 days.
    expect(situationDe({ statut: 'actif', derniereActivite: '2026-07-30' }, JOUR)).toBe('actif')
    expect(situationDe({ statut: 'actif', derniereActivite: '2026-07-29' }, JOUR)).toBe('en_sommeil')
    expect(situationDe({ statut: 'clos', derniereActivite: '2020-01-01' }, JOUR)).toBe('clos')
  })
  it('dépasse son mandat le lendemain de sa fin', () => {
    expect(estEchu({ statut: 'actif', echeance: JOUR }, JOUR)).toBe(false)
    expect(estEchu({ statut: 'actif', echeance: '2026-11-26' }, JOUR)).toBe(true)
    expect(estEchu({ statut: 'clos', echeance: '2026-11-26' }, JOUR)).toBe(false)
  })
})

describe('le siège d’un membre', () => {
  const place = (suite: Partial<Place> = {}): Place => ({
    organismeId: 'o',
    personneId: 'p',
    role: 'referent',
    du: '2026-01-01',
    au: null,
    finDeFonction: null,
    ...suite,
  })
  const membre = { participe: true, depuis: '2026-01-01' }

  it('est vide depuis que le membre participe quand personne ne l’a tenu', () => {
    expect(siegeDe(membre, [], JOUR)).toEqual({ etat: 'vide', videDepuis: '2026-01-01' })
  })
  it('se vide le lendemain de la fin des fonctions de qui le tenait', () => {
    const places = [place({ finDeFonction: '2026-11-06' })]
    expect(siegeDe(membre, places, '2026-11-06').etat).toBe('tenu')
    expect(siegeDe(membre, places, JOUR)).toEqual({ etat: 'vide', videDepuis: '2026-11-07' })
  })
  it('reste à pourvoir pendant la suppléance', () => {
    const siege = siegeDe(
      membre,
      [place({ au: '2026-10-31' }), place({ role: 'suppleant', personneId: 's' })],
      JOUR,
    )
    expect(siege).toMatchObject({ etat: 'suppleant', videDepuis: '2026-11-01' })
    expect(estAPourvoir(siege)).toBe(true)
  })
  it('n’existe pas pour un membre informé', () => {
    const siege = siegeDe({ ...membre, participe: false }, [place()], JOUR)
    expect(siege.etat).toBe('informe')
    expect(estAPourvoir(siege)).toBe(false)
  })
})

describe('un message appelle des membres', () => {
  const membres = [
    { organismeId: 'a', libelle: 'CDG 35' },
    { organismeId: 'b', libelle: 'CDG 351' },
    { organismeId: 'c', libelle: 'CDG 29' },
  ]
  it('ceux qui sont cochés et ceux qui sont écrits, une fois chacun', () => {
    expect(membresAppeles('@CDG 29, et @cdg\u00a029 encore', ['c', 'a'], membres, 'z')).toEqual(['c', 'a'])
  })
  it('jamais l’auteur, ni un nom qui en commence un autre', () => {
    expect(membresAppeles('@CDG 351', [], membres, 'z')).toEqual(['b'])
    expect(membresAppeles('@CDG 35.', [], membres, 'a')).toEqual([])
    expect(membresAppeles('sans appel', ['inconnu'], membres, 'z')).toEqual([])
  })
})
