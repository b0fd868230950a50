import type { ReactNode } from 'react'
import { Icone, type NomIcone } from '../icone.tsx'

const ICONES = {
  alerte: 'attention',
  attention: 'danger',
  info: 'information',
  ok: 'fait_cercle',
} as const satisfies Record<string, NomIcone>

/**
 * A message that must be read: what happened, why, what to do. The tone « alerte » interrupts a screen reader, the others wait.
 * @param id anchor, for a summary of faults
 */
export function Alerte({
  ton = 'alerte',
  titre,
  children,
  id,
  focus = false,
}: {
  readonly ton?: keyof typeof ICONES
  readonly titre?: string
  readonly children: ReactNode
  readonly id?: string
  /** The page opens on it: what was sent comes back to be corrected. */
  readonly focus?: boolean
}) {
  return (
    <div
      className={`alerte ton-${ton}`}
      role={ton === 'alerte' ? 'alert' : 'status'}
      id={id}
      tabIndex={ton === 'alerte' ? -1 : undefined}
      // biome-ignore lint/a11y/noAutofocus: a form that comes back is read from what is to be corrected, as after a link to it
      autoFocus={focus}
    >
      <Icone nom={ICONES[ton]} taille={20} />
      <div>
        {titre && <p className="alerte-titre">{titre}</p>}
        {children}
      </div>
    </div>
  )
}
