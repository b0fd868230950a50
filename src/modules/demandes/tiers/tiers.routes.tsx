import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cle, texteLibre } from '#platform/http/champs.ts'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import { dejaRecu, lireFormulaire } from '#platform/http/formulaire.ts'
import type { Services } from '#platform/http/services.ts'
import { ouvertATous } from '#shared/acteur.ts'
import { nouvelId } from '#shared/ids.ts'
import { accepter, refuser } from '#shared/result.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampFichier, ChampLong, Formulaire } from '#ui/formulaire.tsx'
import { Citation } from '#ui/textes.tsx'
import { lockDemande } from '../demandes.queries.ts'
import { faire } from '../dossier/agir.ts'
import { enRetour } from '../dossier/dossier.routes.tsx'
import { recevoir } from '../dossier/recevoir.routes.ts'
import { expliquer } from '../expliquer.ts'
import { type CibleDuLien, cheminDuTiers, lireLienDuTiers } from './lien.ts'
import { findDemandeAuTiers, findUneAttente } from './tiers.queries.ts'

type Adresse = { Params: { jeton: string } }
const MOTIF = 'réponse d’un tiers par son lien'

/** A third party answers from its mail, without an account: it reads what it is asked, and nothing else of the file. */
export function tiersRoutes(app: FastifyInstance, services: Services): void {
  const { base, fichiers, secret } = services

  const afficher = async (
    requete: FastifyRequest,
    reponse: FastifyReply,
    retour: RetourDeFormulaire = {},
  ) => {
    const { jeton } = requete.params as Adresse['Params']
    const cible = lireLienDuTiers(secret, jeton, requete.maintenant)
    const demande =
      cible &&
      (await base.enTantQueSysteme(MOTIF, cible.cooperationId, (tx) =>
        findDemandeAuTiers(tx, cible.demandeId),
      ))
    if (!demande)
      return services.pageSimple(requete, reponse, {
        titre: 'Ce lien ne sert plus',
        statut: 404,
        contenu: (
          <p>
            Il a plus de deux mois, ou il a été recopié en partie. Répondez au courriel que vous avez reçu, ou
            appelez le centre.
          </p>
        ),
      })
    const { fautes, saisies, alerte, statut } = retour
    return services.pageSimple(requete, reponse, {
      titre: demande.attend ? `Le ${demande.traitant} vous demande une réponse` : 'Réponse reçue',
      ...(statut && { statut }),
      chapeau: (
        <p>
          Demande {demande.numero}, pour {demande.tiers}.
        </p>
      ),
      contenu: demande.attend ? (
        <>
          <Citation de={demande.traitant}>{demande.texte}</Citation>
          <Formulaire
            action={`/demandes/tiers/${jeton}`}
            fichiers
            cle={nouvelId()}
            {...(fautes && { fautes })}
            {...(saisies && { saisies })}
            alerte={alerte}
          >
            <ChampLong nom="texte" libelle="Votre réponse" />
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
        </>
      ) : (
        <p>Le {demande.traitant} n’attend plus rien de vous sur cette demande. Merci.</p>
      ),
    })
  }
  app.get<Adresse>(
    '/demandes/tiers/:jeton',
    {
      config: {
        droit: ouvertATous,
        exemple: async (tx) => {
          const une = await findUneAttente(tx)
          return une
            ? cheminDuTiers(
                secret,
                { cooperationId: une.cooperationId, demandeId: une.id },
                services.maintenant(),
              )
            : null
        },
      },
    },
    (requete, reponse) => afficher(requete, reponse),
  )

  app.post<Adresse>(
    '/demandes/tiers/:jeton',
    { config: { droit: ouvertATous } },
    async (requete, reponse) => {
      const cible = lireLienDuTiers(secret, requete.params.jeton, requete.maintenant)
      if (!cible) return afficher(requete, reponse)
      const recu = await recevoir(requete, fichiers)
      const lu = lireFormulaire(z.object({ texte: texteLibre(6000), cle }), recu.champs)
      const fautes = [...(lu.ok ? [] : lu.fautes), ...recu.fautes]
      if (!lu.ok || fautes.length > 0)
        return afficher(requete, reponse, { fautes, saisies: recu.champs, statut: 422 })
      const issue = await recevoirDuTiers(cible, lu.valeurs, recu.fichiers, requete.maintenant)
      return issue.ok
        ? afficher(requete, reponse)
        : afficher(requete, reponse, enRetour(expliquer(issue.refus), recu.champs))
    },
  )

  const recevoirDuTiers = (
    { cooperationId, demandeId }: CibleDuLien,
    { texte, cle: envoi }: { readonly texte: string; readonly cle?: string | undefined },
    pieces: Awaited<ReturnType<typeof recevoir>>['fichiers'],
    maintenant: Date,
  ) =>
    base.enTantQueSysteme(MOTIF, cooperationId, async (tx) => {
      const demande = await lockDemande(tx, demandeId)
      if (!demande) return refuser({ code: 'introuvable' as const })
      if (await dejaRecu(tx, cooperationId, envoi, demandeId)) return accepter({ demande })
      const auteur = {
        cooperationId,
        organismeId: demande.traitantId,
        personneId: null,
        nom: demande.tiers || 'Tiers',
        libelle: 'par son lien',
      }
      return faire(
        tx,
        auteur,
        demande,
        'recevoir_tiers',
        'tiers',
        { texte, avant: null, tiers: '', fichiers: pieces },
        maintenant,
      )
    })
}
