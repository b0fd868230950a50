import { sql } from 'kysely'
import {
  type Agregation,
  type AvancementForce,
  comparerCodes,
  type Nature,
  type Niveau,
  type Statut,
  type TypeParticipation,
} from '#modules/programme'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

export type ActionPublique = {
  readonly id: string
  readonly code: string
  readonly titre: string
  readonly nature: Nature
  readonly objectifs: string
  readonly resultatAttendu: string
  readonly publics: string
  readonly base: 'obligatoire' | 'volontariste'
  readonly niveau: Niveau
  readonly statut: Statut
  readonly commenceeLe: Jour | null
  readonly bloqueeLe: Jour | null
  readonly fictif: string | null
  readonly source: string
  readonly force: AvancementForce | null
  readonly axe: { readonly code: string; readonly titre: string }
  readonly orientation: { readonly code: string; readonly titre: string }
  readonly chefs: readonly string[]
  readonly participations: readonly {
    readonly organismeId: string
    readonly type: TypeParticipation
    readonly du: Jour
  }[]
  readonly jalons: readonly {
    readonly titre: string
    readonly echeance: Jour
    readonly poids: number
    readonly etat: 'prevu' | 'atteint' | 'annule'
    readonly atteintLe: Jour | null
    readonly reports: number
    readonly fictif: string | null
  }[]
  readonly partenaires: readonly {
    readonly nom: string
    readonly type: 'cnfpt' | 'region' | 'france_travail' | 'universite' | 'sante' | 'autre'
  }[]
  readonly indicateurs: readonly {
    readonly id: string
    readonly libelle: string
    readonly unite: string
    readonly agregation: Agregation
    readonly cible: number | null
    readonly fictif: string | null
    readonly valeurs: readonly {
      readonly organismeId: string
      readonly annee: number
      readonly numerateur: number
      readonly denominateur: number | null
    }[]
  }[]
  readonly derniereNouvelle: Jour | null
  readonly silenceDepuis: Jour | null
}

const colonnes = sql`id, code, titre, nature, objectifs, resultat_attendu as "resultatAttendu", publics, base, niveau, statut,
  commencee_le as "commenceeLe", bloquee_le as "bloqueeLe", fictif, source, force,
  jsonb_build_object('code', axe_code, 'titre', axe_titre) as axe,
  jsonb_build_object('code', orientation_code, 'titre', orientation_titre) as orientation,
  chefs, participations, jalons, partenaires, indicateurs, derniere_nouvelle as "derniereNouvelle", silence_depuis as "silenceDepuis"`

/** Every public action, in the order of codes. */
export async function listActionsPubliques(tx: Tx): Promise<ActionPublique[]> {
  const { rows } = await sql<ActionPublique>`select ${colonnes} from publie_action order by id`.execute(tx)
  return rows.sort((a, b) => comparerCodes(a.code, b.code))
}

/** A public action by its code. */
export async function findActionPublique(tx: Tx, code: string): Promise<ActionPublique | undefined> {
  const { rows } =
    await sql<ActionPublique>`select ${colonnes} from publie_action where code = ${code}`.execute(tx)
  return rows[0]
}

export type ProgrammePublic = {
  readonly nom: string
  readonly du: Jour
  readonly au: Jour | null
  readonly presentation: string
  readonly source: string
  readonly fictif: string | null
}

/** The programme of which something is public; the latest one. */
export async function findProgrammePublic(tx: Tx): Promise<ProgrammePublic | undefined> {
  const { rows } = await sql<ProgrammePublic>`
    select nom, du, au, presentation, source, fictif from publie_programme order by du desc limit 1`.execute(
    tx,
  )
  return rows[0]
}
