import { inscrireOrganisme, type OrganismeSaisi } from '#modules/annuaire'
import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { administreLaCooperation } from '../domain/droits.ts'
import {
  type Changement,
  changerRole,
  entrer,
  LIBELLES_ROLE,
  type Periode,
  type RefusMembre,
  type ROLES_ORDINAIRES,
  sortir,
  transmettreCoordination,
} from '../domain/membres.ts'
import { ecrireChangements, lockPeriodes } from './membres.repository.ts'

const INTERDIT = refuser({ code: 'interdit' as const })
const INTROUVABLE = refuser({ code: 'introuvable' as const })

type RoleOrdinaire = (typeof ROLES_ORDINAIRES)[number]

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
      resume: `Entrée de ${demande.libelle} comme ${LIBELLES_ROLE[demande.role].toLowerCase()}, à compter du ${demande.du}`,
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
    resume: `Sortie de ${libelle} à la fin du ${au}`,
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
    resume: `${demande.libelle} devient ${LIBELLES_ROLE[demande.role].toLowerCase()} le ${demande.du}`,
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
    resume: `${demande.libelle} coordonne à compter du ${demande.du}`,
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
