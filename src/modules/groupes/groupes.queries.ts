import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { Place, Statut } from './domain/cycle.ts'

export type TypeGroupe = 'projet' | 'reseau_metier' | 'redaction'

export type MembreDuGroupe = {
  readonly organismeId: string
  readonly libelle: string
  readonly participe: boolean
  readonly depuis: Jour
  readonly chargePrevue: number | null
  readonly chargeReelle: number | null
  readonly version: number
}
export type PlaceLue = Place & {
  readonly nom: string
  readonly courriel: string
  readonly telephone: string | null
}
export type PiloteLu = {
  readonly personneId: string
  readonly organismeId: string
  readonly nom: string
  readonly libelle: string
  readonly courriel: string
}

export type GroupeLu = {
  readonly id: string
  readonly nom: string
  readonly type: TypeGroupe
  readonly objet: string
  readonly livrable: string
  readonly moyens: string
  readonly decisionId: string | null
  readonly decision: string | null
  readonly mandatReference: string
  readonly mandateLe: Jour | null
  readonly echeance: Jour | null
  readonly statut: Statut
  readonly visio: string
  readonly livrableRemisLe: Jour | null
  readonly closLe: Jour | null
  readonly bilan: string
  readonly source: string
  readonly fictif: string | null
  readonly derniereActivite: Jour
  readonly version: number
  readonly membres: readonly MembreDuGroupe[]
  readonly places: readonly PlaceLue[]
  readonly pilotes: readonly PiloteLu[]
  readonly actions: readonly { readonly id: string; readonly code: string; readonly titre: string }[]
  readonly prochaine: { readonly id: string; readonly debutLe: string; readonly objet: string } | null
}

const paris = (colonne: string) => sql`(${sql.ref(colonne)} at time zone 'Europe/Paris')::date`

const lire = (tx: Tx, maintenant: Date, suite: ReturnType<typeof sql>) =>
  sql<GroupeLu>`
    select g.id, g.nom, g.type, g.objet, g.livrable, g.moyens, g.decision_id as "decisionId",
      (select d.numero || ' : ' || d.titre from decision d where d.id = g.decision_id) as decision,
      g.mandat_reference as "mandatReference", g.mandate_le as "mandateLe", g.echeance, g.statut, g.visio,
      g.livrable_remis_le as "livrableRemisLe", g.clos_le as "closLe", g.bilan, g.source, g.fictif, g.version,
      -- Work: a deed that counts as such, or a meeting that took place.
      greatest(${paris('g.cree_le')}, g.mandate_le,
        (select max(${paris('f.survenu_le')}) from groupe_fait f where f.groupe_id = g.id and f.activite and f.survenu_le <= ${maintenant}),
        (select max(${paris('r.debut_le')}) from groupe_reunion r where r.groupe_id = g.id and r.annulee_le is null and r.debut_le <= ${maintenant}))
        as "derniereActivite",
      coalesce((select jsonb_agg(jsonb_build_object('organismeId', m.organisme_id, 'libelle', b.libelle, 'participe', m.participe,
          'depuis', m.depuis, 'chargePrevue', m.charge_prevue, 'chargeReelle', m.charge_reelle, 'version', m.version) order by b.ordre)
        from groupe_membre m join membre b on b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id
        where m.groupe_id = g.id), '[]') as membres,
      coalesce((select jsonb_agg(jsonb_build_object('organismeId', r.organisme_id, 'personneId', r.personne_id, 'role', r.role, 'du', r.du,
          'au', r.au, 'nom', p.nom, 'courriel', p.courriel, 'telephone', p.telephone,
          'finDeFonction', (select case when bool_or(t.au is null) then null else coalesce(max(t.au), r.du) end
            from fonction_tenue t where t.personne_id = r.personne_id and t.organisme_id = r.organisme_id)) order by r.du desc)
        from groupe_referent r join personne p on p.id = r.personne_id where r.groupe_id = g.id), '[]') as places,
      coalesce((select jsonb_agg(jsonb_build_object('personneId', q.personne_id, 'organismeId', q.organisme_id, 'nom', p.nom,
          'libelle', b.libelle, 'courriel', p.courriel) order by b.ordre)
        from groupe_pilote q join personne p on p.id = q.personne_id
        join membre b on b.cooperation_id = q.cooperation_id and b.organisme_id = q.organisme_id
        where q.groupe_id = g.id and q.au is null), '[]') as pilotes,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'code', a.code, 'titre', a.titre) order by a.code, a.id)
        from groupe_action l join action a on a.id = l.action_id where l.groupe_id = g.id and l.retiree_le is null), '[]') as actions,
      (select jsonb_build_object('id', r.id, 'debutLe', r.debut_le, 'objet', r.objet) from groupe_reunion r
        where r.groupe_id = g.id and r.annulee_le is null and r.debut_le >= ${maintenant} order by r.debut_le, r.id limit 1) as prochaine
    from groupe g ${suite}`.execute(tx)

/** Every group of the cooperation, by name. */
export async function listGroupes(tx: Tx, maintenant: Date): Promise<GroupeLu[]> {
  return (await lire(tx, maintenant, sql`order by g.nom, g.id limit 500`)).rows
}

export async function findGroupe(tx: Tx, id: string, maintenant: Date): Promise<GroupeLu | undefined> {
  return (await lire(tx, maintenant, sql`where g.id = ${id}`)).rows[0]
}

/** Holds the row of a group for the length of the transaction, then reads it whole. */
export async function lockGroupe(tx: Tx, id: string, maintenant: Date): Promise<GroupeLu | undefined> {
  await tx.selectFrom('groupe').select('id').where('id', '=', id).forUpdate().execute()
  return findGroupe(tx, id, maintenant)
}

export type Fait = {
  readonly id: string
  readonly geste: string
  readonly resume: string
  readonly note: string
  readonly auteur: string
  readonly survenuLe: Date
  readonly fictif: string | null
}

/** What happened in a group, the latest first. */
export async function listFaits(tx: Tx, groupeId: string): Promise<Fait[]> {
  const { rows } = await sql<Fait>`
    select id, geste, resume, note, auteur, survenu_le as "survenuLe", fictif from groupe_fait
    where groupe_id = ${groupeId} order by survenu_le desc, id desc limit 60`.execute(tx)
  return rows
}

export type MembreActuel = { readonly organismeId: string; readonly libelle: string }

/** Members of the cooperation on a day, in their order. */
export async function listMembres(tx: Tx, jour: Jour): Promise<MembreActuel[]> {
  const { rows } = await sql<MembreActuel>`
    select m.organisme_id as "organismeId", m.libelle from membre m
    join periode_membre b on b.cooperation_id = m.cooperation_id and b.organisme_id = m.organisme_id
    where b.du <= ${jour} and (b.au is null or b.au >= ${jour}) order by m.ordre`.execute(tx)
  return rows
}

export type PersonneEnFonction = {
  readonly id: string
  readonly nom: string
  readonly organismeId: string
  readonly libelle: string
}

/** People who hold a function in a member on a day; of one member when it is given. */
export async function listPersonnes(
  tx: Tx,
  jour: Jour,
  organismeId: string | null = null,
): Promise<PersonneEnFonction[]> {
  const { rows } = await sql<PersonneEnFonction>`
    select distinct p.id, p.nom, f.organisme_id as "organismeId", m.libelle
    from fonction_tenue f join personne p on p.id = f.personne_id
    join membre m on m.cooperation_id = f.cooperation_id and m.organisme_id = f.organisme_id
    where f.du <= ${jour} and (f.au is null or f.au >= ${jour}) and f.fonction <> 'exploitation'
      and (${organismeId}::uuid is null or f.organisme_id = ${organismeId}::uuid)
    order by m.libelle, p.nom, p.id limit 1000`.execute(tx)
  return rows
}

/** Actions that a group may serve. */
export async function listActions(
  tx: Tx,
): Promise<{ readonly id: string; readonly code: string; readonly titre: string }[]> {
  const { rows } = await sql<{ id: string; code: string; titre: string }>`
    select id, code, titre from action where statut not in ('abandonnee') order by code, id limit 500`.execute(
    tx,
  )
  return rows.sort((a, b) => a.code.localeCompare(b.code, 'fr', { numeric: true }))
}

/** Decisions that may give a mandate, the latest first. */
export async function listDecisions(
  tx: Tx,
): Promise<{ readonly id: string; readonly numero: string; readonly titre: string }[]> {
  const { rows } = await sql<{ id: string; numero: string; titre: string }>`
    select id, numero, titre from decision order by adoptee_le desc, numero desc limit 200`.execute(tx)
  return rows
}
