import type { Base, Tx } from '#platform/base/base.ts'
import { type FichierRecu, insertFichier } from '#platform/fichiers/fichiers.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { tientLaLigne } from '../../domain/droits.ts'
import { tracer } from '../../tracer.ts'
import { type ConventionLue, findConvention } from '../conventions.queries.ts'

const PERIMEE = refuser({ code: 'page-perimee' as const })

/** What a text takes the place of: `version` is that of the page shown. */
type Remplace = { readonly id: string; readonly version: number }

/** Adds a text to a convention, or puts it in the place of another, which stays readable: the member that holds the convention. */
export const deposerTexte = (
  base: Base,
  acteur: Acteur,
  conventionId: string,
  saisie: {
    readonly intitule: string
    readonly fichier: FichierRecu
    readonly remplace: Remplace | null
    readonly cle?: string | undefined
  },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const { fichier, remplace, cle } = saisie
    const tenue = await tenir(tx, acteur, conventionId)
    if (!tenue.ok) return tenue
    const id = nouvelId(+maintenant)
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const ancien = remplace && (await lockTexte(tx, conventionId, remplace.id))
    if (remplace && (!ancien || ancien.retire_le !== null || ancien.version !== remplace.version))
      return PERIMEE
    const intitule = (saisie.intitule || ancien?.intitule || fichier.nom).slice(0, 200)
    const fichierId = await insertFichier(tx, acteur, fichier, maintenant)
    await tx
      .insertInto('convention_texte')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        convention_id: conventionId,
        organisme_id: acteur.organismeId,
        fichier_id: fichierId,
        intitule,
      })
      .execute()
    if (ancien)
      await tx
        .updateTable('convention_texte')
        .set({ retire_le: maintenant, remplace_par: id })
        .where('id', '=', ancien.id)
        .execute()
    await noter(tx, acteur, maintenant, tenue.valeur, ancien ? 'remplacer_texte' : 'joindre_texte', intitule)
    return accepter({ id })
  })

/** Takes a text away from a convention: its bytes, its deposit and its trace stay. */
export const retirerTexte = (
  base: Base,
  acteur: Acteur,
  conventionId: string,
  { id, version }: Remplace,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const tenue = await tenir(tx, acteur, conventionId)
    if (!tenue.ok) return tenue
    const texte = await lockTexte(tx, conventionId, id)
    if (!texte) return refuser({ code: 'introuvable' as const })
    if (texte.retire_le !== null || texte.version !== version) return PERIMEE
    await tx.updateTable('convention_texte').set({ retire_le: maintenant }).where('id', '=', id).execute()
    await noter(tx, acteur, maintenant, tenue.valeur, 'retirer_texte', texte.intitule)
    return accepter({ id })
  })

async function tenir(tx: Tx, acteur: Acteur, conventionId: string) {
  const convention = await findConvention(tx, conventionId)
  if (!convention) return refuser({ code: 'introuvable' as const })
  return tientLaLigne(acteur, convention)
    ? accepter<ConventionLue>(convention)
    : refuser({ code: 'interdit' as const })
}

const lockTexte = (tx: Tx, conventionId: string, id: string) =>
  tx
    .selectFrom('convention_texte')
    .select(['id', 'intitule', 'version', 'retire_le'])
    .where('id', '=', id)
    .where('convention_id', '=', conventionId)
    .forUpdate()
    .executeTakeFirst()

const VERBES = { joindre_texte: 'joint', remplacer_texte: 'remplacé', retirer_texte: 'retiré' } as const

async function noter(
  tx: Tx,
  acteur: Acteur,
  maintenant: Date,
  { id, titre }: ConventionLue,
  geste: keyof typeof VERBES,
  intitule: string,
): Promise<void> {
  await tracer(tx, acteur, maintenant, { objet: `convention:${id}`, geste, apres: { intitule } })
  await consigner(tx, acteur, maintenant, {
    action: `convention.${geste}`,
    objet: { type: 'convention', id },
    resume: `Texte ${VERBES[geste]}, « ${titre} » : ${intitule}`,
  })
}
