import type { Base } from '#platform/base/base.ts'
import type { FichierRecu } from '#platform/fichiers/fichiers.ts'
import { dejaRecu } from '#platform/http/formulaire.ts'
import type { Acteur } from '#shared/acteur.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { lockDemande } from '../demandes.queries.ts'
import type { RefusDemande } from '../expliquer.ts'
import { coteDe, ecrireEvenement } from './agir.ts'

type Issue = Promise<Result<{ readonly id: string }, RefusDemande>>

/** A message of the thread. From the town hall, « where does it stand » is counted; from a centre, a note may stay between centres. */
export const ecrireMessage = (
  base: Base,
  acteur: Acteur,
  id: string,
  saisie: {
    readonly texte: string
    readonly interne: boolean
    readonly nouvelles: boolean
    readonly fichiers: readonly FichierRecu[]
  },
  cle: string | undefined,
  maintenant: Date,
): Issue =>
  base.enTantQue(acteur, async (tx) => {
    const demande = await lockDemande(tx, id)
    if (!demande) return refuser({ code: 'introuvable' as const })
    const cote = coteDe(acteur, demande)
    if (!cote) return refuser({ code: 'lecture-seule' as const })
    if (saisie.texte.length < 2) return refuser({ code: 'texte-manquant' as const })
    if (await dejaRecu(tx, acteur.cooperationId, cle, id)) return accepter({ id })
    const { texte, fichiers } = saisie
    const interne = cote === 'cdg' && saisie.interne
    await ecrireEvenement(
      tx,
      acteur,
      demande,
      {
        geste: 'message',
        ancien: demande.etat,
        nouveau: demande.etat,
        texte,
        visible: interne ? 'cdg' : 'tous',
      },
      maintenant,
      fichiers,
    )
    if (cote === 'mairie')
      await tx
        .updateTable('demande')
        .set({
          nouvelles: demande.nouvelles + (saisie.nouvelles ? 1 : 0),
          fait_nouveau: saisie.nouvelles
            ? 'La collectivité demande des nouvelles'
            : 'La collectivité a écrit',
        })
        .where('id', '=', id)
        .execute()
    return accepter({ id })
  })
