// Lists the licences of what runs in production, and refuses one under which an EUPL-1.2 work could not be distributed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Permissive licences, and those of the appendix of the EUPL 1.2 or that ask nothing of the work that only uses them.
 * OFL-1.1 (fonts) and CC-BY-4.0 (outlines of the départements) cover data, not code.
 */
const COMPATIBLES = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0'],
  ...[
    'CC0-1.0',
    'Unlicense',
    'Zlib',
    'PostgreSQL',
    'Python-2.0',
    'MPL-2.0',
    'LGPL-2.1-only',
    'LGPL-3.0-only',
  ],
  ...['EUPL-1.2', 'EPL-2.0', 'OFL-1.1', 'CC-BY-4.0'],
])

type Verrou = {
  readonly packages: Readonly<
    Record<string, { readonly dev?: boolean; readonly link?: boolean; readonly license?: string }>
  >
}

/** Packages of the lockfile that a production install brings, by licence. Our own workspaces are not listed. */
export function licencesDeProduction(verrou: Verrou): Map<string, string[]> {
  const parLicence = new Map<string, string[]>()
  for (const [chemin, { dev, link, license }] of Object.entries(verrou.packages)) {
    if (!chemin.includes('node_modules/') || dev || link) continue
    const nom = chemin.slice(chemin.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const licence = license ?? 'sans licence déclarée'
    parLicence.set(licence, [...(parLicence.get(licence) ?? []), nom])
  }
  return parLicence
}

/** True when one branch of an SPDX expression (« (MIT OR GPL-3.0) ») is compatible, every part of an « AND » being so. */
export function estCompatible(licence: string): boolean {
  const branches = licence.replace(/[()]/g, '').split(/ OR /)
  return branches.some((branche) => branche.split(/ AND /).every((partie) => COMPATIBLES.has(partie.trim())))
}

if (import.meta.main) {
  const racine = join(import.meta.dirname, '../..')
  const verrou = JSON.parse(readFileSync(join(racine, 'package-lock.json'), 'utf8')) as Verrou
  const listees = [...licencesDeProduction(verrou)].sort(([, a], [, b]) => b.length - a.length)
  for (const [licence, paquets] of listees) console.log(`${String(paquets.length).padStart(4)}  ${licence}`)
  const refusees = listees.filter(([licence]) => !estCompatible(licence))
  for (const [licence, paquets] of refusees)
    console.error(
      `\n${paquets.join(', ')} : licence « ${licence} » absente de la liste des licences compatibles avec l’EUPL-1.2. ` +
        'Remplacez le paquet, ou vérifiez sa licence et complétez scripts/controles/licences.ts.',
    )
  if (refusees.length > 0) process.exitCode = 1
}
