import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { adhesionsOuvertes } from '../adhesion/inscrire-fait.ts'
import { consultationOuverte } from '../domain/reponse.ts'
import { findBrouillon } from './employeurs.queries.ts'
import { unLien } from './exemple-lien.ts'
import { expliquerReponse, reponseDe, SchemaReponse } from './formulaire-reponse.tsx'
import { pageEmployeursDuLien, pageReponse, pageSansReponse } from './lien.page.tsx'
import { versLAdhesion } from './lien.ts'
import { modeleDeMandat } from './mandat.ts'
import { garderFichier, recevoirEnvoi } from './recevoir-envoi.routes.ts'
import { garderBrouillon, ouvrirLien, repondreParLien } from './repondre.ts'

type AdresseLien = { Params: { jeton: string } }
type AdresseEmployeur = { Params: { jeton: string; employeur: string } }

/** What an employer does from the link of a message, without an account. GET shows and writes nothing. */
export function lienRoutes(app: FastifyInstance, services: Services): void {
  const { base, secret, fichiers } = services

  /** What the link opens, or the page that says why it opens nothing, already sent. */
  const ouvrir = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    jeton: string,
    employeurId?: string,
  ) => {
    const lien = await ouvrirLien(base, secret, jeton, requete.maintenant)
    if (typeof lien === 'string') {
      services.pageSimple(requete, reponse, pageSansReponse(lien))
      return null
    }
    const ouverte = consultationOuverte(lien.operation, jourDe(requete.maintenant))
    // Once the contract is awarded, the same link goes on to the membership.
    if (!ouverte.ok && requete.method === 'GET' && adhesionsOuvertes(lien.operation)) {
      versPage(reponse, versLAdhesion(`/achats/repondre/${jeton}`))
      return null
    }
    if (!ouverte.ok) {
      services.pageSimple(requete, reponse, pageSansReponse(ouverte.refus))
      return null
    }
    const employeur = employeurId ? lien.employeurs.find(({ id }) => id === employeurId) : lien.employeurs[0]
    if (employeur) return { ...lien, employeur }
    await services.introuvable(requete, reponse, 'Cette collectivité')
    return null
  }

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    { jeton, employeur: id }: { readonly jeton: string; readonly employeur?: string },
    retour: RetourDeFormulaire = {},
  ) => {
    const ouvert = await ouvrir(requete, reponse, jeton, id)
    return ouvert ? montrer(requete, reponse, ouvert, jeton, retour) : reponse
  }
  const montrer = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    ouvert: NonNullable<Awaited<ReturnType<typeof ouvrir>>>,
    jeton: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const brouillon = await base.enTantQueSysteme('lecture d’un brouillon', ouvert.cooperationId, (tx) =>
      findBrouillon(tx, ouvert.employeur.id),
    )
    return services.pageSimple(requete, reponse, pageReponse({ ...ouvert, jeton, brouillon, ...retour }))
  }

  app.get<AdresseLien>(
    '/achats/repondre/:jeton',
    { config: { droit: ouvertATous, exemple: (tx) => unLien(tx, secret, services.maintenant()) } },
    async (requete, reponse) => {
      const { jeton } = requete.params
      const ouvert = await ouvrir(requete, reponse, jeton)
      if (!ouvert) return reponse
      if (ouvert.employeurs.length === 1) return montrer(requete, reponse, ouvert, jeton)
      return services.pageSimple(requete, reponse, pageEmployeursDuLien(ouvert, jeton))
    },
  )
  app.get<AdresseEmployeur>(
    '/achats/repondre/:jeton/:employeur',
    { config: { droit: ouvertATous, exemple: (tx) => unLien(tx, secret, services.maintenant(), '') } },
    (requete, reponse) => afficher(requete, reponse, requete.params),
  )
  app.get<AdresseEmployeur>(
    '/achats/repondre/:jeton/:employeur/mandat.docx',
    {
      config: {
        droit: ouvertATous,
        exemple: (tx) => unLien(tx, secret, services.maintenant(), '/mandat.docx'),
      },
    },
    async (requete, reponse) => {
      const ouvert = await ouvrir(requete, reponse, requete.params.jeton, requete.params.employeur)
      if (!ouvert) return reponse
      return reponse
        .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
        .header('content-disposition', 'attachment; filename="mandat.docx"')
        .send(await modeleDeMandat(ouvert.operation, ouvert.employeur, jourDe(requete.maintenant)))
    },
  )
  app.post<AdresseEmployeur>(
    '/achats/repondre/:jeton/:employeur',
    { config: { droit: ouvertATous } },
    async (requete, reponse) => {
      const { champs: saisies, fichier } = await recevoirEnvoi(requete)
      const ouvert = await ouvrir(requete, reponse, requete.params.jeton, requete.params.employeur)
      if (!ouvert) return reponse
      const revenir = (retour: RetourDeFormulaire) =>
        afficher(requete, reponse, requete.params, { saisies: sansVersion(saisies), ...retour })
      const lu = lireFormulaire(SchemaReponse, saisies)
      if (!lu.ok) return revenir({ fautes: lu.fautes, statut: 422 })
      const garde = fichier && (await garderFichier(fichiers, fichier))
      if (garde && 'motif' in garde)
        return revenir({ fautes: [{ champ: 'fichier', message: garde.motif }], statut: 422 })
      const issue = await repondreParLien(
        base,
        ouvert,
        ouvert.employeur,
        lu.valeurs.version,
        reponseDe(lu.valeurs),
        garde,
        requete.maintenant,
      )
      if (!issue.ok) {
        const { champ, phrase, statut } = expliquerReponse(issue.refus)
        return revenir({ statut, ...(champ ? { fautes: [{ champ, message: phrase }] } : { alerte: phrase }) })
      }
      const { jeton, employeur } = requete.params
      return versPage(reponse, `/achats/repondre/${jeton}/${employeur}`)
    },
  )
  app.post<AdresseEmployeur>(
    '/achats/repondre/:jeton/:employeur/brouillon',
    { config: { droit: ouvertATous } },
    async (requete, reponse) => {
      const { champs } = await recevoirEnvoi(requete)
      const ouvert = await ouvrir(requete, reponse, requete.params.jeton, requete.params.employeur)
      if (!ouvert) return reponse
      const uniques = Object.fromEntries(
        Object.entries(champs).flatMap(([nom, valeur]) =>
          typeof valeur === 'string' ? [[nom, valeur]] : [],
        ),
      )
      await garderBrouillon(base, ouvert.cooperationId, ouvert.employeur, uniques, requete.maintenant)
      if (requete.headers.accept === 'application/json') return reponse.code(204).send()
      services.annoncer(
        reponse,
        'Ce que vous avez tapé est gardé. Reprenez quand vous voulez, par le même lien.',
      )
      return versPage(reponse, `/achats/repondre/${requete.params.jeton}/${requete.params.employeur}`)
    },
  )
}

/** What was typed comes back; the version is that of the row as it is now, shown beside. */
const sansVersion = ({ version: _perimee, ...gardees }: Saisies): Saisies => gardees
