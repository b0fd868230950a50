import type { Bloc, DocumentTexte } from '#platform/documents/docx.ts'
import type { Jour } from '#shared/dates.ts'
import { date, nombre } from '#shared/typographie.ts'
import type { Composition } from '../domain/composition.ts'
import { estOuvert, LIBELLES_STATUT } from '../domain/cycle.ts'
import { ORDRE_DES_RUBRIQUES, RUBRIQUES, type Rubrique } from '../domain/rubriques.ts'
import type { BilanLu } from './bilans.queries.ts'
import { type Grille, grillesDe } from './grilles.ts'
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
