import type { Base } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { suitPourSonOrganisme } from '../domain/droits.ts'

export type SaisieBase = {
  readonly agents: number | null
  /** Integer cents of a year. */
  readonly masse: number | null
  readonly au: Jour
  readonly source: string
  readonly version: number
}

/** A member declares what shares are weighed on, for itself alone. Keys already set keep the bases that they froze. */
export const declarerBase = (
  base: Base,
  acteur: Acteur,
  { agents, masse, au, source, version }: SaisieBase,
  maintenant: Date,
  fictif: string | null = null,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!suitPourSonOrganisme.autorise(acteur)) return refuser({ code: 'interdit' as const })
    if (agents === null && masse === null) return refuser({ code: 'rien' as const })
    if (au > jourDe(maintenant)) return refuser({ code: 'date-future' as const })
    const valeurs = {
      agents,
      masse_centimes: masse,
      au,
      source,
      saisie_par: signatureDe(acteur),
      saisie_le: maintenant,
      fictif,
    }
    const ecrites =
      version === 0
        ? await tx
            .insertInto('base_membre')
            .values({ cooperation_id: acteur.cooperationId, organisme_id: acteur.organismeId, ...valeurs })
            .onConflict((conflit) => conflit.doNothing())
            .returning('version')
            .execute()
        : await tx
            .updateTable('base_membre')
            .set(valeurs)
            .where('organisme_id', '=', acteur.organismeId)
            .where('version', '=', version)
            .returning('version')
            .execute()
    if (ecrites.length === 0) return refuser({ code: 'page-perimee' as const })
    await consigner(tx, acteur, maintenant, {
      action: 'base.declarer',
      objet: { type: 'base' },
      resume: `${acteur.libelle} a déclaré ses bases de répartition`,
    })
    return accepter({ version: ecrites[0]!.version })
  })
