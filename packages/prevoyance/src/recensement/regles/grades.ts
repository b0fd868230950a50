import { normaliser } from '../lecture.ts'
import type { Categorie } from '../types.ts'

/**
 * Category of the commonest cadres d'emplois, by the beginning of the normalised grade. A grade that is not listed is not
 * checked. Longer beginnings come first: « assistant socio-éducatif » (A since 2019) before « assistant ».
 * Source: statuts particuliers (décrets on Légifrance), to be checked on each reform (R).
 */
const DEBUTS: readonly (readonly [string, Categorie])[] = [
  ['administrateur', 'A'],
  ['attache', 'A'],
  ['ingenieur', 'A'],
  ['conservateur', 'A'],
  ['bibliothecaire', 'A'],
  ['puericultrice', 'A'],
  ['infirmier_en_soins_generaux', 'A'],
  ['cadre_de_sante', 'A'],
  ['medecin', 'A'],
  ['psychologue', 'A'],
  ['sage_femme', 'A'],
  ['conseiller_socio_educatif', 'A'],
  ['assistant_socio_educatif', 'A'],
  ['educateur_de_jeunes_enfants', 'A'],
  ['professeur_d_enseignement_artistique', 'A'],
  ['conseiller_des_activites_physiques', 'A'],
  ['directeur_de_police_municipale', 'A'],
  ['redacteur', 'B'],
  ['technicien', 'B'],
  ['animateur', 'B'],
  ['assistant_de_conservation', 'B'],
  ['assistant_d_enseignement_artistique', 'B'],
  ['educateur_des_activites_physiques', 'B'],
  ['moniteur_educateur', 'B'],
  ['auxiliaire_de_puericulture', 'B'],
  ['aide_soignant', 'B'],
  ['chef_de_service_de_police_municipale', 'B'],
  ['adjoint_administratif', 'C'],
  ['adjoint_technique', 'C'],
  ['adjoint_d_animation', 'C'],
  ['adjoint_du_patrimoine', 'C'],
  ['agent_de_maitrise', 'C'],
  ['agent_social', 'C'],
  ['agent_specialise_des_ecoles_maternelles', 'C'],
  ['atsem', 'C'],
  ['gardien_brigadier', 'C'],
  ['brigadier_chef_principal', 'C'],
  ['garde_champetre', 'C'],
  ['operateur_des_activites_physiques', 'C'],
]

/** Grades already looked up: a census has a few hundred. */
const CONNUS = new Map<string, Categorie | null>()
const CONNUS_MAX = 5_000

/** Category that the grade belongs to, or null when the grade is not among the commonest ones. */
export function categorieDuGrade(grade: string): Categorie | null {
  const connue = CONNUS.get(grade)
  if (connue !== undefined) return connue
  const texte = normaliser(grade).replace(/_territorial(?:e)?(?=_|$)/, '')
  const categorie = DEBUTS.find(([debut]) => texte === debut || texte.startsWith(`${debut}_`))?.[1] ?? null
  if (CONNUS.size < CONNUS_MAX) CONNUS.set(grade, categorie)
  return categorie
}
