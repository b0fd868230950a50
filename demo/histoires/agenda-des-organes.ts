import { organesDe } from '#modules/annuaire'
import type { Base } from '#platform/base/base.ts'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { ajouterJoursOuvres } from '#shared/jours-ouvres.ts'
import { limiteParDefaut } from '../../src/modules/gouvernance/domain/decision.ts'
import type { Scene } from '../installer.ts'

/** Dates of the deliberating organ of each member over six months: invented (fictif), every seven weeks on a working day. */
export async function agendaDesOrganes(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const codes = Object.keys(scene.organismes)
  for (const [rang, code] of codes.entries()) {
    const acteur = scene.acteur(code, 'direction')
    const organe = organesDe(acteur.typeOrganisme)[0]!.code
    const dates = [-9, -3, 1, 3, 10, 17, 24].map((semaines) =>
      ajouterJoursOuvres(ajouterJours(jourDe(maintenant), semaines * 7 + rang * 2), 0),
    )
    await base.enTantQue(acteur, (tx) =>
      tx
        .insertInto('reunion_organe')
        .values(
          dates.map((date) => ({
            id: nouvelId(),
            cooperation_id: scene.cooperationId,
            organisme_id: acteur.organismeId,
            organe,
            date,
            limite_inscription: limiteParDefaut(date),
            origine: 'saisie' as const,
          })),
        )
        .execute(),
    )
  }
}
