import { ARCHIVES, INTERET_PUBLIC, type Traitement } from '#shared/traitement.ts'

export const traitements: readonly Traitement[] = [
  {
    nom: 'Séances, votes et suites',
    pourquoi: 'Pour convoquer, constater le quorum et le vote, et donner suite aux décisions.',
    base: INTERET_PUBLIC,
    qui: 'Membres des instances et leurs suppléants',
    quoi: 'Présences, pouvoirs, votes au nom d’un membre, réserves, auteur de chaque saisie',
    lu: 'Les membres de la coopération ; le public, pour les décisions publiées',
    conservation: [
      {
        quoi: 'Séances, présences, pouvoirs, votes, suites et leurs auteurs',
        duree: 'Sans terme',
        motif: ARCHIVES,
        tables: [
          'seance',
          'presence',
          'vote',
          'suite_trace',
          'regle_instance',
          'modele_deliberation',
          'relance',
          'suppleant',
        ],
      },
      {
        quoi: 'Point demandé à un chef de file',
        duree: 'Sans terme, avec le programme',
        motif: 'Il explique un retard dans le bilan du programme.',
        tables: ['demande_de_point'],
      },
      {
        quoi: 'Votre lien d’agenda',
        duree: 'Tant qu’il est ouvert ; un an après sa révocation ou votre dernière fonction',
        motif: 'Il ne sert qu’à vous.',
        tables: ['flux_agenda'],
      },
    ],
  },
]
