type Enfant = Node | string | null | false
type Attributs = Readonly<Record<string, string | boolean | ((e: Event) => void)>>

/** An element and its children; texts are texts, whatever they hold. */
export function el<B extends keyof HTMLElementTagNameMap>(
  balise: B,
  attributs: Attributs = {},
  ...enfants: readonly Enfant[]
): HTMLElementTagNameMap[B] {
  const cree = document.createElement(balise)
  for (const [nom, valeur] of Object.entries(attributs)) {
    if (typeof valeur === 'function') cree.addEventListener(nom, valeur)
    else if (valeur === true) cree.setAttribute(nom, '')
    else if (valeur !== false) cree.setAttribute(nom, valeur)
  }
  cree.append(...enfants.filter((enfant) => enfant !== null && enfant !== false))
  return cree
}

export const trouver = <T extends HTMLElement = HTMLElement>(id: string): T =>
  document.getElementById(id) as T

/** Replaces what a place shows and brings the reader there. */
export function montrer(id: string, ...enfants: readonly Enfant[]): void {
  const ici = trouver(id)
  ici.replaceChildren(...enfants.filter((enfant) => enfant !== null && enfant !== false))
  if (enfants.length > 0) ici.focus()
}

/** A message that must be read, as the design system draws it. */
export const alerte = (
  ton: 'alerte' | 'attention' | 'info' | 'ok',
  titre: string,
  ...suite: readonly Enfant[]
) =>
  el(
    'div',
    { class: `alerte ton-${ton}`, role: ton === 'alerte' ? 'alert' : 'status' },
    el('div', {}, el('p', { class: 'alerte-titre' }, titre), ...suite),
  )

/** A part of the page under its title; what is typed and pressed in it is spaced as in a form. */
export function section(titre: string, ...enfants: readonly Enfant[]): HTMLElement {
  const saisie = enfants.some((e) => e instanceof HTMLElement && /^(champ|actions)\b/.test(e.className))
  const contenu = saisie ? [el('div', { class: 'formulaire' }, ...enfants)] : enfants
  return el(
    'section',
    { class: 'section' },
    el('div', { class: 'section-tete' }, el('h2', {}, titre)),
    ...contenu,
  )
}

export const bouton = (mot: string, faire: () => unknown, variante = 'secondaire') =>
  el(
    'button',
    { type: 'button', class: `bouton bouton-${variante}`, click: () => void faire() },
    el('span', {}, mot),
  )

export const fiche = (lignes: readonly (readonly [string, Enfant])[]) =>
  el(
    'dl',
    { class: 'fiche' },
    ...lignes.map(([nom, valeur]) => el('div', {}, el('dt', {}, nom), el('dd', {}, valeur || '—'))),
  )

export const champ = (id: string, libelle: string, saisie: HTMLElement) => {
  saisie.id = id
  saisie.setAttribute('name', id)
  return el('div', { class: 'champ' }, el('label', { for: id }, libelle), saisie)
}
export const texteLong = (lignes = 4) =>
  el('textarea', { class: 'saisie', rows: String(lignes), dir: 'auto' })

/** Says what is being done, or what went wrong, where a screen reader hears it. */
export const dire = (...enfants: readonly Enfant[]): void => {
  trouver('etat').replaceChildren(...enfants.filter((enfant) => enfant !== null && enfant !== false))
}
export const direFaute = (erreur: unknown): void =>
  dire(alerte('alerte', 'Cela n’a pas abouti.', el('p', {}, phraseDe(erreur))))

/** The French sentence of what was thrown: ours, or that the network failed. */
export function phraseDe(erreur: unknown): string {
  const { name, message } = erreur as Error
  if (['Refus', 'PersonneNePeutLire', 'PieceAlteree', 'RefusDuServeur'].includes(name)) return message
  if (erreur instanceof TypeError)
    return 'Le serveur ne répond pas. Rien n’a été envoyé : vérifiez votre connexion et réessayez.'
  return 'Cette page a rencontré un problème. Rien n’a été envoyé : rechargez-la et réessayez.'
}

/** Hands bytes over as a file, under a type that no browser runs. The address lives a little longer than the click: the browser reads it afterwards. */
export function enregistrer(nom: string, contenu: BlobPart): void {
  const href = URL.createObjectURL(new Blob([contenu], { type: 'application/octet-stream' }))
  el('a', { href, download: nom.replaceAll(/[^\p{L}\p{N}._-]/gu, '_') }).click()
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}
