import { scaleBand, scaleLinear } from 'd3-scale'
import { nombre } from '#shared/typographie.ts'
import { type Categorie, Categories, Graduations, MARGES, Repere } from './axes.tsx'
import { Figure, type Taille } from './figure.tsx'
import { Legende, type Motif, Motifs, remplissage } from './motifs.tsx'

export type SerieEmpilee = {
  readonly libelle: string
  /** « contour » draws what is missing: it stands on the bar and counts in no total. */
  readonly motif: Motif
  /** One value per category; null where nothing is known: nothing is drawn, and the table says so. */
  readonly valeurs: readonly (number | null)[]
}

type PropsBarres = {
  /** Unique among the charts of a page. */
  readonly id: string
  readonly conclusion: string
  readonly format?: 'pleine' | 'demi'
  readonly titre: string
  /** Name of what the columns are: « Mois ». */
  readonly nomDesCategories: string
  readonly categories: readonly Categorie[]
  readonly formater?: (valeur: number) => string
  /** A line at a value that matters. */
  readonly repere?: { readonly valeur: number; readonly libelle: string }
}

/** One series of bars; the current category is darker. */
export const GraphiqueBarres = ({
  libelle,
  valeurs,
  ...props
}: PropsBarres & { readonly libelle: string; readonly valeurs: readonly (number | null)[] }) => (
  <GraphiqueEmpile {...props} series={[{ libelle, motif: 'clair', valeurs }]} />
)

/** Bars made of several series, one on the other, each with its texture. */
export function GraphiqueEmpile({
  id,
  conclusion,
  format,
  titre,
  nomDesCategories,
  categories,
  series,
  formater = nombre,
  repere,
}: PropsBarres & { readonly series: readonly SerieEmpilee[] }) {
  const totaux = categories.map((_, i) => somme(series, i))
  return (
    <Figure
      conclusion={conclusion}
      format={format}
      titre={titre}
      legende={series.length > 1 && <Legende id={id} series={series} />}
      lignes={categories.map((categorie, i) => ({ ...categorie, rang: i }))}
      cleDe={({ libelle }) => libelle}
      colonnes={[
        { cle: 'categorie', titre: nomDesCategories, entete: true, contenu: ({ libelle }) => libelle },
        ...series.map(({ libelle, valeurs }) => ({
          cle: libelle,
          titre: libelle,
          nombre: true,
          contenu: ({ rang }: { rang: number }) => ecrire(valeurs[rang], formater),
        })),
        ...(series.length > 1
          ? [
              {
                cle: 'total',
                titre: 'Total',
                nombre: true,
                contenu: ({ rang }: { rang: number }) => ecrire(totaux[rang], formater),
              },
            ]
          : []),
      ]}
      dessin={(taille) => (
        <Dessin
          id={`${id}-${taille.serre ? 's' : 'l'}`}
          {...{ taille, categories, series, totaux, formater, repere }}
        />
      )}
    />
  )
}

const hauteurDe = (series: readonly SerieEmpilee[], rang: number): number =>
  series.reduce((total, { valeurs }) => total + (valeurs[rang] ?? 0), 0)

function somme(series: readonly SerieEmpilee[], rang: number): number | null {
  const comptees = series.filter(({ motif }) => motif !== 'contour')
  return comptees.every(({ valeurs }) => valeurs[rang] == null) ? null : hauteurDe(comptees, rang)
}

const ecrire = (valeur: number | null | undefined, formater: (valeur: number) => string): string =>
  valeur == null ? 'sans donnée' : formater(valeur)

function Dessin({
  id,
  taille,
  categories,
  series,
  totaux,
  formater,
  repere,
}: {
  readonly id: string
  readonly taille: Taille
  readonly categories: readonly Categorie[]
  readonly series: readonly SerieEmpilee[]
  readonly totaux: readonly (number | null)[]
  readonly formater: (valeur: number) => string
  readonly repere: PropsBarres['repere']
}) {
  const x = scaleBand<number>()
    .domain(categories.map((_, i) => i))
    .range([MARGES.gauche, taille.largeur - MARGES.droite])
    .padding(0.32)
  const plafond = Math.max(1e-9, repere?.valeur ?? 0, ...categories.map((_, i) => hauteurDe(series, i)))
  const y = scaleLinear()
    .domain([0, plafond])
    .nice(5)
    .range([taille.hauteur - MARGES.bas, MARGES.haut])
  const milieu = (i: number) => Math.round((x(i) ?? 0) + x.bandwidth() / 2)
  return (
    <>
      <Motifs id={id} />
      <Graduations y={y} taille={taille} formater={formater} />
      {categories.map(({ libelle, courante }, i) => {
        let base = 0
        return (
          <g key={libelle} className={courante ? 'courante' : undefined}>
            {series.map(({ libelle: nom, motif, valeurs }) => {
              const valeur = valeurs[i] ?? 0
              const haut = y(base + valeur)
              const hauteur = y(base) - haut
              base += valeur
              return hauteur > 0 ? (
                <rect
                  key={nom}
                  x={Math.round(x(i) ?? 0)}
                  y={arrondi(haut)}
                  width={Math.round(x.bandwidth())}
                  height={arrondi(hauteur)}
                  {...remplissage(motif, id)}
                />
              ) : null
            })}
            {totaux[i] != null && (
              <text className="valeur" x={milieu(i)} y={arrondi(y(totaux[i]) - 7)} textAnchor="middle">
                {formater(totaux[i])}
              </text>
            )}
          </g>
        )
      })}
      {repere && <Repere y={Math.round(y(repere.valeur))} taille={taille} libelle={repere.libelle} />}
      <Categories categories={categories} x={milieu} taille={taille} />
    </>
  )
}

const arrondi = (pixels: number): number => Math.round(pixels * 10) / 10
