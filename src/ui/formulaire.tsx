import type { ReactNode } from 'react'
import { ancre, type Faute, Saisie, type Saisies } from './champs/saisies.ts'
import { Alerte } from './parties/alerte.tsx'

export { ChampChoix, ChampListe } from './champs/champ-choix.tsx'
export { ChampFichier } from './champs/champ-fichier.tsx'
export { ChampDate, ChampHeure, ChampMontant, ChampNombre, ChampRecherche } from './champs/champ-nombre.tsx'
export { ChampLong, ChampTexte } from './champs/champ-texte.tsx'
export { cochee, type Faute, type Saisies, valeurDe } from './champs/saisies.ts'

type PropsFormulaire = {
  readonly action: string
  readonly methode?: 'post' | 'get'
  /** Faults to sum up at the head; each field finds its own. */
  readonly fautes?: readonly Faute[]
  /** What was typed, when the form comes back: fields show it instead of their proposal. */
  readonly saisies?: Saisies
  /** A refusal that concerns the whole form. */
  readonly alerte?: string | undefined
  /** Version of the row shown: a stale page overwrites nothing. */
  readonly version?: number | undefined
  /** Key of this sending: sent twice, it creates one thing. */
  readonly cle?: string | undefined
  /** Other hidden fields. */
  readonly champs?: Readonly<Record<string, string | number>>
  /** The form sends files. */
  readonly fichiers?: boolean
  /** Identifier of the form; with `prefixe`, it also comes before those of its fields. */
  readonly id?: string
  /** Several forms of the page have fields of the same name: `id` keeps their identifiers apart. */
  readonly prefixe?: boolean
  /** Fields side by side: filters of a list. */
  readonly enLigne?: boolean
  readonly children: ReactNode
}

/** A form that works without script: what was refused is summed up at its head with links to the fields, values are kept. */
export function Formulaire({
  action,
  methode = 'post',
  fautes = [],
  saisies,
  alerte,
  version,
  cle,
  champs = {},
  fichiers,
  id,
  prefixe,
  enLigne,
  children,
}: PropsFormulaire) {
  const avant = prefixe && id ? `${id}-` : ''
  const caches = { ...champs, ...(version !== undefined && { version }), ...(cle && { cle }) }
  return (
    <form
      className={enLigne ? 'formulaire formulaire-en-ligne' : 'formulaire'}
      method={methode}
      action={action}
      encType={fichiers ? 'multipart/form-data' : undefined}
      noValidate
      id={id}
    >
      {alerte && (
        <Alerte focus>
          <p>{alerte}</p>
        </Alerte>
      )}
      {fautes.length > 0 && <ResumeDesFautes fautes={fautes} prefixe={avant} />}
      {Object.entries(caches).map(([nom, valeur]) => (
        <input key={nom} type="hidden" name={nom} value={valeur} />
      ))}
      <Saisie value={{ fautes, saisies, prefixe: avant, filtre: methode === 'get' }}>{children}</Saisie>
    </form>
  )
}

/** What is to be corrected, each line a link to its field. */
const ResumeDesFautes = ({
  fautes,
  prefixe,
}: {
  readonly fautes: readonly Faute[]
  readonly prefixe: string
}) => (
  <Alerte
    titre={fautes.length === 1 ? 'Un champ est à corriger.' : `${fautes.length} champs sont à corriger.`}
    id={`${prefixe}fautes`}
    focus
  >
    <ul>
      {fautes.map(({ champ, message }) => (
        <li key={champ}>{champ ? <a href={`#${ancre(champ, prefixe)}`}>{message}</a> : message}</li>
      ))}
    </ul>
  </Alerte>
)

/** Fields that go together, under one title. */
export const GroupeDeChamps = ({
  titre,
  children,
}: {
  readonly titre: string
  readonly children: ReactNode
}) => (
  <fieldset className="groupe-de-champs">
    <legend>{titre}</legend>
    {children}
  </fieldset>
)

/** Short fields side by side. */
export const CoteACote = ({ children }: { readonly children: ReactNode }) => (
  <div className="cote-a-cote">{children}</div>
)

/** Buttons at the foot of a form: the main one first. */
export const Actions = ({ children }: { readonly children: ReactNode }) => (
  <div className="actions">{children}</div>
)
