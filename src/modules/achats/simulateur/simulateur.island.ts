// The simulator in the browser, with the engine of the server: figures, table and rules follow what is typed, and nothing leaves the browser. Without it,
// the button « Recalculer » does the same. The drawing is the server's: it is put away until it is asked for again.
import { direResultat } from '@maillage/prevoyance/moteur'
import { mois as direMois, montant, nombre } from '#shared/typographie.ts'
import { CHAMPS_SIMULATION, type SaisieSimulation, type Simulation, simuler } from './demande.ts'
import { type Resultat, resumer } from './resultat.ts'

const formulaire = document.querySelector<HTMLFormElement>('form#simulation')
const resultats = document.querySelector<HTMLElement>('#resultats')
const suivi = document.querySelector<HTMLElement>('#suivi')

const lire = (donnees: FormData): SaisieSimulation =>
  Object.fromEntries(
    CHAMPS_SIMULATION.map((champ) => [champ, String(donnees.get(champ) ?? '')]),
  ) as SaisieSimulation

function calculer(): void {
  if (!formulaire || !resultats || !suivi) return
  const saisie = lire(new FormData(formulaire))
  const issue = simuler(saisie)
  // The fragment of an address is never sent: a link holds the situation, and no server sees it.
  history.replaceState(null, '', `#${new URLSearchParams(saisie)}`)
  for (const figure of resultats.querySelectorAll<HTMLElement>('figure')) figure.hidden = true
  if (!issue.ok) {
    suivi.textContent = issue.fautes.map(({ message }) => message).join(' ')
    return
  }
  const resultat = resumer(issue.valeur)
  ecrireChiffres(resultat)
  ecrireMois(resultat)
  ecrireRegles(issue.valeur)
  suivi.textContent = `Recalculé dans votre navigateur : ${montant(resultat.pire.avec)} au plus bas avec le contrat, ${montant(resultat.pire.sans)} sans. Pour partager, copiez l’adresse de cette page : ce qui suit « # » n’est jamais envoyé. « Recalculer » redessine le graphique.`
}

function ecrireChiffres({ pire, cotisation, total, cotisations, lignes, net }: Resultat): void {
  const part = (n: number) => `${nombre(Math.round((1000 * n) / net) / 10)} % de votre net habituel`
  const quand = direMois(`${pire.mois}-01`).toLowerCase()
  const valeurs = [montant(pire.sans), montant(pire.avec), montant(cotisation)]
  const details = [`en ${quand}, ${part(pire.sans)}`, `en ${quand}, ${part(pire.avec)}`]
  for (const [rang, chiffre] of [...resultats!.querySelectorAll('.chiffre')].entries()) {
    ecrire(chiffre.querySelector('.chiffre-valeur span'), valeurs[rang])
    ecrire(chiffre.querySelector('.detail span'), details[rang])
  }
  ecrire(
    document.querySelector('#bilan'),
    `Sur ${nombre(lignes.length)} mois, le contrat vous verse ${montant(total.ajoute)} et vous coûte ${montant(cotisations)} de cotisation.`,
  )
}

function ecrireMois({ lignes, total }: Resultat): void {
  const table = document.querySelector<HTMLTableElement>('#mois-par-mois > table')
  const chiffres = (l: Resultat['total']) => [l.sans, l.ajoute, l.avec, l.manque].map(montant)
  remplir(
    table?.tBodies[0],
    lignes.map((l) => [direMois(`${l.mois}-01`), l.jours, ...chiffres(l)]),
  )
  remplir(table?.tFoot, [['En tout', '', ...chiffres(total)]])
}

type Etape = Simulation['parcours']['droits'][number]

function ecrireRegles({ parcours: { droits, paies } }: Simulation): void {
  const blocs = [...document.querySelectorAll<HTMLElement>('#regles [data-regles]')]
  const suites = [{ titre: '', explication: droits }, ...paies]
  for (const [rang, bloc] of blocs.entries()) {
    const suite = suites[rang]
    bloc.hidden = !suite
    if (!suite) continue
    if (suite.titre) ecrire(bloc.querySelector('summary'), suite.titre)
    remplir(bloc.querySelector<HTMLTableElement>('table')?.tBodies[0], suite.explication.map(enLigne))
  }
  // More kinds of months than the server had drawn: the last blocks are copies.
  const modele = blocs.at(-1)
  for (const { titre, explication } of suites.slice(blocs.length)) {
    const copie = modele?.cloneNode(true) as HTMLElement | undefined
    if (!copie || !modele) return
    ecrire(copie.querySelector('summary'), titre)
    remplir(copie.querySelector<HTMLTableElement>('table')?.tBodies[0], explication.map(enLigne))
    modele.parentElement?.append(copie)
  }
}

const enLigne = (etape: Etape, rang: number): string[] => [
  `${rang + 1}. ${etape.libelle}`,
  etape.formule,
  direResultat(etape),
  etape.source,
]

const ecrire = (ou: Element | null | undefined, texte: string | undefined): void => {
  if (ou && texte !== undefined) ou.textContent = texte
}

/** Rows of a table, from copies of its first one. */
function remplir(
  corps: HTMLTableSectionElement | null | undefined,
  lignes: readonly (readonly string[])[],
): void {
  const modele = corps?.rows[0]
  if (!corps || !modele) return
  corps.replaceChildren(
    ...lignes.map((textes) => {
      const ligne = modele.cloneNode(true) as HTMLTableRowElement
      for (const [rang, cellule] of [...ligne.cells].entries()) ecrire(cellule, textes[rang])
      return ligne
    }),
  )
}

/** A shared link: its fragment fills the form. */
function reprendre(): void {
  const partages = new URLSearchParams(location.hash.slice(1))
  if (!formulaire || !partages.has('indice')) return
  for (const champ of CHAMPS_SIMULATION) {
    const valeur = partages.get(champ)
    const saisie = formulaire.elements.namedItem(champ) as HTMLInputElement | HTMLSelectElement | null
    if (saisie && valeur !== null) saisie.value = valeur.slice(0, 40)
  }
  calculer()
}

formulaire?.addEventListener('input', calculer)
reprendre()
