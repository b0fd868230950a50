import type { Tx } from './base.ts'
import { estClos } from './domain/clos.ts'
import type { EtatGrossier } from './domain/etats.ts'

/** Where a case stands for one reader: closed or not, opened by her until which day, an identity asked for. */
export type Fermeture = Readonly<{
  etat: EtatGrossier
  /** Last day (Paris) of her own opening; null: she has none today. */
  ouvertJusquAu: string | null
  identiteDemandee: boolean
}>

/** Null: no such case in this organisation. */
export async function lireFermeture(
  tx: Tx,
  dossier: string,
  membre: string,
  jour: string,
): Promise<Fermeture | null> {
  const { rows } = await tx.query<Fermeture>(
    `select etat, (select jusqu_au::text from ouverture where dossier = d.id and membre = $2 and jusqu_au >= $3) as "ouvertJusquAu",
       exists (select from double_lecture where dossier = d.id and geste = 'identite') as "identiteDemandee"
     from dossier d where id = $1`,
    [dossier, membre, jour],
  )
  return rows[0] ?? null
}

/** The lines of the journal that say who opened a closed case, in the words that were signed, oldest first; none of a case that is not closed. */
export async function lireConsultations(
  tx: Tx,
  dossier: string,
  { etat }: Fermeture,
): Promise<readonly string[]> {
  if (!estClos(etat)) return []
  const { rows } = await tx.query<{ ligne: string }>(
    "select ligne from journal where ligne::jsonb #>> '{acte,dossier}' = $1 and ligne::jsonb #>> '{acte,action}' = 'ouvrir-clos' order by n",
    [dossier],
  )
  return rows.map(({ ligne }) => ligne)
}

/** Opens a closed case to a member, until a day included; again, from today. */
export async function ouvrirJusquAu(
  tx: Tx,
  { dossier, organisme }: Readonly<{ dossier: string; organisme: string }>,
  membre: string,
  fin: string,
): Promise<void> {
  await tx.query(
    'insert into ouverture (dossier, organisme, membre, jusqu_au) values ($1, $2, $3, $4) on conflict (dossier, membre) do update set jusqu_au = excluded.jusqu_au',
    [dossier, organisme, membre, fin],
  )
}
