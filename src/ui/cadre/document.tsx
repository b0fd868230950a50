import type { ReactNode } from 'react'

export type PropsDocument = {
  readonly titreOnglet: string
  /** Address of the style sheet. */
  readonly styles: string
  /** Addresses of modules, never inline. */
  readonly scripts?: readonly string[]
  /** What a search engine and a reader of feeds are told of a public page. */
  readonly tete?: ReactNode
}

/**
 * The `html` element of a page (its doctype is written by who sends it), with the links that skip to its parts.
 * @param navigation whether the page has a navigation to skip to
 * @param chercher whether it has a search to skip to
 */
export function Document({
  titreOnglet,
  styles,
  scripts = [],
  tete,
  navigation = false,
  children,
  chercher = true,
}: PropsDocument & {
  readonly navigation?: boolean
  readonly chercher?: boolean
  readonly children: ReactNode
}) {
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{titreOnglet}</title>
        {tete}
        <link rel="stylesheet" href={styles} />
        {scripts.map((script) => (
          <script key={script} type="module" src={script} />
        ))}
      </head>
      <body>
        <nav aria-label="Accès rapide">
          <ul className="evitement">
            <li>
              <a href="#contenu">Aller au contenu</a>
            </li>
            {navigation && (
              <>
                <li>
                  <a href="#navigation">Aller à la navigation</a>
                </li>
                {chercher && (
                  <li>
                    <a href="#recherche">Aller à la recherche</a>
                  </li>
                )}
              </>
            )}
          </ul>
        </nav>
        {children}
      </body>
    </html>
  )
}
