import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { Compte, Etape } from '../domain/satisfaction.ts'

export type CompteParEtape = ReadonlyMap<Etape, Compte>
export type MesureDeVague = {
  readonly id: string | null
  readonly libelle: string
  readonly source: string
  readonly fictif: string | null
  /** Opened from here and not ended yet. */
  readonly enCours?: { readonly fin: Jour; readonly invites: number } | null
  readonly reponses: number
  readonly comptes: CompteParEtape
}

type LigneDeCompte = {
  readonly guichetId: string
  readonly etape: Etape
  readonly insatisfaits: number
  readonly exprimes: number
}

const additionner = (lignes: readonly LigneDeCompte[]): CompteParEtape => {
  const comptes = new Map<Etape, Compte>()
  for (const { etape, insatisfaits, exprimes } of lignes) {
    const deja = comptes.get(etape) ?? { insatisfaits: 0, exprimes: 0 }
    comptes.set(etape, {
      insatisfaits: deja.insatisfaits + insatisfaits,
      exprimes: deja.exprimes + exprimes,
    })
  }
  return comptes
}

type VagueLue = {
  readonly id: string
  readonly libelle: string
  readonly source: string
  readonly fictif: string | null
  readonly enCours: { readonly fin: Jour; readonly invites: number } | null
  /** Totals of a study made elsewhere: by step, dissatisfied and expressed. */
  readonly reprise: Readonly<Partial<Record<Etape, readonly [number, number]>>> | null
  readonly comptes: readonly LigneDeCompte[]
}

/** Waves in order of time, then the micro-surveys of the last ninety days. Counts only, in two statements. */
export async function listMesures(tx: Tx, maintenant: Date): Promise<MesureDeVague[]> {
  const { rows: vagues } = await sql<VagueLue>`
    select v.id, v.libelle, v.source, v.fictif, v.reprise, case when v.close_le is null then jsonb_build_object('fin', v.fin_prevue,
        'invites', (select count(*) from demande_enquete q where q.vague_id = v.id)) end as "enCours", coalesce((select jsonb_agg(jsonb_build_object('guichetId', c.guichet_id, 'etape', c.etape,
        'insatisfaits', c.insatisfaits, 'exprimes', c.exprimes)) from compter_notes(v.id, ${maintenant}, ${maintenant}) c), '[]') as comptes
    from demande_vague v order by v.annee, v.ouverte_le`.execute(tx)
  const { rows: micro } = await sql<LigneDeCompte>`
    select guichet_id as "guichetId", etape, insatisfaits::int, exprimes::int
    from compter_notes(null, ${new Date(+maintenant - 90 * 86_400_000)}, ${maintenant})`.execute(tx)
  const mesure = (vague: Omit<MesureDeVague, 'reponses'>): MesureDeVague => ({
    ...vague,
    reponses: maximum(vague.comptes),
  })
  return [
    ...vagues.map(({ reprise, comptes, ...vague }) =>
      mesure({ ...vague, comptes: reprise ? totaux(reprise) : additionner(comptes) }),
    ),
    mesure({
      id: null,
      libelle: 'Après clôture, 90 jours',
      source: '',
      fictif: null,
      comptes: additionner(micro),
    }),
  ]
}

const totaux = (reprise: NonNullable<VagueLue['reprise']>): CompteParEtape =>
  new Map(
    Object.entries(reprise).map(([etape, [insatisfaits, exprimes]]) => [
      etape as Etape,
      { insatisfaits, exprimes },
    ]),
  )

const maximum = (comptes: CompteParEtape): number =>
  Math.max(0, ...[...comptes.values()].map(({ exprimes }) => exprimes))

export type MotLu = {
  readonly id: string
  readonly demandeId: string | null
  readonly numero: string | null
  readonly vague: string | null
  readonly recueLe: Date
  readonly commentaire: string
}

/**
 * Words written to the guichet of the person, with or without a bad mark, the latest first; those of a call still to make are beside it. Those of a wave say nothing of where they come from.
 */
export async function listMots(tx: Tx, depuis: Date, limite: number): Promise<MotLu[]> {
  const { rows } = await sql<MotLu>`
    select n.id, n.demande_id as "demandeId", d.numero, v.libelle as vague, n.recue_le as "recueLe", n.commentaire
    from demande_note n left join demande d on d.id = n.demande_id left join demande_vague v on v.id = n.vague_id
    where n.commentaire <> '' and n.recue_le >= ${depuis}
      and not exists (select from demande_rappel r where r.note_id = n.id and r.fait_le is null) order by n.recue_le desc, n.id limit ${limite}`.execute(
    tx,
  )
  return rows
}

export type RappelLu = {
  readonly id: string
  readonly demandeId: string | null
  readonly numero: string | null
  readonly employeur: string | null
  readonly etape: Etape
  readonly commentaire: string
  /** How to reach who answered a wave and asked to be called. */
  readonly contact: string
  readonly avant: Jour
  readonly version: number
}

/** People to call back, of the guichet of the person: the most pressing first. */
export async function listRappels(tx: Tx, limite: number): Promise<RappelLu[]> {
  const { rows } = await sql<RappelLu>`
    select r.id, r.demande_id as "demandeId", d.numero, o.nom as employeur, r.etape, n.commentaire, r.contact, r.avant, r.version
    from demande_rappel r join demande_note n on n.id = r.note_id left join demande d on d.id = r.demande_id
    left join organisme o on o.id = d.organisme_id
    where r.fait_le is null order by r.avant, r.id limit ${limite}`.execute(tx)
  return rows
}

export type SuiteLue = {
  readonly id: string
  readonly centre: string
  readonly etape: Etape
  readonly entendu: string
  readonly fait: string
  readonly le: Jour
  readonly fictif: string | null
}

/** What was heard and what was done about it, the latest first. */
export async function listSuites(tx: Tx, limite: number): Promise<SuiteLue[]> {
  const { rows } = await sql<SuiteLue>`
    select s.id, coalesce(m.libelle, o.nom) as centre, s.etape, s.entendu, s.fait, s.le, s.fictif
    from demande_suite s join organisme o on o.id = s.centre_id
    left join membre m on m.cooperation_id = s.cooperation_id and m.organisme_id = s.centre_id
    order by s.le desc, s.id limit ${limite}`.execute(tx)
  return rows
}

/** What the page of six lines says before it is answered. */
export type EnqueteLue = {
  readonly id: string
  readonly numero: string | null
  readonly guichet: string
  readonly vague: string | null
  readonly repondue: boolean
  /** The wave ended before she answered. */
  readonly fermee: boolean
}

export async function findEnquete(tx: Tx, enqueteId: string): Promise<EnqueteLue | undefined> {
  const { rows } = await sql<EnqueteLue>`
    select q.id, d.numero, coalesce(m.libelle, g.nom) as guichet, v.libelle as vague, q.repondue_le is not null as repondue,
      v.close_le is not null as fermee
    from demande_enquete q join organisme g on g.id = q.guichet_id left join demande d on d.id = q.demande_id
    left join demande_vague v on v.id = q.vague_id
    left join membre m on m.cooperation_id = q.cooperation_id and m.organisme_id = q.guichet_id
    where q.id = ${enqueteId}`.execute(tx)
  return rows[0]
}

/** An invitation not answered yet, for the list of routes. */
export async function findUneEnquete(tx: Tx): Promise<{ id: string; cooperationId: string } | undefined> {
  const { rows } = await sql<{ id: string; cooperationId: string }>`
    select id, cooperation_id as "cooperationId" from demande_enquete where repondue_le is null and demande_id is not null order by envoyee_le desc limit 1`.execute(
    tx,
  )
  return rows[0]
}
