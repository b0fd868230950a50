import { createHash } from 'node:crypto'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import type { Tx } from '../base/base.ts'
import { type Depot, FichierPerdu } from './depot.ts'
import { depotDossier } from './depot-dossier.ts'

export type Garde = {
  readonly sha256: string
  /** When the bytes were last given or, put aside, when they were. */
  readonly gardeLe: Date
  /** Nothing named them: they wait to be forgotten, and are still read meanwhile. */
  readonly ecarte: boolean
}

export type Fichiers = {
  /** Keeps bytes under their SHA-256, written and flushed before the answer; returns that name. */
  garder(contenu: Uint8Array): Promise<string>
  /** The bytes of a name, checked against it. Throws FichierPerdu when they are gone or damaged. */
  lire(sha256: string): Promise<Buffer>
  /** Everything kept, in any order. */
  lister(): AsyncIterable<Garde>
  /** Puts aside bytes that nothing names, sound or damaged. Given again meanwhile, they are kept anew beside. */
  ecarter(sha256: string): Promise<void>
  /** Takes back bytes put aside: something names them after all. */
  reprendre(sha256: string): Promise<void>
  /** Forgets bytes put aside, and nothing else: what was given again since stays. */
  oublier(sha256: string): Promise<void>
  /** Removes what writes that never ended left before this instant; returns how many. */
  nettoyer(avant: Date): Promise<number>
}

/** A name that this application gave: anything else in the store is not ours. */
const EMPREINTE = /^[0-9a-f]{64}$/
const ECARTES = 'ecartes'

const empreinteDe = (contenu: Uint8Array): string => createHash('sha256').update(contenu).digest('hex')
const cleDe = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256}`
const cleEcartee = (sha256: string): string => `${ECARTES}/${sha256}`

/** Files over a store: named by their content, so that the same bytes are kept once and nothing is ever written over. */
export function ouvrirFichiers(depot: Depot): Fichiers {
  const intact = (contenu: Uint8Array | null, sha256: string) =>
    contenu !== null && empreinteDe(contenu) === sha256
  /**
   * Bytes that are no longer those of their name never go over sound ones.
   * @param memeAbimes damaged ones leave too, when nothing sound is there: nobody names them. Otherwise they stay where they are.
   */
  const deplacer = async (sha256: string, de: string, vers: string, memeAbimes: boolean) => {
    const contenu = await depot.lire(de)
    if (contenu === null) return
    if (intact(contenu, sha256)) await depot.ecrire(vers, contenu)
    else if (!intact(await depot.lire(vers), sha256)) {
      if (!memeAbimes) return
      await depot.ecrire(vers, contenu)
      // Given again since they were read: what is there now is sound, and goes with them.
      const revenu = await depot.lire(de)
      if (revenu !== null && intact(revenu, sha256)) await depot.ecrire(vers, revenu)
    }
    await depot.supprimer(de)
  }
  return {
    async garder(contenu) {
      const sha256 = empreinteDe(contenu)
      // Written again even when it is there: its date says that somebody has just given it.
      await depot.ecrire(cleDe(sha256), contenu)
      return sha256
    },
    async lire(sha256) {
      // The third look is for bytes that were taken back between the first and the second.
      let abime = false
      for (const cle of [cleDe(sha256), cleEcartee(sha256), cleDe(sha256)]) {
        const contenu = await depot.lire(cle)
        if (contenu === null) continue
        if (intact(contenu, sha256)) return contenu
        abime = true
      }
      throw new FichierPerdu(`Le fichier ${sha256} ${abime ? 'est abîmé' : 'manque'} dans ${depot.lieu}.`)
    },
    async *lister() {
      for await (const { cle, ecritLe } of depot.lister()) {
        const [dossier, sha256 = '', ...reste] = cle.split('/')
        if (!EMPREINTE.test(sha256) || reste.length > 0) continue
        const ecarte = dossier === ECARTES
        if (ecarte || dossier === sha256.slice(0, 2)) yield { sha256, gardeLe: ecritLe, ecarte }
      }
    },
    ecarter: (sha256) => deplacer(sha256, cleDe(sha256), cleEcartee(sha256), true),
    reprendre: (sha256) => deplacer(sha256, cleEcartee(sha256), cleDe(sha256), false),
    oublier: (sha256) => depot.supprimer(cleEcartee(sha256)),
    nettoyer: (avant) => depot.nettoyer(avant),
  }
}

/** Files in a folder of this machine. */
export const fichiersDuDossier = (dossier: string): Fichiers => ouvrirFichiers(depotDossier(dossier))

export type FichierRecu = {
  readonly nom: string
  readonly typeMime: string
  readonly taille: number
  readonly sha256: string
}

/** Writes the row of a file whose bytes are already kept: whose it is, who sent it (nobody known by a signed link), when. Returns its identifier. */
export async function insertFichier(
  tx: Tx,
  acteur: Pick<Acteur, 'cooperationId' | 'organismeId'> & { readonly personneId: string | null },
  fichier: FichierRecu,
  maintenant: Date,
): Promise<string> {
  const id = nouvelId()
  await tx
    .insertInto('fichier')
    .values({
      id,
      cooperation_id: acteur.cooperationId,
      organisme_id: acteur.organismeId,
      nom: fichier.nom,
      type_mime: fichier.typeMime,
      taille: fichier.taille,
      sha256: fichier.sha256,
      depose_par: acteur.personneId,
      depose_le: maintenant,
    })
    .execute()
  return id
}
