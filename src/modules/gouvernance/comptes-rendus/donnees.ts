import { jourDe } from '#shared/dates.ts'
import { dateLongue, heure } from '#shared/typographie.ts'
import type { Registre } from '../conduite/presences/registre.queries.ts'
import type { DecisionAuTableau, MembreAuTableau } from '../decisions/decisions.queries.ts'
import { direVerdict } from '../domain/en-mots/verdict-en-mots.ts'
import { LIBELLES_POINT, seVote } from '../domain/seance.ts'
import type { Point } from '../seances/points/points.repository.ts'
import type { PieceDePoint } from '../seances/seances.queries.ts'
import { direPortee } from '../vues.tsx'

export type MatiereDeSeance = {
  readonly registre: Registre
  readonly points: readonly Point[]
  readonly membres: readonly MembreAuTableau[]
  readonly decisions: readonly DecisionAuTableau[]
  readonly pieces: readonly PieceDePoint[]
}

export const nommer =
  ({ registre, membres }: MatiereDeSeance) =>
  (id: string | null) =>
    [...registre.sieges, ...membres].find(({ organismeId }) => organismeId === id)?.libelle ?? ''

export function entete(matiere: MatiereDeSeance, titre: string, court: string, pied: string) {
  const { registre } = matiere
  const jour = dateLongue(jourDe(registre.debutLe))
  const nom = nommer(matiere)
  return {
    titre,
    'titre-court': `${court}, ${jour}`,
    'sous-titre': `${registre.instance}, ${jour}`,
    cooperation: registre.cooperation,
    pied,
    seance: [
      { nom: 'Instance', valeur: registre.instance },
      {
        nom: 'Date',
        valeur: `${jour}, ${heure(registre.ouverteLe ?? registre.debutLe)}${registre.closeLe ? ` à ${heure(registre.closeLe)}` : ''}`,
      },
      { nom: 'Lieu', valeur: registre.lieu || 'à préciser' },
      ...(registre.presideePar ? [{ nom: 'Présidence', valeur: nom(registre.presideePar) }] : []),
      ...(registre.motifDerogation
        ? [{ nom: 'Délai de convocation abrégé', valeur: registre.motifDerogation }]
        : []),
      ...(registre.fictif ? [{ nom: 'Fictif', valeur: registre.fictif }] : []),
    ],
  }
}

/** What the relevé de décisions prints: decisions with their scope and their verdict, then the other points. */
export function donneesReleve(matiere: MatiereDeSeance, etabliLe: Date) {
  const { registre, points, membres, decisions } = matiere
  const nom = nommer(matiere)
  const adoptees = points.flatMap((point) => {
    const scrutin = registre.scrutins.filter(({ pointId }) => pointId === point.id).at(-1)
    const decision = decisions.find(({ id }) => id === scrutin?.decisionId)
    if (!decision || !scrutin?.verdict) return []
    return {
      numero: decision.numero,
      titre: decision.titre,
      portee: direPortee(decision.porte, membres),
      texte: point.proposition,
      verdict: direVerdict(scrutin.verdict, scrutin.regle).resume,
      reserves: reservesDe(matiere, point).map(({ organismeId, texte }) => ({
        membre: nom(organismeId),
        texte,
      })),
    }
  })
  const autres = points
    .filter(
      (point) => !registre.scrutins.some(({ pointId, decisionId }) => pointId === point.id && decisionId),
    )
    .map((point) => {
      const verdict = registre.scrutins.filter(({ pointId }) => pointId === point.id).at(-1)?.verdict
      const issue = verdict
        ? {
            adoptee: 'adoptée',
            rejetee: 'rejetée',
            renvoyee: 'renvoyée à une prochaine séance',
            sans_quorum: 'vote non valable, sans quorum',
          }[verdict.issue]
        : point.statut === 'reporte'
          ? 'reporté'
          : seVote(point.genre)
            ? 'traité sans vote'
            : 'pris acte'
      return { question: point.question, issue }
    })
  return {
    ...entete(
      matiere,
      'Relevé de décisions',
      'Relevé de décisions',
      `Établi le ${dateLongue(jourDe(etabliLe))}`,
    ),
    decisions: adoptees,
    autres,
  }
}

/** Reservations of a vote, corrected ballots left out. */
export const reservesDe = ({ registre }: MatiereDeSeance, point: Point) => {
  const scrutin = registre.scrutins.filter(({ pointId }) => pointId === point.id).at(-1)
  const corriges = new Set(scrutin?.votes.map(({ rectifie }) => rectifie))
  return (scrutin?.votes ?? [])
    .filter(({ id, motif }) => motif && !corriges.has(id))
    .map(({ organismeId, motif }) => ({ organismeId, texte: motif }))
}

/** What the meeting file prints: the agenda, then each point with its exposé, its proposal and its documents. */
export function donneesDossier(matiere: MatiereDeSeance, etabliLe: Date) {
  const { points, membres, pieces } = matiere
  return {
    ...entete(matiere, 'Dossier de séance', 'Dossier de séance', `Établi le ${dateLongue(jourDe(etabliLe))}`),
    points: points.map((point) => ({
      rang: String(point.ordre),
      question: point.question,
      nature: `${LIBELLES_POINT[point.genre]}. ${direPortee(point.porte, membres)}.`,
      expose: point.expose,
      proposition: point.proposition,
      pieces: pieces
        .filter(({ pointId }) => pointId === point.id)
        .map(({ nom, tardive }) => `${nom}${tardive ? ' (ajoutée après la convocation)' : ''}`),
    })),
  }
}
