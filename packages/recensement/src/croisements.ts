import { COLONNES, type Juge, type NomColonne, type Valeurs, VERDICT } from '@maillage/prevoyance/recensement'
import { agrandir } from './dictionnaire.ts'

/** Places of the cells of a column on the rows of a batch, and what each place is worth. */
export interface ColonneLue {
  readonly rangs: Uint32Array
  readonly valeurs: readonly unknown[]
}

/** Columns of few different values come first: rules then share most of their crossings. What differs on every row comes last. */
const AU_BOUT: readonly NomColonne[] = [
  'indice_majore',
  'ri_mensuel',
  'naissance',
  'conge_depuis',
  'date_entree',
]
const DEBUT: readonly NomColonne[] = ['heures_hebdo', 'heures_temps_complet', 'quotite', 'statut']
const ORDRE: readonly NomColonne[] = [
  ...DEBUT,
  ...COLONNES.map(({ nom }) => nom).filter((nom) => !DEBUT.includes(nom) && !AU_BOUT.includes(nom)),
  ...AU_BOUT,
]

/**
 * Judges rows by the rules that look at several columns: each different set of values once. Columns are crossed two by two, and a crossing with the next column,
 * so that rules which begin alike share them.
 * @param colonnes where the places of each column are found, batch after batch
 * @param lot most rows in a batch
 * @returns to be called on each batch: adds its verdicts to those of its rows, and leaves alone the rows that are refused already
 */
export function croiser(
  juges: readonly Juge[],
  colonnes: Readonly<Record<NomColonne, ColonneLue>>,
  lot: number,
): (etats: Uint8Array, lignes: number) => void {
  const croisements = new Map<string, Croisement>()
  const valeurs = Object.fromEntries(ORDRE.map((nom) => [nom, null])) as Record<NomColonne, unknown>
  for (const juge of juges) {
    const lues = ORDRE.filter((nom) => juge.colonnes.includes(nom))
    let gauche: Croisement | ColonneLue = colonnes[lues[0]!]
    for (let k = 2; k <= lues.length; k++) {
      const cle = lues.slice(0, k).join()
      const connu = croisements.get(cle)
      const croisement: Croisement =
        connu ?? new Croisement(gauche.rangs, colonnes[lues[k - 1]!].rangs, lues.slice(0, k), lot)
      croisements.set(cle, croisement)
      if (gauche instanceof Croisement) gauche.final = false
      gauche = croisement
    }
    if (gauche instanceof Croisement) gauche.juges.push(juge)
  }
  const tous = [...croisements.values()].map((croisement) => {
    const { noms, juges: siens } = croisement
    const lues = noms.map((nom) => ({ nom, ...colonnes[nom] }))
    const juger = (ligne: number): number => {
      for (const { nom, rangs, valeurs: connues } of lues) valeurs[nom] = connues[rangs[ligne]!]
      let verdict = 0
      for (const juge of siens) verdict |= juge.verdict(valeurs as Valeurs)
      return verdict
    }
    return { croisement, juger }
  })
  return (etats, lignes) => {
    for (const { croisement, juger } of tous) croisement.parcourir(etats, lignes, juger)
  }
}

class Croisement {
  /** Place of the pair of each row. */
  readonly rangs: Uint32Array
  readonly noms: readonly NomColonne[]
  readonly juges: Juge[] = []
  /** Whether no other crossing starts from this one. */
  final = true
  readonly #gauche: Uint32Array
  readonly #droite: Uint32Array
  #verdicts = new Uint8Array(1 << 8)
  #masque = (1 << 8) - 1
  // Three words a pair: both places, then its own + 1.
  #cases = new Int32Array(3 << 8)
  #nombre = 0
  #vues = 0

  constructor(gauche: Uint32Array, droite: Uint32Array, noms: readonly NomColonne[], lot: number) {
    this.rangs = new Uint32Array(lot)
    this.#gauche = gauche
    this.#droite = droite
    this.noms = noms
  }

  parcourir(etats: Uint8Array, lignes: number, juger: (ligne: number) => number): void {
    // Nearly every row has a pair of its own: remembering them costs more than it saves.
    if (this.final && this.#vues > 1 << 10 && this.#nombre * 2 > this.#vues) {
      for (let k = 0; k < lignes; k++) if ((etats[k]! & VERDICT.REFUSE) === 0) etats[k]! |= juger(k)
      return
    }
    const { rangs } = this
    const gauche = this.#gauche
    const droite = this.#droite
    let [cases, masque, verdicts] = [this.#cases, this.#masque, this.#verdicts]
    let [dessusGauche, dessusDroite, place] = [-1, -1, 0]
    for (let k = 0; k < lignes; k++) {
      // What cannot be read is not judged.
      if ((etats[k]! & VERDICT.REFUSE) !== 0) continue
      const a = gauche[k]!
      const b = droite[k]!
      // Most pairs are those of the row above.
      if (a !== dessusGauche || b !== dessusDroite) {
        let j = meler(a, b) & masque
        while (cases[j * 3 + 2] !== 0 && (cases[j * 3] !== a || cases[j * 3 + 1] !== b)) j = (j + 1) & masque
        place = cases[j * 3 + 2]! - 1
        if (place === -1) {
          place = this.#ajouter(j, a, b, this.juges.length === 0 ? VERDICT.PROPRE : juger(k))
          cases = this.#cases
          masque = this.#masque
          verdicts = this.#verdicts
        }
        dessusGauche = a
        dessusDroite = b
      }
      rangs[k] = place
      etats[k]! |= verdicts[place]!
    }
    this.#vues += lignes
  }

  #ajouter(j: number, a: number, b: number, verdict: number): number {
    const place = this.#nombre++
    this.#cases[j * 3] = a
    this.#cases[j * 3 + 1] = b
    this.#cases[j * 3 + 2] = place + 1
    if (place === this.#verdicts.length) this.#verdicts = agrandir(this.#verdicts, new Uint8Array(place * 2))
    this.#verdicts[place] = verdict
    if (place * 3 > this.#masque * 2) this.#doubler()
    return place
  }

  #doubler(): void {
    const anciennes = this.#cases
    const masque = this.#masque * 2 + 1
    const cases = new Int32Array((masque + 1) * 3)
    for (let k = 0; k < anciennes.length; k += 3) {
      if (anciennes[k + 2] === 0) continue
      let j = meler(anciennes[k]!, anciennes[k + 1]!) & masque
      while (cases[j * 3 + 2] !== 0) j = (j + 1) & masque
      cases[j * 3] = anciennes[k]!
      cases[j * 3 + 1] = anciennes[k + 1]!
      cases[j * 3 + 2] = anciennes[k + 2]!
    }
    this.#cases = cases
    this.#masque = masque
  }
}

function meler(a: number, b: number): number {
  const hache = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)
  return hache ^ (hache >>> 15)
}
