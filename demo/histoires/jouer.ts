// Plays séances through the use cases of the application, at the hour they would have had.

import { cloreSeance, conduire, passerAuPoint } from '../../src/modules/gouvernance/conduite/conduire.ts'
import { noterPresence } from '../../src/modules/gouvernance/conduite/presences/tenir-presences.ts'
import { cloreLeScrutin, ouvrirLeScrutin } from '../../src/modules/gouvernance/conduite/vote/tenir-scrutin.ts'
import { deposerVote } from '../../src/modules/gouvernance/conduite/vote/voter.ts'
import type { TypeDecision } from '../../src/modules/gouvernance/domain/regle.ts'
import type { GenrePoint } from '../../src/modules/gouvernance/domain/seance.ts'
import type { Choix } from '../../src/modules/gouvernance/domain/verdict.ts'
import { convoquerSeance } from '../../src/modules/gouvernance/seances/convocation/convoquer.ts'
import { inscrirePoint } from '../../src/modules/gouvernance/seances/points/preparer-point.ts'
import { planifierSeance } from '../../src/modules/gouvernance/seances/preparer.ts'
import type { Base } from '../../src/platform/base/base.ts'
import type { Result } from '../../src/shared/result.ts'
import type { Scene } from '../installer.ts'

export type PointDemo = {
  readonly question: string
  readonly genre: GenrePoint
  readonly type?: TypeDecision
  /** Codes of the members it would bind; all of them when absent. */
  readonly porte?: readonly string[]
  readonly expose?: string
  readonly proposition?: string
  readonly votes?: Readonly<Record<string, Choix>>
  readonly reserve?: { readonly code: string; readonly texte: string }
}

/** The value of an accepted decision; a refusal is a fault of the demonstration itself. */
export function voulu<T>(issue: Result<T, unknown>): T {
  if (!issue.ok)
    throw new Error(`La démonstration demande ce que la règle refuse : ${JSON.stringify(issue.refus)}`)
  return issue.valeur
}

const minutes = (instant: Date, n: number): Date => new Date(+instant + n * 60_000)

/** Writes a séance with its agenda, not called yet. */
export async function preparer(
  base: Base,
  scene: Scene,
  instance: string,
  debutLe: Date,
  points: readonly PointDemo[],
  lieu: string,
): Promise<{ id: string; points: string[] }> {
  const { coordination, organismes } = scene
  const avant = new Date(Math.min(+debutLe - 30 * 86_400_000, Date.now() - 86_400_000))
  const { id } = voulu(
    await planifierSeance(
      base,
      coordination,
      {
        instanceId: scene.instances[instance]!,
        debutLe,
        dureeMinutes: 150,
        lieu,
        visio: '',
        secondeConvocationDe: null,
      },
      undefined,
      avant,
    ),
  )
  const ids: string[] = []
  for (const point of points) {
    const inscrit = await inscrirePoint(
      base,
      coordination,
      id,
      {
        question: point.question,
        expose: point.expose ?? '',
        proposition: point.proposition ?? '',
        genre: point.genre,
        typeDecision: point.type ?? null,
        porte: point.porte?.map((code) => organismes[code]!) ?? Object.values(organismes),
        indivisible: false,
        confidentiel: false,
        sujetId: null,
        conventionId: null,
      },
      0,
      undefined,
      avant,
    )
    ids.push(voulu(inscrit).id)
  }
  return { id, points: ids }
}

/** Calls it twenty days before, opens it and notes who came; `absents` give their proxy to the next present member. */
export async function ouvrir(
  base: Base,
  scene: Scene,
  seanceId: string,
  debutLe: Date,
  pouvoirs: Readonly<Record<string, string>> = {},
  retards: Readonly<Record<string, number>> = {},
): Promise<void> {
  const { coordination, organismes } = scene
  voulu(await convoquerSeance(base, null, coordination, seanceId, null, minutes(debutLe, -20 * 24 * 60)))
  voulu(await conduire(base, coordination, seanceId, 'ouvrir', minutes(debutLe, 5)))
  for (const [code, organismeId] of Object.entries(organismes)) {
    const mandataire = pouvoirs[code]
    const survenuLe = minutes(debutLe, mandataire ? -60 : (retards[code] ?? 0))
    voulu(
      await noterPresence(
        base,
        coordination,
        seanceId,
        {
          organismeId,
          genre: mandataire ? 'pouvoir' : 'arrivee',
          mandataireId: mandataire ? organismes[mandataire]! : null,
          survenuLe,
          representant: null,
        },
        minutes(debutLe, 5 + (retards[code] ?? 0)),
      ),
    )
  }
}

/** Treats points in order, five minutes each; returns the identifiers of the decisions, null where none was taken. */
export async function traiter(
  base: Base,
  scene: Scene,
  seance: { id: string; points: string[] },
  points: readonly PointDemo[],
  debutLe: Date,
  jusqua = points.length,
): Promise<(string | null)[]> {
  const { coordination, organismes } = scene
  const decisions: (string | null)[] = []
  for (const [rang, point] of points.slice(0, jusqua).entries()) {
    const heure = minutes(debutLe, 25 + rang * 10)
    const pointId = seance.points[rang]!
    voulu(await passerAuPoint(base, coordination, seance.id, pointId, heure))
    if (!point.votes) {
      decisions.push(null)
      continue
    }
    const scrutin = voulu(await ouvrirLeScrutin(base, coordination, seance.id, pointId, minutes(heure, 4)))
    for (const [code, choix] of Object.entries(point.votes)) {
      const reserve = point.reserve?.code === code ? point.reserve.texte : ''
      voulu(
        await deposerVote(
          base,
          coordination,
          seance.id,
          scrutin.id,
          { organismeId: organismes[code]!, choix, reserve, retireReserve: false, rectification: null },
          minutes(heure, 5),
        ),
      )
    }
    decisions.push(
      voulu(await cloreLeScrutin(base, coordination, seance.id, scrutin.id, true, minutes(heure, 6)))
        .decisionId,
    )
  }
  return decisions
}

export const terminer = async (base: Base, scene: Scene, seanceId: string, debutLe: Date): Promise<void> => {
  voulu(await cloreSeance(base, null, scene.coordination, seanceId, minutes(debutLe, 140)))
}
