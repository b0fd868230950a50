import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cle, texteLibre } from '#platform/http/champs.ts'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { dateLongue } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampFichier, ChampLong, Formulaire } from '#ui/formulaire.tsx'
import { Citation } from '#ui/textes.tsx'
import { enRetour } from '../dossier/dossier.routes.tsx'
import { recevoir } from '../dossier/recevoir.routes.ts'
import { expliquer } from '../expliquer.ts'
import { type AvisExterieur, findAvisExterieur, findUnAvisExterieur } from './avis.queries.ts'
import { rendreAvisExterieur } from './avis-exterieur.ts'
import { cheminDeLAvis, lireLienDeLAvis } from './lien.ts'

type Adresse = { Params: { jeton: string } }
const MOTIF = 'avis d’un expert extérieur par son lien'

/** An expert outside the cooperation gives an opinion from its mail, without an account: it reads the question, and nothing else of the file. */
export function avisExterieurRoutes(app: FastifyInstance, services: Services): void {
  const { base, fichiers, secret } = services

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    retour: RetourDeFormulaire = {},
  ) => {
    const { jeton } = requete.params as Adresse['Params']
    const cible = lireLienDeLAvis(secret, jeton, requete.maintenant)
    const avis =
      cible &&
      (await base.enTantQueSysteme(MOTIF, cible.cooperationId, (tx) => findAvisExterieur(tx, cible.avisId)))
    if (!avis)
      return services.pageSimple(requete, reponse, {
        titre: 'Ce lien ne sert plus',
        statut: 404,
        contenu: (
          <p>
            Il a été recopié en partie, ou la date de votre avis est passée depuis plus de deux mois. Écrivez
            ou appelez le centre qui vous l’a demandé.
          </p>
        ),
      })
    return services.pageSimple(requete, reponse, {
      titre: titreDe(avis),
      ...(retour.statut && { statut: retour.statut }),
      chapeau: (
        <p>
          Demande {avis.numero}, pour {avis.externe}.
        </p>
      ),
      contenu: avis.attendu ? (
        <>
          <Citation de={`${avis.traitant}, réponse attendue avant le ${dateLongue(avis.avant)}`}>
            {avis.question}
          </Citation>
          <FormulaireAvis jeton={jeton} retour={retour} />
        </>
      ) : (
        <p>
          {avis.retireLe && `Le ${avis.traitant} a retiré sa question. `}
          {avis.retireLe
            ? 'Vous n’avez rien à faire.'
            : `Le ${avis.traitant} n’attend plus rien de vous sur cette demande. Merci.`}
        </p>
      ),
    })
  }
  app.get<Adresse>(
    '/demandes/avis-exterieur/:jeton',
    {
      config: {
        droit: ouvertATous,
        exemple: async (tx) => {
          const un = await findUnAvisExterieur(tx)
          return un
            ? cheminDeLAvis(secret, { cooperationId: un.cooperationId, avisId: un.id }, un.avant)
            : null
        },
      },
    },
    (requete, reponse) => afficher(requete, reponse),
  )

  app.post<Adresse>(
    '/demandes/avis-exterieur/:jeton',
    { config: { droit: ouvertATous } },
    async (requete, reponse) => {
      const cible = lireLienDeLAvis(secret, requete.params.jeton, requete.maintenant)
      if (!cible) return afficher(requete, reponse)
      const recu = await recevoir(requete, fichiers)
      const lu = lireFormulaire(z.object({ texte: texteLibre(6000), cle }), recu.champs)
      const fautes = [...(lu.ok ? [] : lu.fautes), ...recu.fautes]
      if (!lu.ok || fautes.length > 0)
        return afficher(requete, reponse, { fautes, saisies: recu.champs, statut: 422 })
      const { texte, cle: envoi } = lu.valeurs
      const issue = await rendreAvisExterieur(
        services,
        MOTIF,
        cible,
        { texte, cle: envoi, fichiers: recu.fichiers },
        requete.maintenant,
      )
      return issue.ok
        ? afficher(requete, reponse)
        : afficher(requete, reponse, enRetour(expliquer(issue.refus), recu.champs))
    },
  )
}

const titreDe = ({ traitant, renduLe, retireLe, attendu }: AvisExterieur): string => {
  if (retireLe) return 'Cette question a été retirée'
  if (attendu) return `Le ${traitant} vous demande un avis`
  return renduLe ? 'Votre avis est reçu' : 'Cet avis n’est plus attendu'
}

const FormulaireAvis = ({
  jeton,
  retour: { fautes, saisies, alerte },
}: {
  readonly jeton: string
  readonly retour: RetourDeFormulaire
}) => (
  <Formulaire
    action={`/demandes/avis-exterieur/${jeton}`}
    fichiers
    cle={nouvelId()}
    {...(fautes && { fautes })}
    {...(saisies && { saisies })}
    alerte={alerte}
  >
    <ChampLong
      nom="texte"
      libelle="Votre avis"
      aide="Sans donnée de santé. Les centres le lisent ; l’employeur, non."
    />
    <ChampFichier
      nom="fichiers"
      libelle="Pièces"
      aide="PDF, image ou document, 10 Mo chacun."
      facultatif
      plusieurs
    />
    <Actions>
      <Bouton variante="primaire" icone="envoyer">
        Envoyer au centre
      </Bouton>
    </Actions>
  </Formulaire>
)
