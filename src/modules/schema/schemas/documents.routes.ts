import type { FastifyInstance, FastifyRequest } from 'fastify'
import { rendreDocx } from '#platform/documents/docx.ts'
import { acteurDe } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { litLeSchema } from '../domain/droits.ts'
import { composerDocx, donneesPdf } from './document.ts'
import { unSchema } from './exemples.ts'
import { findSchema } from './schemas.repository.ts'

type Adresse = { Params: { id: string } }

/** The text as a file: tagged PDF (PDF/UA), and DOCX for who goes on writing. A draft says that it is one. */
export function documentsRoutes(app: FastifyInstance, { base, pdf, introuvable }: Services): void {
  const lire = (requete: FastifyRequest, id: string) =>
    base.enTantQue(acteurDe(requete), (tx) => findSchema(tx, id))

  app.get<Adresse>(
    '/schema/:id/schema.pdf',
    { config: { droit: litLeSchema, exemple: unSchema('/schema.pdf') } },
    async (requete, reponse) => {
      const schema = await lire(requete, requete.params.id)
      if (!schema) return introuvable(requete, reponse, 'Ce texte')
      const { cooperation } = acteurDe(requete)
      const donnees = donneesPdf(schema, cooperation, jourDe(requete.maintenant))
      return reponse
        .type('application/pdf')
        .header('content-disposition', 'inline; filename="schema.pdf"')
        .send(await pdf.rendre('schema', donnees, requete.maintenant))
    },
  )
  app.get<Adresse>(
    '/schema/:id/schema.docx',
    { config: { droit: litLeSchema, exemple: unSchema('/schema.docx') } },
    async (requete, reponse) => {
      const schema = await lire(requete, requete.params.id)
      if (!schema) return introuvable(requete, reponse, 'Ce texte')
      const { cooperation } = acteurDe(requete)
      return reponse
        .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
        .header('content-disposition', 'attachment; filename="schema.docx"')
        .send(await rendreDocx(composerDocx(schema, cooperation, jourDe(requete.maintenant))))
    },
  )
}
