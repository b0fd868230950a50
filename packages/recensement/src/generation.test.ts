import {
  CODES_HORS_LIGNE,
  csvRecensement,
  FAUTES,
  genererRecensement,
  type OptionsGenerateur,
} from '@maillage/prevoyance/generateur'
import type { AgentRecense } from '@maillage/prevoyance/recensement'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { verifierRecensement } from './index.ts'

const DATE = '2026-11-01'

async function* enMorceaux(octets: Uint8Array, taille: number) {
  for (let i = 0; i < octets.length; i += taille) yield octets.subarray(i, i + taille)
}

async function lire(octets: Uint8Array, taille = 65_536) {
  const agents: AgentRecense[] = []
  const lignes: number[] = []
  const rapport = await verifierRecensement(enMorceaux(octets, taille), {
    dateRecensement: DATE,
    detailMax: 1_000_000,
    surAgent: (agent, ligne) => {
      agents.push(agent)
      lignes.push(ligne)
    },
  })
  return { agents, lignes, rapport }
}

const texte = (options: Parameters<typeof csvRecensement>[0]) => [...csvRecensement(options)].join('')

const options = fc
  .record({
    graine: fc.maxSafeInteger(),
    employeurs: fc.integer({ min: 1, max: 12 }),
    parEmployeur: fc.integer({ min: 1, max: 25 }),
  })
  .map(
    ({ graine, employeurs, parEmployeur }): OptionsGenerateur => ({
      graine,
      employeurs,
      agents: employeurs * parEmployeur,
      dateRecensement: DATE,
    }),
  )

describe('Recensements générés', () => {
  test('tout agent généré est accepté sans avertissement et se relit à l’identique, quels que soient la graine, le séparateur et l’encodage', async () => {
    const format = fc.record({
      separateur: fc.constantFrom(';' as const, ',' as const),
      finDeLigne: fc.constantFrom('\r\n' as const, '\n' as const),
      encodage: fc.constantFrom('utf8', 'utf8-bom', 'win1252'),
    })
    await fc.assert(
      fc.asyncProperty(options, format, async (o, { encodage, ...f }) => {
        const csv = texte({ ...o, ...f })
        const octets = iconv.encode(csv, encodage === 'win1252' ? 'win1252' : 'utf8', {
          addBOM: encodage === 'utf8-bom',
        })
        const { agents, rapport } = await lire(octets)
        expect(rapport.fichierRefuse).toBeNull()
        expect(rapport.refusees).toEqual([])
        expect(rapport.avertissements).toEqual([])
        expect(agents).toEqual([...genererRecensement(o)].map(({ agent }) => agent))
      }),
      { numRuns: 40 },
    )
  })

  test('chaque faute plantée est refusée à sa ligne, à sa colonne, avec son code, et rien d’autre ne l’est', async () => {
    await fc.assert(
      fc.asyncProperty(options, fc.integer({ min: 20, max: 900 }), async (o, fautesPourMille) => {
        const attendues = [...genererRecensement({ ...o, fautesPourMille })]
        const { agents, rapport } = await lire(Buffer.from(texte({ ...o, fautesPourMille })))
        expect(rapport.refusees.map(({ ligne, colonne, code }) => ({ ligne, colonne, code }))).toEqual(
          attendues.flatMap(({ ligne, faute }) => (faute ? [{ ligne, ...faute }] : [])),
        )
        expect(agents).toEqual(attendues.filter(({ faute }) => faute === null).map(({ agent }) => agent))
      }),
      { numRuns: 40 },
    )
  })

  test('un recensement d’une région plante toutes les fautes connues', async () => {
    const o = { graine: 7, agents: 6_000, employeurs: 120, dateRecensement: DATE, fautesPourMille: 100 }
    const { rapport } = await lire(Buffer.from(texte(o)))
    const codes = new Set(FAUTES.map(({ code }) => code))
    expect(new Set(Object.keys(rapport.parCode))).toEqual(codes)
    expect(CODES_HORS_LIGNE).toEqual(['guillemet-mal-place', 'employeur-inattendu'])
  })

  test('couper le flux n’importe où ne change ni le rapport ni les agents', async () => {
    const o = { graine: 3, agents: 60, employeurs: 4, dateRecensement: DATE, fautesPourMille: 200 }
    for (const encodage of ['utf8', 'win1252']) {
      const octets = iconv.encode(texte(o), encodage)
      const entier = await lire(octets)
      for (const taille of [1, 2, 3, 7, 64, 1_000]) expect(await lire(octets, taille)).toEqual(entier)
    }
  })

  test('couper le recensement par employeur ne change pas les agents', async () => {
    const o = { graine: 11, agents: 400, employeurs: 20, dateRecensement: DATE, fautesPourMille: 100 }
    const [entete = '', ...lignes] = [...csvRecensement(o)]
    const parEmployeur = Map.groupBy([...genererRecensement(o)], ({ agent }) => agent.siret)
    const entier = await lire(Buffer.from(entete + lignes.join('')))
    const morceaux = await Promise.all(
      [...parEmployeur.values()].map((groupe) =>
        lire(Buffer.from(entete + groupe.map(({ ligne }) => lignes[ligne - 2]).join(''))),
      ),
    )
    expect(morceaux.flatMap(({ agents }) => agents)).toEqual(entier.agents)
    expect(morceaux.reduce((somme, { rapport }) => somme + rapport.lignesRefusees, 0)).toBe(
      entier.rapport.lignesRefusees,
    )
  })

  test('la même graine donne les mêmes octets, une autre graine d’autres octets', () => {
    const o = { graine: 42, agents: 500, employeurs: 30, dateRecensement: DATE }
    expect(texte(o)).toBe(texte(o))
    expect(texte({ ...o, graine: 43 })).not.toBe(texte(o))
  })
})
