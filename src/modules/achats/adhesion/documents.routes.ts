import type { FastifyReply } from 'fastify'
import type { Tx } from '#platform/base/base.ts'
import { rendreDocx } from '#platform/documents/docx.ts'
import type { Jour } from '#shared/dates.ts'
import { date } from '#shared/typographie.ts'
import { AVIS } from '../domain/adhesion/adhesion.ts'
import { contratDe, listContrats } from '../execution/contrats.queries.ts'
import { findOperation } from '../operations/operations.queries.ts'
import { comiteCompetent } from './inscrire-fait.ts'
import { composerDeliberation, composerNote, MODELE_DE_DEPART, type Modele } from './modele/modele.ts'
import { findAdhesion } from './suivi/suivi.queries.ts'

/** The template that serves: the last version published, else the one of departure. */
export async function findModele(tx: Tx, operationId: string): Promise<Modele> {
  const publie = await tx
    .selectFrom('achat_modele')
    .select(['numero', 'texte'])
    .where('operation_id', '=', operationId)
    .orderBy('numero', 'desc')
    .limit(1)
    .executeTakeFirst()
  return publie ?? { numero: 0, texte: MODELE_DE_DEPART }
}

/** Prepares a document of an employer inside the transaction that reads it, and gives what sends it; null when there is no such employer. */
export async function envoyerDocument(
  tx: Tx,
  document: 'deliberation' | 'note-agents',
  employeurId: string,
  cooperation: string,
  aujourdhui: Jour,
): Promise<((reponse: FastifyReply) => Promise<FastifyReply>) | null> {
  const lue = await findAdhesion(tx, employeurId, aujourdhui)
  const operation = lue && (await findOperation(tx, lue.operationId))
  if (!lue || !operation) return null
  const adhesion = { ...lue, comite: lue.comite ?? comiteCompetent(lue.agents) }
  const matiere = {
    adhesion,
    operation,
    contrat: contratDe(await listContrats(tx, operation.id), lue.contratId, aujourdhui),
    modele: await findModele(tx, operation.id),
    cooperation,
    aujourdhui,
    avis: lue.avis && lue.avisLe ? `${AVIS[lue.avis].toLowerCase()}, le ${date(lue.avisLe)}` : '',
  }
  const compose = document === 'deliberation' ? composerDeliberation(matiere) : composerNote(matiere)
  return async (reponse) =>
    reponse
      .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
      .header('content-disposition', `attachment; filename="${document}.docx"`)
      .send(await rendreDocx(compose))
}
