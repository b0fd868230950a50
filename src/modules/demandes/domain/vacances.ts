import { ajouterMois, type Jour, lireJour } from '#shared/dates.ts'
import type { Reponses } from './formulaire.ts'

/** What an employer said of a job that falls vacant, read from the form of its type by the words of its labels; null: not said, or unreadable. */
export type Vacance = {
  readonly motif: string
  readonly grade: string
  readonly heures: number | null
  readonly vacantLe: Jour | null
}

/** Weekly hours of a full-time job (Code général de la fonction publique, L611-2; décret 2000-815). */
const TEMPS_COMPLET = 35
/** A vacancy is made public for a month at least, date to date, except in an emergency (Code général de la fonction publique, D311-2). */
const PUBLICITE_MOIS = 1

const MOTS = { motif: 'motif', grade: 'grade', heures: 'durée', vacantLe: 'vacant' } as const

export function lireVacance(reponses: Reponses): Vacance {
  const dite = (mot: string) =>
    Object.values(reponses)
      .find(({ libelle }) => libelle.toLocaleLowerCase('fr').includes(mot))
      ?.valeur.trim() ?? ''
  const heures = dite(MOTS.heures)
    .replace(',', '.')
    .replace(/\s*(h|heures?)$/i, '')
  return {
    motif: dite(MOTS.motif),
    grade: dite(MOTS.grade),
    heures: /^\d{1,3}(\.\d{1,2})?$/.test(heures) ? Number(heures) : null,
    vacantLe: lireJour(dite(MOTS.vacantLe)),
  }
}

/** The first day on which somebody may be named, when the vacancy is made public on `jour`: a month later, date to date. */
export const nommableLe = (jour: Jour): Jour => ajouterMois(jour, PUBLICITE_MOIS)

/**
 * What a gestionnaire looks at before she registers a vacancy, as sentences; none: nothing to say. It warns and decides nothing: an emergency
 * said by the employer, or a paper received elsewhere, is hers to weigh.
 * @param pieces number of files joined by the employer
 * @param jour today in Paris
 */
export function anomalies(
  { motif, grade, heures, vacantLe }: Vacance,
  { pieces, urgence }: { readonly pieces: number; readonly urgence: string },
  jour: Jour,
): string[] {
  const dites: string[] = []
  if (grade === '') dites.push('Le grade ou l’emploi n’est pas dit.')
  if (heures === null || heures === 0) dites.push('La durée hebdomadaire ne se lit pas.')
  else if (heures > TEMPS_COMPLET)
    dites.push(`${String(heures).replace('.', ',')} heures : un temps complet en fait 35.`)
  if (/création/i.test(motif) && pieces === 0) dites.push('Création sans délibération jointe.')
  if (vacantLe === null) dites.push('La date de vacance ne se lit pas.')
  else if (vacantLe < nommableLe(jour) && urgence === '')
    dites.push('Vacant dans moins d’un mois : la publicité dure un mois au moins, sauf urgence motivée.')
  return dites
}

/** True for what may be the number that the national site gave: letters and digits, six at least. */
export const estNumeroNational = (lu: string): boolean => /^[A-Z0-9][A-Z0-9/-]{5,29}$/.test(lu)
