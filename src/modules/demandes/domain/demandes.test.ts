import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ajouterJours, horlogeParis, instantParis, type Jour } from '#shared/dates.ts'
import type { CalendrierOuvre } from '#shared/jours-ouvres.ts'
import { dureeOuverte, echeanceOuverte, estOuverte, JOUR_OUVRE } from './calendrier.ts'
import { avancer, type Cote, CYCLE, type Etat, GESTES, gestesDe, TOURS } from './etats.ts'
import { lireChamps, lireReponses } from './formulaire.ts'
import { lireHorloges, type Passage, reponsePromise } from './horloges.ts'
import { mesurer, quantile, wilson } from './mesures.ts'

const H = 3_600_000
const local = (instant: Date) => horlogeParis(instant).slice(0, 16)
const jusqua = (jour: Jour, heure: string, jours: number, calendrier?: CalendrierOuvre) =>
  local(echeanceOuverte(instantParis(jour, heure), jours * JOUR_OUVRE, calendrier))

describe('le temps ouvré', () => {
  it('vendredi 16 h 45 plus deux jours : mardi 16 h 45 ; le 1er mai tombe un samedi', () => {
    expect(jusqua('2026-11-20', '16:45', 2)).toBe('2026-11-24T16:45')
    expect(jusqua('2027-04-30', '10:00', 2)).toBe('2027-05-04T10:00')
  })
  it('lundi 9 h à mercredi 12 h 30 : dix-sept heures et demie', () => {
    const duree = dureeOuverte(instantParis('2026-11-23', '09:00'), instantParis('2026-11-25', '12:30'))
    expect(duree / H).toBe(17.5)
  })
  it('ne court ni la nuit, ni le midi, ni un jour férié', () => {
    expect(dureeOuverte(instantParis('2026-11-23', '17:00'), instantParis('2026-11-24', '09:00'))).toBe(0)
    expect(dureeOuverte(instantParis('2026-11-23', '12:30'), instantParis('2026-11-23', '13:30'))).toBe(0)
    expect(dureeOuverte(instantParis('2026-11-11', '08:00'), instantParis('2026-11-12', '09:00'))).toBe(0)
    expect(estOuverte(instantParis('2026-11-23', '13:00'))).toBe(false)
    expect(estOuverte(instantParis('2026-11-23', '13:30'))).toBe(true)
  })
  it.each([
    ['au passage à l’heure d’été', '2026-03-27', '16:00', 1, '2026-03-30T16:00'],
    ['au retour à l’heure d’hiver', '2026-10-23', '16:00', 1, '2026-10-26T16:00'],
    ['un 29 février', '2028-02-28', '10:00', 1, '2028-02-29T10:00'],
    ['après un 29 février', '2028-02-29', '16:30', 1, '2028-03-01T16:30'],
  ])('%s, un jour dure sept heures', (_cas, jour, heure, jours, attendu) => {
    expect(jusqua(jour, heure, jours)).toBe(attendu)
  })
  it('saute la quinzaine où un centre est fermé', () => {
    const fermetures = new Set(Array.from({ length: 14 }, (_, n) => ajouterJours('2026-08-03', n)))
    expect(jusqua('2026-07-31', '16:00', 1, { fermetures })).toBe('2026-08-17T16:00')
    expect(
      dureeOuverte(instantParis('2026-08-01', '00:00'), instantParis('2026-08-16', '23:00'), { fermetures }),
    ).toBe(0)
  })
  it('s’ajoute : de a à c, c’est de a à b puis de b à c ; l’échéance le retrouve', () => {
    const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 11, 31) })
    fc.assert(
      fc.property(fc.array(instant, { minLength: 3, maxLength: 3 }), (trois) => {
        const [a, b, c] = trois.sort((x, y) => x - y).map((ms) => new Date(ms)) as [Date, Date, Date]
        expect(dureeOuverte(a, b) + dureeOuverte(b, c)).toBe(dureeOuverte(a, c))
      }),
      { numRuns: 60 },
    )
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 30 * JOUR_OUVRE }), (ms, duree) => {
        const debut = new Date(ms)
        expect(dureeOuverte(debut, echeanceOuverte(debut, duree))).toBe(duree)
      }),
      { numRuns: 100 },
    )
  })
})

/** Histories that the table allows, with hours between their deeds. */
const COTES: readonly Cote[] = ['mairie', 'cdg', 'tiers', 'plateforme']
const histoire = fc
  .array(fc.tuple(fc.nat(20), fc.integer({ min: 0, max: 9 * 24 * H })), { maxLength: 14 })
  .map((choix) => {
    let etat: Etat = 'DEPOSEE'
    let le = Date.UTC(2026, 9, 20, 7)
    const passages: Passage[] = [{ le: new Date(le), etat }]
    for (const [n, attente] of choix) {
      const possibles = COTES.flatMap((cote) => gestesDe(etat, cote).map((geste) => ({ geste, cote })))
      const voulu = possibles[n % Math.max(1, possibles.length)]
      if (!voulu) break
      le += attente
      const demande = { texte: 'Dit ici', avant: '2030-01-01', tiers: 'la CNRACL' }
      const decide = avancer(
        { etat, repondueLe: null, relances: 2 },
        voulu.geste,
        voulu.cote,
        demande,
        '2026-11-01',
      )
      if (!decide.ok) throw new Error(decide.refus.code)
      etat = decide.valeur
      passages.push({ le: new Date(le), etat })
    }
    return passages
  })
const FIN = new Date(Date.UTC(2027, 3, 1))

describe('les quatre horloges', () => {
  it('ont pour somme le temps écoulé, moins ce qui est arrêté', () => {
    fc.assert(
      fc.property(histoire, (passages) => {
        const h = lireHorloges(passages, FIN)
        expect(h.cdg + h.collectivite + h.tiers).toBe(h.total)
        const arrete = passages.reduce(
          (somme, { le, etat }, n) =>
            TOURS[etat] === 'personne' ? somme + dureeOuverte(le, passages[n + 1]?.le ?? FIN) : somme,
          0,
        )
        expect(h.total + arrete).toBe(dureeOuverte(passages[0]!.le, FIN))
      }),
      { numRuns: 100 },
    )
  })
  it('rejouées, donnent le même temps ; un fait sans changement d’état n’y touche pas', () => {
    fc.assert(
      fc.property(histoire, fc.nat(13), (passages, ou) => {
        const n = ou % passages.length
        const rejoue = [...passages.slice(0, n + 1), { ...passages[n]! }, ...passages.slice(n + 1)]
        expect(lireHorloges(rejoue, FIN)).toEqual(lireHorloges(passages, FIN))
      }),
      { numRuns: 60 },
    )
  })
  it('attendre la mairie repousse la promesse d’autant, un tiers n’a pas de date', () => {
    const lundi = instantParis('2026-11-23', '09:00')
    const engagement = { priseJours: 2, reponseJours: 5 }
    const depose: Passage = { le: lundi, etat: 'DEPOSEE' }
    expect(local(reponsePromise([depose], engagement, lundi, null)!)).toBe('2026-11-27T17:00')
    const attend: Passage = { le: instantParis('2026-11-24', '09:00'), etat: 'ATTENTE_COLLECTIVITE' }
    const promise = reponsePromise([depose, attend], engagement, attend.le, '2026-11-26')
    // One day spent, four left after Thursday evening.
    expect(local(promise!)).toBe('2026-12-02T17:00')
    expect(
      reponsePromise([depose, { ...attend, etat: 'ATTENTE_TIERS' }], engagement, attend.le, null),
    ).toBeNull()
  })
})

describe('le tableau des états', () => {
  const ICI = { texte: 'Dit ici', avant: '2026-12-01', tiers: 'la CNRACL' }
  const JOUR = '2026-11-27'
  it('ne laisse jamais terminer avec une attente ouverte', () => {
    for (const etat of ['ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS'] as const)
      for (const geste of ['cloturer', 'repondre'] as const)
        for (const cote of COTES)
          expect(avancer({ etat, repondueLe: null, relances: 9 }, geste, cote, ICI, JOUR).ok).toBe(false)
  })
  it('laisse toujours un chemin vers une fin', () => {
    const fins = new Set<Etat>(['CLOTUREE', 'SANS_SUITE', 'ANNULEE', 'REORIENTEE'])
    for (let avant = -1; avant !== fins.size; ) {
      avant = fins.size
      for (const geste of GESTES)
        if (fins.has(CYCLE[geste].vers)) for (const de of CYCLE[geste].de) fins.add(de)
    }
    expect([...fins].sort()).toEqual((Object.keys(TOURS) as Etat[]).sort())
  })
  it.each([
    ['question-manquante', 'demander', { texte: '' }],
    ['date-manquante', 'demander', { avant: null }],
    ['date-passee', 'demander', { avant: '2026-11-26' }],
    ['tiers-manquant', 'attendre_tiers', { tiers: '' }],
    ['motif-manquant', 'reorienter', { texte: '' }],
    ['texte-trop-long', 'demander', { texte: 'x'.repeat(4001) }],
    ['texte-trop-long', 'repondre', { texte: 'x'.repeat(8001) }],
  ] as const)('refuse : %s', (code, geste, manque) => {
    const issue = avancer(
      { etat: 'PRISE_EN_CHARGE', repondueLe: null, relances: 0 },
      geste,
      'cdg',
      { ...ICI, ...manque },
      JOUR,
    )
    expect(issue).toMatchObject({ ok: false, refus: { code } })
  })
  it('classe après deux relances, rouvre pendant trente jours', () => {
    const attend = { etat: 'ATTENTE_COLLECTIVITE', repondueLe: null } as const
    expect(avancer({ ...attend, relances: 1 }, 'classer', 'cdg', ICI, JOUR)).toMatchObject({
      refus: { code: 'relances-manquantes' },
    })
    expect(avancer({ ...attend, relances: 2 }, 'classer', 'cdg', ICI, JOUR).ok).toBe(true)
    const finie = { etat: 'CLOTUREE', relances: 0 } as const
    expect(avancer({ ...finie, repondueLe: '2026-10-28' }, 'rouvrir', 'mairie', ICI, JOUR).ok).toBe(true)
    expect(avancer({ ...finie, repondueLe: '2026-10-27' }, 'rouvrir', 'mairie', ICI, JOUR)).toMatchObject({
      refus: { code: 'trop-tard' },
    })
  })
})

describe('le formulaire d’un type', () => {
  const texte =
    'Statut ; choix ; Titulaire, Contractuel\nDate d’effet ; date\nContrat ; texte ; si Statut = Contractuel\nHeures ; nombre ; facultatif'
  it('se lit ligne à ligne, et dit ce qu’il ne comprend pas', () => {
    expect(lireChamps(texte).champs.map(({ genre }) => genre)).toEqual(['choix', 'date', 'texte', 'nombre'])
    const fautes = lireChamps(
      'Âge ; entier\nX ; choix ; A, B\nStatut ; choix ; Seul\nSuite ; texte ; si Rien = Oui',
    ).fautes
    expect(fautes.map(({ ligne }) => ligne)).toEqual([1, 2, 3, 4])
    expect(fautes[0]!.motif).toContain('n’est pas un genre de champ')
  })
  it('ne demande un champ que si sa condition est remplie', () => {
    const { champs } = lireChamps(texte)
    const lire = (valeurs: Record<string, string>) => lireReponses(champs, (nom) => valeurs[nom] ?? '', true)
    expect(lire({ c1: 'Titulaire', c2: '30/02/2027', c3: 'dit en trop' })).toMatchObject({
      fautes: [{ champ: 'c2' }],
    })
    expect(lire({ c1: 'Titulaire', c2: '28/02/2027', c3: 'dit en trop' }).reponses).not.toHaveProperty('c3')
    expect(lire({ c1: 'Contractuel', c2: '28/02/2027' }).fautes.map(({ champ }) => champ)).toEqual(['c3'])
  })
})

describe('les mesures publiées', () => {
  const closes = (n: number) => Array.from({ length: n }, (_, i) => ({ duree: i + 1, cible: 5 }))
  it('ne disent rien sous dix demandes', () => {
    expect(mesurer(closes(9))).toBeNull()
    expect(mesurer(closes(10))).toMatchObject({ nombre: 10, mediane: 5, p90: 9, dansLaCible: 0.5 })
  })
  it('comptent les dossiers laissés de côté', () => {
    expect(
      mesurer(closes(10), [
        { duree: 100, cible: 5 },
        { duree: 1, cible: 5 },
      ]),
    ).toMatchObject({ nombre: 11, p90: 10 })
  })
  it('un quantile est une valeur vécue ; l’intervalle de Wilson contient la part', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1000), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (valeurs, q) => {
          expect(valeurs).toContain(quantile(valeurs, q))
        },
      ),
    )
    // Three hundred answers, 15 %: plus or minus four points.
    const { bas, haut } = wilson(45, 300)
    expect([Math.round(bas * 1000), Math.round(haut * 1000)]).toEqual([114, 195])
  })
})
