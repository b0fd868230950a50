import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { type Contact, type ContactsConnus, cleDeContact, type LigneDeContact } from '../domain/contact.ts'

/** Contacts that the centre keeps, with the SIREN of their employer, by employer then name. */
export async function listContactsDuCentre(
  tx: Tx,
  centreId: string,
): Promise<(Contact & { employeur: string })[]> {
  const { rows } = await sql<Contact & { employeur: string }>`
    select c.id, c.organisme_id as "organismeId", o.siren, coalesce(a.nom, o.nom) as employeur, c.nom, c.role, c.courriel, c.telephone, c.au
    from contact c join organisme o on o.id = c.organisme_id
    left join lateral (select nom from affiliation a where a.centre_id = c.centre_id and a.organisme_id = c.organisme_id
      order by a.du desc limit 1) a on true
    where c.centre_id = ${centreId} order by employeur, c.nom, c.role, c.courriel`.execute(tx)
  return rows
}

/** What is known before a file of contacts is compared. */
export async function findContactsConnus(tx: Tx, acteur: Acteur): Promise<ContactsConnus> {
  const { rows } = await sql<{ siren: string; id: string; nom: string; centreId: string; libelle: string }>`
    select distinct on (o.siren, a.centre_id) o.siren, o.id, a.nom, a.centre_id as "centreId", m.libelle
    from affiliation a join organisme o on o.id = a.organisme_id
    join membre m on m.cooperation_id = a.cooperation_id and m.organisme_id = a.centre_id
    where o.siren is not null order by o.siren, a.centre_id, a.du desc`.execute(tx)
  const siens = rows.filter(({ centreId }) => centreId === acteur.organismeId)
  const autres = rows.filter(({ centreId }) => centreId !== acteur.organismeId)
  const contacts = await listContactsDuCentre(tx, acteur.organismeId)
  return {
    employeurs: new Map(siens.map(({ siren, id, nom }) => [siren, { id, nom }])),
    ailleurs: new Map(autres.map(({ siren, libelle }) => [siren, libelle])),
    contacts: new Map(contacts.map((contact) => [cleDeContact(contact), contact])),
  }
}

type Ecriture = NonNullable<LigneDeContact['ecriture']>

/** Writes one batch: contacts added, contacts changed. */
export async function ecrireContacts(tx: Tx, acteur: Acteur, ecritures: readonly Ecriture[]): Promise<void> {
  const lignes = ecritures.map(({ id, organismeId, lu }) => ({ id: id ?? nouvelId(), organismeId, ...lu }))
  await sql`insert into contact (id, cooperation_id, centre_id, organisme_id, nom, role, courriel, telephone, au)
    select l.id, ${acteur.cooperationId}, ${acteur.organismeId}, l."organismeId", l.nom, l.role, l.courriel, l.telephone, l.au
    from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb)
      as l (id uuid, "organismeId" uuid, nom text, role text, courriel text, telephone text, au date)
    on conflict (id) do update set nom = excluded.nom, telephone = excluded.telephone, au = excluded.au`.execute(
    tx,
  )
}
