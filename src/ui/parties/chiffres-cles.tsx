import type { ReactNode } from 'react'
import { Icone } from '../icone.tsx'

/**
 * One figure that answers a question, with its words; a link to its list when there is one.
 * @param valeur already written in French (« 1 739 », « 63 % »)
 * @param avant how sure the figure is: « plus de », « près de »
 * @param tendance an arrow beside the detail: which way, not whether it is good
 */
export function ChiffreCle({
  avant,
  valeur,
  sur,
  libelle,
  detail,
  tendance,
  href,
}: {
  readonly avant?: string
  readonly valeur: string
  readonly sur?: string
  readonly libelle: string
  readonly detail?: ReactNode
  readonly tendance?: 'hausse' | 'baisse' | 'stable'
  readonly href?: string
}) {
  return (
    <div className="chiffre">
      <p className="chiffre-valeur">
        {avant && <small>{avant} </small>}
        <span>{valeur}</span> {sur && <small>{sur}</small>}
      </p>
      <p className="chiffre-libelle">{href ? <a href={href}>{libelle}</a> : libelle}</p>
      {detail && (
        <div className="detail">
          {tendance && <Icone nom={tendance} taille={16} />}
          <span>{detail}</span>
        </div>
      )}
    </div>
  )
}

/** Figures side by side, separated by hairlines. */
export const ChiffresCles = ({ children }: { readonly children: ReactNode }) => (
  <div className="chiffres">{children}</div>
)
