import { Icone } from './icone.tsx'

export type Etape = {
  readonly libelle: string
  /** A step already made can be gone back to. */
  readonly href?: string
}

/**
 * Where one is in a deed of several pages.
 * @param courante rank of the current step, from 1
 */
export function Etapes({
  etapes,
  courante,
}: {
  readonly etapes: readonly Etape[]
  readonly courante: number
}) {
  return (
    <nav className="etapes" aria-label={`Étape ${courante} sur ${etapes.length}`}>
      <ol>
        {etapes.map(({ libelle, href }, i) => {
          const faite = i + 1 < courante
          return (
            <li
              key={libelle}
              className={faite ? 'etape-faite' : undefined}
              aria-current={i + 1 === courante ? 'step' : undefined}
            >
              <span className="etape-rang">{faite ? <Icone nom="fait" taille={16} /> : i + 1}</span>
              <span>
                {href && faite ? <a href={href}>{libelle}</a> : libelle}
                {faite && <span className="vh"> (fait)</span>}
              </span>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
