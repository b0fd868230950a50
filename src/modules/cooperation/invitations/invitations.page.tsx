import type { ContenuDePage } from '#platform/http/services.ts'
import { type Jour, jourDe } from '#shared/dates.ts'
import { aNom } from '#shared/mots.ts'
import { date } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Fiche, Vide } from '#ui/textes.tsx'
import type { CauseLien } from '../domain/invitation.ts'
import { LIBELLES_FONCTION } from '../domain/mandats.ts'
import type { InvitationOuverte } from './repondre-invitation.ts'

/** What an invitation link shows: who invites, for what, and the one button that spends it. */
export function pageInvitation(
  invitation: InvitationOuverte,
  jeton: string,
  maintenant: Date,
): ContenuDePage {
  const { cooperation, libelle, nom, courriel, fonctions, expireLe } = invitation
  const debut = fonctions[0]?.du
  const commence = debut !== undefined && debut <= jourDe(maintenant)
  return {
    titre: `${libelle} vous invite`,
    surtitre: cooperation,
    contenu: (
      <>
        <Fiche
          lignes={[
            { nom: 'Pour', valeur: `${nom} (${courriel})` },
            {
              nom: 'Fonction',
              valeur:
                fonctions.map(({ fonction }) => LIBELLES_FONCTION[fonction]).join(', ') || 'aucune en cours',
            },
            { nom: 'Valable jusqu’au', valeur: date(jourDe(expireLe)) },
          ]}
        />
        {commence ? (
          <BoutonPost action={`/invitation/${jeton}`} variante="primaire">
            Entrer
          </BoutonPost>
        ) : (
          <p>{direAttente(libelle, debut)}</p>
        )}
      </>
    ),
  }
}

const direAttente = (libelle: string, debut: Jour | undefined): string =>
  debut
    ? `Votre fonction commence le ${date(debut)} : rouvrez ce lien à partir de ce jour.`
    : `Votre fonction a pris fin. Si c’est une erreur, demandez ${aNom(libelle)} de la rétablir.`

const TITRES: Readonly<Record<CauseLien | 'pas-encore', string>> = {
  faux: 'Ce lien n’est pas complet',
  perime: 'Ce lien a plus de quatorze jours',
  remplace: 'Un lien plus récent vous a été envoyé',
  annule: 'Cette invitation a été annulée',
  utilise: 'Ce lien a déjà servi',
  'pas-encore': 'Votre fonction n’a pas commencé',
}

/** An invitation link that no longer serves says why, and what to do. */
export function pageInvitationInutile(cause: CauseLien | 'pas-encore', libelle: string): ContenuDePage {
  const qui = libelle || 'la structure qui vous invite'
  const phrases: Readonly<Record<CauseLien | 'pas-encore', string>> = {
    faux: 'Copiez l’adresse entière du message, jusqu’à la fin de la ligne.',
    perime: `Recevez un lien de connexion avec votre adresse, ou demandez à ${qui} de renvoyer l’invitation.`,
    remplace: 'Ouvrez le dernier message reçu : lui seul sert.',
    annule: `Si c’est une erreur, demandez à ${qui} de vous inviter à nouveau.`,
    utilise: 'Vous êtes déjà entrée ou entré une fois : connectez-vous avec votre adresse.',
    'pas-encore': `Rouvrez ce lien le jour où elle commence ; ${qui} peut vous dire la date.`,
  }
  return {
    titre: TITRES[cause],
    statut: cause === 'faux' ? 404 : 410,
    contenu: (
      <Vide
        action={
          (cause === 'perime' || cause === 'utilise') && <Bouton href="/connexion">Se connecter</Bouton>
        }
      >
        {phrases[cause]}
      </Vide>
    ),
  }
}
