import { randomUUID } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Depot } from './depot.ts'
import { absent, faireDossier, graver, listDossier, retirerAvant } from './dossiers.ts'
import { mettreDeCote, recevoirDans } from './mettre-de-cote.ts'

/** Beside the files, on the same disk: what is being written, before it takes its name. */
const ATTENTE = 'attente'
/** What a write cut short left beside its key, before ADR 0081. */
const COUPE_AUTREFOIS = /^[0-9a-f]{64}\.\d+\.\d+\.\d+$/

/** A folder of this machine, or one that several share: the default. Bytes are flushed before the answer, and appear whole. */
export function depotDossier(dossier: string): Depot {
  const chemin = (cle: string) => join(dossier, ...cle.split('/'))
  const attente = join(dossier, ATTENTE)
  const deposer: Depot['deposer'] = async (octets, nommer) => {
    await faireDossier(attente)
    const provisoire = join(attente, randomUUID())
    const fichier = await open(provisoire, 'wx', 0o600)
    try {
      const recu = await recevoirDans(fichier, octets, true).finally(() => fichier.close())
      const cible = chemin(nommer(recu.sha256))
      await faireDossier(dirname(cible))
      await rename(provisoire, cible)
      // The name too must outlive a power cut.
      await graver(dirname(cible))
      return recu
    } catch (erreur) {
      await rm(provisoire, { force: true })
      throw erreur
    }
  }
  return {
    lieu: dossier,
    deposer,
    async ecrire(cle, contenu) {
      await deposer(
        (async function* () {
          yield contenu
        })(),
        () => cle,
      )
    },
    async ouvrir(cle) {
      const fichier = await open(chemin(cle)).catch(absent)
      if (!fichier) return null
      try {
        const { size } = await fichier.stat()
        return { taille: size, octets: fichier.createReadStream() }
      } catch (erreur) {
        await fichier.close()
        throw erreur
      }
    },
    mettreDeCote: (octets) => mettreDeCote(octets, attente),
    async *lister() {
      for (const sous of (await listDossier(dossier)).sort())
        for (const nom of (await listDossier(join(dossier, sous))).sort()) {
          const vu = await stat(join(dossier, sous, nom)).catch(absent)
          if (vu) yield { cle: `${sous}/${nom}`, ecritLe: vu.mtime }
        }
    },
    supprimer: (cle) => rm(chemin(cle), { force: true }),
    async nettoyer(avant) {
      let retires = await retirerAvant(attente, avant)
      for (const sous of await listDossier(dossier))
        retires += await retirerAvant(join(dossier, sous), avant, (nom) => COUPE_AUTREFOIS.test(nom))
      return retires
    },
  }
}
