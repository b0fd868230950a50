import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import type { Lecture } from '../domain/lectures.ts'

const PREFIXE = 'mlg_'
/** 256 bits of chance: a plain fingerprint is enough, nobody guesses what it comes from. */
const empreinteDe = (jeton: string): string => createHash('sha256').update(jeton).digest('base64url')

export type Jeton = {
  readonly id: string
  readonly nom: string
  readonly debut: string
  readonly lectures: readonly Lecture[]
  readonly par: string
  readonly creeLe: Date
  readonly expireLe: Jour
  readonly revoqueLe: Date | null
  readonly utiliseLe: Date | null
}

/** Tokens of the member of the transaction, the latest first. */
export async function listJetons(tx: Tx): Promise<Jeton[]> {
  const { rows } = await sql<Jeton>`
    select j.id, j.nom, j.debut, j.lectures, p.nom as par, j.cree_le as "creeLe", j.expire_le as "expireLe",
      j.revoque_le as "revoqueLe", j.utilise_le as "utiliseLe"
    from jeton_api j join personne p on p.id = j.cree_par order by j.cree_le desc, j.id limit 100`.execute(tx)
  return rows
}

/** Writes a new token and returns it: the only time that it can be read. */
export async function creerJeton(
  tx: Tx,
  acteur: Acteur,
  jeton: { readonly nom: string; readonly lectures: readonly Lecture[]; readonly expireLe: Jour },
  maintenant: Date,
): Promise<{ readonly id: string; readonly clair: string }> {
  const id = nouvelId()
  const clair = `${PREFIXE}${randomBytes(32).toString('base64url')}`
  await tx
    .insertInto('jeton_api')
    .values({
      id,
      cooperation_id: acteur.cooperationId,
      organisme_id: acteur.organismeId,
      nom: jeton.nom,
      debut: clair.slice(0, 10),
      empreinte: empreinteDe(clair),
      lectures: [...jeton.lectures],
      cree_par: acteur.personneId,
      cree_le: maintenant,
      expire_le: jeton.expireLe,
    })
    .execute()
  return { id, clair }
}

/** Withdraws a token of the member of the transaction; its name, or null when there is none to withdraw. */
export async function revoquerJeton(tx: Tx, id: string, maintenant: Date): Promise<string | null> {
  const lu = await tx
    .updateTable('jeton_api')
    .set({ revoque_le: maintenant })
    .where('id', '=', id)
    .where('revoque_le', 'is', null)
    .returning('nom')
    .executeTakeFirst()
  return lu?.nom ?? null
}

export type JetonOuvert = {
  readonly id: string
  readonly cooperationId: string
  readonly organismeId: string
  readonly lectures: readonly Lecture[]
}

/** What a token received opens; null when it is unknown, withdrawn or over. */
export async function ouvrirJeton(base: Base, clair: string, maintenant: Date): Promise<JetonOuvert | null> {
  if (!clair.startsWith(PREFIXE) || clair.length > 100) return null
  const { rows } = await base.pool.query<{ lu: JetonOuvert | null }>(
    'select jeton_api_ouvert($1, $2) as lu',
    [empreinteDe(clair), maintenant],
  )
  return rows[0]?.lu ?? null
}
