import type { ReactNode } from 'react'
import { Icone, type NomIcone } from './icone.tsx'

type Commun = {
  /** One « primaire » per screen: the main deed. */
  readonly variante?: 'primaire' | 'secondaire' | 'danger' | 'lien'
  readonly icone?: NomIcone
  /** The icon comes after the words: for « suivant ». */
  readonly iconeApres?: boolean
  readonly children: ReactNode
  readonly petit?: boolean
}

/** A button that submits its form, or a link that looks like one when `href` is given. The words are a verb. */
export function Bouton(
  props: Commun & {
    readonly href?: string
    readonly nom?: string
    readonly valeur?: string
    /** Of a link: it opens a tab of its own, and its words say so. */
    readonly nouvelOnglet?: boolean
    /** Identifier of the form it submits, when it stands outside. */
    readonly forme?: string
    /** Identifier of the words that complete it. */
    readonly decrit?: string
    /** Another address for the form. */
    readonly vers?: string
  },
) {
  const {
    variante = 'secondaire',
    icone,
    iconeApres,
    children,
    petit,
    href,
    nom,
    valeur,
    forme,
    decrit,
    vers,
    nouvelOnglet,
  } = props
  const classe = `bouton bouton-${variante}${petit ? ' bouton-petit' : ''}`
  const contenu = (
    <>
      {icone && !iconeApres && <Icone nom={icone} />}
      <span>{children}</span>
      {icone && iconeApres && <Icone nom={icone} />}
    </>
  )
  if (href)
    return (
      <a
        className={classe}
        href={href}
        aria-describedby={decrit}
        {...(nouvelOnglet && { target: '_blank', rel: 'noopener' })}
      >
        {contenu}
      </a>
    )
  return (
    <button
      className={classe}
      type="submit"
      name={nom}
      value={valeur}
      form={forme}
      formAction={vers}
      aria-describedby={decrit}
    >
      {contenu}
    </button>
  )
}

/** A form that holds one button: a deed without fields. */
export function BoutonPost({
  action,
  champs = {},
  ...bouton
}: Commun & { readonly action: string; readonly champs?: Readonly<Record<string, string | number>> }) {
  return (
    <form method="post" action={action} className="bouton-post">
      {Object.entries(champs).map(([nom, valeur]) => (
        <input key={nom} type="hidden" name={nom} value={valeur} />
      ))}
      <Bouton {...bouton} />
    </form>
  )
}

/** A link with its icon beside its words. */
export const Lien = ({
  href,
  icone,
  fort,
  children,
}: {
  readonly href: string
  readonly icone?: NomIcone
  readonly fort?: boolean
  readonly children: ReactNode
}) =>
  icone ? (
    <a className={fort ? 'lien lien-fort' : 'lien'} href={href}>
      <Icone nom={icone} taille={16} />
      <span>{children}</span>
    </a>
  ) : (
    <a className={fort ? 'lien-fort' : undefined} href={href}>
      {children}
    </a>
  )
