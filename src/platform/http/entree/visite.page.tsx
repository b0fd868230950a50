import { BoutonPost } from '#ui/bouton.tsx'
import type { ContenuDePage } from '../services.ts'
import type { RoleDemonstration } from './demonstration.tsx'

type Etape = {
  readonly titre: string
  /** What to look at, then what to do there. */
  readonly texte: string
  /** Label of the role; none: everybody reads the page. */
  readonly role?: string
  readonly vers: string
}

/** Eight stops, each a page of the demonstration seen by whom it was made for. */
export const ETAPES: readonly Etape[] = [
  {
    titre: 'Qui relancer, quelle séance approche',
    texte:
      'La coordinatrice lit qui tarde, depuis quand, et pourquoi. « Reprendre la séance en cours » ouvre une conférence à son quatrième point : ouvrez le vote, votez, closez-le, lisez le verdict.',
    role: 'Coordinatrice, CDG 44',
    vers: '/tableau-de-bord',
  },
  {
    titre: 'Une décision, une suite par membre',
    texte:
      'Chaque ligne est une décision, chaque colonne un membre. Elle est effective pour lui quand son acte est exécutoire, pleinement effective quand tous le sont.',
    role: 'Coordinatrice, CDG 44',
    vers: '/decisions',
  },
  {
    titre: 'Ce qui m’engage',
    texte:
      'Une direction voit ce qui attend un acte de sa structure, à part de ce qui l’informe. Elle seule confirme sa ligne ; le projet de délibération est prêt à télécharger.',
    role: 'Direction, CDG 53',
    vers: '/tableau-de-bord',
  },
  {
    titre: 'Un programme tenu à plusieurs',
    texte:
      'Les actions, leur chef de file, la part de chacun, et une météo calculée sur les dates. Le bilan annuel s’assemble de ces faits.',
    role: 'Coordinatrice, CDG 44',
    vers: '/programme',
  },
  {
    titre: 'Acheter ensemble',
    texte:
      'Cinq centres, un contrat de prévoyance : consultation des employeurs, offres chiffrées sur le recensement, adhésions, comptes de six années (montants fictifs).',
    role: 'Coordinatrice, CDG 44',
    vers: '/achats',
  },
  {
    titre: 'Un mardi matin en mairie',
    texte:
      'Une secrétaire de trois communes lit ce que l’on attend d’elle, par date, et où en sont ses demandes : qui les tient, depuis quand.',
    role: 'Secrétaire de mairie, trois communes',
    vers: '/mairie',
  },
  {
    titre: 'La file du centre de gestion',
    texte:
      'Une gestionnaire traite à tour de rôle. Quatre horloges disent où le temps a passé : chez elle, chez la mairie, chez un tiers, ou fermé.',
    role: 'Gestion statutaire, CDG 44',
    vers: '/demandes',
  },
  {
    titre: 'Ce que chacun peut lire, sans compte',
    texte:
      'Un portail par coopération : décisions, programme, délais, données ouvertes. Et un simulateur où un agent lit ce que le contrat lui apporte ; rien n’en est gardé.',
    vers: '/ouvert',
  },
]

/** The tour of a newcomer: eight stops, one button each. */
export function pageVisite(roles: readonly RoleDemonstration[]): ContenuDePage {
  return {
    titre: 'Visite en deux minutes',
    surtitre: 'Démonstration',
    ariane: [{ libelle: 'Choisir un rôle', href: '/' }],
    chapeau: (
      <p>
        Huit pages, vues par les personnes pour qui elles sont faites. Chaque bouton vous fait entrer dans le
        rôle ; « Visite », dans le bandeau du haut, vous ramène ici.
      </p>
    ),
    contenu: (
      <ol className="visite">
        {ETAPES.map(({ titre, texte, role, vers }) => {
          const trouve = roles.find(({ libelle }) => libelle === role)
          return (
            <li key={titre}>
              <h2>{titre}</h2>
              <p>{texte}</p>
              {trouve ? (
                <BoutonPost action={`/demo/entrer/${trouve.id}`} champs={{ vers }}>
                  Voir comme {trouve.libelle}
                </BoutonPost>
              ) : (
                <a className="bouton bouton-secondaire" href={vers}>
                  <span>Voir sans compte</span>
                </a>
              )}
            </li>
          )
        })}
      </ol>
    ),
  }
}
