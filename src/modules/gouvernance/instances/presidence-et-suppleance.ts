import type { Base } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, engageSonOrganisme } from '#shared/acteur.ts'
import { ajouterJours, type Jour, jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, refuser } from '#shared/result.ts'
import { date } from '#shared/typographie.ts'
import { regleLesInstances } from '../domain/droits.ts'
import { planifierTours, raccorder } from '../domain/presidence.ts'
import { listSuppleantsPossibles, listTours, lockInstance } from './instances.repository.ts'

import { INTERDIT, INTROUVABLE, PERIMEE } from './refus-instance.ts'

export type Presidence =
  | { readonly mode: 'coordonnateur'; readonly du: Jour }
  | { readonly mode: 'elue'; readonly organismeId: string; readonly du: Jour }
  | {
      readonly mode: 'tournante'
      readonly ordre: readonly string[]
      readonly mois: number
      readonly du: Jour
    }

/** Says who chairs from a day on: the coordinating member, the member elected, or each in turn. Past turns and past séances stay. */
export const changerPresidence = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  presidence: Presidence,
  accord: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!regleLesInstances.autorise(acteur)) return INTERDIT
    const actuelle = await lockInstance(tx, id)
    if (!actuelle) return INTROUVABLE
    if (actuelle.version !== version) return PERIMEE
    const { du } = presidence
    if (du < jourDe(maintenant)) return refuser({ code: 'date-passee' as const })
    const { clore, retirer } = raccorder(await listTours(tx, id), du)
    for (const tour of retirer)
      await tx.deleteFrom('tour_presidence').where('instance_id', '=', id).where('du', '=', tour.du).execute()
    for (const tour of clore)
      await tx
        .updateTable('tour_presidence')
        .set({ au: ajouterJours(du, -1) })
        .where('instance_id', '=', id)
        .where('du', '=', tour.du)
        .execute()
    const nouveaux =
      presidence.mode === 'tournante'
        ? planifierTours(presidence.ordre, du, presidence.mois)
        : presidence.mode === 'elue'
          ? [{ organismeId: presidence.organismeId, du, au: null }]
          : []
    if (nouveaux.length > 0)
      await tx
        .insertInto('tour_presidence')
        .values(
          nouveaux.map((tour) => ({
            cooperation_id: acteur.cooperationId,
            instance_id: id,
            organisme_id: tour.organismeId,
            du: tour.du,
            au: tour.au,
          })),
        )
        .execute()
    await tx
      .updateTable('instance')
      .set({
        presidence: presidence.mode,
        presidence_mois: presidence.mode === 'tournante' ? presidence.mois : null,
        ordre_presidence: presidence.mode === 'tournante' ? [...presidence.ordre] : [],
      })
      .where('id', '=', id)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'instance.presidence',
      objet: { type: 'instance', id },
      resume: `Présidence changée à compter du ${date(du)} : ${actuelle.nom} (${accord})`,
    })
    return accepter({ id })
  })

/** A member names who may take its seat when the holder cannot: its own people, nobody else's. */
export const nommerSuppleants = (
  base: Base,
  acteur: Acteur,
  id: string,
  mandats: readonly string[],
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!engageSonOrganisme.autorise(acteur)) return INTERDIT
    const siege = await tx
      .selectFrom('siege')
      .select('organisme_id')
      .where('instance_id', '=', id)
      .where('organisme_id', '=', acteur.organismeId)
      .executeTakeFirst()
    if (!siege) return INTROUVABLE
    const possibles = await listSuppleantsPossibles(tx, acteur.organismeId, jourDe(maintenant))
    if (!mandats.every((mandat) => possibles.some((possible) => possible.id === mandat)))
      return refuser({ code: 'suppleant-inconnu' as const })
    await tx
      .deleteFrom('suppleant')
      .where('instance_id', '=', id)
      .where('organisme_id', '=', acteur.organismeId)
      .execute()
    if (mandats.length > 0)
      await tx
        .insertInto('suppleant')
        .values(
          mandats.map((mandat) => ({
            cooperation_id: acteur.cooperationId,
            instance_id: id,
            organisme_id: acteur.organismeId,
            mandat_id: mandat,
          })),
        )
        .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'instance.suppleants',
      objet: { type: 'instance', id },
      resume: `Suppléance ${deNom(acteur.libelle)} : ${mandats.length === 0 ? 'personne' : mandats.length}`,
    })
    return accepter({ id })
  })
