import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Courriel } from '#platform/courriel/courriel.ts'
import { consigner } from '#platform/journal/consigner.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { PERSONNE_DU_LIEN } from '../../consultation/repondre.ts'
import { direInstant, direTaille } from '../mots.ts'
import type { DepotOuvert } from './ouvrir-lien.ts'

/** Who deposits, in the journal that every member reads: her name is not said there. */
export const auteurDe = ({ cooperationId, operation }: DepotOuvert) => ({
  cooperationId,
  organismeId: operation.piloteId,
  personneId: PERSONNE_DU_LIEN,
  nom: 'Lien personnel',
  libelle: 'Un candidat',
})

/**
 * Keeps the proof of a bid that is refused, in the journal and by mail; its bytes are not kept.
 * @param arrive when it had first come, if that was in time: it could not be written then, and the opening has begun since; null when it is late
 */
export async function inscrireRefus(
  tx: Tx,
  courriel: Pick<Courriel, 'envoyer'>,
  ouvert: DepotOuvert,
  taille: number,
  empreinte: string,
  arrive: Date | null,
  maintenant: Date,
): Promise<void> {
  const { cooperationId, operation, candidat, marche } = ouvert
  await sql`insert into achat_pli_refuse (id, cooperation_id, operation_id, candidat_id, limite, taille, empreinte, arrive_le)
    values (${nouvelId()}, ${cooperationId}, ${operation.id}, ${candidat.id}, ${marche.limite}, ${taille}, ${empreinte}, ${arrive})`.execute(
    tx,
  )
  const octets = `${direTaille(taille)}, empreinte ${empreinte}`
  const preuve = arrive
    ? `arrivé à l’heure, le ${direInstant(arrive)}, non enregistré à cause d’une panne, renvoyé le ${direInstant(marche.maintenant)}, l’ouverture commencée ; ${octets}`
    : `reçu le ${direInstant(marche.maintenant)}, limite le ${direInstant(marche.limite!)}, ${octets}`
  await consigner(tx, auteurDe(ouvert), maintenant, {
    action: 'achat.refuser_pli',
    objet: { type: 'achat', id: operation.id },
    resume: `${arrive ? 'Pli non reçu' : 'Pli hors délai refusé'} : ${preuve}`,
  })
  await courriel.envoyer(tx, {
    a: candidat.courriel,
    objet: `${arrive ? 'Pli non reçu' : 'Pli refusé, hors délai'} : ${operation.titre.slice(0, 90)}`,
    texte: `Bonjour,\n\n${
      arrive
        ? `Votre pli était arrivé à l’heure, mais une panne a empêché de l’enregistrer, et la commission a commencé d’ouvrir les plis : il n’est pas reçu. Appelez ${operation.pilote} avec cette preuve.`
        : 'Votre pli est arrivé après l’heure limite : il est refusé, et n’est pas gardé.'
    }\nPreuve : ${preuve}.\nL’heure est celle du serveur ${deNom(operation.pilote)}.\n`,
  })
}
