import { sql } from 'kysely'
import type { Base } from '#platform/base/base.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { type findDemande, lockDemande } from '../demandes.queries.ts'
import { coteDe } from '../dossier/agir.ts'
import type { RefusDemande } from '../expliquer.ts'
import { type CourrielLu, findCourriel } from './courriels.queries.ts'
import { entrerDansLeFil } from './entrer.ts'

type Issue = Promise<Result<{ readonly demandeId: string | null }, RefusDemande>>

/**
 * Files a message that nobody understood: into the request whose number is given (it enters its thread, in the name of who wrote it; `reponse`
 * says that it is the answer waited for), or aside with a reason. It is never deleted.
 */
export const classerCourriel = (
  base: Base,
  acteur: Acteur,
  id: string,
  version: number,
  vers: { readonly numero: string; readonly reponse: boolean } | { readonly motif: string },
  maintenant: Date,
): Issue =>
  base.enTantQue(acteur, async (tx) => {
    await sql`select from demande_courriel where id = ${id} for update`.execute(tx)
    const courriel = await findCourriel(tx, id)
    if (!courriel || courriel.centreId !== acteur.organismeId)
      return refuser({ code: 'introuvable' as const })
    if (courriel.version !== version || courriel.sort !== 'quarantaine')
      return refuser({ code: 'page-perimee' as const })
    const fait = { traite_par: `${acteur.nom}, ${acteur.libelle}`.slice(0, 200), traite_le: maintenant }
    if ('motif' in vers) {
      if (vers.motif.length < 3)
        return refuser({
          code: 'inconnu' as const,
          champ: 'motif',
          phrase: 'Dites pourquoi ce message est écarté : un collègue le relira peut-être.',
        })
      await tx
        .updateTable('demande_courriel')
        .set({ ...fait, sort: 'ecarte', motif: vers.motif })
        .where('id', '=', id)
        .execute()
      await consigner(tx, acteur, maintenant, {
        action: 'demande.ecarter_courriel',
        objet: { type: 'demande_courriel', id },
        resume: 'Courriel écarté',
      })
      return accepter({ demandeId: null })
    }
    const { rows } = await sql<{ id: string }>`select id from demande where numero = ${vers.numero}`.execute(
      tx,
    )
    const demande = rows[0] && (await lockDemande(tx, rows[0].id))
    if (!demande || coteDe(acteur, demande) !== 'cdg')
      return refuser({
        code: 'inconnu' as const,
        champ: 'numero',
        phrase: 'Aucune demande de votre centre ne porte ce numéro. Il s’écrit comme 44-2026-000123.',
      })
    await tx
      .updateTable('demande_courriel')
      .set({ ...fait, sort: 'rattache', demande_id: demande.id, motif: '' })
      .where('id', '=', id)
      .execute()
    await entrerDansLeFil(
      tx,
      demande,
      auteurDe(courriel, demande, vers.reponse && !courriel.pourAvis),
      {
        id,
        texte: courriel.retenu,
        pieces: courriel.pieces,
        automatique: false,
        pourLesCentres: courriel.pourAvis,
      },
      maintenant,
    )
    await consigner(tx, acteur, maintenant, {
      action: 'demande.rattacher_courriel',
      objet: { type: 'demande', id: demande.id },
      resume: `Courriel rattaché à la demande ${demande.numero}`,
    })
    return accepter({ demandeId: demande.id })
  })

const auteurDe = (
  { nom, de, centreId }: CourrielLu,
  demande: NonNullable<Awaited<ReturnType<typeof findDemande>>>,
  reponse: boolean,
) => ({
  cote: reponse ? ('mairie' as const) : null,
  auteur: {
    organismeId: reponse ? demande.organismeId : demande.guichetId,
    personneId: null,
    nom: nom || de,
    libelle: 'courriel rattaché par le centre',
    fichiersDe: centreId,
  },
})
