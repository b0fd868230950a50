import type { ReactNode } from 'react'
import { typographier } from '#shared/typographie.ts'
import { Icone } from './icone.tsx'

export type Tri = { readonly cle: string; readonly sens: 'asc' | 'desc' }

export type Colonne<L> = {
  readonly cle: string
  readonly titre: ReactNode
  readonly contenu: (ligne: L) => ReactNode
  /** Heads its row. */
  readonly entete?: boolean
  /** Figures, aligned at the right. */
  readonly nombre?: boolean
  /** Its title is a link that sorts (`trier` of the table gives the address). */
  readonly triable?: boolean
  /** Foot of the column. */
  readonly total?: ReactNode
}

export type PropsTableau<L> = {
  readonly titre: string
  readonly titreVisible?: boolean
  readonly colonnes: readonly Colonne<L>[]
  readonly lignes: readonly L[]
  readonly cleDe: (ligne: L) => string
  /** Keeps the columns on small screens, in a named region that scrolls; otherwise each row becomes a block. */
  readonly defile?: boolean
  /** Columns of the same width: several tables under each other keep their columns aligned. */
  readonly egales?: boolean
  readonly tri?: Tri
  readonly trier?: (tri: Tri) => string
  readonly estCourante?: (ligne: L) => boolean
  /** Under the table: pages, export. */
  readonly pied?: ReactNode
  /** Shown instead of a table without rows. */
  readonly vide?: ReactNode
}

/**
 * A table with its caption and scopes, sorted by links. On small screens each row becomes a block where every value keeps the name of
 * its column (explicit roles: `display: block` erases the native ones), unless `defile`.
 */
export function Tableau<L>(props: PropsTableau<L>) {
  const { titre, titreVisible, colonnes, lignes, cleDe, defile, pied, vide, estCourante } = props
  if (lignes.length === 0 && vide) return <>{vide}</>
  const table = (
    <table
      className={`tableau${defile ? '' : ' tableau-pile'}${props.egales ? ' tableau-egal' : ''}`}
      role="table"
    >
      <caption className={titreVisible ? undefined : 'vh'}>{titre}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {colonnes.map((colonne) => (
            <EnTeteDeColonne key={colonne.cle} colonne={colonne} tri={props.tri} trier={props.trier} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lignes.map((ligne) => (
          <tr key={cleDe(ligne)} role="row" aria-current={estCourante?.(ligne) ? 'true' : undefined}>
            {colonnes.map((colonne) => (
              <Cellule key={colonne.cle} colonne={colonne} contenu={colonne.contenu(ligne)} />
            ))}
          </tr>
        ))}
      </tbody>
      {colonnes.some(({ total }) => total !== undefined) && (
        <tfoot role="rowgroup">
          <tr role="row">
            {colonnes.map((colonne) => (
              // A foot without words heads nothing.
              <Cellule
                key={colonne.cle}
                colonne={colonne.total === undefined ? { ...colonne, entete: false } : colonne}
                contenu={colonne.total}
              />
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  )
  return (
    <>
      {defile ? <RegionDefilante titre={titre}>{table}</RegionDefilante> : table}
      {pied && <div className="tableau-pied">{pied}</div>}
    </>
  )
}

/** Wider than its place, it scrolls by itself: named, reached with the keyboard, the page never moves sideways. */
export const RegionDefilante = ({
  titre,
  children,
}: {
  readonly titre: string
  readonly children: ReactNode
}) => (
  <section className="scroll" aria-label={typographier(titre)} tabIndex={0}>
    {children}
  </section>
)

function Cellule<L>({ colonne, contenu }: { readonly colonne: Colonne<L>; readonly contenu: ReactNode }) {
  const attributs = {
    className: colonne.nombre ? 'nombre' : undefined,
    'data-titre': typeof colonne.titre === 'string' ? typographier(colonne.titre) : undefined,
  }
  return colonne.entete ? (
    <th scope="row" role="rowheader" {...attributs}>
      {contenu}
    </th>
  ) : (
    <td role="cell" {...attributs}>
      {contenu}
    </td>
  )
}

const SENS = { asc: 'ascending', desc: 'descending' } as const

function EnTeteDeColonne<L>({
  colonne: { cle, titre, nombre, triable },
  tri,
  trier,
}: {
  readonly colonne: Colonne<L>
  readonly tri: Tri | undefined
  readonly trier: ((tri: Tri) => string) | undefined
}) {
  const sens = tri?.cle === cle ? tri.sens : undefined
  return (
    <th
      scope="col"
      role="columnheader"
      className={nombre ? 'nombre' : undefined}
      aria-sort={sens && SENS[sens]}
    >
      {triable && trier ? (
        <a className="tri" href={trier({ cle, sens: sens === 'asc' ? 'desc' : 'asc' })}>
          {titre}
          <Icone nom={sens === undefined ? 'trier' : sens === 'asc' ? 'monter' : 'descendre'} taille={14} />
        </a>
      ) : (
        titre
      )}
    </th>
  )
}
