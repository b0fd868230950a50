import type { Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import type { MotifDispense } from '../../domain/adhesion/cotisation.ts'
import { lirePaie } from './paie.queries.ts'

export type DispenseSaisie = {
  readonly matricule: string
  readonly motif: MotifDispense
  readonly declareeLe: Jour
  readonly jusquau: Jour | null
  readonly repriseLe: Jour | null
  readonly piece: string
}
export type RefusDispense = {
  readonly code: 'introuvable' | 'agent-inconnu' | 'piece-manquante' | 'futur' | 'terme-avant'
}

/**
 * Writes what an agent declared: a dispense, its end, or the day on which work was resumed. The agent is one of the census in force, the declaration is
 * not in the future, and a case of the agreement comes with its evidence. The journal names no agent.
 */
export async function declarerDispense(
  tx: Tx,
  employeurId: string,
  saisie: DispenseSaisie,
  cle: string | undefined,
  par: Pick<Acteur, 'cooperationId' | 'organismeId' | 'personneId' | 'nom' | 'libelle'>,
  porte: 'lien' | 'centre',
  aujourdhui: Jour,
  maintenant: Date,
): Promise<Result<{ readonly id: string }, RefusDispense>> {
  const id = nouvelId(+maintenant)
  const premier = await dejaRecu(tx, par.cooperationId, cle, id)
  if (premier) return accepter({ id: premier })
  const paie = await lirePaie(tx, employeurId, aujourdhui, aujourdhui)
  if (!paie) return refuser({ code: 'introuvable' })
  if (!paie.lignes?.some(({ matricule }) => matricule === saisie.matricule))
    return refuser({ code: 'agent-inconnu' })
  if (saisie.declareeLe > aujourdhui) return refuser({ code: 'futur' })
  if (saisie.jusquau && saisie.jusquau < saisie.declareeLe) return refuser({ code: 'terme-avant' })
  if (saisie.motif === 'accord' && saisie.piece === '') return refuser({ code: 'piece-manquante' })
  await tx
    .insertInto('achat_dispense')
    .values({
      id,
      cooperation_id: par.cooperationId,
      centre_id: paie.adhesion.centreId,
      employeur_id: employeurId,
      matricule: saisie.matricule,
      motif: saisie.motif,
      declaree_le: saisie.declareeLe,
      jusquau: saisie.jusquau,
      reprise_le: saisie.repriseLe,
      piece: saisie.piece,
      par: porte,
      saisie_le: maintenant,
    })
    .execute()
  await consigner(tx, par, maintenant, {
    action: 'achat.dispense',
    objet: { type: 'achat_employeur', id: employeurId },
    resume: `Dispense ou fin de dispense d’un agent ${deNom(paie.adhesion.nom)} enregistrée`,
  })
  return accepter({ id })
}
