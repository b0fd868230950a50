import type { Comptes } from './comptes.ts'

/** A sign-in that is still open. */
export type SessionOuverte = {
  readonly id: string
  readonly ouverteLe: Date
  /** Known to an hour: a session is not written at each page. */
  readonly vueLe: Date
  readonly appareil: string | null
  readonly preuves: string
}

/** The open sign-ins of one account, the last seen first. */
export async function listSessions(
  { pool }: Comptes,
  compte: string,
  maintenant: Date,
): Promise<readonly SessionOuverte[]> {
  const { rows } = await pool.query<SessionOuverte>(
    `select id, "createdAt" as "ouverteLe", coalesce("vueLe", "updatedAt") as "vueLe", "userAgent" as appareil, coalesce(amr, '') as preuves
     from auth.session where "userId" = $1 and "expiresAt" > $2 order by coalesce("vueLe", "updatedAt") desc, id`,
    [compte, maintenant],
  )
  return rows
}

/** Closes one sign-in of this account; false when it is not one of hers, or is over. */
export async function fermerSession({ pool }: Comptes, compte: string, id: string): Promise<boolean> {
  const { rowCount } = await pool.query('delete from auth.session where "userId" = $1 and id = $2', [
    compte,
    id,
  ])
  return rowCount === 1
}

/** Closes every sign-in of this account but the one in use; returns how many. */
export async function fermerAutresSessions(
  { pool }: Comptes,
  compte: string,
  gardee: string,
): Promise<number> {
  const { rowCount } = await pool.query('delete from auth.session where "userId" = $1 and id <> $2', [
    compte,
    gardee,
  ])
  return rowCount ?? 0
}

const JOURS_APRES_LA_FIN = 30

/** Forgets what ended long enough ago: sign-ins after thirty days, links that were sent and challenges that were answered once they are over. */
export async function oublierConnexions({ pool }: Comptes, maintenant: Date): Promise<void> {
  await pool.query(
    `delete from auth.session where "expiresAt" < $1::timestamptz - make_interval(days => $2)`,
    [maintenant, JOURS_APRES_LA_FIN],
  )
  await pool.query('delete from auth.verification where "expiresAt" < $1', [maintenant])
  await pool.query('delete from auth.defi_servi where expire_le < $1', [maintenant])
}

const NAVIGATEURS: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMES: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iPhone ou iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux|X11/, 'Linux'],
]

/** How its owner would name a device: « Firefox sur Windows ». What a browser says of itself is a hint, never a proof. */
export function nommerAppareil(agent: string | null): string {
  const trouver = (table: typeof NAVIGATEURS) => table.find(([motif]) => motif.test(agent ?? ''))?.[1]
  const [navigateur, systeme] = [trouver(NAVIGATEURS), trouver(SYSTEMES)]
  if (navigateur && systeme) return `${navigateur} sur ${systeme}`
  return navigateur ?? systeme ?? 'Appareil inconnu'
}
