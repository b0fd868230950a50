import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleSiretValide } from '../recensement/siret.ts'
import { creerAlea } from './alea.ts'
import { tirerEmployeurs } from './employeurs.ts'
import { csvRecensement, genererRecensement } from './index.ts'

const REGION = { graine: 2026, agents: 20_000, employeurs: 400, dateRecensement: '2026-11-01' }

describe('Employeurs fictifs', () => {
  test('les effectifs font toujours le total demandé, un agent au moins chacun, avec des SIRET valides et distincts', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 5_000 }),
        (graine, employeurs, plus) => {
          const liste = tirerEmployeurs(creerAlea(graine), employeurs + plus, employeurs)
          expect(liste).toHaveLength(employeurs)
          expect(liste.reduce((somme, { effectif }) => somme + effectif, 0)).toBe(employeurs + plus)
          expect(liste.every(({ siret, effectif }) => effectif >= 1 && cleSiretValide(siret))).toBe(true)
          expect(new Set(liste.map(({ siret }) => siret)).size).toBe(employeurs)
        },
      ),
    )
  })

  test('moins d’agents que d’employeurs est refusé', () => {
    expect(() => tirerEmployeurs(creerAlea(1), 3, 4)).toThrow(RangeError)
    expect(() => tirerEmployeurs(creerAlea(1), 3, 0)).toThrow(RangeError)
  })
})

describe('Recensement fictif d’une région', () => {
  const agents = [...genererRecensement(REGION)].map(({ agent }) => agent)
  const part = (critere: (a: (typeof agents)[number]) => boolean) =>
    agents.filter(critere).length / agents.length

  // Published shares (sources in profils.ts), within two points.
  test.each<[string, number, (a: (typeof agents)[number]) => boolean]>([
    ['titulaires et stagiaires', 0.747, (a) => a.statut === 'titulaire' || a.statut === 'stagiaire'],
    ['contractuels', 0.226, (a) => a.statut === 'cdi' || a.statut === 'cdd'],
    ['femmes', 0.607, (a) => a.sexe === 'F'],
    ['catégorie C', 0.756, (a) => a.categorie === 'C'],
    ['catégorie A', 0.086, (a) => a.categorie === 'A'],
  ])('la part de %s approche %d', (_, attendue, critere) => {
    expect(Math.abs(part(critere) - attendue)).toBeLessThan(0.02)
  })

  test('l’âge moyen approche 46 ans et près d’un agent sur deux a 50 ans ou plus', () => {
    const ages = agents.map(({ anneeNaissance }) => 2026 - anneeNaissance)
    expect(Math.abs(ages.reduce((somme, age) => somme + age, 0) / ages.length - 46)).toBeLessThan(1.5)
    expect(Math.abs(ages.filter((age) => age >= 50).length / ages.length - 0.49)).toBeLessThan(0.06)
  })

  test('la cohérence du régime, du temps partiel et des congés se retrouve', () => {
    expect(part((a) => a.regime === 'CNRACL' && a.heuresTousEmplois < a.heuresTempsComplet * 0.75)).toBe(0)
    expect(
      Math.abs(
        agents.filter((a) => a.regime === 'CNRACL' && a.conge).length /
          agents.filter((a) => a.regime === 'CNRACL').length -
          0.098,
      ),
    ).toBeLessThan(0.02)
    expect(part((a) => a.quotite < 10_000)).toBeGreaterThan(0.05)
    expect(part((a) => a.heuresTousEmplois > a.heuresHebdo)).toBeGreaterThan(0.005)
  })

  test('la génération est paresseuse : la première ligne d’un million n’attend pas les autres', () => {
    const flux = csvRecensement({
      graine: 1,
      agents: 1_000_000,
      employeurs: 20,
      dateRecensement: '2026-11-01',
    })
    expect([flux.next().value?.slice(0, 5), flux.next().value?.slice(0, 3)]).toEqual(['siret', '299'])
    flux.return()
  })

  test('les premiers octets d’une graine sont figés', () => {
    const lignes = csvRecensement({ graine: 1, agents: 3, employeurs: 1, dateRecensement: '2026-11-01' })
    expect([...lignes].slice(1)).toMatchInlineSnapshot(`
      [
        "29900000000016;A00001;2006-03-06;stagiaire;CNRACL;C;35;366;;79,35;M;Adjoint technique;35;;100;10;18,01;0;2026-02-01;;;oui
      ",
        "29900000000016;A00002;1974-11-28;titulaire;CNRACL;B;35;457;;476,27;F;Rédacteur;35;;100;0;22,49;0;2015-04-01;;;non
      ",
        "29900000000016;A00003;2003-10-18;CDD;IRCANTEC;C;17,5;;909,87;139,26;F;Adjoint administratif principal de 2e classe;35;;100;0;9,09;0;2025-01-01;;;non
      ",
      ]
    `)
  })
})
