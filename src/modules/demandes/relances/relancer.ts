import { sql } from 'kysely'
import type { Tx } from '#platform/base/base.ts'
import type { Courriel } from '#platform/courriel/courriel.ts'
import { jourDe } from '#shared/dates.ts'
import { dateLongue } from '#shared/typographie.ts'
import type { DemandeLue } from '../demandes.queries.ts'
import { type Auteur, ecrireEvenement } from '../dossier/agir.ts'

export type Envoi = { readonly courriel: Pick<Courriel, 'envoyer'>; readonly adresse: string }

/** Secretaries of an employer, today. */
export async function listSecretaires(tx: Tx, organismeId: string, jour: string): Promise<string[]> {
  const { rows } = await sql<{ courriel: string }>`
    select distinct p.courriel from fonction_tenue f join personne p on p.id = f.personne_id
    where f.organisme_id = ${organismeId} and f.fonction = 'secretariat_mairie' and f.du <= ${jour} and (f.au is null or f.au >= ${jour})`.execute(
    tx,
  )
  return rows.map(({ courriel }) => courriel)
}

/** Reminds the town hall of the question it has: written on the file, counted, once a day at most. False when nothing waits for it. */
export async function relancer(
  tx: Tx,
  { courriel, adresse }: Envoi,
  auteur: Auteur,
  demande: DemandeLue,
  maintenant: Date,
): Promise<boolean> {
  if (demande.etat !== 'ATTENTE_COLLECTIVITE') return false
  const { rows } =
    await sql`select from demande_evenement e where e.demande_id = ${demande.id} and e.geste = 'relancer'
    and (e.survenu_le at time zone 'Europe/Paris')::date = ${jourDe(maintenant)}`.execute(tx)
  if (rows.length > 0) return false
  await tx
    .updateTable('demande')
    .set({ relances: demande.relances + 1 })
    .where('id', '=', demande.id)
    .execute()
  await ecrireEvenement(
    tx,
    auteur,
    demande,
    { geste: 'relancer', ancien: demande.etat, nouveau: demande.etat, donnees: { a: demande.employeur } },
    maintenant,
  )
  for (const a of await listSecretaires(tx, demande.organismeId, jourDe(maintenant)))
    await courriel.envoyer(tx, {
      a,
      objet: `Demande ${demande.numero} : votre centre attend votre réponse`,
      texte: `Bonjour,

${demande.employeur}, demande ${demande.numero} : votre Centre de gestion attend votre réponse, demandée avant le ${dateLongue(demande.attenteAvant!)}. Le temps court chez vous.

Lire la question et répondre : ${adresse}/demandes/${demande.id}
`,
    })
  return true
}
