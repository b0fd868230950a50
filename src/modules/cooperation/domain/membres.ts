import type { Acteur } from '#shared/acteur.ts'
import { ajouterJours, type Jour } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

export type RoleMembre = NonNullable<Acteur['roleMembre']>

/** A time during which an organisation is a member, in one part. The periods of a member never overlap. */
export type Periode = {
  readonly id: string
  readonly organismeId: string
  readonly role: RoleMembre
  readonly du: Jour
  /** Last day included; null while it goes on. */
  readonly au: Jour | null
}

/** What a decision asks of the stored periods. `changer` is for a period that begins the very day of the change. */
export type Changement =
  | { readonly geste: 'ouvrir'; readonly periode: Omit<Periode, 'id'> }
  | { readonly geste: 'fermer'; readonly id: string; readonly au: Jour }
  | { readonly geste: 'changer'; readonly id: string; readonly role: RoleMembre }

export type RefusMembre = {
  readonly code:
    | 'deja-membre'
    | 'pas-membre'
    | 'coordonnateur-en-place'
    | 'coordonnateur-sans-successeur'
    | 'deja-coordonnateur'
    | 'meme-role'
    | 'changement-deja-prevu'
    | 'dates-en-desordre'
    | 'trop-peu-de-membres'
}

/** Parts that a member is given by itself; the coordination is handed over, never given beside another. */
export const ROLES_ORDINAIRES = ['membre', 'associe', 'observateur'] as const satisfies readonly RoleMembre[]

export const LIBELLES_ROLE: Readonly<Record<RoleMembre, string>> = {
  coordonnateur: 'Coordonnateur',
  membre: 'Membre',
  associe: 'Associé',
  observateur: 'Observateur',
}

const couvre = ({ du, au }: Pick<Periode, 'du' | 'au'>, jour: Jour): boolean =>
  du <= jour && (au === null || au >= jour)

/** The period of a member on a day, or null when it did not belong to the cooperation. */
export const periodeA = (periodes: readonly Periode[], organismeId: string, jour: Jour): Periode | null =>
  periodes.find((periode) => periode.organismeId === organismeId && couvre(periode, jour)) ?? null

/** The coordinating member on a day (CGFP L452-11: the schéma designates one of the centres), or null. */
export const coordonnateurA = (periodes: readonly Periode[], jour: Jour): Periode | null =>
  periodes.find((periode) => periode.role === 'coordonnateur' && couvre(periode, jour)) ?? null

const prevueApres = (periodes: readonly Periode[], organismeId: string, jour: Jour): boolean =>
  periodes.some((periode) => periode.organismeId === organismeId && periode.du > jour)

/**
 * Decides whether an organisation enters the cooperation on a day. One that left may come back: it begins another period.
 * @param role the coordination is refused while another member holds it or will hold it
 */
export function entrer(
  periodes: readonly Periode[],
  demande: { readonly organismeId: string; readonly role: RoleMembre; readonly du: Jour },
): Result<readonly Changement[], RefusMembre> {
  const { organismeId, role, du } = demande
  if (periodeA(periodes, organismeId, du) || prevueApres(periodes, organismeId, du))
    return refuser({ code: 'deja-membre' })
  if (
    role === 'coordonnateur' &&
    periodes.some((p) => p.role === 'coordonnateur' && (p.au === null || p.au >= du))
  )
    return refuser({ code: 'coordonnateur-en-place' })
  return accepter([{ geste: 'ouvrir', periode: { organismeId, role, du, au: null } }])
}

/**
 * Decides whether a member leaves at the end of a day. A cooperation keeps two members and, whoever leaves, its coordinating member: the
 * coordination is handed over first.
 */
export function sortir(
  periodes: readonly Periode[],
  organismeId: string,
  au: Jour,
): Result<readonly Changement[], RefusMembre> {
  const periode = periodeA(periodes, organismeId, au)
  if (!periode) {
    const futur = prevueApres(periodes, organismeId, au)
    return refuser({ code: futur ? 'dates-en-desordre' : 'pas-membre' })
  }
  if (prevueApres(periodes, organismeId, au)) return refuser({ code: 'changement-deja-prevu' })
  if (periode.role === 'coordonnateur' && (periode.au === null || periode.au > au))
    return refuser({ code: 'coordonnateur-sans-successeur' })
  const lendemain = ajouterJours(au, 1)
  const restent = new Set(
    periodes.filter((p) => p.organismeId !== organismeId && couvre(p, lendemain)).map((p) => p.organismeId),
  )
  if (restent.size < 2) return refuser({ code: 'trop-peu-de-membres' })
  return accepter([{ geste: 'fermer', id: periode.id, au }])
}

/** Ends a period the day before and begins another; a period that began that very day only changes its part. */
const devenir = (periode: Periode, role: RoleMembre, du: Jour): readonly Changement[] =>
  periode.du === du
    ? [{ geste: 'changer', id: periode.id, role }]
    : [
        { geste: 'fermer', id: periode.id, au: ajouterJours(du, -1) },
        { geste: 'ouvrir', periode: { organismeId: periode.organismeId, role, du, au: periode.au } },
      ]

/** Decides whether a member changes its part from a day on; the coordinating member hands the coordination over instead. */
export function changerRole(
  periodes: readonly Periode[],
  demande: {
    readonly organismeId: string
    readonly role: (typeof ROLES_ORDINAIRES)[number]
    readonly du: Jour
  },
): Result<readonly Changement[], RefusMembre> {
  const { organismeId, role, du } = demande
  const periode = periodeA(periodes, organismeId, du)
  if (!periode) return refuser({ code: 'pas-membre' })
  if (periode.role === role) return refuser({ code: 'meme-role' })
  if (periode.role === 'coordonnateur') return refuser({ code: 'coordonnateur-sans-successeur' })
  if (prevueApres(periodes, organismeId, du)) return refuser({ code: 'changement-deja-prevu' })
  return accepter(devenir(periode, role, du))
}

/**
 * Decides the change of coordinating member on a day, by vote or by rotation: the former becomes an ordinary member the same day, so that
 * there is exactly one at any date. The past keeps who coordinated.
 */
export function transmettreCoordination(
  periodes: readonly Periode[],
  demande: { readonly organismeId: string; readonly du: Jour },
): Result<readonly Changement[], RefusMembre> {
  const { organismeId, du } = demande
  const successeur = periodeA(periodes, organismeId, du)
  if (!successeur) return refuser({ code: 'pas-membre' })
  if (successeur.role === 'coordonnateur') return refuser({ code: 'deja-coordonnateur' })
  const ancien = coordonnateurA(periodes, du)
  const prevu = periodes.some((p) => p.role === 'coordonnateur' && p.du > du)
  if (prevu || prevueApres(periodes, organismeId, du)) return refuser({ code: 'changement-deja-prevu' })
  return accepter([
    ...(ancien ? devenir(ancien, 'membre', du) : []),
    ...devenir(successeur, 'coordonnateur', du),
  ])
}
