import type { Base } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { charger, noter, type RefusMarche } from './conduire-marche.ts'

export type FicheLot = {
  readonly numero: number
  readonly objet: string
  readonly departements: readonly string[]
  readonly agentsMin: number
  readonly agentsMax: number | null
}

/** Adds a lot, or corrects the one of that number. */
export const ecrireLot = (base: Base, acteur: Acteur, id: string, lot: FicheLot, maintenant: Date) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    if (mene.valeur.marche.publieLe) return refuser({ code: 'publie' })
    const colonnes = {
      objet: lot.objet,
      departements: [...lot.departements],
      agents_min: lot.agentsMin,
      agents_max: lot.agentsMax,
    }
    await tx
      .insertInto('achat_lot')
      .values({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        operation_id: id,
        numero: lot.numero,
        ...colonnes,
      })
      .onConflict((c) => c.columns(['operation_id', 'numero']).doUpdateSet(colonnes))
      .execute()
    await noter(tx, acteur, maintenant, id, 'ecrire_lot', `Lot ${lot.numero} : ${lot.objet}`)
    return accepter(null)
  })

/** Withdraws a lot of a consultation being prepared. */
export const retirerLot = (base: Base, acteur: Acteur, id: string, lotId: string, maintenant: Date) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    if (mene.valeur.marche.publieLe) return refuser({ code: 'publie' })
    const lot = mene.valeur.marche.lots.find((l) => l.id === lotId)
    if (!lot) return refuser({ code: 'lot-inconnu' })
    await tx.deleteFrom('achat_lot').where('id', '=', lotId).execute()
    await noter(tx, acteur, maintenant, id, 'retirer_lot', `Lot ${lot.numero} retiré`)
    return accepter(null)
  })
