import { describe, expect, it } from 'vitest'
import { deciderMandats, lireMandat, type MandatConnu, type MandatLu } from './mandats-importes.ts'

const mandat = (autres: Partial<MandatConnu>): MandatConnu => ({
  id: 'm',
  personneId: 'p',
  nom: 'Présidence',
  courriel: 'p@cdg.fr',
  fonction: 'presidence',
  du: '2020-07-01',
  au: null,
  acte: '',
  ...autres,
})
const direction = mandat({
  id: 'd',
  personneId: 'q',
  nom: 'Direction',
  courriel: 'd@cdg.fr',
  fonction: 'direction',
})
const lu = (autres: Partial<MandatLu>): MandatLu => {
  const { id: _id, personneId: _personne, ...reste } = mandat({})
  return { ...reste, ...autres }
}
const decider = (lus: readonly MandatLu[], connus = [mandat({}), direction], personnes = new Map()) => {
  const decision = deciderMandats(connus, personnes, lus)
  return lus.map((ligne) => {
    const issue = decision(ligne)
    return issue.ok ? issue.valeur.etat : issue.refus
  })
}

describe('importer des mandats', () => {
  const connues = new Map([['p@cdg.fr', { id: 'p', nom: 'Présidence', aussiPour: null }]])
  it('le même fichier ne change rien ; une fin ou un acte change', () => {
    expect(decider([lu({})], undefined, connues)).toEqual(['inchangee'])
    expect(decider([lu({ acte: 'Délibération 12' })], undefined, connues)).toEqual(['changee'])
  })
  it('une élection tient en un fichier, dans n’importe quel ordre', () => {
    const suivante = lu({ nom: 'Nouvelle', courriel: 'n@cdg.fr', du: '2026-04-01' })
    const fin = lu({ au: '2026-03-31' })
    expect(decider([suivante, fin], undefined, connues)).toEqual(['nouvelle', 'changee'])
    expect(decider([fin, suivante], undefined, connues)).toEqual(['changee', 'nouvelle'])
  })
  it('deux présidences ne se recouvrent pas, ni avec l’ancienne ni entre elles', () => {
    const suivante = lu({ courriel: 'n@cdg.fr', du: '2026-04-01' })
    expect(decider([suivante])).toMatchObject([{ cle: 'fonction' }])
    const autre = lu({ courriel: 'x@cdg.fr', du: '2026-05-01' })
    expect(decider([suivante, autre], [direction])).toMatchObject(['nouvelle', { cle: 'fonction' }])
    const passee = lu({ courriel: 'x@cdg.fr', du: '2014-04-01', au: '2020-06-30' })
    expect(decider([passee])).toEqual(['nouvelle'])
  })
  it('rouvrir une présidence finie n’en recouvre pas une autre', () => {
    const finie = mandat({ id: 'f', courriel: 'f@cdg.fr', du: '2014-04-01', au: '2020-06-30' })
    expect(decider([lu({ courriel: 'f@cdg.fr', du: '2014-04-01' })], [finie, mandat({})])).toMatchObject([
      { cle: 'au' },
    ])
  })
  it('un début ne se déplace pas : la personne tient déjà la fonction', () => {
    expect(decider([lu({ du: '2021-01-01' })])).toMatchObject([{ cle: 'du' }])
  })
  it('la structure garde quelqu’un qui puisse agir pour elle', () => {
    expect(decider([lu({ au: '2026-03-31' })], [mandat({})])).toMatchObject([{ cle: 'au' }])
  })
  it('le nom d’une personne qui agit ailleurs ne se change pas ici', () => {
    const ailleurs = new Map([['p@cdg.fr', { id: 'p', nom: 'Présidence', aussiPour: 'CDG 49' }]])
    expect(decider([lu({ nom: 'Autre' })], undefined, ailleurs)).toMatchObject([{ cle: 'nom' }])
    expect(decider([lu({ nom: 'Autre' })], undefined, connues)).toEqual(['changee'])
  })
  it.each([
    [{ courriel: 'pas une adresse' }, 'courriel'],
    [{ fonction: 'exploitation' }, 'fonction'],
    [{ fonction: 'maire' }, 'fonction'],
    [{ au: '2019-01-01' }, 'au'],
    [{ du: '0026-01-01' }, 'du'],
    [{ nom: 'x' }, 'nom'],
    [{ acte: 'x'.repeat(201) }, 'acte'],
  ])('une cellule fautive est située (%o)', (autres, cle) => {
    const cellules = {
      nom: 'Direction',
      courriel: 'd@cdg.fr',
      fonction: 'direction',
      du: '2026-01-01',
      au: '',
      acte: '',
    }
    expect(lireMandat({ ...cellules, ...autres })).toMatchObject({ ok: false, refus: { cle } })
  })
})
