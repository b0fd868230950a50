// The deposit: everything is sealed here. A draft lives in this tab only.
import { depuisTexte, enTexte, octetsCanoniques, Refus, verifierPreuve } from '@maillage/coffre'
import { jourDe } from '#shared/dates.ts'
import { type Brut, lireSignalement, refusDePiece, refusDesPieces } from '../domain/depot.ts'
import { exclusionsDe } from '../domain/politique.ts'
import { alerte, bouton, dire, el, enregistrer, phraseDe, trouver } from '../navigateur/dom.ts'
import { poserSortie } from '../navigateur/sortie.ts'
import { travailler } from '../navigateur/travailleur.ts'
import { preparerPiece, trouverMetadonnees } from '../protocole/metadonnees.ts'
import {
  type DepotScelle,
  empreinteDuDepot,
  numeroDe,
  type PieceJointe,
  scellerDepot,
} from '../protocole/sceller-depot.ts'
import { chargerCellule, envoyerDepot, parHttp, RefusDuServeur } from '../protocole/serveur.ts'
import { type Faute, montrerFautes } from './fautes.ts'
import { montrerRecepisse } from './recepisse.ts'

const formulaire = trouver<HTMLFormElement>('depot')
const organisme = formulaire.dataset['organisme']!
const transport = parHttp('')
const aujourdhui = () => jourDe(new Date())
let nommesAcceptes = false
// A member types for somebody who called, wrote or came: the words go to that person, never kept by the cell.
const canal = new URLSearchParams(location.search).get('canal') === 'autre' ? 'autre' : 'ligne'

poserSortie()
if (canal === 'autre')
  formulaire.before(
    alerte(
      'attention',
      'Vous saisissez pour quelqu’un d’autre.',
      el(
        'p',
        {},
        'Relisez-lui ce que vous écrivez. Donnez-lui les douze mots et ne les gardez pas : elle relira et approuvera le procès-verbal avec eux.',
      ),
    ),
  )
formulaire.addEventListener('submit', (evenement) => {
  evenement.preventDefault()
  void envoyer().catch((erreur: unknown) => {
    dire(alerte('alerte', 'Rien n’a été envoyé.', el('p', {}, phraseDe(erreur))))
    occuper(false)
  })
})
const fichiers = formulaire.elements.namedItem('pieces') as HTMLInputElement
fichiers.addEventListener('change', () => void montrerMetadonnees())

function lireBrut(): Brut {
  const brut: Record<string, string[]> = {}
  for (const [nom, valeur] of new FormData(formulaire))
    if (typeof valeur === 'string') brut[nom] = [...(brut[nom] ?? []), valeur]
  return brut
}

/** What each file says beside its content, with a choice file by file. */
async function montrerMetadonnees(): Promise<void> {
  const lignes = await Promise.all(
    [...(fichiers.files ?? [])].map(async (fichier, i) => {
      const refus = refusDePiece(fichier.name, fichier.size)
      if (refus) return el('li', {}, refus)
      const { noms, retirables } = trouverMetadonnees(new Uint8Array(await fichier.arrayBuffer()))
      if (noms.length === 0) return el('li', {}, `${fichier.name} : aucune information cachée trouvée.`)
      if (!retirables)
        return el(
          'li',
          {},
          `${fichier.name} : contient sans doute ${noms.join(', ')}. Nous ne savons pas l’ôter de ce type de fichier : imprimez-le en PDF, ou photographiez-le.`,
        )
      return el(
        'li',
        {},
        `${fichier.name} : contient ${noms.join(', ')}. `,
        el(
          'label',
          { class: 'option' },
          el('input', { type: 'checkbox', name: `garder-${i}`, value: 'oui' }),
          el(
            'span',
            {},
            'Conserver ces informations (elles peuvent servir de preuve). Sinon, elles seront retirées.',
          ),
        ),
      )
    }),
  )
  trouver('metadonnees').replaceChildren(lignes.length > 0 ? el('ul', {}, ...lignes) : '')
}

async function lirePieces(): Promise<PieceJointe[]> {
  const choisis = [...(fichiers.files ?? [])]
  return Promise.all(
    choisis.map(async (fichier, i) => {
      const garder = formulaire.elements.namedItem(`garder-${i}`) as HTMLInputElement | null
      return preparerPiece(
        fichier.name,
        fichier.type,
        new Uint8Array(await fichier.arrayBuffer()),
        garder?.checked ?? false,
      )
    }),
  )
}

const fautesDePieces = (): Faute[] =>
  refusDesPieces([...(fichiers.files ?? [])]).map((message) => ({ champ: 'pieces', message }))

async function envoyer(): Promise<void> {
  montrerFautes(formulaire, [])
  const { cellule, ancrage } = await chargerCellule(transport, organisme, aujourdhui())
  const brut = lireBrut()
  const lu = lireSignalement(brut, cellule.politique)
  const fautes = [...(lu.ok ? [] : lu.refus), ...fautesDePieces()]
  if (fautes.length > 0 || !lu.ok) return montrerFautes(formulaire, fautes)
  const signalement = lu.valeur
  const { nommes } = exclusionsDe(
    cellule.membres,
    signalement.employeur,
    signalement.exclusions,
    Object.values(signalement.faits).flat().map(String),
  )
  if (nommes.length > 0 && !nommesAcceptes) {
    const noms = cellule.membres.filter(({ id }) => nommes.includes(id)).map(({ nom }) => nom)
    dire(
      alerte(
        'attention',
        `Votre récit semble nommer ${noms.join(', ')}, qui pourrait le lire.`,
        el('p', {}, 'Cochez cette personne plus bas si elle ne doit pas lire, ou confirmez.'),
        bouton('Elle peut lire, envoyer', () => {
          nommesAcceptes = true
          formulaire.requestSubmit()
        }),
      ),
    )
    return
  }
  occuper(true)
  dire(el('p', {}, 'Chiffrement sur votre appareil…'))
  const scelle = await scellerDepot(cellule, signalement, await lirePieces(), aujourdhui(), canal)
  await transmettre(scelle.depot, scelle.mots, ancrage.preuve)
}

/** Sends, and again if asked, the same sealed bytes: the server keeps them once. */
async function transmettre(depot: DepotScelle, mots: readonly string[], clePreuve: string): Promise<void> {
  const empreinte = empreinteDuDepot(depot, depuisTexte)
  const avance = el('progress', { max: '1', value: '0', 'aria-label': 'Calcul demandé à votre appareil' })
  dire(el('p', {}, 'Votre appareil fait un court calcul, qui protège des envois automatiques…'), avance)
  try {
    const adresse = trouverEffort()
    const preuve = await envoyerDepot(
      transport,
      depot,
      travailler(await adresse, empreinte, (part) => (avance.value = part)),
    )
    if (verifierPreuve(depuisTexte(preuve), clePreuve).depot !== empreinte) throw new Refus('autre-contexte')
    dire()
    formulaire.remove()
    montrerRecepisse('suite', { mots, numero: numeroDe(depot.dossier), preuve })
  } catch (erreur) {
    occuper(false)
    const refait = erreur instanceof RefusDuServeur && A_RESCELLER.includes(erreur.code)
    dire(
      alerte(
        'alerte',
        'Le dépôt n’est pas parti.',
        el('p', {}, phraseDe(erreur)),
        refait
          ? el('p', {}, 'Votre récit est toujours là : il sera chiffré de nouveau, puis envoyé.')
          : el(
              'p',
              {},
              'Le même dépôt chiffré peut être envoyé de nouveau : il ne sera enregistré qu’une fois.',
            ),
        bouton(
          'Envoyer de nouveau',
          () => (refait ? formulaire.requestSubmit() : transmettre(depot, mots, clePreuve)),
          'primaire',
        ),
        !refait && bouton('Télécharger le dépôt chiffré', () => telecharger(depot)),
      ),
    )
  }
}

/** Refusals after which the same sealed bytes would be refused again: the directory is read again and everything sealed for it. */
const A_RESCELLER: readonly string[] = ['destinataire-inconnu', 'autre-depot']

/** The sealed deposit as a file: to be sent later, or carried. Sealed bytes only. */
const telecharger = (depot: DepotScelle): void =>
  enregistrer(
    'document.bin',
    octetsCanoniques({
      ...depot,
      pieces: depot.pieces.map((p) => ({ ...p, octets: enTexte(p.octets) })),
    } as never),
  )

const trouverEffort = async (): Promise<string> =>
  ((await (await fetch('/v1/scripts', { credentials: 'omit' })).json()) as { effort: string }).effort

function occuper(oui: boolean): void {
  const envoi = formulaire.querySelector<HTMLButtonElement>('button[type=submit]')
  if (envoi) envoi.disabled = oui
}
