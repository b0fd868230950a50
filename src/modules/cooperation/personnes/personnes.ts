import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, engageSonOrganisme, type FonctionDeMandat } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, refuser } from '#shared/result.ts'
import { compte, date } from '#shared/typographie.ts'
import { administreLaCooperation } from '../domain/droits.ts'
import {
  cloreMandat,
  donnerMandat,
  LIBELLES_FONCTION,
  planifierElection,
  type Succession,
} from '../domain/mandats.ts'
import type { Diffusion } from '../invitations/inviter.ts'
import { ajouterMandat, lockMandats } from './mandats.repository.ts'

const INTERDIT = refuser({ code: 'interdit' as const })
const INTROUVABLE = refuser({ code: 'introuvable' as const })

export type Nomination = {
  readonly nom: string
  readonly courriel: string
  readonly fonction: FonctionDeMandat
  readonly du: Jour
  readonly acte: string
}

/** Gives a function in the actor's own organisation and invites the person. */
export const nommer = (
  base: Base,
  diffusion: Diffusion,
  acteur: Acteur,
  demande: Nomination,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!engageSonOrganisme.autorise(acteur)) return INTERDIT
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const issue = donnerMandat(await lockMandats(tx, acteur.organismeId), demande)
    if (!issue.ok) return issue
    await ajouterMandat(tx, diffusion, acteur, id, demande, maintenant)
    await consigner(tx, acteur, maintenant, {
      action: 'mandat.donner',
      objet: { type: 'mandat', id },
      resume: `${LIBELLES_FONCTION[demande.fonction]} ${deNom(acteur.libelle)}, à compter du ${date(demande.du)}`,
    })
    return accepter({ id })
  })

/**
 * Names the first person of a member for whom nobody can act yet. The coordination does it once, under the system role; from then on that
 * member's people name the others, and it is refused.
 */
export const nommerLaPremiere = (
  base: Base,
  diffusion: Diffusion,
  acteur: Acteur,
  membre: { readonly organismeId: string; readonly libelle: string },
  demande: Omit<Nomination, 'du' | 'acte'>,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQueSysteme('première personne d’un membre', acteur.cooperationId, async (tx) => {
    if (!administreLaCooperation.autorise(acteur)) return INTERDIT
    const periode = await tx
      .selectFrom('membre')
      .select('organisme_id')
      .where('organisme_id', '=', membre.organismeId)
      .forUpdate()
      .executeTakeFirst()
    if (!periode) return INTROUVABLE
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const aujourdhui = jourDe(maintenant)
    const responsables = (await lockMandats(tx, membre.organismeId)).filter(
      ({ fonction, au }) =>
        ['presidence', 'vice_presidence', 'direction', 'coordination'].includes(fonction) &&
        (au === null || au >= aujourdhui),
    )
    if (responsables.length > 0) return refuser({ code: 'membre-deja-tenu' as const })
    await ajouterMandat(
      tx,
      diffusion,
      { cooperationId: acteur.cooperationId, cooperation: acteur.cooperation, ...membre },
      id,
      { ...demande, du: aujourdhui, acte: '' },
      maintenant,
    )
    await consigner(tx, acteur, maintenant, {
      action: 'mandat.premiere_personne',
      objet: { type: 'mandat', id },
      resume: `Première personne ${deNom(membre.libelle)} : ${LIBELLES_FONCTION[demande.fonction]}`,
    })
    return accepter({ id })
  })

/** Ends a mandate of the actor's own organisation; it stays in the history, and its rights end at once. */
export const terminerMandat = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  au: Jour,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!engageSonOrganisme.autorise(acteur)) return INTERDIT
    const mandats = (await lockMandats(tx, acteur.organismeId)).filter(
      (mandat) => mandat.au === null || mandat.au >= jourDe(maintenant),
    )
    if (!mandats.some((mandat) => mandat.id === id)) return INTROUVABLE
    const actuel = await tx
      .selectFrom('mandat')
      .select('version')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (actuel.version !== version) return refuser({ code: 'mandat-change' as const })
    const issue = cloreMandat(mandats, id, au)
    if (!issue.ok) return issue
    await tx
      .updateTable('mandat')
      .set(issue.valeur === 'clore' ? { au } : { annule_le: maintenant })
      .where('id', '=', id)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: issue.valeur === 'clore' ? 'mandat.terminer' : 'mandat.annuler',
      objet: { type: 'mandat', id },
      resume:
        issue.valeur === 'clore' ? `Mandat terminé le ${date(au)}` : 'Mandat annulé avant d’avoir pris effet',
    })
    return issue
  })

/** Changes at once every mandate named, after an election: one transaction, history kept, everybody invited. */
export const enregistrerElection = (
  base: Base,
  diffusion: Diffusion,
  acteur: Acteur,
  successions: readonly Succession[],
  du: Jour,
  acte: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!engageSonOrganisme.autorise(acteur)) return INTERDIT
    if (successions.length === 0) return refuser({ code: 'aucun-changement' as const })
    const mandats = (await lockMandats(tx, acteur.organismeId)).filter(({ au }) => au === null)
    const plan = planifierElection(mandats, successions, du)
    if (!plan.ok) return plan
    for (const { clos, au, succession } of plan.valeur) {
      await tx.updateTable('mandat').set({ au }).where('id', '=', clos.id).execute()
      await ajouterMandat(
        tx,
        diffusion,
        acteur,
        nouvelId(),
        { ...succession, fonction: clos.fonction, du, acte },
        maintenant,
      )
    }
    await consigner(tx, acteur, maintenant, {
      action: 'mandat.election',
      objet: { type: 'mandat' },
      resume: `${compte(plan.valeur.length, 'mandat renouvelé', 'mandats renouvelés')} pour ${acteur.libelle}, à compter du ${date(du)}`,
    })
    return accepter({ nouveaux: plan.valeur.map(({ succession }) => succession) })
  })
