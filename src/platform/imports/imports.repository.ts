import { sql } from 'kysely'
import type { Acteur } from '#shared/acteur.ts'
import type { Tx } from '../base/base.ts'
import { type GenreImport, LOT } from './genre.ts'
import { type Apercu, compterLignes, montrer } from './lire.ts'

export type NouvelImport = {
  readonly id: string
  readonly nom: string
  readonly contenu: Uint8Array
}

/** A file has come: nothing of it is read yet. */
export async function insertImport(
  tx: Tx,
  acteur: Acteur,
  genre: GenreImport,
  { id, nom, contenu }: NouvelImport,
  maintenant: Date,
): Promise<void> {
  await tx
    .insertInto('import_tableau')
    .values({
      id,
      cooperation_id: acteur.cooperationId,
      organisme_id: acteur.organismeId,
      genre: genre.cle,
      nom,
      contenu: Buffer.from(contenu),
      etat: 'lecture',
      // Until it is read, what remains to do is a size, in thousands of bytes.
      total: Math.ceil(contenu.length / 1_024),
      auteur: acteur.nom,
      personne_id: acteur.personneId,
      depose_le: maintenant,
    })
    .execute()
}

/** The import and its bytes, locked until the end of the transaction. */
export const findImportAEcrire = (tx: Tx, genre: GenreImport, id: string) =>
  tx
    .selectFrom('import_tableau')
    .select(['id', 'etat', 'contenu', 'empreinte', 'nom', 'nouvelles', 'changees', 'refusees'])
    .where('id', '=', id)
    .where('genre', '=', genre.cle)
    .forUpdate()
    .executeTakeFirst()

/** Two imports of one kind, for one organisation, wait for each other: each decides on what the other wrote. */
export async function verrouiller(tx: Tx, acteur: Acteur, genre: GenreImport): Promise<void> {
  const cle = `import:${acteur.cooperationId}:${acteur.organismeId}:${genre.cle}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${cle}, 0))`.execute(tx)
}

/** Nothing of the file can be taken: the sentence says why. */
export async function refuserImport(tx: Tx, id: string, refus: string, maintenant: Date): Promise<void> {
  await tx
    .updateTable('import_tableau')
    .set({ etat: 'refuse', refus, contenu: null, fini_le: maintenant })
    .where('id', '=', id)
    .execute()
}

/** Keeps what each line would do; what an older preview said is forgotten. `avis` is told above a preview drawn again. */
export async function garderApercu(
  tx: Tx,
  acteur: Acteur,
  id: string,
  apercu: Apercu,
  avis: string | null = null,
): Promise<void> {
  await tx.deleteFrom('import_ligne').where('import_id', '=', id).execute()
  const lignes = apercu.lignes.map((ligne) => ({
    numero: ligne.numero,
    etat: ligne.etat,
    libelle: montrer(ligne.libelle),
    changements: 'changements' in ligne ? ligne.changements : [],
    colonne: 'motif' in ligne ? ligne.colonne && montrer(ligne.colonne) : null,
    valeur: 'motif' in ligne ? montrer(ligne.valeur) : null,
    motif: 'motif' in ligne ? montrer(ligne.motif) : null,
    valeurs:
      ligne.etat === 'refusee'
        ? Object.fromEntries(Object.entries(ligne.valeurs).map(([cle, v]) => [cle, sansNul(v)]))
        : {},
  }))
  for (let i = 0; i < lignes.length; i += LOT)
    await sql`insert into import_ligne (cooperation_id, organisme_id, import_id, numero, etat, libelle, changements, colonne, valeur, motif, valeurs)
      select ${acteur.cooperationId}, ${acteur.organismeId}, ${id}, numero, etat, libelle, changements, colonne, valeur, motif, valeurs
      from jsonb_to_recordset(${JSON.stringify(lignes.slice(i, i + LOT))}::jsonb) as l (numero int, etat text, libelle text, changements jsonb,
        colonne text, valeur text, motif text, valeurs jsonb)`.execute(tx)
  const comptes = compterLignes(apercu.lignes)
  await tx
    .updateTable('import_tableau')
    .set({
      etat: 'a_confirmer',
      refus: avis,
      empreinte: apercu.empreinte,
      ignorees: [...apercu.ignorees],
      fait: 0,
      total: comptes.nouvelles + comptes.changees,
      ...comptes,
    })
    .where('id', '=', id)
    .execute()
}

const sansNul = (texte: string): string => texte.toWellFormed().replaceAll('\0', '\ufffd')

/** It is written: counts stay, with the refused lines; the rest of the preview and the bytes are forgotten. */
export async function finirImport(tx: Tx, id: string, maintenant: Date): Promise<void> {
  await tx.deleteFrom('import_ligne').where('import_id', '=', id).where('etat', '<>', 'refusee').execute()
  await tx
    .updateTable('import_tableau')
    .set(({ ref }) => ({ etat: 'fait', refus: null, contenu: null, fait: ref('total'), fini_le: maintenant }))
    .where('id', '=', id)
    .execute()
}

/** Given up before anything was written: nothing of the file remains. False when there was nothing to give up. */
export async function abandonner(tx: Tx, genre: GenreImport, id: string, maintenant: Date): Promise<boolean> {
  const abandonne = await tx
    .updateTable('import_tableau')
    .set({ etat: 'abandonne', contenu: null, fini_le: maintenant })
    .where('id', '=', id)
    .where('genre', '=', genre.cle)
    .where('etat', 'in', ['lecture', 'a_confirmer'])
    .returning('id')
    .executeTakeFirst()
  if (abandonne) await tx.deleteFrom('import_ligne').where('import_id', '=', id).execute()
  return abandonne !== undefined
}

/** Previews that nobody confirmed since `avant` are given up, and refused lines as old are forgotten. */
export async function oublierLesAnciens(
  tx: Tx,
  genre: GenreImport,
  avant: Date,
  maintenant: Date,
): Promise<void> {
  const anciens = tx
    .selectFrom('import_tableau')
    .select('id')
    .where('genre', '=', genre.cle)
    .where('depose_le', '<', avant)
  await tx.deleteFrom('import_ligne').where('import_id', 'in', anciens).execute()
  await tx
    .updateTable('import_tableau')
    .set({ etat: 'abandonne', contenu: null, fini_le: maintenant })
    .where('genre', '=', genre.cle)
    .where('depose_le', '<', avant)
    .where('etat', '=', 'a_confirmer')
    .execute()
}

/** A job broke: the page says so, and that nothing was written by halves. */
export async function signalerInterruption(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('import_tableau')
    .set({
      refus:
        'Le travail s’est interrompu ; il sera repris de lui-même. Rien n’est écrit à moitié. S’il ne reprend pas, prévenez la personne qui exploite la plateforme.',
    })
    .where('id', '=', id)
    .where('etat', 'in', ['lecture', 'ecriture'])
    .execute()
}
