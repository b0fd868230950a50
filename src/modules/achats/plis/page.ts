// What the scripts of sealed bids say on their page. Runs in a browser.
import { Refus } from '@maillage/coffre'
import { typographier } from '#shared/typographie.ts'

export const parId = <T extends HTMLElement>(id: string): T | null => document.getElementById(id) as T | null

/** Says what is being done, or what went wrong, where a screen reader hears it. */
export function dire(phrase: string, ton: 'info' | 'alerte' = 'info', ...suite: readonly Node[]): void {
  const boite = document.createElement('div')
  boite.className = `alerte ton-${ton}`
  if (ton === 'alerte') boite.setAttribute('role', 'alert')
  const p = document.createElement('p')
  p.textContent = typographier(phrase)
  const corps = document.createElement('div')
  corps.append(p, ...suite)
  boite.append(corps)
  parId('etat')?.replaceChildren(boite)
}

/** The form is ready, and runs one deed at a time. What goes wrong is said: nothing was sent then, unless a `Faute` says otherwise. */
export function brancher(id: string, faire: (formulaire: HTMLFormElement) => Promise<void>): void {
  const formulaire = parId<HTMLFormElement>(id)
  const bouton = formulaire?.querySelector<HTMLButtonElement>('button[type=submit]')
  if (!formulaire || !bouton) return
  bouton.disabled = false
  for (const mots of document.querySelectorAll('.sans-script')) mots.remove()
  formulaire.addEventListener('submit', (evenement) => {
    evenement.preventDefault()
    if (bouton.disabled) return
    bouton.disabled = true
    faire(formulaire).catch((erreur: unknown) => {
      bouton.disabled = false
      dire(phraseDe(erreur), 'alerte', ...(erreur instanceof Faute ? erreur.suite : []))
    })
  })
}

/** A fault that a sentence of ours explains, and what may be done next. */
export class Faute extends Error {
  readonly suite: readonly Node[]
  constructor(phrase: string, suite: readonly Node[] = []) {
    super(phrase)
    this.suite = suite
  }
}

const phraseDe = (erreur: unknown): string =>
  erreur instanceof Faute || erreur instanceof Refus
    ? erreur.message
    : erreur instanceof TypeError
      ? 'Le serveur ne répond pas. Rien n’a été envoyé : vérifiez votre connexion et recommencez.'
      : 'Cette page a rencontré un problème. Rien n’a été envoyé : rechargez-la et recommencez.'

export const saisieDe = (formulaire: HTMLFormElement, nom: string): string =>
  (formulaire.elements.namedItem(nom) as HTMLInputElement).value

/** Sends fields as a form of the page would: the answer is the next page. What was typed is not among them. */
export function envoyer(action: string, champs: Readonly<Record<string, string>>): void {
  const formulaire = document.createElement('form')
  formulaire.method = 'post'
  formulaire.action = action
  for (const [nom, valeur] of Object.entries(champs)) {
    const champ = document.createElement('input')
    champ.type = 'hidden'
    champ.name = nom
    champ.value = valeur
    formulaire.append(champ)
  }
  document.body.append(formulaire)
  formulaire.submit()
}

/** Lets the page show what was just said before a long calculation. */
export const souffler = () => new Promise((suite) => setTimeout(suite, 30))
