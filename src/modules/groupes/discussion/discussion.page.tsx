import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { compte } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampChoix, ChampLong, ChampTexte, Formulaire, valeurDe } from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import type { GroupeLu } from '../groupes.queries.ts'
import type { FilLu, MessageLu } from '../travail.queries.ts'
import { RUBRIQUE } from '../vues.tsx'
import { MessageDuFil } from './message.tsx'

const ariane = (groupe: GroupeLu, fil?: FilLu) => [
  { libelle: 'Groupes de travail', href: '/groupes' },
  { libelle: groupe.nom, href: `/groupes/${groupe.id}` },
  ...(fil ? [{ libelle: fil.titre, href: `/groupes/fils/${fil.id}` }] : []),
]

/** Fields of a message: its words, and the members that it calls. */
const ChampsDuMessage = ({ groupe, acteur }: { readonly groupe: GroupeLu; readonly acteur: Acteur }) => (
  <>
    <ChampLong nom="texte" libelle="Message" lignes={5} />
    <ChampChoix
      nom="appeles"
      libelle="Demander une réponse à"
      aide="Le référent du membre, ou sa direction, reçoit un courriel. Vous pouvez aussi écrire @ puis le nom du membre."
      plusieurs
      enLigne
      facultatif
      options={groupe.membres
        .filter(({ organismeId }) => organismeId !== acteur.organismeId)
        .map(({ organismeId, libelle }) => ({ valeur: organismeId, libelle }))}
    />
  </>
)

type PropsFil = RetourDeFormulaire & {
  readonly groupe: GroupeLu
  readonly fil: FilLu
  readonly ecrit: boolean
  readonly acteur: Acteur
  readonly maintenant: Date
}

/** One thread: its messages in order, and the form that answers. */
export function pageFil({
  groupe,
  fil,
  ecrit,
  acteur,
  maintenant,
  saisies,
  statut,
  ...retour
}: PropsFil): ContenuDePage {
  const jour = jourDe(maintenant)
  return {
    titre: fil.titre,
    surtitre: groupe.nom,
    rubrique: RUBRIQUE,
    ariane: ariane(groupe),
    ...(statut && { statut }),
    chapeau: <p>{compte(fil.messages.length, 'message')}.</p>,
    contenu: (
      <>
        {fil.messages.map((message) => (
          <MessageDuFil
            key={message.id}
            message={message}
            jour={jour}
            mien={ecrit && message.personneId === acteur.personneId}
          />
        ))}
        {ecrit ? (
          <Section titre="Répondre" filet id="repondre">
            <Formulaire
              action={`/groupes/fils/${fil.id}`}
              saisies={saisies}
              cle={valeurDe(saisies, 'cle', nouvelId(+maintenant))}
              {...retour}
            >
              <ChampsDuMessage groupe={groupe} acteur={acteur} />
              <Actions>
                <Bouton variante="primaire" icone="envoyer">
                  Envoyer la réponse
                </Bouton>
                <a href={`/groupes/${groupe.id}`}>Revenir au groupe</a>
              </Actions>
            </Formulaire>
          </Section>
        ) : (
          <p className="detail">
            {groupe.statut === 'clos' || groupe.statut === 'ecarte'
              ? 'Ce groupe est clos : la discussion se lit, elle ne continue pas.'
              : `${acteur.libelle} est informé : il lit, il n’écrit pas dans ce groupe.`}
          </p>
        )}
      </>
    ),
  }
}

/** Opening a thread. */
export const pageNouveauFil = ({
  groupe,
  acteur,
  maintenant,
  saisies,
  statut,
  ...retour
}: RetourDeFormulaire & {
  readonly groupe: GroupeLu
  readonly acteur: Acteur
  readonly maintenant: Date
}): ContenuDePage => ({
  titre: 'Ouvrir un fil',
  surtitre: groupe.nom,
  rubrique: RUBRIQUE,
  ariane: ariane(groupe),
  ...(statut && { statut }),
  contenu: (
    <Formulaire
      action={`/groupes/${groupe.id}/fils`}
      saisies={saisies}
      cle={valeurDe(saisies, 'cle', nouvelId(+maintenant))}
      {...retour}
    >
      <ChampTexte nom="titre" libelle="De quoi s’agit-il ?" />
      <ChampsDuMessage groupe={groupe} acteur={acteur} />
      <Actions>
        <Bouton variante="primaire" icone="envoyer">
          Ouvrir le fil
        </Bouton>
        <a href={`/groupes/${groupe.id}`}>Revenir au groupe</a>
      </Actions>
    </Formulaire>
  ),
})

/** Correcting one's own message. */
export const pageCorriger = ({
  groupe,
  fil,
  message,
  statut,
  ...retour
}: RetourDeFormulaire & {
  readonly groupe: GroupeLu
  readonly fil: FilLu
  readonly message: MessageLu
}): ContenuDePage => ({
  titre: 'Corriger votre message',
  surtitre: groupe.nom,
  rubrique: RUBRIQUE,
  ariane: ariane(groupe, fil),
  ...(statut && { statut }),
  chapeau: <p>Ce qui était écrit avant reste lisible sous le message.</p>,
  contenu: (
    <Formulaire action={`/groupes/messages/${message.id}/modifier`} version={message.version} {...retour}>
      <ChampLong nom="texte" libelle="Message" lignes={6} valeur={message.texte} />
      <Actions>
        <Bouton variante="primaire">Enregistrer la correction</Bouton>
        <a href={`/groupes/fils/${fil.id}`}>Revenir au fil</a>
      </Actions>
    </Formulaire>
  ),
})
