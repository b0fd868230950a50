import { createHash } from 'node:crypto'
import type { Acteur } from '#shared/acteur.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { compte } from '#shared/typographie.ts'
import type { Base, Tx } from '../base/base.ts'
import { consigner } from '../journal/consigner.ts'
import type { Envoi, RefusImport } from './deposer.ts'
import type { GenreImport } from './genre.ts'
import {
  findImportAEcrire,
  finirImport,
  garderApercu,
  refuserImport,
  verrouiller,
} from './imports.repository.ts'
import { type Apercu, apercevoir } from './lire.ts'
export const LIGNES_SANS_TACHE = 500

export const PERIME =
  'Les données ont changé depuis cet aperçu. Rien n’a été écrit. Relisez l’aperçu ci-dessous, qui est à jour, puis confirmez-le.'

/** What the job does for a large file: the same reading. Done again, it changes nothing. */
export const lireImport = (base: Base, acteur: Acteur, genre: GenreImport, id: string, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    const depose = await findImportAEcrire(tx, genre, id)
    if (depose?.etat !== 'lecture' || !depose.contenu) return
    await lireDans(tx, acteur, genre, id, depose.contenu, maintenant)
  })

/** Reads the file of an import: keeps its preview, or the reason why it cannot be read. */
export async function lireDans(
  tx: Tx,
  acteur: Acteur,
  genre: GenreImport,
  id: string,
  contenu: Uint8Array,
  maintenant: Date,
): Promise<void> {
  const lu = await apercevoir(tx, acteur, genre, contenu, maintenant)
  if (lu.ok) await garderApercu(tx, acteur, id, lu.valeur)
  else await refuserImport(tx, id, lu.refus, maintenant)
}

/**
 * Writes what the preview showed, all or nothing. What would be written is decided again under a lock: if it is no longer what the person
 * read, nothing is written and the new preview waits for her.
 * @param empreinte the fingerprint of the preview that she read
 */
export const confirmer = async (
  base: Base,
  acteur: Acteur,
  genre: GenreImport,
  id: string,
  empreinte: string,
  maintenant: Date,
  envoyer: Envoi,
): Promise<Result<{ readonly etat: string }, RefusImport>> => {
  const issue = await base.enTantQue(acteur, async (tx) => {
    if (!genre.droit.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const connu = await findImportAEcrire(tx, genre, id)
    if (!connu) return refuser({ code: 'introuvable' as const })
    // Sent twice, or from a second tab: what the first one did is the answer.
    if (connu.etat !== 'a_confirmer' || !connu.contenu) return accepter({ etat: connu.etat })
    if (connu.empreinte !== empreinte) return refuser({ code: 'perime' as const })
    if (connu.nouvelles + connu.changees === 0) return refuser({ code: 'rien-a-ecrire' as const })
    if (connu.nouvelles + connu.changees > LIGNES_SANS_TACHE) {
      await tx.updateTable('import_tableau').set({ etat: 'ecriture' }).where('id', '=', id).execute()
      await envoyer(tx, 'ecrire', id)
      return accepter({ etat: 'ecriture' })
    }
    return accepter({
      etat: await ecrireDans(tx, acteur, genre, { ...connu, contenu: connu.contenu, empreinte }, maintenant),
    })
  })
  // The new preview is kept: for the transaction this is no refusal, which would take it back.
  return issue.ok && issue.valeur.etat === 'perime' ? refuser({ code: 'perime' }) : issue
}

type ImportAEcrire = {
  readonly id: string
  readonly nom: string
  readonly contenu: Uint8Array
  readonly empreinte: string
}

/** Writes the table, or keeps the preview of what it would write today when that is no longer what was read. */
async function ecrireDans(
  tx: Tx,
  acteur: Acteur,
  genre: GenreImport,
  { id, nom, contenu, empreinte }: ImportAEcrire,
  maintenant: Date,
  avancer: (fait: number) => Promise<void> = async () => {},
): Promise<'fait' | 'perime'> {
  await verrouiller(tx, acteur, genre)
  const lu = await apercevoir(tx, acteur, genre, contenu, maintenant)
  if (!lu.ok || lu.valeur.empreinte !== empreinte) {
    if (lu.ok) await garderApercu(tx, acteur, id, lu.valeur, PERIME)
    else await refuserImport(tx, id, lu.refus, maintenant)
    return 'perime'
  }
  await lu.valeur.plan.ecrire(avancer)
  await finirImport(tx, id, maintenant)
  await consignerImport(tx, acteur, genre, { id, nom, contenu }, lu.valeur, maintenant)
  return 'fait'
}

/** One entry for the whole file: what it was, how many lines did what. */
async function consignerImport(
  tx: Tx,
  acteur: Acteur,
  genre: GenreImport,
  { id, nom, contenu }: Pick<ImportAEcrire, 'id' | 'nom' | 'contenu'>,
  { lignes }: Apercu,
  maintenant: Date,
): Promise<void> {
  const combien = (etat: string) => lignes.filter((ligne) => ligne.etat === etat).length
  const comptes = {
    nouvelles: combien('nouvelle'),
    changees: combien('changee'),
    inchangees: combien('inchangee'),
    refusees: combien('refusee'),
  }
  await consigner(tx, acteur, maintenant, {
    action: `import.${genre.cle}`,
    objet: { type: 'import_tableau', id },
    resume: `${genre.titre} ${deNom(acteur.libelle)} importés : ${compte(comptes.nouvelles, 'nouvelle ligne', 'nouvelles lignes')}, ${compte(comptes.changees, 'changée')}, ${compte(comptes.refusees, 'refusée')}`,
    donnees: { fichier: nom, sha256: createHash('sha256').update(contenu).digest('hex'), ...comptes },
  })
}

/** What the job does for a large import. Progress is told outside the transaction that writes; done again, it changes nothing. */
export const ecrireImport = async (
  base: Base,
  acteur: Acteur,
  genre: GenreImport,
  id: string,
  maintenant: Date,
): Promise<void> => {
  const avancer = (fait: number) =>
    base.enTantQue(acteur, async (tx) => {
      await tx.updateTable('import_tableau').set({ fait }).where('id', '=', id).execute()
    })
  await base.enTantQue(acteur, async (tx) => {
    // Not `for update`: the row must stay free for the progress. The lock on the kind keeps a second worker away.
    await verrouiller(tx, acteur, genre)
    const connu = await tx
      .selectFrom('import_tableau')
      .select(['id', 'nom', 'contenu', 'empreinte'])
      .where('id', '=', id)
      .where('etat', '=', 'ecriture')
      .executeTakeFirst()
    if (!connu?.contenu || connu.empreinte === null) return
    await ecrireDans(
      tx,
      acteur,
      genre,
      { id, nom: connu.nom, contenu: connu.contenu, empreinte: connu.empreinte },
      maintenant,
      avancer,
    )
  })
}
