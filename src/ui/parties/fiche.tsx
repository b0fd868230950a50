import type { ReactNode } from 'react'

/**
 * Names and values (definition list).
 * @param etroite the name above its value, for a side column
 */
export function Fiche({
  lignes,
  etroite,
}: {
  readonly lignes: readonly { readonly nom: string; readonly valeur: ReactNode }[]
  readonly etroite?: boolean
}) {
  return (
    <dl className={etroite ? 'fiche fiche-etroite' : 'fiche'}>
      {lignes.map(({ nom, valeur }) => (
        <div key={nom}>
          <dt>{nom}</dt>
          <dd>{valeur}</dd>
        </div>
      ))}
    </dl>
  )
}
