import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { verifierGabarit } from '#platform/documents/gabarit.ts'
import { texteDemande, version } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire, PAGE_PERIMEE } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampLong, Formulaire } from '#ui/formulaire.tsx'
import { Fiche, Section } from '#ui/textes.tsx'
import { agitPourSonMembre, conduit, litLesAchats } from '../../domain/droits.ts'
import { findOperation } from '../../operations/operations.queries.ts'
import { RUBRIQUE } from '../../vues.tsx'
import { findModele } from '../documents.routes.ts'
import { uneOperationEngagee } from '../exemples.ts'
import { VARIABLES } from './modele.ts'
import { publierModele } from './publier-modele.ts'

type Adresse = { Params: { id: string } }
const Schema = z.object({ texte: texteDemande(20, 20_000, 'Écrivez le modèle.'), version })

/** The template of the employers' projets: each sending publishes a new version, the former ones stay. */
export function modeleRoutes(app: FastifyInstance, services: Services): void {
  const { base } = services
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    id: string,
    retour: RetourDeFormulaire = {},
  ) => {
    const { cadre, donnees } = await services.lire(requete, async (tx) => ({
      operation: await findOperation(tx, id),
      modele: await findModele(tx, id),
    }))
    const { operation, modele } = donnees
    if (!operation) return services.introuvable(requete, reponse, 'Cet achat groupé')
    const { statut, ...reste } = retour
    return services.page(requete, reponse, cadre, {
      titre: 'Modèle de délibération des employeurs',
      surtitre: operation.titre,
      rubrique: RUBRIQUE,
      ...(statut && { statut }),
      ariane: [
        { libelle: 'Achats groupés', href: '/achats' },
        { libelle: operation.titre, href: `/achats/${id}` },
        { libelle: 'Adhésions', href: `/achats/${id}/adhesions` },
      ],
      chapeau: (
        <p>
          {modele.numero === 0 ? 'Modèle de départ' : `Version ${modele.numero}`}. Chaque projet porte au pied
          le numéro de la version qui a servi.
        </p>
      ),
      contenu: (
        <>
          {conduit(acteurDe(requete), operation) ? (
            <Formulaire id="modele" action={`/achats/${id}/modele`} version={modele.numero} {...reste}>
              <ChampLong
                nom="texte"
                libelle="Texte"
                valeur={modele.texte}
                lignes={24}
                aide="# titre, ## sous-titre, - élément, **gras** ; {{variable}}, {{#si variable}}…{{/si}}."
              />
              <Actions>
                <Bouton variante="primaire" icone="enregistrer">
                  Publier une nouvelle version
                </Bouton>
              </Actions>
            </Formulaire>
          ) : (
            <p>Le membre qui conduit l’achat écrit ce modèle ; vous le lisez dans les projets.</p>
          )}
          <Section titre="Variables" filet>
            <Fiche
              lignes={Object.entries(VARIABLES).map(([nom, { libelle }]) => ({
                nom: `{{${nom}}}`,
                valeur: libelle,
              }))}
            />
          </Section>
        </>
      ),
    })
  }
  app.get<Adresse>(
    '/achats/:id/modele',
    { config: { droit: litLesAchats, exemple: uneOperationEngagee('/modele') } },
    (requete, reponse) => afficher(requete, reponse, requete.params.id),
  )
  app.post<Adresse>(
    '/achats/:id/modele',
    { config: { droit: agitPourSonMembre } },
    async (requete, reponse) => {
      const { id } = requete.params
      const saisies = requete.body as Saisies
      const revenir = (retour: RetourDeFormulaire) => afficher(requete, reponse, id, { saisies, ...retour })
      const lu = lireFormulaire(Schema, requete.body)
      if (!lu.ok) return revenir({ fautes: lu.fautes, statut: 422 })
      const fautes = verifierGabarit(lu.valeurs.texte, VARIABLES)
      if (fautes.length > 0)
        return revenir({
          fautes: [{ champ: 'texte', message: fautes.map(({ message }) => message).join(' ') }],
          statut: 422,
        })
      const issue = await publierModele(base, acteurDe(requete), id, lu.valeurs, requete.maintenant)
      if (!issue.ok) {
        const { code } = issue.refus
        if (code === 'introuvable') return services.introuvable(requete, reponse, 'Cet achat groupé')
        return code === 'interdit'
          ? revenir({ alerte: 'Seul le membre qui conduit l’achat écrit ce modèle.', statut: 403 })
          : revenir({ alerte: PAGE_PERIMEE, statut: 409 })
      }
      services.annoncer(reponse, 'Nouvelle version publiée : les prochains projets la suivent.')
      return versPage(reponse, `/achats/${id}/modele`)
    },
  )
}
