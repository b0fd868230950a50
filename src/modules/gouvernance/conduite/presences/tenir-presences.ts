import type { Base, Tx } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { peutTenirLaPlume, prendPartALaSeance } from '../../domain/droits.ts'
import { type DemandePresence, enregistrerPresence, presencesA } from '../../domain/presence.ts'
import { type Seance, updateSeance } from '../../seances/seances.repository.ts'
import { acteurDeLaSeance, listPresences, listSieges } from '../../seances/sieges.repository.ts'
import { avecSeance, INTERDIT, INTROUVABLE } from '../conduire.ts'

/** Enters an arrival, a departure, a proxy or its withdrawal. A member writes for its own seat; the secretary for all. */
export const noterPresence = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  demande: DemandePresence & { readonly representant: string | null },
  maintenant: Date,
) =>
  avecSeance(base, acteur, seanceId, async (tx, seance) => {
    const elle = await acteurDeLaSeance(tx, acteur, seanceId, jourDe(maintenant))
    if (!prendPartALaSeance.autorise(elle)) return INTERDIT
    if (!peutTenirLaPlume(acteur) && demande.organismeId !== acteur.organismeId) return INTERDIT
    if (!['convoquee', 'ouverte', 'suspendue'].includes(seance.statut))
      return refuser({ code: 'seance-non-ouverte' as const })
    const [entrees, sieges] = [await listPresences(tx, seanceId), await listSieges(tx, seanceId)]
    const issue = enregistrerPresence(entrees, sieges, demande, seance.regle.pouvoirsMaxParSiege, maintenant)
    if (!issue.ok) return issue
    const id = nouvelId()
    await insererPresence(
      tx,
      acteur,
      seanceId,
      { id, ...demande, rectifie: null, motif: null, annule: false },
      maintenant,
    )
    await toucher(tx, seance)
    return accepter({ id })
  })
/** Cancels an entry of the register by another one that names it and says why. Nothing is erased. */
export const rectifierPresence = (
  base: Base,
  acteur: Acteur,
  seanceId: string,
  entreeId: string,
  motif: string,
  maintenant: Date,
) =>
  avecSeance(base, acteur, seanceId, async (tx, seance) => {
    const elle = await acteurDeLaSeance(tx, acteur, seanceId, jourDe(maintenant))
    if (!prendPartALaSeance.autorise(elle)) return INTERDIT
    const entrees = await listPresences(tx, seanceId)
    const visee = entrees.find(({ id }) => id === entreeId)
    if (!visee) return INTROUVABLE
    if (!peutTenirLaPlume(acteur) && visee.organismeId !== acteur.organismeId) return INTERDIT
    if (entrees.some(({ rectifie }) => rectifie === entreeId))
      return refuser({ code: 'deja-rectifiee' as const })
    if (!motif.trim()) return refuser({ code: 'rectification-sans-motif' as const })
    if (!['convoquee', 'ouverte', 'suspendue'].includes(seance.statut))
      return refuser({ code: 'seance-non-ouverte' as const })
    const id = nouvelId()
    await insererPresence(
      tx,
      acteur,
      seanceId,
      { ...visee, id, rectifie: entreeId, motif, annule: true },
      maintenant,
    )
    await consigner(tx, acteur, maintenant, {
      action: 'presence.rectifier',
      objet: { type: 'presence', id: entreeId },
      resume: `Entrée de présence rectifiée : ${motif.slice(0, 200)}`,
    })
    await toucher(tx, seance)
    return accepter({ id })
  })
type NouvellePresence = DemandePresence & {
  readonly id: string
  readonly representant: string | null
  readonly rectifie: string | null
  readonly motif: string | null
  readonly annule: boolean
}

async function insererPresence(
  tx: Tx,
  acteur: Acteur,
  seanceId: string,
  entree: NouvellePresence,
  maintenant: Date,
): Promise<void> {
  await tx
    .insertInto('presence')
    .values({
      id: entree.id,
      cooperation_id: acteur.cooperationId,
      seance_id: seanceId,
      organisme_id: entree.organismeId,
      genre: entree.genre,
      mandataire_id: entree.mandataireId,
      representant: entree.representant,
      survenu_le: entree.survenuLe,
      saisi_le: maintenant,
      saisi_par: acteur.personneId,
      rectifie: entree.rectifie,
      motif: entree.motif,
      annule: entree.annule,
    })
    .execute()
}

/** Moves the version of the séance: the other devices learn that something changed. */
const toucher = (tx: Tx, { id, statut }: Seance): Promise<void> => updateSeance(tx, id, { statut })
/** Who is there now, for a decision taken at this instant. */
export async function presencesDe(tx: Tx, seance: Seance, instant: Date) {
  return presencesA(await listPresences(tx, seance.id), instant, seance.regle.pouvoirsMaxParSiege)
}
