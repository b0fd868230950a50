import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Condition, type DemandeLue, listDemandes } from '../demandes.queries.ts'
import { type Etat, OUVERTES } from '../domain/etats.ts'

export const VUES = {
  moi: 'À moi',
  libres: 'Non attribuées',
  retard: 'En retard',
  avis: 'Avis demandés',
  pole: 'Toutes en cours',
  ailleurs: 'Traitées ailleurs',
  closes: 'Terminées',
} as const
export type Vue = keyof typeof VUES

const TOUR_CDG = ['DEPOSEE', 'PRISE_EN_CHARGE', 'ROUVERTE'] as const satisfies readonly Etat[]
const parmi = (etats: readonly string[]) => sql`d.etat = any (${[...etats]})`
const OUVERTE = parmi(OUVERTES)

/** The condition of each view of the desk. */
const conditionDe = (vue: Vue, acteur: Acteur, maintenant: Date): Condition => {
  const ici = sql`d.traitant_id = ${acteur.organismeId}`
  switch (vue) {
    case 'moi':
      return sql`${ici} and ${OUVERTE} and d.responsable_id = ${acteur.personneId}`
    case 'libres':
      return sql`${ici} and ${OUVERTE} and d.responsable_id is null`
    case 'retard':
      return sql`${ici} and ${parmi(TOUR_CDG)} and d.promise_le < ${maintenant}`
    case 'avis':
      return sql`${OUVERTE} and exists (select from demande_avis a where a.demande_id = d.id and a.sollicite_id = ${acteur.organismeId} and a.rendu_le is null)`
    case 'pole':
      return sql`${ici} and ${OUVERTE}`
    case 'ailleurs':
      return sql`d.guichet_id = ${acteur.organismeId} and d.traitant_id <> ${acteur.organismeId} and ${OUVERTE}`
    case 'closes':
      return sql`(d.guichet_id = ${acteur.organismeId} or ${ici}) and d.etat in ('REPONDUE', 'CLOTUREE', 'SANS_SUITE', 'ANNULEE', 'REORIENTEE')`
  }
}

export type Filtres = {
  readonly vue: Vue
  readonly type: string
  readonly commune: string
  readonly etat: string
  readonly qui: string
  readonly depuis: string
  readonly q: string
  readonly tri: Tri
}
export const TRIS = {
  tour: 'Tour',
  date: 'Date promise',
  cdg: 'Temps au CDG',
  commune: 'Collectivité',
} as const
export type Tri = keyof typeof TRIS

const TOUR = sql`case when d.etat = any (${[...TOUR_CDG]}) then 1 when d.etat = 'ATTENTE_COLLECTIVITE' then 2 when d.etat = 'ATTENTE_TIERS' then 3 else 4 end`
const ORDRES: Readonly<Record<Tri, Condition>> = {
  tour: sql`${TOUR}, d.promise_le nulls last, d.deposee_le`,
  date: sql`d.promise_le nulls last, d.deposee_le`,
  cdg: sql`d.cumul_cdg desc, d.deposee_le`,
  commune: sql`o.nom, d.deposee_le`,
}

/** The lines of the desk. A search goes over every file that the centre may read, whatever its view. */
export async function listFile(
  tx: Tx,
  acteur: Acteur,
  filtres: Filtres,
  maintenant: Date,
  limite: number,
  decalage: number,
): Promise<DemandeLue[]> {
  const { vue, type, commune, etat, qui, depuis, q, tri } = filtres
  const conditions: Condition[] = [
    q
      ? sql`(d.id in (select c.id from chercher_demandes(${q}, 200) c) or d.numero ilike ${`%${q.replaceAll(/[%_\\]/g, '')}%`})`
      : conditionDe(vue, acteur, maintenant),
  ]
  if (type) conditions.push(sql`d.type_id::text = ${type}`)
  if (commune) conditions.push(sql`d.organisme_id::text = ${commune}`)
  if (etat) conditions.push(sql`d.etat = ${etat}`)
  if (qui) conditions.push(sql`d.responsable_id::text = ${qui}`)
  if (depuis) conditions.push(sql`coalesce(d.close_le, d.repondue_le) >= ${depuis}::date`)
  return listDemandes(tx, {
    conditions,
    ordre: vue === 'closes' && !q ? sql`coalesce(d.close_le, d.repondue_le) desc` : ORDRES[tri],
    limite,
    decalage,
  })
}

export type Bureau = {
  readonly nombres: Readonly<Record<Vue, number>>
  readonly charge: readonly Charge[]
  readonly vues: readonly {
    readonly id: string
    readonly nom: string
    readonly requete: string
    readonly partagee: boolean
  }[]
}
export type Charge = {
  readonly id: string | null
  readonly nom: string | null
  readonly cdg: number
  readonly collectivite: number
  readonly tiers: number
  readonly retard: number
}

/** What surrounds the list: how many files in each view, who carries how many, the views kept. One statement. */
export async function lireBureau(tx: Tx, acteur: Acteur, maintenant: Date): Promise<Bureau> {
  const vues = Object.keys(VUES) as Vue[]
  const nombres = sql.join(
    vues.map(
      (vue) =>
        sql`${vue}::text, (select count(*) from demande d where ${conditionDe(vue, acteur, maintenant)})`,
    ),
  )
  const { rows } = await sql<Bureau>`select jsonb_build_object(${nombres}) as nombres,
    coalesce((select jsonb_agg(c order by c.nom nulls last) from (
      select d.responsable_id as id, p.nom, count(*) filter (where ${parmi(TOUR_CDG)}) as cdg,
        count(*) filter (where d.etat = 'ATTENTE_COLLECTIVITE') as collectivite, count(*) filter (where d.etat = 'ATTENTE_TIERS') as tiers,
        count(*) filter (where ${parmi(TOUR_CDG)} and d.promise_le < ${maintenant}) as retard
      from demande d left join personne p on p.id = d.responsable_id
      where d.traitant_id = ${acteur.organismeId} and ${OUVERTE} group by 1, 2) c), '[]') as charge,
    coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'nom', v.nom, 'requete', v.requete, 'partagee', v.partagee) order by v.nom)
      from demande_vue v), '[]') as vues`.execute(tx)
  return rows[0]!
}

export type Semblable = {
  readonly id: string
  readonly objet: string
  readonly type: string
  readonly deposeeLe: Date
  readonly cumulCdg: number
  readonly nouvelles: number
}

/** Files already answered that look like one: the same words, then the same type. */
export async function listSemblables(
  tx: Tx,
  demande: Pick<DemandeLue, 'id' | 'objet' | 'typeId'>,
): Promise<Semblable[]> {
  const mots = [...new Set(demande.objet.split(/[^\p{L}\d]+/u).filter((mot) => mot.length > 3))]
    .slice(0, 8)
    .join(' OR ')
  const { rows } = await sql<Semblable>`
    select d.id, d.objet, t.libelle as type, d.deposee_le as "deposeeLe", d.cumul_cdg as "cumulCdg", d.nouvelles
    from chercher_demandes(${mots}, 60) c join demande d on d.id = c.id join demande_type t on t.id = d.type_id
    where d.id <> ${demande.id} and d.etat in ('REPONDUE', 'CLOTUREE')
    order by (d.type_id = ${demande.typeId}) desc, c.proximite desc, d.deposee_le desc limit 3`.execute(tx)
  return rows
}

/** Open requests of the same employer and the same type: perhaps the same one, sent twice. */
export const listDoublons = (tx: Tx, demande: DemandeLue): Promise<DemandeLue[]> =>
  listDemandes(tx, {
    conditions: [
      sql`d.organisme_id = ${demande.organismeId} and d.type_id = ${demande.typeId} and d.id <> ${demande.id}`,
      OUVERTE,
    ],
    ordre: sql`d.deposee_le desc`,
    limite: 3,
  })

/** People of the centre who may carry a file. */
export async function listGestionnaires(
  tx: Tx,
  acteur: Acteur,
  jour: string,
): Promise<{ id: string; nom: string }[]> {
  const { rows } = await sql<{ id: string; nom: string }>`
    select distinct p.id, p.nom from fonction_tenue f join personne p on p.id = f.personne_id
    where f.organisme_id = ${acteur.organismeId} and f.fonction in ('gestion_demandes', 'direction', 'coordination')
      and f.du <= ${jour} and (f.au is null or f.au >= ${jour}) order by p.nom`.execute(tx)
  return rows
}
