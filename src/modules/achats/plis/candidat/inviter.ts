import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Courriel } from '#platform/courriel/courriel.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { dateLongue, heure } from '#shared/typographie.ts'
import { noter } from '../../marche/conduire-marche.ts'
import { empreinteDesCles } from '../cle/empreinte.ts'
import { type DepotMene, mener, type RefusDepot } from '../conduire-depot.ts'
import { direEmpreinte } from '../mots.ts'
import type { CandidatLu } from '../plis.queries.ts'
import { cheminDeDepot } from './lien.ts'

type Envoi = {
  readonly courriel: Pick<Courriel, 'envoyer'>
  readonly adresse: string
  readonly secret: string
}
export type SaisieCandidat = { readonly nom: string; readonly siret: string; readonly courriel: string }

/** Gives a bidder her personal link, by mail. Her name is not in the journal: every member reads it, before the bids are open. */
export const inviterCandidat = (
  base: Base,
  envoi: Envoi,
  acteur: Acteur,
  id: string,
  candidat: SaisieCandidat,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusDepot>> => {
    const mene = await mener(tx, acteur, id)
    if (!mene.ok) return mene
    if (mene.valeur.etat !== 'ouvert') return refuser({ code: 'depot-ferme' })
    const lienId = nouvelId()
    const { rows } =
      await sql`insert into achat_candidat (id, lien_id, cooperation_id, operation_id, nom, siret, courriel, invite_le)
      values (${nouvelId()}, ${lienId}, ${acteur.cooperationId}, ${id}, ${candidat.nom}, ${candidat.siret}, ${candidat.courriel}, ${maintenant})
      on conflict do nothing returning id`.execute(tx)
    if (rows.length === 0) return refuser({ code: 'candidat-existe' })
    await envoyerLien(tx, envoi, acteur, mene.valeur, { ...candidat, lienId }, maintenant)
    await noter(tx, acteur, maintenant, id, 'inviter_candidat', 'Lien de dépôt envoyé à un candidat')
    return accepter(null)
  })

/**
 * Corrects the name or the address of a bidder and sends her link again. Another address makes another link: who received the former one by mistake can
 * deposit nothing any more. What was already deposited stays hers.
 */
export const corrigerCandidat = (
  base: Base,
  envoi: Envoi,
  acteur: Acteur,
  id: string,
  candidatId: string,
  saisie: Omit<SaisieCandidat, 'siret'>,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx): Promise<Result<null, RefusDepot>> => {
    const mene = await mener(tx, acteur, id)
    if (!mene.ok) return mene
    const { etat, depot } = mene.valeur
    const ancien = depot.candidats.find((c) => c.id === candidatId)
    if (!ancien) return refuser({ code: 'candidat-inconnu' })
    if (etat !== 'ouvert') return refuser({ code: 'depot-ferme' })
    const ailleurs = saisie.courriel !== ancien.courriel
    const lienId = ailleurs ? nouvelId() : ancien.lienId
    await sql`update achat_candidat set nom = ${saisie.nom}, courriel = ${saisie.courriel}, lien_id = ${lienId}, invite_le = ${maintenant}
      where id = ${candidatId}`.execute(tx)
    await envoyerLien(tx, envoi, acteur, mene.valeur, { ...saisie, lienId }, maintenant)
    await noter(
      tx,
      acteur,
      maintenant,
      id,
      'renvoyer_lien',
      ailleurs
        ? 'Adresse d’un candidat corrigée : nouveau lien de dépôt envoyé, l’ancien ne sert plus'
        : 'Lien de dépôt envoyé de nouveau à un candidat',
    )
    return accepter(null)
  })

async function envoyerLien(
  tx: Tx,
  { courriel, adresse, secret }: Envoi,
  acteur: Acteur,
  { operation, marche, depot }: DepotMene,
  candidat: Pick<CandidatLu, 'nom' | 'courriel' | 'lienId'>,
  maintenant: Date,
): Promise<void> {
  const lien = cheminDeDepot(
    secret,
    { cooperationId: acteur.cooperationId, lienId: candidat.lienId },
    maintenant,
  )
  await courriel.envoyer(tx, {
    a: candidat.courriel,
    objet: `Remettre votre offre : ${operation.titre.slice(0, 90)}`,
    texte: `Bonjour,

${acteur.libelle} vous invite à remettre l’offre ${deNom(candidat.nom)} : ${operation.titre}.

Déposez votre pli, sans compte, jusqu’au ${dateLongue(jourDe(marche.limite!))} à ${heure(marche.limite!)} (heure de Paris) : ${adresse}${lien}

Votre offre est chiffrée dans votre navigateur pour les membres de la commission : deux membres différents l’ouvrent ensemble, après l’heure limite.
Empreinte des clés de la commission, à comparer avec celle de la page : ${direEmpreinte(empreinteDesCles(depot.cles))}

Ce lien est personnel : qui le tient dépose en votre nom.

${acteur.libelle}, ${acteur.cooperation}
`,
  })
}
