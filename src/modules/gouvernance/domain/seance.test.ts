import { describe, expect, it } from 'vitest'
import { gestesPossibles } from '#shared/cycle.ts'
import { dernierJourPourConvoquer, verifierConvocation } from './convocation.ts'
import { type EntreePresence, enregistrerPresence, presencesA } from './presence.ts'
import { prereglages } from './regle.ts'
import { clore as cloreScrutin, ouvrirScrutin, type PointAVoter, rectifierVote, voter } from './scrutin.ts'
import { ajouterPoint, clore, cycleSeance } from './seance.ts'
import type { Siege } from './verdict.ts'

const a = (heure: string) => new Date(`2026-11-24T${heure}:00Z`)
let numero = 0
const entree = (
  organismeId: string,
  genre: EntreePresence['genre'],
  heure: string,
  autres: Partial<EntreePresence> = {},
): EntreePresence => ({
  id: `e${++numero}`,
  organismeId,
  genre,
  mandataireId: null,
  representant: null,
  survenuLe: a(heure),
  saisiLe: a(heure),
  rectifie: null,
  annule: false,
  ...autres,
})
const sieges: Siege[] = ['44', '49', '53', '72', '85'].map((organismeId) => ({
  organismeId,
  voix: 1,
  modalite: 'deliberative',
}))

describe('la présence', () => {
  it('se relit à tout instant : arrivée tardive, départ avant la fin', () => {
    const registre = [
      entree('44', 'arrivee', '13:00'),
      entree('85', 'arrivee', '13:20'),
      entree('44', 'depart', '14:00'),
    ]
    expect([...presencesA(registre, a('13:10'), 1).keys()]).toEqual(['44'])
    expect([...presencesA(registre, a('13:30'), 1).keys()].sort()).toEqual(['44', '85'])
    expect([...presencesA(registre, a('14:00'), 1).keys()]).toEqual(['85'])
  })
  it('un pouvoir ne vaut que tant que celui qui le porte est là', () => {
    const registre = [
      entree('53', 'pouvoir', '12:00', { mandataireId: '72' }),
      entree('72', 'arrivee', '13:00'),
      entree('72', 'depart', '14:00'),
    ]
    expect(presencesA(registre, a('12:30'), 1).has('53')).toBe(false)
    expect(presencesA(registre, a('13:30'), 1).get('53')).toMatchObject({ etat: 'represente', par: '72' })
    expect(presencesA(registre, a('14:30'), 1).has('53')).toBe(false)
  })
  it('un siège ne porte pas plus de pouvoirs que la règle n’en permet', () => {
    const registre = [
      entree('53', 'pouvoir', '12:00', { mandataireId: '72' }),
      entree('72', 'arrivee', '13:00'),
    ]
    const demande = {
      organismeId: '49',
      genre: 'pouvoir' as const,
      mandataireId: '72',
      survenuLe: a('13:05'),
    }
    expect(enregistrerPresence(registre, sieges, demande, 1, a('13:06'))).toMatchObject({
      refus: { code: 'trop-de-pouvoirs', max: 1 },
    })
    expect(enregistrerPresence(registre, sieges, demande, 2, a('13:06')).ok).toBe(true)
  })
  it('une arrivée efface la représentation, une rectification efface l’entrée rectifiée sans la supprimer', () => {
    const pouvoir = entree('53', 'pouvoir', '12:00', { mandataireId: '72' })
    const arrivee = entree('53', 'arrivee', '13:10')
    const registre = [pouvoir, entree('72', 'arrivee', '13:00'), arrivee]
    expect(presencesA(registre, a('13:30'), 1).get('53')).toMatchObject({ etat: 'present' })
    const annulation = entree('53', 'arrivee', '13:10', { rectifie: arrivee.id, annule: true })
    expect(presencesA([...registre, annulation], a('13:30'), 1).get('53')).toMatchObject({
      etat: 'represente',
    })
  })
  it.each([
    [{ organismeId: '99', genre: 'arrivee', mandataireId: null, survenuLe: a('13:00') }, 'siege-inconnu'],
    [{ organismeId: '44', genre: 'arrivee', mandataireId: null, survenuLe: a('13:00') }, 'deja-present'],
    [{ organismeId: '49', genre: 'depart', mandataireId: null, survenuLe: a('13:00') }, 'pas-present'],
    [
      { organismeId: '49', genre: 'pouvoir', mandataireId: '49', survenuLe: a('13:00') },
      'pouvoir-a-soi-meme',
    ],
    [{ organismeId: '44', genre: 'pouvoir', mandataireId: '49', survenuLe: a('13:00') }, 'mandant-present'],
    [
      { organismeId: '49', genre: 'pouvoir_retire', mandataireId: null, survenuLe: a('13:00') },
      'sans-pouvoir',
    ],
    [{ organismeId: '49', genre: 'arrivee', mandataireId: null, survenuLe: a('20:00') }, 'dans-le-futur'],
  ] as const)('refuse une entrée impossible (%#)', (demande, code) =>
    expect(
      enregistrerPresence([entree('44', 'arrivee', '12:00')], sieges, demande, 1, a('14:00')),
    ).toMatchObject({ refus: { code } }),
  )
})

describe('la convocation', () => {
  const convocation = {
    debutLe: new Date('2026-12-15T13:00:00Z'),
    delaiJours: 15,
    points: 3,
    siegesSansTitulaire: [],
    motifDerogation: null,
  }
  it('part quinze jours avant, pas quatorze', () => {
    expect(verifierConvocation(convocation, new Date('2026-11-30T22:00:00Z'))).toEqual({
      ok: true,
      valeur: { deroge: false },
    })
    expect(verifierConvocation(convocation, new Date('2026-12-01T08:00:00Z'))).toMatchObject({
      refus: { code: 'delai-trop-court', requis: 15, restant: 14, possibleLe: '2026-12-16' },
    })
    expect(dernierJourPourConvoquer(convocation.debutLe, 15)).toBe('2026-11-30')
  })
  it('peut être abrégée avec un motif', () =>
    expect(
      verifierConvocation(
        { ...convocation, motifDerogation: 'Accord des cinq présidences' },
        new Date('2026-12-10T08:00:00Z'),
      ),
    ).toEqual({ ok: true, valeur: { deroge: true } }))
  it.each([
    [{ points: 0 }, 'ordre-du-jour-vide'],
    [{ siegesSansTitulaire: ['CDG 53'] }, 'siege-sans-titulaire'],
    [{ debutLe: new Date('2026-11-01T13:00:00Z') }, 'seance-passee'],
  ])('est refusée : %o', (changement, code) =>
    expect(
      verifierConvocation({ ...convocation, ...changement }, new Date('2026-11-20T08:00:00Z')),
    ).toMatchObject({ refus: { code } }),
  )
})

describe('le scrutin', () => {
  const seance = { statut: 'ouverte' as const, presideePar: '44', secondeConvocation: false }
  const point: PointAVoter = {
    genre: 'vote',
    statut: 'en_cours',
    typeDecision: 'cle',
    porte: ['44', '49', '53', '72', '85'],
    scrutins: [],
  }
  const tous = presencesA(
    sieges.map(({ organismeId }) => entree(organismeId, 'arrivee', '13:00')),
    a('13:30'),
    1,
  )
  const regle = prereglages.egalite_bretonne.regle
  const ouvert = {
    regle,
    sieges,
    porte: point.porte,
    presences: tous,
    bulletins: [],
    clos: false,
    presideePar: '44',
    secondeConvocation: false,
  }

  it('ne s’ouvre pas si le quorum s’est perdu en cours de séance', () => {
    const registre = [
      ...sieges.map(({ organismeId }) => entree(organismeId, 'arrivee', '13:00')),
      entree('49', 'depart', '13:40'),
      entree('85', 'depart', '13:45'),
    ]
    expect(ouvrirScrutin(seance, point, regle, sieges, presencesA(registre, a('13:30'), 1)).ok).toBe(true)
    expect(ouvrirScrutin(seance, point, regle, sieges, presencesA(registre, a('13:50'), 1))).toMatchObject({
      refus: { code: 'quorum-perdu', presentes: 3, necessaires: 4 },
    })
  })
  it.each([
    [{ ...seance, statut: 'suspendue' as const }, point, 'seance-non-ouverte'],
    [seance, { ...point, genre: 'information' as const }, 'point-sans-vote'],
    [seance, { ...point, statut: 'a_traiter' as const }, 'point-non-ouvert'],
    [seance, { ...point, scrutins: [{ ouvert: true, issue: null }] }, 'scrutin-deja-ouvert'],
    [seance, { ...point, scrutins: [{ ouvert: false, issue: 'rejetee' as const }] }, 'scrutin-deja-clos'],
  ])('ne s’ouvre pas dans ce cas (%#)', (s, p, code) =>
    expect(ouvrirScrutin(s, p, regle, sieges, tous)).toMatchObject({ refus: { code } }),
  )
  it('se tient de nouveau après un vote sans quorum', () =>
    expect(
      ouvrirScrutin(
        seance,
        { ...point, scrutins: [{ ouvert: false, issue: 'sans_quorum' }] },
        regle,
        sieges,
        tous,
      ).ok,
    ).toBe(true))
  it('chacun vote pour son siège ou le pouvoir qu’il porte, le secrétariat écrit ce qui est dit', () => {
    const demande = { organismeId: '53', choix: 'pour' as const, motif: '' }
    expect(voter(ouvert, { organismeId: '53', tientLaPlume: false }, demande)).toEqual({
      ok: true,
      valeur: { pouvoirDe: null },
    })
    expect(voter(ouvert, { organismeId: '72', tientLaPlume: false }, demande)).toMatchObject({
      refus: { code: 'pas-votre-siege' },
    })
    expect(voter(ouvert, { organismeId: '44', tientLaPlume: true }, demande).ok).toBe(true)
    const represente = presencesA(
      [entree('53', 'pouvoir', '12:00', { mandataireId: '72' }), entree('72', 'arrivee', '13:00')],
      a('13:30'),
      1,
    )
    expect(
      voter({ ...ouvert, presences: represente }, { organismeId: '72', tientLaPlume: false }, demande),
    ).toEqual({ ok: true, valeur: { pouvoirDe: '72' } })
  })
  it('refuse un second vote, l’absent, le non-participant et la voix consultative', () => {
    const plume = { organismeId: '44', tientLaPlume: true }
    const pour = (organismeId: string) => ({ organismeId, choix: 'pour' as const, motif: '' })
    expect(
      voter({ ...ouvert, bulletins: [{ organismeId: '44', choix: 'contre' }] }, plume, pour('44')),
    ).toMatchObject({ refus: { code: 'deja-vote', choix: 'contre' } })
    expect(voter({ ...ouvert, presences: new Map() }, plume, pour('49'))).toMatchObject({
      refus: { code: 'absent-sans-pouvoir' },
    })
    expect(voter({ ...ouvert, porte: ['53', '72', '85'] }, plume, pour('44'))).toMatchObject({
      refus: { code: 'non-participant' },
    })
    expect(
      voter(
        { ...ouvert, sieges: sieges.map((s) => ({ ...s, modalite: 'consultative' as const })) },
        plume,
        pour('44'),
      ),
    ).toMatchObject({ refus: { code: 'sans-voix-deliberative' } })
    expect(voter({ ...ouvert, clos: true }, plume, pour('44'))).toMatchObject({
      refus: { code: 'scrutin-clos' },
    })
    expect(
      voter({ ...ouvert, regle: { ...regle, mode: 'consentement' } }, plume, {
        ...pour('44'),
        choix: 'contre',
      }),
    ).toMatchObject({ refus: { code: 'objection-sans-motif' } })
  })
  it('ne rectifie un vote qu’avec un motif, et seulement s’il existe', () => {
    const plume = { organismeId: '44', tientLaPlume: true }
    const demande = { organismeId: '44', choix: 'pour' as const, motif: '' }
    const vote = { ...ouvert, bulletins: [{ organismeId: '44', choix: 'contre' as const }] }
    expect(rectifierVote(vote, plume, demande, 'Mauvaise ligne')).toMatchObject({ ok: true })
    expect(rectifierVote(vote, plume, demande, '')).toMatchObject({
      refus: { code: 'rectification-sans-motif' },
    })
    expect(rectifierVote(ouvert, plume, demande, 'Mauvaise ligne')).toMatchObject({
      refus: { code: 'rien-a-rectifier' },
    })
  })
  it('ne se clôt pas tant que quelqu’un, en séance, n’a rien dit, sauf confirmation', () => {
    expect(cloreScrutin(ouvert, false)).toMatchObject({
      refus: { code: 'votes-manquants', organismes: ['44', '49', '53', '72', '85'] },
    })
    expect(cloreScrutin(ouvert, true)).toMatchObject({ valeur: { issue: 'rejetee' } })
  })
})

describe('la vie d’une séance', () => {
  it('ne se clôt pas pendant un vote', () => {
    expect(clore({ statut: 'ouverte' }, [{ question: 'Comment répartir ?' }])).toMatchObject({
      refus: { code: 'scrutin-ouvert' },
    })
    expect(clore({ statut: 'ouverte' }, [])).toEqual({ ok: true, valeur: 'close' })
    expect(clore({ statut: 'suspendue' }, [])).toMatchObject({ refus: { code: 'transition-refusee' } })
  })
  it('l’ordre du jour se fige à la convocation, puis ne s’ouvre qu’à l’unanimité des présents', () => {
    expect(ajouterPoint('planifiee', { presents: 0, accords: 0 })).toEqual({
      ok: true,
      valeur: { enSeance: false },
    })
    expect(ajouterPoint('convoquee', { presents: 0, accords: 0 })).toMatchObject({
      refus: { code: 'agenda-gele' },
    })
    expect(ajouterPoint('ouverte', { presents: 4, accords: 3 })).toMatchObject({
      refus: { code: 'unanimite-requise' },
    })
    expect(ajouterPoint('ouverte', { presents: 4, accords: 4 })).toEqual({
      ok: true,
      valeur: { enSeance: true },
    })
  })
  it('ne revient jamais d’un procès-verbal approuvé à une séance ouverte', () => {
    for (const statut of [
      'close',
      'pv_projet',
      'pv_approuve',
      'diffusee',
      'archivee',
      'annulee',
      'reportee',
    ] as const)
      for (const geste of gestesPossibles(cycleSeance, statut))
        expect(cycleSeance[geste].vers).not.toBe('ouverte')
  })
})
