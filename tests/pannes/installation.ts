// One demonstration for the whole suite, made once by the real command: each test file works on its own copy of the folder.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { demarrerServeur, dossierJetable } from '../serveur.ts'

declare module 'vitest' {
  interface ProvidedContext {
    demonstration: string
  }
}

export default async function installer(projet: TestProject): Promise<() => void> {
  const modele = dossierJetable()
  const donnees = join(modele.chemin, 'donnees')
  const serveur = await demarrerServeur({ DONNEES: donnees })
  await serveur.arreter()
  projet.provide('demonstration', donnees)
  return () => modele.supprimer()
}

/** Copies a stopped folder, owners and modes included. */
export function copierDonnees(de: string, vers: string): void {
  execFileSync('cp', ['-a', de, vers])
}
