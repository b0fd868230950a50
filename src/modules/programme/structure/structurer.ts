import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { cadreLeProgramme } from '../domain/droits.ts'
import { estFini, placerPeriode } from '../domain/periodes.ts'
import { ecourter, listPeriodes } from './structure.repository.ts'

export type RefusStructure = {
  readonly code:
    | 'interdit'
    | 'introuvable'
    | 'page-perimee'
    | 'code-pris'
    | 'code-tenu'
    | 'periode-prise'
    | 'programme-fini'
    | 'pas-encore'
}

/** The coordination opens a programme; the one that runs ends the day before. */
export const creerProgramme = (
  base: Base,
  acteur: Acteur,
  {
    nom,
    du,
    au,
    presentation,
    source,
  }: {
    readonly nom: string
    readonly du: Jour
    readonly au: Jour | null
    readonly presentation: string
    readonly source: string
  },
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!cadreLeProgramme.autorise(acteur)) return refuser<RefusStructure>({ code: 'interdit' })
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const place = placerPeriode({ id, du, au }, await listPeriodes(tx))
    if (!place.ok) return refuser<RefusStructure>({ code: 'periode-prise' })
    if (place.ecourter) await ecourter(tx, acteur, place.ecourter, maintenant)
    await tx
      .insertInto('programme')
      .values({ id, cooperation_id: acteur.cooperationId, nom, du, au, presentation, source })
      .execute()
    await consigner(tx, acteur, maintenant, {
      action: 'programme.creer',
      objet: { type: 'programme', id },
      resume: `Programme ouvert : ${nom}`,
    })
    return accepter({ id })
  })

/** Adds an axis to the programme, or an orientation to an axis. */
export const ajouterNiveau = (
  base: Base,
  acteur: Acteur,
  dans: { readonly programmeId: string } | { readonly axeId: string },
  { code, titre }: { readonly code: string; readonly titre: string },
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!cadreLeProgramme.autorise(acteur)) return refuser<RefusStructure>({ code: 'interdit' })
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const commun = { id, cooperation_id: acteur.cooperationId, code, titre }
    const enAxe = 'programmeId' in dans
    const parent = enAxe
      ? await tx
          .selectFrom('programme')
          .select(['id', 'au'])
          .where('id', '=', dans.programmeId)
          .executeTakeFirst()
      : await tx
          .selectFrom('axe')
          .innerJoin('programme', 'programme.id', 'axe.programme_id')
          .select(['axe.id', 'programme.au'])
          .where('axe.id', '=', dans.axeId)
          .executeTakeFirst()
    if (!parent) return refuser<RefusStructure>({ code: 'introuvable' })
    if (estFini(parent, jourDe(maintenant))) return refuser<RefusStructure>({ code: 'programme-fini' })
    const ajoutes = enAxe
      ? await tx
          .insertInto('axe')
          .values({ ...commun, programme_id: parent.id })
          .onConflict((conflit) => conflit.doNothing())
          .returning('id')
          .execute()
      : await tx
          .insertInto('orientation')
          .values({ ...commun, axe_id: parent.id })
          .onConflict((conflit) => conflit.doNothing())
          .returning('id')
          .execute()
    if (ajoutes.length === 0) return refuser<RefusStructure>({ code: 'code-pris' })
    await consigner(tx, acteur, maintenant, {
      action: enAxe ? 'axe.ajouter' : 'orientation.ajouter',
      objet: { type: enAxe ? 'axe' : 'orientation', id },
      resume: `${enAxe ? 'Axe' : 'Orientation'} : ${code} ${titre}`,
    })
    return accepter({ id })
  })
