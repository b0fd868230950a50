import { jourDe } from '#shared/dates.ts'
import { dateLongue, heure } from '#shared/typographie.ts'
import type { Registre } from '../conduite/presences/registre.queries.ts'
import { voirPoint } from '../conduite/vote/vue-du-vote.ts'
import type { DecisionAuTableau, MembreAuTableau } from '../decisions/decisions.queries.ts'
import { direVerdict } from '../domain/en-mots/verdict-en-mots.ts'
import { entreesEnVigueur } from '../domain/presence.ts'
import { LIBELLES_POINT, seVote } from '../domain/seance.ts'
import type { PieceDePoint } from '../seances/seances.queries.ts'
import type { Point } from '../seances/seances.repository.ts'
import { direPortee } from '../vues.tsx'

export type MatiereDeSeance = {
  readonly registre: Registre
  readonly points: readonly Point[]
  readonly membres: readonly MembreAuTableau[]
  readonly decisions: readonly DecisionAuTableau[]
  readonly pieces: readonly PieceDePoint[]
}

const CHOIX = {
  pour: 'Pour',
  contre: 'Contre',
  abstention: 'Abstention',
  ne_prend_pas_part: 'Ne prend pas part',
} as const

const nommer =
  ({ registre, membres }: MatiereDeSeance) =>
  (id: string | null) =>
    [...registre.sieges, ...membres].find(({ organismeId }) => organismeId === id)?.libelle ?? ''

function entete(matiere: MatiereDeSeance, titre: string, court: string, pied: string) {
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

const reservesDe = ({ registre }: MatiereDeSeance, point: Point) => {
  const scrutin = registre.scrutins.filter(({ pointId }) => pointId === point.id).at(-1)
  const corriges = new Set(scrutin?.votes.map(({ rectifie }) => rectifie))
  return (scrutin?.votes ?? [])
    .filter(({ id, motif }) => motif && !corriges.has(id))
    .map(({ organismeId, motif }) => ({ organismeId, texte: motif }))
}

/** What the procès-verbal prints: presence, then each point with who was there, what each said, and the verdict in words. */
export function donneesProcesVerbal(
  matiere: MatiereDeSeance,
  numeroVersion: number,
  etabliLe: Date,
  approuve: boolean,
) {
  const { registre, points, membres } = matiere
  const nom = nommer(matiere)
  const etat = approuve ? 'Approuvé' : 'Projet'
  return {
    ...entete(
      matiere,
      approuve ? 'Procès-verbal' : 'Procès-verbal (projet)',
      'Procès-verbal',
      `${etat}, version ${numeroVersion}, établi le ${dateLongue(jourDe(etabliLe))}`,
    ),
    presences: registre.sieges.map(({ organismeId, libelle, territoire }) => ({
      membre: `${libelle}, ${territoire}`,
      mots:
        entreesEnVigueur(registre.presences)
          .filter((entree) => entree.organismeId === organismeId)
          .sort((a, b) => +a.survenuLe - +b.survenuLe)
          .map(({ genre, survenuLe, mandataireId, representant }) => {
            const quand = heure(survenuLe)
            if (genre === 'arrivee')
              return `présent depuis ${quand}${representant ? ` (${representant})` : ''}`
            if (genre === 'depart') return `parti à ${quand}`
            return genre === 'pouvoir'
              ? `a donné pouvoir à ${nom(mandataireId)}`
              : `a retiré son pouvoir à ${quand}`
          })
          .join(', ') || 'absent',
    })),
    points: points.map((point) => {
      const vue = voirPoint(registre, point, etabliLe)
      const clos = vue.scrutin?.verdict ?? null
      const mots = clos && direVerdict(clos, vue.scrutin!.regle)
      return {
        rang: String(point.ordre),
        question: point.question,
        nature: `${LIBELLES_POINT[point.genre]}. ${direPortee(point.porte, membres)}.`,
        expose: point.expose,
        proposition: point.proposition,
        debats: point.compteRendu,
        votes: clos
          ? vue.lignes.map(({ siege, vote, etat: presence, participe }) => ({
              membre: siege.libelle,
              presence:
                presence.etat === 'present'
                  ? 'présent'
                  : presence.etat === 'represente'
                    ? `représenté par ${nom(presence.par)}`
                    : 'absent',
              choix: !participe ? 'Informé, sans voix' : vote ? CHOIX[vote] : 'N’a pas voté',
            }))
          : [],
        verdict: mots
          ? { titre: mots.titre, resume: mots.resume, lignes: mots.lignes }
          : { titre: '', resume: '', lignes: [] },
        reserves: reservesDe(matiere, point).map(({ organismeId, texte }) => ({
          membre: nom(organismeId),
          texte,
        })),
        suite: vue.scrutin?.decisionNumero
          ? `Décision ${vue.scrutin.decisionNumero}.`
          : point.statut === 'reporte'
            ? 'Point reporté.'
            : '',
      }
    }),
    rectifications: [
      ...registre.presences
        .filter(({ annule }) => annule)
        .map(
          ({ organismeId, motif, saisiLe, par }) =>
            `Présence de ${nom(organismeId)}, à ${heure(saisiLe)} par ${par} : ${motif}`,
        ),
      ...registre.scrutins.flatMap(({ votes }) =>
        votes
          .filter(({ rectifie }) => rectifie)
          .map(
            ({ organismeId, motifRectification, saisiLe, par }) =>
              `Vote de ${nom(organismeId)}, à ${heure(saisiLe)} par ${par} : ${motifRectification}`,
          ),
      ),
    ],
  }
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
