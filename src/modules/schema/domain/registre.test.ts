import { describe, expect, it } from 'vitest'
import type { Acteur } from '#shared/acteur.ts'
import { aInscrire, type Convention, clore, demandeUnGeste, denoncer, etatDe } from './convention.ts'
import { redigeLeSchema, tientLaLigne } from './droits.ts'
import { decrireExercice, dresserBilan, type Exercice, ORDRE_DES_MISSIONS } from './missions.ts'

const AUJOURDHUI = '2026-11-27'
const convention = (autres: Partial<Convention> = {}): Convention => ({
  du: '2024-01-01',
  au: '2027-12-31',
  preavisMois: 6,
  renouvellementMois: null,
  renouvellementsMax: null,
  denonceeLe: null,
  closeLe: null,
  ...autres,
})

describe('où en est une convention', () => {
  it.each([
    ['loin de son terme', {}, 'en_vigueur', '2027-12-31', '2027-06-30'],
    ['sans terme', { au: null }, 'en_vigueur', null, null],
    ['pas commencée', { du: '2027-01-01' }, 'a_venir', '2027-12-31', '2027-06-30'],
    ['préavis dans trois mois', { au: '2027-08-27' }, 'preavis_proche', '2027-08-27', '2027-02-27'],
    ['préavis passé', { au: '2027-01-31' }, 'a_renouveler', '2027-01-31', '2026-07-31'],
    ['dernier jour', { au: AUJOURDHUI }, 'a_renouveler', AUJOURDHUI, '2026-05-27'],
    ['expirée, encore utilisée', { au: '2026-11-26' }, 'expiree', '2026-11-26', null],
    ['close', { au: '2026-11-26', closeLe: '2026-11-27' }, 'terminee', '2026-11-26', null],
    ['close avant son terme', { closeLe: '2026-03-02' }, 'terminee', '2026-03-02', null],
    ['close, sans terme', { au: null, closeLe: '2026-03-02' }, 'terminee', '2026-03-02', null],
    [
      'reconduite tacitement',
      { au: '2025-12-31', renouvellementMois: 12 },
      'reconduite',
      '2026-12-31',
      '2026-06-30',
    ],
    [
      'reconductions épuisées',
      { au: '2024-12-31', renouvellementMois: 12, renouvellementsMax: 1 },
      'expiree',
      '2025-12-31',
      null,
    ],
    ['dénoncée', { denonceeLe: '2026-06-01' }, 'denoncee', '2027-12-31', null],
    ['dénoncée et finie', { au: '2026-08-31', denonceeLe: '2026-01-15' }, 'terminee', '2026-08-31', null],
    ['sans terme, dénoncée', { au: null, denonceeLe: '2026-08-31' }, 'denoncee', '2027-02-28', null],
  ] as const)('%s', (_, autres, situation, fin, limite) => {
    expect(etatDe(convention(autres), AUJOURDHUI)).toMatchObject({ situation, fin, limite })
  })
  it('demande un geste quand elle expire, pas quand elle se reconduit', () => {
    expect(demandeUnGeste(etatDe(convention({ au: '2026-11-26' }), AUJOURDHUI))).toBe(true)
    expect(demandeUnGeste(etatDe(convention({ au: '2025-12-31', renouvellementMois: 12 }), AUJOURDHUI))).toBe(
      false,
    )
  })
})

describe('finir une convention', () => {
  it('se dénonce jusqu’au dernier jour du préavis', () => {
    const c = convention({ au: '2027-05-27' })
    expect(denoncer(c, AUJOURDHUI, AUJOURDHUI)).toEqual({ ok: true, valeur: '2027-05-27' })
    expect(denoncer(convention({ au: '2027-05-26' }), AUJOURDHUI, AUJOURDHUI)).toEqual({
      ok: false,
      refus: { code: 'preavis-passe', limite: '2026-11-26', fin: '2027-05-26' },
    })
  })
  it('sans terme, finit au bout du préavis', () => {
    expect(denoncer(convention({ au: null }), '2026-08-31', AUJOURDHUI)).toMatchObject({
      valeur: '2027-02-28',
    })
  })
  it('ne se dénonce ni deux fois, ni demain, ni avant son début', () => {
    expect(denoncer(convention({ denonceeLe: '2026-01-01' }), AUJOURDHUI, AUJOURDHUI)).toMatchObject({
      refus: { code: 'deja-finie' },
    })
    expect(denoncer(convention(), '2026-11-28', AUJOURDHUI)).toMatchObject({ refus: { code: 'jour-futur' } })
    expect(denoncer(convention(), '2023-12-31', AUJOURDHUI)).toMatchObject({
      refus: { code: 'jour-avant-le-debut' },
    })
  })
  it('se clôt avec un motif', () => {
    expect(clore(convention(), AUJOURDHUI, ' ', AUJOURDHUI)).toMatchObject({
      refus: { code: 'motif-manquant' },
    })
    expect(clore(convention(), AUJOURDHUI, 'Remplacée', AUJOURDHUI)).toMatchObject({ ok: true })
  })
})

describe('les onze missions', () => {
  const exercice = (autres: Partial<Exercice> = {}): Exercice => ({
    organismeId: 'a',
    mission: 'concours_ab',
    mode: 'regional',
    confieA: null,
    depuis: null,
    porteur: '',
    preuve: '',
    revueLe: AUJOURDHUI,
    ...autres,
  })
  it('sont onze', () => expect(ORDRE_DES_MISSIONS).toHaveLength(11))
  it('une mission confiée l’est à un autre membre', () => {
    const dire = (autres: Partial<Exercice>) => decrireExercice(exercice(autres), ['a', 'b'], AUJOURDHUI)
    expect(dire({ mode: 'confie', confieA: 'b' })).toMatchObject({ ok: true, valeur: { confieA: 'b' } })
    expect(dire({ mode: 'confie', confieA: 'a' })).toMatchObject({ refus: { code: 'confie-a-soi' } })
    expect(dire({ mode: 'confie', confieA: 'z' })).toMatchObject({ refus: { code: 'confie-a-personne' } })
    expect(dire({ mode: 'confie' })).toMatchObject({ refus: { code: 'confie-a-personne' } })
    expect(dire({ mode: 'partage', confieA: 'b' })).toMatchObject({ valeur: { confieA: null } })
    expect(dire({ depuis: '2026-11-28' })).toMatchObject({ refus: { code: 'date-future', champ: 'depuis' } })
  })
  it('départementale ou non exercée est un écart ; vide n’en est pas un', () => {
    const bilan = dresserBilan(
      [
        exercice({ mode: 'departemental' }),
        exercice({ organismeId: 'b', mode: 'non_exerce', revueLe: '2025-11-26' }),
        exercice({ mission: 'fmpe' }),
        exercice({ organismeId: 'parti', mode: 'departemental' }),
      ],
      ['a', 'b'],
      AUJOURDHUI,
    )
    expect(bilan).toMatchObject({
      manquantes: 19,
      sansPreuve: 1,
      revuesAnciennes: 1,
      conformes: 1,
      total: 22,
    })
    expect(bilan.ecarts).toHaveLength(2)
  })
})

describe('les droits', () => {
  const acteur = (roleMembre: Acteur['roleMembre'], fonctions: Acteur['fonctions']): Acteur => ({
    sessionId: '',
    compteId: '',
    personneId: 'p',
    nom: '',
    courriel: '',
    cooperationId: 'c',
    cooperation: '',
    organismeId: 'a',
    organisme: '',
    typeOrganisme: 'cdg',
    libelle: '',
    roleMembre,
    fonctions,
    structures: 1,
  })
  it('la coordination rédige, elle n’écrit pas la ligne d’un autre', () => {
    const coordinatrice = acteur('coordonnateur', ['coordination'])
    expect(redigeLeSchema.autorise(coordinatrice)).toBe(true)
    expect(tientLaLigne(coordinatrice, { organismeId: 'a' })).toBe(true)
    expect(tientLaLigne(coordinatrice, { organismeId: 'b' })).toBe(false)
  })
  it('un membre tient sa ligne et ne rédige pas ; un employeur ni l’un ni l’autre', () => {
    expect(redigeLeSchema.autorise(acteur('membre', ['direction']))).toBe(false)
    expect(tientLaLigne(acteur('membre', ['gestion']), { organismeId: 'a' })).toBe(true)
    expect(tientLaLigne(acteur(null, ['direction']), { organismeId: 'a' })).toBe(false)
  })
})

describe('ce qu’une séance doit regarder', () => {
  it.each([
    ['préavis loin après la séance', '2026-12-15', null],
    ['préavis qui tombe avant la séance', '2027-09-15', 'a_renouveler'],
    ['fin avant la séance', '2028-03-01', 'expiree'],
    ['préavis proche le jour de la séance', '2027-05-02', 'preavis_proche'],
  ] as const)('%s', (_cas, seanceLe, attendu) =>
    expect(aInscrire(convention(), AUJOURDHUI, seanceLe)?.situation ?? null).toBe(attendu),
  )
  it('une reconduction tacite se dénonce avant la séance qui suit son préavis', () =>
    expect(aInscrire(convention({ renouvellementMois: 12 }), AUJOURDHUI, '2027-09-15')?.limite).toBe(
      '2027-06-30',
    ))
})
