import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import { cadreLeProgramme } from '../domain/droits.ts'
import { estFini } from '../domain/periodes.ts'
import { noter } from '../suivi/noter.ts'
import { findProgramme, listAReprendre, type ProgrammeLu } from './programmes.queries.ts'
import type { RefusStructure } from './structurer.ts'

/**
 * Takes actions of the programmes before into the one that runs: the action goes on with its history, its milestones and its members; the
 * former programme keeps a line of it as it was. An axis or an orientation that the new one has not (same number) comes with it.
 */
export const reprendreActions = (
  base: Base,
  acteur: Acteur,
  programmeId: string,
  voulues: readonly string[],
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!cadreLeProgramme.autorise(acteur)) return refuser<RefusStructure>({ code: 'interdit' })
    const jour = jourDe(maintenant)
    const programme = await findProgramme(tx, jour, programmeId)
    if (!programme) return refuser<RefusStructure>({ code: 'introuvable' })
    if (await dejaRecu(tx, acteur.cooperationId, cle, programmeId)) return accepter({ reprises: 0 })
    if (estFini(programme, jour)) return refuser<RefusStructure>({ code: 'programme-fini' })
    if (programme.du > jour) return refuser<RefusStructure>({ code: 'pas-encore' })
    const reprises = (await listAReprendre(tx, programme)).filter(({ id }) => voulues.includes(id))
    for (const { id } of reprises) {
      const action = await tx
        .selectFrom('action')
        .select(['id', 'code', 'titre', 'statut', 'orientation_id', 'programme_id'])
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirstOrThrow()
      if (await codeTenu(tx, programme.id, action.code)) return refuser<RefusStructure>({ code: 'code-pris' })
      const ancien = await tx
        .selectFrom('programme')
        .select('nom')
        .where('id', '=', action.programme_id)
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('action_reprise')
        .values({
          id: nouvelId(),
          cooperation_id: acteur.cooperationId,
          programme_id: action.programme_id!,
          vers_programme_id: programme.id,
          action_id: id,
          orientation_id: action.orientation_id,
          code: action.code,
          titre: action.titre,
          statut: action.statut,
          reprise_le: jour,
        })
        .execute()
      await tx
        .updateTable('action')
        .set({ orientation_id: await memeOrientation(tx, acteur, programme, action.orientation_id) })
        .where('id', '=', id)
        .execute()
      await noter(
        tx,
        acteur,
        id,
        {
          genre: 'fiche',
          verbe: 'action.reprendre',
          resume: 'Action reprise dans le programme suivant',
          changements: [{ quoi: 'Programme', avant: ancien.nom, apres: programme.nom }],
        },
        maintenant,
      )
    }
    if (reprises.length > 0)
      await consigner(tx, acteur, maintenant, {
        action: 'programme.reprendre',
        objet: { type: 'programme', id: programme.id },
        resume: `${compte(reprises.length, 'action')} dans ${programme.nom}, depuis le programme précédent`,
      })
    return accepter({ reprises: reprises.length })
  })

const codeTenu = async (tx: Tx, programmeId: string, code: string): Promise<boolean> =>
  (await tx
    .selectFrom('action')
    .select('id')
    .where('programme_id', '=', programmeId)
    .where('code', '=', code)
    .executeTakeFirst()) !== undefined

/** The orientation of the same numbers in the programme, added with its axis when it has none. */
async function memeOrientation(
  tx: Tx,
  acteur: Acteur,
  programme: ProgrammeLu,
  orientationId: string,
): Promise<string> {
  const modele = await tx
    .selectFrom('orientation')
    .innerJoin('axe', 'axe.id', 'orientation.axe_id')
    .select(['orientation.code', 'orientation.titre', 'axe.code as axeCode', 'axe.titre as axeTitre'])
    .where('orientation.id', '=', orientationId)
    .executeTakeFirstOrThrow()
  const axe =
    (await tx
      .selectFrom('axe')
      .select('id')
      .where('programme_id', '=', programme.id)
      .where('code', '=', modele.axeCode)
      .executeTakeFirst()) ??
    (await tx
      .insertInto('axe')
      .values({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        programme_id: programme.id,
        code: modele.axeCode,
        titre: modele.axeTitre,
      })
      .returning('id')
      .executeTakeFirstOrThrow())
  const orientation =
    (await tx
      .selectFrom('orientation')
      .select('id')
      .where('axe_id', '=', axe.id)
      .where('code', '=', modele.code)
      .executeTakeFirst()) ??
    (await tx
      .insertInto('orientation')
      .values({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        axe_id: axe.id,
        code: modele.code,
        titre: modele.titre,
      })
      .returning('id')
      .executeTakeFirstOrThrow())
  return orientation.id
}
