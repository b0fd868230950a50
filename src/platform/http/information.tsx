import type { FastifyInstance } from 'fastify'
import type { ReactNode } from 'react'
import { ouvertATous } from '#shared/acteur.ts'
import { Section } from '#ui/textes.tsx'
import type { Services } from './services.ts'

type PageFixe = { readonly chemin: string; readonly titre: string; readonly contenu: ReactNode }

const PAGES: readonly PageFixe[] = [
  {
    chemin: '/accessibilite',
    titre: 'Accessibilité : non auditée',
    contenu: (
      <>
        <p>
          Maillage vise la conformité au RGAA 4.1. <strong>Aucun audit n’a encore été mené</strong> : le
          niveau de conformité n’est donc pas établi (déclaration du 24 novembre 2026).
        </p>
        <Section titre="Ce qui est vérifié">
          <ul>
            <li>
              Chaque page est contrôlée automatiquement (axe), en deux largeurs, sans défaut relevé ; cela ne
              remplace pas un audit.
            </li>
            <li>Tout s’utilise au clavier et sans JavaScript.</li>
            <li>Les documents PDF sont balisés (PDF/UA-1).</li>
          </ul>
        </Section>
        <Section titre="Signaler une difficulté">
          <p>
            Écrivez à la coordination de votre coopération : dites la page, ce que vous vouliez faire et votre
            outil d’assistance. Sans réponse, vous pouvez saisir le Défenseur des droits.
          </p>
        </Section>
      </>
    ),
  },
  {
    chemin: '/mentions-legales',
    titre: 'Mentions légales',
    contenu: (
      <>
        <p>
          Ce service est porté par les membres de la coopération nommée en tête de page. Le membre
          coordonnateur en assure l’exploitation.
        </p>
        <p>
          Le logiciel Maillage est publié sous licence EUPL-1.2. Les communes et intercommunalités viennent du
          code officiel géographique (INSEE, Licence Ouverte 2.0).
        </p>
      </>
    ),
  },
  {
    chemin: '/aide',
    titre: 'Aide',
    contenu: (
      <>
        <Section titre="Pour une mairie">
          <ol>
            <li>
              « Déposer une demande » : choisissez le sujet, répondez à ce qui est demandé, joignez vos
              pièces. Ce que vous tapez est gardé au fur et à mesure.
            </li>
            <li>
              L’accueil montre ce que l’on attend de vous, par date, puis où en sont vos demandes et qui les
              tient. Le centre de gestion répond ; tant qu’il attend une réponse de vous, le délai ne court
              plus chez lui.
            </li>
            <li>
              Un lien reçu par courriel suffit pour répondre à un achat groupé ou à une question : sans mot de
              passe.
            </li>
          </ol>
        </Section>
        <Section titre="Tenir une séance">
          <ol>
            <li>
              Planifiez la séance, inscrivez les points, puis convoquez : le délai est vérifié, l’ordre du
              jour se fige.
            </li>
            <li>
              Le jour venu, ouvrez la séance, notez les arrivées et les pouvoirs. Le quorum se recalcule à
              chaque point.
            </li>
            <li>
              Ouvrez le vote d’un point ; chaque présidence vote sur son appareil, ou le secrétariat note ce
              qui est dit. « Clore le vote » donne le verdict, expliqué.
            </li>
            <li>Une erreur se rectifie par une nouvelle entrée, avec son motif. Rien ne s’efface.</li>
            <li>« Clore la séance » : le relevé de décisions et le procès-verbal sont prêts.</li>
          </ol>
        </Section>
        <Section titre="Donner suite à une décision">
          <ol>
            <li>Chaque membre lié reçoit une suite à donner : ouvrez-la depuis le tableau de bord.</li>
            <li>
              Téléchargez le projet de délibération, faites-le voter, puis enregistrez le numéro, la date et
              le vote.
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
  },
  {
    chemin: '/plan-du-site',
    titre: 'Plan du site',
    contenu: (
      <ul>
        {[
          ['/tableau-de-bord', 'Tableau de bord, ou accueil de la mairie'],
          ['/demandes', 'Demandes'],
          ['/seances', 'Séances'],
          ['/decisions', 'Décisions'],
          ['/modeles', 'Modèle de délibération'],
          ['/sujets', 'À décider'],
          ['/programme', 'Programme'],
          ['/schema', 'Schéma'],
          ['/conventions', 'Conventions'],
          ['/missions', 'Missions régionales'],
          ['/portail', 'Portail public : ce qui est publié'],
          ['/ouvert', 'Portails publics, sans compte'],
          ['/calendrier', 'Calendrier des organes'],
          ['/mon-agenda', 'Mon agenda'],
          ['/personnes', 'Annuaire : personnes et membres'],
          ['/instances', 'Instances et règles'],
          ['/collectivites', 'Collectivités'],
          ['/structures', 'Changer de structure'],
          ['/aide', 'Aide'],
          ['/accessibilite', 'Accessibilité'],
          ['/mentions-legales', 'Mentions légales'],
          ['/donnees-personnelles', 'Données personnelles'],
        ].map(([href, libelle]) => (
          <li key={href}>
            <a href={href}>{libelle}</a>
          </li>
        ))}
      </ul>
    ),
  },
]

/** Pages that say the same thing to everybody. */
export function poserInformation(app: FastifyInstance, services: Services): void {
  for (const { chemin, titre, contenu } of PAGES) {
    app.get(chemin, { config: { droit: ouvertATous, exemple: chemin } }, (requete, reponse) =>
      requete.acteur
        ? services
            .lire(requete, async () => null)
            .then(({ cadre }) => services.page(requete, reponse, cadre, { titre, contenu }))
        : services.pageSimple(requete, reponse, { titre, contenu }),
    )
  }
}
