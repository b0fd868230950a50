import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { pilote, travaille } from './domain/droits.ts'
import type { RefusCommun } from './expliquer.ts'
import { type GroupeLu, lockGroupe } from './groupes.queries.ts'

/** True when nothing is added to the group any more: closed, or set aside. */
export const estFerme = ({ statut }: Pick<GroupeLu, 'statut'>): boolean =>
  statut === 'clos' || statut === 'ecarte'

const QUI = { pilote, travail: travaille }

/** Checks that this person pilots a group that still works, or works in it; gives the group, held until the end of the transaction. */
export async function tenirGroupe(
  tx: Tx,
  acteur: Acteur,
  groupeId: string,
  comme: keyof typeof QUI,
  maintenant: Date,
): Promise<Result<GroupeLu, RefusCommun>> {
  const groupe = await lockGroupe(tx, groupeId, maintenant)
  if (!groupe) return refuser({ code: 'introuvable' })
  if (!QUI[comme](acteur, groupe)) return refuser({ code: 'interdit', a: comme })
  return estFerme(groupe) ? refuser({ code: 'groupe-ferme' }) : accepter(groupe)
}
