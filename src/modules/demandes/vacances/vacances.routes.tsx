import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type Saisies, versPage } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ajouterJours, estJour, type Jour, jourDe, jourDeSemaine } from '#shared/dates.ts'
import { estId } from '#shared/ids.ts'
import { traite } from '../domain/droits.ts'
import { estNumeroNational } from '../domain/vacances.ts'
import { type AEnregistrer, enregistrerVacances, type Refusee } from './enregistrer.ts'
import { ETAT, pageEtat, pageVacances, phraseDesFaites, VACANCES } from './vacances.page.tsx'
import { listEnregistrees, listVacances } from './vacances.queries.ts'

const lundiDe = (jour: Jour): Jour => ajouterJours(jour, 1 - jourDeSemaine(jour))

/** Vacancies of jobs: registered by several, then told by week. */
export function vacancesRoutes(app: FastifyInstance, services: Services): void {
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    retour: {
      readonly saisies?: Saisies
      readonly fautes?: Readonly<Record<string, string>>
      readonly refusees?: readonly Refusee[]
      readonly faites?: number
      readonly statut?: number
    } = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees: demandes } = await services.lire(requete, (tx) => listVacances(tx, acteur))
    const page = pageVacances({ acteur, demandes, maintenant: requete.maintenant, ...retour })
    return services.page(requete, reponse, cadre, page)
  }
  app.get(VACANCES, { config: { droit: traite, exemple: VACANCES } }, (requete, reponse) =>
    afficher(requete, reponse),
  )
  app.post(VACANCES, { config: { droit: traite } }, async (requete, reponse) => {
    const saisies = (requete.body ?? {}) as Saisies
    const lignes: AEnregistrer[] = []
    const fautes: Record<string, string> = {}
    for (const nom of Object.keys(saisies)) {
      const id = nom.startsWith('numero-') ? nom.slice('numero-'.length) : ''
      const national = (saisie(saisies, nom) ?? '').replaceAll(/\s/g, '').toUpperCase()
      if (!estId(id) || national === '') continue
      const version = saisie(saisies, `version-${id}`) ?? ''
      const cle = saisie(saisies, `cle-${id}`) ?? ''
      if (!estNumeroNational(national))
        fautes[id] =
          `« ${national.slice(0, 30)} » : un numéro a six lettres ou chiffres au moins, comme V044260200012345.`
      else
        lignes.push({
          id,
          national,
          version: /^\d{1,9}$/.test(version) ? Number(version) : -1,
          cle: estId(cle) ? cle : undefined,
        })
    }
    const doubles = lignes.filter(
      ({ national }, rang) => lignes.findIndex((autre) => autre.national === national) !== rang,
    )
    for (const { id, national } of doubles)
      fautes[id] = `${national} est écrit deux fois : chaque vacance a son numéro.`
    if (lignes.length === 0 && Object.keys(fautes).length === 0)
      fautes[''] = 'Aucun numéro n’est écrit : collez celui d’une vacance au moins.'
    if (Object.keys(fautes).length > 0) return afficher(requete, reponse, { saisies, fautes, statut: 422 })
    const refusees = await enregistrerVacances(services, acteurDe(requete), lignes, requete.maintenant)
    const faites = lignes.length - refusees.length
    if (refusees.length > 0) {
      const gardees = Object.fromEntries(
        refusees.map(({ id }) => [`numero-${id}`, saisies[`numero-${id}`] ?? '']),
      )
      return afficher(requete, reponse, { saisies: gardees, refusees, faites, statut: 409 })
    }
    services.annoncer(reponse, phraseDesFaites(faites))
    return versPage(reponse, VACANCES)
  })

  app.get(ETAT, { config: { droit: traite, exemple: ETAT } }, async (requete, reponse) => {
    const acteur = acteurDe(requete)
    const aujourdhui = jourDe(requete.maintenant)
    const lu = saisie(requete.query as Saisies, 'lundi') ?? ''
    const lundi = lundiDe(estJour(lu) ? lu : aujourdhui)
    const { cadre, donnees: enregistrees } = await services.lire(requete, (tx) =>
      listEnregistrees(tx, acteur, lundi),
    )
    return services.page(requete, reponse, cadre, pageEtat({ acteur, lundi, enregistrees, aujourdhui }))
  })
}
