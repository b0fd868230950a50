import { expect, it } from 'vitest'
import { direLaFin, finDePartage } from './fin.ts'

const rien = { traitement: false, lecture: false, avis: false }

it.each([
  ['PRISE_EN_CHARGE', false, rien, false, null, 'ne lit plus cette demande.'],
  ['PRISE_EN_CHARGE', true, rien, true, null, 'ne traite plus cette demande.'],
  [
    'ATTENTE_TIERS',
    true,
    { ...rien, avis: true },
    true,
    'avis',
    'ne traite plus cette demande ; il garde la lecture : un avis',
  ],
  [
    'PRISE_EN_CHARGE',
    false,
    { ...rien, avis: true },
    false,
    'avis',
    'il garde la lecture : un avis lui a été demandé.',
  ],
  ['ROUVERTE', true, { ...rien, lecture: true }, true, 'lecture', 'un autre partage est en cours.'],
  ['DEPOSEE', true, { ...rien, traitement: true, lecture: true }, false, 'traitement', 'il traite toujours'],
  ['REPONDUE', true, rien, false, 'reponse', 'c’est lui qui a traité'],
  ['CLOTUREE', true, { ...rien, avis: true }, false, 'reponse', 'il garde la lecture'],
  ['CLOTUREE', false, rien, false, null, 'ne lit plus'],
] as const)(
  '%s, traitée par lui : %s, %o → revient %s, garde %s',
  (etat, traite, reste, revient, garde, dit) => {
    const fin = finDePartage(etat, traite, reste)
    expect(fin).toEqual({ revient, garde })
    expect(direLaFin('CDG 53', fin)).toContain(dit)
  },
)

it('dit qu’un partage était déjà terminé', () => {
  expect(direLaFin('CDG 53', null)).toBe('Ce partage était déjà terminé.')
})
