import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Services } from '#platform/http/services.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { type DemandeLue, lockDemande } from '../demandes.queries.ts'
import { type Auteur, coteDe, ecrireEvenement } from '../dossier/agir.ts'

type Partage = {
  readonly id: string
  readonly demandeId: string
  readonly avecId: string
  readonly avec: string
}

const COLONNES = sql`p.id, p.demande_id as "demandeId", p.avec_id as "avecId", coalesce(m.libelle, o.nom) as avec`
const TABLES = sql`demande_partage p join organisme o on o.id = p.avec_id
  left join membre m on m.cooperation_id = p.cooperation_id and m.organisme_id = p.avec_id`

/** More than this waits for the next morning. */
const AU_PLUS = 1_000
const NULLE_PERSONNE = '00000000-0000-0000-0000-000000000000'

/** Ends a share before its day: the guichet that gave it, or the centre that has it. Refused to others as if it did not exist. */
export const finirUnPartage = (
  { base }: Pick<Services, 'base'>,
  acteur: Acteur,
  id: string,
  maintenant: Date,
): Promise<Result<Partage, { readonly code: 'introuvable' }>> =>
  base.enTantQue(acteur, async (tx) => {
    const { rows } = await sql<Partage>`select ${COLONNES} from ${TABLES}
      where p.id = ${id} and p.fini_le is null`.execute(tx)
    const [partage] = rows
    const demande = partage && (await lockDemande(tx, partage.demandeId))
    if (!partage || !demande) return refuser({ code: 'introuvable' as const })
    if (coteDe(acteur, demande) !== 'cdg' && partage.avecId !== acteur.organismeId)
      return refuser({ code: 'introuvable' as const })
    await finir(tx, acteur, demande, partage, maintenant)
    return accepter(partage)
  })

/** Every worked morning: shares whose last day is over end. Played again, it ends nothing more. */
export async function finirLesPartages(tx: Tx, cooperationId: string, maintenant: Date): Promise<number> {
  const { rows } = await sql<Partage>`select ${COLONNES} from ${TABLES}
    where p.fini_le is null and p.jusquau < ${jourDe(maintenant)} order by p.jusquau, p.id limit ${AU_PLUS}`.execute(
    tx,
  )
  for (const partage of rows) {
    const demande = await lockDemande(tx, partage.demandeId)
    if (!demande) continue
    const auteur: Auteur = {
      cooperationId,
      organismeId: demande.guichetId,
      personneId: null,
      nom: 'Fin du partage, à sa date',
      libelle: demande.guichet,
    }
    await finir(tx, auteur, demande, partage, maintenant)
  }
  return rows.length
}

/**
 * The centre reads no more, unless another share runs or an opinion was asked of it; if it treated the request, the guichet does again. The act
 * is written before the right goes, on the file and in the journal.
 */
async function finir(
  tx: Tx,
  auteur: Auteur,
  demande: DemandeLue,
  { id, avecId, avec }: Partage,
  maintenant: Date,
): Promise<void> {
  await tx.updateTable('demande_partage').set({ fini_le: maintenant }).where('id', '=', id).execute()
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
  const traitait = demande.traitantId === avecId
  await sql`update demande set
      traitant_id = case when ${traitait} then guichet_id else traitant_id end,
      responsable_id = case when ${traitait} then null else responsable_id end,
      fait_nouveau = case when ${traitait} then ${`Le ${avec} ne la traite plus : elle revient au guichet`} else fait_nouveau end
    where id = ${demande.id}`.execute(tx)
  // In a statement of its own, the last one: whoever gives back her own right could not read the row again.
  await sql`select retirer_l_acces(${demande.id}, ${avecId})`.execute(tx)
}
