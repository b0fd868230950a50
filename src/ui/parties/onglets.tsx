import { type EntreeDeMenu, Menu } from '../cadre/menu.tsx'

/**
 * Links between views of one list; the current one is marked. With `plus`, they hold on one line whatever the width: those that are looked at
 * less often wait in a menu at its end, and a narrow screen scrolls the others.
 */
export function Onglets({
  libelle,
  vues,
  plus,
}: {
  readonly libelle: string
  readonly vues: readonly {
    readonly libelle: string
    readonly href: string
    readonly courant: boolean
    readonly nombre?: number
  }[]
  /** The menu of the others. `id`: unique in the page. */
  readonly plus?: { readonly id: string; readonly entrees: readonly EntreeDeMenu[] }
}) {
  return (
    <nav className={plus ? 'onglets onglets-une-ligne' : 'onglets'} aria-label={libelle}>
      <ul>
        {vues.map(({ libelle: mot, href, courant, nombre }) => (
          <li key={href}>
            <a href={href} aria-current={courant ? 'page' : undefined}>
              {mot} {nombre !== undefined && <span className="compteur">{nombre}</span>}
            </a>
          </li>
        ))}
      </ul>
      {plus && plus.entrees.length > 0 && (
        <Menu id={plus.id} libelle="Plus" classe="onglets-plus" entrees={plus.entrees} />
      )}
    </nav>
  )
}
