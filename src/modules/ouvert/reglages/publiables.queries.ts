import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { GenrePublie, Publiable, RegleActions } from '../domain/portail.ts'

export type PortailRegle = {
  readonly adresse: string
  readonly ouvert: boolean
  readonly presentation: string
  readonly contact: string
  readonly regleActions: RegleActions
  readonly regleSchema: boolean
  readonly regleDelais: boolean
  readonly version: number
}

/** The settings of the portal; undefined before they are first recorded. */
export async function findReglages(tx: Tx): Promise<PortailRegle | undefined> {
  return tx
    .selectFrom('portail')
    .select([
      'adresse',
      'ouvert',
      'presentation',
      'contact',
      'regle_actions as regleActions',
      'regle_schema as regleSchema',
      'regle_delais as regleDelais',
      'version',
    ])
    .executeTakeFirst()
}

export type ChosePubliable = Publiable & {
  readonly genre: GenrePublie
  readonly id: string
  readonly titre: string
  readonly detail: string
  /** Where members read it. */
  readonly href: string
  readonly motif: string
  readonly le: Date | null
  /** Version of the choice; 0 when none was made. */
  readonly version: number
}

/**
 * Everything that could be public, with what the rule and the choice say of it. `draft` and `by rule` are the conditions of the views
 * `publie_…` (migration 0141), so that the page and the database never disagree.
 */
export async function listPubliables(
  tx: Tx,
  genre: GenrePublie,
  id: string | null = null,
): Promise<ChosePubliable[]> {
  const { rows } = await sql<ChosePubliable>`
    select ${genre}::text as genre, x.id, x.titre, x.detail, x.href, x.brouillon, x.par_regle as "parRegle", u.etat as choix,
      coalesce(u.motif, '') as motif, u.le, coalesce(u.version, 0) as version
    from (${SOURCES[genre]}) x
    left join publication u on u.genre = ${genre} and u.objet_id = x.id
    where ${id}::uuid is null or x.id = ${id}::uuid
    order by x.ordre, x.titre, x.id limit 500`.execute(tx)
  return rows
}

const SOURCES = {
  action: sql`select a.id, a.code || ' ' || a.titre as titre, 'N' || a.niveau || ', ' || a.statut as detail,
      '/programme/actions/' || a.id as href, a.statut = 'proposee' as brouillon, a.code as ordre,
      coalesce(p.regle_actions = 'retenues' or p.regle_actions = 'au_dela_n0' and a.niveau > 0, false) as par_regle
    from action a left join portail p on true`,
  decision: sql`select d.id, d.titre, d.numero as detail, '/decisions/' || d.id as href, not d.publique as brouillon,
      (date '3000-01-01' - d.adoptee_le)::text as ordre, false as par_regle
    from decision d`,
  schema: sql`select s.id, s.titre, s.statut as detail, '/schema/' || s.id as href,
      s.statut not in ('signe', 'transmis', 'en_vigueur', 'remplace', 'expire') as brouillon, s.cree_le::text as ordre,
      coalesce(p.regle_schema, false) and s.statut = 'en_vigueur' as par_regle
    from schema_regional s left join portail p on true`,
  convention: sql`select c.id, c.titre, c.genre as detail, '/conventions/' || c.id as href, false as brouillon, c.titre as ordre,
      false as par_regle
    from convention c`,
  instance: sql`select i.id, i.nom as titre, '' as detail, '/instances/' || i.id as href, false as brouillon, i.nom as ordre,
      i.publique as par_regle
    from instance i`,
  document: sql`select t.id, t.intitule as titre, c.titre as detail, '/conventions/' || c.id as href, false as brouillon,
      c.titre || t.intitule as ordre, false as par_regle
    from convention_texte t join convention c on c.id = t.convention_id where t.retire_le is null`,
} as const satisfies Record<GenrePublie, unknown>

export type TracePublication = {
  readonly id: string
  readonly genre: string
  readonly geste: 'publier' | 'retirer' | 'regler' | 'chiffre' | 'siret'
  readonly titre: string
  readonly motif: string
  readonly auteur: string
  readonly saisiLe: Date
}

/** What was published, withdrawn and set, the latest first. */
export async function listTraces(tx: Tx): Promise<TracePublication[]> {
  return tx
    .selectFrom('publication_trace')
    .select(['id', 'genre', 'geste', 'titre', 'motif', 'auteur', 'saisi_le as saisiLe'])
    .orderBy('saisi_le', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute() as Promise<TracePublication[]>
}

export type ChiffreRegle = {
  readonly id: string
  readonly libelle: string
  readonly valeur: number
  readonly approche: string
  readonly unite: string
  readonly personnes: boolean
  readonly constateLe: Jour
  readonly source: string
  readonly ordre: number
  readonly fictif: string | null
  readonly version: number
}

/** Key figures in use, in their order. */
export async function listChiffresRegles(tx: Tx): Promise<ChiffreRegle[]> {
  return tx
    .selectFrom('chiffre_public')
    .select([
      'id',
      'libelle',
      'valeur',
      'approche',
      'unite',
      'personnes',
      'constate_le as constateLe',
      'source',
      'ordre',
      'fictif',
      'version',
    ])
    .where('retire_le', 'is', null)
    .orderBy('ordre')
    .orderBy('libelle')
    .execute()
}

export type SiretDeMembre = {
  readonly organismeId: string
  readonly libelle: string
  readonly nom: string
  readonly siren: string | null
  readonly siret: string | null
  readonly version: number
}

/** Members today, with the number under which open data names them. */
export async function listSirets(tx: Tx, jour: Jour): Promise<SiretDeMembre[]> {
  const { rows } = await sql<SiretDeMembre>`
    select m.organisme_id as "organismeId", m.libelle, o.nom, o.siren, s.siret, coalesce(s.version, 0) as version
    from membre m join organisme o on o.id = m.organisme_id
    join periode_membre b on b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id
    left join portail_membre s on s.organisme_id = m.organisme_id
    where b.du <= ${jour} and (b.au is null or b.au >= ${jour}) order by m.ordre`.execute(tx)
  return rows
}
