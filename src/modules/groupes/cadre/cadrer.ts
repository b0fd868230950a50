import type { Base, Tx } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { cadreLesGroupes } from '../domain/droits.ts'
import type { RefusCommun } from '../expliquer.ts'
import { type GroupeLu, listMembres, listPersonnes, lockGroupe, type TypeGroupe } from '../groupes.queries.ts'
import { tracer } from '../tracer.ts'
import { ajouterPilotes, type Pilote, remplacerPilotes } from './pilotes.ts'

export type CadreGroupe = {
  readonly nom: string
  readonly type: TypeGroupe
  readonly objet: string
  readonly livrable: string
  readonly moyens: string
  readonly visio: string
  readonly source: string
  /** People who pilot, one or two. */
  readonly pilotes: readonly string[]
  /** Members asked to take part; the others are informed. Read at creation only: each member changes its own afterwards. */
  readonly participants: readonly string[]
  readonly actions: readonly string[]
}

/** The coordination proposes a group: its object, who pilots, which members it concerns. The others are informed. */
export const proposerGroupe = (
  base: Base,
  acteur: Acteur,
  cadre: CadreGroupe,
  cle: string | undefined,
  maintenant: Date,
  fictif: string | null = null,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!cadreLesGroupes.autorise(acteur))
      return refuser<RefusCommun>({ code: 'interdit', a: 'coordination' })
    const jour = jourDe(maintenant)
    const verifie = await verifier(tx, cadre, jour)
    if (!verifie.ok) return verifie
    const membres = await listMembres(tx, jour)
    if (!cadre.participants.every((id) => membres.some(({ organismeId }) => organismeId === id)))
      return refuser<RefusCommun>({ code: 'inconnu', champ: 'participants' })
    const id = nouvelId(+maintenant)
    const premier = await dejaRecu(tx, acteur.cooperationId, cle, id)
    if (premier) return accepter({ id: premier })
    const commun = { cooperation_id: acteur.cooperationId, groupe_id: id }
    await tx
      .insertInto('groupe')
      .values({ id, cooperation_id: acteur.cooperationId, cree_le: maintenant, fictif, ...enColonnes(cadre) })
      .execute()
    await tx
      .insertInto('groupe_membre')
      .values(
        membres.map(({ organismeId }) => ({
          ...commun,
          organisme_id: organismeId,
          participe: cadre.participants.includes(organismeId),
          depuis: jour,
        })),
      )
      .execute()
    await ajouterPilotes(tx, acteur, id, verifie.valeur, jour)
    await lierActions(tx, acteur, id, cadre.actions, [], jour)
    await tracer(tx, acteur, maintenant, id, {
      geste: 'proposer',
      resume: `Groupe proposé : ${cadre.nom}`,
      activite: true,
    })
    return accepter({ id })
  })

/** The coordination corrects the frame of a group: its words, who pilots, the actions it serves. Never the seats. */
export const modifierCadre = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  cadre: CadreGroupe,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!cadreLesGroupes.autorise(acteur))
      return refuser<RefusCommun>({ code: 'interdit', a: 'coordination' })
    const groupe = await lockGroupe(tx, id, maintenant)
    if (!groupe) return refuser<RefusCommun>({ code: 'introuvable' })
    if (groupe.version !== version) return refuser<RefusCommun>({ code: 'page-perimee' })
    if (groupe.statut === 'clos' || groupe.statut === 'ecarte')
      return refuser<RefusCommun>({ code: 'groupe-ferme' })
    const jour = jourDe(maintenant)
    const verifie = await verifier(tx, cadre, jour)
    if (!verifie.ok) return verifie
    await tx.updateTable('groupe').set(enColonnes(cadre)).where('id', '=', id).execute()
    await remplacerPilotes(tx, acteur, groupe, verifie.valeur, jour)
    await lierActions(
      tx,
      acteur,
      id,
      cadre.actions,
      groupe.actions.map((action) => action.id),
      jour,
    )
    await tracer(tx, acteur, maintenant, id, {
      geste: 'cadrer',
      resume: direChangements(groupe, cadre),
      activite: false,
    })
    return accepter({ id })
  })

async function verifier(
  tx: Tx,
  cadre: CadreGroupe,
  jour: Jour,
): Promise<Result<readonly Pilote[], RefusCommun>> {
  if (cadre.pilotes.length === 0 || cadre.pilotes.length > 2) return refuser({ code: 'aucun-pilote' })
  const personnes = await listPersonnes(tx, jour)
  const pilotes = cadre.pilotes.flatMap((id) => {
    const trouvee = personnes.find((personne) => personne.id === id)
    return trouvee ? [{ personneId: id, organismeId: trouvee.organismeId }] : []
  })
  if (pilotes.length < cadre.pilotes.length) return refuser({ code: 'inconnu', champ: 'pilotes' })
  if (cadre.actions.length > 0) {
    const connues = await tx
      .selectFrom('action')
      .select('id')
      .where('id', 'in', [...cadre.actions])
      .execute()
    if (connues.length < cadre.actions.length) return refuser({ code: 'inconnu', champ: 'actions' })
  }
  return accepter(pilotes)
}

const enColonnes = ({ nom, type, objet, livrable, moyens, visio, source }: CadreGroupe) => ({
  nom,
  type,
  objet,
  livrable,
  moyens,
  visio,
  source,
})

async function lierActions(
  tx: Tx,
  acteur: Acteur,
  groupeId: string,
  voulues: readonly string[],
  presentes: readonly string[],
  jour: Jour,
): Promise<void> {
  const venues = voulues.filter((id) => !presentes.includes(id))
  const parties = presentes.filter((id) => !voulues.includes(id))
  if (venues.length > 0)
    await tx
      .insertInto('groupe_action')
      .values(
        venues.map((id) => ({ cooperation_id: acteur.cooperationId, groupe_id: groupeId, action_id: id })),
      )
      .onConflict((conflit) => conflit.columns(['groupe_id', 'action_id']).doUpdateSet({ retiree_le: null }))
      .execute()
  if (parties.length > 0)
    await tx
      .updateTable('groupe_action')
      .set({ retiree_le: jour })
      .where('groupe_id', '=', groupeId)
      .where('action_id', 'in', parties)
      .execute()
}

const CHAMPS = {
  nom: 'nom',
  objet: 'objet',
  livrable: 'livrable',
  moyens: 'moyens',
  visio: 'salon de visio',
} as const

function direChangements(avant: GroupeLu, apres: CadreGroupe): string {
  const quoi: string[] = (Object.keys(CHAMPS) as (keyof typeof CHAMPS)[])
    .filter((champ) => avant[champ] !== apres[champ])
    .map((champ) => CHAMPS[champ])
  const memes = (a: readonly string[], b: readonly string[]) => a.toSorted().join() === b.toSorted().join()
  const pilotes = avant.pilotes.map(({ personneId }) => personneId)
  if (!memes(pilotes, apres.pilotes)) quoi.push('pilotage')
  const actions = avant.actions.map(({ id }) => id)
  if (!memes(actions, apres.actions)) quoi.push('actions servies')
  return quoi.length > 0 ? `Cadre modifié : ${quoi.join(', ')}` : 'Cadre relu, sans changement'
}
