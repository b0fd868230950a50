import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId, nouvelId } from '#shared/ids.ts'
import { estPropose, findType, listTypes } from '../catalogue/catalogue.queries.ts'
import { traite } from '../domain/droits.ts'
import { enRetour } from '../dossier/dossier.routes.tsx'
import { unType } from '../exemples.ts'
import { expliquer } from '../expliquer.ts'
import { prevenir } from '../relances/prevenir.ts'
import { listEmployeursAffilies } from './au-nom.queries.ts'
import { deposer, ORIGINES, type Origine } from './deposer.ts'
import { pageCatalogue, pageDepot } from './formulaire.page.tsx'
import { lireDepot } from './lire-depot.routes.ts'

export const AU_NOM = '/demandes/au-nom'
type Adresse = { Params: { id: string } }

/** A centre writes the request of an employer that called or came: it is sent at once, signed by both, and the employer is told. */
export function auNomRoutes(app: FastifyInstance, services: Services): void {
  const { base, fichiers } = services

  app.get(AU_NOM, { config: { droit: traite, exemple: AU_NOM } }, async (requete, reponse) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, (tx) => listTypes(tx, acteur.organismeId))
    const page = pageCatalogue({
      types: donnees.filter(estPropose),
      commune: saisie(requete.query as Saisies, 'commune'),
      auNom: AU_NOM,
    })
    return services.page(requete, reponse, cadre, page)
  })

  const lire = (requete: FastifyRequest, typeId: string) =>
    services.lire(requete, async (tx) => {
      const acteur = acteurDe(requete)
      return {
        type: await findType(tx, typeId, acteur.organismeId),
        employeurs: await listEmployeursAffilies(tx, acteur, jourDe(requete.maintenant)),
      }
    })
  const dessiner = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    { cadre, donnees }: Awaited<ReturnType<typeof lire>>,
    retour: RetourDeFormulaire = {},
  ) => {
    if (!donnees.type) return services.introuvable(requete, reponse, 'Ce genre de demande')
    const page = pageDepot({
      type: donnees.type,
      employeurs: donnees.employeurs,
      commune: saisie(requete.query as Saisies, 'commune'),
      action: `${AU_NOM}/${donnees.type.id}`,
      ariane: [
        { libelle: 'Demandes', href: '/demandes' },
        { libelle: 'Noter une demande', href: AU_NOM },
      ],
      cle: nouvelId(),
      origines: ORIGINES,
      ...retour,
    })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    `${AU_NOM}/:id`,
    { config: { droit: traite, exemple: unType(AU_NOM) } },
    async (requete, reponse) => dessiner(requete, reponse, await lire(requete, requete.params.id)),
  )

  app.post<Adresse>(`${AU_NOM}/:id`, { config: { droit: traite } }, async (requete, reponse) => {
    const acteur = acteurDe(requete)
    const lecture = await lire(requete, requete.params.id)
    const { type, employeurs } = lecture.donnees
    if (!type) return services.introuvable(requete, reponse, 'Ce genre de demande')
    const { saisies, fautes, valeurs, depot } = await lireDepot(requete, fichiers, type, 'envoyer')
    const origine = saisie(saisies, 'origine') ?? ''
    const manques = [
      ...(estId(depot.organismeId)
        ? []
        : [{ champ: 'commune', message: 'Choisissez pour quel employeur vous notez cette demande.' }]),
      ...(Object.hasOwn(ORIGINES, origine)
        ? []
        : [{ champ: 'origine', message: 'Dites comment la demande est arrivée.' }]),
      ...fautes,
    ]
    if (manques.length > 0 || !valeurs)
      return dessiner(requete, reponse, lecture, { fautes: manques, saisies, statut: 422 })
    const issue = await deposer(
      base,
      acteur,
      type.id,
      { ...depot, origine: origine as Origine },
      valeurs.cle,
      requete.maintenant,
    )
    if (!issue.ok) return dessiner(requete, reponse, lecture, enRetour(expliquer(issue.refus), saisies))
    const { id, numero } = issue.valeur
    if (numero) await prevenir(services, acteur, id, 'deposer', requete.maintenant)
    const employeur = employeurs.find((e) => e.id === depot.organismeId)
    services.annoncer(
      reponse,
      employeur?.secretaires
        ? 'Demande notée : la mairie reçoit son numéro et sa date par courriel.'
        : 'Demande notée. Cette mairie n’a pas encore d’accès : donnez-lui son numéro, et ouvrez-lui un accès depuis « Accès des mairies ».',
    )
    return versPage(reponse, `/demandes/${id}`)
  })
}
