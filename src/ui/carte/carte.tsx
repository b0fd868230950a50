import { nombre, typographier } from '#shared/typographie.ts'
import { Icone } from '../icone.tsx'
import { Tableau } from '../tableau.tsx'
import { type Contour, contours } from './contours.ts'

export type ValeurDeDepartement = {
  /** « 44 », « 2A ». */
  readonly code: string
  /** null: nobody gave a figure; drawn in outline, told « sans donnée ». */
  readonly valeur: number | null
  readonly href?: string
}

type PropsCarte = {
  readonly conclusion: string
  /** Caption of the table. */
  readonly titre: string
  /** Name of the figure: « Part des collectivités ayant délibéré ». */
  readonly libelle: string
  /** The départements to draw, and them only; the map is framed on them. */
  readonly departements: readonly ValeurDeDepartement[]
  /** Four bounds that separate the five colours, from the smallest. */
  readonly bornes: readonly [number, number, number, number]
  readonly formater?: (valeur: number) => string
}

const COTE = 420
const MARGE = 6

/** Départements in five shades of one colour, their names and figures when there is room, a legend, and the same figures in a table. */
export function Carte({ conclusion, titre, libelle, departements, bornes, formater = nombre }: PropsCarte) {
  const connus = departements.flatMap((departement) => {
    const contour = contours().get(departement.code)
    return contour ? [{ ...departement, contour }] : []
  })
  if (connus.length === 0) return null
  const cadre = cadrer(connus.map(({ contour }) => contour))
  // Beyond a region, names would cover each other.
  const nommes = connus.length <= 12
  return (
    <figure className="graphique carte-de-france">
      <svg
        width={cadre.largeur}
        height={cadre.hauteur}
        viewBox={`0 0 ${cadre.largeur} ${cadre.hauteur}`}
        role="img"
        aria-label={typographier(conclusion)}
      >
        <g transform={cadre.transformation}>
          {connus.map(({ contour, valeur }) => (
            <path key={contour.code} d={contour.trace} className={`classe-${classeDe(valeur, bornes)}`} />
          ))}
        </g>
        {nommes &&
          connus.map(({ contour, valeur }) => (
            <NomEtValeur
              key={contour.code}
              {...cadre.placer(contour.nomAu)}
              nom={contour.nom}
              valeur={valeur === null ? '–' : formater(valeur)}
              classe={classeDe(valeur, bornes)}
            />
          ))}
      </svg>
      <ol className="carte-legende">
        {[0, 1, 2, 3, 4].map((classe) => (
          <li key={classe} className={`classe-${classe + 1}`}>
            {direClasse(classe, bornes, formater)}
          </li>
        ))}
        {connus.some(({ valeur }) => valeur === null) && <li className="classe-0">sans donnée</li>}
      </ol>
      <details className="donnees">
        <summary>
          <Icone nom="carte" taille={16} />
          <span>Voir les données de la carte</span>
        </summary>
        <Tableau
          titre={titre}
          lignes={connus}
          cleDe={({ code }) => code}
          colonnes={[
            {
              cle: 'departement',
              titre: 'Département',
              entete: true,
              contenu: ({ contour, code, href }) =>
                href ? <a href={href}>{`${contour.nom} (${code})`}</a> : `${contour.nom} (${code})`,
            },
            {
              cle: 'valeur',
              titre: libelle,
              nombre: true,
              contenu: ({ valeur }) => (valeur === null ? 'sans donnée' : formater(valeur)),
            },
          ]}
        />
      </details>
    </figure>
  )
}

/** Rank of the colour of a value, from 1 to 5; 0 when there is none. A value on a bound belongs to the class above. */
export const classeDe = (valeur: number | null, bornes: readonly number[]): number =>
  valeur === null ? 0 : bornes.filter((borne) => valeur >= borne).length + 1

const direClasse = (
  classe: number,
  bornes: readonly number[],
  formater: (valeur: number) => string,
): string => {
  const [bas, haut] = [bornes[classe - 1], bornes[classe]]
  if (bas === undefined) return `moins de ${formater(haut!)}`
  if (haut === undefined) return `${formater(bas)} et plus`
  return `${formater(bas)} à ${formater(haut)}`
}

function cadrer(dessines: readonly Contour[]) {
  const gauche = Math.min(...dessines.map(({ boite }) => boite.gauche))
  const haut = Math.min(...dessines.map(({ boite }) => boite.haut))
  const largeur = Math.max(...dessines.map(({ boite }) => boite.droite)) - gauche
  const hauteur = Math.max(...dessines.map(({ boite }) => boite.bas)) - haut
  const echelle = (COTE - 2 * MARGE) / Math.max(largeur, hauteur)
  const arrondir = (n: number): number => Math.round(n * 100) / 100
  return {
    largeur: Math.ceil(largeur * echelle + 2 * MARGE),
    hauteur: Math.ceil(hauteur * echelle + 2 * MARGE),
    transformation: `translate(${MARGE} ${MARGE}) scale(${arrondir(echelle)}) translate(${arrondir(-gauche)} ${arrondir(-haut)})`,
    placer: ({ x, y, largeur: place }: Contour['nomAu']) => ({
      x: arrondir((x - gauche) * echelle + MARGE),
      y: arrondir((y - haut) * echelle + MARGE),
      place: place * echelle,
    }),
  }
}

/** A figure and, under it, a name, cut after its first hyphen when it is wider than its place. */
function NomEtValeur({
  x,
  y,
  place,
  nom,
  valeur,
  classe,
}: {
  readonly x: number
  readonly y: number
  readonly place: number
  readonly nom: string
  readonly valeur: string
  readonly classe: number
}) {
  const coupe = nom.indexOf('-') + 1
  const lignes =
    coupe > 0 && nom.length * LARGEUR_DE_LETTRE > place ? [nom.slice(0, coupe), nom.slice(coupe)] : [nom]
  const haut = y + 6 - lignes.length * 8
  return (
    <g className={`nom-classe-${classe}`}>
      <text x={x} y={haut} textAnchor="middle" className="carte-valeur">
        {valeur}
      </text>
      {lignes.map((ligne, i) => (
        <text key={ligne} x={x} y={haut + 17 + i * 15} textAnchor="middle">
          {ligne}
        </text>
      ))}
    </g>
  )
}

/** Mean width of a letter of a name, in pixels, with some air. */
const LARGEUR_DE_LETTRE = 8.2
