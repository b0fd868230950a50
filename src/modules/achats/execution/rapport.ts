import type { Bloc, DocumentTexte } from '#platform/documents/docx.ts'
import type { Jour } from '#shared/dates.ts'
import { date, montant, nombre } from '#shared/typographie.ts'
import { enRapport } from '../analyse/projection.ts'
import type { OperationLue } from '../operations/operations.queries.ts'
import { type Bilan, renouvellementDe } from './bilan-du-contrat.ts'
import { comparer, MENTION_PROJECTION, situer } from './projection.tsx'
import type { ProjectionDesContrats } from './projeter-contrats.ts'

type Grille = {
  readonly titre: string
  readonly entetes: readonly string[]
  readonly lignes: readonly (readonly string[])[]
}
export type Rapport = {
  readonly titre: string
  readonly mention: string
  readonly chiffres: readonly { readonly valeur: string; readonly mots: string }[]
  readonly parties: readonly {
    readonly titre: string
    readonly texte: string
    readonly vide: string
    readonly grilles: readonly Grille[]
  }[]
  readonly sources: readonly string[]
}

const pourcent = (valeur: number | null): string =>
  valeur === null ? 'pas de primes' : `${nombre(valeur)} %`

/** The yearly report of a contract, as it is read in any form. */
export function composerRapport(
  operation: OperationLue,
  bilan: Bilan,
  aujourdhui: Jour,
  projection: ProjectionDesContrats | null = null,
): Rapport {
  const derniere = bilan.annees.at(-1)
  return {
    titre: `Rapport annuel, ${operation.titre}`,
    mention: `Établi le ${date(aujourdhui)} pour le comité paritaire de pilotage et de suivi`,
    chiffres: [
      { valeur: nombre(bilan.employeurs), mots: 'employeurs couverts' },
      { valeur: nombre(bilan.agents), mots: 'agents couverts' },
      {
        valeur: pourcent(derniere?.sp ?? null),
        mots: `sinistres sur cotisations${derniere ? `, ${derniere.exercice}` : ''}`,
      },
    ],
    parties: [
      {
        titre: 'Comptes',
        texte:
          'Charge : prestations payées et variation des provisions. Le rapport payé seul, la première année surtout, trompe.',
        vide: '',
        grilles: grilles([
          {
            titre: 'Par exercice',
            entetes: ['Exercice', 'Cotisations', 'Prestations', 'Charge', 'Rapport'],
            lignes: bilan.annees.map((a) => [
              String(a.exercice),
              montant(a.primes),
              montant(a.prestations),
              montant(a.charge),
              pourcent(a.sp),
            ]),
          },
          {
            titre: 'Par année des arrêts',
            entetes: ['Année', 'Charge à ce jour', 'Rapport'],
            lignes: bilan.survenances.map((s) => [String(s.annee), montant(s.charge), pourcent(s.ratioSP)]),
          },
        ]),
      },
      ...(projection
        ? [
            {
              titre: 'Projection',
              texte: MENTION_PROJECTION,
              vide: '',
              grilles: [
                {
                  titre: 'Projeté et constaté, par année des arrêts',
                  entetes: ['Année', 'Projeté', 'Huit chances sur dix', 'Constaté', 'Place'],
                  lignes: comparer(projection, bilan.survenances).map((a) => [
                    String(a.annee),
                    enRapport(a.mediane),
                    `${enRapport(a.bas)} à ${enRapport(a.haut)}`,
                    a.constate === null ? 'à venir' : enRapport(a.constate / 100),
                    situer(a),
                  ]),
                },
              ],
            },
          ]
        : []),
      {
        titre: 'Contrats',
        texte: '',
        vide: 'Aucun contrat.',
        grilles: grilles([
          {
            titre: 'Effectifs, frais et comptes reçus',
            entetes: ['Contrat', 'Assureur', 'Employeurs', 'Agents', 'Frais', 'Rapport'],
            lignes: bilan.contrats.map(({ contrat, effectif, frais, annees }) => [
              contrat.intitule,
              contrat.assureur,
              nombre(effectif?.employeurs ?? 0),
              nombre(effectif?.agents ?? 0),
              montant(frais),
              pourcent(annees.at(-1)?.sp ?? null),
            ]),
          },
        ]),
      },
      {
        titre: 'Alertes et taux demandés',
        texte: '',
        vide: 'Aucun compte n’est en retard et aucun taux n’est demandé.',
        grilles: grilles([
          {
            titre: 'Comptes en retard',
            entetes: ['Assureur', 'Exercice', 'Attendus le'],
            lignes: bilan.enRetard.map(({ contrat, exercice, echeance }) => [
              contrat.assureur,
              String(exercice),
              date(echeance),
            ]),
          },
          {
            titre: 'Taux demandés',
            entetes: ['Contrat', 'Demande', 'La clause'],
            lignes: bilan.revisions.map(({ contrat, revision, verdict }) => [
              contrat.intitule,
              `${nombre(revision.taux / 1000)} % en ${revision.annee}`,
              verdict === null
                ? 'taux précédent inconnu'
                : `${verdict.permise ? 'permet' : 'ne permet pas'} : ${verdict.pourquoi}`,
            ]),
          },
        ]),
      },
      {
        titre: 'Renouvellement',
        texte: '',
        vide: 'Aucun contrat.',
        grilles: bilan.contrats.slice(0, 1).map(({ contrat }) => ({
          titre: `À rebours du ${date(renouvellementDe(operation, contrat).suivant)}`,
          entetes: ['Étape', 'Du', 'Au'],
          lignes: renouvellementDe(operation, contrat).etapes.map(({ libelle, du, au }) => [
            libelle,
            date(du),
            date(au),
          ]),
        })),
      },
    ],
    sources: [
      'Comptes remis par les assureurs (loi du 31 décembre 1989, art. 15), importés ligne à ligne.',
      'Adhésions et recensements en vigueur le jour du rapport.',
      ...(bilan.contrats.some(({ contrat }) => contrat.fictif)
        ? ['Démonstration : taux et chiffres fictifs.']
        : []),
    ],
  }
}

const grilles = (toutes: readonly Grille[]): Grille[] => toutes.filter(({ lignes }) => lignes.length > 0)

/** What the PDF shows. */
export const donneesPdf = (rapport: Rapport, cooperation: string) => ({
  titre: rapport.titre,
  'titre-court': 'Rapport annuel',
  'sous-titre': rapport.mention,
  cooperation,
  pied: rapport.titre,
  chiffres: rapport.chiffres,
  parties: rapport.parties.map(({ titre, texte, vide, grilles: g }) => ({
    titre,
    texte: texte || (g.length === 0 ? vide : ''),
    grilles: g,
    vide,
  })),
  sources: rapport.sources,
})

/** The same report for a word processor. */
export function composerDocx(rapport: Rapport, cooperation: string): DocumentTexte {
  const blocs: Bloc[] = [
    { genre: 'titre', texte: rapport.titre },
    { genre: 'paragraphe', texte: `${cooperation} · ${rapport.mention}` },
    ...rapport.chiffres.map(({ valeur, mots }): Bloc => ({ genre: 'liste', texte: `${valeur} ${mots}` })),
    ...rapport.parties.flatMap(({ titre, texte, vide, grilles: g }): Bloc[] => [
      { genre: 'sous-titre', texte: titre },
      ...(texte || g.length === 0 ? [{ genre: 'paragraphe', texte: texte || vide } as const] : []),
      ...g.flatMap((grille): Bloc[] => [
        { genre: 'paragraphe', texte: grille.titre, gras: true },
        { genre: 'tableau', entetes: grille.entetes, lignes: grille.lignes },
        { genre: 'espace' },
      ]),
    ]),
    { genre: 'sous-titre', texte: 'Sources' },
    ...rapport.sources.map((texte): Bloc => ({ genre: 'liste', texte })),
  ]
  return { titre: rapport.titre, auteur: cooperation, pied: rapport.titre, blocs }
}
