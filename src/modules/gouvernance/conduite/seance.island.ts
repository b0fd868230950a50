// Tells that the séance moved on another device. The page works without it: reloading shows the same thing.
const page = document.querySelector<HTMLElement>('[data-seance][data-active]')
const annonce = document.querySelector<HTMLElement>('.seance-nouveau')
const RYTHME = 4000

async function regarder(seance: string, version: string): Promise<void> {
  const reponse = await fetch(`/seances/${seance}/etat`, { headers: { accept: 'application/json' } }).catch(
    () => null,
  )
  if (reponse?.ok && String((await reponse.json()).version) !== version && annonce) {
    annonce.hidden = false
    return
  }
  setTimeout(() => regarder(seance, version), RYTHME)
}

const { seance, version } = page?.dataset ?? {}
if (seance && version) setTimeout(() => regarder(seance, version), RYTHME)
