import { peutEngager } from '#modules/gouvernance'
import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu, type PagePerimee } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type TransitionRefusee, transiter } from '#shared/cycle.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { conduit, participe } from '../domain/droits.ts'
import {
  CYCLE_OPERATION,
  type EtatOperation,
  engageDesFonds,
  type GesteOperation,
  type ObjetAchat,
} from '../domain/operation.ts'
import { findOperation, type OperationLue } from './operations.queries.ts'

export type OperationSaisie = {
  readonly titre: string
  readonly objet: ObjetAchat
  readonly debutLe: Jour
  readonly conseil: string
  readonly niveaux: string
  readonly roles: string
  readonly risques: string
}

export type RefusOperation =
  | PagePerimee
  | { readonly code: 'interdit' | 'introuvable' | 'decision-inconnue' | 'terme-manquant' | 'terme-passe' }
  | { readonly code: 'acte-manquant'; readonly numero: string }
  | { readonly code: 'lots-sans-attribution'; readonly lots: number }
  | TransitionRefusee<EtatOperation, GesteOperation>

/** Launches a purchase from a decision that binds the actor's own member, which leads it. */
export const lancerOperation = (
  base: Base,
  acteur: Acteur,
  decisionId: string,
  saisie: OperationSaisie,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const decision = await tx
      .selectFrom('decision')
      .select(['numero', 'porte'])
      .where('id', '=', decisionId)
      .executeTakeFirst()
    if (!decision) return refuser<RefusOperation>({ code: 'decision-inconnue' })
    if (!participe(acteur, decision)) return refuser<RefusOperation>({ code: 'interdit' })
    await tx
      .insertInto('achat_operation')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        organisme_id: acteur.organismeId,
        decision_id: decisionId,
        ...enColonnes(saisie),
      })
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'achat.lancer',
      objet: { type: 'achat', id },
      resume: `Achat groupé « ${saisie.titre} », lancé par la décision ${decision.numero}`,
    })
    return accepter({ id })
  })

/** Corrects the sheet of a purchase, by the member that leads it. */
export const modifierOperation = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  saisie: OperationSaisie,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const operation = await charger(tx, acteur, id)
    if (!operation.ok) return operation
    if (!(await ecrire(tx, id, version, enColonnes(saisie))))
      return refuser<RefusOperation>({ code: 'page-perimee' })
    await consigner(tx, acteur, maintenant, {
      action: 'achat.modifier',
      objet: { type: 'achat', id },
      resume: `Fiche de l’achat « ${saisie.titre} » modifiée`,
    })
    return accepter({ id })
  })

/**
 * Moves a purchase from one step to the next. Opening the consultation asks for its last day; awarding commits money, hence needs the executory act
 * of the member that leads (`peutEngager`).
 */
export const avancerOperation = (
  base: Base,
  acteur: Acteur,
  id: string,
  geste: GesteOperation,
  { version, jusquau }: { readonly version: number; readonly jusquau: Jour | null },
  aujourdhui: Jour,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const charge = await charger(tx, acteur, id)
    if (!charge.ok) return charge
    const operation = charge.valeur
    const etat = transiter(CYCLE_OPERATION, operation.etat, geste)
    if (!etat.ok) return refuser<RefusOperation>(etat.refus)
    if (engageDesFonds(geste) && !peutEngager(operation.decision, operation.piloteId))
      return refuser<RefusOperation>({ code: 'acte-manquant', numero: operation.decision.numero })
    const enAttente = geste === 'attribuer' ? await lotsSansAttribution(tx, id) : 0
    if (enAttente > 0) return refuser<RefusOperation>({ code: 'lots-sans-attribution', lots: enAttente })
    if (geste === 'consulter' && !jusquau) return refuser<RefusOperation>({ code: 'terme-manquant' })
    if (geste === 'consulter' && jusquau! < aujourdhui)
      return refuser<RefusOperation>({ code: 'terme-passe' })
    const ecrit = await ecrire(tx, id, version, {
      etat: etat.valeur,
      ...(geste === 'consulter' && { reponses_jusquau: jusquau }),
      // From then on employers are waited for.
      ...(geste === 'attribuer' && { adhesions_le: maintenant }),
    })
    if (!ecrit) return refuser<RefusOperation>({ code: 'page-perimee' })
    await consigner(tx, acteur, maintenant, {
      action: `achat.${geste}`,
      objet: { type: 'achat', id },
      resume: `${CYCLE_OPERATION[geste].libelle} : « ${operation.titre} »`,
    })
    return accepter({ id })
  })

/** Lots of a published consultation that nobody awarded: a purchase without a consultation here has none. */
async function lotsSansAttribution(tx: Tx, id: string): Promise<number> {
  const lots = await tx
    .selectFrom('achat_lot as l')
    .leftJoin('achat_attribution as a', 'a.lot_id', 'l.id')
    .select('l.id')
    .where('l.operation_id', '=', id)
    .where('a.lot_id', 'is', null)
    .execute()
  return lots.length
}

async function charger(tx: Tx, acteur: Acteur, id: string) {
  const operation: OperationLue | null = await findOperation(tx, id)
  if (!operation) return refuser<RefusOperation>({ code: 'introuvable' })
  return conduit(acteur, operation) ? accepter(operation) : refuser<RefusOperation>({ code: 'interdit' })
}

async function ecrire(
  tx: Tx,
  id: string,
  version: number,
  valeurs: Partial<ReturnType<typeof enColonnes>> & {
    readonly etat?: EtatOperation
    readonly reponses_jusquau?: Jour | null
    readonly adhesions_le?: Date
  },
): Promise<boolean> {
  const ecrit = await tx
    .updateTable('achat_operation')
    .set(valeurs)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return ecrit !== undefined
}

const enColonnes = (saisie: OperationSaisie) => ({
  titre: saisie.titre,
  objet: saisie.objet,
  debut_le: saisie.debutLe,
  conseil: saisie.conseil,
  niveaux: saisie.niveaux,
  roles: saisie.roles,
  risques: saisie.risques,
})
