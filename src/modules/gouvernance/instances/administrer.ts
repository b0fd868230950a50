import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, engageSonOrganisme } from '#shared/acteur.ts'
import { ajouterJours, type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { regleLesInstances } from '../domain/droits.ts'
import { planifierTours, raccorder } from '../domain/presidence.ts'
import { type Prereglage, prereglages, type RefusRegle, type Regle, validerRegle } from '../domain/regle.ts'
import type { Siege } from '../domain/verdict.ts'
import {
  figerSeancesTenues,
  listMembresDuJour,
  listSuppleantsPossibles,
  listTours,
  lockInstance,
  seanceEnCours,
  type TypeInstance,
} from './instances.repository.ts'

/** Why an instance was not changed; each has its sentence in the routes. */
export type CodeRefusInstance =
  | 'interdit'
  | 'introuvable'
  | 'page-perimee'
  | 'seance-en-cours'
  | 'siege-inconnu'
  | 'personne-ne-vote'
  | 'date-passee'
  | 'suppleant-inconnu'
  | RefusRegle['code']

const INTERDIT = refuser({ code: 'interdit' as const })
const INTROUVABLE = refuser({ code: 'introuvable' as const })
const PERIMEE = refuser({ code: 'page-perimee' as const })
const EN_COURS = refuser({ code: 'seance-en-cours' as const })

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

async function garderRegle(
  tx: Tx,
  acteur: Acteur,
  instanceId: string,
  { prereglage, regle, accord }: { prereglage: string; regle: string; accord: string },
  maintenant: Date,
): Promise<void> {
  const { dernier } = await tx
    .selectFrom('regle_instance')
    .select((eb) => eb.fn.coalesce(eb.fn.max('numero'), eb.lit(0)).as('dernier'))
    .where('instance_id', '=', instanceId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('regle_instance')
    .values({
      cooperation_id: acteur.cooperationId,
      instance_id: instanceId,
      numero: Number(dernier) + 1,
      prereglage,
      regle,
      accord,
      adoptee_le: maintenant,
      enregistree_par: `${acteur.nom}, ${acteur.libelle}`,
    })
    .execute()
}

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

/** Gives an instance another rule, from now on: votes that opened keep their copy, séances already held keep theirs. */
export const changerRegle = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  demande: { readonly prereglage: Prereglage; readonly regle: Regle; readonly accord: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!regleLesInstances.autorise(acteur)) return INTERDIT
    const actuelle = await lockInstance(tx, id)
    if (!actuelle) return INTROUVABLE
    if (actuelle.version !== version) return PERIMEE
    if (await seanceEnCours(tx, id)) return EN_COURS
    const issue = validerRegle(demande.regle)
    if (!issue.ok) return issue
    await figerSeancesTenues(tx, id)
    const regle = JSON.stringify(issue.valeur)
    await tx
      .updateTable('instance')
      .set({ regle, prereglage: demande.prereglage })
      .where('id', '=', id)
      .execute()
    await garderRegle(tx, acteur, id, { ...demande, regle }, maintenant)
    await consigner(tx, acteur, maintenant, {
      action: 'instance.regle',
      objet: { type: 'instance', id },
      resume: `Règle changée : ${actuelle.nom} (${demande.accord})`,
      donnees: { avant: JSON.stringify(actuelle.regle), apres: regle },
    })
    return accepter({ id })
  })

export type Presidence =
  | { readonly mode: 'coordonnateur'; readonly du: Jour }
  | { readonly mode: 'elue'; readonly organismeId: string; readonly du: Jour }
  | {
      readonly mode: 'tournante'
      readonly ordre: readonly string[]
      readonly mois: number
      readonly du: Jour
    }

/** Says who chairs from a day on: the coordinating member, the member elected, or each in turn. Past turns and past séances stay. */
export const changerPresidence = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  presidence: Presidence,
  accord: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!regleLesInstances.autorise(acteur)) return INTERDIT
    const actuelle = await lockInstance(tx, id)
    if (!actuelle) return INTROUVABLE
    if (actuelle.version !== version) return PERIMEE
    const { du } = presidence
    if (du < jourDe(maintenant)) return refuser({ code: 'date-passee' as const })
    const { clore, retirer } = raccorder(await listTours(tx, id), du)
    for (const tour of retirer)
      await tx.deleteFrom('tour_presidence').where('instance_id', '=', id).where('du', '=', tour.du).execute()
    for (const tour of clore)
      await tx
        .updateTable('tour_presidence')
        .set({ au: ajouterJours(du, -1) })
        .where('instance_id', '=', id)
        .where('du', '=', tour.du)
        .execute()
    const nouveaux =
      presidence.mode === 'tournante'
        ? planifierTours(presidence.ordre, du, presidence.mois)
        : presidence.mode === 'elue'
          ? [{ organismeId: presidence.organismeId, du, au: null }]
          : []
    if (nouveaux.length > 0)
      await tx
        .insertInto('tour_presidence')
        .values(
          nouveaux.map((tour) => ({
            cooperation_id: acteur.cooperationId,
            instance_id: id,
            organisme_id: tour.organismeId,
            du: tour.du,
            au: tour.au,
          })),
        )
        .execute()
    await tx
      .updateTable('instance')
      .set({
        presidence: presidence.mode,
        presidence_mois: presidence.mode === 'tournante' ? presidence.mois : null,
        ordre_presidence: presidence.mode === 'tournante' ? [...presidence.ordre] : [],
      })
      .where('id', '=', id)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'instance.presidence',
      objet: { type: 'instance', id },
      resume: `Présidence changée à compter du ${du} : ${actuelle.nom} (${accord})`,
    })
    return accepter({ id })
  })

/** A member names who may take its seat when the holder cannot: its own people, nobody else's. */
export const nommerSuppleants = (
  base: Base,
  acteur: Acteur,
  id: string,
  mandats: readonly string[],
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!engageSonOrganisme.autorise(acteur)) return INTERDIT
    const siege = await tx
      .selectFrom('siege')
      .select('organisme_id')
      .where('instance_id', '=', id)
      .where('organisme_id', '=', acteur.organismeId)
      .executeTakeFirst()
    if (!siege) return INTROUVABLE
    const possibles = await listSuppleantsPossibles(tx, acteur.organismeId, jourDe(maintenant))
    if (!mandats.every((mandat) => possibles.some((possible) => possible.id === mandat)))
      return refuser({ code: 'suppleant-inconnu' as const })
    await tx
      .deleteFrom('suppleant')
      .where('instance_id', '=', id)
      .where('organisme_id', '=', acteur.organismeId)
      .execute()
    if (mandats.length > 0)
      await tx
        .insertInto('suppleant')
        .values(
          mandats.map((mandat) => ({
            cooperation_id: acteur.cooperationId,
            instance_id: id,
            organisme_id: acteur.organismeId,
            mandat_id: mandat,
          })),
        )
        .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'instance.suppleants',
      objet: { type: 'instance', id },
      resume: `Suppléance de ${acteur.libelle} : ${mandats.length === 0 ? 'personne' : mandats.length}`,
    })
    return accepter({ id })
  })
