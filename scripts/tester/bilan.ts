/** What one runner counted. */
export type Bilan = { readonly reussis: number; readonly echoues: number }

/** The part of vitest's JSON report that is read here. */
export type RapportVitest = {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

/**
 * Counts a vitest run. A file that could not be loaded, a test that was not run (its set-up failed, or somebody skipped it)
 * and a run that ends badly without a failed test are failures too: nothing passes by not being run.
 */
export function compterVitest(rapport: RapportVitest | null, code: number): Bilan {
  if (!rapport) return { reussis: 0, echoues: 1 }
  const essais = rapport.testResults.flatMap(({ assertionResults }) => assertionResults)
  const reussis = essais.filter(({ status }) => status === 'passed').length
  const fichiersCasses = rapport.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((essai) => essai.status === 'failed'),
  ).length
  const echoues = essais.length - reussis + fichiersCasses
  return { reussis, echoues: code !== 0 ? Math.max(1, echoues) : echoues }
}

/** Sum over all runners: the last line of `npm test`. */
export function additionner(bilans: readonly Bilan[]): Bilan {
  return {
    reussis: bilans.reduce((somme, { reussis }) => somme + reussis, 0),
    echoues: bilans.reduce((somme, { echoues }) => somme + echoues, 0),
  }
}
