import type { ReactNode } from 'react'
import { Icone, type NomIcone } from './icone.tsx'

type Commun = {
  /** One « primaire » per screen: the main deed. */
  readonly variante?: 'primaire' | 'secondaire' | 'danger' | 'lien'
  readonly icone?: NomIcone
  readonly children: ReactNode
  readonly petit?: boolean
}

/** A button that submits its form, or a link that looks like one when `href` is given. The words are a verb. */
export function Bouton(
  props: Commun & {
    readonly href?: string
    readonly nom?: string
    readonly valeur?: string
    readonly forme?: string
    readonly decrit?: string
  },
) {
  const { variante = 'secondaire', icone, children, petit, href, nom, valeur, forme, decrit } = props
  const classe = `bouton bouton-${variante}${petit ? ' bouton-petit' : ''}`
  const contenu = (
    <>
      {icone && <Icone nom={icone} />}
      <span>{children}</span>
    </>
  )
  if (href)
    return (
      <a className={classe} href={href}>
        {contenu}
      </a>
    )
  return (
    <button className={classe} type="submit" name={nom} value={valeur} form={forme} aria-describedby={decrit}>
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
