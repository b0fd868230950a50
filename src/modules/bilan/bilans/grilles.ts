import { LIBELLES_NATURE } from '#modules/programme'
import { compte, date, dateCourte, nombre } from '#shared/typographie.ts'
import type { Composition } from '../domain/composition.ts'
import type { Rubrique } from '../domain/rubriques.ts'
import { direCouts, direLivrable, direParts } from './dire-lignes.ts'

/** A table of the report: its title, its heads, its rows of words. */
export type Grille = {
  readonly titre: string
  readonly entetes: readonly string[]
  readonly lignes: readonly (readonly string[])[]
}

const SENS = {
  mieux: 'en progrès',
  moins_bien: 'en recul',
  stable: 'stable',
  inconnu: 'première mesure',
} as const

/** The tables of one part of the report, drawn from what was computed. */
export function grillesDe(rubrique: Rubrique, c: Composition): readonly Grille[] {
  switch (rubrique) {
    case 'ouverture':
      return []
    case 'decisions':
      return [
        {
          titre: 'Décisions de la période',
          entetes: ['Décision', 'Adoptée le', 'Actes en vigueur'],
          lignes: c.decisions.map(({ numero, titre, adopteeLe, lies, effectifs }) => [
            `${numero} : ${titre}`,
            date(adopteeLe),
            lies === 0 ? 'aucun acte demandé' : `${effectifs} sur ${lies}`,
          ]),
        },
        {
          titre: 'Évaluations conclues',
          entetes: ['Action', 'Conclusion', 'Décision'],
          lignes: c.conclusions.map(({ code, titre, issue, decision, le }) => [
            `${code} ${titre}`,
            issue,
            `${decision}, le ${date(le)}`,
          ]),
        },
      ]
    case 'avancees':
      return [
        {
          titre: 'Jalons atteints et changements',
          entetes: ['Action', 'Ce qui a été fait'],
          lignes: c.avancees.map(({ code, titre, jalons, changements }) => [
            `${code} ${titre}`,
            [
              ...jalons.map(
                ({ titre: jalon, le, retard }) =>
                  `${jalon} (${dateCourte(le)}${retard > 0 ? `, ${compte(retard, 'jour')} après la date prévue` : ''})`,
              ),
              ...changements,
            ].join(' ; '),
          ]),
        },
        {
          titre: 'Indicateurs, à membres constants',
          entetes: ['Indicateur', 'Avant', 'Après', 'Sens'],
          lignes: c.mesures.map(({ libelle, avant, apres, sens }) => [
            libelle,
            avant ? `${avant.mots}, ${avant.annee}` : 'pas de mesure',
            `${apres.mots}, ${apres.annee} (${compte(apres.repondants, 'membre')})`,
            SENS[sens],
          ]),
        },
        {
          titre: 'Livrables remis et acceptés',
          entetes: ['Livrable', 'Action', 'Où il en est'],
          lignes: c.livrables.map((livrable) => [
            livrable.titre,
            `${livrable.code} ${livrable.action}`,
            direLivrable(livrable),
          ]),
        },
        {
          titre: 'Ce que coûtent les actions',
          entetes: ['Action', 'Prévu', 'Constaté'],
          lignes: direCouts(c.couts),
        },
        {
          titre: 'Part de chaque membre dans ces coûts',
          entetes: ['Membre', 'Actions', 'Prévu', 'Constaté'],
          lignes: direParts(c.couts),
        },
        {
          titre: 'Groupes de travail',
          entetes: ['Groupe', 'Réunions', 'État à la fin de la période'],
          lignes: c.groupes.map(({ nom, reunions, closLe, enSommeil, bilan }) => [
            nom,
            nombre(reunions),
            closLe
              ? `Clos le ${date(closLe)}. ${bilan.split('\n')[0]}`
              : enSommeil
                ? 'En sommeil, plus de 120 jours sans activité'
                : 'Au travail',
          ]),
        },
      ]
    case 'retards':
      return [
        {
          titre: 'Jalons dépassés à la fin de la période',
          entetes: ['Action', 'Jalon attendu', 'Retard', 'Pourquoi'],
          lignes: c.retards.map(({ code, titre, jalon, echeance, jours, pourquoi }) => [
            `${code} ${titre}`,
            `${jalon}, ${date(echeance)}`,
            compte(jours, 'jour'),
            pourquoi || 'cause non dite',
          ]),
        },
        {
          titre: 'Actions bloquées',
          entetes: ['Action', 'Depuis', 'Cause et condition'],
          lignes: c.bloquees.map(({ code, titre, depuis, pourquoi }) => [
            `${code} ${titre}`,
            date(depuis),
            pourquoi,
          ]),
        },
        {
          titre: 'Sans nouvelle de la période',
          entetes: ['Action'],
          lignes: c.sansFait.map(({ code, titre }) => [`${code} ${titre}`]),
        },
        {
          titre: 'Écarts à l’article L452-34',
          entetes: ['Mission', 'Membre', 'Exercice'],
          lignes: c.ecarts.map(({ mission, membre, mode }) => [mission, membre, mode]),
        },
      ]
    case 'participation':
      return [
        {
          titre: 'Part de chaque membre',
          entetes: ['Membre', 'Mène', 'Participe', 'Observe', 'Informé', 'Présences en groupe'],
          lignes: c.parts.map(({ libelle, mene, participe, observe, informe, presences }) => [
            libelle,
            ...[mene, participe, observe, informe, presences].map(nombre),
          ]),
        },
        {
          titre: 'Partenaires',
          entetes: ['Partenaire', 'Actions'],
          lignes: c.partenaires.map(({ nom, actions }) => [nom, nombre(actions)]),
        },
      ]
    case 'experimentations':
      return [
        {
          titre: 'Ce qui s’essaie',
          entetes: ['Action', 'Nature', 'Ce qui en a été dit'],
          lignes: c.experimentations.map(({ code, titre, nature, appris }) => [
            `${code} ${titre}`,
            LIBELLES_NATURE[nature as keyof typeof LIBELLES_NATURE],
            appris || 'rien encore',
          ]),
        },
      ]
    case 'suites':
      return []
  }
}
