import type { FastifyReply } from 'fastify'
import { rendreDocx } from '#platform/documents/docx.ts'
import type { ProjetProduit } from './produire-projet.ts'

/** Sends a projet as a file; its name says the decision, the member and the version of the template. */
export const envoyerDocx = async (reponse: FastifyReply, { nom, document }: ProjetProduit) =>
  reponse
    .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
    .header('content-disposition', `attachment; filename="${nom}"`)
    .send(await rendreDocx(document))
