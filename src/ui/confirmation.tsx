import type { ReactNode } from 'react'
import { Bouton } from './bouton.tsx'
import { Actions, Formulaire } from './formulaire.tsx'

type FormulaireDeConfirmation = Pick<
  Parameters<typeof Formulaire>[0],
  'fautes' | 'saisies' | 'alerte' | 'version' | 'cle' | 'champs'
>

/**
 * What is asked before what cannot be undone: a page, never a window. It says what will happen, what will not, and how to go back.
 * @param verbe words of the button: the deed itself, « Clore la séance »
 * @param children fields asked for (a reason), inside the form
 */
export function Confirmation({
  action,
  consequences,
  definitif,
  verbe,
  retour,
  children,
  danger = true,
  ...formulaire
}: FormulaireDeConfirmation & {
  readonly action: string
  readonly consequences: readonly ReactNode[]
  /** What cannot be undone, in one sentence. */
  readonly definitif?: string
  readonly verbe: string
  readonly retour: { readonly href: string; readonly libelle: string }
  readonly children?: ReactNode
  readonly danger?: boolean
}) {
  return (
    <div className="confirmation">
      <ul>
        {consequences.map((consequence, i) => (
          <li key={i}>{consequence}</li>
        ))}
      </ul>
      {definitif && <p className="confirmation-definitif">{definitif}</p>}
      <Formulaire action={action} {...formulaire}>
        {children}
        <Actions>
          <Bouton variante={danger ? 'danger' : 'primaire'}>{verbe}</Bouton>
          <Bouton variante="lien" href={retour.href}>
            {retour.libelle}
          </Bouton>
        </Actions>
      </Formulaire>
    </div>
  )
}
