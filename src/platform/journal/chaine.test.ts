import { expect, it } from 'vitest'
import { type Avancee, avancer, confronterTete, empreinteDe, type LigneLiee, origine } from './chaine.ts'

const COOPERATION = '00000000-0000-7000-8000-000000000001'

function chaine(longueur: number): LigneLiee[] {
  let precedent = origine(COOPERATION)
  return Array.from({ length: longueur }, (_, rang) => {
    const ligne = {
      cooperationId: COOPERATION,
      survenuLe: '2026-03-12T09:30:00.000000',
      personneId: null,
      organismeId: null,
      acteur: 'Coordinatrice, CDG 44',
      action: 'seance.convoquer',
      objetType: 'seance',
      objetId: null,
      resume: `Séance ${rang + 1} convoquée`,
      donnees: '{}',
    }
    const empreinte = empreinteDe(precedent, rang + 1, ligne)
    const liee = { ...ligne, id: rang + 1, maillon: rang + 1, precedent, empreinte }
    precedent = empreinte
    return liee
  })
}

function parcourir(lignes: readonly LigneLiee[]) {
  let fin: Avancee = { maillon: 0, empreinte: origine(COOPERATION) }
  for (const ligne of lignes) {
    const suite = avancer(fin, ligne)
    if ('genre' in suite) return suite
    fin = suite
  }
  return fin
}

it('prouve une chaîne intacte jusqu’à son dernier maillon', () => {
  const lignes = chaine(5)
  expect(parcourir(lignes)).toEqual({ maillon: 5, empreinte: lignes[4]!.empreinte })
})

it.each(['resume', 'acteur', 'action', 'objetType', 'donnees', 'survenuLe'] as const)(
  'nomme la ligne dont le champ %s a changé',
  (champ) => {
    const lignes = chaine(5)
    lignes[2] = { ...lignes[2]!, [champ]: `${lignes[2]![champ]} ` }
    expect(parcourir(lignes)).toMatchObject({ genre: 'modifiee', maillon: 3 })
  },
)

it('nomme la ligne récrite avec une empreinte refaite : la suivante ne s’y accroche plus', () => {
  const lignes = chaine(5)
  const falsifiee = { ...lignes[2]!, resume: 'Autre chose' }
  lignes[2] = { ...falsifiee, empreinte: empreinteDe(falsifiee.precedent!, 3, falsifiee) }
  expect(parcourir(lignes)).toMatchObject({ genre: 'modifiee', maillon: 4 })
})

it('nomme le maillon retiré', () => {
  const lignes = chaine(5)
  lignes.splice(2, 1)
  expect(parcourir(lignes)).toEqual({ genre: 'retiree', maillon: 3, ligne: null })
})

it('nomme la ligne glissée avant la première', () => {
  const lignes = chaine(3)
  expect(parcourir([{ ...lignes[0]!, maillon: 0, resume: 'Glissée' }, ...lignes])).toMatchObject({
    genre: 'ajoutee',
    maillon: 0,
  })
})

it('ne confond pas les journaux de deux coopérations', () => {
  const lignes = chaine(2).map((ligne) => ({
    ...ligne,
    cooperationId: '00000000-0000-7000-8000-000000000002',
  }))
  expect(parcourir(lignes)).toMatchObject({ genre: 'modifiee', maillon: 1 })
})

it('voit par la tête une fin coupée, une fin rallongée, une tête falsifiée', () => {
  const [tete, fin] = [5, 3].map((maillon) => ({ maillon, empreinte: chaine(maillon).at(-1)!.empreinte! }))
  expect(confronterTete(fin!, tete!, null)).toEqual({ genre: 'retiree', maillon: 4, ligne: null })
  expect(confronterTete(tete!, fin!, chaine(4)[3]!)).toMatchObject({ genre: 'ajoutee', maillon: 4 })
  expect(confronterTete(fin!, { ...fin!, empreinte: Buffer.alloc(32) }, null)).toMatchObject({
    genre: 'modifiee',
  })
  expect(confronterTete(fin!, fin!, null)).toBeNull()
})
