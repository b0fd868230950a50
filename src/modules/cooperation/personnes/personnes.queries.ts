import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import type { MandatEnCours } from '../domain/mandats.ts'

export type RemplacementEnListe = {
  readonly id: string
  readonly nom: string
  readonly du: Jour
  readonly au: Jour
}

export type MandatEnListe = MandatEnCours & {
  readonly nom: string
  readonly courriel: string
  readonly organismeId: string
  readonly acte: string | null
  readonly version: number
  /** Absences covered today or later. */
  readonly remplacements: readonly RemplacementEnListe[]
  /** The invitation of the person by this member, unless she came. */
  readonly invitation: { readonly id: string; readonly envoyeeLe: string; readonly expireLe: string } | null
}

export type MembreEtSesPersonnes = {
  readonly organismeId: string
  readonly libelle: string
  readonly territoire: string
  readonly role: string
  readonly mandats: readonly MandatEnListe[]
}

/** Members of the day, each with the mandates held today or to come, who stands in for an absent holder, and who has not come yet. One statement. */
export async function listPersonnes(tx: Tx, aujourdhui: Jour): Promise<MembreEtSesPersonnes[]> {
  const { rows } = await sql<MembreEtSesPersonnes>`
    select b.organisme_id as "organismeId", b.libelle, b.territoire, d.role, coalesce((
      select jsonb_agg(jsonb_build_object('id', m.id, 'fonction', m.fonction, 'personneId', m.personne_id, 'du', m.du, 'au', m.au,
          'nom', p.nom, 'courriel', p.courriel, 'organismeId', m.organisme_id, 'acte', m.acte_designation, 'version', m.version,
          'remplacements', (
            select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'nom', q.nom, 'du', r.du, 'au', r.au) order by r.du), '[]')
            from remplacement r join personne q on q.id = r.remplacant_id where r.mandat_id = m.id and r.au >= ${aujourdhui} and r.annule_le is null),
          'invitation', (
            select jsonb_build_object('id', i.id, 'envoyeeLe', i.envoyee_le, 'expireLe', i.expire_le)
            from invitation_acces i where i.organisme_id = m.organisme_id and i.personne_id = m.personne_id
              and i.acceptee_le is null and i.annulee_le is null)
        ) order by m.fonction, p.nom)
      from mandat m join personne p on p.id = m.personne_id
      where m.cooperation_id = b.cooperation_id and m.organisme_id = b.organisme_id and m.annule_le is null
        and (m.au is null or m.au >= ${aujourdhui})), '[]') as mandats
    from membre b
    join periode_membre d on d.cooperation_id = b.cooperation_id and d.organisme_id = b.organisme_id
      and d.du <= ${aujourdhui} and (d.au is null or d.au >= ${aujourdhui})
    order by b.ordre`.execute(tx)
  return rows
}

export type MandatPasse = {
  readonly id: string
  readonly fonction: MandatEnCours['fonction']
  readonly nom: string
  readonly du: Jour
  readonly au: Jour | null
  readonly annuleLe: Date | null
}

/** Mandates of one member that are over or were annulled, the latest first. */
export async function listMandatsPasses(
  tx: Tx,
  organismeId: string,
  aujourdhui: Jour,
): Promise<MandatPasse[]> {
  const { rows } = await sql<MandatPasse>`
    select m.id, m.fonction, p.nom, m.du, m.au, m.annule_le as "annuleLe"
    from mandat m join personne p on p.id = m.personne_id
    where m.organisme_id = ${organismeId} and (m.au < ${aujourdhui} or m.annule_le is not null)
    order by coalesce(m.au, m.du) desc, p.nom
    limit 100`.execute(tx)
  return rows
}
