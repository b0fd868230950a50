import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { preparerBinaires, trouverBinaires } from './binaires.ts'
import { choisirCompte } from './compte.ts'
import { creerDonnees } from './creation.ts'
import type { OptionsServeur, ServeurEmbarque } from './index.ts'
import { lancer } from './lancement.ts'
import { adresse, ecrireAcces, reglages } from './reglages.ts'
import { supprimerDossierTemporaire } from './temporaire.ts'

/** Where the PostgreSQL 15 packaged by Debian keeps its programs: the oldest version that Maillage supports. */
export const BINAIRES_DEBIAN_15 = '/usr/lib/postgresql/15/bin'

/**
 * Starts a private server on empty data, for tests and benches. Nothing is fsynced and nothing is kept: it disappears,
 * folder included, at `arreter` or when this process ends in any way, SIGKILL included.
 * @throws {ServeurIndisponible}
 */
export async function demarrerServeurJetable(
  options: Omit<OptionsServeur, 'dossier'> = {},
): Promise<ServeurEmbarque> {
  const binaires = await trouverBinaires(options.binaires)
  const compte = await choisirCompte()
  const prets = await preparerBinaires(binaires, compte)
  const donnees = join(prets.temporaire, 'pg')
  try {
    await creerDonnees(donnees, prets, compte, { jetable: true })
    await ecrireAcces(donnees, binaires.majeure, compte)
    await lancer(
      donnees,
      prets,
      compte,
      reglages(binaires.majeure, { jetable: true }),
      options.journal ?? (() => {}),
    )
  } catch (erreur) {
    await supprimerDossierTemporaire(prets.temporaire)
    throw erreur
  }
  return { ...adresse(prets.temporaire), dejaLance: false, arreter: tenirEnVie(prets.temporaire) }
}

// Waits for the end of its input, which the kernel closes when our process ends; then stops the server and cleans up.
const GARDIEN = `
read -r _
read -r p < "$1/pg/postmaster.pid" && kill -QUIT "$p" && while kill -0 "$p"; do sleep 0.02; done
rm -rf "$1"`

function tenirEnVie(dossier: string): () => Promise<void> {
  const gardien = spawn('/bin/sh', ['-c', GARDIEN, 'gardien', dossier], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const fini = once(gardien, 'exit')
  gardien.unref()
  ;(gardien.stdin as Socket).unref()
  return async () => {
    gardien.ref()
    gardien.stdin?.end()
    await fini
  }
}
