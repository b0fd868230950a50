import type { JeuDeDonnees } from './catalogue.ts'
import { CHAMPS_DELIBERATIONS } from './deliberations.ts'
import { COLONNES_INDICATEURS } from './indicateurs.ts'
import { COLONNES_PROGRAMME } from './programme.ts'

export const SCHEMA_DELIBERATIONS = '/ouvert/schemas/deliberations.json'
export const SCHEMA_PROGRAMME = '/ouvert/schemas/programme.json'

/**
 * The data sets of a portal: the page, the catalogue and the routes read this list.
 * @param racine public address of the application, without a final slash
 */
export const jeuxDe = (racine: string): readonly JeuDeDonnees[] => [
  {
    cle: 'programme',
    titre: 'Programme et avancement',
    description:
      'Les actions publiques, une par ligne : qui les mène, qui y participe, leur avancement, leur météo et leurs étapes.',
    motsCles: ['coopération', 'programme', 'centre de gestion', 'fonction publique territoriale'],
    frequence: 'à chaque changement',
    distributions: [
      { chemin: '/donnees/programme.csv', titre: 'Programme (CSV)', format: 'CSV', mime: 'text/csv' },
      {
        chemin: '/donnees/programme.json',
        titre: 'Programme (JSON)',
        format: 'JSON',
        mime: 'application/json',
        schema: `${racine}${SCHEMA_PROGRAMME}`,
      },
    ],
    dictionnaire: COLONNES_PROGRAMME,
  },
  {
    cle: 'deliberations',
    titre: 'Délibérations des membres',
    description:
      'Les délibérations exécutoires que les membres ont prises pour donner effet aux décisions publiques, au format du socle commun des données locales (SCDL).',
    motsCles: ['délibérations', 'SCDL', 'actes', 'contrôle de légalité'],
    frequence: 'à chaque acte exécutoire',
    distributions: [
      {
        chemin: '/donnees/deliberations.csv',
        titre: 'Délibérations (CSV, SCDL)',
        format: 'CSV',
        mime: 'text/csv',
        schema: 'https://schema.data.gouv.fr/scdl/deliberations/2.1.3/schema.json',
      },
    ],
    dictionnaire: CHAMPS_DELIBERATIONS.map(({ name, type, description, constraints }) => ({
      nom: name,
      type: { string: 'texte', integer: 'entier', date: 'date' }[type] ?? type,
      sens: constraints.required ? `${description} Obligatoire.` : description,
    })),
  },
  {
    cle: 'indicateurs',
    titre: 'Indicateurs des actions',
    description:
      'Les chiffres que les membres donnent pour chaque action, par année. Un total est une somme sur une somme, jamais une moyenne de moyennes.',
    motsCles: ['indicateurs', 'évaluation', 'politiques publiques'],
    frequence: 'à chaque chiffre donné',
    distributions: [
      { chemin: '/donnees/indicateurs.csv', titre: 'Indicateurs (CSV)', format: 'CSV', mime: 'text/csv' },
    ],
    dictionnaire: COLONNES_INDICATEURS,
  },
  {
    cle: 'calendrier',
    titre: 'Réunions publiques',
    description: 'Les réunions convoquées des instances que la coopération annonce au public.',
    motsCles: ['calendrier', 'réunions'],
    frequence: 'à chaque convocation',
    distributions: [
      { chemin: '/calendrier.ics', titre: 'Calendrier (iCalendar)', format: 'ICS', mime: 'text/calendar' },
    ],
    dictionnaire: [],
  },
]
