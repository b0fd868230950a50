import { sql } from 'kysely'
import type { Exemple } from '#platform/http/contexte.ts'

/** Address about a request that the person may read; those of a state first. */
export const uneDemande =
  (suite = '', etat = 'PRISE_EN_CHARGE'): Exemple =>
  async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from demande order by (etat = ${etat}) desc, nouvelles desc, deposee_le limit 1`.execute(tx)
    return rows[0] ? `/demandes/${rows[0].id}${suite}` : null
  }

/** Address about three requests that the centre treats: what is written to several. */
export const lotDeDemandes =
  (avant: string): Exemple =>
  async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from demande where etat in ('PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE') order by etat desc, id limit 3`.execute(
      tx,
    )
    const ids = rows.map(({ id }) => `demande=${id}`).join('&')
    return rows.length > 0 ? `${avant}?quoi=repondre&${ids}` : null
  }

export const unType =
  (avant: string, apres = ''): Exemple =>
  async (tx) => {
    const { rows } = await sql<{
      id: string
    }>`select id from demande_type order by length(champs) desc limit 1`.execute(tx)
    return rows[0] ? `${avant}/${rows[0].id}${apres}` : null
  }

/** Address about a date that the person's centre announced. */
export const uneDate =
  (avant: string): Exemple =>
  async (tx) => {
    const { rows } = await sql<{
      id: string
    }>`select id from demande_date where centre_id = organisme_courant() and annulee_le is null order by id limit 1`.execute(
      tx,
    )
    return rows[0] ? `${avant}/${rows[0].id}` : null
  }

export const unModele =
  (avant: string): Exemple =>
  async (tx) => {
    const { rows } = await sql<{
      id: string
    }>`select id from demande_modele where retire_le is null order by id limit 1`.execute(tx)
    return rows[0] ? `${avant}/${rows[0].id}` : null
  }
