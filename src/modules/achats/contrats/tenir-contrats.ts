import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu, type PagePerimee } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { ajouterJours, type Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import {
  type Changement,
  comparerFiches,
  type FicheDeContrat,
  ficheDeReprise,
  jugerFiche,
  type RefusDeFiche,
} from '../domain/contrat/contrat.ts'
import { agitPourSonMembre, conduit } from '../domain/droits.ts'
import { type Contrat, findContrat, listContrats } from '../execution/contrats.queries.ts'
import { findOperation } from '../operations/operations.queries.ts'
import { enMots } from './saisie.ts'
import { noterVersion } from './versions.ts'

export type RefusContrat =
  | PagePerimee
  | RefusDeFiche
  | { readonly code: 'introuvable' | 'interdit' | 'reprise-hors-contrat' }
type Issue = Result<{ readonly id: string }, RefusContrat>

/** Those that write the contracts of one purchase wait for each other: what was judged is still so when it is written. */
export const verrouillerLesContrats = (tx: Tx, operationId: string) =>
  sql`select id from achat_operation where id = ${operationId} for update`.execute(tx)

/** The lot of a number in a purchase; null when it has none: a contract passed elsewhere, or a purchase without lots. */
async function lotDe(tx: Tx, operationId: string, numero: number): Promise<string | null> {
  const lot = await tx
    .selectFrom('achat_lot')
    .select('id')
    .where('operation_id', '=', operationId)
    .where('numero', '=', numero)
    .executeTakeFirst()
  return lot?.id ?? null
}

/** Adds a contract to a purchase, for the member that leads it. The same sending twice gives one. */
export const ajouterContrat = (
  base: Base,
  acteur: Acteur,
  operationId: string,
  fiche: FicheDeContrat,
  motif: string,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Issue> => {
    const operation = await findOperation(tx, operationId)
    if (!operation) return refuser({ code: 'introuvable' })
    if (!conduit(acteur, operation)) return refuser({ code: 'interdit' })
    const id = nouvelId(+maintenant)
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    await verrouillerLesContrats(tx, operationId)
    const juste = jugerFiche(fiche, await listContrats(tx, operationId))
    if (!juste.ok) return juste
    const lotId = await lotDe(tx, operationId, fiche.numero)
    await inscrireContrat(tx, acteur, { id, operationId, lotId, fiche, motif }, maintenant)
    return accepter({ id })
  })

/** Corrects a contract: every state that it had is kept, with what changed and why. */
export const corrigerContrat = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  fiche: FicheDeContrat,
  motif: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Issue> => {
    const lu = await charger(tx, acteur, id)
    if (!lu.ok) return lu
    const { contrat, voisins } = lu.valeur
    const juste = jugerFiche(fiche, voisins)
    if (!juste.ok) return juste
    return modifier(tx, acteur, contrat, version, fiche, motif, maintenant)
  })

/**
 * Gives a lot to another insurer from a day on: the contract under way ends the day before, the next one takes its clause and its rates in force, to be
 * corrected. Employers follow their lot.
 */
export const changerDAssureur = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  { assureur, du, au }: { readonly assureur: string; readonly du: Jour; readonly au: Jour },
  motif: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Issue> => {
    const lu = await charger(tx, acteur, id)
    if (!lu.ok) return lu
    const { contrat, voisins } = lu.valeur
    const veille = ajouterJours(du, -1)
    if (veille <= contrat.du || veille > contrat.au) return refuser({ code: 'reprise-hors-contrat' })
    const suivante = ficheDeReprise(contrat, { assureur, du, au })
    const juste = jugerFiche(suivante, voisins)
    if (!juste.ok) return juste
    const tarifs = contrat.tarifs.filter(({ annee }) => annee <= Number(veille.slice(0, 4)))
    const clos = await modifier(
      tx,
      acteur,
      contrat,
      version,
      { ...contrat, au: veille, tarifs },
      motif,
      maintenant,
    )
    if (!clos.ok) return clos
    const suivant = nouvelId(+maintenant)
    await inscrireContrat(
      tx,
      acteur,
      { id: suivant, operationId: contrat.operationId, lotId: contrat.lotId, fiche: suivante, motif },
      maintenant,
    )
    return accepter({ id: suivant })
  })

/** Writes a new contract with its rates, its first state and its trace, in the transaction of the caller, which judged it. */
export async function inscrireContrat(
  tx: Tx,
  acteur: Acteur,
  {
    id,
    operationId,
    lotId,
    fiche,
    motif,
  }: {
    readonly id: string
    readonly operationId: string
    readonly lotId: string | null
    readonly fiche: FicheDeContrat
    readonly motif: string
  },
  maintenant: Date,
): Promise<void> {
  await tx
    .insertInto('achat_contrat')
    .values({
      id,
      cooperation_id: acteur.cooperationId,
      organisme_id: acteur.organismeId,
      operation_id: operationId,
      lot_id: lotId,
      ...enColonnes(fiche),
    })
    .execute()
  await ecrireTarifs(tx, acteur, id, fiche)
  await tracer(tx, acteur, { id, operationId, numero: 1, fiche, motif, changements: [] }, maintenant)
}

async function charger(
  tx: Tx,
  acteur: Acteur,
  id: string,
): Promise<Result<{ readonly contrat: Contrat; readonly voisins: readonly Contrat[] }, RefusContrat>> {
  const vu = await findContrat(tx, id)
  if (!vu) return refuser({ code: 'introuvable' })
  if (!agitPourSonMembre.autorise(acteur) || vu.organismeId !== acteur.organismeId)
    return refuser({ code: 'interdit' })
  await verrouillerLesContrats(tx, vu.operationId)
  const contrats = await listContrats(tx, vu.operationId)
  const contrat = contrats.find((c) => c.id === id)!
  return accepter({ contrat, voisins: contrats.filter((c) => c !== contrat) })
}

async function modifier(
  tx: Tx,
  acteur: Acteur,
  contrat: Contrat,
  version: number,
  fiche: FicheDeContrat,
  motif: string,
  maintenant: Date,
): Promise<Issue> {
  if (contrat.version !== version) return refuser({ code: 'page-perimee' })
  const changements = comparerFiches(contrat, fiche, enMots)
  if (changements.length === 0) return accepter({ id: contrat.id })
  const ecrit = await tx
    .updateTable('achat_contrat')
    .set({
      ...enColonnes(fiche),
      ...(fiche.numero !== contrat.numero && {
        lot_id: await lotDe(tx, contrat.operationId, fiche.numero),
      }),
    })
    .where('id', '=', contrat.id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  if (!ecrit) return refuser({ code: 'page-perimee' })
  await sql`update achat_tarif set retire = true where contrat_id = ${contrat.id} and not retire`.execute(tx)
  await ecrireTarifs(tx, acteur, contrat.id, fiche)
  const { operationId } = contrat
  await tracer(
    tx,
    acteur,
    { id: contrat.id, operationId, numero: ecrit.version, fiche, motif, changements },
    maintenant,
  )
  return accepter({ id: contrat.id })
}

async function ecrireTarifs(tx: Tx, acteur: Acteur, contratId: string, { tarifs }: FicheDeContrat) {
  if (tarifs.length === 0) return
  await tx
    .insertInto('achat_tarif')
    .values(
      tarifs.map(({ niveau, annee, taux }) => ({
        cooperation_id: acteur.cooperationId,
        organisme_id: acteur.organismeId,
        contrat_id: contratId,
        niveau,
        annee,
        taux,
      })),
    )
    .onConflict((conflit) =>
      conflit
        .columns(['contrat_id', 'niveau', 'annee'])
        .doUpdateSet({ taux: (lu) => lu.ref('excluded.taux'), retire: false }),
    )
    .execute()
}

async function tracer(
  tx: Tx,
  acteur: Acteur,
  etat: {
    readonly id: string
    readonly operationId: string
    readonly numero: number
    readonly fiche: FicheDeContrat
    readonly motif: string
    readonly changements: readonly Changement[]
  },
  maintenant: Date,
): Promise<void> {
  await noterVersion(tx, acteur, etat.id, etat, maintenant)
  const { intitule, assureur } = etat.fiche
  await consigner(tx, acteur, maintenant, {
    action: etat.numero === 1 ? 'achat.contrat.ajouter' : 'achat.contrat.corriger',
    objet: { type: 'achat', id: etat.operationId },
    resume: `Contrat ${intitule}, ${assureur} : ${etat.numero === 1 ? 'enregistré' : etat.changements.map(({ quoi }) => quoi).join(', ')} (${etat.motif})`,
  })
}

/** The columns of a contract. */
export const enColonnes = (fiche: FicheDeContrat) => ({
  numero: fiche.numero,
  intitule: fiche.intitule,
  assureur: fiche.assureur,
  du: fiche.du,
  au: fiche.au,
  gel_annees: fiche.gelAnnees,
  plafond: fiche.plafond,
  plafond_base: fiche.plafondBase,
  seuil_sp: fiche.seuilSp,
  preavis_mois: fiche.preavisMois,
  frais_agent: fiche.fraisAgent,
  reprise: fiche.reprise,
  garanties: fiche.garanties,
})
