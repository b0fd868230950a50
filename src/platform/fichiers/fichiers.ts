import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import type { Tx } from '../base/base.ts'
import { type Depot, FichierPerdu, type Lecture } from './depot.ts'
import { depotDossier } from './depot-dossier.ts'
import type { MisDeCote } from './mettre-de-cote.ts'
import { prouver } from './prouver.ts'

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
  /**
   * The same, of bytes that come one after the other and are never held whole. With `attendu`, throws FichierPerdu and keeps nothing when they
   * are not those of that name.
   */
  garderFlux(octets: AsyncIterable<Uint8Array>, attendu?: string): Promise<string>
  /** The bytes of a name, whole and checked against it: for files of a few megabytes. Throws FichierPerdu when they are gone or damaged. */
  lire(sha256: string): Promise<Buffer>
  /**
   * The bytes of a name, on their way to somebody. Up to a megabyte they are checked before the first is given, and FichierPerdu is thrown here.
   * Beyond, the stream fails with it before its last bytes: who was told the size knows that it was cut.
   */
  ouvrir(sha256: string): Promise<Lecture>
  /** The bytes of a name, checked, put aside on a disk for the time of reading them. Throws FichierPerdu. */
  mettreDeCote(sha256: string): Promise<MisDeCote>
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

/** Bytes checked before the first is given. Larger files are checked on their way. */
const ENTIER = 1024 * 1024

const empreinteDe = (contenu: Uint8Array): string => createHash('sha256').update(contenu).digest('hex')
const cleDe = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256}`
const cleEcartee = (sha256: string): string => `${ECARTES}/${sha256}`

/** Files over a store: named by their content, so that the same bytes are kept once and nothing is ever written over. */
export function ouvrirFichiers(depot: Depot): Fichiers {
  /** Keys whose bytes were found damaged on their way: looked at last from then on. */
  const abimees = new Set<string>()
  const perdu = (sha256: string, abime: boolean) =>
    new FichierPerdu(`Le fichier ${sha256} ${abime ? 'est abîmé' : 'manque'} dans ${depot.lieu}.`)

  /** Looks where a name may be until `prendre` takes what it finds there; what it does not take is damaged. */
  async function chercher<T>(
    sha256: string,
    prendre: (lecture: Lecture, cle: string) => Promise<T | null>,
  ): Promise<T> {
    // The third look is for bytes that were taken back between the first and the second.
    const places = [cleDe(sha256), cleEcartee(sha256), cleDe(sha256)]
    let abime = false
    for (const cle of places.sort((a, b) => Number(abimees.has(a)) - Number(abimees.has(b)))) {
      const lecture = await depot.ouvrir(cle)
      const pris = lecture && (await prendre(lecture, cle))
      if (pris) return pris
      abime ||= lecture !== null
    }
    throw perdu(sha256, abime)
  }
  const entier = (sha256: string) => async (lecture: Lecture) => {
    const contenu = await buffer(lecture.octets)
    return empreinteDe(contenu) === sha256 ? contenu : null
  }
  const surLeChemin = (sha256: string, { taille, octets }: Lecture, cle: string): Lecture => ({
    taille,
    octets: prouver(octets, sha256, () => {
      abimees.add(cle)
      return perdu(sha256, true)
    }),
  })
  const estIntact = async (sha256: string, cle: string): Promise<boolean> => {
    const lecture = await depot.ouvrir(cle)
    if (!lecture) return false
    const hachage = createHash('sha256')
    for await (const morceau of lecture.octets) hachage.update(morceau as Buffer)
    return hachage.digest('hex') === sha256
  }
  /**
   * Bytes that are no longer those of their name never go over sound ones.
   * @param memeAbimes damaged ones leave too, when nothing sound is there: nobody names them. Otherwise they stay where they are.
   */
  const deplacer = async (sha256: string, de: string, vers: string, memeAbimes: boolean) => {
    const copier = async (octetsDe: (lecture: Lecture) => Readable) => {
      const lecture = await depot.ouvrir(de)
      if (!lecture) return lecture
      try {
        return await depot.deposer(octetsDe(lecture), () => vers)
      } finally {
        // Never begun to be read when the place to write them could not be opened.
        lecture.octets.destroy()
      }
    }
    const telsQuels = ({ octets }: Lecture) => octets
    try {
      if (!(await copier((lecture) => surLeChemin(sha256, lecture, de).octets))) return
    } catch (erreur) {
      if (!(erreur instanceof FichierPerdu)) throw erreur
      if (!(await estIntact(sha256, vers))) {
        if (!memeAbimes) return
        await copier(telsQuels)
        // Given again since they were read: what is there now is sound, and goes with them.
        if (await estIntact(sha256, de)) await copier(telsQuels)
      }
    }
    abimees.delete(vers)
    await depot.supprimer(de)
  }
  return {
    async garder(contenu) {
      const sha256 = empreinteDe(contenu)
      // Written again even when it is there: its date says that somebody has just given it.
      await depot.ecrire(cleDe(sha256), contenu)
      abimees.delete(cleDe(sha256))
      return sha256
    },
    async garderFlux(octets, attendu) {
      const { sha256 } = await depot.deposer(octets, (recu) => {
        if (attendu !== undefined && recu !== attendu)
          throw new FichierPerdu(`Les octets donnés pour ${attendu} ne sont pas les siens.`)
        return cleDe(recu)
      })
      abimees.delete(cleDe(sha256))
      return sha256
    },
    lire: (sha256) => chercher(sha256, entier(sha256)),
    ouvrir: (sha256) =>
      chercher<Lecture>(sha256, async (lecture, cle) => {
        if (lecture.taille > ENTIER) return surLeChemin(sha256, lecture, cle)
        const contenu = await entier(sha256)(lecture)
        return contenu && { taille: contenu.length, octets: Readable.from([contenu], { objectMode: false }) }
      }),
    mettreDeCote: (sha256) =>
      chercher(sha256, async ({ octets }) => {
        const mis = await depot.mettreDeCote(octets).finally(() => octets.destroy())
        if (mis.sha256 === sha256) return mis
        await mis.fermer()
        return null
      }),
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
