import type { Purge, Traitement } from '#shared/traitement.ts'

/** The purges that a register declares, in its order. */
export const listPurges = (traitements: readonly Traitement[]): Purge[] =>
  traitements.flatMap(({ conservation }) => conservation.flatMap(({ purge }) => purge ?? []))

/**
 * The instant before which what ended is erased: the age counted back from `maintenant` in UTC. A year goes back to the same date (29 February
 * to 1 March). The hour of Paris does not matter: the purge runs at night and a term is never shortened by a day (the database checks it).
 */
export function limiteDe({ delai }: Pick<Purge, 'delai'>, maintenant: Date): Date {
  const limite = new Date(maintenant)
  if ('annees' in delai) limite.setUTCFullYear(limite.getUTCFullYear() - delai.annees)
  else limite.setUTCDate(limite.getUTCDate() - delai.jours)
  return limite
}

/** How many rows were erased or made anonymous, by table. */
export type Comptes = Readonly<Record<string, number>>

/** Adds counts table by table; tables without any are left out. */
export function ajouter(a: Comptes, b: Comptes): Comptes {
  const total: Record<string, number> = { ...a }
  for (const [table, n] of Object.entries(b)) if (n > 0) total[table] = (total[table] ?? 0) + n
  return total
}

export const sommeDe = (comptes: Comptes): number => Object.values(comptes).reduce((a, n) => a + n, 0)
