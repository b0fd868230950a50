import { ANNEES } from '@maillage/prevoyance/projection'
import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import { jourDesPrix } from '../analyse/chiffrer.ts'
import { cleDe, type Populations, type Recensement } from '../analyse/population.ts'
import { AGENTS_MIN, nombreDeTirages, type Projections } from '../analyse/projeter.ts'
import { type AnneeProjetee, additionner, rapporter, resumerTirages } from '../domain/contrat/projection.ts'
import type { RegleDeLot } from '../domain/lots.ts'
import { type EtatDuRecensement, type MarcheLu, selectEtat } from '../marche/marche.queries.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { type Effectif, type Revision, selectEffectifs, selectRevisions } from './comptes.queries.ts'
import { type Contrat, tauxEnVigueur } from './contrats.queries.ts'

export type MatiereDeProjection = {
  readonly effectifs: readonly Effectif[]
  /** Rates that insurers asked for, the latest first. */
  readonly revisions: readonly Revision[]
  readonly niveaux: MarcheLu['niveaux'] | null
  readonly lots: readonly RegleDeLot[]
  /** Census in force of the employers that have signed. */
  readonly etat: EtatDuRecensement
  /** What of the awarded rate pays for incapacity and invalidity, from 0 to 1; null for a rate of nothing. */
  readonly parts: readonly {
    readonly lotId: string
    readonly niveau: string
    readonly part: number | null
  }[]
}

/** Who is covered, the rates asked for, and what the projection is made from: levels, lots, the census in force, what of the rates is projected. One statement. */
export async function findMatiereDeProjection(tx: Tx, operationId: string): Promise<MatiereDeProjection> {
  const { rows } = await sql<MatiereDeProjection>`select
    (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from (${selectEffectifs(operationId)}) f) as effectifs,
    (select coalesce(jsonb_agg(to_jsonb(v) order by v."recueLe" desc, v.id), '[]') from (${selectRevisions(operationId)}) v) as revisions,
    (select niveaux from achat_marche where operation_id = ${operationId}) as niveaux,
    (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'numero', l.numero, 'objet', l.objet, 'departements', l.departements,
      'agentsMin', l.agents_min, 'agentsMax', l.agents_max, 'version', l.version,
      'offres', (select count(*) from achat_offre o where o.lot_id = l.id)) order by l.numero), '[]')
      from achat_lot l where l.operation_id = ${operationId}) as lots,
    (select to_jsonb(e) from (${selectEtat(operationId, 'adherents')}) e) as etat,
    (select coalesce(jsonb_agg(jsonb_build_object('lotId', p.lot_id, 'niveau', p.niveau, 'part', p.part)), '[]')
      from achat_parts_projetees(${operationId}) p) as parts`.execute(tx)
  return rows[0]!
}

/** Six years of the contracts together, at the rates that are known: claims of incapacity and invalidity against contributions. */
export type ProjectionDesContrats = {
  readonly premiere: number
  readonly tirages: number
  readonly annees: readonly AnneeProjetee[]
}

/**
 * Draws the lots that have a contract, the employers that have signed and whose census is in force, each in the lot of its contract at the level that it chose,
 * and adds them; null where nothing can be projected. Claims are those of
 * incapacity and invalidity, so contributions count for the part of the awarded bid that pays for them; a lot of which no bid is known is left out. Rates to come
 * are the last that are known; an insurer that took a lot over is supposed to share its rate as the bid did.
 */
export async function projeterContrats(
  projections: Pick<Projections, 'lire' | 'resumer'>,
  populations: Pick<Populations, 'agentsDesLots'>,
  cooperationId: string,
  operation: OperationLue,
  contrats: readonly Contrat[],
  { niveaux, lots, etat, parts }: Omit<MatiereDeProjection, 'effectifs' | 'revisions'>,
): Promise<ProjectionDesContrats | null> {
  if (operation.objet !== 'prevoyance' || !niveaux || contrats.length === 0 || etat.agents < AGENTS_MIN)
    return null
  const recensement: Recensement = {
    cooperationId,
    operationId: operation.id,
    perimetre: 'adherents',
    etat,
    lots,
    niveaux,
  }
  const deContrats = contrats.map(({ numero, du, tarifs }) => [numero, du, tarifs])
  const { projection } = await projections.resumer(
    ['contrats', cleDe(recensement), deContrats, parts, operation.debutLe],
    () => tirer(projections, populations, recensement, operation.debutLe, contrats, parts),
  )
  return projection
}

async function tirer(
  projections: Pick<Projections, 'lire'>,
  populations: Pick<Populations, 'agentsDesLots'>,
  recensement: Recensement,
  debutLe: Jour,
  contrats: readonly Contrat[],
  parts: MatiereDeProjection['parts'],
): Promise<{ readonly fidele: boolean; readonly projection: ProjectionDesContrats | null }> {
  const { lots, niveaux } = recensement
  const premiere = Math.min(...contrats.map(({ du }) => Number(du.slice(0, 4))))
  const series = []
  let lus: ReturnType<typeof populations.agentsDesLots> | undefined
  const agents = () => {
    lus ??= populations.agentsDesLots(recensement)
    return lus
  }
  let fidele = true
  for (const { id, numero } of lots) {
    const siens = contrats.filter((c) => c.numero === numero).toSorted((a, b) => (a.du < b.du ? -1 : 1))
    const siennes = parts.filter(({ lotId }) => lotId === id)
    if (siens.length === 0 || siennes.length === 0) continue
    const tires = await projections.lire(recensement, id, jourDesPrix(debutLe), agents)
    if (!tires) continue
    fidele &&= tires.fidele
    // The insurer of a lot may change: each year goes at the rates of the one that has it then.
    const taux = niveaux.map(({ nom }) => {
      const part = siennes.find(({ niveau }) => niveau === nom)?.part ?? 0
      return Array.from({ length: ANNEES }, (_, an) => {
        const annee = premiere + an
        const contrat = siens.findLast(({ du }) => Number(du.slice(0, 4)) <= annee) ?? siens[0]!
        return (tauxEnVigueur(contrat, nom, annee) ?? 0) * part
      })
    })
    series.push(rapporter(tires.niveaux, taux, ANNEES))
  }
  const tirages = nombreDeTirages(recensement.etat.agents)
  return {
    fidele,
    projection:
      series.length > 0 ? { premiere, tirages, annees: resumerTirages(additionner(series), ANNEES) } : null,
  }
}
