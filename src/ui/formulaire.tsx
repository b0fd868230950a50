import type { ReactNode } from 'react'
import { Alerte } from './textes.tsx'

export type Faute = { readonly champ: string; readonly message: string }
export type Saisies = Readonly<Record<string, string | string[] | undefined>>

const ancre = (champ: string): string => `champ-${champ.replaceAll(/[^a-zA-Z0-9_-]/g, '-')}`

/** The text typed in a field, or what the page proposes. */
export function valeurDe(saisies: Saisies | undefined, champ: string, defaut = ''): string {
  const valeur = saisies?.[champ]
  return (Array.isArray(valeur) ? valeur[0] : valeur) ?? defaut
}

/** True when a box was ticked: from what was sent when the form comes back, from the proposal otherwise. */
export function cochee(
  saisies: Saisies | undefined,
  champ: string,
  valeur: string,
  defaut: boolean,
): boolean {
  if (!saisies || Object.keys(saisies).length === 0) return defaut
  const recue = saisies[champ]
  return recue === undefined ? false : [recue].flat().includes(valeur)
}

/** A form that works without script: what was refused is summed up at its head with links to the fields, values are kept. */
export function Formulaire({
  action,
  fautes = [],
  alerte,
  version,
  cle,
  fichiers,
  id,
  children,
}: {
  readonly action: string
  readonly fautes?: readonly Faute[]
  /** A refusal that concerns the whole form. */
  readonly alerte?: string | undefined
  /** Version of the row shown: a stale page overwrites nothing. */
  readonly version?: number | undefined
  /** Key of this sending: sent twice, it creates one thing. */
  readonly cle?: string | undefined
  readonly fichiers?: boolean
  readonly id?: string
  readonly children: ReactNode
}) {
  return (
    <form
      className="formulaire"
      method="post"
      action={action}
      encType={fichiers ? 'multipart/form-data' : undefined}
      noValidate
      id={id}
    >
      {alerte && <Alerte>{alerte}</Alerte>}
      {fautes.length > 0 && (
        <Alerte
          titre={
            fautes.length === 1 ? 'Un champ est à corriger.' : `${fautes.length} champs sont à corriger.`
          }
          id="fautes"
        >
          <ul>
            {fautes.map(({ champ, message }) => (
              <li key={champ}>{champ ? <a href={`#${ancre(champ)}`}>{message}</a> : message}</li>
            ))}
          </ul>
        </Alerte>
      )}
      {version !== undefined && <input type="hidden" name="version" value={version} />}
      {cle && <input type="hidden" name="cle" value={cle} />}
      {children}
    </form>
  )
}

type CommunChamp = {
  readonly nom: string
  readonly libelle: ReactNode
  readonly aide?: ReactNode
  readonly fautes?: readonly Faute[]
  readonly facultatif?: boolean
}

function Cadre({
  nom,
  libelle,
  aide,
  fautes = [],
  facultatif,
  children,
}: CommunChamp & {
  readonly children: (attributs: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }) => ReactNode
}) {
  const id = ancre(nom)
  const faute = fautes.find(({ champ }) => champ === nom)
  const decrit = [aide && `${id}-aide`, faute && `${id}-faute`].filter(Boolean).join(' ') || undefined
  return (
    <div className={`champ${faute ? ' champ-faute' : ''}`}>
      <label htmlFor={id}>
        {libelle} {facultatif && <span className="facultatif">(facultatif)</span>}
      </label>
      {aide && (
        <p className="aide" id={`${id}-aide`}>
          {aide}
        </p>
      )}
      {faute && (
        <p className="faute" id={`${id}-faute`}>
          {faute.message}
        </p>
      )}
      {children({ id, 'aria-describedby': decrit, 'aria-invalid': faute ? true : undefined })}
    </div>
  )
}

/** One line of text: words, a number, a day (jj/mm/aaaa), an hour, an address. */
export function ChampTexte({
  valeur,
  type = 'text',
  taille,
  modeSaisie,
  completion,
  ...cadre
}: CommunChamp & {
  readonly valeur?: string
  readonly type?: 'text' | 'email' | 'password' | 'url' | 'search' | 'tel'
  readonly taille?: 'court' | 'moyen' | 'long'
  readonly modeSaisie?: 'numeric' | 'decimal'
  readonly completion?: string
}) {
  return (
    <Cadre {...cadre}>
      {(attributs) => (
        <input
          {...attributs}
          className={`saisie saisie-${taille ?? 'long'}`}
          type={type}
          name={cadre.nom}
          defaultValue={valeur}
          inputMode={modeSaisie}
          autoComplete={completion ?? 'off'}
          dir="auto"
        />
      )}
    </Cadre>
  )
}

/** Several lines of text. */
export function ChampLong({
  valeur,
  lignes = 5,
  ...cadre
}: CommunChamp & { readonly valeur?: string; readonly lignes?: number }) {
  return (
    <Cadre {...cadre}>
      {(attributs) => (
        <textarea
          {...attributs}
          className="saisie"
          name={cadre.nom}
          rows={lignes}
          defaultValue={valeur}
          dir="auto"
        />
      )}
    </Cadre>
  )
}

/** One choice in a list. */
export function ChampListe({
  valeur,
  options,
  vide,
  ...cadre
}: CommunChamp & {
  readonly valeur?: string
  readonly options: readonly { readonly valeur: string; readonly libelle: string }[]
  readonly vide?: string
}) {
  return (
    <Cadre {...cadre}>
      {(attributs) => (
        <select {...attributs} className="saisie" name={cadre.nom} defaultValue={valeur ?? ''}>
          {vide !== undefined && <option value="">{vide}</option>}
          {options.map((option) => (
            <option key={option.valeur} value={option.valeur}>
              {option.libelle}
            </option>
          ))}
        </select>
      )}
    </Cadre>
  )
}

/** A file to send. */
export function ChampFichier({ accepte, ...cadre }: CommunChamp & { readonly accepte?: string }) {
  return (
    <Cadre {...cadre}>
      {(attributs) => (
        <input {...attributs} className="saisie" type="file" name={cadre.nom} accept={accepte} />
      )}
    </Cadre>
  )
}

/** Boxes (several) or rounds (one) under one question. */
export function ChampChoix({
  nom,
  libelle,
  aide,
  fautes = [],
  options,
  plusieurs,
  enLigne,
}: CommunChamp & {
  readonly options: readonly {
    readonly valeur: string
    readonly libelle: ReactNode
    readonly coche: boolean
    readonly aide?: ReactNode
  }[]
  readonly plusieurs?: boolean
  readonly enLigne?: boolean
}) {
  const id = ancre(nom)
  const faute = fautes.find(({ champ }) => champ === nom)
  return (
    <fieldset
      className={`champ choix${faute ? ' champ-faute' : ''}${enLigne ? ' choix-en-ligne' : ''}`}
      id={id}
      tabIndex={faute ? -1 : undefined}
    >
      <legend>{libelle}</legend>
      {aide && <p className="aide">{aide}</p>}
      {faute && <p className="faute">{faute.message}</p>}
      <div className="choix-options">
        {options.map((option) => (
          <label key={option.valeur} className="option">
            <input
              type={plusieurs ? 'checkbox' : 'radio'}
              name={nom}
              value={option.valeur}
              defaultChecked={option.coche}
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

/** Buttons at the foot of a form. */
export const Actions = ({ children }: { readonly children: ReactNode }) => (
  <div className="actions">{children}</div>
)
