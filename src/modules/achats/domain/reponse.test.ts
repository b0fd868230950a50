import { describe, expect, it } from 'vitest'
import { estARelancer, etapeDe, type Reponse, recevoirReponse } from './reponse.ts'

const operation = { etat: 'consultation', reponsesJusquau: '2026-12-31', niveaux: 'Socle\nRenforcé' } as const
const reponse: Reponse = {
  intention: 'oui',
  niveau: 'Socle',
  agents: 12,
  situation: '',
  mandatNumero: '',
  mandatLe: null,
}
const code = (r: Partial<Reponse>, jour = '2026-12-01') => {
  const issue = recevoirReponse(operation, { ...reponse, ...r }, jour)
  return issue.ok ? 'admise' : issue.refus.code
}

describe('la réponse d’un employeur', () => {
  it('se reçoit jusqu’au dernier jour compris, et plus après', () => {
    expect(code({}, '2026-12-31')).toBe('admise')
    expect(code({}, '2027-01-01')).toBe('close')
    expect(recevoirReponse({ ...operation, etat: 'marche' }, reponse, '2026-12-01')).toMatchObject({
      refus: { code: 'close', depuis: '2026-12-31' },
    })
    expect(recevoirReponse({ ...operation, etat: 'preparation' }, reponse, '2026-12-01')).toMatchObject({
      refus: { code: 'pas-ouverte' },
    })
  })

  it('veut un mandat entier, passé, et qui ne contredit pas l’intention', () => {
    expect(code({ mandatNumero: '12' })).toBe('mandat-sans-date')
    expect(code({ mandatLe: '2026-11-30' })).toBe('mandat-sans-numero')
    expect(code({ mandatNumero: '12', mandatLe: '2026-12-02' })).toBe('mandat-futur')
    expect(code({ mandatNumero: '12', mandatLe: '2026-12-01', intention: 'non' })).toBe(
      'mandat-sans-intention',
    )
    expect(code({ mandatNumero: '12', mandatLe: '2026-12-01' })).toBe('admise')
    expect(code({ niveau: 'Luxe' })).toBe('niveau-inconnu')
  })
})

describe('l’entonnoir', () => {
  const rien = { inviteLe: null, ouvertLe: null, reponduLe: null, mandatLe: null, relanceLe: null }
  const alors = new Date('2026-12-01T08:00Z')
  it('dit le pas le plus avancé', () => {
    expect(etapeDe(rien)).toBe('a_inviter')
    expect(etapeDe({ ...rien, inviteLe: alors, ouvertLe: alors })).toBe('commence')
    // Paper came before the link was opened.
    expect(etapeDe({ ...rien, reponduLe: alors })).toBe('repondu')
    expect(etapeDe({ ...rien, reponduLe: alors, mandatLe: '2026-12-01' })).toBe('mandat')
  })
  it('ne relance qu’un silencieux, sept jours après le dernier message', () => {
    const dans = (jours: number) => new Date(+alors + jours * 86_400_000)
    expect(estARelancer({ ...rien, inviteLe: alors }, dans(6))).toBe(false)
    expect(estARelancer({ ...rien, inviteLe: alors }, dans(7))).toBe(true)
    expect(estARelancer({ ...rien, inviteLe: alors, relanceLe: dans(6) }, dans(7))).toBe(false)
    expect(estARelancer({ ...rien, inviteLe: alors, reponduLe: dans(1) }, dans(30))).toBe(false)
    expect(estARelancer(rien, dans(30))).toBe(false)
  })
})
