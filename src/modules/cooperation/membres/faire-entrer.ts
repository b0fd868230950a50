import { inscrireOrganisme, type OrganismeSaisi } from '#modules/annuaire'
import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, refuser } from '#shared/result.ts'
import { date } from '#shared/typographie.ts'
import { administreLaCooperation } from '../domain/droits.ts'
import { entrer, LIBELLES_ROLE } from '../domain/membres.ts'
import { INTERDIT, type RoleOrdinaire } from './administrer.ts'
import { ecrireChangements, lockPeriodes } from './membres.repository.ts'

export type NouveauMembre = {
  /** A body of the directory, or one that the directory does not know yet. */
  readonly organisme: { readonly id: string } | OrganismeSaisi
  readonly libelle: string
  readonly role: RoleOrdinaire
  readonly du: Jour
  readonly acte: string
}

/**
 * Brings an organisation of any type into the cooperation, from a day on. Under the system role, because the directory is common to all
 * cooperations; the person who asks is checked first and named in the journal.
 */
export const faireEntrer = (
  base: Base,
  acteur: Acteur,
  demande: NouveauMembre,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQueSysteme('entrée d’un membre', acteur.cooperationId, async (tx) => {
    if (!administreLaCooperation.autorise(acteur)) return INTERDIT
    const organisme = await organismeDemande(tx, demande.organisme)
    if (!organisme) return refuser({ code: 'organisme-inconnu' as const })
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, organisme.id)
    if (premier) return accepter({ organismeId: premier })
    const periodes = await lockPeriodes(tx, acteur.cooperationId)
    const issue = entrer(periodes, { organismeId: organisme.id, role: demande.role, du: demande.du })
    if (!issue.ok) return issue
    const connu = periodes.some(({ organismeId }) => organismeId === organisme.id)
    if (!connu) {
      // Its first period begins with its row (trigger of the table).
      const { ordre } = await tx
        .selectFrom('membre')
        .select((eb) => eb.fn.coalesce(eb.fn.max('ordre'), eb.lit(0)).as('ordre'))
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('membre')
        .values({
          cooperation_id: acteur.cooperationId,
          organisme_id: organisme.id,
          libelle: demande.libelle,
          territoire: organisme.territoire,
          role: demande.role,
          ordre: Number(ordre) + 1,
          du: demande.du,
        })
        .execute()
      if (demande.acte)
        await tx
          .updateTable('periode_membre')
          .set({ acte: demande.acte })
          .where('organisme_id', '=', organisme.id)
          .execute()
    }
    await ecrireChangements(
      tx,
      acteur.cooperationId,
      connu ? issue.valeur : [],
      demande.acte || null,
      jourDe(maintenant),
    )
    await consigner(tx, acteur, maintenant, {
      action: 'membre.entrer',
      objet: { type: 'organisme', id: organisme.id },
      resume: `Entrée ${deNom(demande.libelle)} comme ${LIBELLES_ROLE[demande.role].toLowerCase()}, à compter du ${date(demande.du)}`,
    })
    return accepter({ organismeId: organisme.id })
  })

async function organismeDemande(tx: Tx, organisme: NouveauMembre['organisme']) {
  if (!('id' in organisme)) return inscrireOrganisme(tx, organisme, 'saisi par la coordination')
  const connu = await tx
    .selectFrom('organisme as o')
    .leftJoin('departement as d', 'd.code', 'o.departement_code')
    .select(['o.id', 'd.nom as territoire'])
    .where('o.id', '=', organisme.id)
    .executeTakeFirst()
  return connu ? { id: connu.id, territoire: connu.territoire ?? '' } : null
}
