// npm run deps: who may import whom, by the rules of .dependency-cruiser.cjs.
import { join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

/** Under this number of modules the tool saw nothing (it does under a TypeScript it does not know) and its silence proves nothing. */
const MODULES_MIN = 20

export type Frontieres = {
  readonly modules: number
  readonly violations: readonly { readonly regle: string; readonly de: string; readonly vers: string }[]
}

/** Applies the rules to src/ and packages/ of `racine`. */
export async function verifierFrontieres(racine: string): Promise<Frontieres> {
  const options = await extractDepcruiseOptions(join(racine, '.dependency-cruiser.cjs'))
  const { output } = await cruise(['src', 'packages'], { ...options, baseDir: racine }, undefined, {
    tsConfig: extractTSConfig(join(racine, 'tsconfig.json')),
  })
  const { summary } = output as ICruiseResult
  return {
    modules: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to, cycle }) => ({
      regle: rule.name,
      de: from,
      vers: cycle ? cycle.map(({ name }) => name).join(' → ') : to,
    })),
  }
}

if (import.meta.main) {
  const { modules, violations } = await verifierFrontieres(join(import.meta.dirname, '../..'))
  for (const { regle, de, vers } of violations) console.error(`${regle} : ${de} → ${vers}`)
  if (modules < MODULES_MIN)
    console.error(
      `Seulement ${modules} modules vus : l’outil n’a pas su lire le code, son silence ne prouve rien.`,
    )
  else console.log(`${modules} modules, ${violations.length} import(s) hors des frontières.`)
  if (violations.length > 0 || modules < MODULES_MIN) process.exitCode = 1
}
