import type { Comptes } from '../comptes.ts'

/** What makes an account open, keys of access apart. */
export type Moyens = {
  readonly motDePasse: boolean
  /** Since when a telephone gives codes; null: none does. */
  readonly telephoneDepuis: Date | null
  /** Codes kept on paper that have not served yet. */
  readonly codesRestants: number
  /** Since when ProConnect opens it; null: it does not. */
  readonly proConnectDepuis: Date | null
}

/** What makes this account open, in one statement: « Mon compte » tells it. */
export async function lireMoyens({ pool }: Comptes, compte: string): Promise<Moyens> {
  const { rows } = await pool.query<Moyens>(
    `select
       exists (select from auth.account where "userId" = $1 and "providerId" = 'credential') as "motDePasse",
       (select active_le from auth.second_facteur where compte = $1) as "telephoneDepuis",
       (select count(*)::int from auth.code_secours where compte = $1 and utilise_le is null) as "codesRestants",
       (select min(liee_le) from auth.identite where compte = $1) as "proConnectDepuis"`,
    [compte],
  )
  return rows[0]!
}
