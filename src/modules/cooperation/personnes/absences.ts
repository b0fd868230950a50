import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, engageSonOrganisme } from '#shared/acteur.ts'
import { ajouterJours, type Jour, jourDe } from '#shared/dates.ts'
import { estId, nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, refuser } from '#shared/result.ts'
import { date } from '#shared/typographie.ts'
import { LIBELLES_FONCTION, remplacer } from '../domain/mandats.ts'
import { type Diffusion, inviter } from '../invitations/inviter.ts'
import { lockMandats, personneDe } from './mandats.repository.ts'

const INTERDIT = refuser({ code: 'interdit' as const })
const INTROUVABLE = refuser({ code: 'introuvable' as const })

export type Absence = {
  readonly mandatId: string
  readonly nom: string
  readonly courriel: string
  readonly du: Jour
  readonly au: Jour
  readonly motif: string
}

/** Covers an absence: another person holds the function for a time, and it ends by itself. */
export const couvrirAbsence = (
  base: Base,
  diffusion: Diffusion,
  acteur: Acteur,
  absence: Absence,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!engageSonOrganisme.autorise(acteur)) return INTERDIT
    const mandat =
      estId(absence.mandatId) &&
      (await lockMandats(tx, acteur.organismeId)).find(({ id }) => id === absence.mandatId)
    if (!mandat) return INTROUVABLE
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const remplacantId = await personneDe(tx, acteur.cooperationId, absence.nom, absence.courriel)
    const autres = await tx
      .selectFrom('remplacement')
      .select(['mandat_id as mandatId', 'du', 'au'])
      .where('mandat_id', '=', mandat.id)
      .where('annule_le', 'is', null)
      .execute()
    const issue = remplacer(mandat, autres, { remplacantId, du: absence.du, au: absence.au })
    if (!issue.ok) return issue
    await tx
      .insertInto('remplacement')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        organisme_id: acteur.organismeId,
        mandat_id: mandat.id,
        remplacant_id: remplacantId,
        du: absence.du,
        au: absence.au,
        motif: absence.motif,
      })
      .execute()
    await inviter(tx, diffusion, acteur, { personneId: remplacantId, ...absence }, maintenant)
    await consigner(tx, acteur, maintenant, {
      action: 'mandat.remplacer',
      objet: { type: 'mandat', id: mandat.id },
      resume: `${LIBELLES_FONCTION[mandat.fonction]} ${deNom(acteur.libelle)} remplacée du ${date(absence.du)} au ${date(absence.au)}`,
    })
    return accepter({ id })
  })

/** The holder comes back earlier: the replacement ends yesterday, or is annulled when it had not held a full day. */
export const finirRemplacement = (base: Base, acteur: Acteur, id: string, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    if (!engageSonOrganisme.autorise(acteur)) return INTERDIT
    const aujourdhui = jourDe(maintenant)
    const hier = ajouterJours(aujourdhui, -1)
    const remplacement = await tx
      .selectFrom('remplacement')
      .select(['id', 'du', 'au', 'mandat_id'])
      .where('id', '=', id)
      .where('organisme_id', '=', acteur.organismeId)
      .where('au', '>=', aujourdhui)
      .where('annule_le', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!remplacement) return INTROUVABLE
    await tx
      .updateTable('remplacement')
      .set(remplacement.du > hier ? { annule_le: maintenant } : { au: hier })
      .where('id', '=', id)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'mandat.remplacement_fini',
      objet: { type: 'mandat', id: remplacement.mandat_id },
      resume: `Remplacement terminé avant son terme (prévu jusqu’au ${date(remplacement.au)})`,
    })
    return accepter({ id })
  })
