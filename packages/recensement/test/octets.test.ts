import { csvRecensement } from '@maillage/prevoyance/generateur'
import {
  type AgentRecense,
  agentsDe,
  decoderTable,
  encoderTable,
  tableDe,
} from '@maillage/prevoyance/recensement'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { verifierRecensement } from '../src/index.ts'
import { enUtf8, lireOctets } from '../src/octets.ts'
import { agent, csv, DATE, entete } from './outils.ts'

const OPTIONS = { dateRecensement: DATE, detailMax: 1_000_000 }

function lire(octets: Uint8Array) {
  const texte = enUtf8(octets)
  const lecture = texte && lireOctets(texte, OPTIONS)
  for (;;) {
    const rendu = lecture?.next()
    if (!rendu || rendu.done) return rendu?.value ?? null
  }
}
async function lireEnTexte(octets: Uint8Array) {
  const agents: AgentRecense[] = []
  const flux = (async function* () {
    yield octets
  })()
  const rapport = await verifierRecensement(flux, { ...OPTIONS, surAgent: (a) => void agents.push(a) })
  return { rapport, agents }
}

const BON = csv(entete(), agent(1), agent(2))

test('lu par ses octets ou par son texte, un recensement donne les mêmes agents et les mêmes refus, mot pour mot', async () => {
  const options = fc.record({
    graine: fc.maxSafeInteger(),
    agents: fc.integer({ min: 12, max: 200 }),
    employeurs: fc.integer({ min: 1, max: 12 }),
    fautesPourMille: fc.integer({ min: 0, max: 500 }),
    separateur: fc.constantFrom(';' as const, ',' as const),
    finDeLigne: fc.constantFrom('\r\n' as const, '\n' as const),
    encodage: fc.constantFrom('utf8', 'utf8-bom', 'win1252'),
  })
  await fc.assert(
    fc.asyncProperty(options, async ({ encodage, ...o }) => {
      const texte = [...csvRecensement({ ...o, dateRecensement: DATE })].join('')
      const octets = iconv.encode(texte, encodage === 'win1252' ? 'win1252' : 'utf8', {
        addBOM: encodage === 'utf8-bom',
      })
      const lu = lire(octets)
      const attendu = await lireEnTexte(octets)
      // Some faults planted bring quotes: such a file is read as text.
      if (lu === null) {
        expect(texte).toContain('"')
        return
      }
      expect(lu.rapport).toEqual(attendu.rapport)
      expect([...agentsDe(decoderTable(Buffer.from(encoderTable(lu.table))))]).toEqual(attendu.agents)
    }),
    { numRuns: 60 },
  )
})

test('lus par lots, deux mille agents dont certains sont refusés restent à leur place, sans trou', async () => {
  for (const fautesPourMille of [0, 40]) {
    const options = { graine: 5, agents: 2_000, employeurs: 40, fautesPourMille, dateRecensement: DATE }
    // Quotes would have the file read as text.
    const octets = Buffer.from([...csvRecensement(options)].join('').replaceAll('"', ''))
    const lu = lire(octets)!
    const attendu = await lireEnTexte(octets)
    expect(lu.rapport).toEqual(attendu.rapport)
    expect(lu.rapport.lignesRefusees > 0).toBe(fautesPourMille > 0)
    expect([...agentsDe(decoderTable(encoderTable(lu.table)))]).toEqual(attendu.agents)
  }
})

test('une ligne coupée avant le matricule ne décale pas les pseudonymes des suivantes', async () => {
  const lignes = Array.from({ length: 1_200 }, (_, i) =>
    i % 7 === 0 ? csv(['29900000000016']) : csv(agent(i + 1)),
  )
  const octets = Buffer.from(csv(entete()) + lignes.join(''))
  expect([...agentsDe(lire(octets)!.table)]).toEqual((await lireEnTexte(octets)).agents)
})

test.each<[string, string | Uint8Array]>([
  ['des lignes vides avant, au milieu et après', `\n\n${BON.replaceAll('\n', '\n;;;;;;;;\n')}\n`],
  ['des cellules vides au bout', BON.replaceAll('\n', ';;;\n')],
  ['une cellule de trop', BON.replace('\n', '\n').replace(/\n$/, ';x\n')],
  ['une ligne trop courte', `${BON}29900000000016;A9\n`],
  ['une dernière ligne sans fin de ligne', BON.trimEnd()],
  ['un agent deux fois', csv(entete(), agent(1), agent(2), agent(1))],
  ['aucune ligne', csv(entete())],
  ['des espaces autour des cellules', BON.replaceAll(';', ' ; ')],
  ['une cellule démesurée', BON.replace('A2', 'A'.repeat(300))],
  ['une cellule blanche de trop, refusée par ailleurs', `${BON.trimEnd().replace('A2', '')}; \n`],
])('même rapport avec %s', async (_, contenu) => {
  const octets = Buffer.from(contenu)
  const lu = lire(octets)
  const attendu = await lireEnTexte(octets)
  expect(lu?.rapport).toEqual(attendu.rapport)
  expect([...agentsDe(lu!.table)]).toEqual(attendu.agents)
})

test.each<[string, string | Uint8Array]>([
  ['des guillemets', BON.replaceAll('185,5', '"185,5"')],
  ['une première ligne « sep=; »', `sep=;\n${BON}`],
  ['des fins de ligne Macintosh', BON.replaceAll('\n', '\r')],
  ['des tabulations', BON.replaceAll(';', '\t')],
  [
    'deux encodages mêlés',
    Buffer.concat([Buffer.from(csv(entete('note'), agent(1, 'é'))), iconv.encode('é\n', 'win1252')]),
  ],
  ['de l’UTF-16', iconv.encode(BON, 'utf16le', { addBOM: true })],
  ['deux cents colonnes de trop', csv([...entete(), ...Array.from({ length: 200 }, (_, i) => `c${i}`)])],
  ['une cellule de trop faite d’une espace', BON.replace(/\n$/, '; \n')],
  [
    'une cellule de trop faite d’une espace insécable',
    BON.replaceAll('\n', ';\u00a0\n').replace(';\u00a0\n', '\n'),
  ],
  ['rien', ''],
])('laisse lire comme un texte un fichier avec %s', (_, contenu) => {
  expect(lire(Buffer.from(contenu))).toBeNull()
})

test('un fichier lu par ses octets garde autant d’agents qu’il accepte de lignes, quoi qu’un tableur ait laissé au bout', () => {
  const bout = fc.stringMatching(/^[; \t\u00a0x]{0,4}$/)
  fc.assert(
    fc.property(fc.array(bout, { minLength: 1, maxLength: 6 }), (bouts) => {
      const lignes = bouts.map((fin, i) => csv(agent(i + 1)).trimEnd() + fin)
      const lu = lire(Buffer.from(csv(entete()) + lignes.join('\n')))
      // Null: read as text, row by row.
      if (lu) expect(lu.table.nombre).toBe(lu.rapport.acceptees)
    }),
  )
})

test('une table relit aussi un recensement gardé comme une liste d’agents', () => {
  const { table } = lire(Buffer.from(BON))!
  const agents = [...agentsDe(table)]
  expect([...agentsDe(tableDe(agents))]).toEqual(agents)
  expect([...agentsDe(decoderTable(Buffer.from(JSON.stringify({ agents }))))]).toEqual(agents)
})
