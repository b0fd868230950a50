import ical, { type VEvent } from 'node-ical'
import { jourDe } from '#shared/dates.ts'

export type EvenementLu = { readonly uid: string; readonly titre: string; readonly jour: string }
export type LectureAgenda =
  | { readonly ok: true; readonly evenements: readonly EvenementLu[]; readonly ignores: number }
  | { readonly ok: false; readonly motif: string }

const TAILLE_MAX = 2_000_000
const EVENEMENTS_MAX = 500

/**
 * Reads a diary exported as iCalendar: each event gives its day in Paris; a recurring one gives every occurrence up to `jusqua`.
 * Never throws: a file that is not a diary is refused in one French sentence.
 */
export function lireAgenda(texte: string, depuis: Date, jusqua: Date): LectureAgenda {
  if (texte.length > TAILLE_MAX)
    return {
      ok: false,
      motif:
        'Le fichier dépasse 2 Mo. Exportez seulement l’agenda des réunions, sur une période plus courte.',
    }
  if (!/BEGIN:VCALENDAR/i.test(texte))
    return {
      ok: false,
      motif:
        'Ce fichier n’est pas un agenda au format iCalendar (.ics). Exportez l’agenda depuis votre messagerie, puis recommencez.',
    }
  try {
    const evenements: EvenementLu[] = []
    let ignores = 0
    for (const objet of Object.values(ical.sync.parseICS(texte))) {
      if (objet?.type !== 'VEVENT') continue
      const lus = occurrences(objet, depuis, jusqua)
      if (lus.length === 0) ignores++
      evenements.push(...lus)
    }
    if (evenements.length > EVENEMENTS_MAX)
      return {
        ok: false,
        motif: `Cet agenda contient ${evenements.length} réunions à venir, au-delà de ${EVENEMENTS_MAX}. Exportez seulement les réunions de l’organe.`,
      }
    return { ok: true, evenements: evenements.sort((a, b) => (a.jour < b.jour ? -1 : 1)), ignores }
  } catch {
    return {
      ok: false,
      motif: 'Le fichier est incomplet ou abîmé : il n’a pas pu être lu. Exportez-le de nouveau.',
    }
  }
}

function occurrences(evenement: VEvent, depuis: Date, jusqua: Date): EvenementLu[] {
  const debut = evenement.start
  if (!(debut instanceof Date) || Number.isNaN(+debut) || evenement.status === 'CANCELLED') return []
  const titre = texteDe(evenement.summary)
  const uid = String(evenement.uid ?? `${+debut}`)
  if (!evenement.rrule) return debut >= depuis && debut <= jusqua ? [{ uid, titre, jour: jourDe(debut) }] : []
  return evenement.rrule
    .between(depuis, jusqua, true)
    .map((instant) => ({ uid: `${uid}/${jourDe(instant)}`, titre, jour: jourDe(instant) }))
}

const texteDe = (valeur: unknown): string =>
  typeof valeur === 'object' && valeur !== null && 'val' in valeur ? String(valeur.val) : String(valeur ?? '')
