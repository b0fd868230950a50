import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Condition, type DemandeLue, listDemandes } from '../demandes.queries.ts'
import { JOUR_OUVRE } from '../domain/calendrier.ts'
import { type Etat, OUVERTES } from '../domain/etats.ts'

/** Views of the desk, in the order of their tabs. */
export const VUES = {
  moi: 'À moi',
  libres: 'Non attribuées',
  retard: 'En retard',
  avis: 'Avis demandés',
  pole: 'Toutes en cours',
  ailleurs: 'Traitées ailleurs',
  closes: 'Terminées',
} as const
/** Views that a figure leads to: they have no tab. */
export const VUES_DE_CHIFFRES = {
  recues: 'Reçues',
  repondues: 'Répondues',
  guichet: 'Ouvertes au guichet',
  nouvelles: 'Dont on a demandé des nouvelles',
  dansledelai: 'Répondues dans le délai',
  horsdelai: 'Hors délai, ou ouvertes et plus vieilles que leur délai',
} as const
export type Onglet = keyof typeof VUES
export type Vue = Onglet | keyof typeof VUES_DE_CHIFFRES
export const TOUTES_LES_VUES: Readonly<Record<Vue, string>> = { ...VUES, ...VUES_DE_CHIFFRES }

const TOUR_CDG = ['DEPOSEE', 'PRISE_EN_CHARGE', 'ROUVERTE'] as const satisfies readonly Etat[]
const parmi = (etats: readonly string[]) => sql`d.etat = any (${[...etats]})`
const OUVERTE = parmi(OUVERTES)
const REPONDUES = sql`d.etat in ('REPONDUE', 'CLOTUREE')`

/** Time spent in the centres until now, what runs included; closed days are those of the reader's own guichet. */
const tempsAuCentre = ({ cooperationId, organismeId }: Acteur, maintenant: Date): Condition =>
  sql`temps_au_centre(d.etat, d.cumul_cdg, d.depuis, ${maintenant}, (select jours_chomes(${cooperationId}, ${organismeId})))`

/** The condition of each view of the desk. */
const conditionDe = (vue: Vue, acteur: Acteur, maintenant: Date): Condition => {
  const ici = sql`d.traitant_id = ${acteur.organismeId}`
  const guichet = sql`d.guichet_id = ${acteur.organismeId}`
  const cible = sql`d.reponse_jours * ${JOUR_OUVRE}::bigint`
  switch (vue) {
    case 'moi':
      return sql`${ici} and ${OUVERTE} and d.responsable_id = ${acteur.personneId}`
    case 'libres':
      return sql`${ici} and ${OUVERTE} and d.responsable_id is null`
    case 'retard':
      return sql`${ici} and ${parmi(TOUR_CDG)} and d.promise_le < ${maintenant}`
    case 'avis':
      return sql`${OUVERTE} and exists (select from demande_avis a where a.demande_id = d.id and a.sollicite_id = ${acteur.organismeId} and a.rendu_le is null and a.fini_le is null)`
    case 'pole':
      return sql`${ici} and ${OUVERTE}`
    case 'ailleurs':
      return sql`d.guichet_id = ${acteur.organismeId} and d.traitant_id <> ${acteur.organismeId} and ${OUVERTE}`
    case 'closes':
      return sql`(d.guichet_id = ${acteur.organismeId} or ${ici}) and d.etat in ('REPONDUE', 'CLOTUREE', 'SANS_SUITE', 'ANNULEE', 'REORIENTEE')`
    case 'recues':
      return sql`${guichet} and d.deposee_le is not null`
    case 'repondues':
      return sql`${guichet} and ${REPONDUES}`
    case 'guichet':
      return sql`${guichet} and ${OUVERTE}`
    case 'nouvelles':
      return sql`${guichet} and d.nouvelles > 0`
    case 'dansledelai':
      return sql`${guichet} and ${REPONDUES} and d.cumul_cdg <= ${cible}`
    case 'horsdelai':
      return sql`${guichet} and (${REPONDUES} or ${OUVERTE}) and ${tempsAuCentre(acteur, maintenant)} > ${cible}`
  }
}

export type Filtres = {
  readonly vue: Vue
  readonly type: string
  readonly commune: string
  readonly etat: string
  readonly qui: string
  readonly depuis: string
  readonly theme: string
  /** Words of its name. */
  readonly employeur: string
  readonly age: Age
  readonly q: string
  readonly tri: Tri
}
/** Calendar days since a request was sent. */
export type Age = '' | '7' | '14' | '30'
export const AGES: Readonly<Record<Age, string>> = {
  '': '',
  '7': 'Plus d’une semaine',
  '14': 'Plus de deux semaines',
  '30': 'Plus d’un mois',
}
export const TRIS = {
  tour: 'Tour',
  date: 'Date promise',
  cdg: 'Temps au CDG',
  commune: 'Collectivité',
} as const
export type Tri = keyof typeof TRIS

/** The date that « since » speaks of; the end of the file elsewhere. */
const DEPUIS: Readonly<Partial<Record<Vue, Condition>>> = {
  recues: sql`d.deposee_le`,
  nouvelles: sql`d.deposee_le`,
  repondues: sql`d.repondue_le`,
  dansledelai: sql`d.repondue_le`,
  horsdelai: sql`coalesce(d.repondue_le, now())`,
}

const TOUR = sql`case when d.etat = any (${[...TOUR_CDG]}) then 1 when d.etat = 'ATTENTE_COLLECTIVITE' then 2 when d.etat = 'ATTENTE_TIERS' then 3 else 4 end`
const ORDRES: Readonly<Record<Exclude<Tri, 'cdg'>, Condition>> = {
  tour: sql`${TOUR}, d.promise_le nulls last, d.deposee_le`,
  date: sql`d.promise_le nulls last, d.deposee_le`,
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
  const { vue, type, commune, etat, qui, depuis, theme, employeur, age, q, tri } = filtres
  const conditions: Condition[] = [
    q ? sql`d.id in (select c.id from chercher_demandes(${q}, 200) c)` : conditionDe(vue, acteur, maintenant),
  ]
  if (type) conditions.push(sql`d.type_id::text = ${type}`)
  if (commune) conditions.push(sql`d.organisme_id::text = ${commune}`)
  if (etat) conditions.push(sql`d.etat = ${etat}`)
  if (theme) conditions.push(sql`t.theme = ${theme}`)
  if (employeur) conditions.push(sql`o.nom ilike ${`%${employeur.replaceAll(/[%_\\]/g, '')}%`}`)
  if (age) conditions.push(sql`d.deposee_le < ${new Date(+maintenant - Number(age) * 86_400_000)}`)
  if (qui) conditions.push(sql`d.responsable_id::text = ${qui}`)
  if (depuis)
    conditions.push(sql`${DEPUIS[vue] ?? sql`coalesce(d.close_le, d.repondue_le)`} >= ${depuis}::date`)
  return listDemandes(tx, {
    conditions,
    ordre:
      (vue === 'closes' || vue in VUES_DE_CHIFFRES) && !q
        ? sql`coalesce(d.close_le, d.repondue_le, d.deposee_le) desc`
        : tri === 'cdg'
          ? sql`${tempsAuCentre(acteur, maintenant)} desc, d.deposee_le`
          : ORDRES[tri],
    limite,
    decalage,
  })
}

export type Bureau = {
  /** Of every tab but the closed ones, whose number says nothing to do and grows for ever. */
  readonly nombres: Readonly<Record<Exclude<Onglet, 'closes'>, number>>
  readonly charge: readonly Charge[]
  readonly vues: readonly {
    readonly id: string
    readonly nom: string
    readonly requete: string
    readonly partagee: boolean
    readonly personneId: string
  }[]
  /** What the filters propose. */
  readonly types: readonly { readonly id: string; readonly libelle: string; readonly theme: string }[]
}
export type Charge = {
  readonly id: string | null
  readonly nom: string | null
  readonly cdg: number
  readonly collectivite: number
  readonly tiers: number
  readonly retard: number
}

/** What surrounds the list: how many files in each view, who carries how many, the views kept. One statement, which reads open files once. */
export async function lireBureau(tx: Tx, acteur: Acteur, maintenant: Date): Promise<Bureau> {
  const vues = (Object.keys(VUES) as Onglet[]).filter((vue) => vue !== 'closes' && vue !== 'avis')
  const nombres = sql.join(
    vues.map((vue) => sql`${vue}::text, count(*) filter (where ${conditionDe(vue, acteur, maintenant)})`),
  )
  const ici = sql`d.traitant_id = ${acteur.organismeId}`
  const { rows } = await sql<Bureau>`with ouvertes as materialized (
      select d.traitant_id, d.guichet_id, d.etat, d.responsable_id, d.promise_le from demande d
      where ${OUVERTE} and (${ici} or d.guichet_id = ${acteur.organismeId}))
    select (select jsonb_build_object(${nombres}) from ouvertes d)
      || jsonb_build_object('avis', (select count(*) from demande d where ${conditionDe('avis', acteur, maintenant)})) as nombres,
    coalesce((select jsonb_agg(c order by c.nom nulls last) from (
      select r.id, (select p.nom from personne p where p.id = r.id) as nom, r.cdg, r.collectivite, r.tiers, r.retard from (
        select d.responsable_id as id, count(*) filter (where ${parmi(TOUR_CDG)}) as cdg,
          count(*) filter (where d.etat = 'ATTENTE_COLLECTIVITE') as collectivite, count(*) filter (where d.etat = 'ATTENTE_TIERS') as tiers,
          count(*) filter (where ${parmi(TOUR_CDG)} and d.promise_le < ${maintenant}) as retard
        from ouvertes d where ${ici} group by 1) r) c), '[]') as charge,
    coalesce((select jsonb_agg(jsonb_build_object('id', v.id, 'nom', v.nom, 'requete', v.requete, 'partagee', v.partagee, 'personneId', v.personne_id)
      order by v.nom) from demande_vue v), '[]') as vues,
    coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'libelle', t.libelle, 'theme', t.theme) order by t.theme, t.libelle)
      from demande_type t where t.actif), '[]') as types`.execute(tx)
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
  const { rows } = await sql<Semblable>`
    select d.id, d.objet, t.libelle as type, d.deposee_le as "deposeeLe", d.cumul_cdg as "cumulCdg", d.nouvelles
    from demandes_semblables(${demande.objet}, 60) c join demande d on d.id = c.id join demande_type t on t.id = d.type_id
    where d.id <> ${demande.id}
    order by (d.type_id = ${demande.typeId}) desc, c.proximite desc, d.deposee_le desc, d.id limit 3`.execute(
    tx,
  )
  return rows
}

/** Functions whose holders may carry a file. */
export const FONCTIONS_QUI_TRAITENT = ['gestion_demandes', 'direction', 'coordination'] as const

/** People of the centre who may carry a file. */
export async function listGestionnaires(
  tx: Tx,
  acteur: Acteur,
  jour: string,
): Promise<{ id: string; nom: string }[]> {
  const { rows } = await sql<{ id: string; nom: string }>`
    select distinct p.id, p.nom from fonction_tenue f join personne p on p.id = f.personne_id
    where f.organisme_id = ${acteur.organismeId} and f.fonction = any (${[...FONCTIONS_QUI_TRAITENT]})
      and f.du <= ${jour} and (f.au is null or f.au >= ${jour}) order by p.nom`.execute(tx)
  return rows
}
