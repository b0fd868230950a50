import type { ReactNode } from 'react'
import { typographier } from '#shared/typographie.ts'
import { composer } from './composer.ts'

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
          <dt>{typographier(nom)}</dt>
          <dd>{composer(valeur)}</dd>
        </div>
      ))}
    </dl>
  )
}
