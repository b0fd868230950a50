import { sql } from 'kysely'
import type { GenreConvention, Section } from '#modules/schema'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

export type SuitePublique = {
  readonly organismeId: string
  readonly etat: 'executoire' | 'sans_objet' | 'attendue'
  readonly organe: string | null
  readonly numeroActe: string | null
  readonly dateActe: Jour | null
  readonly transmisLe: Jour | null
  readonly executoireLe: Jour | null
  readonly adresse: string | null
  readonly voteEffectif: number | null
  readonly voteReel: number | null
  readonly votePour: number | null
  readonly voteContre: number | null
  readonly voteAbstention: number | null
}

export type DecisionPublique = {
  readonly numero: string
  readonly titre: string
  readonly type: string
  readonly adopteeLe: Jour
  readonly porte: readonly string[]
  readonly texte: string
  readonly instance: string | null
  readonly fictif: string | null
  readonly remplaceePar: string | null
  readonly voix: { readonly pour: number; readonly contre: number; readonly abstention: number } | null
  readonly suites: readonly SuitePublique[]
}

const decisions = sql`
  select d.numero, d.titre, d.type, d.adoptee_le as "adopteeLe", d.porte, d.texte, d.instance, d.fictif,
    (select e.numero from publie_decision e where e.numero = d.remplacee_par) as "remplaceePar",
    case when d.voix_pour is not null then jsonb_build_object('pour', d.voix_pour, 'contre', d.voix_contre,
      'abstention', d.voix_abstention) end as voix,
    coalesce((select jsonb_agg(jsonb_build_object('organismeId', s.organisme_id, 'etat', s.etat, 'organe', s.organe, 'numeroActe', s.numero_acte,
        'dateActe', s.date_acte, 'transmisLe', s.transmis_le, 'executoireLe', s.executoire_le, 'adresse', s.adresse,
        'voteEffectif', s.vote_effectif, 'voteReel', s.vote_reel, 'votePour', s.vote_pour, 'voteContre', s.vote_contre,
        'voteAbstention', s.vote_abstention) order by s.organisme_id)
      from publie_suite s where s.decision_id = d.id), '[]') as suites
  from publie_decision d`

/** Public decisions, the latest first. */
export async function listDecisionsPubliques(tx: Tx, limite = 500): Promise<DecisionPublique[]> {
  const { rows } =
    await sql<DecisionPublique>`${decisions} order by d.adoptee_le desc, d.numero desc limit ${limite}`.execute(
      tx,
    )
  return rows
}

export async function findDecisionPublique(tx: Tx, numero: string): Promise<DecisionPublique | undefined> {
  const { rows } = await sql<DecisionPublique>`${decisions} where d.numero = ${numero}`.execute(tx)
  return rows[0]
}

export type AdoptionPublique = {
  readonly organismeId: string
  readonly numeroActe: string
  readonly dateActe: Jour
  readonly pour: number | null
  readonly contre: number | null
  readonly abstention: number | null
}

export type SchemaPublic = {
  readonly id: string
  readonly titre: string
  readonly genre: 'schema' | 'avenant'
  readonly statut: 'signe' | 'transmis' | 'en_vigueur' | 'remplace' | 'expire'
  readonly dateEffet: Jour | null
  readonly dateFin: Jour | null
  readonly signeLe: Jour | null
  readonly transmisLe: Jour | null
  readonly fictif: string | null
  readonly clauses: readonly { readonly section: Section; readonly titre: string; readonly texte: string }[]
  readonly adoptions: readonly AdoptionPublique[]
}

/** Public texts of the schéma, the one in force first. */
export async function listSchemasPublics(tx: Tx): Promise<SchemaPublic[]> {
  const { rows } = await sql<SchemaPublic>`
    select s.id, s.titre, s.genre, s.statut, s.date_effet as "dateEffet", s.date_fin as "dateFin", s.signe_le as "signeLe",
      s.transmis_le as "transmisLe", s.fictif,
      coalesce((select jsonb_agg(jsonb_build_object('section', c.section, 'titre', c.titre, 'texte', c.texte) order by c.ordre)
        from publie_clause c where c.schema_id = s.id), '[]') as clauses,
      coalesce((select jsonb_agg(jsonb_build_object('organismeId', a.organisme_id, 'numeroActe', a.numero_acte, 'dateActe', a.date_acte,
          'pour', a.vote_pour, 'contre', a.vote_contre, 'abstention', a.vote_abstention) order by a.organisme_id)
        from publie_adoption a where a.schema_id = s.id), '[]') as adoptions
    from publie_schema s order by s.statut = 'en_vigueur' desc, s.date_effet desc nulls last, s.titre, s.id`.execute(
    tx,
  )
  return rows
}

export type ConventionPublique = {
  readonly id: string
  readonly genre: GenreConvention
  readonly titre: string
  readonly objet: string
  readonly reference: string
  readonly parties: readonly string[]
  readonly autresParties: string
  readonly signeeLe: Jour | null
  readonly du: Jour | null
  readonly au: Jour | null
  readonly preavisMois: number
  readonly renouvellementMois: number | null
  readonly renouvellementsMax: number | null
  readonly denonceeLe: Jour | null
  readonly closeLe: Jour | null
  readonly fictif: string | null
}

export async function listConventionsPubliques(tx: Tx): Promise<ConventionPublique[]> {
  const { rows } = await sql<ConventionPublique>`
    select id, genre, titre, objet, reference, parties, autres_parties as "autresParties", signee_le as "signeeLe", du, au,
      preavis_mois as "preavisMois", renouvellement_mois as "renouvellementMois", renouvellements_max as "renouvellementsMax",
      denoncee_le as "denonceeLe", close_le as "closeLe", fictif
    from publie_convention order by du desc nulls last, titre, id`.execute(tx)
  return rows
}

export type SeancePublique = {
  readonly id: string
  readonly instance: string
  readonly debutLe: Date
  readonly dureeMinutes: number
  readonly lieu: string
  readonly statut: string
  readonly sequence: number
  readonly convoqueeLe: Date
  readonly fictif: string | null
}

/** Public meetings, called and held, the earliest first. */
export async function listSeancesPubliques(tx: Tx): Promise<SeancePublique[]> {
  const { rows } = await sql<SeancePublique>`
    select id, instance, debut_le as "debutLe", duree_minutes as "dureeMinutes", lieu, statut, sequence_agenda as sequence,
      convoquee_le as "convoqueeLe", fictif
    from publie_seance order by debut_le, id`.execute(tx)
  return rows
}

export type DocumentPublic = {
  readonly id: string
  readonly titre: string
  readonly type: string
  readonly du: Jour | null
  readonly au: Jour | null
  readonly fictif: string | null
  readonly publieLe: Date
  readonly fichier: string | null
  readonly typeMime: string | null
  readonly taille: number | null
  readonly sha256: string | null
}

export async function listDocumentsPublics(tx: Tx): Promise<DocumentPublic[]> {
  const { rows } = await sql<DocumentPublic>`
    select id, titre, type, du, au, fictif, publie_le as "publieLe", fichier, type_mime as "typeMime", taille, sha256
    from publie_document order by du desc nulls last, titre, id`.execute(tx)
  return rows
}
