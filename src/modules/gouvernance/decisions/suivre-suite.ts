import type { Base } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { peutConfirmerSuite } from '../domain/droits.ts'
import {
  type Acte,
  avancerSuite,
  avertirActeAnterieur,
  cycleSuite,
  type GesteSuite,
  rectifierSuite,
} from '../domain/suite.ts'
import { ecrireSuite, lockSuite } from './suites.repository.ts'

const INTROUVABLE = refuser({ code: 'introuvable' as const })
const INTERDIT = refuser({ code: 'interdit' as const })
const PERIMEE = refuser({ code: 'page-perimee' as const })

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
    await ecrireSuite(
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
    await ecrireSuite(
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
