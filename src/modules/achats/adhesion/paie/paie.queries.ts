import { agentsDe, decoderTable } from '@maillage/prevoyance/recensement'
import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import { ajouterJours, ajouterMois, type Jour } from '#shared/dates.ts'
import { type Dispense, type LigneDePaie, lignesDePaie } from '../../domain/adhesion/cotisation.ts'
import { type Contrat, contratDe, listContrats, tauxEnVigueur } from '../../execution/contrats.queries.ts'
import { type AdhesionLue, findAdhesion } from '../suivi/suivi.queries.ts'

/** First month whose legal values the engine knows entirely. */
const PREMIER_MOIS: Jour = '2025-01-01'

export type DispenseLue = Dispense & { readonly id: string; readonly piece: string; readonly saisieLe: Date }

export type Paie = {
  readonly adhesion: AdhesionLue
  readonly contrat: Contrat | null
  /** First day of the month. */
  readonly mois: Jour
  readonly taux: number | null
  readonly effetLe: Jour | null
  /** Null when there is no census, no rate or no level: `manque` says which. */
  readonly lignes: readonly LigneDePaie[] | null
  readonly manque: 'recensement' | 'taux' | null
  readonly dispenses: readonly DispenseLue[]
}

/** What the payroll of an employer needs for a month: agents of its census in force, rate, share, dispenses. Row security keeps agents to its centre. */
export async function lirePaie(
  tx: Tx,
  employeurId: string,
  demande: Jour,
  aujourdhui: Jour,
): Promise<Paie | null> {
  const adhesion = await findAdhesion(tx, employeurId, aujourdhui)
  if (!adhesion) return null
  const contrat = contratDe(await listContrats(tx, adhesion.operationId), adhesion.contratId, demande)
  // Nothing is due before the contract, and the values of pay of that time may not be known.
  const debut = contrat?.du ?? PREMIER_MOIS
  const mois = `${(demande < debut ? debut : demande).slice(0, 7)}-01`
  const taux = contrat && tauxEnVigueur(contrat, adhesion.niveau, Number(mois.slice(0, 4)))
  const { rows } = await sql<{ colonnes: Buffer }>`select g.colonnes from achat_recensement r
    join achat_agents g on g.recensement_id = r.id where r.employeur_id = ${employeurId} and r.remplace_le is null`.execute(
    tx,
  )
  const agents = rows[0] ? [...agentsDe(decoderTable(rows[0].colonnes))] : []
  const dispenses = await listDispenses(tx, employeurId)
  const effetLe = adhesion.effetLe ?? contrat?.du ?? null
  const lignes =
    agents.length > 0 && taux && effetLe
      ? lignesDePaie(agents, dispenses, {
          taux,
          part: adhesion.part,
          au: mois,
          effetLe,
          finDeMois: ajouterJours(ajouterMois(mois, 1), -1),
        })
      : null
  return {
    adhesion,
    contrat,
    mois,
    taux,
    effetLe,
    lignes,
    manque: agents.length === 0 ? 'recensement' : lignes ? null : 'taux',
    dispenses,
  }
}

/** What was declared for agents, in the order in which it was: the last line of a pseudonym is the one that counts. */
async function listDispenses(tx: Tx, employeurId: string): Promise<DispenseLue[]> {
  const { rows } =
    await sql<DispenseLue>`select id, matricule, motif, declaree_le as "declareeLe", jusquau, reprise_le as "repriseLe", piece,
    saisie_le as "saisieLe" from achat_dispense where employeur_id = ${employeurId} order by saisie_le, id`.execute(
      tx,
    )
  return rows
}
