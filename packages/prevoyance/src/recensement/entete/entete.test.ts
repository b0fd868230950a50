import { describe, expect, test } from 'vitest'
import { COLONNES } from '../colonnes.ts'
import { colonneNommee, lireEntete } from './entete.ts'

const MINIMUM = [
  'siret',
  'matricule',
  'naissance',
  'statut',
  'regime',
  'categorie',
  'heures_hebdo',
  'indice_majore',
  'ri_mensuel',
]

const codeDe = (titres: readonly string[]) => {
  const lecture = lireEntete(titres)
  return lecture.ok ? 'accepté' : lecture.refus.code
}

describe('En-têtes du recensement', () => {
  test.each([
    ['SIRET', 'siret'],
    ['Catégorie', 'categorie'],
    ['  Date de naissance ', 'naissance'],
    ['RÉGIME INDEMNITAIRE (mensuel)', 'ri_mensuel'],
    ['Cadre d’emplois', 'grade'],
    ['N° SIRET', 'siret'],
    ['Commentaire', null],
  ])('« %s » se lit %s', (titre, attendu) => {
    expect(colonneNommee(titre)).toBe(attendu)
  })

  test('aucun alias ne désigne deux colonnes', () => {
    const mots = COLONNES.flatMap(({ nom, alias }) => [nom, ...alias])
    expect(new Set(mots).size).toBe(mots.length)
  })

  test('l’ordre des colonnes est libre et les inconnues sont nommées', () => {
    const lecture = lireEntete(['Service', ...MINIMUM.toReversed(), '', 'Nom de la collectivité', ''])
    expect(lecture).toMatchObject({
      ok: true,
      entete: {
        largeur: 12,
        colonnesIgnorees: ['Service', 'colonne 11, sans titre', 'Nom de la collectivité'],
      },
    })
  })

  test.each([
    'Pathologie',
    'Diagnostic',
    'Motif de l’arrêt',
    'cause absence',
    'Maladie professionnelle',
    'RQTH',
    'Taux d’invalidité',
    'État de santé',
    'ALD',
    'Avis du médecin',
  ])('la colonne « %s » fait refuser le fichier : information de santé', (titre) => {
    expect(codeDe([...MINIMUM, titre])).toBe('colonne-de-sante')
  })

  test.each([
    'Nom',
    'Prénom',
    'Nom de naissance',
    'NIR',
    'N° de sécurité sociale',
    'E-mail',
    'Adresse',
    'Téléphone de l’agent',
  ])('la colonne « %s » fait refuser le fichier : elle identifie une personne', (titre) => {
    expect(codeDe([...MINIMUM, titre])).toBe('colonne-identifiante')
  })

  test.each([
    'Adresse de l’employeur',
    'Nom de la commune',
    'Affectation',
    'Service',
    'Mutuelle',
    'Nombre d’enfants',
  ])('la colonne « %s » est seulement ignorée', (titre) => {
    expect(codeDe([...MINIMUM, titre])).toBe('accepté')
  })

  test.each<[string, readonly string[], string]>([
    ['sans colonne connue', ['a', 'b', 'c'], 'entete-introuvable'],
    ['vide', [], 'entete-introuvable'],
    ['avec deux fois la naissance', [...MINIMUM, 'Année de naissance'], 'colonne-en-double'],
    ['sans régime', MINIMUM.filter((titre) => titre !== 'regime'), 'colonnes-manquantes'],
    ['sans aucune rémunération', MINIMUM.filter((titre) => titre !== 'indice_majore'), 'colonnes-manquantes'],
    ['de 10 000 colonnes', Array.from({ length: 10_000 }, (_, i) => `c${i}`), 'trop-de-colonnes'],
  ])('un en-tête %s est refusé', (_, titres, code) => {
    expect(codeDe(titres)).toBe(code)
  })

  test('200 colonnes sont admises, 201 ne le sont pas', () => {
    const colonnes = (nombre: number) => [
      ...MINIMUM,
      ...Array.from({ length: nombre - MINIMUM.length }, (_, i) => `c${i}`),
    ]
    expect([codeDe(colonnes(200)), codeDe(colonnes(201))]).toEqual(['accepté', 'trop-de-colonnes'])
  })

  test('le traitement mensuel peut remplacer l’indice', () => {
    expect(codeDe(MINIMUM.map((titre) => (titre === 'indice_majore' ? 'traitement_mensuel' : titre)))).toBe(
      'accepté',
    )
  })
})
