// What is to be corrected, said twice: in a summary whose lines lead to the fields, and beside each field.
import { alerte, dire, el, montrer } from '../navigateur/dom.ts'

export type Faute = Readonly<{ champ: string; message: string }>

/** Shows the faults, those of an earlier try removed; with none, only removes them. */
export function montrerFautes(formulaire: HTMLFormElement, fautes: readonly Faute[]): void {
  effacer(formulaire)
  montrer('fautes')
  if (fautes.length === 0) return
  dire()
  // Each goes before those already said of its field: their order is kept.
  for (const { champ, message } of fautes.toReversed()) direAuChamp(formulaire, champ, message)
  montrer(
    'fautes',
    alerte(
      'alerte',
      fautes.length === 1 ? 'Un champ est à corriger.' : `${fautes.length} champs sont à corriger.`,
      el(
        'ul',
        {},
        ...fautes.map(({ champ, message }) =>
          el('li', {}, el('a', { href: `#${saisiesDe(formulaire, champ)[0]?.id ?? champ}` }, message)),
        ),
      ),
    ),
  )
}

function saisiesDe(formulaire: HTMLFormElement, champ: string): readonly HTMLElement[] {
  const trouve = formulaire.elements.namedItem(champ)
  if (trouve === null) return []
  return trouve instanceof RadioNodeList ? ([...trouve] as HTMLElement[]) : [trouve as HTMLElement]
}

/** Before the field, after its help, as the server draws it; a screen reader hears it with the field. */
function direAuChamp(formulaire: HTMLFormElement, champ: string, message: string): void {
  const saisies = saisiesDe(formulaire, champ)
  const cadre = saisies[0]?.closest('.champ')
  if (!cadre) return
  const id = `faute-${champ}-${cadre.querySelectorAll(':scope > .faute').length}`
  const porteur = cadre instanceof HTMLFieldSetElement ? cadre : saisies[0]!
  const avant =
    cadre.querySelector(':scope > .faute') ?? [...cadre.children].find((e) => e.contains(saisies[0]!))
  cadre.classList.add('champ-faute')
  cadre.insertBefore(el('p', { class: 'faute', id }, el('span', {}, message)), avant!)
  for (const saisie of saisies) saisie.setAttribute('aria-invalid', 'true')
  const decrit = porteur.getAttribute('aria-describedby')
  porteur.setAttribute('aria-describedby', decrit ? `${decrit} ${id}` : id)
}

function effacer(formulaire: HTMLFormElement): void {
  for (const saisie of formulaire.querySelectorAll('[aria-invalid]')) saisie.removeAttribute('aria-invalid')
  for (const faute of formulaire.querySelectorAll('.champ > .faute')) {
    for (const porteur of formulaire.querySelectorAll(`[aria-describedby~="${faute.id}"]`)) {
      const reste = porteur
        .getAttribute('aria-describedby')!
        .split(' ')
        .filter((id) => id !== faute.id)
      if (reste.length > 0) porteur.setAttribute('aria-describedby', reste.join(' '))
      else porteur.removeAttribute('aria-describedby')
    }
    faute.parentElement!.classList.remove('champ-faute')
    faute.remove()
  }
}
