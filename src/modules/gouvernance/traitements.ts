import { INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Séances, votes et suites',
    pourquoi: 'Pour convoquer, constater le quorum et le vote, et donner suite aux décisions.',
    base: INTERET_PUBLIC,
    qui: 'Membres des instances et leurs suppléants',
    quoi: 'Présences, pouvoirs, votes au nom d’un membre, réserves, auteur de chaque saisie',
    lu: 'Les membres de la coopération ; le public, pour les décisions publiées',
    duree:
      'Archives publiques : le procès-verbal et les votes se gardent sans limite (Code du patrimoine, livre II).',
    tables: [
      'seance',
      'presence',
      'vote',
      'suite_trace',
      'regle_instance',
      'modele_deliberation',
      'demande_de_point',
      'relance',
      'flux_agenda',
      'suppleant',
    ],
  },
]
