// A bidder seals her bid here, for the commission: nothing leaves in clear, and nothing leaves when sealing fails.
import { PLI_MAX } from '../domain/plis.ts'
import { brancher, dire, Faute, souffler } from './page.ts'
import { type PieceDuPli, scellerPli } from './sceller.ts'

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

brancher('deposer-pli', async (formulaire) => {
  const bordereau = await lirePiece(formulaire, 'bordereau')
  if (!bordereau) throw new Faute('Choisissez le bordereau de prix. Rien n’a été envoyé.')
  const memoire = await lirePiece(formulaire, 'memoire')
  const pieces = memoire ? [bordereau, memoire] : [bordereau]
  if (pieces.reduce((n, { contenu }) => n + contenu.length, 0) > PLI_MAX)
    throw new Faute('Les deux fichiers dépassent 20 Mo ensemble : allégez-les, puis recommencez.')
  dire('Chiffrement de votre offre…')
  await souffler()
  const commission = JSON.parse(formulaire.dataset['commission']!) as { id: string; destinataire: string }[]
  const { scelle, destinataire, parts } = await scellerPli(pieces, commission)
  dire('Envoi de votre pli scellé…')
  const corps = new FormData()
  corps.set('destinataire', destinataire)
  corps.set('parts', JSON.stringify(parts))
  corps.set('scelle', new Blob([scelle]), 'pli.age')
  const reponse = await fetch(formulaire.dataset['action']!, {
    method: 'POST',
    body: corps,
    headers: { accept: 'application/json' },
  })
  const { suite, phrase } = (await reponse.json()) as { suite?: string; phrase?: string }
  if (suite) location.assign(suite)
  else throw new Faute(phrase ?? 'Le serveur n’a pas reçu ce pli. Rechargez la page et recommencez.')
})
