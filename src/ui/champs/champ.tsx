import type { ReactNode } from 'react'
import { Icone } from '../icone.tsx'
import { type Faute, useChamp } from './saisies.ts'

export type PropsChamp = {
  readonly nom: string
  readonly libelle: ReactNode
  /** What to type and how, before the field: never inside it, where it would vanish. */
  readonly aide?: ReactNode
  /** Faults of the form; those that `Formulaire` received when absent. */
  readonly fautes?: readonly Faute[]
  /** Fields are asked for unless they say otherwise. */
  readonly facultatif?: boolean
}

export type AttributsDeSaisie = {
  readonly id: string
  readonly name: string
  readonly required: boolean
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

/** Label, help, fault and field, tied together for those who do not see them side by side. */
export function Champ({
  nom,
  libelle,
  aide,
  fautes,
  facultatif,
  children,
}: PropsChamp & {
  readonly children: (attributs: AttributsDeSaisie, valeur: (proposee?: string) => string) => ReactNode
}) {
  const { id, faute, valeur, filtre } = useChamp(nom, fautes)
  const decrit = [aide && `${id}-aide`, faute && `${id}-faute`].filter(Boolean).join(' ') || undefined
  return (
    <div className={faute ? 'champ champ-faute' : 'champ'}>
      <label htmlFor={id}>
        {libelle}
        {facultatif && !filtre && <MentionFacultatif />}
      </label>
      {aide && (
        <p className="aide" id={`${id}-aide`}>
          {aide}
        </p>
      )}
      {faute && <MessageDeFaute id={`${id}-faute`} message={faute.message} />}
      {children(
        {
          id,
          name: nom,
          required: !facultatif && !filtre,
          'aria-describedby': decrit,
          'aria-invalid': faute ? true : undefined,
        },
        valeur,
      )}
    </div>
  )
}

export const MentionFacultatif = () => <span className="facultatif"> (facultatif)</span>

export const MessageDeFaute = ({ id, message }: { readonly id: string; readonly message: string }) => (
  <p className="faute" id={id}>
    <Icone nom="attention" />
    <span>{message}</span>
  </p>
)
