import { organeDe } from '#modules/annuaire'
import type { Base } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, refuser } from '#shared/result.ts'
import { compte, date } from '#shared/typographie.ts'
import { limiteParDefaut } from '../domain/decision.ts'
import { confirmeSesSuites } from '../domain/droits.ts'

export type NouvelleReunion = {
  readonly organe: string
  readonly date: Jour
  readonly limiteInscription: Jour | null
}

/** A member gives the date of a meeting of one of its organs. The same date given twice is one meeting. */
export const ajouterReunion = (base: Base, acteur: Acteur, demande: NouvelleReunion, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    if (!confirmeSesSuites.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const organe = organeDe(acteur.typeOrganisme, demande.organe)
    if (!organe?.delibere) return refuser({ code: 'organe-inconnu' as const })
    if (demande.date < jourDe(maintenant)) return refuser({ code: 'date-passee' as const })
    const limite = demande.limiteInscription ?? limiteParDefaut(demande.date)
    if (limite > demande.date) return refuser({ code: 'limite-apres-reunion' as const })
    await tx
      .insertInto('reunion_organe')
      .values({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        organisme_id: acteur.organismeId,
        organe: demande.organe,
        date: demande.date,
        limite_inscription: limite,
        origine: 'saisie',
      })
      .onConflict((c) =>
        c
          .columns(['cooperation_id', 'organisme_id', 'organe', 'date'])
          .doUpdateSet({ limite_inscription: limite, annulee_le: null }),
      )
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'calendrier.ajouter',
      objet: { type: 'reunion_organe' },
      resume: `${organe.libelle} ${deNom(acteur.libelle)} : ${date(demande.date)}`,
    })
    return accepter({ date: demande.date })
  })

/** A member withdraws one of its meetings: it is kept, marked as cancelled. */
export const annulerReunion = (base: Base, acteur: Acteur, id: string, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    if (!confirmeSesSuites.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const [annulee] = await tx
      .updateTable('reunion_organe')
      .set({ annulee_le: maintenant })
      .where('id', '=', id)
      .where('organisme_id', '=', acteur.organismeId)
      .where('annulee_le', 'is', null)
      .returning(['date', 'organe'])
      .execute()
    if (!annulee) return refuser({ code: 'introuvable' as const })
    await consigner(tx, acteur, maintenant, {
      action: 'calendrier.annuler',
      objet: { type: 'reunion_organe', id },
      resume: `Réunion retirée du calendrier ${deNom(acteur.libelle)} : ${date(annulee.date)}`,
    })
    return accepter({ date: annulee.date })
  })

export type ReunionImportee = { readonly uid: string; readonly date: Jour }

/**
 * Takes the meetings of an organ from the member's own calendar. Repeatable: an event already known is moved, not doubled.
 * Past dates are left out.
 */
export const importerReunions = (
  base: Base,
  acteur: Acteur,
  organe: string,
  reunions: readonly ReunionImportee[],
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!confirmeSesSuites.autorise(acteur)) return refuser({ code: 'interdit' as const })
    if (!organeDe(acteur.typeOrganisme, organe)?.delibere) return refuser({ code: 'organe-inconnu' as const })
    const aVenir = reunions.filter(({ date }) => date >= jourDe(maintenant))
    let nouvelles = 0
    for (const { uid, date } of aVenir) {
      const limite = limiteParDefaut(date)
      const deplacee = await tx
        .updateTable('reunion_organe')
        .set({ date, limite_inscription: limite, annulee_le: null })
        .where('organisme_id', '=', acteur.organismeId)
        .where('uid', '=', uid)
        .returning('id')
        .executeTakeFirst()
      if (deplacee) continue
      const ajoutee = await tx
        .insertInto('reunion_organe')
        .values({
          id: nouvelId(),
          cooperation_id: acteur.cooperationId,
          organisme_id: acteur.organismeId,
          organe,
          date,
          limite_inscription: limite,
          origine: 'agenda',
          uid,
        })
        .onConflict((c) => c.columns(['cooperation_id', 'organisme_id', 'organe', 'date']).doNothing())
        .returning('id')
        .executeTakeFirst()
      if (ajoutee) nouvelles++
    }
    await consigner(tx, acteur, maintenant, {
      action: 'calendrier.importer',
      objet: { type: 'reunion_organe' },
      resume: `Calendrier importé par ${acteur.libelle} : ${compte(nouvelles, 'réunion nouvelle', 'réunions nouvelles')}`,
    })
    return accepter({ lues: reunions.length, nouvelles, passees: reunions.length - aVenir.length })
  })
