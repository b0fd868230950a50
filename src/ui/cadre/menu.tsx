import type { ReactNode } from 'react'
import { Icone, type NomIcone } from '../icone.tsx'

export type EntreeDeMenu = {
  readonly libelle: string
  readonly icone?: NomIcone
  /** A page, or … */
  readonly href?: string
  /** … the address of a form without fields: the entry is then a button that posts. */
  readonly action?: string
  /** A hairline above. */
  readonly separee?: boolean
  /** How many wait there. */
  readonly nombre?: number
  /** Where one is. */
  readonly courant?: boolean
}

/**
 * A short list of links and deeds that opens under its button, closes with Escape or by clicking elsewhere: the browser's own popover, no script.
 * @param id unique in the page
 * @param classe class of the button
 */
export function Menu({
  id,
  libelle,
  classe = 'bouton bouton-secondaire',
  entrees,
}: {
  readonly id: string
  readonly libelle: ReactNode
  readonly classe?: string
  readonly entrees: readonly EntreeDeMenu[]
}) {
  return (
    <div className="menu">
      <button type="button" className={classe} popoverTarget={id}>
        {libelle}
        <Icone nom="deplier" taille={16} />
      </button>
      <div className="menu-liste" id={id} popover="auto">
        <ul>
          {entrees.map((entree) => (
            <li key={entree.href ?? entree.action} className={entree.separee ? 'menu-trait' : undefined}>
              {entree.action ? (
                <form method="post" action={entree.action}>
                  <button type="submit">
                    <Contenu {...entree} />
                  </button>
                </form>
              ) : (
                <a href={entree.href} aria-current={entree.courant ? 'page' : undefined}>
                  <Contenu {...entree} />
                </a>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

const Contenu = ({ libelle, icone, nombre }: EntreeDeMenu) => (
  <>
    {icone && <Icone nom={icone} />}
    <span>{libelle}</span>
    {nombre !== undefined && <span className="compteur">{nombre}</span>}
  </>
)
