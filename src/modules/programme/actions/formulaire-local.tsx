import type { ReactNode } from 'react'
import { nouvelId } from '#shared/ids.ts'
import { Formulaire, valeurDe } from '#ui/formulaire.tsx'
import type { PropsAction } from './action.page.tsx'

/** A short form folded under its words; it comes back open, with what was typed, when it was refused. */
export function FormulaireReplie({
  props,
  id,
  mots,
  action,
  version,
  cree,
  children,
}: {
  readonly props: PropsAction
  readonly id: string
  readonly mots: ReactNode
  readonly action: string
  readonly version?: number
  /** The form creates something: sent twice, it creates one. */
  readonly cree?: boolean
  readonly children: ReactNode
}) {
  const revient = props.formulaire === id
  const saisies = revient ? props.saisies : undefined
  return (
    <details className="repli" open={revient}>
      <summary>{mots}</summary>
      <Formulaire
        action={action}
        id={id}
        prefixe
        fautes={revient ? (props.fautes ?? []) : []}
        {...(saisies && { saisies })}
        {...(version !== undefined && { version: Number(valeurDe(saisies, 'version', String(version))) })}
        {...(cree && { cle: valeurDe(saisies, 'cle', nouvelId(+props.maintenant)) })}
      >
        {children}
      </Formulaire>
    </details>
  )
}
