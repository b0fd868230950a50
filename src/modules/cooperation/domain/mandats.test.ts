import { describe, expect, it } from 'vitest'
import { cloreMandat, donnerMandat, type MandatEnCours, planifierElection, remplacer } from './mandats.ts'

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
  })
  it('un mandat commencé se clôt, un mandat qui n’a pas commencé s’annule', () => {
    expect(cloreMandat([presidence, direction], 'p', '2026-11-24')).toMatchObject({ valeur: 'clore' })
    expect(cloreMandat([presidence, direction], 'p', '2019-01-01')).toMatchObject({ valeur: 'annuler' })
    const gestion = { ...direction, id: 'g', fonction: 'gestion' } as const
    expect(cloreMandat([gestion], 'g', '2026-11-24').ok).toBe(true)
  })
  it('une absence se couvre par une personne à la fois, dans le temps du mandat', () => {
    const demande = { remplacantId: 'z', du: '2026-12-01', au: '2026-12-31' }
    expect(remplacer(presidence, [], demande).ok).toBe(true)
    const refus = (autres: Parameters<typeof remplacer>[1], autre: Partial<typeof demande>) => {
      const issue = remplacer({ ...presidence, au: '2027-03-31' }, autres, { ...demande, ...autre })
      return issue.ok ? 'acceptée' : issue.refus.code
    }
    const decembre = [{ mandatId: 'p', du: '2026-12-15', au: '2027-01-15' }]
    expect(refus(decembre, {})).toBe('deja-remplace')
    expect(refus(decembre, { au: '2026-12-14' })).toBe('acceptée')
    expect(refus([], { au: '2026-11-30' })).toBe('dates-en-desordre')
    expect(refus([], { du: '2027-04-01', au: '2027-04-30' })).toBe('hors-mandat')
    expect(refus([], { remplacantId: 'a' })).toBe('se-remplace-soi-meme')
  })
  it('l’élection d’un mandat qui ne court plus n’écrit rien', () => {
    expect(
      planifierElection([presidence], [{ mandatId: 'd', nom: 'x', courriel: 'x@exemple.fr' }], '2027-04-01'),
    ).toMatchObject({ refus: { code: 'mandat-change' } })
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
