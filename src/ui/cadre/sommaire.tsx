import type { ReactNode } from 'react'

export type PointDeSommaire = {
  readonly cle: string
  readonly rang: number | string
  readonly titre: string
  readonly href: string
  readonly courant: boolean
  /** A sign and its words, under the title. */
  readonly signe?: ReactNode
  readonly etat?: ReactNode
}

/**
 * Numbered points, each with its state, the current one on a light ground. Under 80rem it folds, and its title says where one is.
 * @param ou words added to the title when it is folded: « point 4 sur 7 »
 * @param id identifier of the title, unique in the page
 */
export function Sommaire({
  id = 'sommaire',
  titre,
  ou,
  points,
  suite,
}: {
  readonly id?: string
  readonly titre: string
  readonly ou?: string
  readonly points: readonly PointDeSommaire[]
  /** Under the list: what can be added. */
  readonly suite?: ReactNode
}) {
  return (
    <nav className="sommaire" aria-labelledby={id}>
      <details>
        <summary>
          <h2 id={id}>
            {titre}
            {ou && <span className="ou">, {ou}</span>}
          </h2>
        </summary>
        <ol>
          {points.map(({ cle, rang, titre: mots, href, courant, signe, etat }) => (
            <li key={cle} className={courant ? 'courant' : undefined}>
              <span className="rang">{rang}</span>
              <div>
                <a href={href} aria-current={courant ? 'step' : undefined}>
                  {mots}
                </a>
                {signe}
                {etat}
              </div>
            </li>
          ))}
        </ol>
        {suite}
      </details>
    </nav>
  )
}
