import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { saisie } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { estId, nouvelId } from '#shared/ids.ts'
import { estPropose, findType, listTypes } from '../catalogue/catalogue.queries.ts'
import { type DemandeLue, findDemande, listMesEmployeurs } from '../demandes.queries.ts'
import { tientUneMairie } from '../domain/droits.ts'
import { enRetour } from '../dossier/dossier.routes.tsx'
import { uneDemande, unType } from '../exemples.ts'
import { expliquer } from '../expliquer.ts'
import { deposer, reprendreBrouillon } from './deposer.ts'
import { pageCatalogue, pageDepot } from './formulaire.page.tsx'
import { BROUILLON_SANS_TITRE, lireDepot } from './lire-depot.routes.ts'

type Adresse = { Params: { id: string } }
/** What a draft holds, as its form shows it. */
const enSaisies = ({ organismeId, objet, urgence, donnees }: DemandeLue): Saisies => ({
  commune: organismeId,
  objet: objet === BROUILLON_SANS_TITRE ? '' : objet,
  urgence,
  ...Object.fromEntries(Object.entries(donnees).map(([nom, { valeur }]) => [nom, valeur])),
})

/** An employer asks: the catalogue of its centre, the form, a draft kept and taken again. */
export function depotRoutes(app: FastifyInstance, services: Services): void {
  const { base, fichiers } = services
  const droit = tientUneMairie

  app.get(
    '/demandes/nouvelle',
    { config: { droit, exemple: '/demandes/nouvelle' } },
    async (requete, reponse) => {
      const commune = saisie(requete.query as Saisies, 'commune')
      const { cadre, donnees } = await services.lire(requete, async (tx) => {
        const employeurs = await listMesEmployeurs(tx, jourDe(requete.maintenant))
        const choisi = employeurs.find(({ id }) => id === commune) ?? employeurs[0]
        return listTypes(tx, choisi?.guichetId ?? null)
      })
      // A short cut of the home names a kind by its code; one that the centre does not offer leads to the whole catalogue.
      const code = saisie(requete.query as Saisies, 'code')
      const choisi = donnees.find((type) => type.code === code && estPropose(type))
      if (choisi)
        return versPage(
          reponse,
          `/demandes/nouvelle/${choisi.id}${commune && estId(commune) ? `?commune=${commune}` : ''}`,
        )
      return services.page(
        requete,
        reponse,
        cadre,
        pageCatalogue({ types: donnees.filter(estPropose), commune }),
      )
    },
  )

  const lire = (
    requete: FastifyRequest,
    trouver: { readonly typeId?: string; readonly brouillonId?: string },
  ) =>
    services.lire(requete, async (tx) => {
      const demande = trouver.brouillonId ? await findDemande(tx, trouver.brouillonId) : undefined
      const employeurs = await listMesEmployeurs(tx, jourDe(requete.maintenant))
      const commune = saisie(requete.query as Saisies, 'commune')
      const guichet = employeurs.find(({ id }) => id === (demande?.organismeId ?? commune)) ?? employeurs[0]
      const typeId = trouver.typeId ?? demande?.typeId
      const type = typeId ? await findType(tx, typeId, guichet?.guichetId ?? null) : undefined
      return { demande, employeurs, type, commune }
    })
  const dessiner = (
    requete: FastifyRequest,
    reponse: FastifyReply,
    { cadre, donnees }: Awaited<ReturnType<typeof lire>>,
    retour: RetourDeFormulaire = {},
  ) => {
    const { demande, employeurs, type, commune } = donnees
    if (!type || (demande && demande.etat !== 'BROUILLON'))
      return demande
        ? versPage(reponse, `/demandes/${demande.id}`)
        : services.introuvable(requete, reponse, 'Ce genre de demande')
    const page = pageDepot({
      type,
      employeurs: demande ? employeurs.filter(({ id }) => id === demande.organismeId) : employeurs,
      commune,
      action: demande ? `/demandes/${demande.id}/modifier` : `/demandes/nouvelle/${type.id}`,
      ariane: [
        { libelle: 'Mes demandes', href: '/demandes' },
        { libelle: 'Demander', href: '/demandes/nouvelle' },
      ],
      ...(demande ? { version: demande.version, saisies: enSaisies(demande) } : { cle: nouvelId() }),
      ...retour,
    })
    return services.page(requete, reponse, cadre, page)
  }
  app.get<Adresse>(
    '/demandes/nouvelle/:id',
    { config: { droit, exemple: unType('/demandes/nouvelle') } },
    async (requete, reponse) =>
      dessiner(requete, reponse, await lire(requete, { typeId: requete.params.id })),
  )
  app.get<Adresse>(
    '/demandes/:id/modifier',
    { config: { droit, exemple: uneDemande('/modifier', 'BROUILLON') } },
    async (requete, reponse) =>
      dessiner(requete, reponse, await lire(requete, { brouillonId: requete.params.id })),
  )

  app.post<Adresse>('/demandes/nouvelle/:id', { config: { droit } }, async (requete, reponse) => {
    const lecture = await lire(requete, { typeId: requete.params.id })
    const { type } = lecture.donnees
    if (!type) return services.introuvable(requete, reponse, 'Ce genre de demande')
    const { saisies, fautes, valeurs, depot } = await lireDepot(requete, fichiers, type)
    const sansCommune = !estId(depot.organismeId)
      ? [{ champ: 'commune', message: 'Choisissez pour quelle commune vous demandez.' }]
      : []
    if (fautes.length + sansCommune.length > 0 || !valeurs)
      return dessiner(requete, reponse, lecture, {
        fautes: [...sansCommune, ...fautes],
        saisies,
        statut: 422,
      })
    const issue = await deposer(base, acteurDe(requete), type.id, depot, valeurs.cle, requete.maintenant)
    if (!issue.ok) return dessiner(requete, reponse, lecture, enRetour(expliquer(issue.refus), saisies))
    return arriver(reponse, issue.valeur, depot.envoyer)
  })

  app.post<Adresse>('/demandes/:id/modifier', { config: { droit } }, async (requete, reponse) => {
    const { id } = requete.params
    const lecture = await lire(requete, { brouillonId: id })
    const { type, demande } = lecture.donnees
    if (!type || !demande) return services.introuvable(requete, reponse, 'Ce brouillon')
    const { saisies, fautes, valeurs, depot } = await lireDepot(requete, fichiers, type)
    if (fautes.length > 0 || !valeurs)
      return dessiner(requete, reponse, lecture, { fautes, saisies, statut: 422 })
    const issue = await reprendreBrouillon(
      base,
      acteurDe(requete),
      id,
      valeurs.version,
      depot,
      requete.maintenant,
    )
    if (!issue.ok) return dessiner(requete, reponse, lecture, enRetour(expliquer(issue.refus), saisies))
    // The script of the page saves field by field: it only needs the version to send with the next one.
    if (requete.headers.accept === 'application/json') return reponse.send({ version: valeurs.version + 1 })
    return arriver(reponse, issue.valeur, depot.envoyer)
  })

  const arriver = (
    reponse: FastifyReply,
    { id, numero }: { readonly id: string; readonly numero: string | null },
    envoye: boolean,
  ) => {
    services.annoncer(
      reponse,
      envoye
        ? `Demande ${numero ?? ''} bien reçue : ceci est votre accusé de réception.`.replace('  ', ' ')
        : 'Brouillon gardé. Vous seule le lisez, reprenez-le quand vous voulez.',
    )
    return versPage(reponse, `/demandes/${id}`)
  }
}
