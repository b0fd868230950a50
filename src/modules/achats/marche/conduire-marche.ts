import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { PagePerimee } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import type { FauteDeCriteres } from '../domain/criteres.ts'
import { conduit } from '../domain/droits.ts'
import type { RefusOuverture } from '../domain/offres.ts'
import { findOperation, type OperationLue } from '../operations/operations.queries.ts'
import { findMarche, type MarcheLu } from './marche.queries.ts'

export type RefusMarche =
  | PagePerimee
  | {
      readonly code:
        | 'interdit'
        | 'introuvable'
        | 'publie'
        | 'pas-publie'
        | 'sans-lot'
        | 'limite-passee'
        | 'ouvert'
        | 'pas-ouvert'
        | 'lot-existe'
        | 'lot-inconnu'
        | 'lot-plein'
        | 'offre-existe'
        | 'reponse-publiee'
        | 'notes-closes'
        | 'plis-scelles'
        | 'depot-clos'
    }
  | { readonly code: 'criteres'; readonly faute: FauteDeCriteres }
  | { readonly code: 'lots-a-corriger'; readonly sansLot: number; readonly enDouble: number }
  | { readonly code: 'ouverture'; readonly refus: RefusOuverture }

export type Mene = { readonly operation: OperationLue; readonly marche: MarcheLu }

/** Loads a purchase and its consultation for the member that leads it, and it alone. */
export async function charger(tx: Tx, acteur: Acteur, id: string): Promise<Result<Mene, RefusMarche>> {
  const operation = await findOperation(tx, id)
  if (!operation) return refuser({ code: 'introuvable' })
  if (!conduit(acteur, operation)) return refuser({ code: 'interdit' })
  const marche = await findMarche(tx, id)
  return marche ? accepter({ operation, marche }) : refuser({ code: 'introuvable' })
}

export const noter = (tx: Tx, acteur: Acteur, maintenant: Date, id: string, action: string, resume: string) =>
  consigner(tx, acteur, maintenant, { action: `achat.${action}`, objet: { type: 'achat', id }, resume })

/** Writes a step of the consultation if the page was not stale, and keeps it in the journal. */
export async function avancer(
  tx: Tx,
  acteur: Acteur,
  { operation }: Mene,
  version: number,
  ecriture: ReturnType<typeof sql>,
  action: string,
  resume: string,
  maintenant: Date,
): Promise<Result<null, RefusMarche>> {
  const ecrit =
    await sql`update achat_marche set ${ecriture} where operation_id = ${operation.id} and version = ${version} returning version`.execute(
      tx,
    )
  if (ecrit.rows.length === 0) return refuser({ code: 'page-perimee' })
  await noter(tx, acteur, maintenant, operation.id, action, `${resume} : « ${operation.titre} »`)
  return accepter(null)
}
