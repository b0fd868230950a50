import type { Tx } from '#platform/base/base.ts'
import type { Json } from '#platform/base/schema.gen.ts'
import { nouvelId } from '#shared/ids.ts'
import { CATALOGUE_INITIAL } from './catalogue-initial.ts'

/** Writes the proposed catalogue in a cooperation that has none. @returns types by their code */
export async function installerCatalogue(
  tx: Tx,
  cooperationId: string,
  auteur: string,
  maintenant: Date,
  idDe: (code: string) => string = () => nouvelId(+maintenant),
): Promise<Map<string, string>> {
  const types = CATALOGUE_INITIAL.map((type) => ({ type, id: idDe(type.code) }))
  await tx
    .insertInto('demande_type')
    .values(
      types.map(({ id, type }) => ({
        id,
        cooperation_id: cooperationId,
        code: type.code,
        theme: type.theme,
        libelle: type.libelle,
        description: type.description,
        niveau: type.niveau,
        confidentialite: type.confidentialite,
        prise_jours: type.priseJours,
        reponse_jours: type.reponseJours,
        delai_legal_mois: type.delaiLegalMois ?? null,
        delai_legal: type.delaiLegal ?? '',
        champs: type.champs,
        pieces: type.pieces,
      })),
    )
    .execute()
  await tx
    .insertInto('demande_type_version')
    .values(
      types.map(({ id, type }) => ({
        cooperation_id: cooperationId,
        type_id: id,
        version: 1,
        contenu: JSON.stringify(type) as Json,
        enregistre_le: maintenant,
        auteur,
      })),
    )
    .execute()
  return new Map(types.map(({ id, type }) => [type.code, id]))
}
