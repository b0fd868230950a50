import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import { type ChiffrageLu, selectChiffrages } from '../analyse/analyse.queries.ts'
import type { OffreNotee } from '../domain/criteres.ts'
import { type EtatDuRecensement, selectEtat } from '../marche/marche.queries.ts'

export type AttributionLue = {
  readonly lotId: string
  readonly numero: number
  readonly offreId: string
  readonly titulaire: string
  readonly groupement: 'Conjoint' | 'Solidaire' | 'Pas de groupement'
  readonly motifs: string
  readonly attribueLe: Jour
  readonly decision: { readonly id: string; readonly numero: string } | null
  readonly envoiLe: Jour | null
  readonly envoiPar: 'electronique' | 'autre' | null
  readonly signeLe: Jour | null
  readonly notifieLe: Jour | null
  readonly publieLe: Jour | null
  /** Ranking on which it was awarded; null for what was awarded before rankings were kept. */
  readonly classement: readonly OffreNotee[] | null
  readonly version: number
}

/** Awards of a purchase, by lot: a statement, or a part of one. */
const selectAttributions = (operationId: string) => sql<AttributionLue>`
    select a.lot_id as "lotId", l.numero, a.offre_id as "offreId", a.titulaire, a.groupement, a.motifs, a.attribue_le as "attribueLe",
      case when d.id is not null then jsonb_build_object('id', d.id, 'numero', d.numero) end as decision,
      a.envoi_le as "envoiLe", a.envoi_par as "envoiPar", a.signe_le as "signeLe", a.notifie_le as "notifieLe", a.publie_le as "publieLe", k.classement, a.version
    from achat_attribution a join achat_lot l on l.id = a.lot_id left join achat_classement k on k.lot_id = a.lot_id left join decision d on d.id = a.decision_id
    where a.operation_id = ${operationId} order by l.numero`

export async function listAttributions(tx: Tx, operationId: string): Promise<AttributionLue[]> {
  const { rows } = await selectAttributions(operationId).execute(tx)
  return rows
}

export type SuitesDuMarche = {
  readonly acheteurSiret: string
  readonly region: string
  readonly attributions: readonly AttributionLue[]
  readonly chiffrages: readonly Pick<ChiffrageLu, 'numero' | 'resultats' | 'faitLe'>[]
  readonly etat: EtatDuRecensement
}

/** What follows the ranking of a purchase: its buyer and region, its awards, its sealed prices, its census in force; null before its market is prepared. One statement. */
export async function findSuites(tx: Tx, operationId: string): Promise<SuitesDuMarche | null> {
  const { rows } = await sql<SuitesDuMarche>`
    select m.acheteur_siret as "acheteurSiret", coalesce(c.regions[1], '') as region,
      (select coalesce(jsonb_agg(to_jsonb(a) order by a.numero), '[]') from (${selectAttributions(operationId)}) a) as attributions,
      (select coalesce(jsonb_agg(jsonb_build_object('numero', p.numero, 'resultats', p.resultats, 'faitLe', p."faitLe") order by p.numero desc), '[]')
        from (${selectChiffrages(operationId)}) p) as chiffrages,
      (select to_jsonb(e) from (${selectEtat(operationId)}) e) as etat
    from achat_marche m join cooperation c on c.id = m.cooperation_id where m.operation_id = ${operationId}`.execute(
    tx,
  )
  const [lu] = rows
  // JSON holds instants as texts.
  return lu ? { ...lu, chiffrages: lu.chiffrages.map((c) => ({ ...c, faitLe: new Date(c.faitLe) })) } : null
}

export type Choix = {
  readonly seances: readonly { readonly id: string; readonly titre: string; readonly le: Date }[]
  readonly decisions: readonly { readonly id: string; readonly numero: string; readonly titre: string }[]
}

/** What the forms offer: the séances of the cooperation, the decisions that bind a member, the latest first. One statement. */
export async function findChoix(tx: Tx, organismeId: string): Promise<Choix> {
  const { rows } = await sql<Choix>`select
    (select coalesce(jsonb_agg(to_jsonb(s) order by s.le desc, s.id), '[]') from (
      select s.id, i.nom as titre, s.debut_le as le from seance s join instance i on i.id = s.instance_id
      order by s.debut_le desc, s.id limit 50) s) as seances,
    (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'numero', d.numero, 'titre', d.titre) order by d.adoptee_le desc, d.numero desc, d.id), '[]') from (
      select id, numero, titre, adoptee_le from decision where ${organismeId}::uuid = any (porte)
      order by adoptee_le desc, numero desc, id limit 100) d) as decisions`.execute(tx)
  const { seances, decisions } = rows[0]!
  // JSON holds instants as texts.
  return { seances: seances.map((s) => ({ ...s, le: new Date(s.le) })), decisions }
}
