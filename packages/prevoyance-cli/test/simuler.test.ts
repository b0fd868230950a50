import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { genererRecensement } from '@maillage/prevoyance/generateur'
import { entreesDe, expliquer, SITUATIONS } from '@maillage/prevoyance/moteur'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { lancer } from '../src/lancer.ts'
import { machineFactice } from './machine-factice.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const OFFRES = readFileSync(join(import.meta.dirname, '../../prevoyance/cas/offres-exemple.json'), 'utf8')
const DATE = '2026-11-01'
let recensement = ''

beforeAll(async () => {
  const m = machineFactice()
  expect(
    await lancer(
      ['recensement', 'generer', '--agents', '300', '--employeurs', '9', '--graine', '7'],
      m.machine,
    ),
  ).toBe(0)
  recensement = m.sortie()
})

async function simuler(texte: string, offres: string, ...options: string[]) {
  const m = machineFactice({ 'r.csv': texte, 'o.json': offres })
  const code = await lancer(['simuler', 'r.csv', '--offres', 'o.json', '--date', DATE, ...options], m.machine)
  return { code, sortie: m.sortie(), messages: m.messages(), enregistres: m.enregistres }
}

describe('recensement', () => {
  test('le recensement généré est accepté en entier', async () => {
    const m = machineFactice({ 'r.csv': recensement })
    expect(await lancer(['recensement', 'verifier', 'r.csv', '--date', DATE], m.machine)).toBe(0)
    expect(m.sortie()).toContain('300 lignes lues : 300 acceptées, 0 refusées.')
  })

  test('une ligne fautive : située, code 1 ; une ligne de 10 000 cellules aussi', async () => {
    const lignes = recensement.split('\r\n')
    const fautif = [lignes[0], lignes[1], 'x;'.repeat(9_999), ...lignes.slice(2)].join('\r\n')
    const m = machineFactice({ 'r.csv': fautif })
    expect(await lancer(['recensement', 'verifier', 'r.csv', '--date', DATE, '--json'], m.machine)).toBe(1)
    const rapport = JSON.parse(m.sortie())
    expect(rapport.lignesRefusees).toBe(1)
    expect(rapport.refusees[0].ligne).toBe(3)
  })

  test.each([
    [['recensement'], 'recensement verifier'],
    [['recensement', 'verifier', 'r.csv'], '--date'],
    [['recensement', 'generer', '--agents', '3', '--employeurs', '5'], 'au plus autant d’employeurs'],
    [['recensement', 'generer', '--agents', 'dix', '--employeurs', '5'], '--agents'],
  ])('%s : dit ce qui manque, code 2', async (args, attendu) => {
    const m = machineFactice({ 'r.csv': recensement })
    expect(await lancer(args, m.machine)).toBe(2)
    expect(m.messages()).toContain(attendu)
  })
})

describe('simuler', () => {
  test('le renfort de régime indemnitaire joue en congé long à plein traitement, pas en maladie ordinaire', async () => {
    const indemnites = async (situation: string) => {
      const offres = JSON.parse(OFFRES)
      offres.situation = situation
      for (const option of offres.options) option.renfortRi = 95
      const { sortie } = await simuler(recensement, JSON.stringify(offres), '--format', 'json')
      return (JSON.parse(sortie) as { indemnites: number }[]).reduce((somme, l) => somme + l.indemnites, 0)
    }
    expect(await indemnites('MALADIE_90')).toBe(0)
    expect(await indemnites('LONGUE_PLEIN')).toBeGreaterThan(0)
  })

  test('une date après la dernière année enregistrée : calculé, et c’est dit', async () => {
    const m = machineFactice({ 'r.csv': recensement, 'o.json': OFFRES })
    const simulerAu = (date: string) =>
      lancer(['simuler', 'r.csv', '--offres', 'o.json', '--date', date], m.machine)
    await simulerAu('2026-12-31')
    expect(m.messages()).not.toContain('reconduites')
    await simulerAu('2027-01-01')
    expect(m.messages()).toContain('celles de 2026 sont reconduites')
  })

  test('par employeur, lot, option et offre : les sommes de chaque agent, au centime', async () => {
    const { code, sortie } = await simuler(recensement, OFFRES, '--format', 'json')
    expect(code).toBe(0)
    const lignes = JSON.parse(sortie)
    const agents = [...genererRecensement({ graine: 7, agents: 300, employeurs: 9, dateRecensement: DATE })]
    const siret = agents[0]!.agent.siret
    const siens = agents.filter(({ agent }) => agent.siret === siret)
    const option = {
      tauxTiNbi: 95_000,
      tauxRi: 95_000,
      tauxRente: 90_000,
      regimeParticipation: 1,
      participationTaux: 50_000,
    }
    const offre = { tauxIncapacite: 1_300, tauxInvaliditeOffre: 750 }
    const somme = { cotisation: 0, partEmployeur: 0, indemnite: 0 }
    for (const { agent } of siens) {
      const entrees = entreesDe(agent, SITUATIONS.DEMI_TRAITEMENT, DATE)
      const { valeurs } = expliquer(
        { ...entrees, ...option, ...offre },
        ['cotisation', 'partEmployeur', 'indemnite'],
        DATE,
      )
      for (const nom of ['cotisation', 'partEmployeur', 'indemnite'] as const) somme[nom] += valeurs[nom]
    }
    const ligne = lignes.find(
      (l: { siret: string; option: string; offre: string }) =>
        l.siret === siret && l.option.startsWith('95') && l.offre.startsWith('Offre A'),
    )
    expect(ligne.effectif).toBe(siens.length)
    expect(ligne.cotisation).toBe(somme.cotisation / 100)
    expect(ligne.partEmployeur).toBe(somme.partEmployeur / 100)
    expect(ligne.indemnites).toBe(somme.indemnite / 100)
  })

  test('une offre réservée à un lot n’apparaît que là', async () => {
    const lignes = JSON.parse((await simuler(recensement, OFFRES, '--format', 'json')).sortie)
    const lots = new Set(
      lignes
        .filter((l: { offre: string }) => l.offre.startsWith('Offre B'))
        .map((l: { lot: string }) => l.lot),
    )
    expect([...lots]).toEqual(['50 agents et plus'])
    for (const l of lignes) expect(l.effectif < 50).toBe(l.lot === 'Moins de 50 agents')
  })

  test('le CSV s’enregistre, et un nom n’y devient pas une formule', async () => {
    const { code, enregistres } = await simuler(
      recensement,
      OFFRES.replaceAll('Offre A (fictive)', '=1+1'),
      '--sortie',
      's.csv',
    )
    expect(code).toBe(0)
    const texte = enregistres.get('s.csv')!
    expect(texte.split('\r\n')[0]).toBe(
      'siret;lot;effectif;option;offre;cotisation_mensuelle;part_employeur;part_agents;net_activite;revenu_sans_contrat;indemnites;revenu_avec_contrat',
    )
    expect(texte).toContain(";'=1+1;")
    expect(texte).not.toContain(';=1+1;')
  })

  test('des lignes refusées ne sont pas comptées : code 1, et c’est dit', async () => {
    const lignes = recensement.split('\r\n')
    const { code, messages } = await simuler([lignes[0], 'faux', ...lignes.slice(1)].join('\r\n'), OFFRES)
    expect(code).toBe(1)
    expect(messages).toContain('1 ligne refusée n’est pas comptée')
  })

  test.each([
    ['option inconnue', OFFRES.replace('"Minimum légal": {', '"Autre": {'), 'consultation.offres[0].taux'],
    [
      'lot inconnu',
      OFFRES.replace('"lot": "50 agents et plus"', '"lot": "Grands"'),
      'consultation.offres[1].lot',
    ],
    [
      'dernier lot borné',
      OFFRES.replace('{ "nom": "50 agents et plus" }', '{ "nom": "50 agents et plus", "jusqua": 90 }'),
      'consultation.lots[1].jusqua',
    ],
    [
      'deux fois la même option',
      OFFRES.replace('"nom": "Minimum légal"', '"nom": "95 % régime indemnitaire compris"'),
      'consultation.options[1].nom : « 95 % régime indemnitaire compris » figure deux fois',
    ],
    [
      'deux fois la même offre sur le même lot',
      OFFRES.replace('"lot": "50 agents et plus",', '').replace('Offre B', 'Offre A'),
      'consultation.offres[1].nom',
    ],
    ['JSON coupé', OFFRES.slice(0, 90), 'n’est pas du JSON'],
  ])('%s : refusé, code 2', async (_nom, offres, attendu) => {
    const { code, messages } = await simuler(recensement, offres)
    expect(code).toBe(2)
    expect(messages).toContain(attendu)
  })
})
