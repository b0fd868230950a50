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

/** The end of the twelve hours of a sign-in; null when it is not known. */
export async function finDeSession({ pool }: Comptes, id: string): Promise<Date | null> {
  const { rows } = await pool.query<{ fin: Date }>(
    'select "expiresAt" as fin from auth.session where id = $1',
    [id],
  )
  return rows[0]?.fin ?? null
}

/** Closes one sign-in of this account; false when it is not one of hers, or is over. Its row stays a month, as that of any session that ended. */
export async function fermerSession(
  { pool }: Comptes,
  compte: string,
  id: string,
  maintenant: Date,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update auth.session set "expiresAt" = $3 where "userId" = $1 and id = $2 and "expiresAt" > $3',
    [compte, id, maintenant],
  )
  return rowCount === 1
}

/** Closes every sign-in of this account but the one in use; returns how many. */
export async function fermerAutresSessions(
  { pool }: Comptes,
  compte: string,
  gardee: string,
  maintenant: Date,
): Promise<number> {
  const { rowCount } = await pool.query(
    'update auth.session set "expiresAt" = $3 where "userId" = $1 and id <> $2 and "expiresAt" > $3',
    [compte, gardee, maintenant],
  )
  return rowCount ?? 0
}

/** Whose a session that is over was, and for which organisation; null when nothing of it is known any more. */
export type SessionFinie = {
  readonly compte: string
  readonly cooperationId: string | null
  readonly organismeId: string | null
}

/** Reads a session by its token, over or not: to know whom a form that arrives after its session came from. It opens nothing. */
export async function lireSessionFinie({ pool }: Comptes, jeton: string): Promise<SessionFinie | null> {
  const { rows } = await pool.query<SessionFinie>(
    'select "userId" as compte, "cooperationId", "organismeId" from auth.session where token = $1',
    [jeton],
  )
  return rows[0] ?? null
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
