import { sql } from 'kysely'
import type { Base } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { tientLaLigne, tientSonOrganisme } from '../domain/droits.ts'
import { decrireExercice, type Exercice, MISSIONS } from '../domain/missions.ts'
import { listMembres } from '../schema.queries.ts'
import { tracer } from '../tracer.ts'
import { listExercices } from './missions.queries.ts'

/**
 * A member writes a cell of its own column. `version` is that of the page shown, 0 for a cell never filled: two people of the member do not
 * overwrite each other.
 */
export const enregistrerExercice = (
  base: Base,
  acteur: Acteur,
  saisie: Exercice,
  version: number,
  maintenant: Date,
  fictif: string | null = null,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLaLigne(acteur, saisie)) return refuser({ code: 'interdit' as const })
    await sql`select pg_advisory_xact_lock(hashtext(${`missions:${acteur.cooperationId}:${saisie.organismeId}:${saisie.mission}`}))`.execute(
      tx,
    )
    const aujourdhui = jourDe(maintenant)
    const membres = (await listMembres(tx, aujourdhui)).filter(({ exerce }) => exerce)
    if (!membres.some(({ organismeId }) => organismeId === saisie.organismeId))
      return refuser({ code: 'introuvable' as const })
    const actuel = (await listExercices(tx)).find(
      ({ organismeId, mission }) => organismeId === saisie.organismeId && mission === saisie.mission,
    )
    if ((actuel?.version ?? 0) !== version) return refuser({ code: 'page-perimee' as const })
    const issue = decrireExercice(
      saisie,
      membres.map(({ organismeId }) => organismeId),
      aujourdhui,
    )
    if (!issue.ok) return issue
    const { organismeId, mission, mode, confieA, depuis, porteur, preuve, revueLe } = issue.valeur
    const valeurs = { mode, confie_a: confieA, depuis, porteur, preuve, revue_le: revueLe, fictif }
    await tx
      .insertInto('mission_exercice')
      .values({ cooperation_id: acteur.cooperationId, organisme_id: organismeId, mission, ...valeurs })
      .onConflict((c) => c.columns(['cooperation_id', 'organisme_id', 'mission']).doUpdateSet(valeurs))
      .execute()
    await tracer(tx, acteur, maintenant, {
      objet: `mission:${organismeId}:${mission}`,
      geste: 'enregistrer',
      avant: actuel
        ? { mode: actuel.mode, depuis: actuel.depuis, porteur: actuel.porteur, preuve: actuel.preuve }
        : null,
      apres: { mode, depuis, porteur, preuve },
    })
    await consigner(tx, acteur, maintenant, {
      action: 'mission.enregistrer',
      objet: { type: 'mission' },
      resume: `${acteur.libelle} : ${MISSIONS[mission]}`,
      donnees: { mode },
    })
    return accepter({ mode })
  })

/** A member says that it looked at its whole column today: nothing else changes. Returns how many cells. */
export const confirmerRevue = (base: Base, acteur: Acteur, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientSonOrganisme.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const revues = await tx
      .updateTable('mission_exercice')
      .set({ revue_le: jourDe(maintenant) })
      .where('organisme_id', '=', acteur.organismeId)
      .returning('mission')
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'mission.revoir',
      objet: { type: 'mission' },
      resume: `${acteur.libelle} a revu sa colonne des missions régionales`,
    })
    return accepter({ nombre: revues.length })
  })
