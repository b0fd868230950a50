import { ajouterJours, type Jour, jourDe, joursEntre } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'

export type RefusConvocation =
  | {
      readonly code: 'delai-trop-court'
      readonly requis: number
      readonly restant: number
      readonly possibleLe: Jour
    }
  | { readonly code: 'seance-passee' }
  | { readonly code: 'ordre-du-jour-vide' }
  | { readonly code: 'siege-sans-titulaire'; readonly sieges: readonly string[] }

export type Convocation = {
  readonly debutLe: Date
  /** Clear calendar days asked by the instance between the sending and the séance. */
  readonly delaiJours: number
  readonly points: number
  /** Seats whose holder cannot be reached, by their short name. */
  readonly siegesSansTitulaire: readonly string[]
  /** Why the notice is shortened, when the presidents agreed to it. */
  readonly motifDerogation: string | null
}

/**
 * Decides whether a séance may be called now. The notice is counted in calendar days, in Paris, the day of sending excluded.
 * A shorter notice needs a written reason, kept with the séance and printed on the convocation.
 */
export function verifierConvocation(
  convocation: Convocation,
  maintenant: Date,
): Result<{ readonly deroge: boolean }, RefusConvocation> {
  const { debutLe, delaiJours, points, siegesSansTitulaire, motifDerogation } = convocation
  if (debutLe <= maintenant) return refuser({ code: 'seance-passee' })
  if (points === 0) return refuser({ code: 'ordre-du-jour-vide' })
  if (siegesSansTitulaire.length > 0)
    return refuser({ code: 'siege-sans-titulaire', sieges: siegesSansTitulaire })
  const restant = joursEntre(jourDe(maintenant), jourDe(debutLe))
  if (restant >= delaiJours) return accepter({ deroge: false })
  if (motifDerogation?.trim()) return accepter({ deroge: true })
  return refuser({
    code: 'delai-trop-court',
    requis: delaiJours,
    restant,
    possibleLe: ajouterJours(jourDe(maintenant), delaiJours),
  })
}

/** The last day on which a séance can be called without shortening the notice. */
export const dernierJourPourConvoquer = (debutLe: Date, delaiJours: number): Jour =>
  ajouterJours(jourDe(debutLe), -delaiJours)
