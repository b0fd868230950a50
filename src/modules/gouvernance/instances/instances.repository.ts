import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { TypeOrganisme } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import type { SiegeEnMots } from '../domain/en-mots/regle-en-mots.ts'
import type { Tour } from '../domain/presidence.ts'
import type { Regle } from '../domain/regle.ts'

export type TypeInstance =
  | 'conference_presidences'
  | 'comite_directeurs'
  | 'conference_regionale_emploi'
  | 'comite_pilotage'
  | 'groupe_travail'
  | 'comite_paritaire'
  | 'reseau_metier'
export type ModePresidence = 'coordonnateur' | 'tournante' | 'elue' | 'codirection'

export type Instance = {
  readonly id: string
  readonly nom: string
  readonly type: TypeInstance
  readonly presidence: ModePresidence
  readonly presidenceMois: number | null
  readonly ordre: readonly string[]
  readonly fonctionVotante: 'presidence' | 'direction'
  readonly delaiJours: number
  readonly frequence: number
  readonly prereglage: string
  readonly regle: Regle
  readonly version: number
  readonly fictif: string | null
  /** Séances held in the last twelve months. */
  readonly tenues: number
  readonly sieges: readonly (SiegeEnMots & {
    readonly territoire: string
    readonly titulaires: readonly string[]
    readonly suppleants: readonly { readonly mandatId: string; readonly nom: string }[]
  })[]
  readonly tours: readonly (Tour & { readonly libelle: string })[]
}

/** The instances, with their seats of the day and their chairs over time. One statement. */
export async function listInstances(tx: Tx, aujourdhui: Jour): Promise<Instance[]> {
  const { rows } = await sql<Instance>`
    select i.id, i.nom, i.type, i.presidence, i.presidence_mois as "presidenceMois", i.ordre_presidence as ordre,
      i.fonction_votante as "fonctionVotante", i.delai_convocation_jours as "delaiJours", i.frequence_min_par_an as frequence,
      i.prereglage, i.regle, i.version, i.fictif,
      (select count(*)::int from seance s where s.instance_id = i.id and s.ouverte_le is not null
        and s.debut_le > ${aujourdhui}::date - interval '1 year') as tenues,
      (select coalesce(jsonb_agg(jsonb_build_object('organismeId', g.organisme_id, 'voix', g.voix, 'modalite', g.modalite,
          'libelle', m.libelle, 'territoire', m.territoire,
          'titulaires', (select coalesce(jsonb_agg(distinct p.nom), '[]') from fonction_tenue f join personne p on p.id = f.personne_id
            where f.cooperation_id = i.cooperation_id and f.organisme_id = g.organisme_id and f.fonction = i.fonction_votante
              and f.du <= ${aujourdhui} and (f.au is null or f.au >= ${aujourdhui})),
          'suppleants', (select coalesce(jsonb_agg(jsonb_build_object('mandatId', u.mandat_id, 'nom', p.nom) order by p.nom), '[]')
            from suppleant u join mandat d on d.id = u.mandat_id join personne p on p.id = d.personne_id
            where u.instance_id = i.id and u.organisme_id = g.organisme_id and d.annule_le is null
              and (d.au is null or d.au >= ${aujourdhui}))
        ) order by m.ordre), '[]')
        from siege g join membre m on m.cooperation_id = g.cooperation_id and m.organisme_id = g.organisme_id
        join periode_membre b on b.cooperation_id = g.cooperation_id and b.organisme_id = g.organisme_id
          and b.du <= ${aujourdhui} and (b.au is null or b.au >= ${aujourdhui})
        where g.instance_id = i.id) as sieges,
      (select coalesce(jsonb_agg(jsonb_build_object('organismeId', t.organisme_id, 'du', t.du, 'au', t.au, 'libelle', m.libelle)
          order by t.du), '[]')
        from tour_presidence t join membre m on m.cooperation_id = t.cooperation_id and m.organisme_id = t.organisme_id
        where t.instance_id = i.id) as tours
    from instance i
    order by i.nom`.execute(tx)
  return rows
}

export type MembreQuiPeutSieger = {
  readonly organismeId: string
  readonly libelle: string
  readonly territoire: string
  readonly type: TypeOrganisme
}

/** Members of a day: those that may have a seat. */
export async function listMembresDuJour(tx: Tx, aujourdhui: Jour): Promise<MembreQuiPeutSieger[]> {
  const { rows } = await sql<MembreQuiPeutSieger>`
    select m.organisme_id as "organismeId", m.libelle, m.territoire, o.type
    from membre m join organisme o on o.id = m.organisme_id
    join periode_membre b on b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id
      and b.du <= ${aujourdhui} and (b.au is null or b.au >= ${aujourdhui})
    order by m.ordre`.execute(tx)
  return rows
}

export type RegleAdoptee = {
  readonly numero: number
  readonly prereglage: string
  readonly accord: string
  readonly adopteeLe: Date
  readonly par: string
}

/** Every rule the instance had, the latest first. */
export const listRegles = (tx: Tx, instanceId: string): Promise<RegleAdoptee[]> =>
  tx
    .selectFrom('regle_instance')
    .select(['numero', 'prereglage', 'accord', 'adoptee_le as adopteeLe', 'enregistree_par as par'])
    .where('instance_id', '=', instanceId)
    .orderBy('numero', 'desc')
    .execute()

/** Mandates of a member among which it names its substitutes: members of its board and its own people, not its chair only. */
export const listSuppleantsPossibles = (tx: Tx, organismeId: string, aujourdhui: Jour) =>
  tx
    .selectFrom('mandat as m')
    .innerJoin('personne as p', 'p.id', 'm.personne_id')
    .select(['m.id', 'p.nom', 'm.fonction'])
    .where('m.organisme_id', '=', organismeId)
    .where('m.annule_le', 'is', null)
    .where('m.fonction', 'in', [
      'presidence',
      'vice_presidence',
      'administration',
      'direction',
      'coordination',
      'gestion',
    ])
    .where((eb) => eb.or([eb('m.au', 'is', null), eb('m.au', '>=', aujourdhui)]))
    .orderBy('p.nom')
    .execute()

/** The instance, held until the end of the transaction. */
export const lockInstance = (tx: Tx, id: string) =>
  tx
    .selectFrom('instance')
    .select(['id', 'nom', 'version', 'prereglage', sql<Regle>`regle`.as('regle'), 'presidence'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** True while a séance of the instance is being held: its rule and its seats do not change under it. */
export async function seanceEnCours(tx: Tx, instanceId: string): Promise<boolean> {
  const une = await tx
    .selectFrom('seance')
    .select('id')
    .where('instance_id', '=', instanceId)
    .where('statut', 'in', ['ouverte', 'suspendue'])
    .executeTakeFirst()
  return une !== undefined
}

/** Before a rule or seats change: every séance already held keeps a copy of those it was held under. */
export async function figerSeancesTenues(tx: Tx, instanceId: string): Promise<void> {
  await sql`
    update seance s set
      regle = coalesce(s.regle, (select i.regle from instance i where i.id = s.instance_id)),
      composition = coalesce(s.composition, (
        select coalesce(jsonb_agg(jsonb_build_object('organismeId', g.organisme_id, 'voix', g.voix, 'modalite', g.modalite, 'role', g.role) order by g.organisme_id), '[]')
        from siege_de_seance g where g.seance_id = s.id))
    where s.instance_id = ${instanceId} and s.ouverte_le is not null and (s.regle is null or s.composition is null)`.execute(
    tx,
  )
}

export const listTours = (tx: Tx, instanceId: string): Promise<Tour[]> =>
  tx
    .selectFrom('tour_presidence')
    .select(['organisme_id as organismeId', 'du', 'au'])
    .where('instance_id', '=', instanceId)
    .orderBy('du')
    .execute()
