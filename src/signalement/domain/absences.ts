import { ajouterMois, type Jour } from '#shared/dates.ts'
import type { Role } from './acces.ts'

/** Days away, both included (Paris). No reason is kept: it could be a matter of health. */
export type Absence = Readonly<{
  id: string
  membre: string
  du: Jour
  au: Jour
  /** Who receives her alerts meanwhile; null: nobody was named. */
  remplacant: string | null
  /** Who declared it: herself, or the coordination for somebody who cannot. */
  par: string
  jour: Jour
}>

type Membre = Readonly<{ id: string; role: Role }>
type Periode = Readonly<{ du: Jour; au: Jour }>

/** Members of a cell, whose absence stops something. An investigator has a mission with its own end; an employer is not of the cell. */
export const peutSAbsenter = (role: Role): boolean =>
  !['enqueteur', 'employeur', 'correspondant'].includes(role)

/** Longer than this, somebody has left: the directory says so, and her keys are withdrawn. */
export const ABSENCE_MOIS_MAX = 12

export type RefusDAbsence = 'droit' | 'dates' | 'chevauche' | 'remplacant'
export const PHRASES_ABSENCE: Readonly<Record<RefusDAbsence, string>> = {
  droit:
    'Chacun déclare sa propre absence ; la coordination peut la déclarer pour un membre de la cellule. Rien n’a été enregistré.',
  dates:
    'Ces dates ne vont pas : le dernier jour suit le premier, n’est pas passé, et l’absence dure un an au plus. Corrigez-les ; rien n’a été enregistré.',
  chevauche:
    'Une absence est déjà déclarée pour une partie de ces jours. Retirez-la d’abord, puis déclarez la nouvelle ; rien n’a été enregistré.',
  remplacant:
    'Cette personne ne peut pas remplacer : il faut quelqu’un d’autre, du même rôle dans la cellule, et présent tous ces jours. Choisissez quelqu’un d’autre, ou personne ; rien n’a été enregistré.',
}

export const seChevauchent = (a: Periode, b: Periode): boolean => a.du <= b.au && b.du <= a.au

/** Whether somebody is away on a day. */
export const estAbsent = (absences: readonly Absence[], membre: string, jour: Jour): boolean =>
  absences.some((a) => a.membre === membre && a.du <= jour && jour <= a.au)

/**
 * Whether an absence may be declared by `acteur` on `jour`: by herself or by the coordination, for days that are not all passed, without overlap, with a
 * replacement of the same role who is there all along. Null: it may.
 */
export function deciderAbsence(
  nouvelle: Pick<Absence, 'membre' | 'du' | 'au' | 'remplacant'>,
  acteur: Membre,
  membres: readonly Membre[],
  absences: readonly Absence[],
  jour: Jour,
): RefusDAbsence | null {
  const { membre, du, au, remplacant } = nouvelle
  const elle = membres.find(({ id }) => id === membre)
  if (!elle || !peutSAbsenter(elle.role)) return 'droit'
  if (acteur.id !== membre && acteur.role !== 'coordinateur') return 'droit'
  if (au < du || au < jour || au > ajouterMois(du, ABSENCE_MOIS_MAX) || du > ajouterMois(jour, 12))
    return 'dates'
  if (absences.some((a) => a.membre === membre && seChevauchent(a, nouvelle))) return 'chevauche'
  if (remplacant === null) return null
  const autre = membres.find(({ id }) => id === remplacant)
  const libre = !absences.some((a) => a.membre === remplacant && seChevauchent(a, nouvelle))
  return autre && autre.id !== membre && autre.role === elle.role && libre ? null : 'remplacant'
}

/**
 * Who receives today what would have gone to a member: herself when she is there, else her replacement, else the replacement's own; null when nobody is
 * there at the end of the chain.
 */
export function quiRecoit(membre: string, absences: readonly Absence[], jour: Jour): string | null {
  const vus = new Set<string>()
  let ici: string | null = membre
  while (ici !== null && estAbsent(absences, ici, jour)) {
    if (vus.has(ici)) return null
    vus.add(ici)
    const courant: string = ici
    ici = absences.find((a) => a.membre === courant && a.du <= jour && jour <= a.au)!.remplacant
  }
  return ici
}

type Attente = Readonly<{ dest: string; organisme: string; dossier: string; quoi: string }>

/**
 * What waits for whom today, when some are away: an absent member is told nothing; her replacement is told of the cases of which she holds a key, and of
 * no other: nobody learns of a case from which the author kept her. The words change with the replacement, so that she is told once that it began.
 */
export function detourner(
  attentes: readonly Attente[],
  absences: ReadonlyMap<string, readonly Absence[]>,
  jour: Jour,
): { dest: string; quoi: string }[] {
  const tient = new Set(attentes.map(({ dest, dossier }) => `${dest} ${dossier}`))
  return attentes.flatMap(({ dest, organisme, dossier, quoi }) => {
    const elle = quiRecoit(dest, absences.get(organisme) ?? [], jour)
    if (elle === null) return []
    if (elle === dest) return [{ dest, quoi }]
    return tient.has(`${elle} ${dossier}`) ? [{ dest: elle, quoi: `${quoi} pour ${dest}` }] : []
  })
}
