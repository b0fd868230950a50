import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { choisiOuRien, cle, texteDemande, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { nouvelId } from '#shared/ids.ts'
import { listTypes } from '../catalogue/catalogue.queries.ts'
import { traite } from '../domain/droits.ts'
import { enRetour } from '../dossier/dossier.routes.tsx'
import { unModele } from '../exemples.ts'
import { expliquer } from '../expliquer.ts'
import { ajouterModele, changerModele } from './ecrire-modele.ts'
import { MODELES, pageModele, pageModeles } from './modeles.page.tsx'
import { findModele, listModeles } from './modeles.queries.ts'

type Adresse = { Params: { id: string } }
const Schema = z.object({
  genre: z.enum(['repondre', 'demander', 'message'], 'Choisissez à quoi sert ce modèle.'),
  titre: texteDemande(3, 120, 'Donnez un titre à ce modèle, en trois lettres au moins.'),
  texte: texteDemande(3, 8000, 'Écrivez le texte du modèle.'),
  type: choisiOuRien,
  version,
  cle,
})

/** Words ready for answers, questions and messages: one centre's, written on screen by those who treat. */
export function modelesRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    retour: RetourDeFormulaire = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      modeles: await listModeles(tx),
      types: await listTypes(tx, acteur.organismeId),
    }))
    const page = pageModeles({ ...donnees, ...retour, acteur, cle: nouvelId() })
    return services.page(requete, reponse, cadre, page)
  }
  app.get(MODELES, { config: { droit: traite, exemple: MODELES } }, (requete, reponse) =>
    afficher(requete, reponse),
  )
  app.post(MODELES, { config: { droit: traite } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(Schema, saisies)
    if (!lu.ok) return afficher(requete, reponse, { fautes: lu.fautes, saisies, statut: 422 })
    const { type, cle: envoi, version: _, ...modele } = lu.valeurs
    const connu = await typeConnu(requete, type)
    if (!connu) return afficher(requete, reponse, { ...TYPE_INCONNU, saisies })
    await ajouterModele(base, acteurDe(requete), { ...modele, typeId: type }, envoi, requete.maintenant)
    services.annoncer(reponse, `Modèle « ${modele.titre} » ajouté : tout votre centre peut s’en servir.`)
    return versPage(reponse, MODELES)
  })

  const afficherUn = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees } = await services.lire(requete, async (tx) => {
      const modele = await findModele(tx, id)
      return modele && { modele, types: await listTypes(tx, acteur.organismeId) }
    })
    if (!donnees) return services.introuvable(requete, reponse, 'Ce modèle')
    return services.page(requete, reponse, cadre, pageModele({ ...donnees, ...retour }))
  }
  app.get<Adresse>(
    `${MODELES}/:id`,
    { config: { droit: traite, exemple: unModele(MODELES) } },
    (requete, reponse) => afficherUn(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(`${MODELES}/:id`, { config: { droit: traite } }, async (requete, reponse) => {
    const { id } = requete.params
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(Schema, saisies)
    if (!lu.ok) return afficherUn(requete, reponse, id, { fautes: lu.fautes, saisies, statut: 422 })
    const { type, version: lue, cle: _, ...modele } = lu.valeurs
    const connu = await typeConnu(requete, type)
    if (!connu) return afficherUn(requete, reponse, id, { ...TYPE_INCONNU, saisies })
    const issue = await changerModele(
      base,
      acteurDe(requete),
      id,
      lue,
      { ...modele, typeId: type },
      requete.maintenant,
    )
    if (!issue.ok)
      return issue.refus.code === 'introuvable'
        ? services.introuvable(requete, reponse, 'Ce modèle')
        : afficherUn(requete, reponse, id, enRetour(expliquer(issue.refus), saisies))
    services.annoncer(reponse, `Modèle « ${modele.titre} » enregistré.`)
    return versPage(reponse, MODELES)
  })
  app.post<Adresse>(`${MODELES}/:id/retirer`, { config: { droit: traite } }, async (requete, reponse) => {
    const { id } = requete.params
    const lu = lireFormulaire(z.object({ version }), requete.body)
    const lue = lu.ok ? lu.valeurs.version : -1
    const issue = await changerModele(base, acteurDe(requete), id, lue, null, requete.maintenant)
    if (!issue.ok)
      return issue.refus.code === 'introuvable'
        ? services.introuvable(requete, reponse, 'Ce modèle')
        : afficherUn(requete, reponse, id, enRetour(expliquer(issue.refus)))
    services.annoncer(reponse, 'Modèle retiré : il n’est plus proposé.')
    return versPage(reponse, MODELES)
  })

  const typeConnu = async (requete: FastifyRequest, type: string | null): Promise<boolean> =>
    type === null ||
    (await base.enTantQue(acteurDe(requete), (tx) =>
      tx.selectFrom('demande_type').select('id').where('id', '=', type).executeTakeFirst(),
    )) !== undefined
}

const TYPE_INCONNU: RetourDeFormulaire = {
  fautes: [
    { champ: 'type', message: 'Choisissez un genre de demande du catalogue, ou « Tous les genres ».' },
  ],
  statut: 422,
}
