import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'

/** Where a page begins: what follows the last line of the former one, by its two sorting values. */
export type Curseur = readonly [string, string]
type Page = {
  readonly organismeId: string
  readonly apres: Curseur | null
  readonly limite: number
  readonly depuis?: string | undefined
}
/** A line as it is given, and where it stands. */
export type Ligne = { readonly position: Curseur; readonly donnee: unknown }

/** Decisions that bind the member, the latest first, with its own sequel. */
export async function listDecisions(tx: Tx, { organismeId, apres, limite, depuis }: Page): Promise<Ligne[]> {
  const { rows } = await sql<Ligne>`
    select jsonb_build_array(d.adoptee_le, d.id) as position, jsonb_build_object(
      'id', d.id, 'numero', d.numero, 'titre', d.titre, 'type', d.type, 'adopteeLe', d.adoptee_le, 'financiere', d.financiere, 'fictif', d.fictif,
      'suite', (select jsonb_build_object('etat', s.etat, 'organe', s.organe, 'reunionLe', s.reunion_le, 'numeroActe', s.numero_acte,
          'dateActe', s.date_acte, 'transmisLe', s.transmis_le, 'executoireLe', s.executoire_le)
        from suite s where s.decision_id = d.id and s.organisme_id = ${organismeId})) as donnee
    from decision d
    where ${organismeId}::uuid = any (d.porte)
      ${depuis ? sql`and d.adoptee_le >= ${depuis}` : sql``}
      ${apres ? sql`and (d.adoptee_le, d.id) < (${apres[0]}::date, ${apres[1]}::uuid)` : sql``}
    order by d.adoptee_le desc, d.id desc limit ${limite}`.execute(tx)
  return rows
}

/** Actions of the programmes, by their code. */
export async function listActions(tx: Tx, { apres, limite }: Page): Promise<Ligne[]> {
  const { rows } = await sql<Ligne>`
    select jsonb_build_array(a.code, a.id) as position, jsonb_build_object(
      'id', a.id, 'code', a.code, 'titre', a.titre, 'nature', a.nature, 'statut', a.statut, 'niveau', a.niveau, 'niveauCible', a.niveau_cible,
      'programme', (select p.nom from programme p where p.id = a.programme_id), 'fictif', a.fictif,
      'chefsDeFile', (select coalesce(jsonb_agg(m.libelle order by m.ordre), '[]')
        from chef_de_file c join membre m on m.cooperation_id = c.cooperation_id and m.organisme_id = c.organisme_id where c.action_id = a.id and c.au is null),
      'jalons', (select coalesce(jsonb_agg(jsonb_build_object('titre', j.titre, 'echeance', j.echeance, 'etat', j.etat, 'atteintLe', j.atteint_le)
          order by j.echeance, j.id), '[]') from jalon j where j.action_id = a.id)) as donnee
    from action a
    where true ${apres ? sql`and (a.code, a.id) > (${apres[0]}, ${apres[1]}::uuid)` : sql``}
    order by a.code, a.id limit ${limite}`.execute(tx)
  return rows
}

/** Adhesions of the employers that the member serves, with the contract and the level: what payroll needs to know. */
export async function listAdhesions(tx: Tx, { organismeId, apres, limite }: Page): Promise<Ligne[]> {
  const { rows } = await sql<Ligne>`
    select jsonb_build_array(e.nom, a.id) as position, jsonb_build_object(
      'id', a.id, 'etat', a.etat, 'niveau', a.niveau, 'options', a.options, 'partEmployeur', a.part / 1000.0, 'effetLe', a.effet_le,
      'achat', jsonb_build_object('id', o.id, 'titre', o.titre, 'objet', o.objet),
      'employeur', jsonb_build_object('id', e.organisme_id, 'nom', e.nom, 'siret', e.siret),
      'contrat', (select jsonb_build_object('id', c.id, 'intitule', c.intitule, 'assureur', c.assureur, 'du', c.du, 'au', c.au)
        from achat_contrat c where c.id = a.contrat_id)) as donnee
    from achat_adhesion a
    join achat_employeur e on e.id = a.employeur_id
    join achat_operation o on o.id = a.operation_id
    where a.centre_id = ${organismeId}
      ${apres ? sql`and (e.nom, a.id) > (${apres[0]}, ${apres[1]}::uuid)` : sql``}
    order by e.nom, a.id limit ${limite}`.execute(tx)
  return rows
}

/** How many requests the member treats, by type and state, sent since a day of Paris: no line says whose. */
export async function compterDemandes(tx: Tx, { organismeId, depuis }: Page): Promise<Ligne[]> {
  const { rows } = await sql<Ligne>`
    select jsonb_build_array(t.code, d.etat) as position,
      jsonb_build_object('type', t.code, 'etat', d.etat, 'nombre', count(*)) as donnee
    from demande d join demande_type t on t.id = d.type_id
    where d.traitant_id = ${organismeId} and d.etat <> 'BROUILLON'
      ${depuis ? sql`and d.deposee_le >= (${depuis}::date::timestamp at time zone 'Europe/Paris')` : sql``}
    group by t.code, d.etat order by t.code, d.etat`.execute(tx)
  return rows
}
