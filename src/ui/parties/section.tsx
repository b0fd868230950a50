import type { ReactNode } from 'react'

/**
 * A part of a page under its own title.
 * @param detail what the title does not say: a count, a date, an order
 * @param filet a hairline above, between the great parts of a page
 */
export function Section({
  titre,
  detail,
  actions,
  id,
  filet,
  children,
}: {
  readonly titre: string
  readonly detail?: ReactNode
  readonly actions?: ReactNode
  readonly id?: string
  readonly filet?: boolean
  readonly children: ReactNode
}) {
  return (
    <section className={filet ? 'section section-filet' : 'section'} id={id}>
      <div className="section-tete">
        <h2>{titre}</h2>
        {detail && <div className="detail">{detail}</div>}
        {actions && <div className="section-actions">{actions}</div>}
      </div>
      {children}
    </section>
  )
}

/**
 * The main part of a page and, at its right, what goes with it; one under the other when the window is narrow.
 * @param coteDAbord then the side comes first (it is a way to move in the page)
 */
export const Colonnes = ({
  cote,
  coteDAbord,
  children,
}: {
  readonly cote: ReactNode
  readonly coteDAbord?: boolean
  readonly children: ReactNode
}) => (
  <div className={coteDAbord ? 'colonnes colonnes-cote-d-abord' : 'colonnes'}>
    {coteDAbord && <div className="colonne-cote">{cote}</div>}
    <div className="colonne-principale">{children}</div>
    {!coteDAbord && <div className="colonne-cote">{cote}</div>}
  </div>
)
