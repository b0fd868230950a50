import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { RefusDeLigne } from './juger.ts'

export type VersionRecensement = {
  readonly id: string
  readonly numero: number
  readonly au: Jour
  readonly agents: number
  readonly source: 'fichier' | 'formulaire'
  readonly nom: string
  readonly deposePar: 'lien' | 'centre'
  readonly tardif: boolean
  readonly scelleLe: Date
  readonly remplaceLe: Date | null
}

export type DepotRefuse = {
  readonly nom: string
  readonly lignes: number
  readonly refusees: number
  readonly avis: string
  readonly refus: readonly RefusDeLigne[]
  readonly deposeLe: Date
}

/** A long file being read: thousands of bytes done, and in all. */
export type EnvoiEnCours = {
  readonly id: string
  readonly nom: string
  readonly fait: number
  readonly total: number
  readonly avis: string
  /** Whether its reading would be taken up again if it broke now. */
  readonly garde: boolean
}

export type EtatRecensement = {
  readonly versions: readonly VersionRecensement[]
  readonly refuse: DepotRefuse | null
  readonly envoi: EnvoiEnCours | null
  /** What was typed in the short form and not sent. */
  readonly brouillon: Readonly<Record<string, string>>
}

/** Versions of the census of an employer, the latest first; its last refused sending, the file being read, what is typed. One statement. */
export async function findRecensements(tx: Tx, employeurId: string): Promise<EtatRecensement> {
  const { rows } = await sql<EtatRecensement>`select
    (select coalesce(jsonb_agg(to_jsonb(v) order by v.numero desc), '[]') from (
      select id, numero, au, agents, source, nom, depose_par as "deposePar", tardif, scelle_le as "scelleLe", remplace_le as "remplaceLe"
      from achat_recensement where employeur_id = ${employeurId}) v) as versions,
    (select to_jsonb(r) from (select nom, lignes, refusees, avis, refus, depose_le as "deposeLe"
      from achat_recensement_refuse where employeur_id = ${employeurId}) r) as refuse,
    (select to_jsonb(e) from (select id, nom, fait, total, avis, contenu is not null as garde
      from achat_envoi where employeur_id = ${employeurId} and etat = 'lecture') e) as envoi,
    coalesce((select saisies from achat_recensement_brouillon where employeur_id = ${employeurId}), '{}') as brouillon`.execute(
    tx,
  )
  const { versions, refuse, ...reste } = rows[0]!
  // JSON holds instants as texts.
  return {
    ...reste,
    versions: versions.map((v) => ({
      ...v,
      scelleLe: new Date(v.scelleLe),
      remplaceLe: v.remplaceLe && new Date(v.remplaceLe),
    })),
    refuse: refuse && { ...refuse, deposeLe: new Date(refuse.deposeLe) },
  }
}
