import { accepter, type Result, refuser } from '#shared/result.ts'

/** A share of a whole, as two integers: no binary fraction ever decides a vote. */
export type Fraction = { readonly num: number; readonly den: number }

export type BaseMajorite = 'exprimes' | 'presents_representes' | 'membres'

export type TypeDecision =
  | 'orientation'
  | 'accord_de_principe'
  | 'avis'
  | 'lancement_action'
  | 'cle'
  | 'budget'
  | 'designation'
  | 'convention'
  | 'cloture'

/** What an instance asks of a vote. A copy is kept on each scrutin when it opens: a later change never rewrites the past. */
export type Regle = {
  /** `consensus`: agreement is sought first and the vote decides otherwise; `consentement`: adopted unless somebody objects. */
  readonly mode: 'consensus' | 'consentement' | 'vote'
  /** What the majority is counted on. */
  readonly base: BaseMajorite
  /** At least one half. */
  readonly seuil: Fraction
  /** True: more than the threshold; false: the threshold itself is enough. Never strict at 1/1. */
  readonly strict: boolean
  readonly quorum: Fraction & { readonly surVoix: boolean; readonly pouvoirsComptent: boolean }
  readonly deuxiemeConvocation?: { readonly delaiJours: number; readonly sansQuorum: boolean }
  readonly pouvoirsMaxParSiege: number
  /** What a tie gives, only where the threshold is one half. */
  readonly partage: 'rejet' | 'voix_preponderante' | 'renvoi'
  readonly secret: 'jamais' | 'sur_demande' | 'toujours'
  /** `participants`: only the members that take part in the action vote on it. */
  readonly interets: 'tous' | 'participants'
  /** Some types of decision ask for more. */
  readonly exceptions?: readonly {
    readonly types: readonly TypeDecision[]
    readonly base: BaseMajorite
    readonly seuil: Fraction
    readonly strict: boolean
  }[]
}

export type RefusRegle = {
  readonly code:
    | 'fraction-invalide'
    | 'seuil-sous-la-moitie'
    | 'unanimite-stricte'
    | 'partage-hors-moitie'
    | 'pouvoirs-invalides'
  readonly champ: string
}

const fractionValide = ({ num, den }: Fraction): boolean =>
  Number.isInteger(num) && Number.isInteger(den) && den >= 1 && den <= 100 && num >= 0 && num <= den

/** Decides whether a rule can be given to an instance. A casting vote or a referral on a tie has no meaning above one half. */
export function validerRegle(regle: Regle): Result<Regle, RefusRegle> {
  const majorites = [
    { ...regle, champ: 'seuil' },
    ...(regle.exceptions ?? []).map((e) => ({ ...e, champ: 'exceptions' })),
  ]
  for (const { seuil, strict, champ } of majorites) {
    if (!fractionValide(seuil) || seuil.num === 0) return refuser({ code: 'fraction-invalide', champ })
    if (seuil.num * 2 < seuil.den) return refuser({ code: 'seuil-sous-la-moitie', champ })
    if (seuil.num === seuil.den && strict) return refuser({ code: 'unanimite-stricte', champ })
  }
  if (!fractionValide(regle.quorum)) return refuser({ code: 'fraction-invalide', champ: 'quorum' })
  if (regle.partage !== 'rejet' && !estMoitie(regle.seuil))
    return refuser({ code: 'partage-hors-moitie', champ: 'partage' })
  if (
    !Number.isInteger(regle.pouvoirsMaxParSiege) ||
    regle.pouvoirsMaxParSiege < 0 ||
    regle.pouvoirsMaxParSiege > 10
  )
    return refuser({ code: 'pouvoirs-invalides', champ: 'pouvoirsMaxParSiege' })
  return accepter(regle)
}

/** True when the threshold is exactly one half. */
export const estMoitie = ({ num, den }: Fraction): boolean => num * 2 === den

/** The rule that applies to one type of decision: the exception of the instance where there is one, its general rule otherwise. */
export function regleApplicable(regle: Regle, type: TypeDecision | null): Regle {
  const { exceptions = [], ...generale } = regle
  const exception = type && exceptions.find(({ types }) => types.includes(type))
  if (!exception) return generale
  const { base, seuil, strict } = exception
  return { ...generale, base, seuil, strict, partage: estMoitie(seuil) ? generale.partage : 'rejet' }
}

/** Rules ready to choose from. Sources: published règlements and the décret 85-643, art. 24–25 (for a member's own CA). */
export const prereglages = {
  egalite_bretonne: {
    libelle: 'Égalité, consensus d’abord, trois quarts des participants',
    delaiConvocationJours: 15,
    regle: {
      mode: 'consensus',
      base: 'membres',
      seuil: { num: 3, den: 4 },
      strict: false,
      quorum: { num: 2, den: 3, surVoix: false, pouvoirsComptent: true },
      pouvoirsMaxParSiege: 1,
      partage: 'rejet',
      secret: 'jamais',
      interets: 'participants',
    },
  },
  egalite_hdf: {
    libelle: 'Égalité, majorité simple, unanimité pour le schéma et les clés',
    delaiConvocationJours: 15,
    regle: {
      mode: 'vote',
      base: 'exprimes',
      seuil: { num: 1, den: 2 },
      strict: true,
      quorum: { num: 1, den: 2, surVoix: false, pouvoirsComptent: true },
      pouvoirsMaxParSiege: 1,
      partage: 'renvoi',
      secret: 'jamais',
      interets: 'participants',
      exceptions: [
        {
          types: ['orientation', 'cle', 'convention'],
          base: 'membres',
          seuil: { num: 1, den: 1 },
          strict: false,
        },
      ],
    },
  },
  presidences_pdl: {
    libelle: 'Unanimité des présidences',
    delaiConvocationJours: 15,
    regle: {
      mode: 'vote',
      base: 'membres',
      seuil: { num: 1, den: 1 },
      strict: false,
      quorum: { num: 2, den: 3, surVoix: false, pouvoirsComptent: true },
      pouvoirsMaxParSiege: 1,
      partage: 'rejet',
      secret: 'jamais',
      interets: 'participants',
    },
  },
  ponderee_alliance: {
    libelle: 'Voix pondérées (fondateurs 5, associés 1 à 3)',
    delaiConvocationJours: 21,
    regle: {
      mode: 'vote',
      base: 'exprimes',
      seuil: { num: 1, den: 2 },
      strict: true,
      quorum: { num: 1, den: 2, surVoix: true, pouvoirsComptent: true },
      pouvoirsMaxParSiege: 1,
      partage: 'rejet',
      secret: 'jamais',
      interets: 'tous',
    },
  },
  ca_cdg: {
    libelle: 'Conseil d’administration d’un centre de gestion',
    delaiConvocationJours: 8,
    regle: {
      mode: 'vote',
      base: 'presents_representes',
      seuil: { num: 1, den: 2 },
      strict: true,
      quorum: { num: 1, den: 2, surVoix: false, pouvoirsComptent: true },
      deuxiemeConvocation: { delaiJours: 8, sansQuorum: true },
      pouvoirsMaxParSiege: 1,
      partage: 'voix_preponderante',
      secret: 'sur_demande',
      interets: 'tous',
    },
  },
} as const satisfies Record<string, { libelle: string; delaiConvocationJours: number; regle: Regle }>

export type Prereglage = keyof typeof prereglages
