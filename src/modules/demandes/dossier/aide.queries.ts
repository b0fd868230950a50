import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import type { DemandeLue } from '../demandes.queries.ts'
import { type Candidate, DOUBLON_JOURS, seRessemblent } from '../domain/doublons.ts'
import { OUVERTES } from '../domain/etats.ts'
import type { GenreDeModele } from '../domain/modele.ts'
import { FONCTIONS_QUI_TRAITENT } from '../file/file.queries.ts'

export type Voisine = Candidate & {
  readonly numero: string
  readonly objet: string
  readonly type: string
  readonly deposeeLe: Date
}
export type ModeleEnBref = {
  readonly id: string
  readonly genre: GenreDeModele
  readonly titre: string
  readonly typeId: string | null
}
/** What helps whoever treats one request, beside it. */
export type Aide = {
  /** Other requests of the employer: those of the same kind and near dates, then the open ones, then the latest. */
  readonly voisines: readonly Voisine[]
  /** The request by which this one left, when it was sent twice. */
  readonly reunieAvec: { readonly id: string; readonly numero: string } | null
  /** Ready words of the centre for this kind: written for it first, then the most used. */
  readonly modeles: readonly ModeleEnBref[]
  /** The words chosen for a message, when the address names them. */
  readonly motsDuMessage: { readonly id: string; readonly texte: string } | null
  readonly gestionnaires: readonly { readonly id: string; readonly nom: string }[]
  /** With whom it is shared today. */
  readonly partages: readonly PartageLu[]
}
export type PartageLu = {
  readonly id: string
  readonly avecId: string
  readonly avec: string
  readonly jusquau: Jour | null
}

const AU_PLUS = 6

/** What else the same employer asked, the words ready, who may carry it; as far as the reader may read each. One statement. */
export async function lireAide(
  tx: Tx,
  acteur: Acteur,
  { id, organismeId, typeId, deposeeLe }: DemandeLue,
  jour: Jour,
  message: string | null = null,
): Promise<Aide> {
  // Each of the three reads six lines of an index: an employer of ten years costs no more than a new one.
  const autres = sql`d.organisme_id = ${organismeId} and d.id <> ${id} and d.deposee_le is not null`
  const parmiLesDernieres = (rang: number, condition: RawBuilder<unknown>) =>
    sql`(select d.id, ${rang}::int as rang from demande d where ${autres} and ${condition} order by d.deposee_le desc limit ${AU_PLUS})`
  const ecart = sql`make_interval(days => ${DOUBLON_JOURS}::int)`
  const proches = sql.join(
    [
      parmiLesDernieres(
        1,
        sql`d.type_id = ${typeId} and d.deposee_le between ${deposeeLe}::timestamptz - ${ecart} and ${deposeeLe}::timestamptz + ${ecart}`,
      ),
      parmiLesDernieres(2, sql`d.etat = any (${[...OUVERTES]})`),
      parmiLesDernieres(3, sql`true`),
    ],
    sql` union all `,
  )
  const { rows } = await sql<
    Omit<Aide, 'voisines'> & {
      voisines: readonly (Omit<Voisine, 'deposeeLe'> & { readonly deposeeLe: string })[]
    }
  >`select coalesce((select jsonb_agg(v order by v.rang, v."deposeeLe" desc) from (
        select d.id, d.numero, d.objet, t.libelle as type, d.type_id as "typeId", d.organisme_id as "organismeId", d.etat, d.deposee_le as "deposeeLe", c.rang
        from (select p.id, min(p.rang) as rang from (${proches}) p group by p.id) c join demande d on d.id = c.id join demande_type t on t.id = d.type_id
        order by c.rang, d.deposee_le desc limit ${AU_PLUS}) v), '[]') as voisines,
      (select jsonb_build_object('id', g.id, 'numero', g.numero) from demande_reunion r join demande g on g.id = r.avec_id
        where r.demande_id = ${id}) as "reunieAvec",
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'genre', m.genre, 'titre', m.titre, 'typeId', m.type_id)
          order by m.type_id nulls last, m.utilisations desc, m.titre)
        from demande_modele m where m.retire_le is null and (m.type_id is null or m.type_id = ${typeId})), '[]') as modeles,
      (select jsonb_build_object('id', m.id, 'texte', m.texte) from demande_modele m where m.id = ${message}::uuid and m.genre = 'message'
        and m.retire_le is null) as "motsDuMessage",
      coalesce((select jsonb_agg(g order by g.nom) from (
        select distinct p.id, p.nom from fonction_tenue f join personne p on p.id = f.personne_id
        where f.organisme_id = ${acteur.organismeId} and f.fonction = any (${[...FONCTIONS_QUI_TRAITENT]})
          and f.du <= ${jour} and (f.au is null or f.au >= ${jour})) g), '[]') as gestionnaires,
      coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'avecId', p.avec_id, 'avec', coalesce(m.libelle, o.nom), 'jusquau', p.jusquau) order by p.fait_le)
        from demande_partage p join organisme o on o.id = p.avec_id left join membre m on m.cooperation_id = p.cooperation_id and m.organisme_id = p.avec_id
        where p.demande_id = ${id} and p.fini_le is null), '[]') as partages`.execute(tx)
  const { voisines, ...aide } = rows[0]!
  return { ...aide, voisines: voisines.map((v) => ({ ...v, deposeeLe: new Date(v.deposeeLe) })) }
}

/** Among its neighbours, those still open that may be the request itself, sent twice. */
export const doublonsDe = (demande: DemandeLue, { voisines }: Aide): Voisine[] =>
  OUVERTES.includes(demande.etat)
    ? voisines.filter((v) => OUVERTES.includes(v.etat) && seRessemblent(demande, v))
    : []
