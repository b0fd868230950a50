import type { Base, Tx } from '#platform/base/base.ts'
import type { Json } from '#platform/base/schema.gen.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { tientLeCatalogue } from '../domain/droits.ts'
import { lireChamps } from '../domain/formulaire.ts'
import type { RefusDemande } from '../expliquer.ts'
import { findType, type TypeLu } from './catalogue.queries.ts'
import { installerCatalogue } from './installer.ts'

export type SaisieType = Omit<TypeLu, 'id' | 'code' | 'chefDeFile' | 'version' | 'local'>
export type SaisieLocale = {
  readonly priseJours: number | null
  readonly reponseJours: number | null
  readonly consigne: string
  readonly propose: boolean
}
type Issue = Promise<Result<{ readonly id: string }, RefusDemande>>

/** Saves a type as a new version: requests under way keep the promise and the form that they had. */
export const modifierType = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  saisie: SaisieType,
  maintenant: Date,
): Issue =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLeCatalogue.autorise(acteur)) return refuser({ code: 'lecture-seule' as const })
    await tx.selectFrom('demande_type').select('id').where('id', '=', id).forUpdate().execute()
    const avant = await findType(tx, id, null)
    if (!avant) return refuser({ code: 'introuvable' as const })
    if (avant.version !== version) return refuser({ code: 'page-perimee' as const })
    const [faute] = lireChamps(saisie.champs).fautes
    if (faute)
      return refuser({
        code: 'inconnu' as const,
        champ: 'champs',
        phrase: `Ligne ${faute.ligne} : ${faute.motif}.`,
      })
    if (saisie.chefDeFileId && !(await estMembre(tx, saisie.chefDeFileId)))
      return refuser({
        code: 'inconnu' as const,
        champ: 'chefDeFile',
        phrase: 'Choisissez un membre de la coopération.',
      })
    await tx
      .updateTable('demande_type')
      .set({
        libelle: saisie.libelle,
        theme: saisie.theme,
        description: saisie.description,
        niveau: saisie.niveau,
        confidentialite: saisie.confidentialite,
        chef_de_file_id: saisie.chefDeFileId,
        prise_jours: saisie.priseJours,
        reponse_jours: saisie.reponseJours,
        delai_legal_mois: saisie.delaiLegalMois,
        delai_legal: saisie.delaiLegal,
        champs: saisie.champs,
        pieces: saisie.pieces,
        actif: saisie.actif,
      })
      .where('id', '=', id)
      .execute()
    await tx
      .insertInto('demande_type_version')
      .values({
        cooperation_id: acteur.cooperationId,
        type_id: id,
        version: version + 1,
        contenu: JSON.stringify(saisie) as Json,
        enregistre_le: maintenant,
        auteur: `${acteur.nom}, ${acteur.libelle}`,
      })
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'demande_type.modifier',
      objet: { type: 'demande_type', id },
      resume: `Catalogue des demandes : ${saisie.libelle}, version ${version + 1}`,
    })
    return accepter({ id })
  })

const estMembre = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.selectFrom('membre').select('organisme_id').where('organisme_id', '=', id).executeTakeFirst()) !==
  undefined

/** What this centre adapts for its own employers; the regional definition stays. */
export const adapterType = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  saisie: SaisieLocale,
  maintenant: Date,
): Issue =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLeCatalogue.autorise(acteur)) return refuser({ code: 'lecture-seule' as const })
    await tx.selectFrom('demande_type').select('id').where('id', '=', id).forUpdate().execute()
    const type = await findType(tx, id, acteur.organismeId)
    if (!type) return refuser({ code: 'introuvable' as const })
    if ((type.local?.version ?? 0) !== version) return refuser({ code: 'page-perimee' as const })
    const valeurs = {
      prise_jours: saisie.priseJours,
      reponse_jours: saisie.reponseJours,
      consigne: saisie.consigne,
      propose: saisie.propose,
    }
    if (type.local)
      await tx
        .updateTable('demande_type_local')
        .set(valeurs)
        .where('type_id', '=', id)
        .where('centre_id', '=', acteur.organismeId)
        .execute()
    else
      await tx
        .insertInto('demande_type_local')
        .values({
          cooperation_id: acteur.cooperationId,
          type_id: id,
          centre_id: acteur.organismeId,
          ...valeurs,
        })
        .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'demande_type.adapter',
      objet: { type: 'demande_type', id },
      resume: `${type.libelle} : délai et consigne adaptés au ${acteur.libelle}`,
    })
    return accepter({ id })
  })

/** Writes the proposed catalogue, once: a cooperation that has one keeps it. */
export const partirDuCatalogue = (base: Base, acteur: Acteur, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    const deja = await tx.selectFrom('demande_type').select('id').limit(1).executeTakeFirst()
    if (!deja)
      await installerCatalogue(tx, acteur.cooperationId, `${acteur.nom}, ${acteur.libelle}`, maintenant)
  })
