import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, refuser } from '#shared/result.ts'
import { confirmeSesSuites, tientLesSeances } from '../domain/droits.ts'

export type Modele = {
  readonly id: string
  readonly numeroVersion: number
  readonly nom: string
  readonly texte: string
  readonly publie: boolean
  readonly redigeLe: Date
  readonly redigePar: string
}

/** The versions of the templates of the cooperation, the latest of each first. */
export async function listModeles(tx: Tx): Promise<Modele[]> {
  const { rows } = await sql<Modele>`
    select m.id, m.numero_version as "numeroVersion", m.nom, m.texte, m.publie, m.redige_le as "redigeLe", p.nom as "redigePar"
    from modele_deliberation m join personne p on p.id = m.redige_par
    order by m.nom, m.numero_version desc`.execute(tx)
  return rows
}

/** The version from which projets are generated: the last one published; null when none is. */
export async function findModelePublie(tx: Tx): Promise<Modele | null> {
  return (await listModeles(tx)).find(({ publie }) => publie) ?? null
}

/** Writes a new version; the former ones stay as they were. `version` is the one the page showed: two authors do not overwrite each other. */
export const enregistrerModele = (
  base: Base,
  acteur: Acteur,
  modele: {
    readonly id: string | null
    readonly version: number
    readonly nom: string
    readonly texte: string
    readonly publie: boolean
  },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientLesSeances.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const id = modele.id ?? nouvelId()
    await sql`select pg_advisory_xact_lock(hashtext(${`modele:${id}`}))`.execute(tx)
    const { derniere } = await tx
      .selectFrom('modele_deliberation')
      .select(sql<number>`coalesce(max(numero_version), 0)`.as('derniere'))
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    // An identifier without a version here belongs to nobody, or to another cooperation.
    if (derniere !== modele.version || (modele.id && derniere === 0))
      return refuser({ code: 'page-perimee' as const })
    await tx
      .insertInto('modele_deliberation')
      .values({
        id,
        cooperation_id: acteur.cooperationId,
        numero_version: derniere + 1,
        nom: modele.nom,
        texte: modele.texte,
        publie: modele.publie,
        redige_par: acteur.personneId,
        redige_le: maintenant,
      })
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'modele.enregistrer',
      objet: { type: 'modele_deliberation', id },
      resume: `Modèle « ${modele.nom} », version ${derniere + 1}`,
    })
    return accepter({ id, numeroVersion: derniere + 1 })
  })

/** The visas that one member adds to each of its projets. */
export async function findVisas(
  tx: Tx,
  organismeId: string,
): Promise<{ readonly texte: string; readonly version: number }> {
  const ligne = await tx
    .selectFrom('visa')
    .select(['texte', 'version'])
    .where('organisme_id', '=', organismeId)
    .executeTakeFirst()
  return ligne ?? { texte: '', version: 0 }
}

/** A member writes its own visas: no other can. */
export const enregistrerVisas = (
  base: Base,
  acteur: Acteur,
  texte: string,
  version: number,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!confirmeSesSuites.autorise(acteur)) return refuser({ code: 'interdit' as const })
    await sql`select pg_advisory_xact_lock(hashtext(${`visas:${acteur.cooperationId}:${acteur.organismeId}`}))`.execute(
      tx,
    )
    if ((await findVisas(tx, acteur.organismeId)).version !== version)
      return refuser({ code: 'page-perimee' as const })
    await tx
      .insertInto('visa')
      .values({ cooperation_id: acteur.cooperationId, organisme_id: acteur.organismeId, texte })
      .onConflict((c) => c.columns(['cooperation_id', 'organisme_id']).doUpdateSet({ texte }))
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'visas.enregistrer',
      objet: { type: 'visa' },
      resume: `Visas ${deNom(acteur.libelle)}`,
    })
    return accepter({ texte })
  })
