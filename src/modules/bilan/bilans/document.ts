import { LIBELLES_NATURE } from '#modules/programme'
import type { Bloc, DocumentTexte } from '#platform/documents/docx.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, date, dateCourte, nombre } from '#shared/typographie.ts'
import type { Composition } from '../domain/bilan.ts'
import { estOuvert, LIBELLES_STATUT } from '../domain/cycle.ts'
import { ORDRE_DES_RUBRIQUES, RUBRIQUES, type Rubrique } from '../domain/rubriques.ts'
import type { BilanLu } from './bilans.queries.ts'
import { direCouts, direLivrable, direParts } from './dire-lignes.ts'

/** A table of the report: its title, its heads, its rows of words. */
export type Grille = {
  readonly titre: string
  readonly entetes: readonly string[]
  readonly lignes: readonly (readonly string[])[]
}
export type Partie = {
  readonly rubrique: Rubrique
  readonly titre: string
  readonly texte: string
  /** What is said when there is nothing to show: silence is a fact. */
  readonly vide: string
  readonly grilles: readonly Grille[]
}
export type BilanCompose = {
  readonly titre: string
  readonly periode: string
  readonly mention: string
  readonly chiffres: readonly { readonly valeur: string; readonly mots: string }[]
  readonly parties: readonly Partie[]
  readonly sources: readonly string[]
}

const SENS = {
  mieux: 'en progrès',
  moins_bien: 'en recul',
  stable: 'stable',
  inconnu: 'première mesure',
} as const

function grillesDe(rubrique: Rubrique, c: Composition): readonly Grille[] {
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

const VIDES: Readonly<Record<Rubrique, string>> = {
  ouverture: '',
  decisions: 'Aucune décision n’a été adoptée dans la période.',
  avancees: 'Aucun jalon n’a été atteint dans la période.',
  retards: 'Aucun jalon n’est dépassé et aucune action n’est bloquée à la fin de la période.',
  participation: 'Aucun membre n’est encore inscrit.',
  experimentations: 'Aucune expérimentation, immersion ni veille dans la période.',
  suites: 'Aucune suite n’est encore proposée.',
}

const chiffre = (n: number, singulier: string, pluriel: string) => ({
  valeur: nombre(n),
  mots: n > 1 ? pluriel : singulier,
})

/** The report as it is read, whatever its form: screen, PDF, word processor, slides. */
export function composerDocument(bilan: BilanLu, c: Composition, aujourdhui: Jour): BilanCompose {
  const texteDe = (rubrique: Rubrique) => bilan.textes.find((t) => t.rubrique === rubrique)?.texte ?? ''
  const { chiffres } = c
  return {
    titre: bilan.titre,
    periode: `Du ${date(bilan.du)} au ${date(bilan.au)}`,
    mention: estOuvert(bilan.statut)
      ? `PROJET, ${LIBELLES_STATUT[bilan.statut].toLowerCase()}, établi le ${date(aujourdhui)}`
      : `Approuvé le ${date(bilan.approuveLe!)} (${bilan.approbation})`,
    chiffres: [
      chiffre(chiffres.decisions, 'décision adoptée', 'décisions adoptées'),
      {
        valeur: `${nombre(chiffres.avancees)} sur ${nombre(chiffres.actions)}`,
        mots: chiffres.avancees > 1 ? 'actions ont avancé' : 'action a avancé',
      },
      chiffre(chiffres.jalons, 'jalon atteint', 'jalons atteints'),
      chiffre(chiffres.retards, 'action en retard', 'actions en retard'),
      chiffre(chiffres.bloquees, 'action bloquée', 'actions bloquées'),
      chiffre(chiffres.reunions, 'réunion de groupe', 'réunions de groupe'),
    ],
    parties: ORDRE_DES_RUBRIQUES.map((rubrique) => ({
      rubrique,
      titre: RUBRIQUES[rubrique].titre,
      texte: texteDe(rubrique),
      vide: VIDES[rubrique],
      grilles: grillesDe(rubrique, c).filter(({ lignes }) => lignes.length > 0),
    })),
    sources: [
      'Registre des décisions et suites de chaque membre, à leur date d’adoption et d’effet.',
      'Programme : jalons à leur date d’atteinte, historique daté de chaque action, participations à la fin de la période.',
      'Indicateurs : chiffres saisis par chaque membre, somme sur somme, à membres constants.',
      'Groupes de travail : réunions tenues, présences notées, bilans de clôture.',
      ...(c.missionsRegardees > 0
        ? ['Tableau des onze missions de l’article L452-34, rempli par chaque membre.']
        : []),
      ...(c.fictif ? ['Des données de démonstration sont fictives : elles le disent sur leur fiche.'] : []),
    ],
  }
}

const piedDe = ({ titre, mention }: BilanCompose): string => `${titre} · ${mention}`

/** What the PDF shows, and the slides. */
export const donneesPdf = (compose: BilanCompose, cooperation: string) => ({
  titre: compose.titre,
  'titre-court': 'Bilan',
  'sous-titre': `${compose.periode}. ${compose.mention}.`,
  cooperation,
  pied: piedDe(compose),
  periode: compose.periode,
  mention: compose.mention,
  chiffres: compose.chiffres,
  parties: compose.parties,
  sources: compose.sources,
})

/** The same report for a word processor. */
export function composerDocx(compose: BilanCompose, cooperation: string): DocumentTexte {
  const blocs: Bloc[] = [
    { genre: 'titre', texte: compose.titre },
    { genre: 'paragraphe', texte: `${cooperation} · ${compose.periode}` },
    { genre: 'paragraphe', texte: compose.mention, gras: true },
    ...compose.chiffres.map(({ valeur, mots }): Bloc => ({ genre: 'liste', texte: `${valeur} ${mots}` })),
  ]
  for (const { titre, texte, grilles, vide } of compose.parties) {
    blocs.push({ genre: 'sous-titre', texte: titre })
    for (const paragraphe of texte.split(/\n{2,}/))
      if (paragraphe) blocs.push({ genre: 'paragraphe', texte: paragraphe })
    if (!texte && grilles.length === 0 && vide) blocs.push({ genre: 'paragraphe', texte: vide })
    for (const grille of grilles) {
      blocs.push({ genre: 'paragraphe', texte: grille.titre, gras: true })
      blocs.push({ genre: 'tableau', entetes: grille.entetes, lignes: grille.lignes })
      blocs.push({ genre: 'espace' })
    }
  }
  blocs.push({ genre: 'sous-titre', texte: 'Sources' })
  for (const source of compose.sources) blocs.push({ genre: 'liste', texte: source })
  return { titre: compose.titre, pied: piedDe(compose), auteur: cooperation, blocs }
}
