import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import { ajouterJours, type Jour } from '#shared/dates.ts'
import type { CalendrierOuvre } from '#shared/jours-ouvres.ts'
import type { Etat } from './domain/etats.ts'
import type { Reponses } from './domain/formulaire.ts'

export type DemandeLue = {
  readonly id: string
  readonly numero: string | null
  readonly typeId: string
  readonly type: string
  readonly theme: string
  readonly organismeId: string
  readonly employeur: string
  readonly guichetId: string
  readonly guichet: string
  readonly traitantId: string
  readonly traitant: string
  readonly auteurId: string
  readonly auteur: string
  readonly objet: string
  readonly donnees: Reponses
  readonly urgence: string
  readonly etat: Etat
  readonly responsableId: string | null
  readonly responsable: string | null
  readonly question: string
  readonly attenteAvant: Jour | null
  readonly tiers: string
  readonly relances: number
  readonly priseJours: number
  readonly reponseJours: number
  readonly priseAvant: Date | null
  readonly promiseLe: Date | null
  readonly delaiLegalLe: Jour | null
  readonly cumulCdg: number
  readonly cumulCollectivite: number
  readonly cumulTiers: number
  readonly depuis: Date
  readonly creeeLe: Date
  readonly deposeeLe: Date | null
  readonly repondueLe: Date | null
  readonly closeLe: Date | null
  readonly nouvelles: number
  readonly faitNouveau: string
  readonly fictif: string | null
  readonly version: number
  readonly alsaceMoselle: boolean
  readonly fermetures: readonly { readonly du: Jour; readonly au: Jour }[]
}

/** The name by which the members of a cooperation call an organisation. */
const libelleDe = (organisme: 'guichet_id' | 'traitant_id') => {
  const id = sql.ref(`d.${organisme}`)
  return sql`coalesce((select m.libelle from membre m where m.cooperation_id = d.cooperation_id and m.organisme_id = ${id}),
    (select g.nom from organisme g where g.id = ${id}))`
}
// Names are looked up for the lines of the page alone, once they are chosen: joined, they made PostgreSQL weigh ten tables before each reading.
const COLONNES = sql`d.id, d.numero, d.type_id as "typeId", t.libelle as type, t.theme, d.organisme_id as "organismeId", o.nom as employeur,
  d.guichet_id as "guichetId", ${libelleDe('guichet_id')} as guichet, d.traitant_id as "traitantId", ${libelleDe('traitant_id')} as traitant,
  d.auteur_id as "auteurId", d.auteur, d.objet, d.donnees, d.urgence, d.etat, d.responsable_id as "responsableId",
  (select p.nom from personne p where p.id = d.responsable_id) as responsable, d.question,
  d.attente_avant as "attenteAvant", d.tiers, d.relances, d.prise_jours as "priseJours", d.reponse_jours as "reponseJours",
  d.prise_avant as "priseAvant", d.promise_le as "promiseLe", d.delai_legal_le as "delaiLegalLe", d.cumul_cdg as "cumulCdg",
  d.cumul_collectivite as "cumulCollectivite", d.cumul_tiers as "cumulTiers", d.depuis, d.creee_le as "creeeLe", d.deposee_le as "deposeeLe",
  d.repondue_le as "repondueLe", d.close_le as "closeLe", d.nouvelles, d.fait_nouveau as "faitNouveau", d.fictif, d.version,
  (select c.alsace_moselle from cooperation c where c.id = d.cooperation_id) as "alsaceMoselle",
  coalesce((select jsonb_agg(jsonb_build_object('du', f.du, 'au', f.au) order by f.du, f.au) from demande_fermeture f where f.centre_id = d.guichet_id), '[]') as fermetures`
const TABLES = sql`demande d join demande_type t on t.id = d.type_id join organisme o on o.id = d.organisme_id`

/** Opening calendar of the guichet of a request. */
export function calendrierDe({
  alsaceMoselle,
  fermetures,
}: Pick<DemandeLue, 'alsaceMoselle' | 'fermetures'>): CalendrierOuvre {
  const jours = new Set<Jour>()
  for (const { du, au } of fermetures)
    for (let jour = du; jour <= au; jour = ajouterJours(jour, 1)) jours.add(jour)
  return { alsaceMoselle, fermetures: jours }
}

/** One request, when the person of the transaction may read it. */
export async function findDemande(tx: Tx, id: string): Promise<DemandeLue | undefined> {
  const { rows } = await sql<DemandeLue>`select ${COLONNES} from ${TABLES} where d.id = ${id}`.execute(tx)
  return rows[0]
}

/** The same, held until the end of the transaction: two people who act at once do so one after the other. */
export async function lockDemande(tx: Tx, id: string): Promise<DemandeLue | undefined> {
  await sql`select from demande where id = ${id} for update`.execute(tx)
  return findDemande(tx, id)
}

export type Condition = RawBuilder<unknown>

/** Those of the town halls for which the person of the transaction acts. Row security says it too, but no index answers it (ADR 0047). */
export const DE_MES_MAIRIES: Condition = sql`organisme_id = any (array(select unnest(mes_organismes())))`

/** Requests that answer every condition, in the given order; those that it leaves equal keep one, or a page would show again a line of the one before. */
export async function listDemandes(
  tx: Tx,
  {
    conditions,
    ordre,
    limite,
    decalage = 0,
  }: {
    readonly conditions: readonly Condition[]
    readonly ordre: Condition
    readonly limite: number
    readonly decalage?: number
  },
): Promise<DemandeLue[]> {
  const ou = conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`d.id is not null`
  const { rows } = await sql<DemandeLue>`select ${COLONNES} from ${TABLES} where ${ou} order by ${ordre}, d.id
    limit ${limite} offset ${decalage}`.execute(tx)
  return rows
}

export type PieceLue = {
  readonly id: string
  readonly nom: string
  readonly typeMime: string
  readonly taille: number
}

export type EvenementLu = {
  readonly id: string
  readonly survenuLe: Date
  readonly geste: string
  readonly ancien: Etat | null
  readonly nouveau: Etat
  readonly visible: 'tous' | 'cdg'
  readonly acteur: string
  readonly organismeId: string
  readonly texte: string
  readonly donnees: Readonly<Record<string, string>>
  readonly pieces: readonly PieceLue[]
}

/** What happened on a request, in order, as far as the person of the transaction may read it. */
export async function listEvenements(tx: Tx, demandeId: string): Promise<EvenementLu[]> {
  const { rows } = await sql<EvenementLu>`
    select e.id, e.survenu_le as "survenuLe", e.geste, e.ancien, e.nouveau, e.visible, e.acteur, e.organisme_id as "organismeId", e.texte, e.donnees,
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'nom', f.nom, 'typeMime', f.type_mime, 'taille', f.taille) order by f.nom)
        from demande_piece p join fichier f on f.id = p.fichier_id where p.evenement_id = e.id), '[]') as pieces
    from demande_evenement e where e.demande_id = ${demandeId} order by e.survenu_le, e.rang`.execute(tx)
  return rows
}

export type AvisLu = {
  readonly id: string
  /** Null: somebody outside the cooperation, known by its name. */
  readonly solliciteId: string | null
  readonly sollicite: string
  readonly question: string
  readonly avant: Jour
  readonly reponse: string
  readonly renduLe: Date | null
  /** When the question was called back. */
  readonly retireLe: Date | null
  /** When a centre ceased to read the request for it, a month after its date. */
  readonly termeLe: Date | null
  readonly version: number
}

export async function listAvis(tx: Tx, demandeId: string): Promise<AvisLu[]> {
  const { rows } = await sql<AvisLu>`
    select a.id, a.sollicite_id as "solliciteId", coalesce(m.libelle, o.nom, a.externe) as sollicite, a.question, a.avant, a.reponse,
      a.rendu_le as "renduLe", coalesce(a.retire_le, case when a.fin = 'retrait' then a.fini_le end) as "retireLe",
      case when a.fin = 'terme' then a.fini_le end as "termeLe", a.version
    from demande_avis a left join organisme o on o.id = a.sollicite_id
    left join membre m on m.cooperation_id = a.cooperation_id and m.organisme_id = a.sollicite_id
    where a.demande_id = ${demandeId} order by a.demande_le`.execute(tx)
  return rows
}

/** Employers for which the secretary of the transaction acts, with their guichet today. One that merged asks nothing more. */
export type Employeur = {
  readonly id: string
  readonly nom: string
  readonly guichetId: string | null
  readonly guichet: string | null
}
export async function listMesEmployeurs(tx: Tx, jour: Jour): Promise<Employeur[]> {
  const { rows } = await sql<Employeur>`
    select o.id, coalesce(a.nom, o.nom) as nom, a.centre_id as "guichetId", m.libelle as guichet
    from organisme o
    left join lateral (select * from affiliation a where a.organisme_id = o.id and a.du <= ${jour} and (a.au is null or a.au >= ${jour})
      order by a.du desc limit 1) a on true
    left join membre m on m.cooperation_id = a.cooperation_id and m.organisme_id = a.centre_id
    where o.id = any (mes_organismes()) and o.fusionne_dans is null order by nom`.execute(tx)
  return rows
}
