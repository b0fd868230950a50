/** The parts of a schéma. Five are asked for by CGFP L452-11; the others are written when there is something to say. */
export type Section =
  | 'principes'
  | 'coordonnateur'
  | 'missions_communes'
  | 'modalites'
  | 'missions_confiees'
  | 'remboursement'
  | 'psc'
  | 'autres'

export type DescriptionDeSection = {
  readonly libelle: string
  readonly obligatoire: boolean
  /** What to write there, and why. */
  readonly aide: string
}

/** In the order in which they are read. */
export const SECTIONS: Readonly<Record<Section, DescriptionDeSection>> = {
  principes: {
    libelle: 'Objectifs et principes',
    obligatoire: false,
    aide: 'Ce que les membres recherchent ensemble, et les principes auxquels ils tiennent.',
  },
  coordonnateur: {
    libelle: 'Coordonnateur',
    obligatoire: true,
    aide: 'Le Centre de gestion chargé de coordonner. Il n’a pas d’autorité sur les autres. Sans désignation, le droit antérieur retenait celui du chef-lieu de région (loi 84-53, art. 14).',
  },
  missions_communes: {
    libelle: 'Missions communes',
    obligatoire: true,
    aide: 'Les missions que les Centres de gestion décident de gérer en commun.',
  },
  modalites: {
    libelle: 'Modalités d’exercice',
    obligatoire: true,
    aide: 'Comment s’exercent ces missions et celles que la loi rend au moins régionales (CGFP L452-34).',
  },
  missions_confiees: {
    libelle: 'Missions confiées',
    obligatoire: true,
    aide: 'Les missions confiées à un ou plusieurs centres pour le compte de tous ; s’il n’y en a aucune, écrivez-le.',
  },
  remboursement: {
    libelle: 'Remboursement des dépenses',
    obligatoire: true,
    aide: 'Comment les dépenses qui correspondent à ces missions sont remboursées.',
  },
  psc: {
    libelle: 'Protection sociale complémentaire',
    obligatoire: false,
    aide: 'Les conventions de participation régionales se concluent selon les modalités du schéma (CGFP L827-7).',
  },
  autres: {
    libelle: 'Autres dispositions',
    obligatoire: false,
    aide: 'Durée, révision, conventions particulières, annexes.',
  },
}

export const ORDRE_DES_SECTIONS = Object.keys(SECTIONS) as readonly Section[]

/** What the rules need to know of a clause. */
export type Clause = {
  readonly id: string
  readonly section: Section
  readonly ordre: number
  readonly titre: string
  readonly texte: string
  /** The clause of the modified text from which it comes. */
  readonly origine: string | null
  readonly retiree: boolean
}

/** The compulsory parts that hold no written clause: while there is one, the text stays a draft (CGFP L452-11). */
export const sectionsVides = (clauses: readonly Pick<Clause, 'section' | 'texte' | 'retiree'>[]): Section[] =>
  ORDRE_DES_SECTIONS.filter(
    (section) =>
      SECTIONS[section].obligatoire &&
      !clauses.some((clause) => clause.section === section && !clause.retiree && clause.texte.trim() !== ''),
  )

/** The clauses that a reader sees, in the order of the parts, then in theirs. */
export const clausesLues = <C extends Clause>(clauses: readonly C[]): C[] =>
  clauses
    .filter(({ retiree }) => !retiree)
    .toSorted(
      (a, b) =>
        ORDRE_DES_SECTIONS.indexOf(a.section) - ORDRE_DES_SECTIONS.indexOf(b.section) || a.ordre - b.ordre,
    )
