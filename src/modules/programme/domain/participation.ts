export type TypeParticipation = 'participant' | 'observateur' | 'informe' | 'non_concerne'

export const LIBELLES_PARTICIPATION: Readonly<Record<TypeParticipation, string>> = {
  participant: 'Participe',
  observateur: 'Observe',
  informe: 'Informé',
  non_concerne: 'Non concerné',
}

/** What a member is when nothing was said of it: not taking part still means informed. */
export const PAR_DEFAUT: TypeParticipation = 'informe'

export type Participation = { readonly organismeId: string; readonly type: TypeParticipation }

/**
 * The participation of every member on a day: one row for each, leaders take part, a member that said nothing is informed.
 * @param connues rows of the action that are current that day
 */
export function completerParticipations(
  membres: readonly string[],
  connues: readonly Participation[],
  chefs: readonly string[],
): Participation[] {
  return membres.map((organismeId) => ({
    organismeId,
    type: chefs.includes(organismeId)
      ? 'participant'
      : (connues.find((connue) => connue.organismeId === organismeId)?.type ?? PAR_DEFAUT),
  }))
}

export type RefusChefs = { readonly code: 'aucun-chef' } | { readonly code: 'chef-en-double' }

/** An action is led by one member or by two different ones; null when the choice holds. */
export function verifierChefs(chefs: readonly string[]): RefusChefs | null {
  if (chefs.length === 0) return { code: 'aucun-chef' }
  return new Set(chefs).size < chefs.length ? { code: 'chef-en-double' } : null
}
