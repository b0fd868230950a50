/** A commune as one vintage of the official geographic code gives it. */
export type CommuneDuCode = {
  readonly code: string
  readonly nom: string
  readonly departement: string
  readonly region: string
  readonly siren: string | null
  readonly population: number | null
}

/** A former commune of the same vintage and the commune it now belongs to. */
export type Rattachement = { readonly code: string; readonly chefLieu: string }

export type CommuneConnue = {
  readonly code: string
  readonly nom: string
  readonly siren: string | null
  readonly population: number | null
  readonly departement: string
  readonly fusionneeDans: string | null
}

export type PlanMillesime = {
  readonly nouvelles: readonly CommuneDuCode[]
  readonly changees: readonly CommuneDuCode[]
  /** Known communes that the new vintage no longer holds, and where they went. */
  readonly fusions: readonly { readonly code: string; readonly vers: string }[]
  /** Known communes that disappear without a known destination: kept as they are, and told. */
  readonly sansSuite: readonly string[]
}

/**
 * What a new vintage changes, over the départements it covers: nothing is deleted, a merged commune points to the one it became
 * and keeps its history. A commune that comes back (a merger undone) is no longer merged.
 */
export function planifierMillesime(
  connues: readonly CommuneConnue[],
  communes: readonly CommuneDuCode[],
  rattachements: readonly Rattachement[],
): PlanMillesime {
  const parCode = new Map(connues.map((commune) => [commune.code, commune]))
  const actuelles = new Set(communes.map(({ code }) => code))
  const destination = new Map(rattachements.map(({ code, chefLieu }) => [code, chefLieu]))
  const disparues = connues.filter(
    ({ code, fusionneeDans }) => !actuelles.has(code) && fusionneeDans === null,
  )
  const vers = (code: string): string | null => {
    const chefLieu = destination.get(code)
    return chefLieu && chefLieu !== code && actuelles.has(chefLieu) ? chefLieu : null
  }
  return {
    nouvelles: communes.filter(({ code }) => !parCode.has(code)),
    changees: communes.filter((commune) => {
      const connue = parCode.get(commune.code)
      return (
        connue &&
        (connue.nom !== commune.nom ||
          connue.siren !== commune.siren ||
          connue.population !== commune.population ||
          connue.fusionneeDans !== null)
      )
    }),
    fusions: disparues.flatMap(({ code }) => {
      const cible = vers(code)
      return cible ? [{ code, vers: cible }] : []
    }),
    sansSuite: disparues.filter(({ code }) => vers(code) === null).map(({ code }) => code),
  }
}
