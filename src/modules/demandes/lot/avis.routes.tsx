import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { choisi, jourFacultatif, texteLibre } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { choisies, lireFormulaire, saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { ajouterJoursOuvres } from '#shared/jours-ouvres.ts'
import { compte } from '#shared/typographie.ts'
import { traite } from '../domain/droits.ts'
import { OUVERTES } from '../domain/etats.ts'
import { coteDe } from '../dossier/agir.ts'
import { enRetour } from '../dossier/dossier.routes.tsx'
import { lotDeDemandes } from '../exemples.ts'
import { expliquer } from '../expliquer.ts'
import { listAutresCentres, solliciter } from '../partage/solliciter.ts'
import { AVIS, pageAvisEnLot } from './avis.page.tsx'
import { listDuLot } from './lot.queries.ts'
import { AU_PLUS } from './possible.ts'
import { retourDe } from './retour.ts'

const AVIS_JOURS = 5
const Schema = z.object({
  centre: choisi('Choisissez un centre de la coopération.'),
  texte: texteLibre(4000),
  avant: jourFacultatif,
})

/** One question to one centre, on several requests of the queue. */
export function avisEnLotRoutes(app: FastifyInstance, services: Services): void {
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    ids: readonly string[],
    retour: string,
    {
      refus,
      ...forme
    }: RetourDeFormulaire & { readonly refus?: ReadonlyMap<string, string>; readonly faits?: number } = {},
  ) => {
    const acteur = acteurDe(requete)
    const aujourdhui = jourDe(requete.maintenant)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      lues: await listDuLot(tx, ids),
      centres: await listAutresCentres(tx, [acteur.organismeId], aujourdhui),
    }))
    const { lues, centres } = donnees
    if (ids.length > 0 && lues.length === 0 && !forme.faits)
      return services.introuvable(requete, reponse, 'Cette demande')
    const demandes = lues.filter(
      (demande) => coteDe(acteur, demande) === 'cdg' && OUVERTES.includes(demande.etat),
    )
    const avant = ajouterJoursOuvres(aujourdhui, AVIS_JOURS)
    const restent = [...(refus ?? [])].map(([id, phrase]) => ({
      ...{ id, demande: lues.find((lue) => lue.id === id) ?? null, refus: phrase },
    }))
    const page = pageAvisEnLot({ demandes, centres, avant, retour, restent, ...forme })
    return services.page(requete, reponse, cadre, page)
  }

  app.get(AVIS, { config: { droit: traite, exemple: lotDeDemandes(AVIS) } }, (requete, reponse) => {
    const lu = requete.query as Saisies
    const ids = choisies(lu, 'demande').filter(estId).slice(0, AU_PLUS)
    return afficher(requete, reponse, ids, retourDe(saisie(lu, 'retour')))
  })

  app.post(AVIS, { config: { droit: traite } }, async (requete, reponse) => {
    const saisies = (requete.body ?? {}) as Saisies
    const retour = retourDe(saisie(saisies, 'retour'))
    const choix = choisies(saisies, 'choix')
      .flatMap((lu) => {
        const [id = '', version = ''] = lu.split('.')
        return estId(id) && /^\d{1,9}$/.test(version) ? [{ id, version: Number(version) }] : []
      })
      .slice(0, AU_PLUS)
    const ids = choix.map(({ id }) => id)
    const lu = lireFormulaire(Schema, saisies)
    if (!lu.ok) return afficher(requete, reponse, ids, retour, { fautes: lu.fautes, saisies, statut: 422 })
    const refus = new Map<string, string>()
    let forme: RetourDeFormulaire | null = null
    for (const { id, version } of choix) {
      const demande = { ...lu.valeurs, traiter: false }
      const issue = await solliciter(
        services,
        acteurDe(requete),
        id,
        'avis',
        version,
        demande,
        requete.maintenant,
      )
      if (issue.ok) continue
      const dit = expliquer(issue.refus)
      refus.set(
        id,
        issue.refus.code === 'page-perimee'
          ? 'elle a changé depuis que vous l’avez choisie. Ouvrez-la, puis recommencez.'
          : dit.phrase,
      )
      // What is wrong with a field is shown on it too; what is wrong with one request, on its line alone.
      if (dit.champ || !forme) forme = dit.champ ? enRetour(dit, saisies) : { saisies, statut: dit.statut }
    }
    const faits = choix.length - refus.size
    if (forme) return afficher(requete, reponse, [...refus.keys()], retour, { ...forme, refus, faits })
    services.annoncer(
      reponse,
      faits === 0
        ? 'Aucune demande n’est choisie : cochez au moins une ligne, puis recommencez.'
        : `${compte(faits, 'avis demandé', 'avis demandés')}. Le compteur continue.`,
    )
    return versPage(reponse, retour)
  })
}
