export type Statut = 'brouillon' | 'relu' | 'approuve' | 'publie'
export type Rubrique =
  | 'ouverture'
  | 'decisions'
  | 'avancees'
  | 'retards'
  | 'participation'
  | 'experimentations'
  | 'suites'

/** Parts of a report that the coordination comments, in their order. */
export const RUBRIQUES: Readonly<Record<Rubrique, { readonly titre: string; readonly aide: string }>> = {
  ouverture: { titre: 'En quelques mots', aide: 'Ce que les présidences doivent retenir de la période.' },
  decisions: {
    titre: 'Ce qui a été décidé',
    aide: 'Ce que ces décisions changent, et où en sont les actes.',
  },
  avancees: { titre: 'Ce qui a avancé', aide: 'Les résultats les plus utiles aux collectivités.' },
  retards: { titre: 'Ce qui est en retard, et pourquoi', aide: 'La cause, et ce qui est proposé.' },
  participation: { titre: 'Qui participe', aide: 'La part de chacun, sans classement.' },
  experimentations: {
    titre: 'Expérimentations, immersions et veille',
    aide: 'Ce que ces essais à deux, trois ou tous ont appris.',
  },
  suites: {
    titre: 'Suites proposées',
    aide: 'Ce qui est demandé à la conférence, et la révision du programme.',
  },
}
export const ORDRE_DES_RUBRIQUES = Object.keys(RUBRIQUES) as readonly Rubrique[]
