import { scaleLinear, scalePoint } from 'd3-scale'
import { area, line } from 'd3-shape'
import { nombre } from '#shared/typographie.ts'
import { type Categorie, Categories, Graduations, MARGES, Repere } from './axes.tsx'
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
  // Room at the right for the names of the lines.
  const droite = taille.largeur - (taille.serre ? 84 : 120)
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
  return (
    <>
      <Graduations y={y} taille={taille} formater={formater} />
      {series.map((serie, rang) => (
        <Serie
          key={serie.libelle}
          serie={serie}
          rang={rang}
          x={place}
          y={y}
          taille={taille}
          formater={formater}
        />
      ))}
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

function Serie({
  serie,
  rang,
  x,
  y,
  taille,
  formater,
}: {
  readonly serie: SerieDeLigne
  readonly rang: number
  readonly x: (rang: number) => number
  readonly y: (valeur: number) => number
  readonly taille: Taille
  readonly formater: (valeur: number) => string
}) {
  const connues = serie.valeurs.flatMap((valeur, i) => (valeur === null ? [] : [{ i, valeur }]))
  const derniere = connues.at(-1)
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
      {derniere && (
        <text x={x(derniere.i) + 10} y={Math.round(y(derniere.valeur))} dy="0.32em">
          {taille.serre ? formater(derniere.valeur) : `${serie.libelle} ${formater(derniere.valeur)}`}
        </text>
      )}
    </g>
  )
}
