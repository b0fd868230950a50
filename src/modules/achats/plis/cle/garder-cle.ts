import { sceller, verifierDestinataire } from '@maillage/coffre'
import { sql } from 'kysely'
import type { Base } from '#platform/base/base.ts'
import type { Acteur } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { siegeALaCommission } from '../../domain/droits.ts'
import { CLES_MAX } from '../../domain/plis.ts'
import { noter } from '../../marche/conduire-marche.ts'
import { findOperation } from '../../operations/operations.queries.ts'
import type { RefusDepot } from '../conduire-depot.ts'
import { findDepot } from '../plis.queries.ts'

/** Keeps the public half of the key of a member of the commission, and her keystore; made again, the former one is forgotten. Not once the deposit is open. */
export const garderCle = (
  base: Base,
  acteur: Acteur,
  id: string,
  cle: { readonly destinataire: string; readonly trousseau: string },
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusDepot>> => {
    const operation = await findOperation(tx, id)
    if (!operation) return refuser({ code: 'introuvable' })
    if (!siegeALaCommission(acteur, operation.decision)) return refuser({ code: 'hors-commission' })
    // Waits for an opening that has begun, and holds the next one until this key is there: a key is counted or refused, never between.
    const { rows } = await sql<{ libres: boolean }>`select cles_modifiables(${id}) as libres`.execute(tx)
    const depot = await findDepot(tx, id)
    if (!depot) return refuser({ code: 'pas-propose' })
    if (!rows[0]!.libres) return refuser({ code: 'cles-figees' })
    const autres = depot.cles.filter(({ personneId }) => personneId !== acteur.personneId)
    if (!(await serviraASceller(cle.destinataire))) return refuser({ code: 'cle-fausse' })
    if (autres.length >= CLES_MAX) return refuser({ code: 'trop-de-cles' })
    await sql`insert into achat_depot_cle (id, cooperation_id, operation_id, organisme_id, personne_id, nom, destinataire, trousseau)
      values (${nouvelId()}, ${acteur.cooperationId}, ${id}, ${acteur.organismeId}, ${acteur.personneId}, ${acteur.nom}, ${cle.destinataire}, ${cle.trousseau})
      on conflict (operation_id, personne_id) do update set nom = excluded.nom, organisme_id = excluded.organisme_id,
        destinataire = excluded.destinataire, trousseau = excluded.trousseau, creee_le = now()`.execute(tx)
    await noter(tx, acteur, maintenant, id, 'creer_cle', 'Clé d’un membre de la commission créée')
    return accepter(null)
  })

/** A key that seals nothing would keep every bidder out once the deposit is open; a weak one would protect nothing. */
const serviraASceller = (destinataire: string): Promise<boolean> =>
  sceller(Uint8Array.of(1), [destinataire])
    .then(() => {
      verifierDestinataire(destinataire)
      return true
    })
    .catch(() => false)
