import type { Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'

const VERBES = {
  publier: 'publié',
  retirer: 'retiré du portail public',
  regler: 'réglé',
  chiffre: 'enregistré',
  siret: 'enregistré',
} as const

/** Keeps a deed on what is public, in the transaction that did it, and in the journal. */
export async function tracerPublication(
  tx: Tx,
  acteur: Acteur,
  maintenant: Date,
  deed: {
    readonly genre: string
    readonly geste: keyof typeof VERBES
    readonly objetId?: string
    readonly titre: string
    readonly motif?: string
  },
): Promise<void> {
  await tx
    .insertInto('publication_trace')
    .values({
      id: nouvelId(+maintenant),
      cooperation_id: acteur.cooperationId,
      organisme_id: acteur.organismeId,
      genre: deed.genre,
      objet_id: deed.objetId ?? null,
      geste: deed.geste,
      titre: deed.titre,
      motif: deed.motif ?? '',
      auteur: `${acteur.nom.split(',')[0]}, ${acteur.libelle}`,
      saisi_par: acteur.personneId,
      saisi_le: maintenant,
    })
    .execute()
  await consigner(tx, acteur, maintenant, {
    action: `portail.${deed.geste}`,
    objet: { type: deed.genre, ...(deed.objetId && { id: deed.objetId }) },
    resume: `${deed.titre} : ${VERBES[deed.geste]}`,
  })
}
