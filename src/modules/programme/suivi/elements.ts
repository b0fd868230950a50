import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import type { ActionLue, IndicateurLu } from '../action.queries.ts'
import { findActionAEcrire } from '../actions/actions.repository.ts'
import { mene } from '../domain/droits.ts'
import { noter } from './noter.ts'

export type NouvelElement =
  | { readonly genre: 'livrable'; readonly titre: string; readonly attenduLe: Jour | null }
  | {
      readonly genre: 'risque'
      readonly libelle: string
      readonly gravite: 1 | 2 | 3
      readonly parade: string
    }
  | {
      readonly genre: 'partenaire'
      readonly nom: string
      readonly type: ActionLue['partenaires'][number]['type']
      readonly apport: string
    }
  | ({ readonly genre: 'indicateur' } & Pick<
      IndicateurLu,
      'libelle' | 'type' | 'unite' | 'sens' | 'agregation' | 'cible'
    >)

const nomDe = (element: NouvelElement): string =>
  element.genre === 'livrable'
    ? element.titre
    : element.genre === 'partenaire'
      ? element.nom
      : element.libelle

const TITRES = {
  livrable: 'Livrable ajouté',
  risque: 'Risque ajouté',
  partenaire: 'Partenaire ajouté',
  indicateur: 'Indicateur ajouté',
} as const

/** Who leads an action adds what it delivers, what threatens it, who helps, or what measures it. */
export const ajouterElement = (
  base: Base,
  acteur: Acteur,
  actionId: string,
  element: NouvelElement,
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const action = await findActionAEcrire(tx, actionId)
    if (!action) return refuser({ code: 'introuvable' as const })
    if (!mene(acteur, action)) return refuser({ code: 'interdit' as const })
    const id = nouvelId()
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    if (!(await insertElement(tx, acteur, id, actionId, element)))
      return refuser({ code: 'deja-la' as const })
    await noter(
      tx,
      acteur,
      actionId,
      {
        genre: 'fiche',
        verbe: `${element.genre}.ajouter`,
        resume: `${TITRES[element.genre]} : ${nomDe(element)}`,
      },
      maintenant,
    )
    return accepter({ id })
  })

/** False when the action already has it. */
async function insertElement(
  tx: Tx,
  acteur: Acteur,
  id: string,
  actionId: string,
  element: NouvelElement,
): Promise<boolean> {
  const commun = { id, cooperation_id: acteur.cooperationId, action_id: actionId }
  switch (element.genre) {
    case 'livrable':
      await tx
        .insertInto('livrable')
        .values({ ...commun, titre: element.titre, attendu_le: element.attenduLe })
        .execute()
      return true
    case 'risque':
      await tx
        .insertInto('risque')
        .values({
          ...commun,
          libelle: element.libelle,
          gravite: element.gravite,
          parade: element.parade,
        })
        .execute()
      return true
    case 'partenaire': {
      const ajoutes = await tx
        .insertInto('partenaire')
        .values({ ...commun, nom: element.nom, type: element.type, apport: element.apport })
        .onConflict((conflit) => conflit.doNothing())
        .returning('id')
        .execute()
      return ajoutes.length > 0
    }
    default: {
      const { genre: _genre, ...mesure } = element
      await tx
        .insertInto('indicateur')
        .values({ ...commun, ...mesure })
        .execute()
      return true
    }
  }
}

/** A deed on something already there; each closes or moves it, none erases it. */
export type GesteElement = 'remettre' | 'lever' | 'retirer'

/** Hands over a deliverable, lifts a risk, or ends a partnership. What an instance says of a deliverable is `statuerSurLivrable`. */
export const bougerElement = (
  base: Base,
  acteur: Acteur,
  genre: 'livrable' | 'risque' | 'partenaire',
  id: string,
  version: number,
  geste: GesteElement,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const element = await findElement(tx, genre, id)
    const action = element && (await findActionAEcrire(tx, element.actionId))
    if (!element || !action) return refuser({ code: 'introuvable' as const })
    if (!mene(acteur, action)) return refuser({ code: 'interdit' as const })
    if (element.version !== version) return refuser({ code: 'page-perimee' as const })
    const jour = jourDe(maintenant)
    let dit = ''
    if (genre === 'livrable' && geste === 'remettre' && ['attendu', 'a_reprendre'].includes(element.etat)) {
      await tx.updateTable('livrable').set({ etat: 'remis', remis_le: jour }).where('id', '=', id).execute()
      dit = 'Livrable remis'
    } else if (genre === 'risque' && geste === 'lever' && element.etat === '') {
      await tx.updateTable('risque').set({ leve_le: jour }).where('id', '=', id).execute()
      dit = 'Risque levé'
    } else if (genre === 'partenaire' && geste === 'retirer' && element.etat === '') {
      await tx.updateTable('partenaire').set({ retire_le: jour }).where('id', '=', id).execute()
      dit = 'Partenariat terminé'
    } else return refuser({ code: 'deja-fait' as const })
    await noter(
      tx,
      acteur,
      action.id,
      { genre: 'fiche', verbe: `${genre}.${geste}`, resume: `${dit} : ${element.nom}` },
      maintenant,
    )
    return accepter({ actionId: action.id })
  })

async function findElement(tx: Tx, genre: 'livrable' | 'risque' | 'partenaire', id: string) {
  if (genre === 'livrable') {
    const l = await tx.selectFrom('livrable').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    return l && { actionId: l.action_id, version: l.version, nom: l.titre, etat: l.etat as string }
  }
  if (genre === 'risque') {
    const r = await tx.selectFrom('risque').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    return r && { actionId: r.action_id, version: r.version, nom: r.libelle, etat: r.leve_le ?? '' }
  }
  const p = await tx.selectFrom('partenaire').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return p && { actionId: p.action_id, version: p.version, nom: p.nom, etat: p.retire_le ?? '' }
}
