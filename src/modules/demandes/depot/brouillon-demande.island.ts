// Keeps a draft as soon as a field is left. The page works without it: the button « Garder en brouillon » does the same for all of them.
function garderChaqueChamp(formulaire: HTMLFormElement, version: HTMLInputElement): void {
  let enCours: Promise<unknown> = Promise.resolve()
  const garder = async () => {
    const corps = new URLSearchParams()
    for (const [nom, valeur] of new FormData(formulaire))
      if (typeof valeur === 'string') corps.append(nom, valeur)
    corps.set('geste', 'garder')
    const reponse = await fetch(formulaire.action, {
      method: 'POST',
      body: corps,
      headers: { accept: 'application/json' },
    }).catch(() => null)
    if (!reponse?.ok) return
    const lu = (await reponse.json().catch(() => null)) as { version?: number } | null
    if (lu?.version !== undefined) version.value = String(lu.version)
  }
  formulaire.addEventListener('change', ({ target }) => {
    if ((target as HTMLInputElement).type !== 'file') enCours = enCours.then(garder)
  })
}

const depot = document.querySelector<HTMLFormElement>('form#depot')
// A first draft is created by the button: two tabs would otherwise make two.
const versionDuBrouillon = depot?.querySelector<HTMLInputElement>('input[name=version]')
if (depot && versionDuBrouillon) garderChaqueChamp(depot, versionDuBrouillon)
