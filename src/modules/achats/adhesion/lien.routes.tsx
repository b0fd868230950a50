import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type RetourDeFormulaire, versPage } from '#platform/http/contexte.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { compte } from '#shared/typographie.ts'
import { Liste } from '#ui/liste.tsx'
import { pageSansReponse } from '../consultation/lien.page.tsx'
import { ouvrirLien } from '../consultation/repondre.ts'
import { attendDepuisLongtemps, ETATS_ADHESION, tourDe } from '../domain/adhesion/adhesion.ts'
import { envoyerDocument } from './documents.routes.ts'
import { lireDossier } from './dossier.routes.tsx'
import { Dossier, direAttente } from './dossier.tsx'
import { unLienDAdhesion } from './exemples.ts'
import { inscrireParLien } from './inscrire-fait.ts'
import { enRetour, recevoirFait } from './recevoir-fait.routes.ts'
import { type AdhesionLue, listAdhesionsDe } from './suivi/suivi.queries.ts'

type AdresseLien = { Params: { jeton: string } }
type AdresseEmployeur = { Params: { jeton: string; employeur: string } }
const MOTIF = 'adhésion d’un employeur par le lien signé'

/** The membership through the personal link, without an account. GET shows and writes nothing. */
export function adhererRoutes(app: FastifyInstance, services: Services): void {
  const { base, secret, fichiers } = services

  /** What the link opens, or the page that says why it opens nothing, already sent. */
  const ouvrir = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    { jeton, employeur: id }: { readonly jeton: string; readonly employeur?: string },
  ) => {
    const lien = await ouvrirLien(base, secret, jeton, requete.maintenant)
    if (typeof lien === 'string') {
      services.pageSimple(requete, reponse, pageSansReponse(lien))
      return null
    }
    const employeur = id ? lien.employeurs.find((e) => e.id === id) : lien.employeurs[0]
    if (employeur) return { ...lien, employeur }
    await services.introuvable(requete, reponse, 'Cette collectivité')
    return null
  }
  type Ouvert = NonNullable<Awaited<ReturnType<typeof ouvrir>>>

  const montrer = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    { cooperationId, employeur, employeurs }: Ouvert,
    jeton: string,
    { statut, ...retour }: RetourDeFormulaire = {},
  ) => {
    const donnees = await base.enTantQueSysteme(MOTIF, cooperationId, (tx) =>
      lireDossier(tx, employeur.id, jourDe(requete.maintenant)),
    )
    if (!donnees) return services.introuvable(requete, reponse, 'Cette collectivité')
    const racine = `/achats/adherer/${jeton}`
    return services.pageSimple(requete, reponse, {
      titre: `${employeur.nom} : ${donnees.operation.titre}`,
      h1: employeur.nom,
      surtitre: donnees.operation.titre,
      ...(statut && { statut }),
      ...(employeurs.length > 1 && { ariane: [{ libelle: 'Vos collectivités', href: racine }] }),
      chapeau: <p>Votre adhésion, suivie avec {employeur.centre}. Aucun compte n’est nécessaire.</p>,
      contenu: <Dossier {...donnees} {...retour} adresse={`${racine}/${employeur.id}`} porte="lien" />,
    })
  }

  app.get<AdresseLien>(
    '/achats/adherer/:jeton',
    { config: { droit: ouvertATous, exemple: (tx) => unLienDAdhesion(tx, secret, services.maintenant()) } },
    async (requete, reponse) => {
      const { jeton } = requete.params
      const ouvert = await ouvrir(requete, reponse, requete.params)
      if (!ouvert) return reponse
      if (ouvert.employeurs.length === 1) return montrer(requete, reponse, ouvert, jeton)
      const adhesions = await base.enTantQueSysteme(MOTIF, ouvert.cooperationId, (tx) =>
        listAdhesionsDe(
          tx,
          ouvert.employeurs.map(({ id }) => id),
          jourDe(requete.maintenant),
        ),
      )
      return services.pageSimple(
        requete,
        reponse,
        pageDesEmployeurs(adhesions, ouvert.operation.titre, jeton),
      )
    },
  )
  app.get<AdresseEmployeur>(
    '/achats/adherer/:jeton/:employeur',
    {
      config: { droit: ouvertATous, exemple: (tx) => unLienDAdhesion(tx, secret, services.maintenant(), '') },
    },
    async (requete, reponse) => {
      const ouvert = await ouvrir(requete, reponse, requete.params)
      return ouvert ? montrer(requete, reponse, ouvert, requete.params.jeton) : reponse
    },
  )
  app.post<AdresseEmployeur>(
    '/achats/adherer/:jeton/:employeur',
    { config: { droit: ouvertATous } },
    async (requete, reponse) => {
      const { jeton } = requete.params
      const lu = await recevoirFait(requete, fichiers)
      const ouvert = await ouvrir(requete, reponse, requete.params)
      if (!ouvert) return reponse
      const revenir = (retour: RetourDeFormulaire) => montrer(requete, reponse, ouvert, jeton, retour)
      if (!lu.ok) return revenir(lu.retour)
      const { cooperationId, employeur, employeurs } = ouvert
      const issue = await inscrireParLien(
        base,
        cooperationId,
        { employeurId: employeur.id, ...lu.saisi },
        requete.maintenant,
      )
      if (!issue.ok) return revenir(enRetour(lu.retour, issue.refus))
      services.annoncer(
        reponse,
        employeurs.length > 1
          ? `Enregistré pour ${employeur.nom}. Vos autres collectivités sont dans « Vos collectivités ».`
          : 'Enregistré.',
      )
      return versPage(reponse, `/achats/adherer/${jeton}/${employeur.id}`)
    },
  )
  for (const document of ['deliberation', 'note-agents'] as const)
    app.get<AdresseEmployeur>(
      `/achats/adherer/:jeton/:employeur/${document}.docx`,
      {
        config: {
          droit: ouvertATous,
          exemple: (tx) => unLienDAdhesion(tx, secret, services.maintenant(), `/${document}.docx`),
        },
      },
      async (requete, reponse) => {
        const ouvert = await ouvrir(requete, reponse, requete.params)
        if (!ouvert) return reponse
        const envoi = await base.enTantQueSysteme(MOTIF, ouvert.cooperationId, (tx) =>
          envoyerDocument(
            tx,
            document,
            ouvert.employeur.id,
            ouvert.employeur.centre,
            jourDe(requete.maintenant),
          ),
        )
        return envoi ? envoi(reponse) : services.introuvable(requete, reponse, 'Ce document')
      },
    )
}

/** Several employers behind one link: those that must act first, the longest wait on top. */
function pageDesEmployeurs(adhesions: readonly AdhesionLue[], titre: string, jeton: string) {
  const aFaire = adhesions.filter((a) => tourDe(a).tour === 'employeur')
  return {
    titre,
    h1:
      aFaire.length === 0
        ? 'Rien ne vous attend'
        : `${compte(aFaire.length, 'collectivité a', 'collectivités ont')} quelque chose à faire`,
    surtitre: 'Achat groupé',
    chapeau: <p>{titre}. Aucun compte n’est nécessaire.</p>,
    contenu: (
      <Liste
        lignes={adhesions
          .toSorted(
            (a, b) =>
              Number(tourDe(b).tour === 'employeur') - Number(tourDe(a).tour === 'employeur') ||
              b.attente - a.attente,
          )
          .map((a) => ({
            cle: a.employeurId,
            surtitre: a.centre,
            titre: a.nom,
            href: `/achats/adherer/${jeton}/${a.employeurId}`,
            quand: {
              mot: ETATS_ADHESION[a.etat].mot,
              urgent: attendDepuisLongtemps(a.etat, a.attente),
            },
            detail: direAttente(a),
          }))}
      />
    ),
  }
}
