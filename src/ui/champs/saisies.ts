import { createContext, useContext } from 'react'

/** A fault of one field, in French; `champ` is the name of the input, '' when it concerns the whole form. */
export type Faute = { readonly champ: string; readonly message: string }
/** What was typed, as received. */
export type Saisies = Readonly<Record<string, string | readonly string[] | undefined>>

/** What a form that comes back hands to its fields, so that none forgets its fault or what was typed. */
export type ContexteDeSaisie = {
  readonly fautes: readonly Faute[]
  readonly saisies: Saisies | undefined
  /** Before the identifiers of the fields, when a page holds several forms with the same names. */
  readonly prefixe: string
  /** Filters: nothing is asked for, so nothing is said to be optional. */
  readonly filtre?: boolean
}

export const Saisie = createContext<ContexteDeSaisie>({ fautes: [], saisies: undefined, prefixe: '' })

/** Identifier of the element that a fault leads to. */
export const ancre = (champ: string, prefixe = ''): string =>
  `${prefixe}champ-${champ.replaceAll(/[^a-zA-Z0-9_-]/g, '-')}`

/** The text typed in a field, or what the page proposes. */
export function valeurDe(saisies: Saisies | undefined, champ: string, defaut = ''): string {
  const valeur = saisies?.[champ]
  return (typeof valeur === 'object' ? valeur[0] : valeur) ?? defaut
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

/** What a field needs to draw itself: its identifier, its fault, what was typed. */
export function useChamp(nom: string, fautes?: readonly Faute[]) {
  const contexte = useContext(Saisie)
  return {
    id: ancre(nom, contexte.prefixe),
    filtre: contexte.filtre ?? false,
    faute: (fautes ?? contexte.fautes).find(({ champ }) => champ === nom),
    valeur: (proposee?: string) => valeurDe(contexte.saisies, nom, proposee),
    coche: (valeur: string, proposee: boolean) => cochee(contexte.saisies, nom, valeur, proposee),
  }
}
