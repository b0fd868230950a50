import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'

/** What a purchase waits for from a town hall of the reader. */
export type AttenteDAchat = {
  readonly employeurId: string
  readonly organismeId: string
  readonly organisme: string
  readonly operation: string
  readonly avant: Jour | null
  readonly quoi: 'repondre' | 'recenser'
  readonly lienId: string
}

/** Consultations that a secretary has not answered, and censuses that follow a yes, with her personal link. One statement. */
export async function listAttentesDeMairie(tx: Tx): Promise<AttenteDAchat[]> {
  const { rows } = await sql<AttenteDAchat>`
    select e.id as "employeurId", e.organisme_id as "organismeId", o.nom as organisme, p.titre as operation, p.reponses_jusquau as avant,
      case when e.repondu_le is null then 'repondre' else 'recenser' end as quoi, l.lien_id as "lienId"
    from achat_employeur e join achat_operation p on p.id = e.operation_id join organisme o on o.id = e.organisme_id
    join liens_achats_de_la_personne() l on l.operation_id = e.operation_id and l.centre_id = e.centre_id
    where e.organisme_id = any (mes_organismes()) and p.etat = 'consultation'
      and (e.repondu_le is null or e.intention = 'oui' and e.mandat_le is not null
        and not exists (select from achat_recensement r where r.employeur_id = e.id and r.remplace_le is null))
    order by p.reponses_jusquau nulls last, o.nom`.execute(tx)
  return rows
}
