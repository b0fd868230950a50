import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { jourDe } from '#shared/dates.ts'
import { estOuvre } from '#shared/jours-ouvres.ts'
import { dateLongue } from '#shared/typographie.ts'
import { lockDemande } from '../demandes.queries.ts'
import { OUVERTES } from '../domain/etats.ts'
import {
  ecrireALExpert,
  type MoyenDEcrireALExpert,
  prevenirUnCentre,
} from '../relances/prevenir-un-centre.ts'
import { type AvisEnRetard, listAvisEnRetard } from '../tiers/avis.queries.ts'
import { finirAvisASaDate, listAvisAFinir } from './finir-avis.ts'
import { finirASaDate, listPartagesAFinir } from './finir-partage.ts'

const AU_PLUS = 500
const MOTIF = 'rappel des avis attendus'

/**
 * Every morning, in every cooperation: shares end the day after their last one and opinions asked of centres a month after theirs, holidays included, for a right to read does not wait for the
 * guichet to open. On worked mornings, who was asked for an opinion and let its date pass is reminded once, be it a centre or somebody outside.
 * Each in a transaction of its own. Played again the same day, it does nothing more.
 * @returns how many messages left, shares or opinions ended
 * @throws AggregateError once everything was tried, with what failed: one cooperation, one share or one reminder stops no other
 */
export async function suivreAvisEtPartages(
  base: Base,
  envoi: MoyenDEcrireALExpert,
  maintenant: Date,
): Promise<number> {
  const echecs: unknown[] = []
  const essayer = async <T>(travail: () => Promise<T>, sinon: T): Promise<T> => {
    try {
      return await travail()
    } catch (erreur) {
      echecs.push(erreur)
      return sinon
    }
  }
  const { rows } = await base.pool.query<{ id: string }>('select id from cooperations_connues()')
  let faits = 0
  for (const { id } of rows) {
    for (const partage of await essayer(() => listPartagesAFinir(base, id, maintenant), []))
      if (await essayer(() => finirASaDate(base, id, partage, maintenant), false)) faits++
    for (const avis of await essayer(() => listAvisAFinir(base, id, maintenant), []))
      if (await essayer(() => finirAvisASaDate(base, id, avis, maintenant), false)) faits++
    if (!estOuvre(jourDe(maintenant))) continue
    const lister = () =>
      base.enTantQueSysteme(MOTIF, id, (tx) => listAvisEnRetard(tx, jourDe(maintenant), AU_PLUS))
    for (const avis of await essayer(lister, [])) {
      const rappeler = () =>
        base.enTantQueSysteme(MOTIF, id, (tx) => rappelerUnAvis(tx, envoi, id, avis, maintenant))
      if (await essayer(rappeler, false)) faits++
    }
  }
  if (echecs.length > 0)
    throw new AggregateError(echecs, 'Des partages ou des rappels d’avis n’ont pas été faits')
  return faits
}

/** Reminds once; false when the opinion came, was called back or is waited for no more since the list was read. */
async function rappelerUnAvis(
  tx: Tx,
  envoi: MoyenDEcrireALExpert,
  cooperationId: string,
  avis: AvisEnRetard,
  maintenant: Date,
): Promise<boolean> {
  const demande = await lockDemande(tx, avis.demandeId)
  if (!demande || !OUVERTES.includes(demande.etat)) return false
  const { rows } = await sql`update demande_avis set relance_le = ${maintenant}
    where id = ${avis.id} and relance_le is null and rendu_le is null and retire_le is null and fini_le is null returning id`.execute(
    tx,
  )
  if (rows.length === 0) return false
  if (avis.solliciteId === null) await ecrireALExpert(tx, envoi, cooperationId, avis, true)
  else
    await prevenirUnCentre(
      tx,
      envoi,
      { id: avis.demandeId, numero: avis.numero },
      avis.solliciteId,
      `votre avis est attendu depuis le ${dateLongue(avis.avant)}`,
      maintenant,
    )
  return true
}
