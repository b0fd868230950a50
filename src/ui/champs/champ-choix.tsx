import type { ReactNode } from 'react'
import { Champ, MentionFacultatif, MessageDeFaute, type PropsChamp } from './champ.tsx'
import { useChamp } from './saisies.ts'

/** One choice in a list. Under six choices, prefer `ChampChoix`: everything is seen at once. */
export function ChampListe({
  valeur,
  options,
  vide,
  ...champ
}: PropsChamp & {
  readonly valeur?: string
  readonly options: readonly { readonly valeur: string; readonly libelle: string; readonly groupe?: string }[]
  /** Words of the empty choice. */
  readonly vide?: string
}) {
  const groupes = [...new Set(options.map(({ groupe }) => groupe))]
  return (
    <Champ {...champ}>
      {(attributs, saisie) => (
        <select {...attributs} className="saisie" defaultValue={saisie(valeur)}>
          {vide !== undefined && <option value="">{vide}</option>}
          {groupes.map((groupe) => {
            const choix = options.filter((option) => option.groupe === groupe).map(Choix)
            return groupe === undefined ? (
              choix
            ) : (
              <optgroup key={groupe} label={groupe}>
                {choix}
              </optgroup>
            )
          })}
        </select>
      )}
    </Champ>
  )
}

const Choix = ({ valeur, libelle }: { readonly valeur: string; readonly libelle: string }) => (
  <option key={valeur} value={valeur}>
    {libelle}
  </option>
)

/**
 * Boxes (several) or rounds (one) under one question.
 * @param options `coche` is what the page proposes; what was typed wins when the form comes back
 */
export function ChampChoix({
  nom,
  libelle,
  aide,
  fautes,
  facultatif,
  options,
  plusieurs,
  enLigne,
}: PropsChamp & {
  readonly options: readonly {
    readonly valeur: string
    readonly libelle: ReactNode
    readonly coche?: boolean
    readonly aide?: ReactNode
  }[]
  readonly plusieurs?: boolean
  readonly enLigne?: boolean
}) {
  const { id, faute, coche, filtre } = useChamp(nom, fautes)
  const decrit = [aide && `${id}-aide`, faute && `${id}-faute`].filter(Boolean).join(' ') || undefined
  return (
    <fieldset
      className={`champ choix${faute ? ' champ-faute' : ''}${enLigne ? ' choix-en-ligne' : ''}`}
      aria-describedby={decrit}
    >
      <legend>
        {libelle}
        {facultatif && !filtre && <MentionFacultatif />}
      </legend>
      {aide && (
        <p className="aide" id={`${id}-aide`}>
          {aide}
        </p>
      )}
      {faute && <MessageDeFaute id={`${id}-faute`} message={faute.message} />}
      <div className="choix-options">
        {options.map((option, i) => (
          <label key={option.valeur} className="option">
            <input
              // The summary of faults leads to the first choice, which the keyboard can reach.
              id={i === 0 ? id : undefined}
              type={plusieurs ? 'checkbox' : 'radio'}
              name={nom}
              value={option.valeur}
              defaultChecked={coche(option.valeur, option.coche ?? false)}
              aria-invalid={faute ? true : undefined}
            />
            <span>
              {option.libelle}
              {option.aide && <small>{option.aide}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
