import type { Tx } from '../base/base.ts'
import type { Changement, GenreImport, LignePlanifiee } from './genre.ts'

export type ImportEnListe = {
  readonly id: string
  readonly nom: string
  readonly etat: string
  readonly nouvelles: number
  readonly changees: number
  readonly refusees: number
  readonly auteur: string
  readonly depose_le: Date
}

/** The last files of one kind given for the organisation of the transaction. */
export const listImports = (tx: Tx, genre: GenreImport, limite: number): Promise<ImportEnListe[]> =>
  tx
    .selectFrom('import_tableau')
    .select(['id', 'nom', 'etat', 'nouvelles', 'changees', 'refusees', 'auteur', 'depose_le'])
    .where('genre', '=', genre.cle)
    .orderBy('depose_le', 'desc')
    .limit(limite)
    .execute()

export type ImportLu = ImportEnListe & {
  readonly refus: string | null
  readonly empreinte: string | null
  readonly fait: number
  readonly total: number
  readonly inchangees: number
  readonly ignorees: string[]
  readonly fini_le: Date | null
}

/** Where one import stands. */
export const findImport = (tx: Tx, genre: GenreImport, id: string): Promise<ImportLu | undefined> =>
  tx
    .selectFrom('import_tableau')
    .select(['id', 'nom', 'etat', 'nouvelles', 'changees', 'refusees', 'auteur', 'depose_le'])
    .select(['refus', 'empreinte', 'fait', 'total', 'inchangees', 'ignorees', 'fini_le'])
    .where('genre', '=', genre.cle)
    .where('id', '=', id)
    .executeTakeFirst()

export type LigneLue = {
  readonly numero: number
  readonly etat: string
  readonly libelle: string
  readonly changements: readonly Changement[]
  readonly colonne: string | null
  readonly valeur: string | null
  readonly motif: string | null
  readonly valeurs: Readonly<Record<string, string>>
}

/** Lines of a preview in one state, in the order of the file. */
export async function listLignes(
  tx: Tx,
  importId: string,
  etat: LignePlanifiee['etat'],
  limite: number,
  decalage = 0,
): Promise<LigneLue[]> {
  const lignes = await tx
    .selectFrom('import_ligne')
    .select(['numero', 'etat', 'libelle', 'changements', 'colonne', 'valeur', 'motif', 'valeurs'])
    .where('import_id', '=', importId)
    .where('etat', '=', etat)
    .orderBy('numero')
    .limit(limite)
    .offset(decalage)
    .execute()
  return lignes as unknown as LigneLue[]
}

/** The latest import of one kind: an address where its page can be seen. */
export const findDernierImport = (tx: Tx, genre: GenreImport) =>
  tx
    .selectFrom('import_tableau')
    .select('id')
    .where('genre', '=', genre.cle)
    .orderBy('depose_le', 'desc')
    .limit(1)
    .executeTakeFirst()
