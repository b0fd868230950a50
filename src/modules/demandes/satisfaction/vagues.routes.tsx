import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { entierFacultatif, jourDemande, texteDemande, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, PAGE_PERIMEE, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { coordonne, duReseau } from '#shared/acteur.ts'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { estId, nouvelId } from '#shared/ids.ts'
import { compte } from '#shared/typographie.ts'
import { VAGUE_VOULUE } from '../domain/satisfaction.ts'
import { tirer } from '../domain/tirage.ts'
import { enRetour } from '../dossier/dossier.routes.tsx'
import { expliquer } from '../expliquer.ts'
import { fermerVague, ouvrirVague } from './ouvrir-vague.ts'
import { pageNouvelleVague, pageVague, VAGUES } from './vagues.page.tsx'
import { findVague, listCandidats } from './vagues.queries.ts'

type Adresse = { Params: { id: string } }
/** Asked at most in one wave, in one go. */
const VOULU_AU_PLUS = 2_000
const JOURS_PROPOSES = 28

const voulu = entierFacultatif(
  1,
  VOULU_AU_PLUS,
  `Indiquez combien de personnes interroger, de 1 à ${VOULU_AU_PLUS}.`,
)

/** The yearly wave: drawn and opened by the coordination, followed by every member. */
export function vaguesRoutes(app: FastifyInstance, services: Services): void {
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    demande: Saisies,
    retour: RetourDeFormulaire = {},
  ) => {
    const aujourdhui = jourDe(requete.maintenant)
    const lu = voulu.safeParse(saisie(demande, 'voulu') ?? '')
    const combien = (lu.success ? lu.data : null) ?? VAGUE_VOULUE
    const recue = saisie(demande, 'graine') ?? ''
    const graine = estId(recue) ? recue : nouvelId()
    const { cadre, donnees: candidats } = await services.lire(requete, (tx) =>
      listCandidats(tx, aujourdhui, graine),
    )
    const page = pageNouvelleVague({
      acteur: acteurDe(requete),
      maintenant: requete.maintenant,
      strates: tirer(candidats, combien),
      voulu: combien,
      graine,
      fin: ajouterJours(aujourdhui, JOURS_PROPOSES),
      ...retour,
    })
    return services.page(requete, reponse, cadre, page)
  }
  app.get(
    `${VAGUES}/nouvelle`,
    { config: { droit: coordonne, exemple: `${VAGUES}/nouvelle` } },
    (requete, reponse) => afficher(requete, reponse, requete.query as Saisies),
  )

  app.post(VAGUES, { config: { droit: coordonne } }, async (requete, reponse) => {
    const saisies = (requete.body ?? {}) as Saisies
    const lu = lireFormulaire(
      z.object({
        libelle: texteDemande(3, 120, 'Donnez un nom à cette vague.'),
        fin: jourDemande('Indiquez le dernier jour des réponses.'),
        voulu,
        graine: z.string().refine(estId, 'Regardez de nouveau le tirage avant d’ouvrir.'),
      }),
      saisies,
    )
    if (!lu.ok) return afficher(requete, reponse, saisies, { fautes: lu.fautes, saisies, statut: 422 })
    const issue = await ouvrirVague(
      services.base,
      services,
      acteurDe(requete),
      { ...lu.valeurs, voulu: lu.valeurs.voulu ?? VAGUE_VOULUE },
      requete.maintenant,
    )
    if (!issue.ok) return afficher(requete, reponse, saisies, enRetour(expliquer(issue.refus), saisies))
    services.annoncer(
      reponse,
      `Vague ouverte : ${compte(issue.valeur.invites, 'invitation envoyée', 'invitations envoyées')}.`,
    )
    return versPage(reponse, `${VAGUES}/${issue.valeur.id}`)
  })

  app.get<Adresse>(
    `${VAGUES}/:id`,
    {
      config: {
        droit: duReseau,
        exemple: async (tx) => {
          const une = await tx
            .selectFrom('demande_vague')
            .select('id')
            .where('reprise', 'is', null)
            .orderBy('ouverte_le', 'desc')
            .limit(1)
            .executeTakeFirst()
          return une ? `${VAGUES}/${une.id}` : null
        },
      },
    },
    async (requete, reponse) => {
      const { cadre, donnees: vague } = await services.lire(requete, (tx) => findVague(tx, requete.params.id))
      if (!vague) return services.introuvable(requete, reponse, 'Cette vague')
      return services.page(requete, reponse, cadre, pageVague(vague, coordonne.autorise(acteurDe(requete))))
    },
  )

  app.post<Adresse>(`${VAGUES}/:id/fermer`, { config: { droit: coordonne } }, async (requete, reponse) => {
    const lu = lireFormulaire(z.object({ version }), requete.body)
    const { id } = requete.params
    const close =
      lu.ok &&
      (await fermerVague(services.base, acteurDe(requete), id, lu.valeurs.version, requete.maintenant))
    services.annoncer(reponse, close ? 'Vague fermée : ses liens ne servent plus.' : PAGE_PERIMEE)
    return versPage(reponse, `${VAGUES}/${id}`)
  })
}
