import type { ContenuDePage } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { dateLongue, heure } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, type Faute, Formulaire, type Saisies, valeurDe } from '#ui/formulaire.tsx'
import { Alerte, Fiche } from '#ui/textes.tsx'
import { ChampsDeReponse } from './champs-de-reponse.tsx'
import { LIBELLES_REPONSE, type Reponse } from './repondre.ts'

export type InvitationParLien = {
  readonly instance: string
  readonly cooperation: string
  readonly debutLe: Date
  readonly dureeMinutes: number
  readonly lieu: string
  readonly visio: string
  readonly statut: string
  readonly nom: string
  readonly reponse: Reponse | null
  readonly message: string
  readonly reponduLe: Date | null
}

/** What an invited person sees without an account: when, where, and the answer. */
export function pageReponse({
  invitation,
  jeton,
  maintenant,
  fautes = [],
  saisies,
  statut,
}: {
  readonly invitation: InvitationParLien
  readonly jeton: string
  readonly maintenant: Date
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  readonly statut?: number
}): ContenuDePage {
  const _choisie = valeurDe(saisies, 'reponse', invitation.reponse ?? '')
  const ouverte = invitation.statut === 'convoquee' && invitation.debutLe > maintenant
  return {
    titre: `${invitation.instance}, ${dateLongue(jourDe(invitation.debutLe))}`,
    h1: 'Viendrez-vous à cette séance ?',
    surtitre: invitation.cooperation,
    chapeau: <p>Réponse au nom de : {invitation.nom}. Aucun compte n’est nécessaire.</p>,
    ...(statut && { statut }),
    contenu: (
      <>
        <Fiche
          lignes={[
            { nom: 'Séance', valeur: invitation.instance },
            {
              nom: 'Quand',
              valeur: `${dateLongue(jourDe(invitation.debutLe))}, ${heure(invitation.debutLe)} (heure de Paris)`,
            },
            { nom: 'Où', valeur: invitation.lieu || 'Lieu à préciser' },
            {
              nom: 'Votre réponse',
              valeur: invitation.reponse ? LIBELLES_REPONSE[invitation.reponse] : 'Pas encore donnée',
            },
          ]}
        />
        {ouverte ? (
          <Formulaire action={`/convocations/${jeton}`} fautes={fautes}>
            <ChampsDeReponse
              libelle="Votre réponse"
              lignes={3}
              fautes={fautes}
              saisies={saisies}
              reponse={invitation.reponse}
              message={invitation.message}
            />
            <Actions>
              <Bouton variante="primaire">Envoyer ma réponse</Bouton>
            </Actions>
          </Formulaire>
        ) : (
          <Alerte ton="info">
            {invitation.statut === 'annulee'
              ? 'Cette séance est annulée : aucune réponse n’est attendue.'
              : 'Cette séance a commencé ou n’est plus à répondre. Contactez la coordination.'}
          </Alerte>
        )}
      </>
    ),
  }
}

/** A link that no longer serves explains itself. */
export const pageReponseImpossible = (cause: 'faux' | 'perime'): ContenuDePage => ({
  titre: cause === 'perime' ? 'Ce lien n’est plus valable' : 'Ce lien n’est pas complet',
  statut: cause === 'perime' ? 410 : 404,
  contenu: (
    <p>
      {cause === 'perime'
        ? 'La séance a commencé : on ne peut plus répondre par ce lien. Contactez la coordination de votre coopération.'
        : 'L’adresse a peut-être été coupée par votre messagerie. Rouvrez le courriel et copiez le lien en entier, ou connectez-vous pour répondre.'}
    </p>
  ),
})
