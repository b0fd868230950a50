/** A goal that a bench measures: a ratio (or megabytes), and the bound it must keep. */
export type But = {
  /** `<bench>.<goal>`, for example `pages.brut`. */
  readonly id: string
  /** Median of the rounds; null only where the machine lacks what the measure needs, with the reason in `note`. */
  readonly rapport: number | null
  readonly min: number | null
  readonly max: number | null
  /** The bound: '>= 0.5', '<= 1.5'. Absent: information, no bound. */
  readonly seuil?: string
  /** What was compared, and the absolute figures: information, in French. */
  readonly note: string
  /** Commit it was measured at, when another part of its bench was measured since. */
  readonly commit?: string
}

/** What `bench/<nom>/index.ts` exports as `executer`: checks its results first, throws if they differ, then measures. */
export type Executer = (dire: (ligne: string) => void) => Promise<readonly But[]>

export type Mesure = { readonly rapport: number; readonly min: number; readonly max: number }

/** Median and extremes of a series; throws on an empty one or on a value that is not a number. */
export function mediane(valeurs: readonly number[]): Mesure {
  if (valeurs.length === 0 || valeurs.some((v) => !Number.isFinite(v)))
    throw new Error(`Série sans médiane : [${valeurs.join(', ')}]`)
  const triees = [...valeurs].sort((a, b) => a - b)
  const milieu = Math.floor(triees.length / 2)
  const rapport = triees.length % 2 ? triees[milieu]! : (triees[milieu - 1]! + triees[milieu]!) / 2
  return { rapport: arrondir(rapport), min: arrondir(triees[0]!), max: arrondir(triees.at(-1)!) }
}

/** The ratio taken round by round: what disturbs a round disturbs both contenders. */
export function rapportParTour(numerateur: readonly number[], denominateur: readonly number[]): Mesure {
  if (numerateur.length !== denominateur.length) throw new Error('Les deux séries n’ont pas autant de tours.')
  return mediane(numerateur.map((n, tour) => n / denominateur[tour]!))
}

/** Whether a goal is kept: true, false, or null when it has no bound or no measure. */
export function tenu({ rapport, seuil }: Pick<But, 'rapport' | 'seuil'>): boolean | null {
  if (rapport === null || seuil === undefined) return null
  const lu = /^(<|<=|>|>=) (\d+(?:\.\d+)?)$/.exec(seuil)
  if (!lu) throw new Error(`Seuil illisible : « ${seuil} »`)
  const borne = Number(lu[2])
  switch (lu[1]) {
    case '<':
      return rapport < borne
    case '<=':
      return rapport <= borne
    case '>':
      return rapport > borne
    default:
      return rapport >= borne
  }
}

// Four significant digits: a fifth would only be noise.
const arrondir = (n: number): number => Number(n.toPrecision(4))
