import type { Tx } from '#platform/base/base.ts'
import { enCentimes } from '#platform/tableurs/valeurs.ts'
import { type Acteur, signatureDe } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { parLibelle } from '#shared/mots.ts'
import { findActionAEcrire, insertAction, remplacerChefs } from '../actions/actions.repository.ts'
import type { CleAction, LigneAction } from '../domain/imports/cellules-action.ts'
import type { TypeParticipation } from '../domain/participation.ts'
import { LIBELLES_STATUT } from '../domain/statuts.ts'
import type { DecisionCitee, Membre } from '../programme.queries.ts'
import type { ProgrammeLu } from '../structure/programmes.queries.ts'
import { noter } from '../suivi/noter.ts'
import { LIBELLES_BASE, LIBELLES_NATURE, LIBELLES_ORIGINE } from '../vues.ts'
import { COLONNES } from './colonnes.ts'
import { ecrirePartenaires } from './ecrire-partenaires.ts'
import { ecrireStructure } from './ecrire-structure.ts'

export type EcritureAction = {
  readonly id: string | null
  readonly ligne: LigneAction
  readonly changees: readonly CleAction[]
  readonly nouvelle: boolean
  readonly avant: LigneAction
}

type Decor = {
  readonly programme: ProgrammeLu
  readonly membres: readonly Membre[]
  readonly decisions: readonly DecisionCitee[]
}

/** Writes the lines of a table, each as the form of its page would: new axes first, then actions, with their trace. */
export async function ecrireActions(
  tx: Tx,
  acteur: Acteur,
  decor: Decor,
  ecritures: readonly EcritureAction[],
  maintenant: Date,
): Promise<void> {
  const structure = await ecrireStructure(tx, acteur, decor.programme, ecritures)
  for (const ecriture of ecritures) {
    const { ligne, nouvelle } = ecriture
    const [axe = '', orientation = ''] = ligne.code.split('.')
    const orientationId = structure.get(`${axe}.${orientation}`)!
    const id = nouvelle
      ? await creer(tx, acteur, decor, orientationId, ligne, maintenant)
      : await changer(tx, acteur, decor, ecriture, maintenant)
    await ecrirePartenaires(tx, acteur, id, ligne, maintenant)
    await noter(
      tx,
      acteur,
      id,
      {
        genre: 'import',
        verbe: 'action.importer',
        resume: nouvelle ? 'Action ajoutée par un tableur' : 'Action mise à jour par un tableur',
        canal: 'import',
        changements: nouvelle
          ? []
          : ecriture.changees.map((cle) => ({
              quoi: COLONNES.find((colonne) => colonne.cle === cle)!.libelles[0],
              avant: ecriture.avant[cle] || 'vide',
              apres: ligne[cle] || 'vide',
            })),
      },
      maintenant,
    )
  }
}

const centimes = (texte: string): number | null => (texte === '' ? null : enCentimes(texte))

const fondDe = (ligne: LigneAction, decisions: readonly DecisionCitee[]) => ({
  niveau: Number(ligne.niveau),
  niveau_cible: Number(ligne.niveauCible),
  objectifs: ligne.objectifs,
  resultat_attendu: ligne.resultat,
  publics: ligne.publics,
  convention_reference: ligne.convention,
  cle_decision_id: decisions.find(({ numero }) => numero === ligne.cle)?.id ?? null,
  clause_reference: ligne.clause,
  cout_prevu_centimes: centimes(ligne.coutPrevu),
  cout_reel_centimes: centimes(ligne.coutReel),
})

const cadreDe = (ligne: LigneAction) => ({
  titre: ligne.titre,
  nature: parLibelle(LIBELLES_NATURE, ligne.nature) ?? ('action' as const),
  origine: parLibelle(LIBELLES_ORIGINE, ligne.origine) ?? ('schema' as const),
  base: parLibelle(LIBELLES_BASE, ligne.base) ?? ('volontariste' as const),
})

const typesDe = (ligne: LigneAction, membres: readonly Membre[]): Record<string, TypeParticipation> =>
  Object.fromEntries(
    membres.map(({ organismeId, libelle }) => {
      const dans = (cle: 'participants' | 'observateurs' | 'nonConcernes') =>
        ligne[cle].split(', ').includes(libelle)
      const type = dans('participants')
        ? 'participant'
        : dans('observateurs')
          ? 'observateur'
          : dans('nonConcernes')
            ? 'non_concerne'
            : 'informe'
      return [organismeId, type]
    }),
  )

const chefsDe = (ligne: LigneAction, membres: readonly Membre[]): string[] =>
  [ligne.chef, ligne.binome]
    .filter(Boolean)
    .map((nom) => membres.find(({ libelle }) => libelle === nom)!.organismeId)

async function creer(
  tx: Tx,
  acteur: Acteur,
  { membres, decisions }: Decor,
  orientationId: string,
  ligne: LigneAction,
  maintenant: Date,
): Promise<string> {
  const id = await insertAction(
    tx,
    acteur,
    { orientationId, code: ligne.code, ...cadreDe(ligne), chefs: chefsDe(ligne, membres) },
    {
      statut: parLibelle(LIBELLES_STATUT, ligne.statut) ?? 'proposee',
      participations: typesDe(ligne, membres),
    },
    membres.map(({ organismeId }) => organismeId),
    maintenant,
  )
  await tx.updateTable('action').set(fondDe(ligne, decisions)).where('id', '=', id).execute()
  return id
}

async function changer(
  tx: Tx,
  acteur: Acteur,
  { membres, decisions }: Decor,
  { id, ligne, changees }: EcritureAction,
  maintenant: Date,
): Promise<string> {
  const action = (await findActionAEcrire(tx, id!))!
  const statut = parLibelle(LIBELLES_STATUT, ligne.statut) ?? action.statut
  const commence = (statut === 'en_preparation' || statut === 'en_cours') && action.commencee_le === null
  const participation = changees.some((cle) =>
    (['participants', 'observateurs', 'nonConcernes'] as readonly string[]).includes(cle),
  )
  const ligneAction = changees.some(
    (cle) =>
      !(['participants', 'observateurs', 'nonConcernes', 'partenaires'] as readonly string[]).includes(cle),
  )
  if (ligneAction) {
    await tx
      .updateTable('action')
      .set({
        ...cadreDe(ligne),
        ...fondDe(ligne, decisions),
        statut,
        ...(commence && { commencee_le: jourDe(maintenant) }),
      })
      .where('id', '=', action.id)
      .execute()
    await remplacerChefs(tx, acteur, action.id, action.chefs, chefsDe(ligne, membres), maintenant)
  }
  if (participation) {
    const jour = jourDe(maintenant)
    await tx
      .updateTable('participation')
      .set({ au: jour })
      .where('action_id', '=', action.id)
      .where('organisme_id', '=', acteur.organismeId)
      .where('au', 'is', null)
      .execute()
    await tx
      .insertInto('participation')
      .values({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        action_id: action.id,
        organisme_id: acteur.organismeId,
        type: typesDe(ligne, membres)[acteur.organismeId]!,
        du: jour,
        saisie_par: signatureDe(acteur),
        saisie_le: maintenant,
      })
      .execute()
  }
  return action.id
}
