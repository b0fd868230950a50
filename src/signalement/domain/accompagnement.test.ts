import { expect, it } from 'vitest'
import { gestesPermis, type Note, type NoteSignee, replier } from './instruction.ts'
import { type EtatSoutien, NOM_DU_SOUTIEN, type Soutien, suitesDuSoutien } from './suivis.ts'

const noter = (...pas: readonly (readonly [Soutien, EtatSoutien])[]): NoteSignee[] =>
  pas.map(([soutien, etat], i) => ({
    emetteur: 'referente',
    jour: `2026-12-${String(i + 1).padStart(2, '0')}`,
    corps: { genre: 'accompagnement', soutien, etat, note: 'Dit.' } as Note,
  }))

it('un soutien est proposé, accepté ou décliné, terminé, et se propose de nouveau ; chacun suit le sien', () => {
  const lu = replier(
    noter(
      ['medecin', 'propose'],
      ['psychologue', 'propose'],
      ['medecin', 'accepte'],
      ['psychologue', 'decline'],
      ['medecin', 'termine'],
      ['psychologue', 'propose'],
    ),
    [],
    false,
  )
  expect([...lu.accompagnements]).toEqual([
    ['medecin', { etat: 'termine', depuis: '2026-12-05' }],
    ['psychologue', { etat: 'propose', depuis: '2026-12-06' }],
  ])
  expect(lu.ignores).toEqual([])
})

it('ce qui ne suit pas est montré sans effet : accepter ce qui n’est pas proposé, un soutien inconnu', () => {
  const lu = replier(
    noter(
      ['medecin', 'accepte'],
      ['medecin', 'propose'],
      ['medecin', 'termine'],
      ['voisin' as Soutien, 'propose'],
    ),
    [],
    false,
  )
  expect([...lu.accompagnements]).toEqual([['medecin', { etat: 'propose', depuis: '2026-12-02' }]])
  expect(lu.ignores.map(({ corps }) => corps)).toHaveLength(3)
})

it('un accompagnement ne change ni l’étape du dossier ni ce qui peut être fait', () => {
  const sans = replier([], [], false)
  for (const soutien of Object.keys(NOM_DU_SOUTIEN) as Soutien[]) {
    const avec = replier(noter([soutien, 'propose'], [soutien, 'accepte']), [], false)
    expect([avec.etat, gestesPermis(avec)]).toEqual([sans.etat, gestesPermis(sans)])
  }
  expect(suitesDuSoutien('termine')).toEqual(['propose'])
})
