import { Section } from '#ui/textes.tsx'
import type { PageFixe } from './page-fixe.ts'

/** The first steps of each, in the words of the screens. */
export const aide: PageFixe = {
  chemin: '/aide',
  titre: 'Aide',
  contenu: () => (
    <>
      <Section titre="Pour une mairie">
        <ol>
          <li>
            « Déposer une demande » : choisissez le sujet, répondez à ce qui est demandé, joignez vos pièces.
            Ce que vous tapez est gardé au fur et à mesure.
          </li>
          <li>
            L’accueil montre ce que l’on attend de vous, par date, puis où en sont vos demandes et qui les
            tient. Le centre de gestion répond ; tant qu’il attend une réponse de vous, le délai ne court plus
            chez lui.
          </li>
          <li>
            Un lien reçu par courriel suffit pour répondre à un achat groupé ou à une question : sans mot de
            passe.
          </li>
        </ol>
      </Section>
      <Section titre="Entrer, et protéger votre compte">
        <ol>
          <li>
            « Se connecter », votre adresse, puis le lien reçu par courriel : il sert une fois et vaut une
            heure. Le mot de passe est facultatif.
          </li>
          <li>
            Si vos fonctions engagent un membre, un code du téléphone ou une clé d’accès est demandé en plus.
            « Mon compte », dans le menu à votre nom, les ajoute et les retire.
          </li>
          <li>
            Les dix codes de secours servent le jour où le téléphone manque. Sans eux, appelez la coordination
            : elle joint qui exploite la plateforme.
          </li>
          <li>
            Sans activité, la connexion se ferme. Un formulaire envoyé trop tard n’est pas perdu : la page dit
            comment retrouver ce que vous aviez saisi.
          </li>
        </ol>
      </Section>
      <Section titre="Tenir une séance">
        <ol>
          <li>
            Planifiez la séance, inscrivez les points, puis convoquez : le délai est vérifié, l’ordre du jour
            se fige.
          </li>
          <li>
            Le jour venu, ouvrez la séance, notez les arrivées et les pouvoirs. Le quorum se recalcule à
            chaque point.
          </li>
          <li>
            Ouvrez le vote d’un point ; chaque présidence vote sur son appareil, ou le secrétariat note ce qui
            est dit. « Clore le vote » donne le verdict, expliqué.
          </li>
          <li>Une erreur se rectifie par une nouvelle entrée, avec son motif. Rien ne s’efface.</li>
          <li>« Clore la séance » : le relevé de décisions et le procès-verbal sont prêts.</li>
        </ol>
      </Section>
      <Section titre="Donner suite à une décision">
        <ol>
          <li>Chaque membre lié reçoit une suite à donner : ouvrez-la depuis le tableau de bord.</li>
          <li>
            Téléchargez le projet de délibération, faites-le voter, puis enregistrez le numéro, la date et le
            vote.
          </li>
          <li>
            La décision est effective pour vous quand votre acte est exécutoire, pleinement effective quand
            tous le sont.
          </li>
        </ol>
      </Section>
      <Section titre="Une question ?">
        <p>Écrivez au centre de gestion de votre département, ou à la coordination de votre coopération.</p>
      </Section>
    </>
  ),
}
