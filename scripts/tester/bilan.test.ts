import { expect, it } from 'vitest'
import { additionner, compterVitest, type RapportVitest } from './bilan.ts'

const rapport = (...fichiers: { status: string; essais: string[] }[]): RapportVitest => ({
  numPassedTests: 0,
  numFailedTests: 0,
  testResults: fichiers.map(({ status, essais }) => ({
    status,
    assertionResults: essais.map((essai) => ({ status: essai })),
  })),
})

it('compte les essais réussis', () => {
  expect(compterVitest(rapport({ status: 'passed', essais: ['passed', 'passed'] }), 0)).toEqual({
    reussis: 2,
    echoues: 0,
  })
})

it('compte comme échec un essai sauté, un fichier illisible, un rapport absent', () => {
  expect(compterVitest(rapport({ status: 'passed', essais: ['passed', 'pending'] }), 0).echoues).toBe(1)
  expect(compterVitest(rapport({ status: 'failed', essais: [] }), 1).echoues).toBe(1)
  expect(compterVitest(null, 0).echoues).toBe(1)
})

it('ne compte pas deux fois le fichier d’un essai échoué', () => {
  expect(compterVitest(rapport({ status: 'failed', essais: ['passed', 'failed'] }), 1)).toEqual({
    reussis: 1,
    echoues: 1,
  })
})

it('compte un échec quand tout a réussi mais que le programme a mal fini', () => {
  expect(compterVitest(rapport({ status: 'passed', essais: ['passed'] }), 1).echoues).toBe(1)
})

it('additionne les bilans', () => {
  expect(
    additionner([
      { reussis: 2, echoues: 0 },
      { reussis: 3, echoues: 1 },
    ]),
  ).toEqual({ reussis: 5, echoues: 1 })
})
