import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import type { Acte, EtatSuite } from '../domain/suite.ts'

export type SuiteEnregistree = Acte & {
  readonly id: string
  readonly decisionId: string
  readonly organismeId: string
  readonly organe: string
  readonly etat: EtatSuite
  readonly version: number
  /** Day of the decision that it follows. */
  readonly adopteeLe: Jour
}

/** The sequel of a decision in one member, held for the length of the transaction. */
export async function lockSuite(
  tx: Tx,
  decisionId: string,
  organismeId: string,
): Promise<SuiteEnregistree | null> {
  // Row security lets a member lock its own row only: the right is checked before.
  const ligne = await tx
    .selectFrom('suite')
    .innerJoin('decision', 'decision.id', 'suite.decision_id')
    .selectAll('suite')
    .select('decision.adoptee_le')
    .where('suite.decision_id', '=', decisionId)
    .where('suite.organisme_id', '=', organismeId)
    .forUpdate('suite')
    .executeTakeFirst()
  if (!ligne) return null
  return {
    id: ligne.id,
    decisionId: ligne.decision_id,
    organismeId: ligne.organisme_id,
    organe: ligne.organe,
    etat: ligne.etat,
    reunionLe: ligne.reunion_le,
    numeroActe: ligne.numero_acte,
    dateActe: ligne.date_acte,
    vote:
      ligne.vote_pour === null
        ? null
        : {
            effectif: ligne.vote_effectif,
            reel: ligne.vote_reel,
            pour: ligne.vote_pour,
            contre: ligne.vote_contre ?? 0,
            abstention: ligne.vote_abstention ?? 0,
          },
    transmisLe: ligne.transmis_le,
    executoireLe: ligne.executoire_le,
    note: ligne.note,
    version: ligne.version,
    adopteeLe: ligne.adoptee_le,
  }
}

export async function ecrireSuite(
  tx: Tx,
  acteur: Acteur,
  avant: SuiteEnregistree,
  apres: Acte & { readonly etat: EtatSuite; readonly organe: string },
  geste: string,
  motif: string,
  maintenant: Date,
): Promise<void> {
  await tx
    .updateTable('suite')
    .set({
      etat: apres.etat,
      organe: apres.organe,
      reunion_le: apres.reunionLe,
      numero_acte: apres.numeroActe,
      date_acte: apres.dateActe,
      vote_effectif: apres.vote?.effectif ?? null,
      vote_reel: apres.vote?.reel ?? null,
      vote_pour: apres.vote?.pour ?? null,
      vote_contre: apres.vote?.contre ?? null,
      vote_abstention: apres.vote?.abstention ?? null,
      transmis_le: apres.transmisLe,
      executoire_le: apres.executoireLe,
      note: apres.note,
      confirmee_le: maintenant,
    })
    .where('id', '=', avant.id)
    .execute()
  const { id: _id, decisionId: _decision, version: _version, adopteeLe: _adoptee, ...etatAvant } = avant
  await tx
    .insertInto('suite_trace')
    .values({
      id: nouvelId(),
      cooperation_id: acteur.cooperationId,
      suite_id: avant.id,
      organisme_id: avant.organismeId,
      geste,
      avant: JSON.stringify(etatAvant),
      apres: JSON.stringify(apres),
      motif,
      saisi_le: maintenant,
      saisi_par: acteur.personneId,
    })
    .execute()
}
