// Warns two minutes before the session ends, and keeps it open when asked to. Without it nothing is lost: a form sent too late is given back.

/** The answer of the server (`echeance.ts`): milliseconds left, and whether asking for a page puts the end off. */
type Echeance = { readonly reste: number; readonly prolongeable: boolean }

const AVANT = 120_000
const PREMIER_REGARD = 30_000
const MODELE = document.querySelector<HTMLTemplateElement>('template#fin-connexion')
const place = document.querySelector<HTMLElement>('.fin-connexion')
type Cas = 'veille' | 'fin' | 'finie' | 'coupee' | 'prolongee'

/** Where the cursor was before it came into the message: it goes back there. */
let dOuVient: HTMLElement | null = null
let rendezVous = 0
let ferme = false

const demander = (url: string, method: 'GET' | 'POST'): Promise<Echeance | null> =>
  fetch(url, { method, headers: { accept: 'application/json' } })
    .then((reponse) => (reponse.ok ? (reponse.json() as Promise<Echeance>) : null))
    .catch(() => null)

const direDelai = (ms: number): string => {
  const minutes = Math.ceil(ms / 60_000)
  return minutes > 1 ? `${minutes} minutes` : 'moins d’une minute'
}

function effacer(): void {
  const dedans = place?.contains(document.activeElement)
  place?.replaceChildren()
  if (dedans) dOuVient?.focus()
}

function montrer(cas: Cas, reste = 0): void {
  if (!place || !MODELE) return
  const avecCurseur = place.contains(document.activeElement)
  const message = MODELE.content.cloneNode(true) as DocumentFragment
  for (const phrase of message.querySelectorAll<HTMLElement>('[data-cas]'))
    if (phrase.dataset['cas'] !== cas) phrase.remove()
  const delai = message.querySelector('[data-delai]')
  if (delai) delai.textContent = direDelai(reste)
  const rester = message.querySelector<HTMLButtonElement>('[data-rester]')
  if (cas === 'veille' || cas === 'coupee') rester?.addEventListener('click', prolonger)
  else rester?.remove()
  const fermer = message.querySelector<HTMLButtonElement>('[data-fermer]')
  fermer?.addEventListener('click', () => {
    ferme = true
    effacer()
  })
  place.replaceChildren(message)
  if (avecCurseur) fermer?.focus()
}

function revenirDans(ms: number): void {
  clearTimeout(rendezVous)
  rendezVous = window.setTimeout(regarderLaFin, ms)
}

/** Says what is left, or waits: another tab may have kept the session open meanwhile, so the server is asked each time. */
async function regarderLaFin(): Promise<void> {
  const lue = await demander('/compte/echeance', 'GET')
  if (!lue) return revenirDans(PREMIER_REGARD)
  if (lue.reste > AVANT) {
    ferme = false
    effacer()
    return revenirDans(lue.reste - AVANT)
  }
  if (lue.reste === 0) return montrer('finie')
  if (!ferme) montrer(lue.prolongeable ? 'veille' : 'fin', lue.reste)
  // Again a minute before the end: what the message says is true when it is read.
  revenirDans(lue.reste > AVANT / 2 ? lue.reste - AVANT / 2 : lue.reste + 1000)
}

async function prolonger(): Promise<void> {
  const lue = await demander('/compte/prolonger', 'POST')
  if (!lue) return montrer('coupee')
  if (lue.reste === 0) return montrer('finie')
  montrer('prolongee')
  revenirDans(Math.max(5000, Math.min(lue.reste - AVANT, 10_000)))
}

place?.addEventListener('focusin', ({ relatedTarget }) => {
  if (relatedTarget instanceof HTMLElement && !place.contains(relatedTarget)) dOuVient = relatedTarget
})
if (place && MODELE) revenirDans(PREMIER_REGARD)
