import type { Base } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { cadreLeProgramme } from '../domain/droits.ts'
import { placerPeriode } from '../domain/periodes.ts'
import { comparer } from '../suivi/noter.ts'
import { direJour, ecourter, listPeriodes, tracerStructure } from './structure.repository.ts'
import type { RefusStructure } from './structurer.ts'

const LIBELLES_PROGRAMME = {
  nom: 'Nom du programme',
  du: 'Début du programme',
  au: 'Fin du programme',
  presentation: 'Objectifs et principes',
  source: 'Texte dont il vient',
} as const

export type Entete = {
  readonly nom: string
  readonly du: Jour
  readonly au: Jour | null
  readonly presentation: string
  readonly source: string
}

/** The coordination renames a programme, or moves its dates; what was there before stays readable. */
export const modifierProgramme = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  voulu: Entete,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!cadreLeProgramme.autorise(acteur)) return refuser<RefusStructure>({ code: 'interdit' })
    const periodes = await listPeriodes(tx)
    const actuel = await tx.selectFrom('programme').selectAll().where('id', '=', id).executeTakeFirst()
    if (!actuel) return refuser<RefusStructure>({ code: 'introuvable' })
    if (actuel.version !== version) return refuser<RefusStructure>({ code: 'page-perimee' })
    const place = placerPeriode({ id, du: voulu.du, au: voulu.au }, periodes)
    if (!place.ok) return refuser<RefusStructure>({ code: 'periode-prise' })
    const enMots = (
      entete: Omit<Entete, 'du' | 'au'> & { readonly du: string; readonly au: string | null },
    ) => ({
      nom: entete.nom,
      du: direJour(entete.du as Jour),
      au: direJour(entete.au as Jour | null),
      presentation: entete.presentation,
      source: entete.source,
    })
    const changements = comparer(LIBELLES_PROGRAMME, enMots(actuel), enMots(voulu))
    if (changements.length === 0) return accepter({ id })
    if (place.ecourter) await ecourter(tx, acteur, place.ecourter, maintenant)
    await tx.updateTable('programme').set(voulu).where('id', '=', id).execute()
    await tracerStructure(tx, acteur, id, changements, maintenant)
    await consigner(tx, acteur, maintenant, {
      action: 'programme.modifier',
      objet: { type: 'programme', id },
      resume: `Programme modifié : ${voulu.nom}`,
    })
    return accepter({ id })
  })

/** The coordination renames an axis or an orientation. Its number changes only while no action bears it. */
export const renommerNiveau = (
  base: Base,
  acteur: Acteur,
  quoi: 'axe' | 'orientation',
  id: string,
  version: number,
  voulu: { readonly code: string; readonly titre: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!cadreLeProgramme.autorise(acteur)) return refuser<RefusStructure>({ code: 'interdit' })
    const actuel =
      quoi === 'axe'
        ? await tx
            .selectFrom('axe')
            .select(['id', 'programme_id', 'code', 'titre', 'version'])
            .where('id', '=', id)
            .forUpdate()
            .executeTakeFirst()
        : await tx
            .selectFrom('orientation')
            .innerJoin('axe', 'axe.id', 'orientation.axe_id')
            .select([
              'orientation.id',
              'axe.programme_id',
              'orientation.axe_id',
              'orientation.code',
              'orientation.titre',
              'orientation.version',
            ])
            .where('orientation.id', '=', id)
            .forUpdate()
            .executeTakeFirst()
    if (!actuel) return refuser<RefusStructure>({ code: 'introuvable' })
    if (actuel.version !== version) return refuser<RefusStructure>({ code: 'page-perimee' })
    const nom = quoi === 'axe' ? 'Axe' : 'Orientation'
    const changements = comparer(
      { code: `Numéro : ${nom.toLowerCase()} « ${actuel.titre} »`, titre: `${nom} ${actuel.code}` },
      { code: actuel.code, titre: actuel.titre },
      voulu,
    )
    if (changements.length === 0) return accepter({ programmeId: actuel.programme_id })
    if (voulu.code !== actuel.code) {
      const action = await tx
        .selectFrom('action')
        .innerJoin('orientation', 'orientation.id', 'action.orientation_id')
        .select('action.id')
        .where(quoi === 'axe' ? 'orientation.axe_id' : 'orientation.id', '=', id)
        .executeTakeFirst()
      if (action) return refuser<RefusStructure>({ code: 'code-tenu' })
      const autre =
        'axe_id' in actuel && typeof actuel.axe_id === 'string'
          ? await tx
              .selectFrom('orientation')
              .select('id')
              .where('axe_id', '=', actuel.axe_id)
              .where('code', '=', voulu.code)
              .executeTakeFirst()
          : await tx
              .selectFrom('axe')
              .select('id')
              .where('programme_id', '=', actuel.programme_id)
              .where('code', '=', voulu.code)
              .executeTakeFirst()
      if (autre) return refuser<RefusStructure>({ code: 'code-pris' })
    }
    const { code, titre } = voulu
    await tx.updateTable(quoi).set({ code, titre }).where('id', '=', id).execute()
    await tracerStructure(tx, acteur, actuel.programme_id, changements, maintenant)
    await consigner(tx, acteur, maintenant, {
      action: `${quoi}.renommer`,
      objet: { type: quoi, id },
      resume: `${nom} renommé${quoi === 'axe' ? '' : 'e'} : ${code} ${titre}`,
    })
    return accepter({ programmeId: actuel.programme_id })
  })
