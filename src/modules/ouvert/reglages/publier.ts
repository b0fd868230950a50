import type { Base } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { estId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { publie } from '../domain/droits.ts'
import { choisir, type GenrePublie } from '../domain/portail.ts'
import { listPubliables } from './publiables.queries.ts'
import { tracerPublication } from './tracer.ts'

/** Publishes one thing, or withdraws it with its reason. `version` is that of the choice shown, 0 when none was made. */
export const publierOuRetirer = (
  base: Base,
  acteur: Acteur,
  genre: GenrePublie,
  id: string,
  geste: 'publier' | 'retirer',
  demande: { readonly version: number; readonly motif: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!publie.autorise(acteur)) return refuser({ code: 'interdit' as const })
    if (!estId(id)) return refuser({ code: 'introuvable' as const })
    const [chose] = await listPubliables(tx, genre, id)
    if (!chose) return refuser({ code: 'introuvable' as const })
    if (chose.version !== demande.version) return refuser({ code: 'page-perimee' as const })
    const issue = choisir(chose, geste, demande.motif)
    if (!issue.ok) return issue
    const motif = geste === 'retirer' ? demande.motif.trim() : ''
    const valeurs = { etat: issue.valeur, motif, le: maintenant }
    // Two people who choose at once: the second finds that the version moved.
    const ecrite = await (demande.version === 0
      ? tx
          .insertInto('publication')
          .values({ cooperation_id: acteur.cooperationId, genre, objet_id: id, ...valeurs })
          .onConflict((c) => c.doNothing())
          .returning('version')
          .executeTakeFirst()
      : tx
          .updateTable('publication')
          .set(valeurs)
          .where('genre', '=', genre)
          .where('objet_id', '=', id)
          .where('version', '=', demande.version)
          .returning('version')
          .executeTakeFirst())
    if (!ecrite) return refuser({ code: 'page-perimee' as const })
    await tracerPublication(tx, acteur, maintenant, {
      genre,
      geste,
      objetId: id,
      titre: chose.titre,
      motif,
    })
    return accepter({ titre: chose.titre })
  })
