import type { Base } from '#platform/base/base.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { accepter, refuser } from '#shared/result.ts'
import { dernierJour, type Lecture, ouvreDesJetons } from '../domain/lectures.ts'
import { creerJeton, revoquerJeton } from './jetons.repository.ts'

/** Makes a token for a member; its clear text is given once. Refused past a year, in the past, or when the form was already received. */
export const ouvrirUnJeton = (
  base: Base,
  acteur: Acteur,
  demande: { readonly nom: string; readonly lectures: readonly Lecture[]; readonly expireLe: Jour },
  cle: string | undefined,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    if (!ouvreDesJetons.autorise(acteur)) return refuser({ code: 'interdit' as const })
    const aujourdhui = jourDe(maintenant)
    if (demande.expireLe < aujourdhui) return refuser({ code: 'passe' as const })
    if (demande.expireLe > dernierJour(aujourdhui)) return refuser({ code: 'trop-loin' as const })
    if (await dejaRecu(tx, acteur.cooperationId, cle, 'jeton')) return refuser({ code: 'deja-recu' as const })
    const jeton = await creerJeton(tx, acteur, demande, maintenant)
    await consigner(tx, acteur, maintenant, {
      action: 'jeton.creer',
      objet: { type: 'jeton_api', id: jeton.id },
      resume: `Jeton de lecture « ${demande.nom} » créé (${demande.lectures.join(', ')})`,
    })
    return accepter(jeton)
  })

/** Withdraws a token of one's own member. */
export const retirerUnJeton = (base: Base, acteur: Acteur, id: string, maintenant: Date) =>
  base.enTantQue(acteur, async (tx) => {
    const nom = ouvreDesJetons.autorise(acteur) ? await revoquerJeton(tx, id, maintenant) : null
    if (nom === null) return refuser({ code: 'introuvable' as const })
    await consigner(tx, acteur, maintenant, {
      action: 'jeton.retirer',
      objet: { type: 'jeton_api', id },
      resume: `Jeton de lecture « ${nom} » retiré`,
    })
    return accepter({ nom })
  })
