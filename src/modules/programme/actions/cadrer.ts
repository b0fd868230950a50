import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { cadreLeProgramme } from '../domain/droits.ts'
import { verifierChefs } from '../domain/participation.ts'
import { estFini } from '../domain/periodes.ts'
import { listMembres } from '../programme.queries.ts'
import { comparer, noter } from '../suivi/noter.ts'
import { LIBELLES_BASE, LIBELLES_NATURE, LIBELLES_ORIGINE } from '../vues.ts'
import {
  type Cadre,
  codePris,
  findActionAEcrire,
  insertAction,
  remplacerChefs,
} from './actions.repository.ts'

export type RefusCadre =
  | {
      readonly code:
        | 'interdit'
        | 'introuvable'
        | 'page-perimee'
        | 'code-pris'
        | 'orientation-inconnue'
        | 'programme-fini'
    }
  | { readonly code: 'aucun-chef' | 'chef-en-double' | 'chef-inconnu' }

/** The coordination adds an action: it is proposed, led by one member or two, and every member has its row. */
export const creerAction = (
  base: Base,
  acteur: Acteur,
  cadre: Cadre,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!cadreLeProgramme.autorise(acteur)) return refuser<RefusCadre>({ code: 'interdit' })
    const membres = (await listMembres(tx, jourDe(maintenant))).map(({ organismeId }) => organismeId)
    const faute = verifierChefs(cadre.chefs)
    if (faute) return refuser<RefusCadre>(faute)
    if (!cadre.chefs.every((chef) => membres.includes(chef)))
      return refuser<RefusCadre>({ code: 'chef-inconnu' })
    const orientation = await tx
      .selectFrom('orientation')
      .innerJoin('axe', 'axe.id', 'orientation.axe_id')
      .innerJoin('programme', 'programme.id', 'axe.programme_id')
      .select(['programme.id as programmeId', 'programme.au'])
      .where('orientation.id', '=', cadre.orientationId)
      .executeTakeFirst()
    if (!orientation) return refuser<RefusCadre>({ code: 'orientation-inconnue' })
    if (estFini({ au: orientation.au as Jour | null }, jourDe(maintenant)))
      return refuser<RefusCadre>({ code: 'programme-fini' })
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    if (await codePris(tx, orientation.programmeId, cadre.code, null))
      return refuser<RefusCadre>({ code: 'code-pris' })
    await insertAction(tx, acteur, cadre, { id }, membres, maintenant)
    await noter(
      tx,
      acteur,
      id,
      { genre: 'fiche', verbe: 'action.creer', resume: `Action créée : ${cadre.code} ${cadre.titre}` },
      maintenant,
    )
    return accepter({ id })
  })

const LIBELLES = {
  code: 'Code',
  titre: 'Titre',
  orientation: 'Orientation',
  nature: 'Nature',
  origine: 'Origine',
  base: 'Base',
  chefs: 'Chef de file',
} as const

/** The coordination changes the frame of an action; what who leads it wrote is not touched. */
export const cadrerAction = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  cadre: Cadre,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!cadreLeProgramme.autorise(acteur)) return refuser<RefusCadre>({ code: 'interdit' })
    const action = await findActionAEcrire(tx, id)
    if (!action) return refuser<RefusCadre>({ code: 'introuvable' })
    if (action.version !== version) return refuser<RefusCadre>({ code: 'page-perimee' })
    const faute = verifierChefs(cadre.chefs)
    if (faute) return refuser<RefusCadre>(faute)
    const membres = await listMembres(tx, jourDe(maintenant))
    const nomDe = (chef: string) => membres.find(({ organismeId }) => organismeId === chef)?.libelle
    if (!cadre.chefs.every(nomDe)) return refuser<RefusCadre>({ code: 'chef-inconnu' })
    const orientations = await tx
      .selectFrom('orientation')
      .innerJoin('axe', 'axe.id', 'orientation.axe_id')
      .select(['orientation.id', 'orientation.titre'])
      .where('orientation.id', 'in', [cadre.orientationId, action.orientation_id])
      // An action changes programme by being taken over, never by its frame.
      .where('axe.programme_id', '=', action.programme_id)
      .execute()
    const titreDe = (cherche: string) => orientations.find((o) => o.id === cherche)?.titre ?? ''
    if (!titreDe(cadre.orientationId)) return refuser<RefusCadre>({ code: 'orientation-inconnue' })
    if (await codePris(tx, action.programme_id!, cadre.code, id))
      return refuser<RefusCadre>({ code: 'code-pris' })
    const direChefs = (chefs: readonly string[]) => chefs.map((chef) => nomDe(chef) ?? '').join(' et ')
    const changements = comparer(
      LIBELLES,
      {
        code: action.code,
        titre: action.titre,
        orientation: titreDe(action.orientation_id),
        nature: LIBELLES_NATURE[action.nature as keyof typeof LIBELLES_NATURE],
        origine: LIBELLES_ORIGINE[action.origine as keyof typeof LIBELLES_ORIGINE],
        base: LIBELLES_BASE[action.base as keyof typeof LIBELLES_BASE],
        chefs: direChefs(action.chefs.map(({ organismeId }) => organismeId)),
      },
      {
        code: cadre.code,
        titre: cadre.titre,
        orientation: titreDe(cadre.orientationId),
        nature: LIBELLES_NATURE[cadre.nature],
        origine: LIBELLES_ORIGINE[cadre.origine],
        base: LIBELLES_BASE[cadre.base],
        chefs: direChefs(cadre.chefs),
      },
    )
    if (changements.length === 0) return accepter({ id })
    await tx
      .updateTable('action')
      .set({
        orientation_id: cadre.orientationId,
        code: cadre.code,
        titre: cadre.titre,
        nature: cadre.nature,
        origine: cadre.origine,
        base: cadre.base,
      })
      .where('id', '=', id)
      .execute()
    await remplacerChefs(tx, acteur, id, action.chefs, cadre.chefs, maintenant)
    await noter(
      tx,
      acteur,
      id,
      { genre: 'fiche', verbe: 'action.cadrer', resume: 'Cadre de l’action modifié', changements },
      maintenant,
    )
    return accepter({ id })
  })
