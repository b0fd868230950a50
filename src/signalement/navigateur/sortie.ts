/** « Quitter vite »: this page leaves the tab and its place in the history, and what it held with it. */
export function poserSortie(): void {
  const lien = document.getElementById('quitter') as HTMLAnchorElement | null
  lien?.addEventListener('click', (evenement) => {
    evenement.preventDefault()
    document.body.replaceChildren()
    document.title = 'Service public'
    location.replace(lien.href)
  })
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') dernier = 0
    else if (Date.now() - dernier < 600) lien?.click()
    else dernier = Date.now()
  })
}
let dernier = 0
