// A bidder seals her bid here, for the commission: nothing leaves in clear, and nothing leaves when sealing fails.
import { PLI_MAX } from '../../domain/plis.ts'
import { empreinteDesCles } from '../cle/empreinte.ts'
import { direEmpreinte } from '../mots.ts'
import { brancher, dire, Faute, parId, souffler } from '../page.ts'
import { type PieceDuPli, scellerPli } from '../sceller.ts'

const XLSX = [0x50, 0x4b, 0x03, 0x04]
const PDF = [0x25, 0x50, 0x44, 0x46]
const commence = (octets: Uint8Array, par: readonly number[]) => par.every((o, i) => octets[i] === o)

async function lirePiece(
  formulaire: HTMLFormElement,
  nom: 'bordereau' | 'memoire',
): Promise<PieceDuPli | null> {
  const fichier = (formulaire.elements.namedItem(nom) as HTMLInputElement).files?.[0]
  if (!fichier) return null
  if (fichier.size === 0) throw new Faute(`« ${fichier.name} » est vide. Choisissez un autre fichier.`)
  if (fichier.size > PLI_MAX)
    throw new Faute(`« ${fichier.name} » dépasse 20 Mo : allégez-le, puis recommencez. Rien n’a été envoyé.`)
  const contenu = new Uint8Array(await fichier.arrayBuffer())
  const juste =
    nom === 'memoire'
      ? commence(contenu, PDF)
      : commence(contenu, XLSX) || (/\.csv$/i.test(fichier.name) && !contenu.includes(0))
  if (!juste)
    throw new Faute(
      `« ${fichier.name} » n’est pas ${nom === 'memoire' ? 'un PDF' : 'un classeur XLSX ou un fichier CSV'}. Rien n’a été envoyé.`,
    )
  return { nom: fichier.name.slice(0, 200), contenu }
}

type Pret = { readonly de: readonly File[]; readonly empreinte: string; readonly corps: () => FormData }
/** The bid that was sealed last, with the files it was made of: sent again, it is the same one. */
let pret: Pret | null = null

const fichiersDe = (formulaire: HTMLFormElement): File[] =>
  ['bordereau', 'memoire'].flatMap(
    (nom) => (formulaire.elements.namedItem(nom) as HTMLInputElement).files?.[0] ?? [],
  )

async function preparer(formulaire: HTMLFormElement): Promise<Pret> {
  const de = fichiersDe(formulaire)
  if (pret && pret.de.length === de.length && pret.de.every((f, i) => f === de[i])) return pret
  const bordereau = await lirePiece(formulaire, 'bordereau')
  if (!bordereau) throw new Faute('Choisissez le bordereau de prix. Rien n’a été envoyé.')
  const memoire = await lirePiece(formulaire, 'memoire')
  const pieces = memoire ? [bordereau, memoire] : [bordereau]
  if (pieces.reduce((n, { contenu }) => n + contenu.length, 0) > PLI_MAX)
    throw new Faute('Les deux fichiers dépassent 20 Mo ensemble : allégez-les, puis recommencez.')
  dire('Chiffrement de votre offre…')
  await souffler()
  const { scelle, destinataire, parts } = await scellerPli(pieces, commissionDe(formulaire))
  const empreinte = await crypto.subtle
    .digest('SHA-256', scelle)
    .then((h) => enHexa(new Uint8Array(h)))
    .catch(() => '')
  return {
    de,
    empreinte,
    corps: () => {
      const corps = new FormData()
      corps.set('destinataire', destinataire)
      corps.set('parts', JSON.stringify(parts))
      corps.set('scelle', new Blob([scelle]), 'pli.age')
      return corps
    },
  }
}

const enHexa = (octets: Uint8Array): string =>
  Array.from(octets, (o) => o.toString(16).padStart(2, '0')).join('')
const commissionDe = (formulaire: HTMLFormElement) =>
  JSON.parse(formulaire.dataset['commission']!) as { id: string; destinataire: string }[]

/** The connection was cut, or something between answered for the server: what is known, and the two ways to know more. */
function douter(formulaire: HTMLFormElement, { empreinte }: Pret): Faute {
  const renvoyer = document.createElement('button')
  renvoyer.type = 'submit'
  renvoyer.className = 'bouton bouton-secondaire'
  renvoyer.setAttribute('form', formulaire.id)
  renvoyer.textContent = 'Renvoyer le même pli'
  const voir = document.createElement('a')
  voir.href = formulaire.dataset['action']!
  voir.textContent = 'Recharger la page et chercher l’accusé de réception'
  const gestes = document.createElement('p')
  gestes.className = 'actions'
  gestes.append(renvoyer, voir)
  return new Faute(
    `La réponse du serveur n’est pas arrivée. Nous ne savons pas si votre pli${empreinte && `, empreinte ${empreinte.slice(0, 16)},`} est reçu. Vérifiez votre connexion, puis renvoyez-le : c’est le même pli, reçu une seule fois. S’il est arrivé, la page montrera son accusé de réception.`,
    [gestes],
  )
}

brancher('deposer-pli', async (formulaire) => {
  pret = await preparer(formulaire)
  dire('Envoi de votre pli scellé…')
  let reponse: Response
  let dit: { suite?: string; phrase?: string }
  try {
    reponse = await fetch(formulaire.dataset['action']!, {
      method: 'POST',
      body: pret.corps(),
      headers: { accept: 'application/json' },
    })
    dit = (await reponse.json()) as typeof dit
  } catch {
    throw douter(formulaire, pret)
  }
  if (dit.suite) location.assign(dit.suite)
  else if (dit.phrase) throw new Faute(dit.phrase)
  else throw douter(formulaire, pret)
})

// Computed here, from the keys that will seal: what a server writes beside them is not believed.
const vue = parId('empreinte-cles')
const depot = parId<HTMLFormElement>('deposer-pli')
if (vue && depot) vue.textContent = direEmpreinte(empreinteDesCles(commissionDe(depot)))
