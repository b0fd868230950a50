import type { Base } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { date } from '#shared/typographie.ts'
import { administreLaCooperation } from '../domain/droits.ts'
import {
  type Changement,
  changerRole,
  LIBELLES_ROLE,
  type Periode,
  type RefusMembre,
  type ROLES_ORDINAIRES,
  sortir,
  transmettreCoordination,
} from '../domain/membres.ts'
import { ecrireChangements, lockPeriodes } from './membres.repository.ts'

export const INTERDIT = refuser({ code: 'interdit' as const })
const INTROUVABLE = refuser({ code: 'introuvable' as const })

/** A role that a member may be given directly. */
export type RoleOrdinaire = (typeof ROLES_ORDINAIRES)[number]

/** One decision on the periods of a member: checked, written, journaled. */
const decider = (
  base: Base,
  acteur: Acteur,
  acte: string,
  maintenant: Date,
  decision: (periodes: readonly Periode[]) => Result<readonly Changement[], RefusMembre>,
  trace: { readonly action: string; readonly organismeId: string; readonly resume: string },
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!administreLaCooperation.autorise(acteur)) return INTERDIT
    const issue = decision(await lockPeriodes(tx, acteur.cooperationId))
    if (!issue.ok) return issue.refus.code === 'pas-membre' ? INTROUVABLE : issue
    await ecrireChangements(tx, acteur.cooperationId, issue.valeur, acte || null, jourDe(maintenant))
    await consigner(tx, acteur, maintenant, {
      action: trace.action,
      objet: { type: 'organisme', id: trace.organismeId },
      resume: acte ? `${trace.resume} (${acte})` : trace.resume,
    })
    return accepter({ organismeId: trace.organismeId })
  })

type Demande = { readonly organismeId: string; readonly libelle: string; readonly acte: string }

/** A member leaves at the end of a day: its people lose what the cooperation gave them the day after, its past stays. */
export const faireSortir = (
  base: Base,
  acteur: Acteur,
  { organismeId, libelle, au, acte }: Demande & { readonly au: Jour },
  maintenant: Date,
) =>
  decider(base, acteur, acte, maintenant, (periodes) => sortir(periodes, organismeId, au), {
    action: 'membre.sortir',
    organismeId,
    resume: `Sortie ${deNom(libelle)} à la fin du ${date(au)}`,
  })

/** A member changes its part from a day on. */
export const donnerRole = (
  base: Base,
  acteur: Acteur,
  demande: Demande & { readonly role: RoleOrdinaire; readonly du: Jour },
  maintenant: Date,
) =>
  decider(base, acteur, demande.acte, maintenant, (periodes) => changerRole(periodes, demande), {
    action: 'membre.role',
    organismeId: demande.organismeId,
    resume: `${demande.libelle} devient ${LIBELLES_ROLE[demande.role].toLowerCase()} le ${date(demande.du)}`,
  })

/** The coordination changes hands on a day, by vote or by rotation. */
export const transmettre = (
  base: Base,
  acteur: Acteur,
  demande: Demande & { readonly du: Jour },
  maintenant: Date,
) =>
  decider(base, acteur, demande.acte, maintenant, (periodes) => transmettreCoordination(periodes, demande), {
    action: 'cooperation.transmettre',
    organismeId: demande.organismeId,
    resume: `${demande.libelle} coordonne à compter du ${date(demande.du)}`,
  })

export type FicheMembre = {
  readonly organismeId: string
  readonly libelle: string
  readonly territoire: string
  readonly ordre: number
  readonly version: number
}

/** Renames a member here, or moves it in the order of the tables. `version` is that of the page. */
export const modifierMembre = (base: Base, acteur: Acteur, fiche: FicheMembre, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    if (!administreLaCooperation.autorise(acteur)) return INTERDIT
    const actuel = await tx
      .selectFrom('membre')
      .select('version')
      .where('organisme_id', '=', fiche.organismeId)
      .forUpdate()
      .executeTakeFirst()
    if (!actuel) return INTROUVABLE
    if (actuel.version !== fiche.version) return refuser({ code: 'page-perimee' as const })
    await tx
      .updateTable('membre')
      .set({ libelle: fiche.libelle, territoire: fiche.territoire, ordre: fiche.ordre })
      .where('organisme_id', '=', fiche.organismeId)
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'membre.modifier',
      objet: { type: 'organisme', id: fiche.organismeId },
      resume: `Membre nommé ${fiche.libelle}, rang ${fiche.ordre}`,
    })
    return accepter({ organismeId: fiche.organismeId })
  })
