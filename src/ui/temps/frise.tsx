import type { ReactNode } from 'react'
import type { Tour } from './horloges.tsx'

export type Fait = {
  readonly cle: string
  readonly quand: { readonly mot: string; readonly detail?: string; readonly iso?: string }
  readonly titre: string
  readonly detail?: ReactNode
  /** Who had the matter between this fact and the one before it: colour and pattern of the rail below. */
  readonly tour?: Tour
  /** Expected, not yet happened. */
  readonly attendu?: boolean
  readonly raye?: boolean
}

/** What happened, the latest first; the rail says who had the matter between two facts. */
export const Frise = ({ faits }: { readonly faits: readonly Fait[] }) => (
  <ol className="frise frise-datee">
    {faits.map(({ cle, quand, titre, detail, tour, attendu, raye }) => (
      <li
        key={cle}
        className={[tour ? `rail-${tour}` : 'rail', attendu && 'fait-attendu', raye && 'raye']
          .filter(Boolean)
          .join(' ')}
      >
        <p className="frise-quand">
          <time dateTime={quand.iso}>{quand.mot}</time> {quand.detail && <span>{quand.detail}</span>}
        </p>
        <div className="frise-fait">
          <p className="frise-titre">{titre}</p>
          {detail && <div className="detail">{detail}</div>}
        </div>
      </li>
    ))}
  </ol>
)
