// Keys of one letter, told by the panel of the page: they press what is already there, so that a screen reader says it. They keep silent while somebody types,
// with any modifier, while the panel is open, and for good once turned off on this device. The page works without them.
const ETEINTS = 'maillage.raccourcis'
type Entree = { readonly touche: string; readonly cible: string; readonly ligne: HTMLElement }

/** A browser that keeps nothing leaves them on, until the page is left. */
function eteints(): boolean {
  try {
    return localStorage.getItem(ETEINTS) === 'non'
  } catch {
    return false
  }
}
const ecrit = (ou: Element | null): boolean =>
  ou instanceof HTMLElement &&
  (ou.isContentEditable ||
    ou.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=submit])'))

/** The line that has the cursor, and all of them. */
function lignes() {
  const toutes = [...document.querySelectorAll<HTMLElement>('.file > li')]
  return { toutes, rang: toutes.findIndex((ligne) => ligne.contains(document.activeElement)) }
}

function marcher(pas: number): void {
  const { toutes, rang } = lignes()
  const vers = rang < 0 ? 0 : Math.min(Math.max(rang + pas, 0), toutes.length - 1)
  toutes[vers]?.querySelector<HTMLElement>('.ligne-titre a')?.focus()
}

function cocher(): void {
  const { toutes, rang } = lignes()
  toutes[Math.max(rang, 0)]?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()
}

function faire({ touche, cible }: Entree): void {
  const quoi = document.querySelector<HTMLElement>(cible)
  if (touche === 'j' || touche === 'k') marcher(touche === 'j' ? 1 : -1)
  else if (touche === 'x') cocher()
  else if (quoi?.matches('a, button')) quoi.click()
  else if (quoi) {
    if (!quoi.matches('input, textarea')) quoi.tabIndex = -1
    quoi.focus()
  }
}

function installer(boite: HTMLElement, panneau: HTMLDialogElement): void {
  const entrees = [...panneau.querySelectorAll<HTMLElement>('[data-touche]')].map(
    (ligne): Entree => ({ touche: ligne.dataset['touche']!, cible: ligne.dataset['cible']!, ligne }),
  )
  const ferme = panneau.querySelector<HTMLButtonElement>('[data-ferme]')
  const actifs = panneau.querySelector<HTMLInputElement>('[data-actifs]')!
  // What a key presses says its key, to whoever reads with a screen reader; no longer once they are off.
  const annoncer = () => {
    for (const { touche, cible } of entrees) {
      if (['j', 'k', 'x'].includes(touche)) continue
      const quoi = document.querySelector(cible)
      if (eteints()) quoi?.removeAttribute('aria-keyshortcuts')
      else quoi?.setAttribute('aria-keyshortcuts', touche)
    }
  }
  const montrer = () => {
    for (const { cible, ligne } of entrees) ligne.hidden = document.querySelector(cible) === null
    actifs.checked = !eteints()
    panneau.showModal()
    // Not on the box that turns them off: one key more would do it.
    ferme?.focus()
  }
  boite.querySelector('[data-ouvre]')?.addEventListener('click', montrer)
  ferme?.addEventListener('click', () => panneau.close())
  actifs.addEventListener('change', () => {
    if (actifs.checked) localStorage.removeItem(ETEINTS)
    else localStorage.setItem(ETEINTS, 'non')
    annoncer()
  })
  document.addEventListener('keydown', (touche) => {
    if (touche.defaultPrevented || touche.isComposing || touche.ctrlKey || touche.metaKey || touche.altKey)
      return
    if (eteints() || document.querySelector('dialog[open]') || ecrit(document.activeElement)) return
    const entree = entrees.find(({ touche: lettre }) => lettre === touche.key.toLowerCase())
    if (touche.key !== '?' && !entree) return
    touche.preventDefault()
    if (entree) faire(entree)
    else montrer()
  })
  annoncer()
  boite.hidden = false
}

const boite = document.querySelector<HTMLElement>('[data-raccourcis]')
const panneau = boite?.querySelector('dialog')
if (boite && panneau) installer(boite, panneau)
