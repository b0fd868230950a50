import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu, type PagePerimee } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { instantParis } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import type { Procedure } from '../domain/attente.ts'
import { type Critere, type FauteDeCriteres, verifierCriteres } from '../domain/criteres.ts'
import { conduit } from '../domain/droits.ts'
import { repartir } from '../domain/lots.ts'
import { ecritureCanonique, type OffreSaisie, peutOuvrir, type RefusOuverture } from '../domain/offres.ts'
import { findOperation, type OperationLue } from '../operations/operations.queries.ts'
import { findMarche, listEmployeursRecenses, type MarcheLu, type Niveau } from './marche.queries.ts'

export type RefusMarche =
  | PagePerimee
  | {
      readonly code:
        | 'interdit'
        | 'introuvable'
        | 'publie'
        | 'pas-publie'
        | 'sans-lot'
        | 'limite-passee'
        | 'ouvert'
        | 'pas-ouvert'
        | 'lot-existe'
        | 'lot-inconnu'
        | 'offre-existe'
        | 'reponse-publiee'
        | 'notes-closes'
    }
  | { readonly code: 'criteres'; readonly faute: FauteDeCriteres }
  | { readonly code: 'lots-a-corriger'; readonly sansLot: number; readonly enDouble: number }
  | { readonly code: 'ouverture'; readonly refus: RefusOuverture }

export type FicheMarche = {
  readonly procedure: Procedure
  readonly profil: string
  readonly reference: string
  readonly cpv: string
  readonly dureeMois: number
  readonly limite: Date | null
  readonly niveaux: readonly Niveau[]
  readonly criteres: readonly Critere[]
}
export type FicheLot = {
  readonly numero: number
  readonly objet: string
  readonly departements: readonly string[]
  readonly agentsMin: number
  readonly agentsMax: number | null
}

type Mene = { readonly operation: OperationLue; readonly marche: MarcheLu }

/** Loads a purchase and its consultation for the member that leads it, and it alone. */
export async function charger(tx: Tx, acteur: Acteur, id: string): Promise<Result<Mene, RefusMarche>> {
  const operation = await findOperation(tx, id)
  if (!operation) return refuser({ code: 'introuvable' })
  if (!conduit(acteur, operation)) return refuser({ code: 'interdit' })
  const marche = await findMarche(tx, id)
  return marche ? accepter({ operation, marche }) : refuser({ code: 'introuvable' })
}

export const noter = (tx: Tx, acteur: Acteur, maintenant: Date, id: string, action: string, resume: string) =>
  consigner(tx, acteur, maintenant, { action: `achat.${action}`, objet: { type: 'achat', id }, resume })

const enColonnes = (f: FicheMarche) => ({
  procedure: f.procedure,
  profil: f.profil,
  reference: f.reference,
  cpv: f.cpv,
  duree_mois: f.dureeMois,
  limite: f.limite,
  niveaux: JSON.stringify(f.niveaux),
  criteres: JSON.stringify(f.criteres),
})

/** Writes the sheet of the consultation: levels, criteria, buyer profile, deadline. Once published it does not move (the database refuses too). */
export const preparerMarche = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  fiche: FicheMarche,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const operation = await findOperation(tx, id)
    if (!operation) return refuser({ code: 'introuvable' })
    if (!conduit(acteur, operation)) return refuser({ code: 'interdit' })
    const marche = await findMarche(tx, id)
    if (marche?.publieLe) return refuser({ code: 'publie' })
    if (!marche)
      await tx
        .insertInto('achat_marche')
        .values({ operation_id: id, cooperation_id: acteur.cooperationId, ...enColonnes(fiche) })
        .execute()
    else {
      const ecrit = await tx
        .updateTable('achat_marche')
        .set(enColonnes(fiche))
        .where('operation_id', '=', id)
        .where('version', '=', version)
        .returning('version')
        .executeTakeFirst()
      if (!ecrit) return refuser({ code: 'page-perimee' })
    }
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      'preparer_marche',
      `Consultation de « ${operation.titre} » préparée`,
    )
    return accepter(null)
  })

/** Adds a lot, or corrects the one of that number. */
export const ecrireLot = (base: Base, acteur: Acteur, id: string, lot: FicheLot, maintenant: Date) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    if (mene.valeur.marche.publieLe) return refuser({ code: 'publie' })
    const colonnes = {
      objet: lot.objet,
      departements: [...lot.departements],
      agents_min: lot.agentsMin,
      agents_max: lot.agentsMax,
    }
    await tx
      .insertInto('achat_lot')
      .values({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        operation_id: id,
        numero: lot.numero,
        ...colonnes,
      })
      .onConflict((c) => c.columns(['operation_id', 'numero']).doUpdateSet(colonnes))
      .execute()
    await noter(tx, acteur, maintenant, id, 'ecrire_lot', `Lot ${lot.numero} : ${lot.objet}`)
    return accepter(null)
  })

/** Withdraws a lot of a consultation being prepared. */
export const retirerLot = (base: Base, acteur: Acteur, id: string, lotId: string, maintenant: Date) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    if (mene.valeur.marche.publieLe) return refuser({ code: 'publie' })
    const lot = mene.valeur.marche.lots.find((l) => l.id === lotId)
    if (!lot) return refuser({ code: 'lot-inconnu' })
    await tx.deleteFrom('achat_lot').where('id', '=', lotId).execute()
    await noter(tx, acteur, maintenant, id, 'retirer_lot', `Lot ${lot.numero} retiré`)
    return accepter(null)
  })

/**
 * Publishes: criteria make 100, every employer of the census is in one lot and one only, the deadline is to come by the clock of the database. From then on
 * nothing of it moves but the deadline, which may be put back before bids open.
 */
export const publierMarche = (base: Base, acteur: Acteur, id: string, version: number, maintenant: Date) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    const { marche } = mene.valeur
    if (marche.publieLe) return refuser({ code: 'publie' })
    const faute = verifierCriteres(marche.criteres)
    if (faute) return refuser({ code: 'criteres', faute })
    if (marche.lots.length === 0) return refuser({ code: 'sans-lot' })
    if (!marche.limite || marche.limite <= marche.maintenant) return refuser({ code: 'limite-passee' })
    const { sansLot, enDouble } = repartir(await listEmployeursRecenses(tx, id), marche.lots)
    if (sansLot.length + enDouble.length > 0)
      return refuser({ code: 'lots-a-corriger', sansLot: sansLot.length, enDouble: enDouble.length })
    return avancer(
      tx,
      acteur,
      mene.valeur,
      version,
      sql`publie_le = now()`,
      'publier_marche',
      'Marché publié',
      maintenant,
    )
  })

/** Puts the deadline back, before bids open. */
export const reporterLimite = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  limite: Date,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    const { marche } = mene.valeur
    if (!marche.publieLe) return refuser({ code: 'pas-publie' })
    if (marche.ouvertLe) return refuser({ code: 'ouvert' })
    if (limite <= marche.maintenant || limite <= marche.limite!) return refuser({ code: 'limite-passee' })
    return avancer(
      tx,
      acteur,
      mene.valeur,
      version,
      sql`limite = ${limite}`,
      'reporter',
      'Date limite reportée',
      maintenant,
    )
  })

/** Notes that bids were opened: only past the deadline, by the clock of the database. */
export const ouvrirPlis = (base: Base, acteur: Acteur, id: string, version: number, maintenant: Date) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    const refus = peutOuvrir(mene.valeur.marche, mene.valeur.marche.maintenant)
    if (refus) return refuser({ code: 'ouverture', refus })
    return avancer(
      tx,
      acteur,
      mene.valeur,
      version,
      sql`ouvert_le = now()`,
      'ouvrir_plis',
      'Plis ouverts',
      maintenant,
    )
  })

export async function avancer(
  tx: Tx,
  acteur: Acteur,
  { operation }: Mene,
  version: number,
  ecriture: ReturnType<typeof sql>,
  action: string,
  resume: string,
  maintenant: Date,
): Promise<Result<null, RefusMarche>> {
  const ecrit =
    await sql`update achat_marche set ${ecriture} where operation_id = ${operation.id} and version = ${version} returning version`.execute(
      tx,
    )
  if (ecrit.rows.length === 0) return refuser({ code: 'page-perimee' })
  await noter(tx, acteur, maintenant, operation.id, action, `${resume} : « ${operation.titre} »`)
  return accepter(null)
}

/** Keeps a question, without the name of who asked. */
export const poserQuestion = (
  base: Base,
  acteur: Acteur,
  id: string,
  texte: string,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const question = nouvelId()
    if (await dejaRecu(tx, acteur.cooperationId, cle, question)) return accepter(null)
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    if (!mene.valeur.marche.publieLe) return refuser({ code: 'pas-publie' })
    await tx
      .insertInto('achat_question')
      .values({
        id: question,
        cooperation_id: acteur.cooperationId,
        operation_id: id,
        texte,
        posee_le: maintenant,
      })
      .execute()
    await noter(tx, acteur, maintenant, id, 'poser_question', 'Question d’un candidat reçue')
    return accepter(null)
  })

/** Publishes the answer to all the candidates: it is not written again afterwards. */
export const repondreAQuestion = (
  base: Base,
  acteur: Acteur,
  id: string,
  question: { readonly id: string; readonly version: number; readonly reponse: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    const lue = await tx
      .selectFrom('achat_question')
      .select('publiee_le')
      .where('id', '=', question.id)
      .where('operation_id', '=', id)
      .executeTakeFirst()
    if (!lue) return refuser({ code: 'introuvable' })
    if (lue.publiee_le) return refuser({ code: 'reponse-publiee' })
    const ecrit = await tx
      .updateTable('achat_question')
      .set({ reponse: question.reponse, publiee_le: maintenant })
      .where('id', '=', question.id)
      .where('version', '=', question.version)
      .returning('id')
      .executeTakeFirst()
    if (!ecrit) return refuser({ code: 'page-perimee' })
    await noter(tx, acteur, maintenant, id, 'repondre_question', 'Réponse publiée à tous les candidats')
    return accepter(null)
  })

/** Fingerprint of the terms of a bid. */
export const empreinteDe = (offre: OffreSaisie): string =>
  createHash('sha256').update(ecritureCanonique(offre)).digest('hex')

/**
 * Records bids once they are open. Received after the deadline, a bid is kept with its proof and set aside: it takes no part. Its terms never change after:
 * the application may not update them.
 */
export const ajouterOffres = (
  base: Base,
  acteur: Acteur,
  id: string,
  offres: readonly OffreSaisie[],
  source: 'fichier' | 'saisie',
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<{ readonly tardives: number }, RefusMarche>> => {
    if (await dejaRecu(tx, acteur.cooperationId, cle, id)) return accepter({ tardives: 0 })
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    const { marche } = mene.valeur
    if (!marche.ouvertLe) return refuser({ code: 'pas-ouvert' })
    if (marche.notesClosesLe) return refuser({ code: 'notes-closes' })
    let tardives = 0
    for (const offre of offres) {
      const lot = marche.lots.find(({ numero }) => numero === offre.lot)
      if (!lot) return refuser({ code: 'lot-inconnu' })
      const recuLe = instantParis(offre.recuLe.jour, offre.recuLe.heure)
      const ecrite = await sql<{ tardive: boolean }>`
        insert into achat_offre (id, cooperation_id, operation_id, lot_id, lettre, candidat, siret, recu_le, preuve, tardive, taux, gel_annees, hausse_max,
          garanties, empreinte, source, ajoutee_le)
        select ${nouvelId()}, ${acteur.cooperationId}, ${id}, ${lot.id},
          chr(65 + (select count(*)::int from achat_offre where lot_id = ${lot.id})), ${offre.candidat}, ${offre.siret}, ${recuLe}, ${offre.preuve},
          ${recuLe} > m.limite, ${JSON.stringify(offre.taux)}::jsonb, ${offre.gelAnnees}, ${offre.hausseMax}, ${offre.garanties},
          ${empreinteDe(offre)}, ${source}, now()
        from achat_marche m where m.operation_id = ${id} on conflict do nothing returning tardive`.execute(tx)
      if (ecrite.rows.length === 0) return refuser({ code: 'offre-existe' })
      if (ecrite.rows[0]!.tardive) tardives++
    }
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      'ajouter_offres',
      `${offres.length} offre(s) enregistrée(s), dont ${tardives} hors délai`,
    )
    return accepter({ tardives })
  })

/** Says why a bid is irregular, or takes it back; before notes are closed. */
export const declarerIrreguliere = (
  base: Base,
  acteur: Acteur,
  id: string,
  offreId: string,
  motif: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusMarche>> => {
    const mene = await charger(tx, acteur, id)
    if (!mene.ok) return mene
    if (mene.valeur.marche.notesClosesLe) return refuser({ code: 'notes-closes' })
    const ecrit = await tx
      .updateTable('achat_offre')
      .set({ irreguliere: motif })
      .where('id', '=', offreId)
      .where('operation_id', '=', id)
      .returning('lettre')
      .executeTakeFirst()
    if (!ecrit) return refuser({ code: 'introuvable' })
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      'irreguliere',
      `Offre ${ecrit.lettre} : ${motif || 'de nouveau régulière'}`,
    )
    return accepter(null)
  })
