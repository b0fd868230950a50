import { describe, expect, it } from 'vitest'
import { direParticipation, type Participation } from './participation-en-mots.ts'

const annee: Participation = {
  seances: 4,
  presentes: 3,
  representees: 1,
  scrutins: 5,
  votes: 5,
  suites: 3,
  faites: 2,
  delaiMoyen: 41,
  attendues: 1,
  plusAncienne: '2026-09-01',
}

describe('l’année d’un membre, en mots', () => {
  it('dit ce qu’il a fait, ce qui est attendu et depuis quand', () =>
    expect(direParticipation(annee, '2026-11-30')).toEqual([
      'A assisté à 3 séances sur 4, et a donné pouvoir à 1 autre.',
      'Sa voix est entrée dans 5 votes sur 5.',
      '2 suites menées à leur terme sur 3, 41 jours en moyenne après la décision.',
      '1 suite attendue, la plus ancienne depuis 90 jours.',
    ]))
  it('ne donne pas un zéro pour ce qui n’a pas existé', () =>
    expect(
      direParticipation(
        {
          ...annee,
          seances: 0,
          presentes: 0,
          representees: 0,
          scrutins: 0,
          votes: 0,
          suites: 0,
          faites: 0,
          delaiMoyen: null,
          attendues: 0,
          plusAncienne: null,
        },
        '2026-11-30',
      ),
    ).toEqual([
      'Aucune séance ne s’est tenue avec son siège.',
      'Aucun vote ne lui a été soumis.',
      'Aucune décision ne lui demandait d’acte.',
    ]))
  it('dit l’absence à toutes les séances sans la juger', () =>
    expect(direParticipation({ ...annee, presentes: 0, representees: 0 }, '2026-11-30')[0]).toBe(
      'N’a assisté à aucune des 4 séances tenues.',
    ))
})
