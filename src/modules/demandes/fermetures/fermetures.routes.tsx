import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cle, jourDemande, texteLibre } from '#platform/http/champs.ts'
import { acteurDe, type RetourDeFormulaire, type Saisies, versPage } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { nouvelId } from '#shared/ids.ts'
import { compte, dateLongue } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampDate, ChampTexte, CoteACote, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { tientLeCatalogue } from '../domain/droits.ts'
import { enRetour } from '../dossier/dossier.routes.tsx'
import { expliquer } from '../expliquer.ts'
import { RUBRIQUE } from '../vues.tsx'
import { fermerLeGuichet } from './fermer.ts'

const FERMETURES = '/demandes/fermetures'
const AU_PLUS = 100

/** Days on which a guichet is closed, besides weekends and holidays: written by its direction, read by everybody in the dates. */
export function fermeturesRoutes(app: FastifyInstance, services: Services): void {
  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    retour: RetourDeFormulaire = {},
  ) => {
    const acteur = acteurDe(requete)
    const { cadre, donnees: fermetures } = await services.lire(requete, (tx) =>
      tx
        .selectFrom('demande_fermeture')
        .select(['id', 'du', 'au', 'motif'])
        .where('centre_id', '=', acteur.organismeId)
        .orderBy('du', 'desc')
        .limit(AU_PLUS)
        .execute(),
    )
    const { fautes, saisies, alerte, statut } = retour
    return services.page(requete, reponse, cadre, {
      titre: 'Jours de fermeture',
      surtitre: acteur.libelle,
      rubrique: RUBRIQUE,
      ...(statut && { statut }),
      ariane: [{ libelle: 'Catalogue', href: '/demandes/catalogue' }],
      chapeau: (
        <p>
          Les jours fermés ne comptent dans aucun délai. Les dates promises des demandes ouvertes sont
          recalculées aussitôt, et les mairies les lisent.
        </p>
      ),
      contenu: (
        <>
          {fermetures.length === 0 ? (
            <Vide titre="Aucune fermeture annoncée">
              Les fins de semaine et les jours fériés sont déjà pris en compte.
            </Vide>
          ) : (
            <Tableau
              titre="Fermetures annoncées"
              lignes={fermetures}
              cleDe={({ id }) => id}
              colonnes={[
                { cle: 'du', titre: 'Du', entete: true, contenu: ({ du }) => dateLongue(du) },
                { cle: 'au', titre: 'Au', contenu: ({ au }) => dateLongue(au) },
                { cle: 'motif', titre: 'Motif', contenu: ({ motif }) => motif },
              ]}
            />
          )}
          <Section titre="Annoncer une fermeture" filet>
            <Formulaire
              action={FERMETURES}
              cle={nouvelId()}
              {...(fautes && { fautes })}
              {...(saisies && { saisies })}
              alerte={alerte}
            >
              <CoteACote>
                <ChampDate nom="du" libelle="Premier jour fermé" />
                <ChampDate nom="au" libelle="Dernier jour fermé" />
              </CoteACote>
              <ChampTexte nom="motif" libelle="Motif" facultatif />
              <Actions>
                <Bouton variante="primaire">Annoncer la fermeture</Bouton>
              </Actions>
            </Formulaire>
          </Section>
        </>
      ),
    })
  }
  app.get(FERMETURES, { config: { droit: tientLeCatalogue, exemple: FERMETURES } }, (requete, reponse) =>
    afficher(requete, reponse),
  )
  app.post(FERMETURES, { config: { droit: tientLeCatalogue } }, async (requete, reponse) => {
    const saisies = requete.body as Saisies
    const lu = lireFormulaire(
      z.object({
        du: jourDemande('Indiquez le premier jour fermé.'),
        au: jourDemande('Indiquez le dernier jour fermé.'),
        motif: texteLibre(200),
        cle,
      }),
      saisies,
    )
    if (!lu.ok) return afficher(requete, reponse, { fautes: lu.fautes, saisies, statut: 422 })
    const issue = await fermerLeGuichet(services.base, acteurDe(requete), lu.valeurs, requete.maintenant)
    if (!issue.ok) return afficher(requete, reponse, enRetour(expliquer(issue.refus), saisies))
    services.annoncer(
      reponse,
      `Fermeture annoncée : ${compte(issue.valeur, 'date recalculée', 'dates recalculées')}.`,
    )
    return versPage(reponse, FERMETURES)
  })
}
