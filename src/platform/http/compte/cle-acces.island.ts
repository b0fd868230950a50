// Lets the browser answer with a key of access, then sends the form as any other. Without it, the form stays hidden and other proofs remain.
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'

/** Why nothing came, in words; the browser's own window has already explained. */
function direEchec(erreur: unknown): string {
  const nom = (erreur as Error).name
  if (nom === 'InvalidStateError') return 'Cet appareil a déjà une clé pour votre compte.'
  if (nom === 'NotAllowedError')
    return 'La clé n’a pas été présentée. Recommencez, ou choisissez un autre moyen.'
  return 'Votre navigateur n’a pas pu utiliser de clé d’accès ici. Choisissez un autre moyen.'
}

function preparer(cadre: HTMLElement): void {
  const formulaire = cadre.querySelector('form')
  const dit = cadre.querySelector<HTMLElement>('.avec-cle-dit')
  const reponse = formulaire?.querySelector<HTMLInputElement>('input[name="reponse"]')
  if (!formulaire || !dit || !reponse) return
  cadre.hidden = false
  for (const sans of document.querySelectorAll<HTMLElement>('.sans-cle')) sans.hidden = true
  let occupe = false
  formulaire.addEventListener('submit', (evenement) => {
    if (reponse.value) return
    evenement.preventDefault()
    if (occupe) return
    occupe = true
    dit.textContent = ''
    const options = JSON.parse(cadre.dataset['cle'] ?? '{}')
    const demande =
      'user' in options
        ? startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON })
        : startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON })
    demande
      .then((donnee) => {
        reponse.value = JSON.stringify(donnee)
        formulaire.submit()
      })
      .catch((erreur: unknown) => {
        dit.textContent = direEchec(erreur)
      })
      .finally(() => {
        occupe = false
      })
  })
}

if (browserSupportsWebAuthn())
  for (const cadre of document.querySelectorAll<HTMLElement>('[data-cle]')) preparer(cadre)
