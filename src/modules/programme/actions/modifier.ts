import type { Base, Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { montant } from '#shared/typographie.ts'
import { mene } from '../domain/droits.ts'
import { prochainJalon } from '../domain/jalons.ts'
import { direNiveau, type Niveau, placerAuNiveau, type RefusNiveau } from '../domain/niveaux.ts'
import { comparer, noter } from '../suivi/noter.ts'
import { type ActionAEcrire, findActionAEcrire } from './actions.repository.ts'

/** What who leads an action writes of it. Money in integer cents. */
export type Fond = {
  readonly objectifs: string
  readonly resultatAttendu: string
  readonly publics: string
  readonly niveau: Niveau
  readonly niveauCible: Niveau
  readonly conventionReference: string
  readonly cleDecisionId: string | null
  readonly clauseReference: string
  readonly coutPrevuCentimes: number | null
  readonly coutReelCentimes: number | null
  /** Progress said by hand, in percent; null lets the milestones speak. */
  readonly avancementForce: number | null
  readonly avancementMotif: string
  readonly piloteId: string | null
}

export type RefusFond =
  | { readonly code: 'interdit' | 'introuvable' | 'page-perimee' }
  | { readonly code: 'cle-inconnue' | 'motif-avancement' | 'pilote-inconnu' }
  | RefusNiveau

const LIBELLES = {
  objectifs: 'Objectifs',
  resultat: 'Résultat attendu',
  publics: 'Publics',
  niveau: 'Niveau de mutualisation',
  niveauCible: 'Niveau visé',
  convention: 'Convention',
  cle: 'Décision sur la clé',
  clause: 'Clause du schéma',
  coutPrevu: 'Coût prévu',
  coutReel: 'Coût constaté',
  avancement: 'Avancement dit à la main',
  pilote: 'Personne qui suit l’action',
} as const

const euros = (centimes: number | null): string => (centimes === null ? '' : montant(centimes))

/** True when the decision exists in this cooperation and sets a key. */
const estUneCle = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx
    .selectFrom('decision')
    .select('id')
    .where('id', '=', id)
    .where('type', '=', 'cle')
    .executeTakeFirst()) !== undefined

/** Who leads an action writes what it is for, its level, its cost and who follows it. Nobody else does, not even the coordination. */
export const modifierAction = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  fond: Fond,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const action = await findActionAEcrire(tx, id)
    if (!action) return refuser<RefusFond>({ code: 'introuvable' })
    if (!mene(acteur, action)) return refuser<RefusFond>({ code: 'interdit' })
    if (action.version !== version) return refuser<RefusFond>({ code: 'page-perimee' })
    const ecrit = await ecrireFond(tx, acteur, action, fond, maintenant)
    if (!ecrit.ok) return ecrit
    if (ecrit.valeur.length > 0)
      await noter(
        tx,
        acteur,
        id,
        { genre: 'fiche', verbe: 'action.modifier', resume: 'Fiche modifiée', changements: ecrit.valeur },
        maintenant,
      )
    return accepter({ id })
  })

/** Checks and writes the content of an action already held; gives what changed. */
export async function ecrireFond(
  tx: Tx,
  _acteur: Acteur,
  action: ActionAEcrire,
  fond: Fond,
  maintenant: Date,
) {
  const place = placerAuNiveau(fond.niveau, fond)
  if (!place.ok) return refuser<RefusFond>(place.refus)
  if (fond.cleDecisionId && !(await estUneCle(tx, fond.cleDecisionId)))
    return refuser<RefusFond>({ code: 'cle-inconnue' })
  if (fond.avancementForce !== null && fond.avancementMotif.trim() === '')
    return refuser<RefusFond>({ code: 'motif-avancement' })
  const personnes = [fond.piloteId, action.pilote_id].filter((p) => p !== null)
  const noms =
    personnes.length > 0
      ? await tx.selectFrom('personne').select(['id', 'nom']).where('id', 'in', personnes).execute()
      : []
  const nomDe = (cherche: string | null) => noms.find((p) => p.id === cherche)?.nom ?? ''
  if (fond.piloteId && !nomDe(fond.piloteId)) return refuser<RefusFond>({ code: 'pilote-inconnu' })
  const force = (valeur: number | null, motif: string) => (valeur === null ? '' : `${valeur} % : ${motif}`)
  const changements = comparer(
    LIBELLES,
    {
      objectifs: action.objectifs,
      resultat: action.resultat_attendu,
      publics: action.publics,
      niveau: direNiveau(action.niveau as Niveau),
      niveauCible: direNiveau(action.niveau_cible as Niveau),
      convention: action.convention_reference,
      cle: action.cle_decision_id ?? '',
      clause: action.clause_reference,
      coutPrevu: euros(action.cout_prevu_centimes),
      coutReel: euros(action.cout_reel_centimes),
      avancement: force(action.avancement_force, action.avancement_motif),
      pilote: nomDe(action.pilote_id),
    },
    {
      objectifs: fond.objectifs,
      resultat: fond.resultatAttendu,
      publics: fond.publics,
      niveau: direNiveau(fond.niveau),
      niveauCible: direNiveau(fond.niveauCible),
      convention: fond.conventionReference,
      cle: fond.cleDecisionId ?? '',
      clause: fond.clauseReference,
      coutPrevu: euros(fond.coutPrevuCentimes),
      coutReel: euros(fond.coutReelCentimes),
      avancement: force(fond.avancementForce, fond.avancementForce === null ? '' : fond.avancementMotif),
      pilote: nomDe(fond.piloteId),
    },
  )
  if (changements.length === 0) return accepter(changements)
  const memeForce =
    fond.avancementForce === action.avancement_force && fond.avancementMotif === action.avancement_motif
  const jalons = memeForce
    ? []
    : await tx
        .selectFrom('jalon')
        .select(['etat', 'echeance'])
        .where('action_id', '=', action.id)
        .where('etat', '=', 'prevu')
        .execute()
  await tx
    .updateTable('action')
    .set({
      objectifs: fond.objectifs,
      resultat_attendu: fond.resultatAttendu,
      publics: fond.publics,
      niveau: fond.niveau,
      niveau_cible: fond.niveauCible,
      convention_reference: fond.conventionReference,
      cle_decision_id: fond.cleDecisionId,
      clause_reference: fond.clauseReference,
      cout_prevu_centimes: fond.coutPrevuCentimes,
      cout_reel_centimes: fond.coutReelCentimes,
      pilote_id: fond.piloteId,
      ...(!memeForce && {
        avancement_force: fond.avancementForce,
        avancement_motif: fond.avancementForce === null ? '' : fond.avancementMotif,
        avancement_force_le: fond.avancementForce === null ? null : jourDe(maintenant),
        avancement_jusquau:
          fond.avancementForce === null
            ? null
            : (prochainJalon(jalons.map(({ echeance }) => ({ etat: 'prevu' as const, echeance })))
                ?.echeance ?? null),
      }),
    })
    .where('id', '=', action.id)
    .execute()
  return accepter(changements)
}
