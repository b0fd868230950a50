import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { choisi, cle, jourFacultatif, texteLibre, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { ajouterJoursOuvres } from '#shared/jours-ouvres.ts'
import { findType } from '../catalogue/catalogue.queries.ts'
import { findDemande } from '../demandes.queries.ts'
import { traite } from '../domain/droits.ts'
import { enRetour } from '../dossier/dossier.routes.tsx'
import { uneDemande } from '../exemples.ts'
import { expliquer } from '../expliquer.ts'
import { demanderAvisExterieur } from '../tiers/avis-exterieur.ts'
import { direLaFin } from './fin.ts'
import { finirUnPartage } from './finir-partage.ts'
import { listCentres, solliciter } from './solliciter.ts'
import { pageAvisExterieur, pageVersUnCentre } from './vers-un-centre.page.tsx'

type Adresse = { Params: { id: string } }
/** Open days proposed for an opinion; calendar days proposed for a share. */
const AVIS_JOURS = 5
const PARTAGE_JOURS = 90

const SchemaCentre = z.object({
  centre: choisi('Choisissez un centre de la coopération.'),
  texte: texteLibre(4000),
  avant: jourFacultatif,
  role: z.enum(['traiter', 'lire']).default('traiter'),
  version,
})
const SchemaExterieur = z.object({
  tiers: texteLibre(160),
  courriel: z
    .string('Indiquez son adresse de courriel : c’est par elle qu’il reçoit la question.')
    .transform((lu) => lu.trim().toLowerCase())
    .refine(
      (lu) => z.email().safeParse(lu).success && lu.length <= 200,
      'Indiquez une adresse complète, comme nom@organisme.fr.',
    ),
  texte: texteLibre(4000),
  avant: jourFacultatif,
  version,
  cle,
})

/** What goes from one centre to another, or outside: an opinion, a share, the end of a share. Each is an act on the file. */
export function versUnCentreRoutes(app: FastifyInstance, services: Services): void {
  const introuvable = (requete: FastifyRequest, reponse: FastifyReply) =>
    services.introuvable(requete, reponse, 'Cette demande')

  for (const quoi of ['avis', 'partager'] as const) {
    const afficherVers = async (
      requete: FastifyRequest,
      reponse: FastifyReply,
      id: string,
      retour: RetourDeFormulaire = {},
    ) => {
      const aujourdhui = jourDe(requete.maintenant)
      const { cadre, donnees } = await services.lire(requete, async (tx) => {
        const demande = await findDemande(tx, id)
        if (!demande) return null
        const type = await findType(tx, demande.typeId, null)
        return {
          demande,
          centres: await listCentres(tx, demande, aujourdhui),
          chefDeFileId: type?.chefDeFileId ?? null,
        }
      })
      if (!donnees) return introuvable(requete, reponse)
      const avant =
        quoi === 'avis' ? ajouterJoursOuvres(aujourdhui, AVIS_JOURS) : ajouterJours(aujourdhui, PARTAGE_JOURS)
      const page = pageVersUnCentre({ ...donnees, ...retour, quoi, avant, cle: nouvelId() })
      return services.page(requete, reponse, cadre, page)
    }
    app.get<Adresse>(
      `/demandes/:id/${quoi}`,
      { config: { droit: traite, exemple: uneDemande(`/${quoi}`) } },
      (requete, reponse) => afficherVers(requete, reponse, requete.params.id),
    )
    app.post<Adresse>(`/demandes/:id/${quoi}`, { config: { droit: traite } }, async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(SchemaCentre, requete.body)
      if (!lu.ok) return afficherVers(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
      const { version: lue, role, ...reste } = lu.valeurs
      const demande = { ...reste, traiter: role === 'traiter' }
      const issue = await solliciter(services, acteurDe(requete), id, quoi, lue, demande, requete.maintenant)
      if (!issue.ok)
        return issue.refus.code === 'introuvable'
          ? introuvable(requete, reponse)
          : afficherVers(requete, reponse, id, enRetour(expliquer(issue.refus), saisies))
      services.annoncer(
        reponse,
        quoi === 'avis'
          ? 'Avis demandé. Le compteur continue.'
          : 'Demande partagée. La mairie garde son guichet.',
      )
      return versPage(reponse, `/demandes/${id}`)
    })
  }

  const afficherExterieur = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees: demande } = await services.lire(requete, (tx) => findDemande(tx, id))
    if (!demande) return introuvable(requete, reponse)
    const avant = ajouterJoursOuvres(jourDe(requete.maintenant), AVIS_JOURS)
    return services.page(
      requete,
      reponse,
      cadre,
      pageAvisExterieur({ demande, avant, cle: nouvelId(), ...retour }),
    )
  }
  app.get<Adresse>(
    '/demandes/:id/avis-exterieur',
    { config: { droit: traite, exemple: uneDemande('/avis-exterieur') } },
    (requete, reponse) => afficherExterieur(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(
    '/demandes/:id/avis-exterieur',
    { config: { droit: traite } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const lu = lireFormulaire(SchemaExterieur, requete.body)
      if (!lu.ok) return afficherExterieur(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
      const { version: lue, cle: envoi, ...saisi } = lu.valeurs
      const acteur = acteurDe(requete)
      const issue = await demanderAvisExterieur(services, acteur, id, lue, saisi, envoi, requete.maintenant)
      if (!issue.ok)
        return issue.refus.code === 'introuvable'
          ? introuvable(requete, reponse)
          : afficherExterieur(requete, reponse, id, enRetour(expliquer(issue.refus), saisies))
      services.annoncer(reponse, `Avis demandé à ${saisi.tiers}. Le compteur continue.`)
      return versPage(reponse, `/demandes/${id}`)
    },
  )

  app.post<Adresse>(
    '/demandes/partages/:id/finir',
    { config: { droit: traite } },
    async (requete, reponse) => {
      const acteur = acteurDe(requete)
      const issue = await finirUnPartage(services, acteur, requete.params.id, requete.maintenant)
      if (!issue.ok) return services.introuvable(requete, reponse, 'Ce partage')
      const { avec, avecId, fin } = issue.valeur
      services.annoncer(reponse, direLaFin(avec, fin))
      // Who gave back her own right cannot read it any more, unless something else gives it.
      const siennes = avecId === acteur.organismeId && fin !== null && !fin.garde
      return versPage(reponse, siennes ? '/demandes' : `/demandes/${issue.valeur.demandeId}`)
    },
  )
}
