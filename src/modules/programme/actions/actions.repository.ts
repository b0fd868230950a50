import type { Tx } from '#platform/base/base.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { PAR_DEFAUT, type TypeParticipation } from '../domain/participation.ts'
import type { Statut } from '../domain/statuts.ts'
import type { Nature } from '../programme.queries.ts'

/** The frame of an action: what the coordination sets. */
export type Cadre = {
  readonly orientationId: string
  readonly code: string
  readonly titre: string
  readonly nature: Nature
  readonly origine: 'schema' | 'decision' | 'initiative'
  readonly base: 'obligatoire' | 'volontariste'
  /** One member, or two. */
  readonly chefs: readonly string[]
}

/** The row of an action, held until the end of the transaction, with who leads it; undefined when it is not there. */
export async function findActionAEcrire(tx: Tx, id: string) {
  const action = await tx.selectFrom('action').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!action) return undefined
  const chefs = await tx
    .selectFrom('chef_de_file')
    .select(['id', 'organisme_id as organismeId', 'rang'])
    .where('action_id', '=', id)
    .where('au', 'is', null)
    .orderBy('rang')
    .execute()
  return { ...action, chefs }
}

export type ActionAEcrire = NonNullable<Awaited<ReturnType<typeof findActionAEcrire>>>

/** Adds an action with who leads it and one participation row for every member. */
export async function insertAction(
  tx: Tx,
  acteur: Acteur,
  cadre: Cadre,
  suite: {
    readonly id?: string
    readonly statut?: Statut
    readonly fictif?: string | null
    readonly source?: string
    /** By member; a member that is not named is informed. */
    readonly participations?: Readonly<Record<string, TypeParticipation>>
  },
  membres: readonly string[],
  maintenant: Date,
): Promise<string> {
  const id = suite.id ?? nouvelId()
  const jour = jourDe(maintenant)
  const statut = suite.statut ?? 'proposee'
  await tx
    .insertInto('action')
    .values({
      id,
      cooperation_id: acteur.cooperationId,
      orientation_id: cadre.orientationId,
      code: cadre.code,
      titre: cadre.titre,
      nature: cadre.nature,
      origine: cadre.origine,
      base: cadre.base,
      statut,
      commencee_le: statut === 'en_cours' || statut === 'en_preparation' ? jour : null,
      source: suite.source ?? '',
      fictif: suite.fictif ?? null,
      creee_le: maintenant,
    })
    .execute()
  await remplacerChefs(tx, acteur, id, [], cadre.chefs, maintenant)
  if (membres.length > 0)
    await tx
      .insertInto('participation')
      .values(
        membres.map((organismeId) => ({
          id: nouvelId(),
          cooperation_id: acteur.cooperationId,
          action_id: id,
          organisme_id: organismeId,
          type: cadre.chefs.includes(organismeId)
            ? ('participant' as const)
            : (suite.participations?.[organismeId] ?? PAR_DEFAUT),
          du: jour,
          saisie_par: signatureDe(acteur),
          saisie_le: maintenant,
        })),
      )
      .execute()
  return id
}

/** Closes the rows of who no longer leads, opens those of who does now; who stays in the same rank is left alone. */
export async function remplacerChefs(
  tx: Tx,
  acteur: Acteur,
  actionId: string,
  actuels: ActionAEcrire['chefs'],
  voulus: readonly string[],
  maintenant: Date,
): Promise<void> {
  const jour = jourDe(maintenant)
  const partis = actuels.filter(({ organismeId, rang }) => voulus[rang - 1] !== organismeId)
  if (partis.length > 0)
    await tx
      .updateTable('chef_de_file')
      .set({ au: jour })
      .where(
        'id',
        'in',
        partis.map(({ id }) => id),
      )
      .execute()
  const restes = actuels.filter((chef) => !partis.includes(chef))
  const nouveaux = voulus
    .map((organismeId, i) => ({ organismeId, rang: i + 1 }))
    .filter(({ rang }) => !restes.some((chef) => chef.rang === rang))
  if (nouveaux.length === 0) return
  await tx
    .insertInto('chef_de_file')
    .values(
      nouveaux.map(({ organismeId, rang }) => ({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        action_id: actionId,
        organisme_id: organismeId,
        rang,
        du: jour,
      })),
    )
    .execute()
}

/** Another action of the same programme already bears this code. */
export async function codePris(
  tx: Tx,
  programmeId: string,
  code: string,
  saufId: string | null,
): Promise<boolean> {
  const autre = await tx
    .selectFrom('action')
    .select('id')
    .where('programme_id', '=', programmeId)
    .where('code', '=', code)
    .executeTakeFirst()
  return autre !== undefined && autre.id !== saufId
}
