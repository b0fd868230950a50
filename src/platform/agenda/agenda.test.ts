import { describe, expect, it } from 'vitest'
import { type EvenementAgenda, ecrireInvitation } from './agenda.ts'
import { lireAgenda } from './lire-agenda.ts'

const evenement: EvenementAgenda = {
  uid: 'seance-1@maillage',
  sequence: 0,
  titre: 'Conférence des présidences ; à distance, peut-être',
  description: '1. Première question\n2. Seconde question 🗳️',
  lieu: 'CDG 44, Nantes',
  adresse: 'https://exemple.fr/seances/1',
  debutLe: new Date('2026-12-15T13:00:00Z'),
  finLe: new Date('2026-12-15T15:30:00Z'),
  organisateur: { nom: 'Coordinatrice, CDG 44', courriel: 'coordination@exemple.fr' },
  invite: { nom: 'Présidence\r\nATTENDEE:mailto:intrus@exemple.fr', courriel: 'presidence@exemple.fr' },
  etabliLe: new Date('2026-11-24T13:00:00Z'),
}
const deplie = (texte: string) => texte.replaceAll(/\r\n[ \t]/g, '')
const depuis = new Date('2026-11-24T00:00:00Z')
const jusqua = new Date('2028-11-24T00:00:00Z')

describe('l’invitation d’agenda', () => {
  it('porte la méthode, l’identifiant stable, la séquence et la demande de réponse', () => {
    const texte = deplie(ecrireInvitation('REQUEST', evenement))
    expect(texte).toContain('METHOD:REQUEST')
    expect(texte).toContain('UID:seance-1@maillage')
    expect(texte).toContain('SEQUENCE:0')
    expect(texte).toContain('RSVP=TRUE')
    expect(texte).toContain('DTSTART:20261215T130000Z')
  })
  it('se déplace puis se retire sous le même identifiant', () => {
    expect(deplie(ecrireInvitation('REQUEST', { ...evenement, sequence: 1 }))).toMatch(
      /UID:seance-1@maillage[\s\S]*SEQUENCE:1/,
    )
    const retrait = deplie(ecrireInvitation('CANCEL', { ...evenement, sequence: 2 }))
    expect(retrait).toContain('METHOD:CANCEL')
    expect(retrait).toContain('STATUS:CANCELLED')
    expect(retrait).toContain('SEQUENCE:2')
  })
  it('ne laisse pas un nom ajouter une ligne au fichier', () => {
    const lignes = deplie(ecrireInvitation('REQUEST', evenement)).split('\r\n')
    expect(lignes.filter((ligne) => ligne.startsWith('ATTENDEE'))).toHaveLength(1)
  })
  it('se relit', () => {
    const lu = lireAgenda(ecrireInvitation('REQUEST', evenement), depuis, jusqua)
    expect(lu).toMatchObject({ ok: true, evenements: [{ uid: 'seance-1@maillage', jour: '2026-12-15' }] })
  })
})

describe('l’agenda importé', () => {
  const enveloppe = (...lignes: string[]) =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...lignes, 'END:VCALENDAR', ''].join('\r\n')
  it('développe une réunion récurrente dans la période demandée', () => {
    const lu = lireAgenda(
      enveloppe(
        'BEGIN:VEVENT',
        'UID:ca',
        'DTSTART;TZID=Europe/Paris:20261201T180000',
        'RRULE:FREQ=MONTHLY;COUNT=4',
        'SUMMARY:CA',
        'END:VEVENT',
      ),
      depuis,
      jusqua,
    )
    expect(lu.ok && lu.evenements.map(({ jour }) => jour)).toEqual([
      '2026-12-01',
      '2027-01-01',
      '2027-02-01',
      '2027-03-01',
    ])
  })
  it('laisse les réunions annulées et passées', () => {
    const lu = lireAgenda(
      enveloppe(
        'BEGIN:VEVENT',
        'UID:a',
        'DTSTART;VALUE=DATE:20261220',
        'STATUS:CANCELLED',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'UID:b',
        'DTSTART;VALUE=DATE:20200101',
        'END:VEVENT',
      ),
      depuis,
      jusqua,
    )
    expect(lu).toEqual({ ok: true, evenements: [], ignores: 2 })
  })
  it.each(['', 'PK\u0003\u0004', '<html>', 'x'.repeat(2_000_001)])(
    'refuse en français ce qui n’est pas un agenda (%#)',
    (texte) => {
      const lu = lireAgenda(texte, depuis, jusqua)
      expect(lu.ok).toBe(false)
      expect(!lu.ok && lu.motif).toMatch(/fichier/)
    },
  )
  it('un agenda abîmé ne casse rien', () => {
    const lu = lireAgenda(
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:pas une date\r\nRRULE:FREQ=JAMAIS\r\nEND:VEVENT',
      depuis,
      jusqua,
    )
    expect(lu).toSatisfy((l: typeof lu) => !l.ok || l.evenements.length === 0)
  })
})
