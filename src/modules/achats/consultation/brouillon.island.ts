// Keeps each field as soon as it is left. The page works without it: the button « Garder et finir plus tard » does the same for all of them.
const formulaire = document.querySelector<HTMLFormElement>('form#reponse')
const adresse = formulaire?.querySelector<HTMLButtonElement>('button[formaction]')?.formAction

formulaire?.addEventListener('change', ({ target }) => {
  const champ = target as HTMLInputElement
  if (!adresse || !champ.name || champ.type === 'file') return
  const corps = new URLSearchParams([[champ.name, champ.value]])
  void fetch(adresse, {
    method: 'POST',
    body: corps,
    headers: { accept: 'application/json' },
    keepalive: true,
  }).catch(() => null)
})
