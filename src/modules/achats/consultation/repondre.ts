import { sql } from 'kysely'
import type { Base, Tx } from '#platform/base/base.ts'
import { type FichierRecu, insertFichier } from '#platform/fichiers/fichiers.ts'
import type { PagePerimee } from '#platform/http/formulaire.ts'
import { consigner } from '#platform/journal/consigner.ts'
import type { Acteur } from '#shared/acteur.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { accepter, refuser } from '#shared/result.ts'
import { date } from '#shared/typographie.ts'
import { sertCetEmployeur } from '../domain/droits.ts'
import { CHAMPS_REPONSE, type RefusReponse, type Reponse, recevoirReponse } from '../domain/reponse.ts'
import { findOperation, findOperationDuLien, type OperationLue } from '../operations/operations.queries.ts'
import { type EmployeurLu, findEmployeur, listEmployeursDuLien } from './employeurs.queries.ts'
import { lireLienDeReponse } from './lien.ts'

export type RefusEnvoi = RefusReponse | PagePerimee | { readonly code: 'interdit' | 'introuvable' }

export type LienOuvert = {
  readonly operation: OperationLue
  readonly employeurs: readonly EmployeurLu[]
  readonly courriel: string
}

const MOTIF = 'réponse d’un employeur par le lien signé d’un courriel'

/** What the link opens today, read and nothing else: a forgotten address, or a centre that no longer serves the employer, closes it. */
export async function ouvrirLien(
  base: Base,
  secret: string,
  jeton: string,
  maintenant: Date,
): Promise<(LienOuvert & { readonly cooperationId: string }) | 'faux' | 'perime' | 'sans-employeur'> {
  const cible = lireLienDeReponse(secret, jeton, maintenant)
  if (typeof cible === 'string') return cible
  return base.enTantQueSysteme(MOTIF, cible.cooperationId, async (tx) => {
    const lien = await findOperationDuLien(tx, cible.lienId)
    if (!lien) return 'faux' as const
    const { operation, courriel } = lien
    const employeurs = await listEmployeursDuLien(
      tx,
      { operationId: operation.id, courriel },
      jourDe(maintenant),
    )
    if (employeurs.length === 0) return 'sans-employeur' as const
    return { operation, employeurs, courriel, cooperationId: cible.cooperationId }
  })
}

/** Records the answer given through the link, in place of the former one. The draft has served. */
export const repondreParLien = (
  base: Base,
  { operation, cooperationId }: { readonly operation: OperationLue; readonly cooperationId: string },
  employeur: EmployeurLu,
  version: number,
  reponse: Reponse,
  fichier: FichierRecu | null,
  maintenant: Date,
) =>
  base.enTantQueSysteme(MOTIF, cooperationId, async (tx) => {
    const admise = recevoirReponse(operation, reponse, jourDe(maintenant))
    if (!admise.ok) return refuser<RefusEnvoi>(admise.refus)
    const ecrit = await ecrire(
      tx,
      cooperationId,
      employeur,
      version,
      reponse,
      'lien',
      fichier,
      null,
      maintenant,
    )
    if (!ecrit) return refuser<RefusEnvoi>({ code: 'page-perimee' })
    await consigner(
      tx,
      {
        cooperationId,
        organismeId: employeur.organismeId,
        personneId: PERSONNE_DU_LIEN,
        nom: 'Lien personnel',
        libelle: employeur.nom,
      },
      maintenant,
      {
        action: 'achat.repondre',
        objet: { type: 'achat_employeur', id: employeur.id },
        resume: `${employeur.nom} répond par son lien : « ${operation.titre} »`,
      },
    )
    return accepter({ id: employeur.id })
  })

/** Written in the journal for a link: it speaks for an address of the employer, not for a person of the directory. */
export const PERSONNE_DU_LIEN = '00000000-0000-0000-0000-000000000000'

/** Enters an answer received on paper, in the name of an employer that the actor's member serves. The journal says who entered it and when it came. */
export const saisirPapier = (
  base: Base,
  acteur: Acteur,
  employeurId: string,
  version: number,
  reponse: Reponse,
  recuLe: Jour,
  fichier: FichierRecu | null,
  maintenant: Date,
) =>
  base.enTantQue(acteur, async (tx) => {
    const employeur = await findEmployeur(tx, employeurId)
    const operation = employeur && (await findOperation(tx, employeur.operationId))
    if (!employeur || !operation) return refuser<RefusEnvoi>({ code: 'introuvable' })
    if (!sertCetEmployeur(acteur, employeur)) return refuser<RefusEnvoi>({ code: 'interdit' })
    const admise = recevoirReponse(operation, reponse, recuLe)
    if (!admise.ok) return refuser<RefusEnvoi>(admise.refus)
    const { cooperationId, personneId } = acteur
    const ecrit = await ecrire(
      tx,
      cooperationId,
      employeur,
      version,
      reponse,
      'papier',
      fichier,
      personneId,
      maintenant,
    )
    if (!ecrit) return refuser<RefusEnvoi>({ code: 'page-perimee' })
    await consigner(tx, acteur, maintenant, {
      action: 'achat.saisir_papier',
      objet: { type: 'achat_employeur', id: employeurId },
      resume: `Réponse sur papier ${deNom(employeur.nom)}, reçue le ${date(recuLe)}, saisie par ${acteur.libelle} : « ${operation.titre} »`,
    })
    return accepter({ id: employeurId })
  })

async function ecrire(
  tx: Tx,
  cooperationId: string,
  employeur: EmployeurLu,
  version: number,
  reponse: Reponse,
  par: 'lien' | 'papier',
  fichier: FichierRecu | null,
  personneId: string | null,
  maintenant: Date,
): Promise<boolean> {
  // Sent twice, the first sending is the answer.
  if (employeur.reponduLe && !fichier && estLaMeme(employeur, reponse)) return true
  const fichierId =
    fichier &&
    (await insertFichier(
      tx,
      {
        cooperationId,
        organismeId: par === 'papier' ? employeur.centreId : employeur.organismeId,
        personneId,
      },
      fichier,
      maintenant,
    ))
  const ecrit = await tx
    .updateTable('achat_employeur')
    .set({
      intention: reponse.intention,
      niveau: reponse.niveau,
      agents: reponse.agents,
      situation: reponse.situation,
      mandat_numero: reponse.mandatNumero,
      mandat_le: reponse.mandatLe,
      ...(fichierId && { mandat_fichier: fichierId }),
      repondu_le: maintenant,
      repondu_par: par,
      reponses: version + 1,
      ouvert_le: employeur.ouvertLe ?? maintenant,
    })
    .where('id', '=', employeur.id)
    .where('reponses', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!ecrit) return false
  await tx.deleteFrom('achat_brouillon').where('employeur_id', '=', employeur.id).execute()
  return true
}

const estLaMeme = (avant: EmployeurLu, apres: Reponse): boolean =>
  avant.intention === apres.intention &&
  avant.niveau === apres.niveau &&
  avant.agents === apres.agents &&
  avant.situation === apres.situation &&
  avant.mandatNumero === apres.mandatNumero &&
  avant.mandatLe === apres.mandatLe

/** Keeps fields as they are being typed, one row per field: nothing is judged, nothing else is touched. The first one says that the answer began. */
export const garderBrouillon = (
  base: Base,
  cooperationId: string,
  employeur: EmployeurLu,
  champs: Readonly<Record<string, string>>,
  maintenant: Date,
) =>
  base.enTantQueSysteme(MOTIF, cooperationId, async (tx) => {
    const gardes = CHAMPS_REPONSE.flatMap((champ) => {
      const valeur = champs[champ]
      return valeur === undefined ? [] : [{ champ, valeur: valeur.slice(0, 4000) }]
    })
    if (gardes.length === 0) return
    await sql`insert into achat_brouillon (cooperation_id, centre_id, employeur_id, champ, valeur, saisi_le)
      select ${cooperationId}, ${employeur.centreId}, ${employeur.id}, b.champ, b.valeur, ${maintenant}
      from jsonb_to_recordset(${JSON.stringify(gardes)}::jsonb) as b (champ text, valeur text)
      on conflict (employeur_id, champ) do update set valeur = excluded.valeur, saisi_le = excluded.saisi_le`.execute(
      tx,
    )
    if (!employeur.ouvertLe)
      await sql`update achat_employeur set ouvert_le = ${maintenant} where id = ${employeur.id} and ouvert_le is null`.execute(
        tx,
      )
  })
