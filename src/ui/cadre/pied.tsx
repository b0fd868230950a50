export type LienDePied = { readonly href: string; readonly libelle: string }

export const LIENS_DE_PIED: readonly LienDePied[] = [
  { href: '/accessibilite', libelle: 'Accessibilité : non conforme' },
  { href: '/mentions-legales', libelle: 'Mentions légales' },
  { href: '/donnees-personnelles', libelle: 'Données personnelles' },
  { href: '/plan-du-site', libelle: 'Plan du site' },
]

/** Who carries the service, and the pages the law asks for. */
export const Pied = ({
  porteur,
  liens = LIENS_DE_PIED,
}: {
  readonly porteur: string
  readonly liens?: readonly LienDePied[]
}) => (
  <footer className="pied">
    <p>{porteur}</p>
    <ul>
      {liens.map(({ href, libelle }) => (
        <li key={href}>
          <a href={href}>{libelle}</a>
        </li>
      ))}
    </ul>
  </footer>
)
