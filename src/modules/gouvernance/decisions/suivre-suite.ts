import type { Base, Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { peutConfirmerSuite } from '../domain/droits.ts'
import {
  type Acte,
  avancerSuite,
  avertirActeAnterieur,
  cycleSuite,
  type EtatSuite,
  type GesteSuite,
  rectifierSuite,
} from '../domain/suite.ts'

const INTROUVABLE = refuser({ code: 'introuvable' as const })
const INTERDIT = refuser({ code: 'interdit' as const })
const PERIMEE = refuser({ code: 'page-perimee' as const })

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
async function lockSuite(tx: Tx, decisionId: string, organismeId: string): Promise<SuiteEnregistree | null> {
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

export type SaisieSuite = {
  readonly organe: string | null
  readonly version: number
  readonly acte: Acte
  /** The person says that an act dated before the decision is dated right. */
  readonly anterieur: boolean
}

/** Records what a member did of a decision. Its own people only: not even the coordinator writes another's line. */
export const enregistrerSuite = (
  base: Base,
  acteur: Acteur,
  decisionId: string,
  organismeId: string,
  geste: GesteSuite,
  saisie: SaisieSuite,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!peutConfirmerSuite(acteur, { organismeId })) return INTERDIT
    const suite = await lockSuite(tx, decisionId, organismeId)
    if (!suite) return INTROUVABLE
    if (suite.version !== saisie.version) return PERIMEE
    const issue = avancerSuite(suite, geste, saisie.acte, jourDe(maintenant))
    if (!issue.ok) return issue
    const averti = avertirActeAnterieur(saisie.acte, suite.adopteeLe, saisie.anterieur)
    if (!averti.ok) return averti
    const apres = geste === 'rouvrir' ? { ...VIDE, note: saisie.acte.note } : fusionner(suite, saisie.acte)
    await ecrire(
      tx,
      acteur,
      suite,
      { ...apres, etat: issue.valeur, organe: saisie.organe ?? suite.organe },
      geste,
      '',
      maintenant,
    )
    await consigner(tx, acteur, maintenant, {
      action: `suite.${geste}`,
      objet: { type: 'decision', id: decisionId },
      resume: `${cycleSuite[geste].libelle} : ${acteur.libelle}`,
      donnees: { organismeId, etat: issue.valeur },
    })
    return accepter({ etat: issue.valeur })
  })

/** Corrects what was recorded: the former values stay in the trace with the reason. */
export const rectifierLaSuite = (
  base: Base,
  acteur: Acteur,
  decisionId: string,
  organismeId: string,
  saisie: SaisieSuite,
  motif: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!peutConfirmerSuite(acteur, { organismeId })) return INTERDIT
    const suite = await lockSuite(tx, decisionId, organismeId)
    if (!suite) return INTROUVABLE
    if (suite.version !== saisie.version) return PERIMEE
    const issue = rectifierSuite(suite, saisie.acte, motif, jourDe(maintenant))
    if (!issue.ok) return issue
    const averti = avertirActeAnterieur(saisie.acte, suite.adopteeLe, saisie.anterieur)
    if (!averti.ok) return averti
    await ecrire(
      tx,
      acteur,
      suite,
      { ...saisie.acte, etat: suite.etat, organe: saisie.organe ?? suite.organe },
      'rectifier',
      motif,
      maintenant,
    )
    await consigner(tx, acteur, maintenant, {
      action: 'suite.rectifier',
      objet: { type: 'decision', id: decisionId },
      resume: `Suite rectifiée par ${acteur.libelle} : ${motif.slice(0, 200)}`,
      donnees: { organismeId },
    })
    return accepter({ etat: suite.etat })
  })

const VIDE: Acte = {
  reunionLe: null,
  numeroActe: null,
  dateActe: null,
  vote: null,
  transmisLe: null,
  executoireLe: null,
  note: '',
}

const fusionner = (avant: Acte, apres: Acte): Acte => ({
  reunionLe: apres.reunionLe ?? avant.reunionLe,
  numeroActe: apres.numeroActe ?? avant.numeroActe,
  dateActe: apres.dateActe ?? avant.dateActe,
  vote: apres.vote ?? avant.vote,
  transmisLe: apres.transmisLe ?? avant.transmisLe,
  executoireLe: apres.executoireLe ?? avant.executoireLe,
  note: apres.note || avant.note,
})

async function ecrire(
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
