import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { date } from '#shared/typographie.ts'
import { findActionAEcrire } from '../actions/actions.repository.ts'
import { mene } from '../domain/droits.ts'
import {
  avancerJalon,
  type DemandeJalon,
  type GesteJalon,
  LIBELLES_JALON,
  type RefusJalon,
} from '../domain/jalons.ts'
import { noter } from './noter.ts'

export type NouveauJalon = { readonly titre: string; readonly echeance: Jour; readonly poids: number }

/** Who leads an action adds a milestone to it. Two milestones of one action do not bear the same name. */
export const ajouterJalon = (
  base: Base,
  acteur: Acteur,
  actionId: string,
  jalon: NouveauJalon,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const action = await findActionAEcrire(tx, actionId)
    if (!action) return refuser({ code: 'introuvable' as const })
    if (!mene(acteur, action)) return refuser({ code: 'interdit' as const })
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const [ajoute] = await tx
      .insertInto('jalon')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        action_id: actionId,
        titre: jalon.titre,
        echeance: jalon.echeance,
        poids: jalon.poids,
      })
      .onConflict((conflit) => conflit.doNothing())
      .returning('id')
      .execute()
    if (!ajoute) return refuser({ code: 'jalon-en-double' as const })
    await noter(
      tx,
      acteur,
      actionId,
      {
        genre: 'fiche',
        verbe: 'jalon.ajouter',
        resume: `Jalon ajouté : ${jalon.titre}, ${date(jalon.echeance)}`,
      },
      maintenant,
    )
    return accepter({ id })
  })

export type RefusGesteJalon = { readonly code: 'introuvable' | 'interdit' | 'page-perimee' } | RefusJalon

/** Reaches, moves, drops or opens again a milestone; what it was stays in the follow-up of the action. */
export const bougerJalon = (
  base: Base,
  acteur: Acteur,
  jalonId: string,
  version: number,
  geste: GesteJalon,
  demande: DemandeJalon,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const jalon = await tx
      .selectFrom('jalon')
      .selectAll()
      .where('id', '=', jalonId)
      .forUpdate()
      .executeTakeFirst()
    const action = jalon && (await findActionAEcrire(tx, jalon.action_id))
    if (!jalon || !action) return refuser<RefusGesteJalon>({ code: 'introuvable' })
    if (!mene(acteur, action)) return refuser<RefusGesteJalon>({ code: 'interdit' })
    if (jalon.version !== version) return refuser<RefusGesteJalon>({ code: 'page-perimee' })
    const avant = { ...jalon, atteintLe: jalon.atteint_le }
    const issue = avancerJalon(avant, geste, demande, jourDe(maintenant))
    if (!issue.ok) return refuser<RefusGesteJalon>(issue.refus)
    const { etat, echeance, atteintLe, reports } = issue.valeur
    await tx
      .updateTable('jalon')
      .set({ etat, echeance, atteint_le: atteintLe, reports, motif: demande.motif })
      .where('id', '=', jalonId)
      .execute()
    await noter(
      tx,
      acteur,
      action.id,
      {
        // A milestone reached or moved is news: who leads the action said where it stands.
        genre: 'point',
        verbe: `jalon.${geste}`,
        resume:
          geste === 'reporter'
            ? `Jalon reporté au ${date(echeance)} : ${jalon.titre}`
            : `Jalon ${LIBELLES_JALON[etat].toLowerCase()} : ${jalon.titre}`,
        note: demande.motif,
        changements: [
          {
            quoi: jalon.titre,
            avant: `${LIBELLES_JALON[jalon.etat]}, ${date(jalon.echeance)}`,
            apres: `${LIBELLES_JALON[etat]}, ${date(atteintLe ?? echeance)}`,
          },
        ],
      },
      maintenant,
    )
    return accepter({ actionId: action.id })
  })
