import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { MoyenDEnvoiSigne } from '#platform/courriel/courriel.ts'
import { jourDe } from '#shared/dates.ts'
import { estOuvre } from '#shared/jours-ouvres.ts'
import { dateLongue } from '#shared/typographie.ts'
import { ecrireALExpert, prevenirUnCentre } from '../relances/prevenir-un-centre.ts'
import { listAvisEnRetard } from '../tiers/avis.queries.ts'
import { finirLesPartages } from './finir-partage.ts'

const AU_PLUS = 500

/**
 * Every worked morning, in every cooperation: shares end at their day; who was asked for an opinion and let its date pass is reminded once, be
 * it a centre or somebody outside. Nothing on holidays. Played again the same day, it does nothing more.
 * @returns how many messages left or shares ended
 */
export async function suivreAvisEtPartages(
  base: Base,
  envoi: MoyenDEnvoiSigne,
  maintenant: Date,
): Promise<number> {
  if (!estOuvre(jourDe(maintenant))) return 0
  const { rows } = await base.pool.query<{ id: string }>('select id from cooperations_connues()')
  let faits = 0
  for (const { id } of rows)
    faits += await base.enTantQueSysteme('avis et partages des demandes', id, async (tx) => {
      const finis = await finirLesPartages(tx, id, maintenant)
      return finis + (await rappelerLesAvis(tx, envoi, id, maintenant))
    })
  return faits
}

async function rappelerLesAvis(
  tx: Tx,
  envoi: MoyenDEnvoiSigne,
  cooperationId: string,
  maintenant: Date,
): Promise<number> {
  const avis = await listAvisEnRetard(tx, jourDe(maintenant), AU_PLUS)
  for (const un of avis) {
    await sql`update demande_avis set relance_le = ${maintenant} where id = ${un.id}`.execute(tx)
    if (un.solliciteId === null) await ecrireALExpert(tx, envoi, cooperationId, un, true)
    else
      await prevenirUnCentre(
        tx,
        envoi,
        { id: un.demandeId, numero: un.numero },
        un.solliciteId,
        `votre avis est attendu depuis le ${dateLongue(un.avant)}`,
        maintenant,
      )
  }
  return avis.length
}
