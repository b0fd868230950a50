import { describe, expect, it } from 'vitest'
import { cloreMandat, donnerMandat, type MandatEnCours, planifierElection } from './mandats.ts'

const presidence: MandatEnCours = {
  id: 'p',
  fonction: 'presidence',
  personneId: 'a',
  du: '2020-07-01',
  au: null,
}
const direction: MandatEnCours = {
  id: 'd',
  fonction: 'direction',
  personneId: 'b',
  du: '2022-01-01',
  au: null,
}

describe('les mandats d’un membre', () => {
  it('une seule présidence à la fois', () => {
    expect(donnerMandat([presidence], { fonction: 'presidence', du: '2026-11-24' })).toMatchObject({
      refus: { code: 'fonction-deja-tenue' },
    })
    expect(
      donnerMandat([{ ...presidence, au: '2026-11-23' }], { fonction: 'presidence', du: '2026-11-24' }).ok,
    ).toBe(true)
    expect(donnerMandat([presidence], { fonction: 'direction', du: '2026-11-24' }).ok).toBe(true)
  })
  it('un membre garde toujours quelqu’un qui puisse agir pour lui', () => {
    expect(cloreMandat([presidence], 'p', '2026-11-24')).toMatchObject({
      refus: { code: 'dernier-responsable' },
    })
    expect(cloreMandat([presidence, direction], 'p', '2026-11-24').ok).toBe(true)
    expect(cloreMandat([presidence, direction], 'p', '2019-01-01')).toMatchObject({
      refus: { code: 'dates-en-desordre' },
    })
  })
  it('l’élection ferme la veille et ouvre le jour même, pour les seuls mandats nommés', () => {
    const plan = planifierElection(
      [presidence, direction],
      [{ mandatId: 'p', nom: 'Nouvelle présidence', courriel: 'p@exemple.fr' }],
      '2027-04-01',
    )
    expect(plan).toEqual({
      ok: true,
      valeur: [
        {
          clos: presidence,
          au: '2027-03-31',
          succession: { mandatId: 'p', nom: 'Nouvelle présidence', courriel: 'p@exemple.fr' },
        },
      ],
    })
    expect(
      planifierElection([presidence], [{ mandatId: 'p', nom: 'x', courriel: 'x@exemple.fr' }], '2020-06-01'),
    ).toMatchObject({ refus: { code: 'dates-en-desordre' } })
  })
})
