import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, aLaFonction, type Droit } from '#shared/acteur.ts'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, refuser } from '#shared/result.ts'
import { type Diffusion, inviter } from '../invitations/inviter.ts'
import { personneDe } from '../personnes/mandats.repository.ts'
import { findEmployeurDuCentre } from './mairies.queries.ts'

/** Gives secretaries of employers their access: whoever treats requests of a centre, its direction, its coordination. Its own employers only. */
export const donneLesAcces: Droit = {
  nom: 'donne leur accès aux secrétaires des employeurs de son centre',
  autorise: (acteur) =>
    acteur?.roleMembre != null &&
    acteur.typeOrganisme === 'cdg' &&
    aLaFonction(acteur, 'gestion_demandes', 'direction', 'coordination'),
}

const MOTIF = 'accès d’une secrétaire, donné par son centre'

export type Acces = { readonly organismeId: string; readonly nom: string; readonly courriel: string }

/**
 * Gives somebody the secretariat of an employer, and invites her by mail. Under the system role, because the mandate belongs to the employer:
 * the affiliation of that day is the condition. One address keeps one record, so that several town halls are one session; given twice, nothing.
 */
export const donnerAcces = (
  base: Base,
  diffusion: Diffusion,
  acteur: Acteur,
  { organismeId, nom, courriel }: Acces,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQueSysteme(MOTIF, acteur.cooperationId, async (tx) => {
    if (!donneLesAcces.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const jour = jourDe(maintenant)
    const employeur = await findEmployeurDuCentre(tx, acteur.organismeId, organismeId, jour)
    if (!employeur) return refuser({ code: 'pas-affilie' as const })
    const id = nouvelId(+maintenant)
    if (await dejaRecu(tx, acteur.cooperationId, cle, id)) return accepter({ employeur: employeur.nom })
    const personneId = await personneDe(tx, acteur.cooperationId, nom, courriel)
    const dejaLa = await tx
      .selectFrom('mandat')
      .select('id')
      .where('organisme_id', '=', organismeId)
      .where('personne_id', '=', personneId)
      .where('fonction', '=', 'secretariat_mairie')
      .where('annule_le', 'is', null)
      .where((eb) => eb.or([eb('au', 'is', null), eb('au', '>=', jour)]))
      .executeTakeFirst()
    if (dejaLa) return refuser({ code: 'deja-la' as const })
    await tx
      .insertInto('mandat')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        organisme_id: organismeId,
        personne_id: personneId,
        fonction: 'secretariat_mairie',
        du: jour,
      })
      .execute()
    const { cooperationId, cooperation, libelle } = acteur
    await inviter(
      tx,
      diffusion,
      { cooperationId, cooperation, organismeId, libelle: `${employeur.nom}, par le ${libelle}` },
      { personneId, nom, courriel },
      maintenant,
    )
    await consigner(tx, acteur, maintenant, {
      action: 'mandat.acces_mairie',
      objet: { type: 'mandat', id },
      resume: `Accès au secrétariat ${deNom(employeur.nom)} donné à ${nom}`,
    })
    return accepter({ employeur: employeur.nom })
  })

/** Ends an access at the end of the day before; an invitation that nobody answered dies with it. */
export const retirerAcces = (
  base: Base,
  acteur: Acteur,
  mandatId: string,
  version: number,
  maintenant: Date,
) =>
  base.enTantQueSysteme(MOTIF, acteur.cooperationId, async (tx) => {
    if (!donneLesAcces.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const mandat = await tx
      .selectFrom('mandat')
      .select(['organisme_id', 'personne_id', 'du', 'version'])
      .where('id', '=', mandatId)
      .where('fonction', '=', 'secretariat_mairie')
      .where('annule_le', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    const jour = jourDe(maintenant)
    const employeur =
      mandat && (await findEmployeurDuCentre(tx, acteur.organismeId, mandat.organisme_id, jour))
    if (!mandat || !employeur) return refuser({ code: 'introuvable' as const })
    if (mandat.version !== version) return refuser({ code: 'mandat-change' as const })
    const hier = ajouterJours(jour, -1)
    await tx
      .updateTable('mandat')
      .set(hier < mandat.du ? { annule_le: maintenant } : { au: hier })
      .where('id', '=', mandatId)
      .execute()
    await tx
      .updateTable('invitation_acces')
      .set({ annulee_le: maintenant })
      .where('organisme_id', '=', mandat.organisme_id)
      .where('personne_id', '=', mandat.personne_id)
      .where('acceptee_le', 'is', null)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'mandat.retirer_acces_mairie',
      objet: { type: 'mandat', id: mandatId },
      resume: `Accès au secrétariat ${deNom(employeur.nom)} retiré`,
    })
    return accepter({ employeur: employeur.nom })
  })
