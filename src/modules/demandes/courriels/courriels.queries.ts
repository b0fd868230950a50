import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { FichierRecu } from '#platform/fichiers/fichiers.ts'
import type { Jour } from '#shared/dates.ts'
import type { DemandeLue } from '../demandes.queries.ts'
import type { Expediteur } from './entrer.ts'

/** The person of a request who writes from this address today, and her side; the town hall first when she is on both. */
export async function findExpediteur(
  tx: Tx,
  demande: DemandeLue,
  adresse: string,
  jour: Jour,
): Promise<Expediteur | undefined> {
  const { rows } = await sql<{
    id: string
    nom: string
    organismeId: string
    libelle: string
    mairie: boolean
  }>`
    select p.id, p.nom, f.organisme_id as "organismeId", coalesce(m.libelle, o.nom) as libelle,
      f.organisme_id in (e.id, e.fusionne_dans) as mairie
    from fonction_tenue f join personne p on p.id = f.personne_id join organisme o on o.id = f.organisme_id
    join organisme e on e.id = ${demande.organismeId}
    left join membre m on m.organisme_id = f.organisme_id and m.cooperation_id = f.cooperation_id
    where lower(p.courriel) = ${adresse} and f.du <= ${jour} and (f.au is null or f.au >= ${jour})
      and (f.organisme_id in (e.id, e.fusionne_dans) and f.fonction = 'secretariat_mairie'
        or f.organisme_id in (${demande.guichetId}, ${demande.traitantId}) and f.fonction in ('gestion_demandes', 'direction', 'coordination'))
    order by mairie desc nulls last limit 1`.execute(tx)
  const lu = rows[0]
  return (
    lu && {
      cote: lu.mairie ? 'mairie' : 'cdg',
      auteur: {
        organismeId: lu.organismeId,
        personneId: lu.id,
        nom: lu.nom,
        libelle: `${lu.libelle}, par courriel`,
      },
    }
  )
}

export type CourrielLu = {
  readonly id: string
  readonly demandeId: string | null
  readonly numero: string | null
  readonly propose: string | null
  /** It came to the address of an opinion: read by centres alone, wherever it is filed. */
  readonly pourAvis: boolean
  readonly centreId: string
  readonly recuLe: Date
  readonly de: string
  readonly nom: string
  readonly objet: string
  readonly entier: string
  readonly retenu: string
  readonly sort: 'rattache' | 'automatique' | 'quarantaine' | 'ecarte'
  readonly motif: string
  readonly pieces: readonly FichierRecu[]
  readonly refusees: string
  readonly traitePar: string | null
  readonly traiteLe: Date | null
  readonly version: number
}

const COLONNES = sql`c.id, c.demande_id as "demandeId", d.numero, p.numero as propose, c.avis_id is not null as "pourAvis", c.centre_id as "centreId", c.recu_le as "recuLe", c.de, c.nom,
  c.objet, c.entier, c.retenu, c.sort, c.motif, c.pieces, c.refusees, c.traite_par as "traitePar", c.traite_le as "traiteLe", c.version
  from demande_courriel c left join demande d on d.id = c.demande_id left join demande p on p.id = c.propose_id`

/** Messages that wait at the centre of the person, the oldest first; then those that it set aside lately. */
export async function listCourriels(tx: Tx, ecartes: boolean, limite: number): Promise<CourrielLu[]> {
  const { rows } = await sql<CourrielLu>`select ${COLONNES}
    where c.sort = ${ecartes ? 'ecarte' : 'quarantaine'} order by c.recu_le limit ${limite}`.execute(tx)
  return rows
}

export async function findCourriel(tx: Tx, id: string): Promise<CourrielLu | undefined> {
  const { rows } = await sql<CourrielLu>`select ${COLONNES} where c.id = ${id}`.execute(tx)
  return rows[0]
}
