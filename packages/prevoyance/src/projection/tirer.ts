import type { PopulationProjetee } from './population.ts'
import { NATURES, type TablesProjection } from './tables.ts'
import {
  AN,
  ANNEES,
  ajouterPaye,
  ajouterProvision,
  ajouterRente,
  type Comptes,
  exponentielle,
  HORIZON,
  NOMBRE_MESURES,
} from './verser.ts'

const DEUX_32 = 2 ** -32

/** What is counted to compare with published figures, from the second year on (the first has no leave begun before it). */
export const COMPTEURS = {
  conges: 0,
  jours: 1,
  courts: 2,
  exposes: 3,
  longs: 4,
  joursLongs: 5,
  invalidites: 6,
  demi: 7,
} as const
export const NOMBRE_COMPTEURS = 8

/** Shocks common to all agents, draw × year, and their highest of each draw. */
export interface Chocs {
  readonly parAn: Float64Array
  readonly plusHaut: Float64Array
}

/** Everything that a block of draws needs. */
export interface Tirage {
  readonly population: PopulationProjetee
  readonly tables: TablesProjection
  readonly graine: number
  /** Yearly rate at which rentes end. */
  readonly finInvalidite: number
}

/** Number of cells of a draw: lot × year × option × measure. */
export const largeurTirage = ({ lots, options }: PopulationProjetee): number =>
  lots * ANNEES * options * NOMBRE_MESURES

const BITS = Uint8Array.from({ length: 64 }, (_, n) => {
  let bits = 0
  for (let reste = n >> 1; reste > 0; reste >>= 1) bits += reste & 1
  return bits
})
const MASQUE = 1_023

/** What the next numbers are for: a new agent, the next event, the length of a leave, that of a rente. */
const ETAPE = { arrivee: 0, suivant: 1, ordinaire: 2, long: 3, invalidite: 4 } as const

/** The work of a block, and what every agent shares. */
interface Bloc {
  readonly tirage: Tirage
  readonly chocs: Chocs
  readonly comptes: Comptes
  readonly compteurs: Float64Array
  readonly debuts: Int32Array
  readonly fins: Int32Array
}

/**
 * Lives six years of every agent in draws [debut, fin[, event by event: time to the next event is exponential (rate of ordinary
 * leaves at its highest of the six years, some then rejected), an ordinary leave takes its length from a table, its pay from the
 * days taken in the twelve months before; a long leave ends at its term, in invalidity or back at work. Who leaves is
 * replaced by an agent of the same profile.
 * @param cellules (draw − debut) × `largeurTirage`, added to
 * @param compteurs added to
 */
export function tirer(
  tirage: Tirage,
  chocs: Chocs,
  debut: number,
  fin: number,
  cellules: Float64Array,
  compteurs: Float64Array,
): void {
  const bloc: Bloc = {
    tirage,
    chocs,
    comptes: comptesDe(tirage, cellules),
    compteurs,
    debuts: new Int32Array(MASQUE + 1),
    fins: new Int32Array(MASQUE + 1),
  }
  // One call an agent: a loop compiled while it runs is compiled less well than a function.
  for (let a = 0; a < tirage.population.nombre; a++) vivre(bloc, a, debut, fin)
}

const comptesDe = ({ population: p, tables }: Tirage, cellules: Float64Array): Comptes => ({
  cellules,
  options: p.options,
  age: p.age,
  assietteJour: p.assietteJour,
  indemnite: p.indemnite,
  indemniteJour: p.indemniteJour,
  rente: p.rente,
  renteJour: p.renteJour,
  tables,
})

function vivre(
  { tirage, chocs, comptes, compteurs, debuts, fins }: Bloc,
  a: number,
  debut: number,
  fin: number,
) {
  const { population: p, tables, finInvalidite } = tirage
  const { logarithme, fragilite, dureeCmo, dureeLongue } = tables
  const { parAn, plusHaut } = chocs
  const parAnnee = p.options * NOMBRE_MESURES
  const parTirage = p.lots * ANNEES * parAnnee
  const place = p.lot[a]! * ANNEES * parAnnee
  const finRente = finInvalidite / AN
  const graine = tirage.graine | 0
  const cle = p.cle[a]! | 0
  const k2 = 0x1bd11bda ^ cle ^ graine
  const cmo = p.cmo[a]!
  const longue = p.longue[a]!
  const fixe = longue + p.sortie[a]!
  const durees = p.tranche[a]! * 4_096
  const plein = p.plein[a]!
  const demi = p.demi[a]!
  const seuilCld = p.seuilCld[a]!
  const seuilInvalidite = p.seuilInvalidite[a]!
  let [conges, courts, demis, jours, exposes] = [0, 0, 0, 0, 0]
  for (let t = debut; t < fin; t++) {
    const ici = (t - debut) * parTirage + place
    const haut = plusHaut[t]!
    let z = 0
    let plafond = 0
    let total = 0
    let jour = 0
    let queue = 0
    let tete = 0
    let somme = 0
    let annees = 0
    let premier = 0
    let annee = 0
    let etape: number = ETAPE.arrivee
    // One place draws, what the numbers are for is a step: this is `threefry`, too large for the compiler to inline (a test compares).
    for (let evenement = 0; ; evenement++) {
      let x = (t + cle) | 0
      let y = (evenement + graine) | 0
      x = (x + y) | 0
      y = ((y << 13) | (y >>> 19)) ^ x
      x = (x + y) | 0
      y = ((y << 15) | (y >>> 17)) ^ x
      x = (x + y) | 0
      y = ((y << 26) | (y >>> 6)) ^ x
      x = (x + y) | 0
      y = ((y << 6) | (y >>> 26)) ^ x
      x = (x + graine) | 0
      y = (y + k2 + 1) | 0
      x = (x + y) | 0
      y = ((y << 17) | (y >>> 15)) ^ x
      x = (x + y) | 0
      y = ((y << 29) | (y >>> 3)) ^ x
      x = (x + y) | 0
      y = ((y << 16) | (y >>> 16)) ^ x
      x = (x + y) | 0
      y = ((y << 24) | (y >>> 8)) ^ x
      x = (x + k2) | 0
      y = (y + cle + 2) | 0
      x = (x + y) | 0
      y = ((y << 13) | (y >>> 19)) ^ x
      x = (x + y) | 0
      y = ((y << 15) | (y >>> 17)) ^ x
      x = (x + y) | 0
      y = ((y << 26) | (y >>> 6)) ^ x
      x = (x + y) | 0
      y = ((y << 6) | (y >>> 26)) ^ x
      x = (x + cle) | 0
      y = (y + graine + 3) | 0
      x = (x + y) | 0
      y = ((y << 17) | (y >>> 15)) ^ x
      const u = x
      if (etape === ETAPE.suivant) {
        jour += exponentielle(logarithme, u) / total
        if (jour >= HORIZON) break
        const lequel = (y >>> 0) * DEUX_32 * total
        premier = jour | 0
        annee = (premier / AN) | 0
        if (lequel >= plafond) etape = lequel < plafond + longue ? ETAPE.long : ETAPE.arrivee
        else if (lequel < cmo * z * parAn[t * ANNEES + annee]!) etape = ETAPE.ordinaire
      } else if (etape === ETAPE.ordinaire) {
        const duree = dureeCmo[durees + (u >>> 20)]!
        const dernier = premier + duree
        let pris = somme
        // What is older than twelve months is forgotten only when it may count: most leaves keep full pay whatever was taken.
        if (somme + duree > plein) {
          const limite = premier - AN
          while (queue < tete && fins[queue & MASQUE]! <= limite) {
            somme -= fins[queue & MASQUE]! - debuts[queue & MASQUE]!
            queue++
          }
          pris = somme
          if (queue < tete && debuts[queue & MASQUE]! < limite) pris -= limite - debuts[queue & MASQUE]!
        }
        debuts[tete & MASQUE] = premier
        fins[tete & MASQUE] = dernier
        tete++
        somme += duree
        const enPlein = Math.min(duree, Math.max(0, plein - pris))
        const reste = demi - Math.max(0, pris - plein)
        const enDemi = Math.min(duree - enPlein, Math.max(0, reste))
        const survenance = ici + annee * parAnnee
        const passage = premier + enPlein
        if (enDemi > 0) ajouterPaye(comptes, a, ici, survenance, passage, passage + enDemi, true)
        if (annee !== ((dernier / AN) | 0)) ajouterProvision(comptes, a, ici, survenance, 0, premier, dernier)
        annees |= (2 << Math.min(ANNEES - 1, ((dernier - 1) / AN) | 0)) - (1 << annee)
        if (annee > 0) {
          conges++
          if (duree <= 10) courts++
          if (enDemi > 0) demis++
        }
        jours += Math.max(0, Math.min(dernier, HORIZON) - Math.max(premier, AN))
        jour = dernier
        etape = ETAPE.suivant
      } else if (etape === ETAPE.long) {
        const deux = y
        const nature = (deux & 65_535) < seuilCld ? 2 : 1
        const regle = NATURES[nature]!
        const dernier = premier + Math.min(regle.terme, dureeLongue[u >>> 20]!)
        const survenance = ici + annee * parAnnee
        const passage = premier + regle.plein
        if (dernier > passage) ajouterPaye(comptes, a, ici, survenance, passage, dernier, true)
        ajouterProvision(comptes, a, ici, survenance, nature, premier, dernier)
        if (annee > 0) compteurs[COMPTEURS.longs]!++
        compteurs[COMPTEURS.joursLongs]! += Math.max(0, Math.min(dernier, HORIZON) - Math.max(premier, AN))
        jour = dernier
        const invalide = deux >>> 16 < seuilInvalidite && dernier < HORIZON
        etape = invalide ? ETAPE.invalidite : ETAPE.suivant
      } else {
        let quantile = u
        if (etape === ETAPE.invalidite) {
          const depuis = jour
          if (depuis >= AN) compteurs[COMPTEURS.invalidites]!++
          const vie = finRente > 0 ? exponentielle(logarithme, u) / finRente : HORIZON
          const bout = depuis + (Math.min(vie, p.joursAvantAge[a]!) | 0)
          const survenance = ici + annee * parAnnee
          ajouterPaye(comptes, a, ici, survenance, depuis, bout, false)
          ajouterRente(comptes, a, ici, survenance, depuis, bout)
          quantile = y
        }
        z = fragilite[quantile >>> 20]!
        plafond = cmo * z * haut
        total = plafond + fixe
        queue = tete
        somme = 0
        etape = ETAPE.suivant
      }
    }
    exposes += BITS[annees]!
  }
  compteurs[COMPTEURS.conges]! += conges
  compteurs[COMPTEURS.courts]! += courts
  compteurs[COMPTEURS.demi]! += demis
  compteurs[COMPTEURS.jours]! += jours
  compteurs[COMPTEURS.exposes]! += exposes
}
