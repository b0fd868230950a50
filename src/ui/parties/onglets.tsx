/** Links between views of one list; the current one is marked. */
export function Onglets({
  libelle,
  vues,
}: {
  readonly libelle: string
  readonly vues: readonly {
    readonly libelle: string
    readonly href: string
    readonly courant: boolean
    readonly nombre?: number
  }[]
}) {
  return (
    <nav className="onglets" aria-label={libelle}>
      <ul>
        {vues.map(({ libelle: mot, href, courant, nombre }) => (
          <li key={href}>
            <a href={href} aria-current={courant ? 'page' : undefined}>
              {mot} {nombre !== undefined && <span className="compteur">{nombre}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
