import type { Base } from '#platform/base/base.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { findActionAEcrire } from '../actions/actions.repository.ts'
import { mene } from '../domain/droits.ts'
import { type Cle, jugerCle, type Poids, type RefusCle } from '../domain/repartition.ts'
import { noter } from '../suivi/noter.ts'
import { type BaseLue, listBases, listCles } from './couts.queries.ts'
import { direCle } from './dire.ts'

export type SaisieCle = Cle & {
  readonly decisionId: string
  /** Ten-thousandths agreed, by member. */
  readonly libres: Readonly<Record<string, number>>
  /** Number of the key that the page showed; 0 when there was none. */
  readonly numero: number
}
export type RefusRepartition =
  | RefusCle
  | { readonly code: 'introuvable' | 'interdit' | 'page-perimee' | 'decision-inconnue' }

/** Who pays: those that lead the action and those that take part, with what each declares. */
export const poidsDe = (
  bases: readonly BaseLue[],
  payeurs: ReadonlySet<string>,
  libres: Readonly<Record<string, number>>,
): Poids[] =>
  bases
    .filter(({ organismeId }) => payeurs.has(organismeId))
    .map(({ organismeId, agents, masse }) => ({
      organismeId,
      agents,
      masse,
      libre: libres[organismeId] ?? null,
    }))

/** Members that pay for an action: who leads it, who takes part in it. */
export const payeursDe = (action: {
  readonly chefs: readonly { readonly organismeId: string }[]
  readonly participations: readonly { readonly organismeId: string; readonly type: string }[]
}): ReadonlySet<string> =>
  new Set([
    ...action.chefs.map(({ organismeId }) => organismeId),
    ...action.participations
      .filter(({ type }) => type === 'participant')
      .map(({ organismeId }) => organismeId),
  ])

/**
 * Who leads an action writes down the key that a decision set. The key takes the bases declared that day and keeps them: what members
 * declare later does not move it. An earlier key stays as it was.
 */
export const fixerCle = (
  base: Base,
  acteur: Acteur,
  actionId: string,
  { decisionId, libres, numero, ...cle }: SaisieCle,
  maintenant: Date,
  fictif: string | null = null,
): Promise<Result<{ readonly numero: number }, RefusRepartition>> =>
  base.enTantQue(acteur, async (tx) => {
    // Locked with its sheet: two keys written at once wait for each other.
    const action = await findActionAEcrire(tx, actionId)
    if (!action) return refuser<RefusRepartition>({ code: 'introuvable' })
    if (!mene(acteur, action)) return refuser<RefusRepartition>({ code: 'interdit' })
    const avant = (await listCles(tx, actionId))[0]
    if ((avant?.numero ?? 0) !== numero) return refuser<RefusRepartition>({ code: 'page-perimee' })
    const decision = await tx
      .selectFrom('decision')
      .select('numero')
      .where('id', '=', decisionId)
      .where('financiere', '=', true)
      .executeTakeFirst()
    if (!decision) return refuser<RefusRepartition>({ code: 'decision-inconnue' })
    const bases = await listBases(tx, jourDe(maintenant))
    const participations = await tx
      .selectFrom('participation')
      .select(['organisme_id as organismeId', 'type'])
      .where('action_id', '=', actionId)
      .where('au', 'is', null)
      .execute()
    const poids = poidsDe(bases, payeursDe({ chefs: action.chefs, participations }), libres)
    const jugee = jugerCle(cle, poids)
    if (!jugee.ok) return jugee
    const id = nouvelId(+maintenant)
    await tx
      .insertInto('cle_repartition')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        action_id: actionId,
        numero: numero + 1,
        decision_id: decisionId,
        ...cle,
        fixee_le: maintenant,
        fixee_par: signatureDe(acteur),
        fictif,
      })
      .execute()
    await tx
      .insertInto('cle_part')
      .values(
        poids.map(({ organismeId, agents, masse, libre }) => ({
          cle_id: id,
          cooperation_id: acteur.cooperationId,
          organisme_id: organismeId,
          agents: cle.agents > 0 ? agents : null,
          masse_centimes: cle.masse > 0 ? masse : null,
          libre: cle.libre > 0 ? (libre ?? 0) : null,
          au:
            cle.agents + cle.masse > 0
              ? (bases.find((b) => b.organismeId === organismeId)?.au ?? null)
              : null,
        })),
      )
      .execute()
    await noter(
      tx,
      acteur,
      actionId,
      {
        genre: 'fiche',
        verbe: 'action.repartir',
        resume: `Clé de répartition no ${numero + 1} (${decision.numero})`,
        changements: [
          { quoi: 'Clé de répartition', avant: avant ? direCle(avant) : '', apres: direCle(cle) },
        ],
      },
      maintenant,
    )
    return accepter({ numero: numero + 1 })
  })
