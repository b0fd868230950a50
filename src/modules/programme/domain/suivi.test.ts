import { describe, expect, it } from 'vitest'
import { agreger, cibleAtteinte, verifierValeur } from './indicateurs.ts'
import { avancementDe, avancerJalon, type Jalon, plusGrandRetard, prochainJalon } from './jalons.ts'
import { type EtatSuivi, meteoDe } from './meteo.ts'
import { NIVEAUX, type Niveau, placerAuNiveau } from './niveaux.ts'
import { completerParticipations, verifierChefs } from './participation.ts'
import { avancerStatut, cycleStatut, EXIGENCES, type GesteStatut, type Statut } from './statuts.ts'

const AUJOURDHUI = '2026-11-24'
const jalon = (echeance: string, etat: Jalon['etat'] = 'prevu', poids = 1): Jalon => ({
  titre: 'Jalon',
  echeance,
  poids,
  etat,
  atteintLe: etat === 'atteint' ? echeance : null,
  reports: 0,
})

describe('le niveau de mutualisation', () => {
  const toutes = { conventionReference: 'C-12', cleDecisionId: 'd', clauseReference: 'art. 4' }
  const refusDe = (niveau: Niveau, pieces: typeof toutes | { cleDecisionId: null }) => {
    const issue = placerAuNiveau(niveau, { ...toutes, ...pieces })
    return issue.ok ? null : issue.refus.piece
  }
  it('ne demande rien jusqu’à N3', () => {
    const rien = { conventionReference: '', cleDecisionId: null, clauseReference: '' }
    for (const niveau of [0, 1, 2, 3] as const) expect(placerAuNiveau(niveau, rien).ok).toBe(true)
  })
  it('demande en N4 une convention puis une clé, en N5 une clause en plus', () => {
    expect(refusDe(4, { ...toutes, conventionReference: '  ' })).toBe('convention')
    expect(refusDe(4, { cleDecisionId: null })).toBe('cle')
    expect(refusDe(4, { ...toutes, clauseReference: '' })).toBe(null)
    expect(refusDe(5, { ...toutes, clauseReference: '' })).toBe('clause')
    expect(refusDe(5, toutes)).toBe(null)
  })
  it('range chaque niveau à sa place', () => {
    expect(NIVEAUX.map(({ niveau }) => niveau)).toEqual([0, 1, 2, 3, 4, 5])
  })
})

describe('la vie d’une action', () => {
  const avec = { decisionId: 'd', motif: 'm' }
  const statuts = [...new Set(Object.values(cycleStatut).flatMap(({ de, vers }) => [...de, vers]))]
  it('atteint chaque statut depuis « proposée », et n’en connaît aucun de retard ni de blocage', () => {
    const atteints = new Set<Statut>(['proposee'])
    for (let tour = 0; tour < statuts.length; tour++)
      for (const { de, vers } of Object.values(cycleStatut))
        if (de.some((etat) => atteints.has(etat))) atteints.add(vers)
    expect([...atteints].sort()).toEqual([...statuts].sort())
    expect(statuts.join()).not.toMatch(/retard|bloqu/)
  })
  it('ne sort plus d’une action évaluée ou abandonnée', () => {
    for (const geste of Object.keys(cycleStatut) as GesteStatut[])
      for (const fini of ['evaluee', 'abandonnee'] as const)
        expect(avancerStatut(fini, geste, avec).ok, `${geste} depuis ${fini}`).toBe(false)
  })
  it('demande une décision pour retenir ou abandonner, un motif pour mettre en pause ou reporter', () => {
    expect(avancerStatut('proposee', 'retenir', { decisionId: null, motif: 'm' })).toMatchObject({
      refus: { code: 'decision-manquante' },
    })
    expect(avancerStatut('en_cours', 'mettre_en_pause', { decisionId: null, motif: ' ' })).toMatchObject({
      refus: { code: 'motif-manquant' },
    })
    expect(avancerStatut('en_cours', 'abandonner', { decisionId: 'd', motif: '' })).toMatchObject({
      refus: { code: 'motif-manquant' },
    })
    expect(avancerStatut('proposee', 'retenir', avec)).toEqual({ ok: true, valeur: 'retenue' })
  })
  it('garde pour tous ce qui se décide ensemble', () => {
    const communs = (Object.keys(EXIGENCES) as GesteStatut[]).filter(
      (geste) => EXIGENCES[geste].par === 'coordination',
    )
    expect(communs.sort()).toEqual(['abandonner', 'evaluer', 'reporter', 'retenir'])
  })
})

describe('les jalons', () => {
  it('donnent l’avancement par leur poids, sans ceux qui sont annulés', () => {
    const jalons = [
      jalon('2026-01-10', 'atteint', 2),
      jalon('2026-12-10', 'prevu', 1),
      jalon('2026-06-01', 'annule', 9),
    ]
    expect(avancementDe(jalons, null, AUJOURDHUI)).toEqual({ valeur: 66, force: false })
    expect(avancementDe([], null, AUJOURDHUI)).toEqual({ valeur: null, force: false })
    expect(avancementDe([jalon('2026-06-01', 'annule')], null, AUJOURDHUI).valeur).toBe(null)
  })
  it('laissent parler qui mène l’action jusqu’au jalon suivant', () => {
    const force = { valeur: 40, motif: 'm', le: '2026-11-01', jusquau: '2026-12-10' }
    const ouverts = [jalon('2026-12-10')]
    expect(avancementDe(ouverts, force, AUJOURDHUI)).toEqual({ valeur: 40, force: true })
    expect(avancementDe(ouverts, force, '2026-12-11')).toEqual({ valeur: 0, force: false })
    const atteint = { ...jalon('2026-12-10', 'atteint'), atteintLe: '2026-11-20' }
    expect(avancementDe([atteint], force, AUJOURDHUI)).toEqual({ valeur: 100, force: false })
  })
  it('se reportent avec une date et un motif, comptés ; ne s’atteignent pas demain', () => {
    const ouvert = jalon('2026-11-01')
    const rien = { echeance: null, atteintLe: null, motif: '' }
    expect(avancerJalon(ouvert, 'reporter', rien, AUJOURDHUI)).toMatchObject({
      refus: { code: 'echeance-manquante' },
    })
    expect(avancerJalon(ouvert, 'reporter', { ...rien, echeance: '2027-01-15' }, AUJOURDHUI)).toMatchObject({
      refus: { code: 'motif-manquant' },
    })
    expect(
      avancerJalon(ouvert, 'reporter', { ...rien, echeance: '2027-01-15', motif: 'm' }, AUJOURDHUI),
    ).toEqual({ ok: true, valeur: { etat: 'prevu', echeance: '2027-01-15', reports: 1, atteintLe: null } })
    expect(avancerJalon(ouvert, 'atteindre', { ...rien, atteintLe: '2026-11-25' }, AUJOURDHUI)).toMatchObject(
      { refus: { code: 'date-future' } },
    )
    expect(avancerJalon(jalon('2026-01-01', 'atteint'), 'reporter', rien, AUJOURDHUI)).toMatchObject({
      refus: { code: 'transition-refusee' },
    })
  })
  it('disent le retard le plus long et le jalon suivant', () => {
    const jalons = [jalon('2026-11-20'), jalon('2026-10-25'), jalon('2026-01-01', 'atteint')]
    expect(plusGrandRetard(jalons, AUJOURDHUI)).toBe(30)
    expect(prochainJalon(jalons)?.echeance).toBe('2026-10-25')
    expect(plusGrandRetard([jalon(AUJOURDHUI)], AUJOURDHUI)).toBe(0)
  })
})

describe('la météo', () => {
  const suivie: EtatSuivi = {
    statut: 'en_cours',
    jalons: [jalon('2027-01-15')],
    bloqueeLe: null,
    coutPrevuCentimes: null,
    coutReelCentimes: null,
    derniereNouvelle: '2026-11-10',
    commenceeLe: '2026-01-10',
    silenceDepuis: null,
  }
  it.each([
    ['rien à signaler', {}, 'vert'],
    ['un jalon en retard d’un jour', { jalons: [jalon('2026-11-23')] }, 'orange'],
    ['un jalon en retard de trente jours', { jalons: [jalon('2026-10-25')] }, 'orange'],
    ['un jalon en retard de trente et un jours', { jalons: [jalon('2026-10-24')] }, 'rouge'],
    ['une action bloquée', { bloqueeLe: '2026-11-20' }, 'rouge'],
    ['un coût à 110 %', { coutPrevuCentimes: 10_000, coutReelCentimes: 11_000 }, 'vert'],
    ['un coût au-delà de 110 %', { coutPrevuCentimes: 10_000, coutReelCentimes: 11_001 }, 'rouge'],
    ['quatre-vingt-dix jours sans nouvelle', { derniereNouvelle: '2026-08-26' }, 'vert'],
    ['quatre-vingt-onze jours sans nouvelle', { derniereNouvelle: '2026-08-25' }, 'orange'],
    ['une question restée sans réponse', { silenceDepuis: '2026-11-20' }, 'gris'],
    ['ni jalon ni nouvelle', { jalons: [], derniereNouvelle: null }, 'gris'],
    [
      'des jalons annulés et aucune nouvelle',
      { jalons: [jalon('2026-01-01', 'annule')], derniereNouvelle: null },
      'gris',
    ],
    ['une action en pause', { statut: 'en_pause' }, 'gris'],
    ['une action réalisée', { statut: 'realisee', jalons: [], derniereNouvelle: null }, 'vert'],
    [
      'un grand retard malgré le silence',
      { jalons: [jalon('2026-09-01')], silenceDepuis: '2026-11-20' },
      'rouge',
    ],
  ] as const)('%s', (_, cas, attendu) => {
    expect(meteoDe({ ...suivie, ...cas } as EtatSuivi, AUJOURDHUI).temps).toBe(attendu)
  })
})

describe('un indicateur régional', () => {
  it('divise la somme par la somme, jamais la moyenne des moyennes', () => {
    const valeurs = [
      { numerateur: 1, denominateur: 2 },
      { numerateur: 90, denominateur: 100 },
    ]
    // The mean of means would be 70 %.
    expect(agreger('ratio', valeurs)).toEqual({
      genre: 'part',
      dixMilliemes: 8922,
      numerateur: 91,
      denominateur: 102,
      repondants: 2,
    })
  })
  it('n’invente aucun chiffre', () => {
    expect(agreger('somme', [])).toBe(null)
    expect(agreger('ratio', [{ numerateur: 3, denominateur: null }])).toBe(null)
  })
  it('somme, ou garde la plus grande valeur', () => {
    const valeurs = [3, 12, 5].map((numerateur) => ({ numerateur, denominateur: null }))
    expect(agreger('somme', valeurs)).toEqual({ genre: 'nombre', valeur: 20, repondants: 3 })
    expect(agreger('max', valeurs)).toEqual({ genre: 'nombre', valeur: 12, repondants: 3 })
  })
  it('compare à la cible dans le bon sens', () => {
    const vingt = agreger('somme', [{ numerateur: 20, denominateur: null }])
    expect(cibleAtteinte(vingt, 20, 'hausse')).toBe(true)
    expect(cibleAtteinte(vingt, 21, 'hausse')).toBe(false)
    expect(cibleAtteinte(vingt, 19, 'baisse')).toBe(false)
    expect(cibleAtteinte(null, 19, 'baisse')).toBe(null)
  })
  it('refuse une part sans dénominateur, un nombre qui en a un', () => {
    expect(verifierValeur('ratio', { numerateur: 1, denominateur: null })?.code).toBe('denominateur-manquant')
    expect(verifierValeur('somme', { numerateur: 1, denominateur: 2 })?.code).toBe('denominateur-inutile')
  })
})

describe('la participation', () => {
  it('a une ligne pour chaque membre : qui mène participe, qui n’a rien dit est informé', () => {
    expect(
      completerParticipations(
        ['22', '29', '35', '56'],
        [
          { organismeId: '29', type: 'observateur' },
          { organismeId: '35', type: 'informe' },
          { organismeId: 'parti', type: 'participant' },
        ],
        ['35'],
      ),
    ).toEqual([
      { organismeId: '22', type: 'informe' },
      { organismeId: '29', type: 'observateur' },
      { organismeId: '35', type: 'participant' },
      { organismeId: '56', type: 'informe' },
    ])
  })
  it('veut un chef de file, ou deux qui diffèrent', () => {
    expect(verifierChefs([])?.code).toBe('aucun-chef')
    expect(verifierChefs(['35', '35'])?.code).toBe('chef-en-double')
    expect(verifierChefs(['35', '29'])).toBe(null)
  })
})
