import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator'

export type EvenementAgenda = {
  /** Stable for the life of the event: an update or a cancellation names the same one. */
  readonly uid: string
  /** Grows at each change, or diaries ignore the update. */
  readonly sequence: number
  readonly titre: string
  readonly description: string
  readonly lieu: string
  readonly adresse: string
  readonly debutLe: Date
  readonly finLe: Date
  readonly organisateur: { readonly nom: string; readonly courriel: string }
  readonly invite: { readonly nom: string; readonly courriel: string }
  readonly etabliLe: Date
}

/**
 * An invitation (REQUEST) or its withdrawal (CANCEL) as iCalendar (RFC 5545, RFC 5546). Instants are written in UTC: no diary
 * has to know the rules of Paris.
 */
export function ecrireInvitation(methode: 'REQUEST' | 'CANCEL', e: EvenementAgenda): string {
  const calendrier = ical({ prodId: { company: 'Maillage', product: 'Maillage', language: 'FR' } })
  calendrier.method(methode === 'REQUEST' ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL)
  calendrier.createEvent({
    id: e.uid,
    sequence: e.sequence,
    stamp: e.etabliLe,
    start: e.debutLe,
    end: e.finLe,
    summary: e.titre,
    description: e.description,
    location: e.lieu,
    url: e.adresse,
    status: methode === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: e.organisateur.nom, email: e.organisateur.courriel },
    attendees: [
      {
        name: e.invite.nom,
        email: e.invite.courriel,
        rsvp: methode === 'REQUEST',
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.NEEDSACTION,
      },
    ],
  })
  return calendrier.toString()
}

export type EvenementPublic = Omit<EvenementAgenda, 'organisateur' | 'invite'> & { readonly annulee: boolean }

/** A feed that a diary follows (RFC 5545, PUBLISH): each event keeps its identifier, a cancelled one stays, crossed out. */
export function ecrireCalendrier(nom: string, evenements: readonly EvenementPublic[]): string {
  const calendrier = ical({
    name: nom,
    prodId: { company: 'Maillage', product: 'Maillage', language: 'FR' },
    // How often a diary asks again, in seconds: an hour.
    ttl: 3600,
  })
  calendrier.method(ICalCalendarMethod.PUBLISH)
  for (const e of evenements)
    calendrier.createEvent({
      id: e.uid,
      sequence: e.sequence,
      stamp: e.etabliLe,
      start: e.debutLe,
      end: e.finLe,
      summary: e.annulee ? `Annulée : ${e.titre}` : e.titre,
      description: e.description,
      location: e.lieu,
      url: e.adresse,
      status: e.annulee ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  return calendrier.toString()
}
