import { createHash } from 'node:crypto'
import type { Base } from '../base/base.ts'

const MINUTES = 15

/** Tries allowed in a quarter of an hour: for one address, and for one origin behind which a whole town hall may stand. */
const PERMIS = {
  lien: { parAdresse: 5, parOrigine: 100 },
  'mot-de-passe': { parAdresse: 10, parOrigine: 100 },
  // Asked once a first proof was given; keyed by account, whatever its origin and its browser.
  code: { parAdresse: 10, parOrigine: 100 },
  // Keyed by the name that the browser gives the key: no address is asked.
  cle: { parAdresse: 10, parOrigine: 100 },
} as const

/** The sentence of a refusal: the same whether the address is known or not. */
export const TROP_DE_TENTATIVES =
  'Trop d’essais en peu de temps pour cette adresse ou depuis ce réseau. Attendez un quart d’heure, puis recommencez.'

/** Counts one more deed under a key and returns how many its window (whole minutes since midnight) holds. The key is kept hashed. */
export async function compterEssai(
  base: Base,
  cle: string,
  maintenant: Date,
  minutes: number,
): Promise<number> {
  const { rows } = await base.pool.query<{ nombre: number }>(
    'select compter_tentative($1, $2, $3) as nombre',
    [createHash('sha256').update(cle).digest('base64url'), maintenant, minutes],
  )
  return rows[0]!.nombre
}

/**
 * Counts a try to sign in and says whether it goes too far. Counted in the database, for every process alike; the keys are hashed, so that
 * the count holds no address.
 * @param appareil the browser, when this account has already entered from it: it is counted apart, so that nobody else's tries close the door
 */
export async function tropDeTentatives(
  base: Base,
  genre: keyof typeof PERMIS,
  { courriel, origine }: { readonly courriel: string; readonly origine: string },
  maintenant: Date,
  appareil: string | null = null,
): Promise<boolean> {
  const compter = (cle: string) => compterEssai(base, `${genre}:${cle}`, maintenant, MINUTES)
  if (appareil) return (await compter(`d:${courriel}:${appareil}`)) > PERMIS[genre].parAdresse
  const [parAdresse, parOrigine] = [await compter(`a:${courriel}`), await compter(`o:${origine}`)]
  return parAdresse > PERMIS[genre].parAdresse || parOrigine > PERMIS[genre].parOrigine
}
