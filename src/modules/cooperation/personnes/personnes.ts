import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, engageSonOrganisme, type Fonction } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { estId, nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import {
  cloreMandat,
  donnerMandat,
  LIBELLES_FONCTION,
  type MandatEnCours,
  planifierElection,
  type Succession,
} from '../domain/mandats.ts'

const INTERDIT = refuser({ code: 'interdit' as const })
const INTROUVABLE = refuser({ code: 'introuvable' as const })

export type MandatEnListe = MandatEnCours & {
  readonly nom: string
  readonly courriel: string
  readonly organismeId: string
  readonly libelle: string
  readonly territoire: string
  readonly role: string
  readonly acte: string | null
  readonly version: number
  readonly remplacant: string | null
  readonly remplaceJusquau: Jour | null
}

/** Mandates held today or to come, member by member, with who stands in for an absent holder. */
export async function listMandats(tx: Tx, aujourdhui: Jour): Promise<MandatEnListe[]> {
  const { rows } = await sql<MandatEnListe>`
    select m.id, m.fonction, m.personne_id as "personneId", m.du, m.au, p.nom, p.courriel, m.organisme_id as "organismeId", b.libelle,
      b.territoire, b.role, m.acte_designation as acte, m.version, q.nom as remplacant, r.au as "remplaceJusquau"
    from membre b
    join mandat m on m.cooperation_id = b.cooperation_id and m.organisme_id = b.organisme_id
    join personne p on p.id = m.personne_id
    left join remplacement r on r.mandat_id = m.id and r.du <= ${aujourdhui} and r.au >= ${aujourdhui}
    left join personne q on q.id = r.remplacant_id
    where m.au is null or m.au >= ${aujourdhui}
    order by b.ordre, m.fonction, p.nom`.execute(tx)
  return rows
}

async function mandatsDuMembre(tx: Tx, organismeId: string): Promise<MandatEnCours[]> {
  return tx
    .selectFrom('mandat')
    .select(['id', 'fonction', 'personne_id as personneId', 'du', 'au'])
    .where('organisme_id', '=', organismeId)
    .forUpdate()
    .execute()
}

/** The record of an address in this cooperation: the same person keeps one record whatever her functions. */
async function personneDe(tx: Tx, acteur: Acteur, nom: string, courriel: string): Promise<string> {
  const connue = await tx
    .selectFrom('personne')
    .select('id')
    .where('courriel', '=', courriel)
    .executeTakeFirst()
  if (connue) return connue.id
  const id = nouvelId()
  await tx
    .insertInto('personne')
    .values({ cooperation_id: acteur.cooperationId, id, nom, courriel })
    .execute()
  return id
}

export type Invitation = {
  readonly nom: string
  readonly courriel: string
  readonly fonction: Fonction
  readonly du: Jour
  readonly acte: string
}

/** Gives a function in the actor's own organisation. */
export const inviterPersonne = (
  base: Base,
  acteur: Acteur,
  demande: Invitation,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!engageSonOrganisme.autorise(acteur)) return INTERDIT
    const issue = donnerMandat(await mandatsDuMembre(tx, acteur.organismeId), demande)
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    if (!issue.ok) return issue
    await ajouterMandat(tx, acteur, id, demande)
    await consigner(tx, acteur, maintenant, {
      action: 'mandat.donner',
      objet: { type: 'mandat', id },
      resume: `${LIBELLES_FONCTION[demande.fonction]} de ${acteur.libelle}, à compter du ${demande.du}`,
    })
    return accepter({ id })
  })

async function ajouterMandat(
  tx: Tx,
  acteur: Acteur,
  id: string,
  { nom, courriel, fonction, du, acte }: Invitation,
): Promise<void> {
  await tx
    .insertInto('mandat')
    .values({
      id,
      cooperation_id: acteur.cooperationId,
      organisme_id: acteur.organismeId,
      personne_id: await personneDe(tx, acteur, nom, courriel),
      fonction,
      du,
      acte_designation: acte || null,
    })
    .execute()
}

/** Ends a mandate of the actor's own organisation; it stays in the history. */
export const terminerMandat = (base: Base, acteur: Acteur, id: string, au: Jour, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    if (!engageSonOrganisme.autorise(acteur)) return INTERDIT
    const mandats = (await mandatsDuMembre(tx, acteur.organismeId)).filter(
      (mandat) => mandat.au === null || mandat.au >= jourDe(maintenant),
    )
    if (!mandats.some((mandat) => mandat.id === id)) return INTROUVABLE
    const issue = cloreMandat(mandats, id, au)
    if (!issue.ok) return issue
    await tx.updateTable('mandat').set({ au }).where('id', '=', id).execute()
    await consigner(tx, acteur, maintenant, {
      action: 'mandat.terminer',
      objet: { type: 'mandat', id },
      resume: `Mandat terminé le ${au}`,
    })
    return accepter({ id })
  })

/** Changes at once every mandate named, after an election: one transaction, history kept. */
export const enregistrerElection = (
  base: Base,
  acteur: Acteur,
  successions: readonly Succession[],
  du: Jour,
  acte: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!engageSonOrganisme.autorise(acteur)) return INTERDIT
    const mandats = (await mandatsDuMembre(tx, acteur.organismeId)).filter(({ au }) => au === null)
    const plan = planifierElection(mandats, successions, du)
    if (!plan.ok) return plan
    if (plan.valeur.length === 0) return refuser({ code: 'aucun-changement' as const })
    for (const { clos, au, succession } of plan.valeur) {
      await tx.updateTable('mandat').set({ au }).where('id', '=', clos.id).execute()
      await ajouterMandat(tx, acteur, nouvelId(), { ...succession, fonction: clos.fonction, du, acte })
    }
    await consigner(tx, acteur, maintenant, {
      action: 'mandat.election',
      objet: { type: 'mandat' },
      resume: `${compte(plan.valeur.length, 'mandat renouvelé', 'mandats renouvelés')} pour ${acteur.libelle}, à compter du ${du}`,
    })
    return accepter({ nouveaux: plan.valeur.map(({ succession }) => succession) })
  })

export type Absence = {
  readonly mandatId: string
  readonly nom: string
  readonly courriel: string
  readonly du: Jour
  readonly au: Jour
  readonly motif: string
}

/** Covers an absence: another person holds the function for a time, and it ends by itself. */
export const couvrirAbsence = (base: Base, acteur: Acteur, absence: Absence, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    if (!engageSonOrganisme.autorise(acteur)) return INTERDIT
    if (absence.au < absence.du) return refuser({ code: 'dates-en-desordre' as const })
    const mandat =
      estId(absence.mandatId) &&
      (await mandatsDuMembre(tx, acteur.organismeId)).find(({ id }) => id === absence.mandatId)
    if (!mandat) return INTROUVABLE
    const remplacant = await personneDe(tx, acteur, absence.nom, absence.courriel)
    if (remplacant === mandat.personneId) return refuser({ code: 'se-remplace-soi-meme' as const })
    const id = nouvelId()
    await tx
      .insertInto('remplacement')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        organisme_id: acteur.organismeId,
        mandat_id: mandat.id,
        remplacant_id: remplacant,
        du: absence.du,
        au: absence.au,
        motif: absence.motif,
      })
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'mandat.remplacer',
      objet: { type: 'mandat', id: mandat.id },
      resume: `${LIBELLES_FONCTION[mandat.fonction]} de ${acteur.libelle} remplacée du ${absence.du} au ${absence.au}`,
    })
    return accepter({ id })
  })
