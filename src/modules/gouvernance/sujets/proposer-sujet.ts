import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { proposeUnSujet, tientLesSeances } from '../domain/droits.ts'
import type { GenrePoint } from '../domain/seance.ts'
import { sontMembres } from '../seances/points/preparer-point.ts'

export type NouveauSujet = {
  readonly instanceId: string
  readonly question: string
  readonly expose: string
  readonly genre: GenrePoint
  readonly porte: readonly string[]
  readonly echeance: Jour | null
}

/** Any member asks the next séance of an instance to settle a question. */
export const proposerSujet = (
  base: Base,
  acteur: Acteur,
  demande: NouveauSujet,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!proposeUnSujet.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const instance = await tx
      .selectFrom('instance')
      .select('id')
      .where('id', '=', demande.instanceId)
      .executeTakeFirst()
    if (!instance) return refuser({ code: 'introuvable' as const })
    if (!(await sontMembres(tx, demande.porte, jourDe(maintenant))))
      return refuser({ code: 'porte-inconnue' as const })
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    await tx
      .insertInto('sujet')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        organisme_id: acteur.organismeId,
        instance_id: demande.instanceId,
        question: demande.question,
        expose: demande.expose,
        genre: demande.genre,
        porte: [...demande.porte],
        echeance: demande.echeance,
        propose_le: maintenant,
      })
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'sujet.proposer',
      objet: { type: 'sujet', id },
      resume: `Sujet proposé : ${demande.question}`,
    })
    return accepter({ id })
  })

/** Sets a subject aside, with its reason: by the member that proposed it, or by the coordination. It stays in the list, marked. */
export const ecarterSujet = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  motif: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const sujet = await tx.selectFrom('sujet').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!sujet) return refuser({ code: 'introuvable' as const })
    if (sujet.organisme_id !== acteur.organismeId && !tientLesSeances.autorise(acteur))
      return refuser({ code: 'interdit' as const })
    if (sujet.version !== version) return refuser({ code: 'page-perimee' as const })
    if (sujet.statut !== 'propose') return refuser({ code: 'sujet-engage' as const })
    if (!motif.trim()) return refuser({ code: 'motif-manquant' as const })
    await tx.updateTable('sujet').set({ statut: 'ecarte', motif_ecart: motif }).where('id', '=', id).execute()
    await consigner(tx, acteur, maintenant, {
      action: 'sujet.ecarter',
      objet: { type: 'sujet', id },
      resume: `Sujet écarté : ${sujet.question}`,
    })
    return accepter({ id })
  })
