import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '#platform/base/base.ts'
import { rendreDocx } from '#platform/documents/docx.ts'
import { choisi, jourDemande, texteDemande, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { jamais } from '#shared/result.ts'
import { nombre } from '#shared/typographie.ts'
import { uneOperationEngagee } from '../adhesion/exemples.ts'
import type { Populations } from '../analyse/population.ts'
import type { Projections } from '../analyse/projeter.ts'
import { agitPourSonMembre, litLesAchats } from '../domain/droits.ts'
import { findOperation } from '../operations/operations.queries.ts'
import { dresserBilan } from './bilan-du-contrat.ts'
import { listComptes } from './comptes.queries.ts'
import { listContrats } from './contrats.queries.ts'
import { pageExecution } from './execution.page.tsx'
import { findMatiereDeProjection, projeterContrats } from './projeter-contrats.ts'
import { composerDocx, composerRapport, donneesPdf } from './rapport.ts'
import { conclureRevision, inscrireRevision, type RefusRevision } from './reviser.ts'

type Adresse = { Params: { id: string } }

const Schema = z.object({
  contrat: choisi('Choisissez le contrat.'),
  niveau: texteDemande(1, 200, 'Choisissez le niveau.'),
  taux: z
    .string('Indiquez le taux demandé, comme 2,15.')
    .transform((lu) => lu.replaceAll(/[\s\u00a0\u202f%]/g, '').replace(',', '.'))
    .refine(
      (lu) => /^\d{1,2}(\.\d{1,3})?$/.test(lu) && Number(lu) > 0 && Number(lu) <= 20,
      'Indiquez un taux de 0,001 à 20 %, comme 2,15.',
    )
    .transform((lu) => Math.round(Number(lu) * 1000)),
  annee: z
    .string('Indiquez l’année.')
    .refine((lu) => /^20\d{2}$/.test(lu.trim()), 'Indiquez une année sur quatre chiffres, comme 2028.')
    .transform(Number),
  recueLe: jourDemande('Indiquez quel jour la demande est arrivée.'),
  effetLe: jourDemande('Indiquez à partir de quel jour le taux est demandé.'),
})
const SchemaIssue = z.object({ issue: z.enum(['acceptee', 'refusee'], 'Acceptez ou refusez.'), version })

/** A contract under way, for every member; its leader enters what insurers ask for, and answers. */
export function executionRoutes(
  app: FastifyInstance,
  services: Services,
  populations: Populations,
  projections: Projections,
): void {
  const { base, pdf } = services
  const lire = async (tx: Tx, id: string) => {
    const operation = await findOperation(tx, id)
    return (
      operation && {
        operation,
        contrats: await listContrats(tx, id),
        comptes: await listComptes(tx, id),
        ...(await findMatiereDeProjection(tx, id)),
      }
    )
  }
  const projeter = (
    requete: FastifyRequest,
    { operation, contrats, ...matiere }: NonNullable<Awaited<ReturnType<typeof lire>>>,
  ) =>
    projeterContrats(projections, populations, acteurDe(requete).cooperationId, operation, contrats, matiere)
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, (tx) => lire(tx, id))
    if (!donnees) return services.introuvable(requete, reponse, 'Cet achat groupé')
    const aujourdhui = jourDe(requete.maintenant)
    const page = pageExecution({
      operation: donnees.operation,
      bilan: dresserBilan(donnees, aujourdhui),
      projection: await projeter(requete, donnees),
      acteur: acteurDe(requete),
      aujourdhui,
      ...retour,
    })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/achats/:id/execution',
    { config: { droit: litLesAchats, exemple: uneOperationEngagee('/execution') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  const rapport = async (requete: FastifyRequest, id: string) => {
    const donnees = await base.enTantQue(acteurDe(requete), (tx) => lire(tx, id))
    const aujourdhui = jourDe(requete.maintenant)
    if (!donnees) return null
    const projection = await projeter(requete, donnees)
    return composerRapport(donnees.operation, dresserBilan(donnees, aujourdhui), aujourdhui, projection)
  }
  app.get<Adresse>(
    '/achats/:id/execution/rapport.pdf',
    { config: { droit: litLesAchats, exemple: uneOperationEngagee('/execution/rapport.pdf') } },
    async (requete, reponse) => {
      const compose = await rapport(requete, requete.params.id)
      if (!compose) return services.introuvable(requete, reponse, 'Cet achat groupé')
      return reponse
        .type('application/pdf')
        .header('content-disposition', 'attachment; filename="rapport-annuel.pdf"')
        .send(
          await pdf.rendre('bilan', donneesPdf(compose, acteurDe(requete).cooperation), requete.maintenant),
        )
    },
  )
  app.get<Adresse>(
    '/achats/:id/execution/rapport.docx',
    { config: { droit: litLesAchats, exemple: uneOperationEngagee('/execution/rapport.docx') } },
    async (requete, reponse) => {
      const compose = await rapport(requete, requete.params.id)
      if (!compose) return services.introuvable(requete, reponse, 'Cet achat groupé')
      return reponse
        .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
        .header('content-disposition', 'attachment; filename="rapport-annuel.docx"')
        .send(await rendreDocx(composerDocx(compose, acteurDe(requete).cooperation)))
    },
  )
  app.post<Adresse>(
    '/achats/:id/execution/revisions',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const revenir = (retour: RetourDeFormulaire) =>
        afficher(requete, reponse, id, { saisies: requete.body as Saisies, ...retour })
      const lu = lireFormulaire(Schema, requete.body)
      if (!lu.ok) return revenir({ fautes: lu.fautes, statut: 422 })
      const { contrat, ...saisie } = lu.valeurs
      const issue = await inscrireRevision(
        base,
        acteurDe(requete),
        { ...saisie, contratId: contrat },
        requete.maintenant,
      )
      if (!issue.ok) {
        const { champ, phrase, statut } = expliquerRevision(issue.refus)
        return revenir({ statut, ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }) })
      }
      services.annoncer(reponse, 'Demande enregistrée : la page dit ce que la clause permet.')
      return versPage(reponse, `/achats/${id}/execution`)
    },
  )
  app.post<{ Params: { id: string; revision: string } }>(
    '/achats/:id/execution/revisions/:revision',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id, revision } = requete.params
      const lu = lireFormulaire(SchemaIssue, requete.body)
      if (!lu.ok) return afficher(requete, reponse, id, { alerte: lu.fautes[0]!.message, statut: 422 })
      const issue = await conclureRevision(
        base,
        acteurDe(requete),
        id,
        revision,
        lu.valeurs,
        requete.maintenant,
      )
      if (!issue.ok) {
        const { phrase, statut } = expliquerRevision(issue.refus)
        return afficher(requete, reponse, id, { alerte: phrase, statut })
      }
      services.annoncer(reponse, 'Réponse enregistrée.')
      return versPage(reponse, `/achats/${id}/execution`)
    },
  )
}

function expliquerRevision(refus: RefusRevision): {
  readonly champ: string | null
  readonly phrase: string
  readonly statut: number
} {
  const entier = (phrase: string, statut = 409) => ({ champ: null, phrase, statut })
  switch (refus.code) {
    case 'introuvable':
      return entier('Ce contrat n’existe pas.', 404)
    case 'interdit':
      return entier('Seul le membre qui conduit l’achat répond aux assureurs.', 403)
    case 'niveau-inconnu':
      return {
        champ: 'niveau',
        phrase: 'Ce contrat n’a pas de taux connu pour ce niveau avant cette année.',
        statut: 422,
      }
    case 'future':
      return { champ: 'recueLe', phrase: 'Ce jour n’est pas encore passé.', statut: 422 }
    case 'deja-close':
      return entier('Cette demande a déjà reçu une réponse : relisez la page.')
    case 'page-perimee':
      return entier(PAGE_PERIMEE)
    case 'contraire-a-la-clause':
      return entier(
        `La clause ne permet pas ce taux (${nombre(refus.maximum)} % au plus, préavis et seuil respectés) : refusez-le, ou modifiez d’abord le contrat par avenant.`,
      )
    default:
      return jamais(refus)
  }
}
