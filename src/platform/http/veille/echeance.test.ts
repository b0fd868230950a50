import { expect, it } from 'vitest'
import { echeanceDe } from './echeance.ts'

const HEURE = 3_600_000
const ouverte = new Date('2026-11-02T08:00:00Z')
const apres = (heures: number) => new Date(+ouverte + heures * HEURE)
const fin = apres(12)

it.each([
  ['une heure sans page vient d’abord', apres(3), HEURE, apres(3.5), 0.5, true],
  ['les douze heures viennent d’abord : rien ne prolonge', apres(11.5), HEURE, apres(11.75), 0.25, false],
  ['l’inactivité ne se regarde pas : les douze heures seules', apres(1), null, apres(6), 6, false],
  ['finie : jamais moins de rien', apres(1), HEURE, apres(3), 0, true],
])('%s', (_, vueLe, veille, maintenant, reste, prolongeable) => {
  expect(echeanceDe({ vueLe }, fin, veille, maintenant)).toEqual({ reste: reste * HEURE, prolongeable })
})
