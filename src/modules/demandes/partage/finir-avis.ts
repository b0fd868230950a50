import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { jourDe } from '#shared/dates.ts'
import { type DemandeLue, lockDemande } from '../demandes.queries.ts'
import { type Auteur, ecrireEvenement } from '../dossier/agir.ts'

const AU_PLUS = 1_000
const NULLE_PERSONNE = '00000000-0000-0000-0000-000000000000'
const MOTIF = 'terme des avis entre centres'

/** An opinion asked of a centre of the cooperation. */
export type AvisDUnCentre = {
  readonly id: string
  readonly demandeId: string
  readonly solliciteId: string
  readonly sollicite: string
}

/** Opinions asked of centres whose term is over, a month after their date, the oldest first. */
export const listAvisAFinir = (
  base: Base,
  cooperationId: string,
  maintenant: Date,
): Promise<AvisDUnCentre[]> =>
  base.enTantQueSysteme(MOTIF, cooperationId, async (tx) => {
    const { rows } = await sql<AvisDUnCentre>`
      select a.id, a.demande_id as "demandeId", a.sollicite_id as "solliciteId", coalesce(m.libelle, o.nom) as sollicite
      from demande_avis a join organisme o on o.id = a.sollicite_id
      left join membre m on m.cooperation_id = a.cooperation_id and m.organisme_id = a.sollicite_id
      where a.cooperation_id = cooperation_courante() and a.fini_le is null and a.sollicite_id is not null
        and (a.avant + interval '1 month')::date < ${jourDe(maintenant)}::date
      order by a.avant, a.id limit ${AU_PLUS}`.execute(tx)
    return rows
  })

/**
 * Ends one of them, in a transaction of its own.
 * @returns false when it was over already
 */
export const finirAvisASaDate = (
  base: Base,
  cooperationId: string,
  avis: AvisDUnCentre,
  maintenant: Date,
): Promise<boolean> =>
  base.enTantQueSysteme(MOTIF, cooperationId, async (tx) => {
    const demande = await lockDemande(tx, avis.demandeId)
    if (!demande) return false
    const auteur: Auteur = {
      cooperationId,
      organismeId: demande.guichetId,
      personneId: null,
      nom: 'Terme de l’avis, un mois après sa date',
      libelle: demande.guichet,
    }
    return finirAvis(tx, auteur, demande, avis, 'terme', maintenant)
  })

/**
 * Ends an opinion once, with the request held: called back before it came (`retrait`), or at its term. It is on the file and in the journal; the
 * reading that it gave goes with it, unless a share or another opinion gives it too.
 * @returns false when it was over already: nothing is written
 */
export async function finirAvis(
  tx: Tx,
  auteur: Auteur,
  demande: DemandeLue,
  { id, solliciteId, sollicite }: AvisDUnCentre,
  fin: 'retrait' | 'terme',
  maintenant: Date,
): Promise<boolean> {
  const { rows } = await sql`update demande_avis set fini_le = ${maintenant}, fin = ${fin}
    where id = ${id} and fini_le is null and (${fin} = 'terme' or rendu_le is null) returning id`.execute(tx)
  if (rows.length === 0) return false
  await ecrireEvenement(
    tx,
    auteur,
    demande,
    { geste: 'fin_avis', ancien: demande.etat, nouveau: demande.etat, donnees: { a: sollicite, fin } },
    maintenant,
  )
  await sql`update demande set version = version where id = ${demande.id}`.execute(tx)
  await consigner(tx, { ...auteur, personneId: auteur.personneId ?? NULLE_PERSONNE }, maintenant, {
    action: 'demande.fin_avis',
    objet: { type: 'demande', id: demande.id },
    resume: `Demande ${demande.numero} : ${fin === 'terme' ? 'terme de l’avis demandé' : 'question retirée'} au ${sollicite}`,
  })
  await sql`select retirer_l_acces(${demande.id}, ${solliciteId})`.execute(tx)
  return true
}
