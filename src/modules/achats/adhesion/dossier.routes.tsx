import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/base/base.ts'
import { acteurDe, type RetourDeFormulaire, versPage } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { agitPourSonMembre, litLesAchats, sertCetEmployeur } from '../domain/droits.ts'
import { findOperation } from '../operations/operations.queries.ts'
import { RUBRIQUE } from '../vues.tsx'
import { findProchaineSeance } from './comites/comites.queries.ts'
import { envoyerDocument } from './documents.routes.ts'
import { Dossier, EtiquetteAdhesion } from './dossier.tsx'
import { uneAdhesion } from './exemples.ts'
import { adhesionsOuvertes, inscrireParCentre, listFaits } from './inscrire-fait.ts'
import { enRetour, recevoirFait } from './recevoir-fait.routes.ts'
import { findAdhesion } from './suivi/suivi.queries.ts'

type Adresse = { Params: { id: string } }

/** Everything that the dossier of an employer shows; null when there is none. */
export async function lireDossier(tx: Tx, employeurId: string, aujourdhui: Jour) {
  const adhesion = await findAdhesion(tx, employeurId, aujourdhui)
  const operation = adhesion && (await findOperation(tx, adhesion.operationId))
  if (!adhesion || !operation) return null
  return {
    adhesion,
    operation,
    faits: await listFaits(tx, employeurId),
    proposeComite: await findProchaineSeance(tx, adhesion.centreId, aujourdhui),
    ouvertes: adhesionsOuvertes(operation),
    aujourdhui,
  }
}

/** The membership of one employer, held by the centre that serves it and read by the other members. */
export function dossierRoutes(app: FastifyInstance, services: Services): void {
  const { base, fichiers } = services
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, (tx) =>
      lireDossier(tx, id, jourDe(requete.maintenant)),
    )
    if (!donnees) return services.introuvable(requete, reponse, 'Cet employeur')
    const { adhesion: a, operation } = donnees
    const { statut, ...reste } = retour
    return services.page(requete, reponse, cadre, {
      titre: `Adhésion ${deNom(a.nom)}`,
      h1: a.nom,
      surtitre: operation.titre,
      rubrique: RUBRIQUE,
      ...(statut && { statut }),
      ariane: [
        { libelle: 'Achats groupés', href: '/achats' },
        { libelle: operation.titre, href: `/achats/${operation.id}` },
        { libelle: 'Adhésions', href: `/achats/${operation.id}/adhesions` },
      ],
      chapeau: (
        <p>
          Servi par {a.centre}. <EtiquetteAdhesion etat={a.etat} />
        </p>
      ),
      contenu: (
        <Dossier
          {...donnees}
          {...reste}
          adresse={`/achats/employeurs/${id}/adhesion`}
          porte={sertCetEmployeur(acteur, a) ? 'centre' : 'lecture'}
        />
      ),
    })
  }
  app.get<Adresse>(
    '/achats/employeurs/:id/adhesion',
    { config: { droit: litLesAchats, exemple: uneAdhesion() } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(
    '/achats/employeurs/:id/adhesion',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const lu = await recevoirFait(requete, fichiers)
      if (!lu.ok) return afficher(requete, reponse, id, lu.retour)
      const issue = await inscrireParCentre(
        base,
        acteurDe(requete),
        { employeurId: id, ...lu.saisi },
        requete.maintenant,
      )
      if (!issue.ok) {
        if (issue.refus.code === 'introuvable') return services.introuvable(requete, reponse, 'Cet employeur')
        return afficher(requete, reponse, id, enRetour(lu.retour, issue.refus))
      }
      services.annoncer(reponse, 'Enregistré. Le journal dit qui l’a saisi.')
      return versPage(reponse, `/achats/employeurs/${id}/adhesion`)
    },
  )
  for (const document of ['deliberation', 'note-agents'] as const)
    app.get<Adresse>(
      `/achats/employeurs/:id/adhesion/${document}.docx`,
      { config: { droit: litLesAchats, exemple: uneAdhesion(`/${document}.docx`) } },
      async (requete, reponse) => {
        const { cooperation } = acteurDe(requete)
        const envoi = await base.enTantQue(acteurDe(requete), (tx) =>
          envoyerDocument(tx, document, requete.params.id, cooperation, jourDe(requete.maintenant)),
        )
        return envoi ? envoi(reponse) : services.introuvable(requete, reponse, 'Ce document')
      },
    )
}
