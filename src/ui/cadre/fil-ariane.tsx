import { Icone } from '../icone.tsx'

export type Etage = { readonly libelle: string; readonly href: string }

/** The pages above this one, from the widest to the nearest; the page itself is its title, just below. */
export function FilAriane({ etages }: { readonly etages: readonly Etage[] }) {
  return (
    <nav className="ariane" aria-label="Fil d’Ariane">
      <ol>
        {etages.map(({ libelle, href }, rang) => (
          <li key={href}>
            {rang > 0 && <Icone nom="prochain" taille={14} />}
            <a href={href}>{libelle}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
