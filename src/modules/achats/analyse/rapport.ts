import { jourDe } from '#shared/dates.ts'
import { compte, date } from '#shared/typographie.ts'
import type { DocumentDAchat } from '../documents.ts'
import type { LotLu, MarcheLu, OffreLue } from '../marche/marche.queries.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import type { ChiffrageLu, InteretLu } from './analyse.queries.ts'
import type { AnalyseComposee, Cellule } from './composer.ts'

const dire = ({ mots, detail }: Cellule): string => (detail ? `${mots} (${detail})` : mots)

/** The analysis report of a lot: the figures of the screen, and how they were found. */
export const composerRapport = (
  {
    operation,
    marche,
    lot,
    offres,
    composee,
    interets,
    chiffrages,
  }: {
    readonly operation: OperationLue
    readonly marche: MarcheLu
    readonly lot: LotLu
    readonly offres: readonly OffreLue[]
    readonly composee: AnalyseComposee
    readonly interets: readonly InteretLu[]
    readonly chiffrages: readonly ChiffrageLu[]
  },
  cooperation: string,
  maintenant: Date,
): DocumentDAchat => ({
  titre: `Rapport d’analyse des offres, lot ${lot.numero}`,
  court: `Analyse, lot ${lot.numero}`,
  sousTitre: `${operation.titre}. ${lot.objet}. ${composee.conclusion}.`,
  cooperation,
  pied: `Établi le ${date(jourDe(maintenant))}${operation.fictif ? ' · données de démonstration, fictives pour partie' : ''}`,
  parties: [
    {
      titre: 'Offres',
      texte: [
        marche.notesClosesLe
          ? 'Notes closes : le classement est établi.'
          : 'Notes ouvertes : le classement est provisoire et les candidats gardent leur lettre.',
        ...composee.avis,
      ].join('\n'),
      grilles: [
        {
          titre: '',
          entetes: ['Offre', 'Rang', 'Points', 'Coûts'],
          lignes: composee.cartes.map(({ nom, rang, points, lignes }) => [
            nom,
            rang,
            points,
            lignes.join(' ; '),
          ]),
        },
      ],
    },
    ...composee.grilles.map(({ titre, detail, entetes, rangees }) => ({
      titre,
      texte: `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`,
      grilles: [
        {
          titre: '',
          entetes,
          lignes: rangees.map(({ entete, cellules }) => [dire(entete), ...cellules.map(dire)]),
        },
      ],
    })),
    {
      titre: 'Méthode',
      texte: [
        'Chaque offre est chiffrée sur le recensement réel, agent par agent et au centime : assiette × taux de chaque garantie, puis part de l’employeur ; les montants annuels sont douze fois le mois.',
        'Points de prix : poids × coût le plus bas ÷ coût de l’offre, sur six ans, à la hausse la plus forte que la clause permet. Points notés : poids × moyenne des notes des membres ÷ 20. Au centième de point, demi vers le haut.',
        'Projection : les arrêts de chaque agent recensé sont tirés au sort sur six ans, provisions comprises ; médiane, puis fourchette de huit tirages sur dix. Même recensement, mêmes tirages. Fréquences et durées publiées, calées, à remplacer par les absences du contrat.',
        'Aucun montant ne porte sur moins de dix agents : les petites cellules sont fondues dans leurs voisines.',
        'À confirmer avant publication : numérotation des articles 15 à 19 du décret 2011-1474.',
        chiffrages[0]
          ? `Dernier chiffrage scellé : n° ${chiffrages[0].numero}, le ${date(jourDe(chiffrages[0].faitLe))}, ${compte(chiffrages[0].agents, 'agent')}.`
          : 'Aucun chiffrage n’est scellé.',
      ].join('\n\n'),
      grilles: [],
    },
    {
      titre: 'Intérêts déclarés',
      texte: interets.length === 0 ? 'Aucune déclaration n’est enregistrée.' : '',
      grilles:
        interets.length === 0
          ? []
          : [
              {
                titre: '',
                entetes: ['Membre', 'Personne', 'Déclaration'],
                lignes: interets.map(({ membre, nom, siret, nature }) => [
                  membre,
                  nom,
                  siret === '' ? 'aucun lien' : `lien avec un candidat : ${nature || 'nature non dite'}`,
                ]),
              },
            ],
    },
    {
      titre: 'Preuves',
      texte: 'Empreinte SHA-256 des termes de chaque offre, calculée à l’enregistrement.',
      grilles: [
        {
          titre: '',
          entetes: ['Offre', 'Empreinte'],
          lignes: offres.map(({ lettre, empreinte }) => [
            `Offre ${lettre}`,
            `${empreinte.slice(0, 32)} ${empreinte.slice(32)}`,
          ]),
        },
      ],
    },
  ],
})
