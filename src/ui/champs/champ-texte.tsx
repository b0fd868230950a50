import { Champ, type PropsChamp } from './champ.tsx'

/**
 * One line of text.
 * @param taille width expected of the answer, which the field announces
 * @param completion value of `autocomplete` (WCAG 1.3.5), off unless the answer is about the person who types
 */
export function ChampTexte({
  valeur,
  type = 'text',
  taille = 'long',
  modeSaisie,
  completion = 'off',
  lectureSeule,
  ...champ
}: PropsChamp & {
  readonly valeur?: string
  readonly type?: 'text' | 'email' | 'password' | 'url' | 'search' | 'tel'
  readonly taille?: 'court' | 'moyen' | 'long'
  readonly modeSaisie?: 'numeric' | 'decimal'
  readonly completion?: string
  readonly lectureSeule?: boolean
}) {
  return (
    <Champ {...champ}>
      {(attributs, saisie) => (
        <input
          {...attributs}
          className={`saisie saisie-${taille}`}
          type={type}
          // A password never comes back in a page.
          defaultValue={type === 'password' ? undefined : saisie(valeur)}
          inputMode={modeSaisie}
          autoComplete={completion}
          readOnly={lectureSeule}
          dir="auto"
        />
      )}
    </Champ>
  )
}

/** Several lines of text. */
export function ChampLong({
  valeur,
  lignes = 5,
  ...champ
}: PropsChamp & { readonly valeur?: string; readonly lignes?: number }) {
  return (
    <Champ {...champ}>
      {(attributs, saisie) => (
        <textarea {...attributs} className="saisie" rows={lignes} defaultValue={saisie(valeur)} dir="auto" />
      )}
    </Champ>
  )
}
