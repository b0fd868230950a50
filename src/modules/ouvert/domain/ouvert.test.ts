import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { couper, dessinerFigure } from '../figures/dessiner.ts'
import { type Deliberation, enLigneScdl, prefectureDe } from './deliberation.ts'
import { adresseDe, choisir, estAdresse, etatDePublication } from './portail.ts'
import { concerneDesPersonnes, fusionnerPetitesCellules, SEUIL_PERSONNES } from './seuil.ts'
import { type Champ, verifierLigne } from './table-schema.ts'

describe('ce qui est public', () => {
  it('suit le choix, puis la règle ; un projet ne l’est jamais', () => {
    const etat = (brouillon: boolean, parRegle: boolean, choix: 'publie' | 'retire' | null) =>
      etatDePublication({ brouillon, parRegle, choix })
    expect(etat(false, false, null)).toBe('prive')
    expect(etat(false, true, null)).toBe('public_par_regle')
    expect(etat(false, true, 'retire')).toBe('retire')
    expect(etat(false, false, 'publie')).toBe('public')
    expect(etat(true, true, 'publie')).toBe('brouillon')
  })

  it('ne se publie ni ne se retire deux fois, et ne se retire pas sans motif', () => {
    const publique = { brouillon: false, parRegle: true, choix: null }
    expect(choisir(publique, 'publier', '')).toEqual({ ok: false, refus: { code: 'deja-public' } })
    expect(choisir(publique, 'retirer', '  ')).toEqual({ ok: false, refus: { code: 'motif-manquant' } })
    expect(choisir(publique, 'retirer', 'à relire')).toEqual({ ok: true, valeur: 'retire' })
    expect(choisir({ ...publique, choix: 'retire' }, 'retirer', 'x')).toEqual({
      ok: false,
      refus: { code: 'deja-prive' },
    })
    expect(choisir({ ...publique, brouillon: true }, 'publier', '')).toEqual({
      ok: false,
      refus: { code: 'brouillon' },
    })
  })

  it('a une adresse tirée de son nom, ou refusée', () => {
    expect(adresseDe('Coopération des CDG d’Île-de-France !')).toBe('cooperation-des-cdg-d-ile-de-france')
    for (const mot of ['pays-de-la-loire', 'cdg44']) expect(estAdresse(mot)).toBe(true)
    for (const mot of ['ab', '-ab', 'a--b', 'Abc', 'été', 'schemas', 'plan.xml', 'a'.repeat(61)])
      expect(estAdresse(mot), mot).toBe(false)
  })
})

describe('les petits effectifs', () => {
  it('se regroupent, et jamais un seul : le total le rendrait', () => {
    const cellules = [
      { nom: 'A', valeur: 120 },
      { nom: 'B', valeur: 4 },
      { nom: 'C', valeur: 30 },
      { nom: 'D', valeur: 0 },
    ]
    expect(fusionnerPetitesCellules(cellules, 'Autres')).toEqual([
      { nom: 'A', valeur: 120, noms: ['A'] },
      { nom: 'D', valeur: 0, noms: ['D'] },
      { nom: 'Autres', valeur: 34, noms: ['B', 'C'] },
    ])
  })

  it('gardent la somme, et ne montrent aucun nombre entre 1 et le seuil', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 12 }), (valeurs) => {
        const rendues = fusionnerPetitesCellules(
          valeurs.map((valeur, i) => ({ nom: String(i), valeur })),
          'Autres',
        )
        const total = valeurs.reduce((n, v) => n + v, 0)
        for (const { valeur } of rendues)
          expect(valeur === null || valeur === 0 || valeur >= SEUIL_PERSONNES).toBe(true)
        if (rendues.every(({ valeur }) => valeur !== null))
          expect(rendues.reduce((n, { valeur }) => n + (valeur ?? 0), 0)).toBe(total)
        expect(rendues.flatMap(({ noms }) => noms).sort()).toEqual(valeurs.map((_, i) => String(i)).sort())
      }),
    )
  })

  it('protègent toute unité qui n’est pas connue pour compter des choses', () => {
    for (const unite of ['personnes', 'agents', 'candidates', 'secrétaires de mairie'])
      expect(concerneDesPersonnes(unite), unite).toBe(true)
    for (const unite of ['collectivités', '€', 'heures', 'conventions signées', '%'])
      expect(concerneDesPersonnes(unite), unite).toBe(false)
  })
})

describe('une ligne de données', () => {
  const champs: Champ[] = [
    {
      name: 'A',
      title: '',
      description: '',
      type: 'string',
      constraints: { required: true, pattern: '^\\d{2}$' },
    },
    { name: 'B', title: '', description: '', type: 'date', constraints: { required: false } },
    { name: 'C', title: '', description: '', type: 'integer', constraints: { required: false } },
    {
      name: 'D',
      title: '',
      description: '',
      type: 'string',
      format: 'uri',
      constraints: { required: false },
    },
    {
      name: 'E',
      title: '',
      description: '',
      type: 'string',
      constraints: { required: false, enum: ['x', 'y'] },
    },
  ]
  it.each([
    [{ A: '12' }, []],
    [{ A: '' }, [{ champ: 'A', regle: 'manquant' }]],
    [{ A: '123' }, [{ champ: 'A', regle: 'motif' }]],
    [{ A: '12', B: '2026-02-30' }, [{ champ: 'B', regle: 'type' }]],
    [{ A: '12', B: '2026-02-28', C: '1,5' }, [{ champ: 'C', regle: 'type' }]],
    [{ A: '12', D: 'javascript:alert(1)' }, [{ champ: 'D', regle: 'type' }]],
    [{ A: '12', D: 'https://exemple.fr/acte.pdf', E: 'z' }, [{ champ: 'E', regle: 'liste' }]],
    [{ A: '12', F: '' }, [{ champ: 'F', regle: 'colonne-inconnue' }]],
  ])('%j : %j', (ligne, ecarts) => {
    expect(verifierLigne(champs, ligne as Record<string, string>)).toEqual(ecarts)
  })
})

describe('une délibération au format SCDL', () => {
  const d: Deliberation = {
    membre: { nom: 'CDG', libelle: 'CDG 2A', siret: '28440002500011', departement: '2A' },
    objet: 'Ouvrir\n une   plateforme',
    nature: 'cle',
    numero: '26_012',
    date: '2026-11-02',
    transmisLe: '2026-11-04',
    effectif: 25,
    reel: 19,
    pour: 18,
    contre: 0,
    abstention: 1,
    adresse: null,
  }
  it('dit la préfecture avec la date de transmission, et pas avant', () => {
    expect(enLigneScdl(d)).toMatchObject({
      PREF_ID: 'PREF02A',
      PREF_DATE: '2026-11-04',
      DELIB_MATIERE_CODE: '7.10',
      DELIB_OBJET: 'Ouvrir une plateforme',
      VOTE_CONTRE: '0',
      DELIB_URL: '',
    })
    expect(enLigneScdl({ ...d, transmisLe: null, pour: null })).toMatchObject({
      PREF_ID: '',
      PREF_DATE: '',
      VOTE_POUR: '',
    })
    expect(['44', '971', '2B'].map(prefectureDe)).toEqual(['PREF044', 'PREF971', 'PREF02B'])
  })
})

describe('une figure', () => {
  it('coupe entre les mots et échappe ce qui vient des membres', () => {
    expect(couper('un deux trois quatre', 8, 2)).toEqual(['un deux', 'trois…'])
    const svg = dessinerFigure({
      titre: 'A & <script>',
      description: '« B »',
      source: 'S',
      max: 100,
      barres: [{ libelle: 'L"\'', parts: [{ valeur: 50, couleur: 'fonce' }], mots: '50 %' }],
    })
    expect(svg).toContain('A &amp; &lt;script&gt;')
    expect(svg).toContain('L&quot;&#39;')
    expect(svg).not.toContain('<script')
  })

  it('se dessine sans donnée', () => {
    const svg = dessinerFigure({ titre: 'T', description: 'D', source: 'S', max: 0, barres: [], nombres: [] })
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  })
})
