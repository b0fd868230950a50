import { expect, it } from 'vitest'
import { cleDeReunion, deciderReunion, lireReunion, type ReunionConnue } from './reunion-importee.ts'

const ORGANES = { ca: 'Conseil d’administration', bureau: 'Bureau' }
const connue = (autres: Partial<ReunionConnue> = {}): ReunionConnue => ({
  id: 'r',
  organe: 'ca',
  date: '2026-12-15',
  limite: '2026-12-01',
  annulee: false,
  ...autres,
})
const decider = (reunion: ReunionConnue | null, lu: { date?: string; limite?: string | null }) =>
  deciderReunion(new Map(reunion ? [[cleDeReunion(reunion), reunion]] : []), ORGANES, '2026-11-27', {
    organe: 'ca',
    date: '2026-12-15',
    limite: null,
    ...lu,
  })

it('un organe se lit par son nom, et vide c’est le premier', () => {
  expect(lireReunion(ORGANES, { organe: 'CONSEIL D’ADMINISTRATION', date: '2026-12-15' })).toMatchObject({
    valeur: { organe: 'ca' },
  })
  expect(lireReunion(ORGANES, { organe: '', date: '2026-12-15' })).toMatchObject({ valeur: { organe: 'ca' } })
  expect(lireReunion(ORGANES, { organe: 'Conseil municipal', date: '2026-12-15' })).toMatchObject({
    refus: { cle: 'organe' },
  })
  expect(lireReunion(ORGANES, { organe: 'Bureau', date: '2026-12-15', limite: '2026-12-16' })).toMatchObject({
    refus: { cle: 'limite' },
  })
})
it('une réunion nouvelle prend la limite donnée, ou celle par défaut', () => {
  expect(decider(null, { limite: '2026-12-02' })).toMatchObject({
    valeur: { etat: 'nouvelle', ecriture: { limite: '2026-12-02' } },
  })
  const parDefaut = decider(null, {})
  expect(parDefaut.ok && parDefaut.valeur.ecriture!.limite < '2026-12-15').toBe(true)
})
it('la même ligne ne change rien, même passée ; une limite corrigée ne change qu’elle', () => {
  expect(decider(connue(), {})).toMatchObject({ valeur: { etat: 'inchangee', ecriture: null } })
  expect(decider(connue({ date: '2026-01-15', limite: '2026-01-04' }), { date: '2026-01-15' })).toMatchObject(
    { valeur: { etat: 'inchangee' } },
  )
  expect(decider(connue(), { limite: '2026-12-04' })).toMatchObject({
    valeur: { etat: 'changee', changements: [{ cle: 'limite', avant: '01/12/2026', apres: '04/12/2026' }] },
  })
})
it('une réunion retirée revient, une date passée inconnue est refusée', () => {
  expect(decider(connue({ annulee: true }), {})).toMatchObject({
    valeur: { etat: 'changee', changements: [{ avant: 'retirée' }, {}] },
  })
  expect(decider(null, { date: '2026-01-15' })).toMatchObject({ refus: { cle: 'date' } })
})
