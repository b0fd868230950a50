import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'

export type CleDeMembre = {
  readonly id: string
  readonly personneId: string
  readonly nom: string
  readonly destinataire: string
  readonly creeeLe: Date
}
export type FichierDuPli = {
  readonly nom: string
  readonly typeMime: string
  readonly taille: number
  readonly sha256: string
}
export type PliLu = {
  readonly id: string
  readonly candidatId: string
  readonly numero: number
  readonly recuLe: Date
  readonly taille: number
  readonly empreinte: string
  readonly destinataire: string
  readonly remplaceLe: Date | null
  readonly ouvertLe: Date | null
  readonly fichiers: readonly FichierDuPli[]
  readonly avis: string
}
export type RefusDePli = {
  readonly id: string
  readonly candidatId: string
  readonly refuseLe: Date
  readonly limite: Date
  /** When it had first come, in time: it could not be written, and the opening had begun when it came back. Null when it is late. */
  readonly arriveLe: Date | null
  readonly taille: number
  readonly empreinte: string
}
export type CandidatLu = {
  readonly id: string
  /** Names her link: another one once it was given anew. */
  readonly lienId: string
  readonly nom: string
  readonly siret: string
  readonly courriel: string
  readonly inviteLe: Date
}
/** A bid that arrived in time and is not kept yet: it is being written, or may be sent again until `jusqua` at least. */
export type ArriveeLue = {
  readonly empreinte: string
  readonly arriveLe: Date
  readonly jusqua: Date
  readonly enCours: boolean
}
export type GesteDOuverture = { readonly cleId: string; readonly nom: string; readonly donneeLe: Date }
export type DepotLu = {
  readonly proposeLe: Date
  readonly ouvertLe: Date | null
  /** Fingerprint of the keys of the commission, hexadecimal; null while they may change. */
  readonly empreinteCles: string | null
  readonly cles: readonly CleDeMembre[]
  /** Of the member that leads only: row security empties it for the others. */
  readonly candidats: readonly CandidatLu[]
  readonly plis: readonly PliLu[]
  readonly refus: readonly RefusDePli[]
  readonly ouvertures: readonly GesteDOuverture[]
  readonly arrivees: readonly ArriveeLue[]
}

/** JSON holds instants as texts: those named come back as dates. */
const dater = <T>(lignes: readonly T[], ...champs: readonly (keyof T)[]): T[] =>
  lignes.map((ligne) => {
    const datee: T = { ...ligne }
    for (const champ of champs)
      if (datee[champ] !== null) datee[champ] = new Date(datee[champ] as string) as T[typeof champ]
    return datee
  })

const PLIS = sql`jsonb_build_object('id', p.id, 'candidatId', p.candidat_id, 'numero', p.numero, 'recuLe', p.recu_le, 'taille', p.taille,
  'empreinte', p.empreinte, 'destinataire', p.destinataire, 'remplaceLe', p.remplace_le, 'ouvertLe', p.ouvert_le, 'fichiers', p.fichiers, 'avis', p.avis)`
const REFUS = sql`jsonb_build_object('id', r.id, 'candidatId', r.candidat_id, 'refuseLe', r.refuse_le, 'limite', r.limite,
  'arriveLe', r.arrive_le, 'taille', r.taille, 'empreinte', r.empreinte)`
const EN_COURS = sql`coalesce(v.ecrit_jusqu_a > clock_timestamp(), false)`
const ARRIVEE = sql`jsonb_build_object('empreinte', v.empreinte, 'arriveLe', v.arrive_le, 'jusqua', v.arrive_le + interval '10 minutes', 'enCours', ${EN_COURS})`
const CLES = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'personneId', c.personne_id, 'nom', c.nom, 'destinataire', c.destinataire,
  'creeeLe', c.creee_le) order by c.creee_le, c.id), '[]') from achat_depot_cle c where c.operation_id = d.operation_id) as cles`

/** The sealed deposit of a purchase; null while none is offered. `candidatId`: what concerns this bidder only. One statement. */
export async function findDepot(tx: Tx, operationId: string, candidatId?: string): Promise<DepotLu | null> {
  const seul = (colonne: string) => (candidatId ? sql`and ${sql.ref(colonne)} = ${candidatId}` : sql``)
  const { rows } = await sql<DepotLu>`
    select d.propose_le as "proposeLe", d.ouvert_le as "ouvertLe", d.empreinte_cles as "empreinteCles", ${CLES},
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'lienId', a.lien_id, 'nom', a.nom, 'siret', a.siret, 'courriel', a.courriel, 'inviteLe', a.invite_le)
        order by a.nom, a.id), '[]') from achat_candidat a where a.operation_id = d.operation_id ${seul('a.id')}) as candidats,
      (select coalesce(jsonb_agg(${PLIS} order by p.numero), '[]') from achat_pli p
        where p.operation_id = d.operation_id ${seul('p.candidat_id')}) as plis,
      (select coalesce(jsonb_agg(${REFUS} order by r.refuse_le, r.id), '[]') from achat_pli_refuse r
        where r.operation_id = d.operation_id ${seul('r.candidat_id')}) as refus,
      (select coalesce(jsonb_agg(jsonb_build_object('cleId', g.cle_id, 'nom', g.nom, 'donneeLe', g.donnee_le) order by g.donnee_le, g.cle_id), '[]')
        from achat_pli_ouverture g where g.operation_id = d.operation_id) as ouvertures,
      (select coalesce(jsonb_agg(${ARRIVEE} order by v.arrive_le, v.id), '[]') from achat_pli_arrivee v where v.operation_id = d.operation_id
        ${seul('v.candidat_id')} and (${EN_COURS} or v.arrive_le > clock_timestamp() - interval '10 minutes')) as arrivees
    from achat_depot d where d.operation_id = ${operationId}`.execute(tx)
  const [lu] = rows
  return lu
    ? {
        ...lu,
        cles: dater(lu.cles, 'creeeLe'),
        candidats: dater(lu.candidats, 'inviteLe'),
        plis: dater(lu.plis, 'recuLe', 'remplaceLe', 'ouvertLe'),
        refus: dater(lu.refus, 'refuseLe', 'limite', 'arriveLe'),
        ouvertures: dater(lu.ouvertures, 'donneeLe'),
        arrivees: dater(lu.arrivees, 'arriveLe', 'jusqua'),
      }
    : null
}

export type MesParts = {
  readonly cleId: string
  readonly trousseau: string
  readonly parts: readonly { readonly pli: string; readonly scellee: string; readonly engagement: string }[]
}

/** The keystore of a member and her sealed shares of the bids in force that are still closed: none before the deadline, the database says so. */
export async function findMesParts(
  tx: Tx,
  operationId: string,
  personneId: string,
): Promise<MesParts | null> {
  const { rows } = await sql<MesParts>`
    select c.id as "cleId", c.trousseau,
      (select coalesce(jsonb_agg(jsonb_build_object('pli', s.pli_id, 'scellee', s.scellee, 'engagement', s.engagement) order by p.numero), '[]')
        from achat_pli_part s join achat_pli p on p.id = s.pli_id and p.remplace_le is null and p.ouvert_le is null where s.cle_id = c.id) as parts
    from achat_depot_cle c where c.operation_id = ${operationId} and c.personne_id = ${personneId}`.execute(
    tx,
  )
  return rows[0] ?? null
}

export type PartsDonnees = { readonly nom: string; readonly parts: Readonly<Record<string, string>> }

/** The shares given by each member who opened, with the bids in force; read by the application to open them. */
export async function listPartsDonnees(tx: Tx, operationId: string): Promise<PartsDonnees[]> {
  const { rows } = await sql<PartsDonnees>`select nom, parts from achat_pli_ouverture
    where operation_id = ${operationId} order by donnee_le, cle_id`.execute(tx)
  return rows
}

/** The bidder that a link names, and her purchase. */
export async function findCandidat(
  tx: Tx,
  lienId: string,
): Promise<(CandidatLu & { readonly operationId: string }) | null> {
  const { rows } = await sql<
    CandidatLu & { operationId: string }
  >`select id, lien_id as "lienId", nom, siret, courriel, invite_le as "inviteLe",
    operation_id as "operationId" from achat_candidat where lien_id = ${lienId}`.execute(tx)
  return rows[0] ?? null
}

/** The files of an open bid. */
export async function findPli(
  tx: Tx,
  id: string,
): Promise<{ readonly operationId: string; readonly fichiers: readonly FichierDuPli[] } | null> {
  const { rows } = await sql<{ operationId: string; fichiers: FichierDuPli[] }>`
    select operation_id as "operationId", fichiers from achat_pli where id = ${id}`.execute(tx)
  return rows[0] ?? null
}
