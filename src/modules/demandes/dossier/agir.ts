import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Json } from '#platform/base/schema.gen.ts'
import { type FichierRecu, insertFichier } from '#platform/fichiers/fichiers.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { calendrierDe, type DemandeLue, listEvenements, lockDemande } from '../demandes.queries.ts'
import { tientLeDossier, tientUneMairie } from '../domain/droits.ts'
import { avancer, type Cote, CYCLE, type DemandeDeGeste, type Etat, type Geste } from '../domain/etats.ts'
import { lireHorloges, type Passage, prisePromise, reponsePromise } from '../domain/horloges.ts'
import type { RefusDemande } from '../expliquer.ts'

/** Who writes: a person of the cooperation, or somebody known by a signed link. */
export type Auteur = Pick<Acteur, 'cooperationId' | 'organismeId' | 'nom' | 'libelle'> & {
  readonly personneId: string | null
  /** In whose name files are kept, when it is not the author's organisation (a centre files the mail of a town hall). */
  readonly fichiersDe?: string
}

export type SaisieGeste = DemandeDeGeste & {
  readonly courriel?: string
  readonly fichiers?: readonly FichierRecu[]
  /** The number that the national site gave to a vacancy. */
  readonly national?: string
  /** The message by which it came, when it came by mail. */
  readonly courrielId?: string
}

/** On which side of a request a person stands; null: she may read it, and no more. */
export const coteDe = (acteur: Acteur, demande: DemandeLue): Cote | null => {
  if (tientUneMairie.autorise(acteur)) return 'mairie'
  return tientLeDossier(acteur, demande) ? 'cdg' : null
}

export type Evenement = {
  readonly geste: string
  readonly ancien: Etat | null
  readonly nouveau: Etat
  readonly texte?: string
  readonly donnees?: Readonly<Record<string, string>>
  readonly visible?: 'tous' | 'cdg'
}

/** Writes what was done on a request, with its files. */
export async function ecrireEvenement(
  tx: Tx,
  auteur: Auteur,
  demande: Pick<DemandeLue, 'id' | 'organismeId'>,
  { geste, ancien, nouveau, texte = '', donnees = {}, visible = 'tous' }: Evenement,
  maintenant: Date,
  fichiers: readonly FichierRecu[] = [],
): Promise<string> {
  const id = nouvelId(+maintenant)
  await tx
    .insertInto('demande_evenement')
    .values({
      id,
      cooperation_id: auteur.cooperationId,
      demande_id: demande.id,
      survenu_le: maintenant,
      geste,
      ancien,
      nouveau,
      visible,
      cache_a: visible === 'cdg' ? demande.organismeId : null,
      organisme_id: auteur.organismeId,
      personne_id: auteur.personneId,
      acteur: `${auteur.nom}, ${auteur.libelle}`.slice(0, 200),
      texte,
      donnees: JSON.stringify(donnees) as Json,
    })
    .execute()
  for (const fichier of fichiers) {
    const fichierId = await insertFichier(
      tx,
      { ...auteur, organismeId: auteur.fichiersDe ?? auteur.organismeId },
      fichier,
      maintenant,
    )
    await tx
      .insertInto('demande_piece')
      .values({
        id: nouvelId(+maintenant),
        cooperation_id: auteur.cooperationId,
        demande_id: demande.id,
        evenement_id: id,
        fichier_id: fichierId,
      })
      .execute()
  }
  return id
}

/** Changes of state of a request, from what happened. */
export const passagesDe = (
  evenements: readonly { readonly survenuLe: Date; readonly ancien: Etat | null; readonly nouveau: Etat }[],
): Passage[] =>
  evenements.flatMap(({ survenuLe, ancien, nouveau }) =>
    ancien === nouveau ? [] : [{ le: survenuLe, etat: nouveau }],
  )

/**
 * Does a deed of the table on a request: decided, written, clocks recomputed from everything that happened. Two people at once: the second
 * one is told, nothing is overwritten.
 */
export const agir = (
  base: Base,
  acteur: Acteur,
  id: string,
  geste: Geste,
  version: number,
  saisie: SaisieGeste,
  cle: string | undefined,
  maintenant: Date,
): Promise<Result<{ readonly demande: DemandeLue }, RefusDemande>> =>
  base.enTantQue(acteur, async (tx) => {
    const demande = await lockDemande(tx, id)
    if (!demande) return refuser({ code: 'introuvable' as const })
    const cote = coteDe(acteur, demande)
    if (!cote) return refuser({ code: 'lecture-seule' as const })
    if (await dejaRecu(tx, acteur.cooperationId, cle, id)) return accepter({ demande })
    if (demande.version !== version && geste === 'prendre' && demande.responsable)
      return refuser({ code: 'deja-prise' as const, par: demande.responsable })
    if (demande.version !== version) return refuser({ code: 'page-perimee' as const })
    return faire(tx, acteur, demande, geste, cote, saisie, maintenant)
  })

/** The deed itself, once the request is held and the side known. */
export async function faire(
  tx: Tx,
  auteur: Auteur,
  demande: DemandeLue,
  geste: Geste,
  cote: Cote,
  saisie: SaisieGeste,
  maintenant: Date,
): Promise<Result<{ readonly demande: DemandeLue }, RefusDemande>> {
  const fin = demande.closeLe ?? demande.repondueLe
  const decide = avancer(
    { etat: demande.etat, repondueLe: fin && jourDe(fin), relances: demande.relances },
    geste,
    cote,
    saisie,
    jourDe(maintenant),
  )
  if (!decide.ok) return decide
  const etat = decide.valeur
  const { texte, avant, tiers } = saisie
  const revient = geste === 'rouvrir' && (await partageFini(tx, demande))
  await ecrireEvenement(
    tx,
    auteur,
    demande,
    {
      geste,
      ancien: demande.etat,
      nouveau: etat,
      texte,
      donnees: {
        ...(avant && etat === 'ATTENTE_COLLECTIVITE' && { avant }),
        ...(tiers && { tiers }),
        ...(saisie.courrielId && { courriel: saisie.courrielId }),
        ...(saisie.national && { national: saisie.national }),
      },
    },
    maintenant,
    saisie.fichiers,
  )
  if (revient)
    await ecrireEvenement(
      tx,
      auteur,
      demande,
      { geste: 'retour_guichet', ancien: etat, nouveau: etat, donnees: { avec: demande.traitant } },
      maintenant,
    )
  await tx
    .updateTable('demande')
    .set({
      etat,
      ...(revient && { traitant_id: demande.guichetId, responsable_id: null }),
      question: etat === 'ATTENTE_COLLECTIVITE' ? texte : '',
      attente_avant: etat === 'ATTENTE_COLLECTIVITE' ? avant : null,
      tiers: etat === 'ATTENTE_TIERS' || etat === 'REORIENTEE' ? tiers : '',
      tiers_courriel: etat === 'ATTENTE_TIERS' ? (saisie.courriel ?? '') : '',
      relances: 0,
      fait_nouveau: FAITS_NOUVEAUX[geste] ?? '',
      ...(geste === 'prendre' && { responsable_id: auteur.personneId }),
      ...(etat === 'REPONDUE' && { repondue_le: maintenant }),
      ...(['CLOTUREE', 'SANS_SUITE', 'ANNULEE', 'REORIENTEE'].includes(etat) && { close_le: maintenant }),
      ...(etat === 'ROUVERTE' && { close_le: null, repondue_le: null }),
      ...(await temps(tx, demande, maintenant, etat === 'ATTENTE_COLLECTIVITE' ? avant : null)),
    })
    .where('id', '=', demande.id)
    .execute()
  await consigner(
    tx,
    { ...auteur, personneId: auteur.personneId ?? '00000000-0000-0000-0000-000000000000' },
    maintenant,
    {
      action: `demande.${geste}`,
      objet: { type: 'demande', id: demande.id },
      resume: `Demande ${demande.numero ?? ''} : ${CYCLE[geste].libelle.toLocaleLowerCase('fr')}`,
    },
  )
  // In a statement of its own: it looks at who treats the request from now on.
  if (revient) await sql`select retirer_l_acces(${demande.id}, ${demande.traitantId})`.execute(tx)
  return accepter({ demande: { ...demande, etat } })
}

/** True when another centre still treats the request by a share that is over: opened again, it is its guichet's. */
async function partageFini(tx: Tx, { id, traitantId, guichetId }: DemandeLue): Promise<boolean> {
  if (traitantId === guichetId) return false
  const { rows } = await sql<{ fini: boolean }>`select partage_de_traitement_fini(${id}) as fini`.execute(tx)
  return rows[0]!.fini
}

const FAITS_NOUVEAUX: Readonly<Partial<Record<Geste, string>>> = {
  completer: 'La collectivité a répondu',
  recevoir_tiers: 'Le tiers a répondu',
  rouvrir: 'La collectivité a rouvert la demande',
}

/** Clocks and promises, recomputed from everything that happened until now. */
async function temps(tx: Tx, demande: DemandeLue, maintenant: Date, avant: string | null) {
  const calendrier = calendrierDe(demande)
  const passages = passagesDe(await listEvenements(tx, demande.id))
  const horloges = lireHorloges(passages, maintenant, calendrier)
  const depot = demande.deposeeLe ?? passages.find(({ etat }) => etat === 'DEPOSEE')?.le ?? null
  return {
    cumul_cdg: horloges.cdg,
    cumul_collectivite: horloges.collectivite,
    cumul_tiers: horloges.tiers,
    depuis: maintenant,
    prise_avant: depot && prisePromise(depot, demande, calendrier),
    promise_le: reponsePromise(passages, demande, maintenant, avant, calendrier),
  }
}

/** The promises of a request whose guichet changed its calendar: nothing happened to it, its dates move. Its clocks are replayed at its next deed. */
export async function recalculer(tx: Tx, demande: DemandeLue, maintenant: Date): Promise<void> {
  const { prise_avant, promise_le } = await temps(tx, demande, maintenant, demande.attenteAvant)
  await tx.updateTable('demande').set({ prise_avant, promise_le }).where('id', '=', demande.id).execute()
}
