// A member of the commission makes her key, and opens her shares: her passphrase and what it opens stay in this page.
import { alea, cleSignature, destinataireDe, nouvelleIdentite } from '@maillage/coffre'
import { creerTrousseau, destinataireSecours, ouvrirTrousseau } from '@maillage/coffre/trousseau'
import { brancher, dire, envoyer, Faute, saisieDe, souffler } from '../page.ts'
import { empreinteDePart, ouvrirPart } from '../sceller.ts'

type MesParts = {
  readonly trousseau: string
  readonly parts: readonly { readonly pli: string; readonly scellee: string; readonly engagement: string }[]
}

brancher('creer-cle', async (formulaire) => {
  const phrase = saisieDe(formulaire, 'phrase')
  if (phrase !== saisieDe(formulaire, 'encore'))
    throw new Faute('Les deux phrases ne sont pas les mêmes. Tapez-les de nouveau.')
  dire('Création de votre clé…')
  await souffler()
  const identite = nouvelleIdentite()
  const cles = { id: formulaire.dataset['action']!, identite, signature: cleSignature() }
  // No recovery sheet: any two members of the commission open, a third key is the spare one.
  const secours = await destinataireSecours(alea(32))
  const { fichier } = await creerTrousseau(cles, phrase, secours)
  envoyer(formulaire.dataset['action']!, {
    destinataire: await destinataireDe(identite),
    trousseau: new TextDecoder().decode(fichier),
  })
})

brancher('ouvrir-plis', async (formulaire) => {
  const phrase = saisieDe(formulaire, 'phrase')
  if (phrase === '') throw new Faute('Tapez votre phrase de passe.')
  dire('Ouverture de votre clé…')
  await souffler()
  const reponse = await fetch(formulaire.dataset['parts']!, { headers: { accept: 'application/json' } })
  if (!reponse.ok) throw new Faute('Vos parts n’ont pas pu être lues. Rechargez la page et recommencez.')
  const { trousseau, parts } = (await reponse.json()) as MesParts
  const { cles } = await ouvrirTrousseau(new TextEncoder().encode(trousseau), phrase)
  const donnees: Record<string, string> = {}
  for (const { pli, scellee, engagement } of parts) {
    const carte = await ouvrirPart(scellee, cles.identite).catch(() => '')
    // What is not the share that the bidder committed to never leaves this page: a key is no tool to read other things with.
    // Left out, and said so by an empty share: one bidder's fault does not keep the others closed.
    donnees[pli] = empreinteDePart(carte) === engagement ? carte : ''
  }
  envoyer(formulaire.dataset['action']!, { parts: JSON.stringify(donnees) })
})
