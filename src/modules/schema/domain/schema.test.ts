import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ActeAdoption, type Adoption, compterAdoptions, enregistrerAdoption } from './adoption.ts'
import { avancerSchema, type DemandeSchema, type EtatSchema } from './avancer-schema.ts'
import { comparerClauses, comparerTextes } from './avenant.ts'
import { alerteDeFin, cycleSchema, DEFINITIFS, type GesteSchema, type StatutSchema } from './cycle-schema.ts'
import { type Clause, ORDRE_DES_SECTIONS, SECTIONS, type Section, sectionsVides } from './sections.ts'

const AUJOURDHUI = '2026-11-27'
const clause = (section: Section, texte = 'Texte.', autres: Partial<Clause> = {}): Clause => ({
  id: section,
  section,
  ordre: 1,
  titre: section,
  texte,
  origine: null,
  retiree: false,
  ...autres,
})
const completes = ORDRE_DES_SECTIONS.filter((section) => SECTIONS[section].obligatoire).map((s) => clause(s))
const membre = (
  organismeId: string,
  avis: Adoption['avis'] = 'favorable',
  signeLe: string | null = null,
) => ({
  organismeId,
  avis,
  signeLe,
})
const schema = (statut: StatutSchema, autres: Partial<EtatSchema> = {}): EtatSchema => ({
  statut,
  regleAdoption: 'toutes_deliberations',
  arreteLe: '2026-06-01',
  signeLe: '2026-09-01',
  transmisLe: '2026-09-10',
  dateFin: null,
  clauses: completes,
  adoptions: [membre('a'), membre('b'), membre('c')],
  ...autres,
})
const demande = (autres: Partial<DemandeSchema> = {}): DemandeSchema => ({
  jour: '2026-10-01',
  fin: null,
  reference: '',
  preuve: false,
  motif: '',
  ...autres,
})
const issue = (etat: EtatSchema, geste: GesteSchema, d: Partial<DemandeSchema> = {}) =>
  avancerSchema(etat, geste, demande(d), AUJOURDHUI)

describe('les cinq parties obligatoires', () => {
  it('sont toutes à rédiger dans un texte vide, et aucune dans un texte complet', () => {
    expect(sectionsVides([])).toEqual([
      'coordonnateur',
      'missions_communes',
      'modalites',
      'missions_confiees',
      'remboursement',
    ])
    expect(sectionsVides(completes)).toEqual([])
  })
  it('une clause blanche ou retirée ne compte pas', () => {
    expect(sectionsVides([...completes.slice(1), clause('coordonnateur', ' \n ')])).toEqual(['coordonnateur'])
    expect(sectionsVides([...completes.slice(1), clause('coordonnateur', 'Oui', { retiree: true })])).toEqual(
      ['coordonnateur'],
    )
  })
})

describe('la vie du schéma', () => {
  it('va du brouillon à l’entrée en vigueur', () => {
    const chemin: [StatutSchema, GesteSchema, Partial<DemandeSchema>, StatutSchema][] = [
      ['brouillon', 'ouvrir_concertation', {}, 'concertation'],
      ['concertation', 'arreter', {}, 'arrete'],
      ['arrete', 'soumettre', {}, 'deliberation'],
      ['deliberation', 'signer', {}, 'signe'],
      ['signe', 'transmettre', { reference: 'AR 12' }, 'transmis'],
      ['transmis', 'mettre_en_vigueur', { fin: '2031-12-31' }, 'en_vigueur'],
    ]
    for (const [de, geste, d, vers] of chemin)
      expect(issue(schema(de), geste, d), geste).toEqual({ ok: true, valeur: vers })
  })
  it('tant qu’une partie est vide, rien n’est publié', () => {
    const incomplet = { clauses: completes.slice(1) }
    for (const [de, geste] of [
      ['brouillon', 'ouvrir_concertation'],
      ['concertation', 'arreter'],
      ['arrete', 'soumettre'],
    ] as const)
      expect(issue(schema(de, incomplet), geste)).toEqual({
        ok: false,
        refus: { code: 'sections-vides', sections: ['coordonnateur'] },
      })
  })
  it('refuse un geste que l’état ne permet pas', () => {
    for (const geste of Object.keys(cycleSchema) as GesteSchema[])
      expect(issue(schema('remplace'), geste, { motif: 'x', reference: 'x' })).toEqual({
        ok: false,
        refus: { code: 'transition-refusee', etat: 'remplace', geste },
      })
  })
  it('refuse une date absente, future ou antérieure à l’étape qui précède', () => {
    expect(issue(schema('deliberation'), 'signer', { jour: null })).toMatchObject({
      refus: { code: 'jour-manquant' },
    })
    expect(issue(schema('deliberation'), 'signer', { jour: '2026-11-28' })).toMatchObject({
      refus: { code: 'jour-futur' },
    })
    expect(issue(schema('deliberation'), 'signer', { jour: '2026-05-31' })).toMatchObject({
      refus: { code: 'jour-avant', etape: 'arrete', jour: '2026-06-01' },
    })
    expect(issue(schema('transmis'), 'mettre_en_vigueur', { fin: '2026-09-30' })).toMatchObject({
      refus: { code: 'fin-avant-effet' },
    })
  })
  it('demande la preuve de la transmission au préfet de région : référence ou fichier', () => {
    expect(issue(schema('signe'), 'transmettre')).toMatchObject({ refus: { code: 'preuve-manquante' } })
    expect(issue(schema('signe'), 'transmettre', { preuve: true })).toMatchObject({ valeur: 'transmis' })
  })
  it('ne se reprend plus quand des membres ont dit oui, sauf si un autre refuse', () => {
    const attendus = [membre('a'), membre('b', 'attendu')]
    expect(issue(schema('deliberation', { adoptions: attendus }), 'reprendre', { motif: 'x' })).toMatchObject(
      {
        refus: { code: 'deja-delibere' },
      },
    )
    const avecRefus = [membre('a'), membre('b', 'defavorable')]
    expect(
      issue(schema('deliberation', { adoptions: avecRefus }), 'reprendre', { motif: 'x' }),
    ).toMatchObject({
      valeur: 'brouillon',
    })
    expect(issue(schema('deliberation', { adoptions: avecRefus }), 'reprendre')).toMatchObject({
      refus: { code: 'motif-manquant' },
    })
  })
  it('prend fin le lendemain de son terme, jamais avant', () => {
    expect(issue(schema('en_vigueur', { dateFin: AUJOURDHUI }), 'constater_fin')).toMatchObject({
      refus: { code: 'pas-encore-fini' },
    })
    expect(issue(schema('en_vigueur', { dateFin: '2026-11-26' }), 'constater_fin')).toMatchObject({
      valeur: 'expire',
    })
    expect(issue(schema('en_vigueur'), 'constater_fin')).toMatchObject({ refus: { fin: null } })
  })
  it('confirme tout geste qui ne se défait pas', () => {
    expect([...DEFINITIFS]).toContain('transmettre')
    expect(DEFINITIFS.has('ouvrir_concertation')).toBe(false)
  })
})

describe('les règles d’adoption', () => {
  const cas: [Parameters<typeof compterAdoptions>[1], Adoption[], number, number, boolean][] = [
    ['toutes_deliberations', [membre('a'), membre('b'), membre('c', 'attendu')], 2, 3, false],
    ['toutes_deliberations', [membre('a'), membre('b')], 2, 2, true],
    ['majorite', [membre('a'), membre('b'), membre('c', 'attendu'), membre('d', 'attendu')], 2, 3, false],
    ['majorite', [membre('a'), membre('b'), membre('c', 'defavorable')], 2, 2, true],
    ['signature_presidents', [membre('a'), membre('b', 'attendu', '2026-09-01')], 1, 2, false],
    [
      'signature_presidents',
      [membre('a', 'attendu', '2026-09-01'), membre('b', 'attendu', '2026-09-01')],
      2,
      2,
      true,
    ],
    ['majorite', [], 0, 1, false],
  ]
  it.each(cas)('%s', (regle, adoptions, acquises, requises, atteinte) => {
    expect(compterAdoptions(adoptions, regle)).toMatchObject({ acquises, requises, atteinte })
  })
  it('sans l’accord demandé, pas de signature', () => {
    const adoptions = [membre('a'), membre('b', 'attendu')]
    expect(issue(schema('deliberation', { adoptions }), 'signer')).toMatchObject({
      refus: { code: 'adoption-incomplete', compte: { acquises: 1, requises: 2 } },
    })
    expect(issue(schema('deliberation', { adoptions: [] }), 'signer')).toMatchObject({
      refus: { code: 'adoption-incomplete' },
    })
  })
})

describe('la délibération d’un membre', () => {
  const acte: ActeAdoption = {
    avis: 'favorable',
    numeroActe: '26-031',
    dateActe: '2026-10-01',
    vote: { pour: 18, contre: 2, abstention: 1 },
    signeLe: null,
    note: '',
  }
  const ouvert = { enDeliberation: true, arreteLe: '2026-06-01' }
  const refus = (autres: Partial<ActeAdoption>, ou = ouvert) =>
    enregistrerAdoption(ou, { ...acte, ...autres }, AUJOURDHUI)
  it('s’enregistre avec son acte', () => expect(refus({}).ok).toBe(true))
  it.each([
    [{ numeroActe: null }, { code: 'acte-manquant', champ: 'numeroActe' }],
    [{ dateActe: null }, { code: 'acte-manquant', champ: 'dateActe' }],
    [{ dateActe: '2026-11-28' }, { code: 'date-future', champ: 'dateActe' }],
    [{ dateActe: '2026-05-31' }, { code: 'avant-l-arrete', champ: 'dateActe', arreteLe: '2026-06-01' }],
    [{ signeLe: '2026-12-01' }, { code: 'date-future', champ: 'signeLe' }],
    [{ vote: { pour: 3, contre: 4, abstention: 0 } }, { code: 'vote-contraire', avis: 'favorable' }],
    [
      {
        avis: 'defavorable' as const,
        vote: { pour: 2, contre: 18, abstention: 0 },
        signeLe: '2026-10-02',
      },
      { code: 'signature-contraire' },
    ],
    [{ avis: 'defavorable' as const }, { code: 'vote-contraire', avis: 'defavorable' }],
    [{ signeLe: '2026-09-30' }, { code: 'signature-avant-l-acte', dateActe: '2026-10-01' }],
  ])('refuse %o', (autres, attendu) => expect(refus(autres)).toEqual({ ok: false, refus: attendu }))
  it.each(['favorable', 'defavorable'] as const)('à voix égales, l’avis %s s’enregistre', (avis) =>
    expect(refus({ avis, vote: { pour: 4, contre: 4, abstention: 2 } }).ok).toBe(true),
  )
  it('ne s’enregistre pas avant ni après', () =>
    expect(refus({}, { ...ouvert, enDeliberation: false })).toMatchObject({
      refus: { code: 'pas-en-deliberation' },
    }))
})

describe('l’alerte de fin', () => {
  it.each([
    ['2027-11-28', null],
    ['2027-11-27', 12],
    ['2027-05-27', 6],
    ['2027-02-27', 3],
    ['2026-11-27', 3],
    ['2026-11-26', 'passee'],
    [null, null],
  ])('%s donne %s', (fin, attendu) => expect(alerteDeFin(fin, AUJOURDHUI)).toBe(attendu))
  it('un 29 février se compte de date à date', () => {
    expect(alerteDeFin('2028-02-29', '2027-02-27')).toBeNull()
    expect(alerteDeFin('2028-02-29', '2027-02-28')).toBe(12)
  })
})

describe('l’avenant', () => {
  it('dit clause par clause ce qui est ajouté, retiré, modifié, déplacé ou gardé', () => {
    const avant = [
      clause('coordonnateur', 'A', { id: '1' }),
      clause('modalites', 'Un texte court.', { id: '2' }),
      clause('remboursement', 'C', { id: '3' }),
      clause('autres', 'D', { id: '4' }),
    ]
    const apres = [
      clause('coordonnateur', 'A', { id: '11', origine: '1', titre: 'coordonnateur' }),
      clause('modalites', 'Un texte plus long.', { id: '12', origine: '2' }),
      clause('psc', 'E', { id: '15' }),
      clause('principes', 'D', { id: '14', origine: '4', titre: 'autres' }),
    ]
    const changements = comparerClauses(avant, apres)
    expect(changements.map(({ genre, apres: a, avant: v }) => [genre, a?.id ?? v?.id])).toEqual([
      ['deplacee', '14'],
      ['inchangee', '11'],
      ['modifiee', '12'],
      ['ajoutee', '15'],
      ['retiree', '3'],
    ])
    expect(changements[2]!.passages).toEqual([
      { genre: 'garde', texte: 'Un texte ' },
      { genre: 'ote', texte: 'court' },
      { genre: 'ajoute', texte: 'plus long' },
      { genre: 'garde', texte: '.' },
    ])
  })
  it('redonne les deux textes, quels qu’ils soient', () => {
    const texte = fc.array(fc.constantFrom('le', 'centre', ' ', '\n\n', 'é', '.', ',', '44'), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(texte, texte, (a, b) => {
        const [avant, apres] = [a.join(''), b.join('')]
        const passages = comparerTextes(avant, apres)
        const joindre = (sans: string) =>
          passages.flatMap(({ genre, texte: t }) => (genre === sans ? [] : t)).join('')
        expect(joindre('ajoute')).toBe(avant)
        expect(joindre('ote')).toBe(apres)
      }),
    )
  })
  it('deux très longs textes sans rien de commun se lisent l’un après l’autre', () => {
    const passages = comparerTextes('un '.repeat(5000), 'deux '.repeat(5000))
    expect(passages.filter(({ genre }) => genre !== 'garde').map(({ genre }) => genre)).toEqual([
      'ote',
      'ajoute',
    ])
  })
})
