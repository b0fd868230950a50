import { expect, test } from 'vitest'
import { lireJson } from '../src/operations/json/json.ts'
import { repondre } from '../src/operations/repondre.ts'
import { plusJours } from '../src/socle/index.ts'

const repondreA = (entree: object) => {
  const lu = lireJson(JSON.stringify({ operation: 'droits-conge', entree }))
  if (!lu.ok) throw new Error(lu.message)
  return repondre(lu.valeur)
}
const congesDUnJour = (nombre: number, type: string) =>
  Array.from({ length: nombre }, (_, i) => {
    const jour = plusJours('2000-01-01', 2 * i)
    return { type, debut: jour, fin: jour, affection: 'A' }
  })

test.each(['CMO', 'CLM', 'CLD'])(
  '5 000 congés %s d’un jour : une réponse, qui couvre l’arrêt',
  (type) => {
    const arret = { type, debut: '2028-01-01', fin: '2028-12-31', affection: 'A' }
    const { sortie } = repondreA({
      agent: { statut: 'fonctionnaire' },
      conges: congesDUnJour(5_000, type),
      arret,
    })
    const periodes = sortie!['periodes'] as { jours: number; debut: string; fin: string }[]
    expect(periodes.reduce((total, { jours }) => total + jours, 0)).toBe(366)
    expect(periodes[0]!.debut).toBe('2028-01-01')
    expect(periodes.at(-1)!.fin).toBe('2028-12-31')
  },
  60_000,
)

test('plus de congés qu’une carrière n’en compte : refusé, et dit', () => {
  const arret = { type: 'CMO', debut: '2030-01-01', fin: '2030-01-02' }
  const { erreur } = repondreA({
    agent: { statut: 'fonctionnaire' },
    conges: congesDUnJour(5_001, 'CMO'),
    arret,
  })
  expect(erreur).toMatchObject({ chemin: 'entree.conges' })
  expect(erreur!.message).toContain('5001 éléments ; 5000 au plus')
})

test('un arrêt de trois siècles est découpé sans faiblir', () => {
  const arret = { type: 'CLM', debut: '1900-01-01', fin: '2199-12-31' }
  const { sortie } = repondreA({ agent: { statut: 'fonctionnaire' }, conges: [], arret })
  expect(sortie!['periodes']).toMatchObject([
    { phase: 'plein', jours: 365 },
    { phase: 'demi', jours: 730 },
    { phase: 'epuise', fin: '2199-12-31' },
  ])
}, 60_000)
