import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { dateLongue } from '#shared/typographie.ts'
import { conflits, type GenreDeDate, refusDuDepot } from '../domain/dates-annoncees.ts'
import { type DateLue, findDate, listDuJour } from './dates.queries.ts'

export type SaisieDate = {
  readonly genre: GenreDeDate
  readonly libelle: string
  readonly le: Jour
  readonly depotAvant: Jour | null
  /** The conflicts were read, and the date is kept all the same. */
  readonly quandMeme: boolean
}
export type RefusDate =
  | { readonly code: 'introuvable' | 'page-perimee' }
  | { readonly code: 'depot'; readonly phrase: string }
  | { readonly code: 'conflit'; readonly avec: readonly DateLue[] }

/**
 * Announces a date of the actor's centre (`id` null), or moves one. A date that meets another is kept only once its conflict was read. Sent
 * twice with one key, it announces one and answers the same; a stale page moves nothing. Diaries that follow the feed see the change: its version is their sequence.
 */
export const ecrireDate = (
  base: Base,
  acteur: Acteur,
  id: string | null,
  version: number,
  { genre, libelle, le, depotAvant, quandMeme }: SaisieDate,
  cle: string | undefined,
  maintenant: Date,
): Promise<Result<{ readonly id: string }, RefusDate>> =>
  base.enTantQue(acteur, async (tx) => {
    const dateId = id ?? nouvelId(+maintenant)
    // Before anything is judged: sent again, a date would meet itself.
    const premiere = id === null ? await dejaRecu(tx, acteur.cooperationId, cle, dateId) : null
    if (premiere) return accepter({ id: premiere })
    const garde = id === null ? null : await findDate(tx, id)
    if (garde === undefined || (garde && (garde.centreId !== acteur.organismeId || garde.annulee)))
      return refuser({ code: 'introuvable' as const })
    if (garde && garde.version !== version) return refuser({ code: 'page-perimee' as const })
    const phrase = refusDuDepot(genre, le, depotAvant)
    if (phrase) return refuser({ code: 'depot' as const, phrase })
    const mien = { id: id ?? '', centreId: acteur.organismeId, genre, le }
    const avec = conflits(mien, await listDuJour(tx, le))
    if (avec.length > 0 && !quandMeme) return refuser({ code: 'conflit' as const, avec })
    const ligne = { genre, libelle, le, depot_avant: depotAvant, ecrite_le: maintenant }
    if (id === null)
      await tx
        .insertInto('demande_date')
        .values({ id: dateId, cooperation_id: acteur.cooperationId, centre_id: acteur.organismeId, ...ligne })
        .execute()
    else await tx.updateTable('demande_date').set(ligne).where('id', '=', id).execute()
    await consigner(tx, acteur, maintenant, {
      action: 'demande.date',
      objet: { type: 'demande_date', id: dateId },
      resume: `« ${libelle} » ${id === null ? 'annoncé pour' : 'déplacé au'} ${dateLongue(le)}`,
    })
    return accepter({ id: dateId })
  })

/** Cancels a date of the actor's centre: it stays, crossed out. */
export const annulerDate = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  maintenant: Date,
): Promise<Result<null, RefusDate>> =>
  base.enTantQue(acteur, async (tx) => {
    const garde = await findDate(tx, id)
    if (!garde || garde.centreId !== acteur.organismeId || garde.annulee)
      return refuser({ code: 'introuvable' as const })
    if (garde.version !== version) return refuser({ code: 'page-perimee' as const })
    await tx
      .updateTable('demande_date')
      .set({ annulee_le: maintenant, ecrite_le: maintenant })
      .where('id', '=', id)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'demande.date',
      objet: { type: 'demande_date', id },
      resume: `« ${garde.libelle} » du ${dateLongue(garde.le)} annulé`,
    })
    return accepter(null)
  })
