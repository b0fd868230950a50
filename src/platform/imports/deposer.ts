import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Acteur } from '#shared/acteur.ts'
import { ajouterJours, instantParis, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import type { GenreImport } from './genre.ts'
import { lireDans } from './importer.ts'
import { insertImport, oublierLesAnciens } from './imports.repository.ts'

/** Past these, reading or writing is a job: the page does not wait for it. */
export const OCTETS_SANS_TACHE = 64 << 10
/** A preview left unconfirmed is forgotten after this many days. */
const JOURS_DE_GARDE = 30

export type RefusImport =
  | { readonly code: 'interdit' }
  | { readonly code: 'introuvable' }
  /** What the preview said is no longer what would be written: a new preview stands in its place. */
  | { readonly code: 'perime' }
  | { readonly code: 'rien-a-ecrire' }
/** Adds the job that reads or writes a large file, inside the transaction that asks for it. */
export type Envoi = (tx: Tx, quoi: 'lire' | 'ecrire', importId: string) => Promise<void>
/** Receives a file. A small one is read at once; a large one by a job. The same form sent twice is one import. */
export const deposer = (
  base: Base,
  acteur: Acteur,
  genre: GenreImport,
  fichier: { readonly nom: string; readonly contenu: Uint8Array; readonly cle?: string },
  maintenant: Date,
  envoyer: Envoi,
): Promise<Result<{ readonly id: string }, RefusImport>> =>
  base.enTantQue(acteur, async (tx) => {
    if (!genre.droit.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, fichier.cle, id)
    if (premier) return accepter({ id: premier })
    await oublierLesAnciens(
      tx,
      genre,
      instantParis(ajouterJours(jourDe(maintenant), -JOURS_DE_GARDE), '00:00'),
      maintenant,
    )
    await insertImport(tx, acteur, genre, { id, ...fichier }, maintenant)
    if (fichier.contenu.length > OCTETS_SANS_TACHE) await envoyer(tx, 'lire', id)
    else await lireDans(tx, acteur, genre, id, fichier.contenu, maintenant)
    return accepter({ id })
  })
