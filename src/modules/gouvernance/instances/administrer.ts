import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { regleLesInstances } from '../domain/droits.ts'
import { type Prereglage, prereglages } from '../domain/regle.ts'
import type { Siege } from '../domain/verdict.ts'
import { garderRegle } from './changer-regle.ts'
import {
  figerSeancesTenues,
  listMembresDuJour,
  lockInstance,
  seanceEnCours,
  type TypeInstance,
} from './instances.repository.ts'

import { EN_COURS, INTERDIT, INTROUVABLE, PERIMEE } from './refus-instance.ts'

export type FicheInstance = {
  readonly nom: string
  readonly type: TypeInstance
  readonly fonctionVotante: 'presidence' | 'direction'
  readonly delaiJours: number
  readonly frequence: number
  readonly sieges: readonly Siege[]
  readonly accord: string
}

/** Every seat belongs to a member of the day, and somebody votes. */
async function siegesValides(tx: Tx, sieges: readonly Siege[], jour: Jour) {
  const membres = new Set((await listMembresDuJour(tx, jour)).map(({ organismeId }) => organismeId))
  if (!sieges.every(({ organismeId }) => membres.has(organismeId)))
    return refuser({ code: 'siege-inconnu' as const })
  return sieges.some(({ modalite, voix }) => modalite === 'deliberative' && voix > 0)
    ? accepter(true)
    : refuser({ code: 'personne-ne-vote' as const })
}

const ligne = (cooperationId: string, instanceId: string) => (siege: Siege) => ({
  cooperation_id: cooperationId,
  instance_id: instanceId,
  organisme_id: siege.organismeId,
  voix: siege.voix,
  modalite: siege.modalite,
})

/** Creates an instance under a ready-made rule, which is then edited field by field. */
export const creerInstance = (
  base: Base,
  acteur: Acteur,
  fiche: FicheInstance & { readonly prereglage: Prereglage },
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!regleLesInstances.autorise(acteur)) return INTERDIT
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const issue = await siegesValides(tx, fiche.sieges, jourDe(maintenant))
    if (!issue.ok) return issue
    const regle = JSON.stringify(prereglages[fiche.prereglage].regle)
    await tx
      .insertInto('instance')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        nom: fiche.nom,
        type: fiche.type,
        presidence: 'coordonnateur',
        fonction_votante: fiche.fonctionVotante,
        delai_convocation_jours: fiche.delaiJours,
        frequence_min_par_an: fiche.frequence,
        prereglage: fiche.prereglage,
        regle,
      })
      .execute()
    await tx
      .insertInto('siege')
      .values(fiche.sieges.map(ligne(acteur.cooperationId, id)))
      .execute()
    await garderRegle(
      tx,
      acteur,
      id,
      { prereglage: fiche.prereglage, regle, accord: fiche.accord },
      maintenant,
    )
    await consigner(tx, acteur, maintenant, {
      action: 'instance.creer',
      objet: { type: 'instance', id },
      resume: `Instance créée : ${fiche.nom}, ${fiche.sieges.length} sièges`,
    })
    return accepter({ id })
  })

/** Edits an instance and its seats. Séances already held keep the seats they had. `version` is that of the page. */
export const modifierInstance = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  fiche: FicheInstance,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!regleLesInstances.autorise(acteur)) return INTERDIT
    const actuelle = await lockInstance(tx, id)
    if (!actuelle) return INTROUVABLE
    if (actuelle.version !== version) return PERIMEE
    if (await seanceEnCours(tx, id)) return EN_COURS
    const issue = await siegesValides(tx, fiche.sieges, jourDe(maintenant))
    if (!issue.ok) return issue
    await figerSeancesTenues(tx, id)
    await tx
      .updateTable('instance')
      .set({
        nom: fiche.nom,
        type: fiche.type,
        fonction_votante: fiche.fonctionVotante,
        delai_convocation_jours: fiche.delaiJours,
        frequence_min_par_an: fiche.frequence,
      })
      .where('id', '=', id)
      .execute()
    await tx.deleteFrom('siege').where('instance_id', '=', id).execute()
    await tx
      .insertInto('siege')
      .values(fiche.sieges.map(ligne(acteur.cooperationId, id)))
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'instance.modifier',
      objet: { type: 'instance', id },
      resume: `Instance modifiée : ${fiche.nom} (${fiche.accord})`,
      donnees: { sieges: fiche.sieges.map((siege) => ({ ...siege })) },
    })
    return accepter({ id })
  })
