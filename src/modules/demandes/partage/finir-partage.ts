import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Services } from '#platform/http/services.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { type DemandeLue, lockDemande } from '../demandes.queries.ts'
import { type Auteur, coteDe, ecrireEvenement } from '../dossier/agir.ts'
import { type FinDePartage, finDePartage, type Reste } from './fin.ts'

type Partage = {
  readonly id: string
  readonly demandeId: string
  readonly avecId: string
  readonly avec: string
}
/** `fin` is null when it was over already: somebody else, or the job of the morning, came first. */
export type PartageFini = Partage & { readonly fin: FinDePartage | null }

const COLONNES = sql`p.id, p.demande_id as "demandeId", p.avec_id as "avecId", coalesce(m.libelle, o.nom) as avec`
const TABLES = sql`demande_partage p join organisme o on o.id = p.avec_id
  left join membre m on m.cooperation_id = p.cooperation_id and m.organisme_id = p.avec_id`

/** More than this waits for the next morning. */
const AU_PLUS = 1_000
const NULLE_PERSONNE = '00000000-0000-0000-0000-000000000000'
const MOTIF = 'fin des partages de demandes'

/** Ends a share before its day: the guichet that gave it, or the centre that has it. Refused to others as if it did not exist. */
export const finirUnPartage = (
  { base }: Pick<Services, 'base'>,
  acteur: Acteur,
  id: string,
  maintenant: Date,
): Promise<Result<PartageFini, { readonly code: 'introuvable' }>> =>
  base.enTantQue(acteur, async (tx) => {
    const { rows } = await sql<Partage>`select ${COLONNES} from ${TABLES} where p.id = ${id}`.execute(tx)
    const [partage] = rows
    const demande = partage && (await lockDemande(tx, partage.demandeId))
    if (!partage || !demande) return refuser({ code: 'introuvable' as const })
    if (coteDe(acteur, demande) !== 'cdg' && partage.avecId !== acteur.organismeId)
      return refuser({ code: 'introuvable' as const })
    return accepter({ ...partage, fin: await finir(tx, acteur, demande, partage, maintenant) })
  })

/** Open shares of a cooperation whose last day is over, the oldest first. */
export const listPartagesAFinir = (base: Base, cooperationId: string, maintenant: Date): Promise<Partage[]> =>
  base.enTantQueSysteme(MOTIF, cooperationId, async (tx) => {
    const { rows } = await sql<Partage>`select ${COLONNES} from ${TABLES}
      where p.fini_le is null and p.jusquau < ${jourDe(maintenant)} order by p.jusquau, p.id limit ${AU_PLUS}`.execute(
      tx,
    )
    return rows
  })

/**
 * Ends one of them, in a transaction of its own: nobody waits for the others.
 * @returns false when it was over already
 */
export const finirASaDate = (
  base: Base,
  cooperationId: string,
  partage: Partage,
  maintenant: Date,
): Promise<boolean> =>
  base.enTantQueSysteme(MOTIF, cooperationId, async (tx) => {
    const demande = await lockDemande(tx, partage.demandeId)
    if (!demande) return false
    const auteur: Auteur = {
      cooperationId,
      organismeId: demande.guichetId,
      personneId: null,
      nom: 'Fin du partage, à sa date',
      libelle: demande.guichet,
    }
    return (await finir(tx, auteur, demande, partage, maintenant)) !== null
  })

/**
 * Ends the share once, with the request held: what becomes of the treatment and of the reading is decided by `finDePartage`. The act is written
 * before the right goes, on the file and in the journal.
 * @returns null when the share was over already: nothing is written
 */
async function finir(
  tx: Tx,
  auteur: Auteur,
  demande: DemandeLue,
  { id, avecId, avec }: Partage,
  maintenant: Date,
): Promise<FinDePartage | null> {
  const { rows: finis } = await sql`update demande_partage set fini_le = ${maintenant}
    where id = ${id} and fini_le is null returning id`.execute(tx)
  if (finis.length === 0) return null
  const { rows: restes } = await sql<Reste>`
    select coalesce(bool_or(p.traiter), false) as traitement, count(*) > 0 as lecture,
      exists (select from demande_avis a where a.demande_id = ${demande.id} and a.sollicite_id = ${avecId} and a.fini_le is null) as avis
    from demande_partage p where p.demande_id = ${demande.id} and p.avec_id = ${avecId} and p.fini_le is null`.execute(
    tx,
  )
  const fin = finDePartage(demande.etat, demande.traitantId === avecId, restes[0]!)
  await ecrireEvenement(
    tx,
    auteur,
    demande,
    { geste: 'fin_partage', ancien: demande.etat, nouveau: demande.etat, donnees: { avec } },
    maintenant,
  )
  await consigner(tx, { ...auteur, personneId: auteur.personneId ?? NULLE_PERSONNE }, maintenant, {
    action: 'demande.fin_partage',
    objet: { type: 'demande', id: demande.id },
    resume: `Demande ${demande.numero} : fin du partage avec le ${avec}`,
  })
  if (fin.revient)
    await sql`update demande set traitant_id = guichet_id, responsable_id = null,
        fait_nouveau = ${`Le ${avec} ne la traite plus : elle revient au guichet`}
      where id = ${demande.id}`.execute(tx)
  // The page in front of the others is out of date all the same.
  else await sql`update demande set version = version where id = ${demande.id}`.execute(tx)
  // In a statement of its own, the last one: whoever gives back her own right could not read the row again.
  if (!fin.garde) await sql`select retirer_l_acces(${demande.id}, ${avecId})`.execute(tx)
  return fin
}
