import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import type { EmployeurLu } from '../consultation/employeurs.queries.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import type { Constat } from './juger.ts'
import type { AEcrire } from './verifier.ts'

export type Depot = {
  readonly operation: OperationLue
  readonly employeur: EmployeurLu
  readonly par: Pick<Acteur, 'cooperationId' | 'personneId' | 'organismeId' | 'nom' | 'libelle'>
  readonly porte: 'lien' | 'centre'
  readonly source: 'fichier' | 'formulaire'
  readonly nom: string
  readonly au: Jour
  /** What was typed in the short form, to show it again. */
  readonly saisies: Readonly<Record<string, string>>
}

export type Depose =
  | { readonly scelle: false }
  | { readonly scelle: true; readonly numero: number; readonly agents: number }

/**
 * Seals one version of a census, or keeps why it was refused. Everything happens in the transaction of the caller: killed in the middle, nothing is
 * written and the former version stands. One refused row refuses the version: a price is asked on all agents or on none.
 */
export async function deposerRecensement(
  tx: Tx,
  depot: Depot,
  verification: AEcrire,
  maintenant: Date,
): Promise<Result<Depose, { readonly code: 'introuvable' }>> {
  const { employeur, operation, par } = depot
  if (!verification.lisible) {
    await garderLeRefus(tx, depot, verification, maintenant)
    return accepter({ scelle: false })
  }
  const { agents, colonnes } = verification
  const verrou = await sql`select id from achat_employeur where id = ${employeur.id} for update`.execute(tx)
  if (verrou.rows.length === 0) return refuser({ code: 'introuvable' })
  // What is sealed now is newer than a long file still being read, whose own reading has ended its sending already.
  await sql`update achat_envoi set etat = 'remplace', contenu = null, fini_le = ${maintenant}
    where employeur_id = ${employeur.id} and etat = 'lecture'`.execute(tx)
  const { rows } = await sql<{ numero: number }>`
    select coalesce(max(numero), 0) + 1 as numero from achat_recensement where employeur_id = ${employeur.id}`.execute(
    tx,
  )
  const numero = rows[0]!.numero
  await sql`update achat_recensement set remplace_le = ${maintenant} where employeur_id = ${employeur.id} and remplace_le is null`.execute(
    tx,
  )
  const id = nouvelId(+maintenant)
  await tx
    .insertInto('achat_recensement')
    .values({
      id,
      cooperation_id: par.cooperationId,
      centre_id: employeur.centreId,
      employeur_id: employeur.id,
      numero,
      au: depot.au,
      agents,
      source: depot.source,
      nom: depot.nom,
      depose_par: depot.porte,
      tardif: operation.etat !== 'consultation',
      scelle_le: maintenant,
    })
    .execute()
  await sql`insert into achat_agents (recensement_id, cooperation_id, centre_id, colonnes)
    values (${id}, ${par.cooperationId}, ${employeur.centreId}, ${Buffer.from(colonnes.buffer, colonnes.byteOffset, colonnes.byteLength)})`.execute(
    tx,
  )
  await tx.deleteFrom('achat_recensement_refuse').where('employeur_id', '=', employeur.id).execute()
  if (depot.source === 'formulaire')
    await tx.deleteFrom('achat_recensement_brouillon').where('employeur_id', '=', employeur.id).execute()
  await consigner(tx, par, maintenant, {
    action: 'achat.recenser',
    objet: { type: 'achat_employeur', id: employeur.id },
    resume: `Recensement ${deNom(employeur.nom)}, version ${numero} : ${compte(agents, 'agent')}`,
  })
  return accepter({ scelle: true, numero, agents })
}

/** Keeps why a sending is refused, in the place of the former refusal. */
export async function garderLeRefus(
  tx: Tx,
  depot: Depot,
  v: Pick<Constat, 'lignes' | 'refusees' | 'refus' | 'avis'>,
  maintenant: Date,
): Promise<void> {
  await sql`insert into achat_recensement_refuse (employeur_id, cooperation_id, centre_id, nom, lignes, refusees, avis, refus, depose_le)
    values (${depot.employeur.id}, ${depot.par.cooperationId}, ${depot.employeur.centreId}, ${depot.nom}, ${v.lignes}, ${v.refusees}, ${v.avis},
      ${JSON.stringify(v.refus)}::jsonb, ${maintenant})
    on conflict (employeur_id) do update set nom = excluded.nom, lignes = excluded.lignes, refusees = excluded.refusees, avis = excluded.avis,
      refus = excluded.refus, depose_le = excluded.depose_le`.execute(tx)
  if (depot.source === 'formulaire')
    await garderBrouillon(tx, depot.par.cooperationId, depot.employeur, depot.saisies, maintenant)
}

/** Keeps what is typed in the short form, field by field: what another person typed in others stays. Nothing is typed twice, whatever is sent meanwhile. */
export async function garderBrouillon(
  tx: Tx,
  cooperationId: string,
  employeur: Pick<EmployeurLu, 'id' | 'centreId'>,
  saisies: Readonly<Record<string, string>>,
  maintenant: Date,
): Promise<void> {
  await sql`insert into achat_recensement_brouillon (employeur_id, cooperation_id, centre_id, saisies, garde_le)
    values (${employeur.id}, ${cooperationId}, ${employeur.centreId}, ${JSON.stringify(saisies)}::jsonb, ${maintenant})
    on conflict (employeur_id) do update set saisies = achat_recensement_brouillon.saisies || excluded.saisies, garde_le = excluded.garde_le`.execute(
    tx,
  )
}
