import type { Base, Tx } from '#platform/base/base.ts'
import type { PagePerimee } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { enMots } from '../contrats/saisie.ts'
import { noterVersion } from '../contrats/versions.ts'
import { comparerFiches } from '../domain/contrat/contrat.ts'
import { jugerRevision, parExercice } from '../domain/contrat/execution.ts'
import { agitPourSonMembre } from '../domain/droits.ts'
import { listComptes, listRevisions, type Revision } from './comptes.queries.ts'
import { type Contrat, findContrat } from './contrats.queries.ts'

export type RevisionSaisie = {
  readonly contratId: string
  readonly niveau: string
  readonly annee: number
  readonly taux: number
  readonly recueLe: Jour
  readonly effetLe: Jour
}
export type RefusRevision =
  | PagePerimee
  | { readonly code: 'introuvable' | 'interdit' | 'niveau-inconnu' | 'future' | 'deja-close' }
  | { readonly code: 'contraire-a-la-clause'; readonly maximum: number }

/** Enters a rate that an insurer asks for. The same one twice is one request. */
export const inscrireRevision = (base: Base, acteur: Acteur, saisie: RevisionSaisie, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    const contrat = await findContrat(tx, saisie.contratId)
    if (!contrat) return refuser<RefusRevision>({ code: 'introuvable' })
    if (!agitPourSonMembre.autorise(acteur) || contrat.organismeId !== acteur.organismeId)
      return refuser<RefusRevision>({ code: 'interdit' })
    if (!contrat.tarifs.some(({ niveau, annee }) => niveau === saisie.niveau && annee < saisie.annee))
      return refuser<RefusRevision>({ code: 'niveau-inconnu' })
    if (saisie.recueLe > jourDe(maintenant)) return refuser<RefusRevision>({ code: 'future' })
    await tx
      .insertInto('achat_revision')
      .values({
        id: nouvelId(+maintenant),
        cooperation_id: acteur.cooperationId,
        organisme_id: acteur.organismeId,
        contrat_id: saisie.contratId,
        niveau: saisie.niveau,
        annee: saisie.annee,
        taux: saisie.taux,
        recue_le: saisie.recueLe,
        effet_le: saisie.effetLe,
      })
      .onConflict((conflit) => conflit.doNothing())
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'achat.revision',
      objet: { type: 'achat', id: contrat.operationId },
      resume: `${contrat.assureur} demande ${saisie.taux / 1000} % en ${saisie.annee}, « ${saisie.niveau} »`,
    })
    return accepter({ id: saisie.contratId })
  })

/** Answers a request. What the clause does not allow is not accepted: the contract would have to change first. Accepted, it becomes the rate. */
export const conclureRevision = (
  base: Base,
  acteur: Acteur,
  operationId: string,
  id: string,
  { issue, version }: { readonly issue: 'acceptee' | 'refusee'; readonly version: number },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const revision = (await listRevisions(tx, operationId)).find((r) => r.id === id)
    const contrat = revision && (await findContrat(tx, revision.contratId))
    if (!revision || !contrat) return refuser<RefusRevision>({ code: 'introuvable' })
    if (!agitPourSonMembre.autorise(acteur) || contrat.organismeId !== acteur.organismeId)
      return refuser<RefusRevision>({ code: 'interdit' })
    if (revision.issue === issue) return accepter({ id })
    if (revision.issue !== 'attendue') return refuser<RefusRevision>({ code: 'deja-close' })
    const comptes = (await listComptes(tx, operationId)).filter(({ contratId }) => contratId === contrat.id)
    const verdict = jugerRevision(
      contrat,
      contrat.tarifs.filter(({ niveau }) => niveau === revision.niveau),
      revision,
      parExercice(comptes).at(-1)?.sp ?? null,
    )
    if (issue === 'acceptee' && !verdict?.permise)
      return refuser<RefusRevision>({ code: 'contraire-a-la-clause', maximum: verdict?.maximum ?? 0 })
    const ecrit = await tx
      .updateTable('achat_revision')
      .set({ issue, issue_le: jourDe(maintenant) })
      .where('id', '=', id)
      .where('version', '=', version)
      .returning('id')
      .executeTakeFirst()
    if (!ecrit) return refuser<RefusRevision>({ code: 'page-perimee' })
    if (issue === 'acceptee') await appliquerTaux(tx, acteur, contrat, revision, maintenant)
    await consigner(tx, acteur, maintenant, {
      action: `achat.revision.${issue}`,
      objet: { type: 'achat', id: operationId },
      resume: `Taux de ${revision.taux / 1000} % en ${revision.annee} ${issue === 'acceptee' ? 'accepté' : 'refusé'}, « ${revision.niveau} »`,
    })
    return accepter({ id })
  })

/** Makes an accepted rate that of the contract, which thereby takes a new version: a page that shows it without this rate is stale. */
async function appliquerTaux(tx: Tx, acteur: Acteur, contrat: Contrat, revision: Revision, maintenant: Date) {
  const { niveau, annee, taux } = revision
  const qui = { cooperation_id: acteur.cooperationId, organisme_id: acteur.organismeId }
  await tx
    .insertInto('achat_tarif')
    .values({ ...qui, contrat_id: contrat.id, niveau, annee, taux })
    .onConflict((conflit) =>
      conflit.columns(['contrat_id', 'niveau', 'annee']).doUpdateSet({ taux, retire: false }),
    )
    .execute()
  const tarifs = contrat.tarifs.filter((t) => t.niveau !== niveau || t.annee !== annee)
  await noterVersion(
    tx,
    acteur,
    contrat.id,
    {
      motif: `Taux demandé par l’assureur et accepté pour ${annee}`,
      changements: comparerFiches(
        contrat,
        { ...contrat, tarifs: [...tarifs, { niveau, annee, taux }] },
        enMots,
      ),
    },
    maintenant,
  )
}
