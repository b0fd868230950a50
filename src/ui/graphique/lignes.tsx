import { scaleLinear, scalePoint } from 'd3-scale'
import { area, line } from 'd3-shape'
import { nombre } from '#shared/typographie.ts'
import { type Categorie, Categories, Graduations, MARGES, Repere } from './axes.tsx'
import { ecarter } from './ecarter.ts'
import { Figure, type Taille } from './figure.tsx'

export type SerieDeLigne = {
  readonly libelle: string
  /** One value per category; a null cuts the line. */
  readonly valeurs: readonly (number | null)[]
  readonly trait?: 'plein' | 'tirets' | 'points'
  /** Bounds of what is likely, around the line. */
  readonly bande?: readonly { readonly bas: number; readonly haut: number }[]
}

type PropsLignes = {
  readonly conclusion: string
  readonly format?: 'pleine' | 'demi'
  readonly titre: string
  readonly nomDesCategories: string
  readonly categories: readonly Categorie[]
  readonly series: readonly SerieDeLigne[]
  readonly formater?: (valeur: number) => string
  readonly repere?: { readonly valeur: number; readonly libelle: string }
  /** The scale starts at zero unless the differences would vanish. */
  readonly sansZero?: boolean
}

/** Lines over time, named at their end, with what is likely around them. */
export function GraphiqueLignes({
  conclusion,
  format,
  titre,
  nomDesCategories,
  categories,
  series,
  formater = nombre,
  repere,
  sansZero,
}: PropsLignes) {
  const ecrire = (valeur: number | null | undefined) => (valeur == null ? 'sans donnée' : formater(valeur))
  return (
    <Figure
      conclusion={conclusion}
      format={format}
      titre={titre}
      lignes={categories.map((categorie, rang) => ({ ...categorie, rang }))}
      cleDe={({ libelle }) => libelle}
      colonnes={[
        { cle: 'categorie', titre: nomDesCategories, entete: true, contenu: ({ libelle }) => libelle },
        ...series.map(({ libelle, valeurs, bande }) => ({
          cle: libelle,
          titre: libelle,
          nombre: true,
          contenu: ({ rang }: { rang: number }) =>
            `${ecrire(valeurs[rang])}${bande?.[rang] ? `, de ${formater(bande[rang].bas)} à ${formater(bande[rang].haut)}` : ''}`,
        })),
      ]}
      dessin={(taille) => <Dessin {...{ taille, categories, series, formater, repere, sansZero }} />}
    />
  )
}

function Dessin({
  taille,
  categories,
  series,
  formater,
  repere,
  sansZero,
}: Pick<PropsLignes, 'categories' | 'series' | 'repere' | 'sansZero'> & {
  readonly taille: Taille
  readonly formater: (valeur: number) => string
}) {
  const noms = series.map((serie) => nomDe(serie, taille, formater))
  // Room at the right for the names of the lines.
  const droite =
    taille.largeur -
    Math.min(
      Math.round(taille.largeur * 0.45),
      Math.max(taille.serre ? 84 : 120, ...noms.map((nom) => (nom?.mots.length ?? 0) * CARACTERE + 18)),
    )
  const x = scalePoint<number>()
    .domain(categories.map((_, i) => i))
    .range([MARGES.gauche + 12, droite])
  const valeurs = series.flatMap((serie) => [
    ...serie.valeurs.filter((valeur) => valeur !== null),
    ...(serie.bande ?? []).flatMap(({ bas, haut }) => [bas, haut]),
  ])
  const toutes = [...valeurs, ...(repere ? [repere.valeur] : [])]
  const y = scaleLinear()
    .domain([sansZero ? Math.min(...toutes) : Math.min(0, ...toutes), Math.max(1e-9, ...toutes)])
    .nice(5)
    .range([taille.hauteur - MARGES.bas, MARGES.haut])
  const place = (i: number) => Math.round((x(i) ?? 0) * 10) / 10
  const hauteurs = hauteursDesNoms(noms, y, taille)
  return (
    <>
      <Graduations y={y} taille={taille} formater={formater} />
      {series.map((serie, rang) => (
        <Serie key={serie.libelle} serie={serie} rang={rang} x={place} y={y} taille={taille} />
      ))}
      {noms.map(
        (nom, rang) =>
          nom && (
            <g key={series[rang]!.libelle} className="ligne">
              <text x={place(nom.i) + 10} y={hauteurs[rang]} dy="0.32em">
                {nom.mots}
              </text>
            </g>
          ),
      )}
      {repere && (
        <Repere
          y={Math.round(y(repere.valeur))}
          taille={taille}
          libelle={repere.libelle}
          fin={droite}
          motsAGauche
        />
      )}
      <Categories categories={categories} x={place} taille={taille} />
    </>
  )
}

/** Widths and heights of the words of a name, in pixels: 13 px, half bold. */
const CARACTERE = 6.6
const INTERLIGNE = 17

type Nom = { readonly i: number; readonly valeur: number; readonly mots: string }

/** What stands at the end of a line: its name where there is room, and its last value. */
function nomDe(
  { libelle, valeurs }: SerieDeLigne,
  taille: Taille,
  formater: (valeur: number) => string,
): Nom | null {
  const i = valeurs.findLastIndex((valeur) => valeur !== null)
  const valeur = valeurs[i]
  if (valeur == null) return null
  return { i, valeur, mots: taille.serre ? formater(valeur) : `${libelle} ${formater(valeur)}` }
}

/** Heights of the names: those that end at the same category do not touch each other. */
function hauteursDesNoms(
  noms: readonly (Nom | null)[],
  y: (valeur: number) => number,
  taille: Taille,
): (number | undefined)[] {
  const hauteurs: (number | undefined)[] = noms.map(() => undefined)
  for (const fin of new Set(noms.flatMap((nom) => nom?.i ?? []))) {
    const rangs = noms.flatMap((nom, rang) => (nom?.i === fin ? [rang] : []))
    const places = ecarter(
      rangs.map((rang) => Math.round(y(noms[rang]!.valeur))),
      INTERLIGNE,
      taille.hauteur - MARGES.bas - 6,
    )
    for (const [n, rang] of rangs.entries()) hauteurs[rang] = places[n]
  }
  return hauteurs
}

function Serie({
  serie,
  rang,
  x,
  y,
  taille,
}: {
  readonly serie: SerieDeLigne
  readonly rang: number
  readonly x: (rang: number) => number
  readonly y: (valeur: number) => number
  readonly taille: Taille
}) {
  const connues = serie.valeurs.flatMap((valeur, i) => (valeur === null ? [] : [{ i, valeur }]))
  const trace = line<number | null>()
    .defined((valeur) => valeur !== null)
    .x((_, i) => x(i))
    .y((valeur) => y(valeur ?? 0))
    .digits(1)([...serie.valeurs])
  const bande =
    serie.bande &&
    area<{ readonly bas: number; readonly haut: number }>()
      .x((_, i) => x(i))
      .y0(({ bas }) => y(bas))
      .y1(({ haut }) => y(haut))
      .digits(1)([...serie.bande])
  return (
    <g className={`ligne ligne-${rang % 3} ligne-${serie.trait ?? 'plein'}`}>
      {bande && <path className="bande" d={bande} />}
      <path className="trait" d={trace ?? undefined} />
      {connues.map(({ i, valeur }) => (
        <circle key={i} cx={x(i)} cy={Math.round(y(valeur) * 10) / 10} r={taille.serre ? 3 : 3.5} />
      ))}
    </g>
  )
}
