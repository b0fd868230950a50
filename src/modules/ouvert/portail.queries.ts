import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { TypeOrganisme } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import type { RegleActions } from './domain/portail.ts'

export type PortailEnListe = {
  readonly adresse: string
  readonly nom: string
  readonly niveau: 'regional' | 'interregional' | 'national' | 'thematique'
  readonly presentation: string
  readonly membres: readonly string[]
  readonly departements: readonly string[]
}

/** Portals that are open, for whoever asks. */
export async function listPortails(base: Base): Promise<PortailEnListe[]> {
  const { rows } = await base.pool.query<PortailEnListe>('select * from portails_ouverts()')
  return rows
}

/** The cooperation that an address names; undefined when none does. */
export async function findAdresse(
  base: Base,
  adresse: string,
): Promise<{ readonly cooperationId: string; readonly ouvert: boolean } | undefined> {
  const { rows } = await base.pool.query<{ cooperationId: string; ouvert: boolean }>(
    'select cooperation_id as "cooperationId", ouvert from portail_a_l_adresse($1)',
    [adresse],
  )
  return rows[0]
}

export type MembrePublic = {
  readonly organismeId: string
  readonly libelle: string
  readonly nom: string
  readonly territoire: string
  readonly type: TypeOrganisme
  readonly departement: string | null
  readonly siret: string | null
  readonly role: 'coordonnateur' | 'membre' | 'associe' | 'observateur'
}

export type Portail = {
  readonly adresse: string
  readonly nom: string
  readonly niveau: PortailEnListe['niveau']
  readonly presentation: string
  readonly contact: string
  readonly regleActions: RegleActions
  readonly fictif: string | null
  readonly membres: readonly MembrePublic[]
}

/** The portal of the scope with its members on a day, in their order. One statement. */
export async function findPortail(tx: Tx, jour: Jour): Promise<Portail | undefined> {
  const { rows } = await sql<Portail>`
    select p.adresse, p.nom, p.niveau, p.presentation, p.contact, p.regle_actions as "regleActions", p.fictif,
      coalesce((select jsonb_agg(jsonb_build_object('organismeId', m.organisme_id, 'libelle', m.libelle, 'nom', m.nom,
          'territoire', m.territoire, 'type', m.type, 'departement', m.departement_code, 'siret', m.siret, 'role', m.role) order by m.ordre)
        from publie_membre m where m.du <= ${jour} and (m.au is null or m.au >= ${jour})), '[]') as membres
    from publie_portail p`.execute(tx)
  return rows[0]
}

export type ChiffrePublic = {
  readonly id: string
  readonly libelle: string
  readonly valeur: number
  readonly approche: string
  readonly unite: string
  readonly personnes: boolean
  readonly constateLe: Jour
  readonly source: string
  readonly fictif: string | null
}

/** Key figures in their order. */
export async function listChiffres(tx: Tx): Promise<ChiffrePublic[]> {
  const { rows } = await sql<ChiffrePublic>`
    select id, libelle, valeur, approche, unite, personnes, constate_le as "constateLe", source, fictif
    from publie_chiffre order by ordre, libelle`.execute(tx)
  return rows
}
