import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { type DemandeLue, listDemandes } from '../demandes.queries.ts'
import type { GenreDeModele } from '../domain/modele.ts'
import { FONCTIONS_QUI_TRAITENT } from '../file/file.queries.ts'
import { AU_PLUS } from './possible.ts'

export type MoyensDuLot = {
  readonly gestionnaires: readonly { readonly id: string; readonly nom: string }[]
  /** Ready words for any kind of request, the most used first: those of one kind are on its own page. */
  readonly modeles: readonly { readonly id: string; readonly genre: GenreDeModele; readonly titre: string }[]
}

/** What may be done on several requests at once: to whom they may go, with which words. One statement. */
export async function lireMoyensDuLot(tx: Tx, acteur: Acteur, jour: Jour): Promise<MoyensDuLot> {
  const { rows } = await sql<MoyensDuLot>`select
    coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'nom', g.nom) order by g.nom) from (
      select distinct p.id, p.nom from fonction_tenue f join personne p on p.id = f.personne_id
      where f.organisme_id = ${acteur.organismeId} and f.fonction = any (${[...FONCTIONS_QUI_TRAITENT]})
        and f.du <= ${jour} and (f.au is null or f.au >= ${jour})) g), '[]') as gestionnaires,
    coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'genre', m.genre, 'titre', m.titre) order by m.utilisations desc, m.titre)
      from demande_modele m where m.retire_le is null), '[]') as modeles`.execute(tx)
  return rows[0]!
}

/** The requests chosen, as far as the person of the transaction may read them; the oldest first. */
export const listDuLot = (tx: Tx, ids: readonly string[]): Promise<DemandeLue[]> =>
  listDemandes(tx, {
    conditions: [sql`d.id = any (${[...ids]}::uuid[])`],
    ordre: sql`d.deposee_le, d.id`,
    limite: AU_PLUS,
  })
