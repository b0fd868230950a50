import { jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { dateLongue, heure } from '#shared/typographie.ts'
import { voirPoint } from '../conduite/vote/vue-du-vote.ts'
import { direVerdict } from '../domain/en-mots/verdict-en-mots.ts'
import { entreesEnVigueur } from '../domain/presence.ts'
import { LIBELLES_POINT } from '../domain/seance.ts'
import { direPortee } from '../vues.tsx'
import { entete, type MatiereDeSeance, nommer, reservesDe } from './donnees.ts'

const CHOIX = {
  pour: 'Pour',
  contre: 'Contre',
  abstention: 'Abstention',
  ne_prend_pas_part: 'Ne prend pas part',
} as const

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
            `Présence ${deNom(nom(organismeId))}, à ${heure(saisiLe)} par ${par} : ${motif}`,
        ),
      ...registre.scrutins.flatMap(({ votes }) =>
        votes
          .filter(({ rectifie }) => rectifie)
          .map(
            ({ organismeId, motifRectification, saisiLe, par }) =>
              `Vote ${deNom(nom(organismeId))}, à ${heure(saisiLe)} par ${par} : ${motifRectification}`,
          ),
      ),
    ],
  }
}
