import { el } from '../../navigateur/dom.ts'

/** The parts of the case, each one click away: a long case on a telephone is read by its titles. */
export function sommaire(parties: readonly HTMLElement[]): HTMLElement {
  return el(
    'nav',
    { 'aria-label': 'Parties du dossier' },
    el(
      'ul',
      { class: 'dossier-sommaire' },
      ...parties.map((partie, rang) => {
        const titre = partie.querySelector('h2')
        partie.id = `partie-${rang}`
        partie.tabIndex = -1
        return el(
          'li',
          {},
          el(
            'a',
            {
              href: `#${partie.id}`,
              // The address stays that of the desk: nothing of a case enters the history of the browser.
              click: (e) => {
                e.preventDefault()
                partie.focus()
                partie.scrollIntoView()
              },
            },
            titre?.textContent ?? '',
          ),
        )
      }),
    ),
  )
}
