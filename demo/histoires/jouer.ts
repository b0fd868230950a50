// Plays séances through the use cases of the application, at the hour they would have had.

import { organesDe } from '../../src/modules/annuaire/domain/organes.ts'
import { cloreSeance, conduire, passerAuPoint } from '../../src/modules/gouvernance/conduite/conduire.ts'
import { noterPresence } from '../../src/modules/gouvernance/conduite/presences/tenir-presences.ts'
import { cloreLeScrutin, ouvrirLeScrutin } from '../../src/modules/gouvernance/conduite/vote/tenir-scrutin.ts'
import { deposerVote } from '../../src/modules/gouvernance/conduite/vote/voter.ts'
import { enregistrerSuite } from '../../src/modules/gouvernance/decisions/suivre-suite.ts'
import { limiteParDefaut } from '../../src/modules/gouvernance/domain/decision.ts'
import type { TypeDecision } from '../../src/modules/gouvernance/domain/regle.ts'
import type { GenrePoint } from '../../src/modules/gouvernance/domain/seance.ts'
import type { Acte, GesteSuite } from '../../src/modules/gouvernance/domain/suite.ts'
import type { Choix } from '../../src/modules/gouvernance/domain/verdict.ts'
import { convoquerSeance } from '../../src/modules/gouvernance/seances/convocation/convoquer.ts'
import { inscrirePoint } from '../../src/modules/gouvernance/seances/points/preparer-point.ts'
import { planifierSeance } from '../../src/modules/gouvernance/seances/preparer.ts'
import type { Base } from '../../src/platform/base/base.ts'
import { ajouterJours, instantParis, type Jour, jourDe } from '../../src/shared/dates.ts'
import { nouvelId } from '../../src/shared/ids.ts'
import { ajouterJoursOuvres } from '../../src/shared/jours-ouvres.ts'
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

const CHEMINS: Readonly<Record<string, readonly GesteSuite[]>> = {
  inscrite: ['inscrire'],
  votee: ['inscrire', 'voter'],
  transmise: ['inscrire', 'voter', 'transmettre'],
  executoire: ['inscrire', 'voter', 'transmettre', 'rendre_executoire'],
  rejetee: ['inscrire', 'rejeter'],
  sans_objet: ['declarer_sans_objet'],
}

/** Brings the sequel of a decision in one member to a state, the act dated `jour`. Act numbers and votes are invented (fictif). */
export async function suivre(
  base: Base,
  scene: Scene,
  decisionId: string,
  code: string,
  etat: keyof typeof CHEMINS,
  jour: Jour,
): Promise<void> {
  const acteur = scene.acteur(code, 'direction')
  let version = 1
  for (const geste of CHEMINS[etat]!) {
    const date =
      geste === 'rendre_executoire'
        ? ajouterJours(jour, 2)
        : geste === 'transmettre'
          ? ajouterJours(jour, 1)
          : jour
    const acte: Acte = {
      reunionLe: geste === 'inscrire' ? jour : null,
      numeroActe:
        geste === 'voter'
          ? `${jour.slice(2, 4)}_${String((decisionId.charCodeAt(0) * 7 + code.charCodeAt(4)) % 90).padStart(3, '0')}`
          : null,
      dateActe: geste === 'voter' || geste === 'rejeter' ? jour : null,
      vote:
        geste === 'voter'
          ? { effectif: 25, reel: 19, pour: 18, contre: 0, abstention: 1 }
          : geste === 'rejeter'
            ? { effectif: 25, reel: 17, pour: 6, contre: 9, abstention: 2 }
            : null,
      transmisLe: geste === 'transmettre' ? date : null,
      executoireLe: geste === 'rendre_executoire' ? date : null,
      note: geste === 'declarer_sans_objet' ? 'Déjà délégué à la présidence (fictif).' : '',
    }
    voulu(
      await enregistrerSuite(
        base,
        acteur,
        decisionId,
        acteur.organismeId,
        geste,
        { organe: null, version, acte, anterieur: false },
        instantParis(date, '17:00'),
      ),
    )
    version++
  }
}

/** Dates of the deliberating organ of each member over six months: invented (fictif), every seven weeks on a working day. */
export async function agendaDesOrganes(base: Base, scene: Scene, maintenant: Date): Promise<void> {
  const codes = Object.keys(scene.organismes)
  for (const [rang, code] of codes.entries()) {
    const acteur = scene.acteur(code, 'direction')
    const organe = organesDe(acteur.typeOrganisme)[0]!.code
    const dates = [-9, -3, 1, 3, 10, 17, 24].map((semaines) =>
      ajouterJoursOuvres(ajouterJours(jourDe(maintenant), semaines * 7 + rang * 2), 0),
    )
    await base.enTantQue(acteur, (tx) =>
      tx
        .insertInto('reunion_organe')
        .values(
          dates.map((date) => ({
            id: nouvelId(),
            cooperation_id: scene.cooperationId,
            organisme_id: acteur.organismeId,
            organe,
            date,
            limite_inscription: limiteParDefaut(date),
            origine: 'saisie' as const,
          })),
        )
        .execute(),
    )
  }
}
