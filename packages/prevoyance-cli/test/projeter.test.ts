import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HYPOTHESES } from '@maillage/prevoyance/projection'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { lancer } from '../src/lancer.ts'
import { eventail } from '../src/projection/eventail.ts'
import { machineFactice } from './machine-factice.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const OFFRES = readFileSync(join(import.meta.dirname, '../../prevoyance/cas/offres-exemple.json'), 'utf8')
let recensement = ''

beforeAll(async () => {
  const m = machineFactice()
  const args = ['recensement', 'generer', '--agents', '200', '--employeurs', '6', '--graine', '7']
  expect(await lancer(args, m.machine)).toBe(0)
  recensement = m.sortie()
})

async function projeter(
  options: readonly string[],
  autres: Parameters<typeof machineFactice>[0] = {},
  arret?: AbortSignal,
) {
  const m = machineFactice({ 'r.csv': recensement, 'o.json': OFFRES, ...autres })
  const machine = { ...m.machine, interruption: arret === undefined ? undefined : () => arret }
  const args = ['projeter', 'r.csv', '--offres', 'o.json', '--date', '2026-11-01', ...options]
  return {
    code: await lancer(args, machine),
    sortie: m.sortie(),
    messages: m.messages(),
    enregistres: m.enregistres,
  }
}

describe('projeter', () => {
  test('un, deux ou trois processus donnent le même résultat, au centime', async () => {
    const options = ['--tirages', '120', '--csv', 'p.csv', '--svg', 'p.svg', '--travailleurs']
    const [un, deux, trois] = await Promise.all(['1', '2', '3'].map((n) => projeter([...options, n])))
    expect(un!.messages).toBe('')
    expect(un!.code).toBe(0)
    expect(deux).toEqual(un)
    expect(trois).toEqual(un)
    expect(un!.sortie).toContain('200 agents sur 6 ans')
    expect(un!.sortie).toMatch(/Minimum légal, Moins de 50 agents : \d+,\d{3} %/)
    const lignes = un!.enregistres.get('p.csv')!.trim().split('\r\n')
    // Bid A on both lots, bid B on one: 3 × 2 options × 7 periods × 6 measures.
    expect(lignes).toHaveLength(1 + 3 * 2 * 7 * 6)
    expect(un!.enregistres.get('p.svg')).toContain('<title id="titre">S/P par année de survenance')
  })

  test('les hypothèses du contrat changent la projection ; un taux plus exigeant est plus haut', async () => {
    const base = ['--tirages', '40', '--travailleurs', '1']
    const [defaut, calme, prudent] = await Promise.all([
      projeter(base),
      projeter([...base, '--hypotheses', 'h.json'], { 'h.json': '{"frequenceLongue":[0,0,0,0,0,0]}' }),
      projeter([...base, '--confiance', '99']),
    ])
    const taux = (sortie: string) =>
      Number(/50 agents et plus : (\d+,\d+) %/.exec(sortie)![1]!.replace(',', '.'))
    expect(taux(calme.sortie)).toBeLessThan(taux(defaut.sortie))
    expect(taux(prudent.sortie)).toBeGreaterThan(taux(defaut.sortie))
  })

  test('le rapport de calibrage dit les buts, les autres chiffres et chaque hypothèse', async () => {
    const { enregistres } = await projeter(['--tirages', '20', '--travailleurs', '1', '--calibrage', 'c.md'])
    const rapport = enregistres.get('c.md')!
    expect(rapport.match(/\| (tenu|manqué) \|/g)).toHaveLength(5)
    for (const nom of Object.keys(HYPOTHESES)) expect(rapport).toContain(`\`${nom}\``)
    expect(rapport).not.toMatch(/NaN|undefined/)
  })

  test('interrompue, elle dit ce qui est fait : code 1', async () => {
    const { code, messages, sortie } = await projeter(
      ['--tirages', '500', '--travailleurs', '1'],
      {},
      AbortSignal.abort(),
    )
    expect(code).toBe(1)
    expect(messages).toContain('Interrompu : 50 tirages faits sur 500')
    expect(sortie).toContain('50 tirages')
  })

  test.each([
    [['--tirages', '0'], '--tirages'],
    [['--tirages', 'mille'], '--tirages'],
    [['--graine', '-1'], 'graine'],
    [['--travailleurs', '99'], '--travailleurs'],
    [['--cible', '0'], '--cible'],
    [['--confiance', '100'], '--confiance'],
    [['--hypotheses', 'absent.json'], 'absent.json'],
    [['--hypotheses', 'o.json'], 'n’est pas une hypothèse'],
    [['--hypotheses', 'r.csv'], 'r.csv'],
    [['--offres', 'r.csv'], 'r.csv'],
    [['--date', 'demain'], 'date'],
    [['--inconnue'], 'Option inconnue'],
  ])('%j : dit ce qui ne va pas, code 2, sans trace', async (options, attendu) => {
    const { code, sortie, messages } = await projeter(options)
    expect(code).toBe(2)
    expect(sortie).toBe('')
    expect(messages).toContain(attendu)
    expect(messages).not.toMatch(/\n\s+at /)
  })

  test('un recensement sans ligne acceptée n’est pas projeté', async () => {
    const { code, messages } = await projeter([], { 'r.csv': recensement.split('\r\n')[0]! })
    expect(code).toBe(2)
    expect(messages).not.toMatch(/\n\s+at /)
  })
})

test('l’éventail dit chaque nombre dans sa description et protège les noms', () => {
  const d = { moyenne: 0.8, p5: 0.5, p25: 0.7, p50: 0.8, p75: 0.9, p95: 1.234 }
  const svg = eventail('Offre <A> & B', [2026, 2027], [d, d])
  expect(svg).toContain('Offre &lt;A&gt; &amp; B')
  expect(svg).toContain('2027 : médiane 80')
  expect(svg).toContain('123,4')
  expect(svg).not.toContain('NaN')
})
