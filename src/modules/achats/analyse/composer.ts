import { compte, montant, nombre } from '#shared/typographie.ts'
import { moyenne, type OffreNotee } from '../domain/criteres.ts'
import { tauxTotal } from '../domain/offres.ts'
import { ecrireTaux } from '../marche/fiche.ts'
import type { MarcheLu, NoteLue, OffreLue } from '../marche/marche.queries.ts'

import { type Analyse, estEcartee } from './analyser.ts'
import type { LigneDePrix, Montants } from './chiffrer.ts'
import { grilleDeProjection, type Projection } from './projection.ts'

/** A cell of a table of the analysis, the same on the screen, in the PDF and in the DOCX. */
export type Cellule = { readonly mots: string; readonly detail?: string; readonly fort?: boolean }
export type Rangee = {
  readonly cle: string
  readonly entete: Cellule
  readonly cellules: readonly Cellule[]
  readonly forte?: boolean
}
export type Grille = {
  readonly cle: string
  readonly titre: string
  readonly detail: string
  readonly entetes: readonly string[]
  readonly rangees: readonly Rangee[]
}
export type AnalyseComposee = {
  readonly conclusion: string
  /** Letters, then names once notes are closed. */
  readonly noms: readonly string[]
  readonly cartes: readonly {
    readonly nom: string
    readonly rang: string
    readonly points: string
    readonly lignes: readonly string[]
  }[]
  readonly grilles: readonly Grille[]
  readonly avis: readonly string[]
}

/** « 83,11 » from hundredths. */
export const centiemes = (n: number): string =>
  `${nombre(Math.trunc(n / 100))},${String(Math.abs(n) % 100).padStart(2, '0')}`
const somme = (annees: readonly number[]): number => annees.reduce((total, n) => total + n, 0)
const ordinal = (rang: number): string => (rang === 1 ? '1re' : `${rang}e`)

/** What the page says first: who is the first and what it costs beside the others. Only bids that count are compared. */
function conclure(noms: readonly string[], { classement, reference }: Analyse): string {
  const comptees = classement.flatMap(({ total }, b) => (total === null ? [] : [b]))
  if (classement.length === 0) return 'Ce lot n’a reçu aucune offre'
  if (comptees.length === 0) return 'Toutes les notes ne sont pas encore données'
  if (comptees.length === 1) return `${noms[comptees[0]!]} est la seule offre à classer`
  const premieres = comptees.filter((b) => classement[b]!.rang === 1)
  if (premieres.length > 1) return `${premieres.map((b) => noms[b]).join(' et ')} sont à égalité`
  const [premiere] = premieres
  const un = (b: number) => reference.total.montants[b]!.total
  const six = (b: number) => somme(reference.sixAns[b]!)
  const moindre = (prix: (b: number) => number) => comptees.every((b) => prix(premiere!) <= prix(b))
  const suite = moindre(un)
    ? moindre(six)
      ? 'première, et la moins chère'
      : 'première, la moins chère la première année seulement'
    : moindre(six)
      ? 'première : plus chère la première année, moins sur six ans'
      : 'première sans être la moins chère'
  return `${noms[premiere!]} est ${suite}`
}

const parMois = (annuel: number, agents: number): string =>
  agents === 0 ? '' : montant(Math.round(annuel / agents / 12))

/** The analysis of a lot in words and figures. Every amount is one that the engine gave, summed and never rounded again but the mean by agent. */
export function composer(
  marche: MarcheLu,
  offres: readonly OffreLue[],
  notes: readonly NoteLue[],
  analyse: Analyse,
  projection: Projection | null = null,
): AnalyseComposee {
  const closes = marche.notesClosesLe !== null
  const noms = offres.map((o) => (closes ? `${o.candidat} (offre ${o.lettre})` : `Offre ${o.lettre}`))
  const courts = offres.map((o) => `Offre ${o.lettre}`)
  const { prix, reference, classement } = analyse
  const avis = offres.flatMap((o) =>
    o.tardive
      ? [`Offre ${o.lettre} : reçue après l’heure limite, écartée ; son prix est montré, sans points.`]
      : o.irreguliere
        ? [`Offre ${o.lettre} : irrégulière, sans points. ${o.irreguliere}`]
        : [],
  )
  return {
    conclusion: conclure(closes ? offres.map(({ candidat }) => candidat) : courts, analyse),
    noms,
    avis,
    cartes: enCartes(noms, analyse),
    grilles: [
      grilleDesCriteres(marche, offres, courts, notes, classement, reference.sixAns),
      grilleDesPrix(courts, offres, prix, marche),
      ventilation('tailles', 'Par taille d’employeur', courts, prix.parTaille),
      ventilation('categories', 'Par catégorie d’agents', courts, prix.parCategorie),
      grilleSixAns(courts, offres, reference.sixAns),
      ...(projection ? [grilleDeProjection(courts, projection)] : []),
    ],
  }
}

const enCartes = (noms: readonly string[], { classement, prix, reference }: Analyse) =>
  classement
    .map((note, b) => ({ note, b }))
    .toSorted((x, y) => (x.note.rang ?? 99) - (y.note.rang ?? 99))
    .map(({ note: { rang, total }, b }) => ({
      nom: noms[b]!,
      rang: rang ? `${ordinal(rang)} sur ${classement.filter((c) => c.rang).length}` : 'sans rang',
      points: total === null ? 'sans total' : centiemes(total),
      lignes: [
        `Première année : ${montant(prix.total.montants[b]!.total)}`,
        `Six ans, au plus : ${montant(somme(reference.sixAns[b]!))}`,
        `Part d’un agent, par mois : ${parMois(prix.total.montants[b]!.agents, prix.agents)}`,
      ],
    }))

function grilleDesCriteres(
  marche: MarcheLu,
  offres: readonly OffreLue[],
  courts: readonly string[],
  notes: readonly NoteLue[],
  classement: readonly OffreNotee[],
  sixAns: readonly (readonly number[])[],
): Grille {
  const rangees = marche.criteres.map(({ cle, nom, poids, genre }): Rangee => {
    const points = classement.map((c) => c.points[cle] ?? null)
    const meilleure = Math.max(...points.map((p) => p ?? -1))
    return {
      cle,
      entete: {
        mots: nom,
        detail:
          genre === 'prix' ? `${poids} × coût le plus bas ÷ coût de l’offre` : `note sur 20 × ${poids} ÷ 20`,
      },
      cellules: [
        { mots: String(poids) },
        ...points.map((p, b): Cellule => {
          if (p === null) return { mots: 'sans points' }
          const donnees = notes.filter((n) => n.offreId === offres[b]!.id && n.critere === cle)
          return {
            mots: centiemes(p),
            detail:
              genre === 'prix'
                ? montant(somme(sixAns[b]!))
                : `${centiemes(moyenne(donnees.map(({ note }) => note)) ?? 0)} sur 20`,
            fort: p === meilleure,
          }
        }),
      ],
    }
  })
  return {
    cle: 'criteres',
    titre: 'Critères, poids et points',
    detail: 'poids publiés, total 100',
    entetes: ['Critère', 'Poids', ...courts],
    rangees: [
      ...rangees,
      {
        cle: 'total',
        forte: true,
        entete: { mots: 'Total et rang' },
        cellules: [
          { mots: '100', fort: true },
          ...classement.map(({ total, rang, points }): Cellule => {
            const donnes = Object.values(points).filter((p) => p !== null).length
            return total === null
              ? { mots: donnes === 0 ? 'sans points' : `${donnes} sur ${marche.criteres.length} notés` }
              : { mots: centiemes(total), fort: true, ...(rang && { detail: ordinal(rang) }) }
          }),
        ],
      },
    ],
  }
}

const enEuros = (annuel: number): Cellule => ({ mots: montant(annuel) })

function grilleDesPrix(
  courts: readonly string[],
  offres: readonly OffreLue[],
  prix: Analyse['prix'],
  { niveaux }: MarcheLu,
): Grille {
  const comptees = offres.map((offre) => !estEcartee(offre))
  const plusBas = (cle: keyof Montants) =>
    Math.min(...prix.total.montants.flatMap((m, b) => (comptees[b] ? m[cle] : [])))
  const ligne = (cle: keyof Montants, mots: string, detail: string, forte = false): Rangee => ({
    cle,
    forte,
    entete: { mots, detail },
    cellules: [
      cle === 'total' ? enEuros(prix.total.assiette) : { mots: '' },
      ...prix.total.montants.map(
        (m, b): Cellule => ({
          mots: montant(m[cle]),
          ...(forte && { fort: true }),
          ...(comptees[b] && m[cle] === plusBas(cle) && offres.length > 1 && { detail: 'le plus bas' }),
        }),
      ),
    ],
  })
  return {
    cle: 'prix',
    titre: 'Prix et coût annuel, au centime',
    detail: `taux × traitements et primes de ${compte(prix.agents, 'agent recensé', 'agents recensés')}`,
    entetes: ['Option', 'Assiette annuelle', ...courts],
    rangees: [
      ...prix.parNiveau.map(
        (l): Rangee => ({
          cle: l.libelle,
          entete: { mots: l.libelle, detail: compte(l.effectif, 'agent') },
          cellules: [
            enEuros(l.assiette),
            ...l.montants.map((m, b): Cellule => {
              const rang = niveaux.findIndex(({ nom }) => nom === l.libelle)
              const taux = offres[b]!.taux[rang]
              return { mots: montant(m.total), ...(taux && { detail: `${ecrireTaux(tauxTotal(taux))} %` }) }
            }),
          ],
        }),
      ),
      ligne('total', 'Cotisation entière', 'tous niveaux', true),
      ligne('employeurs', 'dont employeurs', `part de ${ecrireTaux(prix.hypothese.part)} %, agent par agent`),
      ligne('agents', 'dont agents', 'le reste', true),
      {
        cle: 'mois',
        entete: { mots: 'Part d’un agent, par mois', detail: 'moyenne' },
        cellules: [
          { mots: '' },
          ...prix.total.montants.map((m): Cellule => ({ mots: parMois(m.agents, prix.agents) })),
        ],
      },
    ],
  }
}

const ventilation = (
  cle: string,
  titre: string,
  courts: readonly string[],
  lignes: readonly LigneDePrix[],
): Grille => ({
  cle,
  titre,
  detail: 'cotisation annuelle, puis part des employeurs ; cellules de dix agents au moins',
  entetes: ['Groupe', 'Agents', ...courts],
  rangees: lignes.map((l) => ({
    cle: l.libelle,
    entete: { mots: l.libelle },
    cellules: [
      { mots: nombre(l.effectif) },
      ...l.montants.map((m): Cellule => ({ mots: montant(m.total), detail: montant(m.employeurs) })),
    ],
  })),
})

const grilleSixAns = (
  courts: readonly string[],
  offres: readonly OffreLue[],
  sixAns: readonly (readonly number[])[],
): Grille => ({
  cle: 'six-ans',
  titre: 'Six ans, au plus de la clause',
  detail: 'effectif constant ; hausse la plus forte permise chaque année après le gel',
  entetes: ['Année', ...courts],
  rangees: [
    ...[0, 1, 2, 3, 4, 5].map(
      (annee): Rangee => ({
        cle: String(annee),
        entete: { mots: `Année ${annee + 1}` },
        cellules: sixAns.map((annees) => enEuros(annees[annee]!)),
      }),
    ),
    {
      cle: 'clause',
      entete: { mots: 'Clause' },
      cellules: offres.map(({ gelAnnees, hausseMax }) => ({
        mots: `gel ${compte(gelAnnees, 'an')}, puis ${ecrireTaux(hausseMax)} %`,
      })),
    },
    {
      cle: 'total',
      forte: true,
      entete: { mots: 'Six ans' },
      cellules: sixAns.map((annees): Cellule => ({ mots: montant(somme(annees)), fort: true })),
    },
  ],
})
