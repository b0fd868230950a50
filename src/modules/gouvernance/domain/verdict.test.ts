import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { direVerdict } from './en-mots/verdict-en-mots.ts'
import type { EtatSiege } from './presence.ts'
import { prereglages, type Regle, regleApplicable, validerRegle } from './regle.ts'
import { type Choix, depouiller, type Scrutin, type Siege } from './verdict.ts'

const depuis = new Date('2026-11-24T13:00:00Z')
const present: EtatSiege = { etat: 'present', depuis, representant: null }

const simple: Regle = { ...prereglages.egalite_hdf.regle, exceptions: [], interets: 'tous' }

function unScrutin(votes: Record<string, Choix | null>, options: Partial<Scrutin> = {}): Scrutin {
  const membres = Object.keys(votes)
  return {
    regle: simple,
    sieges: membres.map((organismeId) => ({ organismeId, voix: 1, modalite: 'deliberative' as const })),
    porte: membres,
    presences: new Map(membres.map((membre) => [membre, present])),
    bulletins: membres.flatMap((organismeId) =>
      votes[organismeId] ? [{ organismeId, choix: votes[organismeId] }] : [],
    ),
    presideePar: null,
    secondeConvocation: false,
    ...options,
  }
}
const aQuatre = (...choix: Choix[]) =>
  Object.fromEntries(['22', '29', '35', '56'].map((cdg, i) => [cdg, choix[i] ?? null]))

describe('les votes de référence', () => {
  it('(a) majorité simple des exprimés : deux pour, un contre, une abstention, adoptée', () => {
    const verdict = depouiller(unScrutin(aQuatre('pour', 'pour', 'contre', 'abstention')))
    expect(verdict).toMatchObject({ issue: 'adoptee', majorite: { denominateur: 3, necessaires: 2 } })
  })
  it('(b) le même vote compté sur les membres est rejeté', () => {
    const verdict = depouiller(
      unScrutin(aQuatre('pour', 'pour', 'contre', 'abstention'), { regle: { ...simple, base: 'membres' } }),
    )
    expect(verdict).toMatchObject({ issue: 'rejetee', majorite: { denominateur: 4, necessaires: 3 } })
  })
  it('(c) deux contre deux : renvoyée, non adoptée', () => {
    expect(depouiller(unScrutin(aQuatre('pour', 'pour', 'contre', 'contre')))).toMatchObject({
      issue: 'renvoyee',
      partage: 'renvoi',
    })
  })
  it('(d) trois quarts des membres : trois pour, un contre, adoptée', () => {
    const regle = prereglages.egalite_bretonne.regle
    expect(depouiller(unScrutin(aQuatre('pour', 'pour', 'pour', 'contre'), { regle })).issue).toBe('adoptee')
    expect(depouiller(unScrutin(aQuatre('pour', 'pour', 'abstention', 'contre'), { regle })).issue).toBe(
      'rejetee',
    )
  })
  it('(e) une action à trois : le quatrième, présent, ne compte ni au quorum ni au dénominateur', () => {
    const regle = prereglages.egalite_bretonne.regle
    const verdict = depouiller(
      unScrutin(
        { '22': 'pour', '29': 'pour', '35': 'contre', '56': 'pour' },
        { regle, porte: ['22', '29', '56'] },
      ),
    )
    expect(verdict).toMatchObject({
      issue: 'adoptee',
      quorum: { totales: 3, necessaires: 2 },
      majorite: { denominateur: 3 },
      voix: { contre: 0 },
    })
  })
  it('(f) voix pondérées : trois fondateurs à cinq, deux associés à trois et un, dix voix pour le quorum', () => {
    const sieges: Siege[] = [5, 5, 5, 3, 1].map((voix, i) => ({
      organismeId: `m${i}`,
      voix,
      modalite: 'deliberative',
    }))
    const scrutin = unScrutin(
      { m0: 'pour', m1: 'pour', m2: null, m3: null, m4: null },
      { regle: prereglages.ponderee_alliance.regle, sieges },
    )
    const avec = (...ici: string[]) =>
      depouiller({ ...scrutin, presences: new Map(ici.map((m) => [m, present])) })
    expect(avec('m0', 'm3', 'm4')).toMatchObject({
      issue: 'sans_quorum',
      quorum: { presentes: 9, totales: 19, necessaires: 10 },
    })
    expect(avec('m0', 'm1')).toMatchObject({ issue: 'adoptee', quorum: { presentes: 10 } })
  })
  it('(g) douze membres, quorum de la moitié : cinq présents et un pouvoir ne suffisent que si les pouvoirs comptent', () => {
    const membres = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`m${i}`, 'pour' as const]))
    const presences = new Map<string, EtatSiege>([0, 1, 2, 3, 4].map((i) => [`m${i}`, present]))
    presences.set('m5', { etat: 'represente', par: 'm0', depuis })
    const avec = (pouvoirsComptent: boolean) =>
      depouiller(
        unScrutin(membres, {
          presences,
          regle: { ...simple, quorum: { num: 1, den: 2, surVoix: false, pouvoirsComptent } },
        }),
      )
    expect(avec(true).quorum).toMatchObject({ presentes: 6, atteint: true })
    expect(avec(false).quorum).toMatchObject({ presentes: 5, atteint: false })
  })
})

describe('le préréglage breton', () => {
  it.each([
    [4, 3, 3],
    [3, 2, 3],
    [2, 2, 2],
  ])('à %i membres : quorum %i, majorité %i', (n, quorum, majorite) => {
    const membres = Object.fromEntries(Array.from({ length: n }, (_, i) => [`m${i}`, 'pour' as const]))
    const verdict = depouiller(unScrutin(membres, { regle: prereglages.egalite_bretonne.regle }))
    expect(verdict.quorum.necessaires).toBe(quorum)
    expect(verdict.majorite.necessaires).toBe(majorite)
  })
})

describe('le partage des voix', () => {
  const regle = prereglages.ca_cdg.regle
  const deuxContreDeux = aQuatre('pour', 'pour', 'contre', 'contre')
  it.each([
    ['22', 'adoptee'],
    ['56', 'rejetee'],
    [null, 'rejetee'],
  ])('la voix de la présidence (%s) départage : %s', (presideePar, issue) =>
    expect(depouiller(unScrutin(deuxContreDeux, { regle, presideePar })).issue).toBe(issue),
  )
  it('ne joue pas quand personne n’a voté pour', () =>
    expect(depouiller(unScrutin(aQuatre('abstention', 'abstention'))).issue).toBe('rejetee'))
})

describe('le quorum et les pouvoirs', () => {
  it('la seconde convocation vaut quel que soit le nombre, si la règle le dit', () => {
    const scrutin = unScrutin(aQuatre('pour'), {
      presences: new Map([['22', present]]),
      secondeConvocation: true,
    })
    expect(depouiller({ ...scrutin, regle: prereglages.ca_cdg.regle })).toMatchObject({
      issue: 'adoptee',
      quorum: { dispense: true },
    })
    expect(depouiller(scrutin).issue).toBe('sans_quorum')
  })
  it('un pouvoir confié à qui ne vote pas ici ne donne aucune voix', () => {
    const presences = new Map<string, EtatSiege>([
      ['22', present],
      ['35', present],
      ['29', { etat: 'represente', par: '35', depuis }],
    ])
    const verdict = depouiller(
      unScrutin(aQuatre('pour', 'pour', 'pour', 'pour'), {
        regle: prereglages.egalite_bretonne.regle,
        porte: ['22', '29', '56'],
        presences,
      }),
    )
    expect(verdict).toMatchObject({ issue: 'sans_quorum', voix: { pour: 1 } })
  })
  it('le consentement s’arrête à la première objection', () => {
    const regle: Regle = { ...simple, mode: 'consentement' }
    expect(
      depouiller(unScrutin(aQuatre('pour', 'abstention', 'abstention', 'abstention'), { regle })).issue,
    ).toBe('adoptee')
    expect(depouiller(unScrutin(aQuatre('pour', 'pour', 'pour', 'contre'), { regle })).issue).toBe('rejetee')
  })
})

const choix = fc.constantFrom<Choix | null>('pour', 'contre', 'abstention', 'ne_prend_pas_part', null)
const fraction = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .filter(([n, d]) => n <= d && n * 2 >= d)
  .map(([num, den]) => ({ num, den }))
const regle = fc
  .record({
    mode: fc.constantFrom('consensus' as const, 'vote' as const, 'consentement' as const),
    base: fc.constantFrom('exprimes' as const, 'presents_representes' as const, 'membres' as const),
    seuil: fraction,
    strict: fc.boolean(),
    quorum: fc.record({
      num: fc.integer({ min: 0, max: 4 }),
      den: fc.constant(4),
      surVoix: fc.boolean(),
      pouvoirsComptent: fc.boolean(),
    }),
    pouvoirsMaxParSiege: fc.constant(2),
    partage: fc.constantFrom('rejet' as const, 'voix_preponderante' as const, 'renvoi' as const),
    secret: fc.constant('jamais' as const),
    interets: fc.constantFrom('tous' as const, 'participants' as const),
  })
  .map((r) => ({
    ...r,
    strict: r.strict && r.seuil.num < r.seuil.den,
    partage: r.seuil.num * 2 === r.seuil.den ? r.partage : ('rejet' as const),
  }))

const scrutinQuelconque = fc
  .array(
    fc.record({
      voix: fc.integer({ min: 1, max: 5 }),
      choix,
      etat: fc.integer({ min: 0, max: 3 }),
      participe: fc.boolean(),
      consultatif: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .chain((membres) =>
    fc
      .record({
        regle,
        president: fc.integer({ min: 0, max: membres.length - 1 }),
        secondeConvocation: fc.boolean(),
      })
      .map((r): Scrutin => {
        const presences = new Map<string, EtatSiege>()
        membres.forEach(({ etat }, i) => {
          if (etat < 2) presences.set(`m${i}`, present)
        })
        membres.forEach(({ etat }, i) => {
          const par = `m${(i + 1) % membres.length}`
          if (etat === 2 && presences.get(par)?.etat === 'present')
            presences.set(`m${i}`, { etat: 'represente', par, depuis })
        })
        return {
          regle: r.regle,
          sieges: membres.map(({ voix, consultatif }, i) => ({
            organismeId: `m${i}`,
            voix,
            modalite: consultatif ? 'consultative' : 'deliberative',
          })),
          porte: membres.flatMap(({ participe }, i) => (participe ? [`m${i}`] : [])),
          presences,
          bulletins: membres.flatMap((m, i) => (m.choix ? [{ organismeId: `m${i}`, choix: m.choix }] : [])),
          presideePar: `m${r.president}`,
          secondeConvocation: r.secondeConvocation,
        }
      }),
  )

describe('propriétés de tout verdict', () => {
  const essais = { numRuns: 3000 }
  it('l’ordre des votes est indifférent', () =>
    fc.assert(
      fc.property(scrutinQuelconque, (s) => {
        expect(
          depouiller({ ...s, bulletins: [...s.bulletins].reverse(), sieges: [...s.sieges].reverse() }),
        ).toEqual(depouiller(s))
      }),
      essais,
    ))
  it('qui ne participe pas ne change jamais l’issue, quoi qu’il vote et qu’il vienne ou non', () =>
    fc.assert(
      fc.property(scrutinQuelconque, choix, fc.boolean(), (s, autre, vient) => {
        const participants = { ...s, regle: { ...s.regle, interets: 'participants' as const } }
        const dehors = s.sieges.find(({ organismeId }) => !s.porte.includes(organismeId))?.organismeId
        fc.pre(dehors !== undefined)
        const presences = new Map(s.presences)
        if (vient) presences.set(dehors!, present)
        else presences.delete(dehors!)
        const bulletins = [
          ...s.bulletins.filter((b) => b.organismeId !== dehors),
          ...(autre ? [{ organismeId: dehors!, choix: autre }] : []),
        ]
        const president = s.presideePar === dehors ? null : s.presideePar
        expect(depouiller({ ...participants, presences, bulletins, presideePar: president })).toEqual(
          depouiller({ ...participants, presideePar: president }),
        )
      }),
      essais,
    ))
  it('un « pour » de plus ne fait jamais rejeter ce qui était adopté', () =>
    fc.assert(
      fc.property(scrutinQuelconque, fc.nat(), (s, rang) => {
        fc.pre(depouiller(s).issue === 'adoptee')
        const { organismeId } = s.sieges[rang % s.sieges.length]!
        const presences = new Map(s.presences)
        if (!presences.has(organismeId)) presences.set(organismeId, present)
        const bulletins = [
          ...s.bulletins.filter((b) => b.organismeId !== organismeId),
          { organismeId, choix: 'pour' as const },
        ]
        expect(depouiller({ ...s, presences, bulletins }).issue).toBe('adoptee')
      }),
      essais,
    ))
  it('la voix prépondérante ne porte pas une minorité au-dessus d’un seuil qu’une voix de plus n’atteindrait pas', () => {
    const regle = {
      ...simple,
      base: 'membres',
      seuil: { num: 1, den: 2 },
      strict: false,
      partage: 'voix_preponderante',
    } as const
    const verdict = (votes: Record<string, Choix | null>) =>
      depouiller(unScrutin(votes, { regle, presideePar: 'a' }))
    const trois = { c: 'abstention', d: 'abstention', e: 'abstention' } as const
    expect(verdict({ a: 'pour', b: 'contre', ...trois })).toMatchObject({ issue: 'rejetee', partage: null })
    expect(verdict({ a: 'pour', b: 'pour', ...trois })).toMatchObject({ issue: 'rejetee' })
    expect(verdict({ a: 'pour', b: 'pour', c: 'contre', d: 'contre' })).toMatchObject({
      issue: 'adoptee',
      partage: 'president_pour',
    })
  })
  it('se dit toujours en mots, sans rien d’indéfini', () =>
    fc.assert(
      fc.property(scrutinQuelconque, (s) => {
        const mots = direVerdict(depouiller(s), s.regle)
        expect(JSON.stringify(mots)).not.toMatch(/undefined|NaN|null/)
        expect(mots.lignes.map(({ nom }) => nom)).toEqual(['Quorum', 'Majorité', 'Voix'])
      }),
      { numRuns: 500 },
    ))
})

describe('la règle d’une instance', () => {
  it('accepte tous les préréglages', () => {
    for (const { regle } of Object.values(prereglages)) expect(validerRegle(regle).ok).toBe(true)
  })
  it.each([
    [{ seuil: { num: 1, den: 3 } }, 'seuil-sous-la-moitie'],
    [{ seuil: { num: 1, den: 1 }, strict: true }, 'unanimite-stricte'],
    [{ seuil: { num: 3, den: 4 }, partage: 'renvoi' as const }, 'partage-hors-moitie'],
    [{ seuil: { num: 5, den: 4 } }, 'fraction-invalide'],
    [{ pouvoirsMaxParSiege: 1.5 }, 'pouvoirs-invalides'],
  ])('refuse %o', (changement, code) =>
    expect(validerRegle({ ...simple, ...changement })).toMatchObject({ refus: { code } }),
  )
  it('passe à l’unanimité pour une clé dans les Hauts-de-France', () => {
    expect(regleApplicable(prereglages.egalite_hdf.regle, 'cle')).toMatchObject({
      base: 'membres',
      seuil: { num: 1, den: 1 },
      partage: 'rejet',
    })
    expect(regleApplicable(prereglages.egalite_hdf.regle, 'avis')).toMatchObject({
      base: 'exprimes',
      seuil: { num: 1, den: 2 },
    })
  })
})

describe('le verdict en mots', () => {
  it('explique un vote adopté aux trois quarts comme sur le procès-verbal', () => {
    const mots = direVerdict(
      depouiller(
        unScrutin(
          { '44': 'pour', '49': 'abstention', '53': 'pour', '72': 'pour', '85': 'pour' },
          { regle: prereglages.egalite_bretonne.regle },
        ),
      ),
      prereglages.egalite_bretonne.regle,
    )
    expect(mots.titre).toBe('Adoptée')
    expect(mots.resume).toBe('4 voix pour. Il en fallait 4 sur 5.')
    expect(mots.lignes[0]).toEqual({
      nom: 'Quorum',
      phrase: 'Atteint : 5 sièges présents, soit 5 sièges sur 5. Il en fallait 4.',
      calcul: 'Deux tiers de 5 = 3,33, arrondi à 4.',
    })
    expect(mots.lignes[1]!.phrase).toContain(
      'la règle demande trois quarts des membres, pas des votants. L’abstention ne compte pas',
    )
    expect(mots.lignes[1]!.calcul).toBe('Trois quarts de 5 = 3,75, arrondi à 4 ; 4 voix pour.')
  })
})
