import { expect, it } from 'vitest'
import type { Acteur, Fonction } from '#shared/acteur.ts'
import { aDesAffilies, tientLesEmployeurs } from './droits.ts'

const acteur = (champs: Partial<Acteur>): Acteur => ({
  sessionId: 's',
  compteId: 'c',
  personneId: 'p',
  nom: 'Direction',
  courriel: 'direction@exemple.fr',
  cooperationId: 'k',
  cooperation: 'Coopération',
  organismeId: 'o',
  organisme: 'Centre',
  typeOrganisme: 'cdg',
  libelle: 'CDG 44',
  roleMembre: 'membre',
  fonctions: ['direction'],
  structures: 1,
  ...champs,
})

it.each([
  'gestion',
  'gestion_demandes',
  'direction',
  'coordination',
  'presidence',
  'vice_presidence',
] as Fonction[])('la fonction « %s » d’un centre tient ses employeurs', (fonction) =>
  expect(tientLesEmployeurs.autorise(acteur({ fonctions: [fonction] }))).toBe(true),
)

it('personne d’autre : ni un visiteur, ni un département, ni un employeur, ni une fonction sans rapport', () => {
  expect(tientLesEmployeurs.autorise(null)).toBe(false)
  expect(tientLesEmployeurs.autorise(acteur({ typeOrganisme: 'departement' }))).toBe(false)
  expect(tientLesEmployeurs.autorise(acteur({ roleMembre: null }))).toBe(false)
  expect(tientLesEmployeurs.autorise(acteur({ fonctions: ['exploitation'] }))).toBe(false)
  expect(aDesAffilies(acteur({ fonctions: [] }))).toBe(true)
})
