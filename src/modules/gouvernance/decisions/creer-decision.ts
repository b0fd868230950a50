import { sql } from 'kysely'
import { organesDe } from '#modules/annuaire'
import type { Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { estFinanciere, numeroDecision } from '../domain/decision.ts'
import type { Point } from '../seances/points/points.repository.ts'
import type { Seance } from '../seances/seances.repository.ts'

export type Adoption = {
  readonly seance: Pick<Seance, 'id'>
  readonly point: Pick<
    Point,
    'id' | 'question' | 'proposition' | 'typeDecision' | 'porte' | 'indivisible' | 'confidentiel'
  >
  readonly scrutinId: string | null
  readonly adopteeLe: Jour
  readonly reserves: readonly { readonly organismeId: string; readonly texte: string }[]
}

/** Writes the decision and one sequel for each bound member, with the organ that is competent there by default. Members outside its scope get none. */
export async function creerDecision(
  tx: Tx,
  acteur: Acteur,
  adoption: Adoption,
  maintenant: Date,
): Promise<string> {
  const { point, seance, adopteeLe } = adoption
  const id = nouvelId()
  const type = point.typeDecision ?? 'orientation'
  const numero = numeroDecision(adopteeLe, await rangSuivant(tx, adopteeLe))
  await tx
    .insertInto('decision')
    .values({
      id,
      cooperation_id: acteur.cooperationId,
      numero,
      titre: point.question,
      type,
      seance_id: seance.id,
      point_id: point.id,
      scrutin_id: adoption.scrutinId,
      adoptee_le: adopteeLe,
      porte: [...point.porte],
      indivisible: point.indivisible,
      financiere: estFinanciere(type),
      texte: point.proposition,
      publique: !point.confidentiel,
    })
    .execute()
  const lies = await tx
    .selectFrom('organisme')
    .select(['id', 'type'])
    .where('id', 'in', [...point.porte])
    .execute()
  await tx
    .insertInto('suite')
    .values(
      lies.map((organisme) => ({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        decision_id: id,
        organisme_id: organisme.id,
        organe: organesDe(organisme.type)[0]!.code,
      })),
    )
    .execute()
  if (adoption.reserves.length > 0) {
    await tx
      .insertInto('reserve')
      .values(
        adoption.reserves.map(({ organismeId, texte }) => ({
          cooperation_id: acteur.cooperationId,
          decision_id: id,
          organisme_id: organismeId,
          texte,
          portee_le: maintenant,
        })),
      )
      .execute()
  }
  await consigner(tx, acteur, maintenant, {
    action: 'decision.adopter',
    objet: { type: 'decision', id },
    resume: `Décision ${numero} : ${point.question}`,
    donnees: { porte: [...point.porte] },
  })
  return id
}

/** Rank of the next decision of a month. Two closings at once wait for each other: the number has no gap and no double. */
async function rangSuivant(tx: Tx, jour: Jour): Promise<number> {
  const mois = jour.slice(0, 7)
  await tx
    .selectNoFrom((eb) =>
      eb.fn('pg_advisory_xact_lock', [eb.fn('hashtext', [eb.val(`decision:${mois}`)])]).as('verrou'),
    )
    .execute()
  const { rang } = await tx
    .selectFrom('decision')
    .select(sql<number | null>`max(substring(numero from 10)::int)`.as('rang'))
    .where('numero', 'like', `${mois}-D%`)
    .executeTakeFirstOrThrow()
  return (rang ?? 0) + 1
}
