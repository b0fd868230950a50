import { Icone, type NomIcone } from '../icone.tsx'

export type EntreeDeNavigation = {
  readonly href: string
  readonly libelle: string
  readonly icone: NomIcone
  /** What waits for this person there, never a total for show. */
  readonly nombre?: number
  readonly courante: boolean
  /** Comes after the hairline. */
  readonly separee?: boolean
}

/** The left column: entries of the role with what waits. Under 64rem it folds, and its summary says where one is. */
export function Navigation({ entrees }: { readonly entrees: readonly EntreeDeNavigation[] }) {
  const courante = entrees.find((entree) => entree.courante)
  const groupes = [
    entrees.filter(({ separee }) => !separee),
    entrees.filter(({ separee }) => separee),
  ].filter((groupe) => groupe.length > 0)
  return (
    <nav className="navigation" id="navigation" aria-label="Navigation principale" tabIndex={-1}>
      <details>
        <summary>
          <Icone nom="menu" />
          <span>Menu</span>
          {courante && <span className="ou">{courante.libelle}</span>}
          <Icone nom="deplier" taille={16} />
        </summary>
        <div>
          {groupes.map((groupe, i) => (
            <ul key={i}>
              {groupe.map((entree) => (
                <Entree key={entree.href} {...entree} />
              ))}
            </ul>
          ))}
        </div>
      </details>
    </nav>
  )
}

const Entree = ({ href, libelle, icone, nombre = 0, courante }: EntreeDeNavigation) => (
  <li>
    <a href={href} aria-current={courante ? 'page' : undefined}>
      <Icone nom={icone} />
      <span>{libelle}</span>
      {nombre > 0 && (
        <span className="compteur">
          {nombre}
          <span className="vh"> en attente</span>
        </span>
      )}
    </a>
  </li>
)
