// Judges a census file where it is, by the rules of the server, before it is sent; keeps what is typed in the short form as it is typed. Without script, the
// server says the same once the file is sent, and « Garder et finir plus tard » keeps the form.
import { compte, nombre } from '#shared/typographie.ts'
import { jugerOctets, type RefusDeLigne, type Verification } from './juger.ts'

const zone = document.querySelector<HTMLElement>('#verification')
const envoi = zone?.closest('form')
const champ = envoi?.querySelector<HTMLInputElement>('input[type=file]')
/** Reasons shown before sending. */
const MONTRES = 20
/** How long the page may wait while a file is read, in milliseconds. */
const SOUFFLE_MS = 30
/** A file chosen meanwhile, or taken away, stops the reading of the former one. */
let tour = 0

/** The date typed, 'AAAA-MM-JJ'; today while it makes no sense: the server asks for it. */
function jourDuRecensement(): string {
  const tape = envoi?.querySelector<HTMLInputElement>('[name=au]')?.value ?? ''
  const [, j, m, a] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(tape.trim()) ?? []
  return a
    ? `${a}-${m!.padStart(2, '0')}-${j!.padStart(2, '0')}`
    : /^\d{4}-\d\d-\d\d$/.test(tape)
      ? tape
      : aujourdhui()
}
const aujourdhui = (): string =>
  new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date())

/**
 * Reads the file chosen and says its verdict.
 * @param enSilence the former verdict stays until the new one: leaving the date by a press on the button must not move the button from under the press
 */
async function verifier(enSilence = false): Promise<void> {
  const fichier = champ?.files?.[0]
  const ceTour = ++tour
  if (!zone || !fichier) {
    dire()
    return
  }
  if (!enSilence) dire(paragraphe('Lecture du fichier…'))
  try {
    const octets = new Uint8Array(await fichier.arrayBuffer())
    const employeur = { nom: zone.dataset['nom'] ?? '', siret: zone.dataset['siret'] || null }
    const lecture = jugerOctets(octets, employeur, jourDuRecensement())
    let souffle = performance.now()
    for (;;) {
      const { done, value } = lecture.next()
      if (ceTour !== tour) return
      if (!done && performance.now() - souffle < SOUFFLE_MS) continue
      if (done) {
        conclure(value as Verification | null)
        return
      }
      if (!enSilence)
        dire(paragraphe(`Lecture du fichier : ${Math.floor((100 * (value as number)) / octets.length)} %`))
      await new Promise((suite) => setTimeout(suite))
      souffle = performance.now()
    }
  } catch {
    dire(paragraphe('Ce fichier sera vérifié une fois envoyé.'))
  }
}

function conclure(verification: Verification | null): void {
  if (!verification) dire(paragraphe('Ce fichier sera vérifié une fois envoyé.'))
  else direVerdict(verification)
}

function direVerdict({ lignes, refusees, refus, lisible, avis }: Verification): void {
  const avisLus = avis.split('\n').filter(Boolean).map(paragraphe)
  const phrase = lisible
    ? `${compte(lignes, 'agent lu', 'agents lus')}, aucune ligne refusée. Vous pouvez envoyer.`
    : refusees > 0
      ? `${compte(refusees, 'ligne serait refusée', 'lignes seraient refusées')} sur ${nombre(lignes)} : corrigez le fichier, puis choisissez-le de nouveau.`
      : 'Aucun agent n’a pu être lu.'
  dire(paragraphe(phrase), ...(refus.length > 0 ? [liste(refus.slice(0, MONTRES))] : []), ...avisLus)
}

function dire(...noeuds: Node[]): void {
  if (!zone) return
  zone.hidden = noeuds.length === 0
  zone.replaceChildren(...noeuds)
}
function paragraphe(texte: string): HTMLElement {
  const p = document.createElement('p')
  p.textContent = texte
  return p
}
function liste(refus: readonly RefusDeLigne[]): HTMLElement {
  const ul = document.createElement('ul')
  for (const { ligne, colonne, message } of refus) {
    const li = document.createElement('li')
    li.textContent = `Ligne ${nombre(ligne)}, ${colonne || 'toute la ligne'} : ${message}`
    ul.append(li)
  }
  return ul
}

champ?.addEventListener('change', () => void verifier())
envoi?.querySelector('[name=au]')?.addEventListener('change', () => void verifier(true))

// The short form, field by field as each changes: two persons who fill it at once do not undo each other.
const saisie = document.querySelector<HTMLFormElement>('form#saisie')
const brouillon = saisie?.querySelector<HTMLButtonElement>('button[formaction]')?.formAction
saisie?.addEventListener('change', ({ target }) => {
  if (!brouillon || !(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return
  const caches = [...saisie.querySelectorAll<HTMLInputElement>('input[type=hidden]')]
  const corps = new URLSearchParams([...caches, target].map(({ name, value }) => [name, value]))
  void fetch(brouillon, {
    method: 'POST',
    body: corps,
    headers: { accept: 'application/json' },
    keepalive: true,
  }).catch(() => null)
})
