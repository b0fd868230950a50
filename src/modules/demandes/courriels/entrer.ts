import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { FichierRecu } from '#platform/fichiers/fichiers.ts'
import type { DemandeLue } from '../demandes.queries.ts'
import type { Cote, Geste } from '../domain/etats.ts'
import { type Auteur, ecrireEvenement, faire } from '../dossier/agir.ts'

/** Who wrote, and on which side of the request; no side for a machine. The cooperation is that of the transaction. */
export type Expediteur = { readonly cote: Cote | null; readonly auteur: Omit<Auteur, 'cooperationId'> }

export type MessageEntrant = {
  /** The message as it came, kept whole. */
  readonly id: string
  readonly texte: string
  readonly pieces: readonly FichierRecu[]
  readonly automatique: boolean
  /** Read by centres alone, and moves nothing. */
  readonly pourLesCentres?: boolean
}

/**
 * A message enters the thread of its request. The answer that was waited for does what the form would have done: the clock goes back to the
 * centre. Anything else is a message. What a machine wrote is recorded and moves nothing. Says whom to tell, and of what.
 */
export async function entrerDansLeFil(
  tx: Tx,
  demande: DemandeLue,
  { cote, auteur }: Expediteur,
  { id, texte, pieces, automatique, pourLesCentres = false }: MessageEntrant,
  maintenant: Date,
): Promise<{ readonly quoi: Geste | 'message' | null; readonly versMairie: boolean }> {
  const { rows } = await sql<{ id: string }>`select cooperation_courante() as id`.execute(tx)
  const signe = { ...auteur, cooperationId: rows[0]!.id }
  const mot = texte === '' ? 'Pièces jointes au courriel.' : texte
  if (!automatique && !pourLesCentres) {
    const geste =
      cote === 'mairie' && demande.etat === 'ATTENTE_COLLECTIVITE'
        ? ('completer' as const)
        : cote === 'tiers' && demande.etat === 'ATTENTE_TIERS'
          ? ('recevoir_tiers' as const)
          : null
    if (geste && cote && mot.length >= 2) {
      const saisie = { texte: mot, avant: null, tiers: '', fichiers: pieces, courrielId: id }
      const issue = await faire(tx, signe, demande, geste, cote, saisie, maintenant)
      if (issue.ok) return { quoi: geste, versMairie: false }
    }
  }
  await ecrireEvenement(
    tx,
    signe,
    demande,
    {
      geste: automatique ? 'message_automatique' : 'message',
      ancien: demande.etat,
      nouveau: demande.etat,
      texte: mot,
      donnees: { courriel: id },
      ...(pourLesCentres && { visible: 'cdg' as const }),
    },
    maintenant,
    pieces,
  )
  if (automatique || pourLesCentres) return { quoi: null, versMairie: false }
  if (cote !== 'cdg')
    await tx
      .updateTable('demande')
      .set({ fait_nouveau: cote === 'tiers' ? 'Le tiers a écrit' : 'La collectivité a écrit' })
      .where('id', '=', demande.id)
      .execute()
  return { quoi: 'message', versMairie: cote === 'cdg' }
}
