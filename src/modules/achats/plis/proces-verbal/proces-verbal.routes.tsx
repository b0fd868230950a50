import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { rendreDocx } from '#platform/documents/docx.ts'
import { acteurDe } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { enDocx, enPdf } from '../../documents.ts'
import { conduit, litLesAchats } from '../../domain/droits.ts'
import { chargerDepot, etatDe } from '../conduire-depot.ts'
import { expliquerDepot } from '../expliquer.ts'
import type { RetoursDesPlis } from '../retours.routes.ts'
import { composerProcesVerbal } from './composer.ts'
import { pageProcesVerbal } from './proces-verbal.page.tsx'
import { findPourProcesVerbal } from './proces-verbal.queries.ts'

type Adresse = { Params: { id: string } }

/** The record of the opening, on a page, as a PDF and as a DOCX: for the members that the decision binds, once the bids are open. */
export function procesVerbalRoutes(
  app: FastifyInstance,
  services: Services,
  { afficher }: RetoursDesPlis,
): void {
  /** Reads the record, then has it written; or says why there is none. */
  const avecLeProcesVerbal =
    (ecrire: (requete: FastifyRequest, reponse: FastifyReply, lu: Lu) => unknown) =>
    async (requete: FastifyRequest<Adresse>, reponse: FastifyReply) => {
      const { id } = requete.params
      const acteur = acteurDe(requete)
      const { cadre, donnees } = await services.lire(requete, async (tx) => {
        const lu = await chargerDepot(tx, id)
        const ouvert = lu?.depot && etatDe(lu.marche, lu.depot) === 'ouvertes'
        return lu && { ...lu, suite: ouvert ? await findPourProcesVerbal(tx, id) : null }
      })
      if (!donnees?.depot) return services.introuvable(requete, reponse, 'Ce procès-verbal')
      const { operation, marche, depot, suite } = donnees
      const lie = operation.decision.porte.includes(acteur.organismeId)
      if (!lie || !suite) {
        const { phrase, statut } = expliquerDepot({ code: lie ? 'plis-pas-ouverts' : 'hors-decision' })
        return afficher(requete, reponse, id, { alerte: phrase, statut })
      }
      const document = composerProcesVerbal(
        { ...suite, operation, marche, depot, mene: conduit(acteur, operation) },
        acteur.cooperation,
        requete.maintenant,
      )
      return ecrire(requete, reponse, { cadre, operation, document })
    }
  type Lu = {
    readonly cadre: Awaited<ReturnType<Services['lire']>>['cadre']
    readonly operation: Parameters<typeof pageProcesVerbal>[0]
    readonly document: ReturnType<typeof composerProcesVerbal>
  }
  const config = { config: { droit: litLesAchats } }

  app.get<Adresse>(
    '/achats/:id/plis/proces-verbal',
    config,
    avecLeProcesVerbal((requete, reponse, { cadre, operation, document }) =>
      services.page(requete, reponse, cadre, pageProcesVerbal(operation, document)),
    ),
  )
  app.get<Adresse>(
    '/achats/:id/plis/proces-verbal.pdf',
    config,
    avecLeProcesVerbal(async (requete, reponse, { document }) =>
      reponse
        .type('application/pdf')
        .header('content-disposition', 'inline; filename="ouverture-des-plis.pdf"')
        .send(await services.pdf.rendre('rapport', enPdf(document), requete.maintenant)),
    ),
  )
  app.get<Adresse>(
    '/achats/:id/plis/proces-verbal.docx',
    config,
    avecLeProcesVerbal(async (_requete, reponse, { document }) =>
      reponse
        .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
        .header('content-disposition', 'attachment; filename="ouverture-des-plis.docx"')
        .send(await rendreDocx(enDocx(document))),
    ),
  )
}
