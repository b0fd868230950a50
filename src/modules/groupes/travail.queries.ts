import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'

export type ReunionEnListe = {
  readonly id: string
  readonly groupeId: string
  readonly objet: string
  readonly debutLe: Date
  readonly dureeMinutes: number
  readonly lieu: string
  readonly visio: string
  readonly annuleeLe: Date | null
  readonly notesLe: Date | null
  readonly presents: number
  readonly fictif: string | null
}
export type EtatPresence = 'present' | 'excuse' | 'absent'
export type ReunionLue = ReunionEnListe & {
  readonly ordreDuJour: string
  readonly notes: string
  readonly suites: string
  readonly sequence: number
  readonly version: number
  readonly presences: readonly {
    readonly personneId: string
    readonly organismeId: string
    readonly etat: EtatPresence
    readonly nom: string
    readonly libelle: string
  }[]
}

const enListe = sql`r.id, r.groupe_id as "groupeId", r.objet, r.debut_le as "debutLe", r.duree_minutes as "dureeMinutes", r.lieu, r.visio,
  r.annulee_le as "annuleeLe", r.notes_le as "notesLe", r.fictif,
  (select count(*)::int from groupe_presence p where p.reunion_id = r.id and p.etat = 'present') as presents`

/** Meetings of a group, the latest first. */
export async function listReunions(tx: Tx, groupeId: string): Promise<ReunionEnListe[]> {
  const { rows } = await sql<ReunionEnListe>`
    select ${enListe} from groupe_reunion r where r.groupe_id = ${groupeId} order by r.debut_le desc, r.id limit 200`.execute(
    tx,
  )
  return rows
}

export async function findReunion(tx: Tx, id: string): Promise<ReunionLue | undefined> {
  const { rows } = await sql<ReunionLue>`
    select ${enListe}, r.ordre_du_jour as "ordreDuJour", r.notes, r.suites, r.sequence, r.version,
      coalesce((select jsonb_agg(jsonb_build_object('personneId', p.personne_id, 'organismeId', p.organisme_id, 'etat', p.etat,
          'nom', q.nom, 'libelle', m.libelle) order by m.ordre, q.nom)
        from groupe_presence p join personne q on q.id = p.personne_id
        join membre m on m.cooperation_id = p.cooperation_id and m.organisme_id = p.organisme_id
        where p.reunion_id = r.id), '[]') as presences
    from groupe_reunion r where r.id = ${id}`.execute(tx)
  return rows[0]
}

export async function lockReunion(tx: Tx, id: string): Promise<ReunionLue | undefined> {
  await tx.selectFrom('groupe_reunion').select('id').where('id', '=', id).forUpdate().execute()
  return findReunion(tx, id)
}

export type FilEnListe = {
  readonly id: string
  readonly titre: string
  readonly messages: number
  readonly dernierLe: Date
  readonly dernierPar: string
}

/** Threads of a group, the latest word first. */
export async function listFils(tx: Tx, groupeId: string): Promise<FilEnListe[]> {
  const { rows } = await sql<FilEnListe>`
    select f.id, f.titre, n.messages, d.ecrit_le as "dernierLe", d.par as "dernierPar"
    from groupe_fil f
    cross join lateral (select count(*)::int as messages from groupe_message g where g.fil_id = f.id) n
    join lateral (select g.ecrit_le, case when p.nom like '%, ' || m.libelle then p.nom else p.nom || ', ' || m.libelle end as par from groupe_message g join personne p on p.id = g.personne_id
      join membre m on m.cooperation_id = g.cooperation_id and m.organisme_id = g.organisme_id
      where g.fil_id = f.id order by g.ecrit_le desc limit 1) d on true
    where f.groupe_id = ${groupeId} order by d.ecrit_le desc, f.id limit 100`.execute(tx)
  return rows
}

export type MessageLu = {
  readonly id: string
  readonly filId: string
  readonly texte: string
  readonly personneId: string
  readonly organismeId: string
  readonly par: string
  readonly libelle: string
  readonly ecritLe: Date
  readonly modifieLe: Date | null
  readonly fictif: string | null
  readonly version: number
  readonly appeles: readonly string[]
  /** What it said before, the latest first. */
  readonly avant: readonly { readonly texte: string; readonly le: string }[]
}
export type FilLu = {
  readonly id: string
  readonly groupeId: string
  readonly titre: string
  readonly messages: readonly MessageLu[]
}

const messages = sql`select g.id, g.fil_id as "filId", g.texte, g.personne_id as "personneId", g.organisme_id as "organismeId", p.nom as par,
    m.libelle, g.ecrit_le as "ecritLe", g.modifie_le as "modifieLe", g.fictif, g.version,
    coalesce((select jsonb_agg(b.libelle order by b.ordre) from groupe_mention n
      join membre b on b.cooperation_id = n.cooperation_id and b.organisme_id = n.organisme_id where n.message_id = g.id), '[]') as appeles,
    coalesce((select jsonb_agg(jsonb_build_object('texte', a.texte, 'le', a.remplace_le) order by a.remplace_le desc)
      from groupe_message_avant a where a.message_id = g.id), '[]') as avant
  from groupe_message g join personne p on p.id = g.personne_id
  join membre m on m.cooperation_id = g.cooperation_id and m.organisme_id = g.organisme_id`

/** One thread, from its first message to its last. */
export async function findFil(tx: Tx, id: string): Promise<FilLu | undefined> {
  const fil = await tx
    .selectFrom('groupe_fil')
    .select(['id', 'groupe_id as groupeId', 'titre'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!fil) return undefined
  const { rows } =
    await sql<MessageLu>`${messages} where g.fil_id = ${id} order by g.ecrit_le, g.id limit 500`.execute(tx)
  return { ...fil, messages: rows }
}

export async function findMessage(tx: Tx, id: string): Promise<MessageLu | undefined> {
  return (await sql<MessageLu>`${messages} where g.id = ${id}`.execute(tx)).rows[0]
}

export type DocumentLu = {
  readonly id: string
  readonly groupeId: string
  readonly organismeId: string
  readonly intitule: string
  readonly nom: string
  readonly fichierId: string
  readonly taille: number
  readonly libelle: string
  readonly deposeLe: Date
  readonly version: number
}

/** Documents of a group that were not taken away, the latest first. */
export async function listDocuments(tx: Tx, groupeId: string): Promise<DocumentLu[]> {
  const { rows } = await sql<DocumentLu>`
    select d.id, d.groupe_id as "groupeId", d.organisme_id as "organismeId", d.intitule, f.nom, f.id as "fichierId", f.taille, m.libelle,
      f.depose_le as "deposeLe", d.version
    from groupe_document d join fichier f on f.id = d.fichier_id
    join membre m on m.cooperation_id = d.cooperation_id and m.organisme_id = d.organisme_id
    where d.groupe_id = ${groupeId} and d.retire_le is null order by f.depose_le desc, d.id limit 200`.execute(
    tx,
  )
  return rows
}

export type Destinataire = { readonly organismeId: string; readonly nom: string; readonly courriel: string }

/** Who answers for a member in a group on a day: who holds its seat, its deputy, else its direction. */
export async function listDestinataires(
  tx: Tx,
  groupeId: string,
  organismes: readonly string[],
  jour: string,
): Promise<Destinataire[]> {
  if (organismes.length === 0) return []
  const { rows } = await sql<Destinataire>`
    with enfonction as (select distinct organisme_id, personne_id from fonction_tenue
        where du <= ${jour} and (au is null or au >= ${jour})),
      places as (select r.organisme_id, r.personne_id from groupe_referent r join enfonction e using (organisme_id, personne_id)
        where r.groupe_id = ${groupeId} and r.du <= ${jour} and (r.au is null or r.au >= ${jour}))
    select distinct x.organisme_id as "organismeId", p.nom, p.courriel from (
      select organisme_id, personne_id from places
      union
      select f.organisme_id, f.personne_id from fonction_tenue f
      where f.fonction = 'direction' and f.du <= ${jour} and (f.au is null or f.au >= ${jour})
        and not exists (select from places q where q.organisme_id = f.organisme_id)) x
    join personne p on p.id = x.personne_id
    where x.organisme_id in (${sql.join(organismes.map((id) => sql`${id}::uuid`))})`.execute(tx)
  return rows
}
