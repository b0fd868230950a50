// The browser of the journeys: the one that npm brings (no system library needed), or the one that CHROMIUM_PATH names.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

export type Chromium = {
  readonly programme: string
  /** Variables without which the unpacked browser finds neither its libraries nor its fonts. */
  readonly env: Readonly<Record<string, string>>
}

declare module 'vitest' {
  interface ProvidedContext {
    chromium: Chromium
  }
}

/** Unpacks the browser in a folder of its own, removed at the end: two runs at once never meet, nor does a half-written one remain. */
export default async function installerChromium(projet: TestProject): Promise<() => void> {
  const choisi = process.env['CHROMIUM_PATH']
  if (choisi) {
    if (!existsSync(choisi)) throw new Error(`CHROMIUM_PATH désigne « ${choisi} », qui n’existe pas.`)
    projet.provide('chromium', { programme: choisi, env: {} })
    return () => {}
  }
  const dossier = mkdtempSync(join(tmpdir(), 'maillage-chromium-'))
  const lues = ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'HOME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH'] as const
  const avant = lues.map((nom) => [nom, process.env[nom]] as const)
  // Read by the package when it is imported: where to unpack, and that its own libraries must be unpacked too.
  process.env['TMPDIR'] = dossier
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs20.x'
  const { default: paquet } = await import('@sparticuz/chromium')
  const programme = await paquet.executablePath()
  const env = Object.fromEntries(
    ['LD_LIBRARY_PATH', 'FONTCONFIG_PATH'].map((nom) => [nom, process.env[nom] ?? '']),
  )
  for (const [nom, valeur] of avant) {
    if (valeur === undefined) delete process.env[nom]
    else process.env[nom] = valeur
  }
  // The package names its fonts under /tmp, whatever the folder it was unpacked in.
  const polices = join(dossier, 'fonts/fonts.conf')
  writeFileSync(polices, readFileSync(polices, 'utf8').replaceAll('>/tmp/', `>${dossier}/`))
  projet.provide('chromium', { programme, env })
  return () => rmSync(dossier, { recursive: true, force: true })
}
