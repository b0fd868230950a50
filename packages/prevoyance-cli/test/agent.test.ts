import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { lancer } from '../src/lancer.ts'
import { machineFactice } from './machine-factice.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const EXEMPLE = readFileSync(join(import.meta.dirname, '../../prevoyance/cas/agent-exemple.json'), 'utf8')

interface MoisEcrit {
  mois: string
  tranches: { phase: string; taux: number; trentiemes: number }[]
  netActivite: number
  sansContrat: number
  indemnite: number
  cotisationAgent: number
  avecContrat: number
}

async function parcours(change: (demande: ReturnType<typeof JSON.parse>) => void = () => undefined) {
  const demande = JSON.parse(EXEMPLE)
  change(demande)
  const m = machineFactice({ 'a.json': JSON.stringify(demande) })
  const code = await lancer(['agent', 'a.json', '--json'], m.machine)
  return { code, messages: m.messages(), lu: code === 0 ? JSON.parse(m.sortie()) : null }
}

test('un arrêt de six mois : carence, 90 %, demi-traitement complété, au trentième près', async () => {
  const { lu } = await parcours()
  const mois: MoisEcrit[] = lu.mois
  expect(mois.map(({ mois: nom }) => nom)).toEqual([
    '2026-01',
    '2026-02',
    '2026-03',
    '2026-04',
    '2026-05',
    '2026-06',
  ])
  // January: 4 days at work, the waiting day, 26 days at 90 % of which one is the 31st.
  expect(mois[0]!.tranches.map((t) => [t.phase, t.trentiemes])).toEqual([
    ['activite', 4],
    ['carence', 1],
    ['plein', 25],
  ])
  const [janvier, fevrier, avril, juin] = [mois[0]!, mois[1]!, mois[3]!, mois[5]!]
  const auCentime = (x: number) => Math.round(x * 100) / 100
  expect(janvier.sansContrat).toBe(
    auCentime(auCentime((janvier.netActivite * 4) / 30) + auCentime((fevrier.sansContrat * 25) / 30)),
  )
  expect(janvier.indemnite).toBe(0)
  // June: half pay whole month, completed to 95 % of the net.
  expect(juin.tranches.map((t) => [t.phase, t.taux, t.trentiemes])).toEqual([['demi', 50, 30]])
  expect(juin.sansContrat + juin.indemnite).toBeCloseTo(juin.netActivite * 0.95, 1)
  expect(avril.indemnite).toBe(auCentime((juin.indemnite * 26) / 30))
  for (const m of mois) {
    expect(m.tranches.reduce((n, t) => n + t.trentiemes, 0)).toBe(30)
    expect(m.avecContrat).toBe(auCentime(m.sansContrat + m.indemnite - m.cotisationAgent))
    expect(m.sansContrat + m.indemnite).toBeLessThanOrEqual(m.netActivite)
  }
})

test('régime général : les indemnités journalières arrivent au quatrième jour, et l’hypothèse est dite', async () => {
  const { lu } = await parcours((d) => {
    d.situation.agent = { statut: 'contractuel-public', ancienneteMois: 40 }
    d.situation.arret = { type: 'CMO', debut: '2026-02-01', fin: '2026-02-28' }
  })
  expect(
    lu.mois[0].tranches.map((t: { phase: string; trentiemes: number }) => [t.phase, t.trentiemes]),
  ).toEqual([
    ['carence', 1],
    ['plein', 2],
    ['plein', 27],
  ])
  expect(lu.hypotheses.join(' ')).toContain('quatrième jour')
})

test('en longue durée, la NBI est suspendue', async () => {
  const avec = (type: string) =>
    parcours((d) => {
      d.paie.nbiPoints = 20
      d.situation.arret = { type, debut: '2026-03-01', fin: '2026-03-31' }
    })
  const [clm, cld] = [(await avec('CLM')).lu.mois[0], (await avec('CLD')).lu.mois[0]]
  expect(clm.netActivite).toBe(cld.netActivite)
  expect(cld.sansContrat).toBeLessThan(clm.sansContrat)
})

test('la page lisible dit les droits, les mois et les raisons', async () => {
  const m = machineFactice({ '-': EXEMPLE })
  expect(await lancer(['agent', '-'], m.machine)).toBe(0)
  const texte = m.sortie()
  expect(texte).toContain('du 05/01/2026 au 05/01/2026 : 1 jour, carence, 0 %')
  expect(texte).toContain('Un mois à demi-traitement (50 %)')
  expect(texte).toContain('aucun texte ne fixe le passage du brut au net')
})

test.each([
  [
    'un indice et un traitement',
    (d: { paie: { traitement?: number } }) => Object.assign(d.paie, { traitement: 1800 }),
    'demande.paie.indiceMajore',
  ],
  [
    'un taux à quatre décimales',
    (d: { contrat: { taux: object } }) => Object.assign(d.contrat.taux, { incapacite: 1.2345 }),
    'demande.contrat.taux.incapacite',
  ],
  [
    'une date impossible',
    (d: { situation: { arret: object } }) => Object.assign(d.situation.arret, { fin: '2026-06-31' }),
    'demande.situation.arret.fin',
  ],
])('%s : refusé, code 2', async (_nom, change, chemin) => {
  const { code, messages } = await parcours(change)
  expect(code).toBe(2)
  expect(messages).toContain(chemin)
})

test('un mois sans paramètre connu se dit, sans trace de pile', async () => {
  const { code, messages } = await parcours((d) => {
    d.situation.arret = { type: 'CMO', debut: '2015-01-05', fin: '2015-01-30' }
  })
  expect(code).toBe(2)
  expect(messages).toContain('choisissez une date plus récente')
})

test('un contrat qui finit pendant l’arrêt : le revenu s’arrête ce jour-là, et c’est dit', async () => {
  const { code, lu } = await parcours((d) => {
    d.situation.agent = { statut: 'contractuel-public', ancienneteMois: 40, finContrat: '2026-03-15' }
  })
  expect(code).toBe(0)
  const mois: MoisEcrit[] = lu.mois
  expect(mois.map(({ mois: nom }) => nom)).toEqual(['2026-01', '2026-02', '2026-03'])
  expect(mois[2]!.tranches.map((t) => [t.phase, t.trentiemes])).toEqual([
    ['plein', 15],
    ['hors-contrat', 15],
  ])
  expect(mois[2]!.sansContrat).toBe(Math.round(mois[1]!.sansContrat * 50) / 100)
  expect(lu.hypotheses.join(' ')).toContain('après la fin du contrat de travail')
})

test.each([
  [
    { statut: 'fonctionnaire', finContrat: '2026-12-31' },
    'demande.situation.agent.finContrat : Ce champ ne concerne que les contractuels',
  ],
  [
    { statut: 'contractuel-public', ancienneteMois: 5, finContrat: '2026-01-04' },
    'avant le début de l’arrêt',
  ],
])('agent %j : refusé, situé', async (agent, message) => {
  const { code, messages } = await parcours((d) => {
    d.situation.agent = agent
  })
  expect(code).toBe(2)
  expect(messages).toContain(message)
})
