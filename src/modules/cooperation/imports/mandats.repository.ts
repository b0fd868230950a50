import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import type { EcritureMandat, MandatConnu, PersonneConnue } from '../domain/mandats-importes.ts'

/** Mandates that the member gave, past ones too, without those annulled nor the operator's. */
export async function listMandatsDuMembre(tx: Tx, organismeId: string): Promise<MandatConnu[]> {
  const { rows } = await sql<MandatConnu>`
    select m.id, m.personne_id as "personneId", p.nom, p.courriel, m.fonction, m.du, m.au, coalesce(m.acte_designation, '') as acte
    from mandat m join personne p on p.id = m.personne_id
    where m.organisme_id = ${organismeId} and m.annule_le is null and m.fonction <> 'exploitation'
    order by m.fonction, m.du, p.nom`.execute(tx)
  return rows
}

/** People of the cooperation under these addresses, and another member for which each acts too. */
export async function findPersonnes(
  tx: Tx,
  organismeId: string,
  courriels: readonly string[],
): Promise<Map<string, PersonneConnue>> {
  const { rows } = await sql<PersonneConnue & { courriel: string }>`
    select p.id, p.nom, p.courriel, (select b.libelle from mandat m join membre b on b.cooperation_id = m.cooperation_id
        and b.organisme_id = m.organisme_id where m.personne_id = p.id and m.organisme_id <> ${organismeId} and m.annule_le is null
        order by b.ordre limit 1) as "aussiPour"
    from personne p where p.courriel = any (${[...new Set(courriels)]}::text[])`.execute(tx)
  return new Map(rows.map(({ courriel, ...personne }) => [courriel, personne]))
}

export type PersonneNommee = { readonly personneId: string; readonly nom: string; readonly courriel: string }

/** Writes one batch: people unknown here, names corrected, mandates given or changed. Returns who holds the new mandates. */
export async function ecrireMandats(
  tx: Tx,
  acteur: Acteur,
  ecritures: readonly EcritureMandat[],
  aujourdhui: Jour,
): Promise<PersonneNommee[]> {
  const personnes = ecritures.map(({ lu }) => ({ id: nouvelId(), nom: lu.nom, courriel: lu.courriel }))
  await sql`insert into personne (cooperation_id, id, nom, courriel)
    select distinct on (courriel) ${acteur.cooperationId}::uuid, id, nom, courriel
    from jsonb_to_recordset(${JSON.stringify(personnes)}::jsonb) as p (id uuid, nom text, courriel text)
    on conflict (cooperation_id, courriel) do nothing`.execute(tx)
  const renommees = ecritures.flatMap(({ renommer, lu }) => (renommer ? [{ id: renommer, nom: lu.nom }] : []))
  if (renommees.length > 0)
    await sql`update personne set nom = r.nom from jsonb_to_recordset(${JSON.stringify(renommees)}::jsonb) as r (id uuid, nom text)
      where personne.id = r.id`.execute(tx)
  const changes = ecritures.flatMap(({ id, lu }) => (id ? [{ id, au: lu.au, acte: lu.acte || null }] : []))
  if (changes.length > 0)
    await sql`update mandat set au = c.au, acte_designation = c.acte
      from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c (id uuid, au date, acte text) where mandat.id = c.id`.execute(
      tx,
    )
  const nouveaux = ecritures.flatMap(({ id, lu }) => (id ? [] : [{ id: nouvelId(), ...lu }]))
  if (nouveaux.length === 0) return []
  const { rows } = await sql<PersonneNommee>`
    with donnes as (
      insert into mandat (id, cooperation_id, organisme_id, personne_id, fonction, du, au, acte_designation)
      select n.id, ${acteur.cooperationId}, ${acteur.organismeId}, p.id, n.fonction, n.du, n.au, nullif(n.acte, '')
      from jsonb_to_recordset(${JSON.stringify(nouveaux)}::jsonb)
        as n (id uuid, courriel text, fonction text, du date, au date, acte text)
      join personne p on p.courriel = n.courriel
      returning personne_id, au)
    select distinct p.id as "personneId", p.nom, p.courriel from donnes d join personne p on p.id = d.personne_id
    where d.au is null or d.au >= ${aujourdhui}`.execute(tx)
  return rows
}
