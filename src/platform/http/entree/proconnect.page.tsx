import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Actions, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import type { Message } from '../../courriel/courriel.ts'
import type { ContenuDePage } from '../services.ts'

/** On the page of sign-in, where ProConnect is configured. */
export const EntrerParProConnect = ({ retour }: { readonly retour: string | undefined }) => (
  <Section titre="Par ProConnect" detail="l’identifiant professionnel que votre administration vous a donné">
    <Bouton href={`/connexion/proconnect${retour ? `?${new URLSearchParams({ retour })}` : ''}`}>
      S’identifier avec ProConnect
    </Bouton>
  </Section>
)

/** A first time: the same page whether the address is known or not. */
export const pagePremiereFois = (courriel: string): ContenuDePage => ({
  titre: 'Première entrée avec ProConnect',
  chapeau: (
    <p>
      ProConnect vous connaît sous l’adresse <strong>{courriel}</strong>. Si un compte porte cette adresse
      ici, un message vient d’y partir : son bouton relie ce compte à ProConnect, une fois pour toutes. Il
      vaut une heure.
    </p>
  ),
  contenu: (
    <Section titre="Rien n’arrive ?">
      <ul>
        <li>Attendez une minute, puis regardez dans les courriers indésirables.</li>
        <li>Vous avez reçu une invitation ? Ouvrez d’abord son lien.</li>
        <li>
          Sinon, aucune fonction n’est enregistrée à cette adresse : demandez à votre structure ou à la
          coordination de le faire.
        </li>
      </ul>
      <p className="apres">
        <Bouton href="/connexion">Entrer autrement</Bouton>
      </p>
    </Section>
  ),
})

/** What the link of the message shows. */
export const pageRelier = (
  jeton: string,
  {
    protege,
    alerte,
    statut,
  }: { readonly protege: boolean; readonly alerte?: string; readonly statut?: number },
): ContenuDePage => ({
  titre: 'Relier mon compte à ProConnect',
  ...(statut && { statut }),
  chapeau: <p>Vous entrerez ensuite avec ProConnect, sans lien ni mot de passe.</p>,
  contenu: protege ? (
    <Formulaire action="/connexion/proconnect/relier" champs={{ jeton }} alerte={alerte}>
      <ChampTexte
        nom="code"
        libelle="Le code de votre téléphone, ou un code de secours"
        aide="Votre compte est protégé : un courriel ne suffit pas à le relier. Avec une clé d’accès seulement, prenez un code de secours."
        taille="court"
        completion="one-time-code"
      />
      <Actions>
        <Bouton variante="primaire">Relier et entrer</Bouton>
      </Actions>
    </Formulaire>
  ) : (
    <BoutonPost action="/connexion/proconnect/relier" champs={{ jeton }} variante="primaire">
      Relier et entrer
    </BoutonPost>
  ),
})

export const pageFermerProConnect: ContenuDePage = {
  titre: 'Vous êtes sorti de Maillage',
  chapeau: (
    <p>
      Votre connexion à ProConnect reste ouverte dans ce navigateur : sur un poste partagé, fermez-la aussi.
    </p>
  ),
  contenu: (
    <div className="actions">
      <Bouton variante="primaire" href="/deconnexion/proconnect/fermer">
        Fermer aussi ProConnect
      </Bouton>
      <Bouton href="/connexion">Revenir à l’entrée</Bouton>
    </div>
  ),
}

export const messagePourRelier = (adresse: string, a: string, jeton: string): Message => ({
  a,
  objet: 'Relier votre compte Maillage à ProConnect',
  texte: `Bonjour,

Quelqu’un vient de s’identifier par ProConnect sous votre adresse. Si c’est vous, ouvrez cette page, puis appuyez sur « Relier et entrer » :

${adresse}/connexion/proconnect/relier?${new URLSearchParams({ jeton })}

Ce lien sert une fois et vaut une heure. Si ce n’est pas vous, ne faites rien : personne n’est entré dans votre compte, et dites-le à la coordination.
`,
})

export const messageDeLiaison = (a: string): Message => ({
  a,
  objet: 'Votre compte Maillage est relié à ProConnect',
  texte: `Bonjour,

ProConnect fait maintenant entrer dans votre compte Maillage. « Mon compte » le dit, et permet de l’arrêter.

Si ce n’est pas vous, entrez, pressez « Ne plus entrer par ProConnect », fermez les autres connexions et prévenez tout de suite la coordination.
`,
})

export const messageDeliaison = (a: string): Message => ({
  a,
  objet: 'Votre compte Maillage n’est plus relié à ProConnect',
  texte: `Bonjour,

ProConnect ne fait plus entrer dans votre compte Maillage.

Si ce n’est pas vous, prévenez tout de suite la coordination de votre coopération.
`,
})
