import type { ReactNode } from 'react'

/** Nothing to show: why it is empty, and the one thing to do. */
export function Vide({
  titre,
  children,
  action,
}: {
  readonly titre?: string
  readonly children: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className="vide">
      <div>
        {titre && <p className="vide-titre">{titre}</p>}
        <p>{children}</p>
      </div>
      {action}
    </div>
  )
}
