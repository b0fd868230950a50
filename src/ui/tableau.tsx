import type { ReactNode } from 'react'

export type Colonne<L> = {
  readonly cle: string
  readonly titre: ReactNode
  readonly contenu: (ligne: L) => ReactNode
  /** Heads its row. */
  readonly entete?: boolean
  readonly nombre?: boolean
}

/**
 * A table with its caption and scopes. On small screens each row becomes a block where every value keeps the name of its column
 * (explicit roles: `display: block` erases the native ones), unless `defile` keeps the columns in a named scrolling region.
 */
export function Tableau<L>({
  titre,
  titreVisible,
  colonnes,
  lignes,
  cleDe,
  defile,
}: {
  readonly titre: string
  readonly titreVisible?: boolean
  readonly colonnes: readonly Colonne<L>[]
  readonly lignes: readonly L[]
  readonly cleDe: (ligne: L) => string
  readonly defile?: boolean
}) {
  const table = (
    <table className={defile ? 'tableau' : 'tableau tableau-pile'} role="table">
      <caption className={titreVisible ? undefined : 'vh'}>{titre}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {colonnes.map(({ cle, titre: mot, nombre }) => (
            <th key={cle} scope="col" role="columnheader" className={nombre ? 'nombre' : undefined}>
              {mot}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lignes.map((ligne) => (
          <tr key={cleDe(ligne)} role="row">
            {colonnes.map((colonne) => {
              const contenu = colonne.contenu(ligne)
              const attributs = {
                className: colonne.nombre ? 'nombre' : undefined,
                'data-titre': typeof colonne.titre === 'string' ? colonne.titre : undefined,
              }
              return colonne.entete ? (
                <th key={colonne.cle} scope="row" role="rowheader" {...attributs}>
                  {contenu}
                </th>
              ) : (
                <td key={colonne.cle} role="cell" {...attributs}>
                  {contenu}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
  return defile ? (
    <section className="scroll" aria-label={titre} tabIndex={0}>
      {table}
    </section>
  ) : (
    table
  )
}
