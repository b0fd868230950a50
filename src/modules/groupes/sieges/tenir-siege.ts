import type { Base, Tx } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { ajouterJours, type Jour, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { siegeDe } from '../domain/cycle.ts'
import { tientSonSiege } from '../domain/droits.ts'
import type { RefusCommun } from '../expliquer.ts'
import { listPersonnes, lockGroupe, type PlaceLue } from '../groupes.queries.ts'
import { tracer } from '../tracer.ts'

export type SaisieSiege = {
  readonly participe: boolean
  readonly referent: string | null
  readonly suppleant: string | null
  /** Whole days of work. */
  readonly chargePrevue: number | null
  readonly chargeReelle: number | null
}

/** A member says whether it takes part, and who holds its seat. Its own only: neither the coordination nor who pilots writes it. */
export const tenirSiege = (
  base: Base,
  acteur: Acteur,
  groupeId: string,
  organismeId: string,
  version: number,
  saisie: SaisieSiege,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!tientSonSiege.autorise(acteur) || organismeId !== acteur.organismeId)
      return refuser<RefusCommun>({ code: 'interdit', a: 'membre' })
    const groupe = await lockGroupe(tx, groupeId, maintenant)
    const membre = groupe?.membres.find((m) => m.organismeId === organismeId)
    if (!groupe || !membre) return refuser<RefusCommun>({ code: 'introuvable' })
    if (groupe.statut === 'clos' || groupe.statut === 'ecarte')
      return refuser<RefusCommun>({ code: 'groupe-ferme' })
    if (membre.version !== version) return refuser<RefusCommun>({ code: 'page-perimee' })
    const { participe, referent, suppleant, chargePrevue, chargeReelle } = saisie
    if (!participe && (referent || suppleant)) return refuser<RefusCommun>({ code: 'ne-participe-pas' })
    const jour = jourDe(maintenant)
    const gens = await listPersonnes(tx, jour, organismeId)
    for (const [champ, choisi] of [
      ['referent', referent],
      ['suppleant', suppleant],
    ] as const)
      if (choisi && !gens.some(({ id }) => id === choisi))
        return refuser<RefusCommun>({ code: 'inconnu', champ })
    await tx
      .updateTable('groupe_membre')
      .set({
        participe,
        ...(participe !== membre.participe && { depuis: jour }),
        charge_prevue: chargePrevue,
        charge_reelle: chargeReelle,
      })
      .where('groupe_id', '=', groupeId)
      .where('organisme_id', '=', organismeId)
      .execute()
    const places = groupe.places.filter((p) => p.organismeId === organismeId)
    const siege = siegeDe(membre, places, jour)
    await placer(tx, acteur, groupeId, places, 'referent', participe ? referent : null, jour)
    await placer(tx, acteur, groupeId, places, 'suppleant', participe ? suppleant : null, jour)
    const nom = gens.find(({ id }) => id === referent)?.nom
    await tracer(tx, acteur, maintenant, groupeId, {
      geste: 'sieger',
      resume: !participe
        ? `${acteur.libelle} : informé, ne participe pas`
        : nom
          ? `${acteur.libelle} : siège tenu par ${nom}`
          : `${acteur.libelle} participe, siège à pourvoir`,
      activite: siege.etat === 'vide' && referent !== null,
    })
    return accepter({ id: groupeId })
  })

/** Closes the place held, and opens another when somebody else takes it. */
async function placer(
  tx: Tx,
  acteur: Acteur,
  groupeId: string,
  places: readonly PlaceLue[],
  role: 'referent' | 'suppleant',
  voulu: string | null,
  jour: Jour,
): Promise<void> {
  const tenue = places.find((p) => p.role === role && p.au === null)
  if (tenue?.personneId === (voulu ?? undefined)) return
  if (tenue)
    await tx
      .updateTable('groupe_referent')
      .set({ au: ajouterJours(jour, -1) })
      .where('groupe_id', '=', groupeId)
      .where('organisme_id', '=', acteur.organismeId)
      .where('role', '=', role)
      .where('au', 'is', null)
      .execute()
  if (voulu)
    await tx
      .insertInto('groupe_referent')
      .values({
        id: nouvelId(),
        cooperation_id: acteur.cooperationId,
        groupe_id: groupeId,
        organisme_id: acteur.organismeId,
        personne_id: voulu,
        role,
        du: jour,
      })
      .execute()
}
