import { chown, mkdir, readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { preparerBinaires, trouverBinaires } from './binaires.ts'
import { choisirCompte } from './compte.ts'
import { creerDonnees, refuserAutreVersion } from './creation.ts'
import { ServeurIndisponible } from './indisponible.ts'
import { dejaOuvert, lancer } from './lancement.ts'
import { attendreFin, lirePostmaster, oublierPostmaster, patienter, sertLeDossier } from './postmaster.ts'
import { adresse, ecrireAcces, empreinte, reglages } from './reglages.ts'
import { relancer, type ServeurARelancer } from './relance.ts'
import { supprimerDossierTemporaire } from './temporaire.ts'
import { garder, type Propriete, prendrePropriete } from './verrou.ts'

export { creerBaseDepuisModele } from './bases.ts'
export { ServeurIndisponible } from './indisponible.ts'
export { BINAIRES_DEBIAN_15, demarrerServeurJetable } from './jetable.ts'

/** A running PostgreSQL server, reached by a Unix socket only. */
export type ServeurEmbarque = {
  socketDir: string
  port: number
  superutilisateur: string
  /** Connection string for `pg`: postgres://role@/base?host=… The superuser is the default role. */
  url(base: string, role?: string): string
  /** The server had outlived an earlier launch and was taken over. */
  dejaLance: boolean
  /** Stops the server (connections are cut, everything is on disk) and removes its socket. May be called twice. */
  arreter(): Promise<void>
}

export type OptionsServeur = {
  /** Folder of the data; created when absent. The server lives in a subfolder named after its major version. */
  dossier: string
  /** Receives what an operator should read: French sentences, one per call. */
  journal?: (ligne: string) => void
  /** Folder of the programs of an installed PostgreSQL ≥ 15, instead of those brought by npm. */
  binaires?: string
}

/**
 * Starts the server of `dossier`, creates it the first time, or takes over the one that an earlier launch left running
 * (killed process). The process that holds a server owns it alone: a second launch on the same folder is refused.
 * A server that stops without being asked (killed, out of memory) is started again behind the same address.
 * Installs no signal handler: the caller decides when to `arreter`. If it never does, the server survives the process
 * and the next launch takes it over.
 * @throws {ServeurIndisponible} with the sentence to show
 */
export async function demarrerServeurEmbarque(options: OptionsServeur): Promise<ServeurEmbarque> {
  const dire = options.journal ?? (() => {})
  const binaires = await trouverBinaires(options.binaires)
  const dossier = await ouvrirDossier(options.dossier)
  await refuserAutreVersion(dossier, binaires.majeure)
  const donnees = join(dossier, `pg${binaires.majeure}`)
  const liste = reglages(binaires.majeure)
  const marque = empreinte(binaires.version, liste)
  const lieu: Lieu = {
    donnees,
    dire,
    binaires,
    compte: await choisirCompte(donnees, dossier),
    marque,
    reglages: { ...liste, 'maillage.reglages': marque },
  }
  const trouve = await adopter(lieu)
  if (trouve) return trouve
  await demarrer(lieu)
  const nouveau = await adopter(lieu)
  if (!nouveau) throw new ServeurIndisponible('demarrage', `${donnees}.log`)
  return { ...nouveau, dejaLance: false }
}

type Lieu = ServeurARelancer & { marque: string }

async function ouvrirDossier(demande: string): Promise<string> {
  try {
    await mkdir(demande, { recursive: true, mode: 0o700 })
    return await realpath(demande)
  } catch (erreur) {
    const plein = (erreur as NodeJS.ErrnoException).code === 'ENOSPC'
    throw new ServeurIndisponible(plein ? 'disque-plein' : 'dossier', demande, String(erreur))
  }
}

/** Owns the server already running on the folder; undefined when there is none, or when it had to be stopped. */
async function adopter(lieu: Lieu): Promise<ServeurEmbarque | undefined> {
  const { donnees } = lieu
  const limite = Date.now() + 10_000 // for a server that does not answer; one that recovers or stops is waited for
  for (;;) {
    const postmaster = await lirePostmaster(donnees)
    if (!postmaster || !(await sertLeDossier(postmaster.pid, donnees))) return undefined
    const { pid, socketDir, pret } = postmaster
    if (pret) {
      const tentative = await prendrePropriete(socketDir)
      if (tentative.etat === 'pris') throw dejaOuvert(tentative.pid)
      if (tentative.etat === 'obtenu') {
        const { propriete } = tentative
        if (propriete.reglages === lieu.marque) return posseder(lieu, socketDir, propriete)
        await arreterServeur(donnees, socketDir) // programs or settings of another version of Maillage
        return undefined
      }
      if (Date.now() > limite) {
        throw new ServeurIndisponible('ne-repond-pas', `(processus ${pid})`, tentative.raison)
      }
    }
    await patienter()
  }
}

async function demarrer({ donnees, dire, binaires, compte, reglages: liste }: Lieu): Promise<void> {
  await oublierPostmaster(donnees)
  const prets = await preparerBinaires(binaires, compte)
  try {
    const existe = await stat(donnees).catch(() => undefined)
    // An empty folder holds nothing to keep: the new data take its place.
    if (!existe || (await readdir(donnees)).length === 0) await creerDonnees(donnees, prets, compte)
    else {
      if (compte && existe.uid !== compte.uid) await chown(donnees, compte.uid, compte.gid)
    }
    await ecrireAcces(donnees, binaires.majeure, compte)
    await lancer(donnees, prets, compte, liste, dire)
  } catch (erreur) {
    await supprimerDossierTemporaire(prets.temporaire)
    throw erreur
  }
}

function posseder(lieu: Lieu, socketDir: string, propriete: Propriete): ServeurEmbarque {
  const { donnees } = lieu
  const garde = garder(socketDir, propriete, {
    vit: async () => (await findServeur(donnees)) !== undefined,
    relancer: () => relancer(lieu, socketDir),
    dire: lieu.dire,
  })
  let arret: Promise<void> | undefined
  return {
    ...adresse(socketDir),
    dejaLance: true,
    arreter() {
      arret ??= garde.rendre().then(() => arreterServeur(donnees, socketDir))
      return arret
    },
  }
}

async function arreterServeur(donnees: string, socketDir: string): Promise<void> {
  const pid = await findServeur(donnees)
  if (pid !== undefined) {
    // SIGINT is PostgreSQL's "fast" stop: no new connection, the others are cut, a last checkpoint.
    process.kill(pid, 'SIGINT')
    await attendreFin(pid, donnees)
  }
  await supprimerDossierTemporaire(socketDir)
}

/** Number of the server that works in the folder. */
async function findServeur(donnees: string): Promise<number | undefined> {
  const postmaster = await lirePostmaster(donnees)
  return postmaster && (await sertLeDossier(postmaster.pid, donnees)) ? postmaster.pid : undefined
}
