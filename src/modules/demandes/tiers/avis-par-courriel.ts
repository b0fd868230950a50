import type { Tx } from '#platform/base/base.ts'
import type { MoyenDEnvoi } from '#platform/courriel/courriel.ts'
import type { MessageEntrant } from '../courriels/entrer.ts'
import type { DemandeLue } from '../demandes.queries.ts'
import { ecrireEvenement } from '../dossier/agir.ts'
import type { AvisExterieur } from './avis.queries.ts'
import { auteurDeLAvis, rendreDans } from './avis-exterieur.ts'

/**
 * The reply by mail of an expert outside the cooperation: it is her opinion, as by her link, read by the centres alone. What a machine wrote in her
 * name is recorded for the centres and gives no opinion. With the request held, and the opinion waited for unless a machine wrote.
 */
export async function entrerCommeAvis(
  tx: Tx,
  moyens: MoyenDEnvoi,
  demande: DemandeLue,
  avis: AvisExterieur,
  { id, texte, pieces, automatique }: MessageEntrant,
  maintenant: Date,
): Promise<void> {
  const auteur = await auteurDeLAvis(tx, demande, avis, 'par courriel')
  const ici = { ancien: demande.etat, nouveau: demande.etat, visible: 'cdg' } as const
  if (automatique) {
    const mot = { geste: 'message_automatique', texte, donnees: { courriel: id }, ...ici }
    await ecrireEvenement(tx, auteur, demande, mot, maintenant)
    return
  }
  const mot = texte.length < 2 ? 'Pièces jointes au courriel.' : texte
  await rendreDans(
    tx,
    moyens,
    auteur,
    demande,
    avis,
    { texte: mot, fichiers: pieces, courrielId: id },
    maintenant,
  )
}
