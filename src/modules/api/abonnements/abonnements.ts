import type { Base } from '#platform/base/base.ts'
import { sceller } from '#platform/comptes/sceau.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { accepter, refuser } from '#shared/result.ts'
import { ABONNEMENTS_MAX, type Evenement } from '../domain/abonnements.ts'
import { ouvreDesJetons } from '../domain/lectures.ts'
import {
  ajouterEssai,
  changerSecret,
  creerAbonnement,
  listAbonnements,
  retirerAbonnement,
} from './abonnements.repository.ts'
import { FILE_DES_ENVOIS } from './livrer.ts'
import { tirerSecretDAbonnement } from './signer.ts'

type Outils = Pick<Services, 'base' | 'secret' | 'sortie'>

/** Makes a subscription for a member; its secret is given once. Refused past ten, to an address inside, or when the form was already received. */
export async function abonner(
  { base, secret, sortie }: Outils,
  acteur: Acteur,
  demande: { readonly adresse: string; readonly evenements: readonly Evenement[] },
  cle: string | undefined,
  maintenant: Date,
) {
  const clair = tirerSecretDAbonnement()
  const scelle = await sceller(secret, clair)
  return base.enTantQue(acteur, async (tx) => {
    if (!ouvreDesJetons.autorise(acteur)) return refuser({ code: 'interdit' as const })
    if (!sortie.admet(demande.adresse)) return refuser({ code: 'adresse' as const })
    if (await dejaRecu(tx, acteur.cooperationId, cle, 'abonnement'))
      return refuser({ code: 'deja-recu' as const })
    if ((await listAbonnements(tx)).length >= ABONNEMENTS_MAX) return refuser({ code: 'trop' as const })
    const id = await creerAbonnement(tx, acteur, { ...demande, scelle }, maintenant)
    await noter(tx, acteur, id, maintenant, 'creer', `Adresse à prévenir : ${demande.adresse}`)
    return accepter({ adresse: demande.adresse, clair })
  })
}

/** Gives another secret, once; the former one signs nothing more. */
export async function renouveler({ base, secret }: Outils, acteur: Acteur, id: string, maintenant: Date) {
  const clair = tirerSecretDAbonnement()
  const scelle = await sceller(secret, clair)
  return base.enTantQue(acteur, async (tx) => {
    const adresse = ouvreDesJetons.autorise(acteur) ? await changerSecret(tx, id, scelle) : null
    if (adresse === null) return refuser({ code: 'introuvable' as const })
    await noter(tx, acteur, id, maintenant, 'renouveler', `Secret renouvelé pour ${adresse}`)
    return accepter({ adresse, clair })
  })
}

/** Ends a subscription: nothing leaves any more, not even what waited. */
export const desabonner = (base: Base, acteur: Acteur, id: string, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    const adresse = ouvreDesJetons.autorise(acteur) ? await retirerAbonnement(tx, id, maintenant) : null
    if (adresse === null) return refuser({ code: 'introuvable' as const })
    await noter(tx, acteur, id, maintenant, 'retirer', `Adresse qui n’est plus prévenue : ${adresse}`)
    return accepter({ adresse })
  })

/** Sends a trial at once, even to a suspended subscription. */
export const essayer = (
  { base, taches }: Pick<Services, 'base' | 'taches'>,
  acteur: Acteur,
  id: string,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const abonnement = ouvreDesJetons.autorise(acteur)
      ? (await listAbonnements(tx)).find((un) => un.id === id)
      : null
    if (!abonnement) return refuser({ code: 'introuvable' as const })
    await ajouterEssai(tx, acteur, id, maintenant)
    await taches.envoyer(tx, FILE_DES_ENVOIS, {})
    return accepter({ adresse: abonnement.adresse })
  })

const noter = (
  tx: Parameters<typeof consigner>[0],
  acteur: Acteur,
  id: string,
  maintenant: Date,
  geste: string,
  resume: string,
) =>
  consigner(tx, acteur, maintenant, {
    action: `abonnement.${geste}`,
    objet: { type: 'abonnement_api', id },
    resume,
  })
