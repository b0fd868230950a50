import type { PopulationProjetee } from './population.ts'
import { AGE_MAX, AGE_MIN, MOIS, NATURES, type TablesProjection } from './tables.ts'
import { threefry } from './threefry.ts'

export const ANNEES = 6
const AN = 365
const HORIZON = ANNEES * AN
const AGES = AGE_MAX - AGE_MIN + 1
const UN_MOIS = AN / 12
const DEUX_32 = 2 ** -32

/**
 * What a draw adds up for a lot, a year and an option: contribution base not paid (cents × 1), benefits paid in the year, PSAP
 * and PM at its end (cents × thousandths of a month), then for the claims that began in the year: benefits paid up to the end of
 * the projection, and reserves still held at that end. Whole numbers: sums are exact, whatever their order.
 */
export const MESURES = {
  assiette: 0,
  paye: 1,
  psap: 2,
  pm: 3,
  payeSurvenance: 4,
  provisionSurvenance: 5,
} as const
export const NOMBRE_MESURES = 6

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

/**
 * Lives six years of every agent in draws [debut, fin[, event by event: time to the next event is exponential (rate of ordinary
 * leaves at its highest of the six years, some then rejected), an ordinary leave takes its length from a table, its pay from the
 * days taken in the twelve months before; a long leave ends at its term, in invalidity or back at work. Who leaves is
 * replaced by an agent of the same profile.
 * @param cellules (draw − debut) × `largeurTirage`, added to
 * @param compteurs added to
 */
export function tirer(
  { population: p, tables: q, graine, finInvalidite }: Tirage,
  chocs: Chocs,
  debut: number,
  fin: number,
  cellules: Float64Array,
  compteurs: Float64Array,
): void {
  const { options, nombre, lots } = p
  const { logarithme, fragilite, dureeCmo, dureeLongue } = q
  const { parAn, plusHaut } = chocs
  const parLot = ANNEES * options * NOMBRE_MESURES
  const parAnnee = options * NOMBRE_MESURES
  const parTirage = lots * parLot
  const finRente = finInvalidite / AN
  const sortie = new Uint32Array(2)
  const debuts = new Int32Array(MASQUE + 1)
  const fins = new Int32Array(MASQUE + 1)

  /** Exponential of mean 1 from 32 bits, by the logarithm of a table: the same in every language. */
  const exponentielle = (u: number): number => {
    const v = u === 0 ? 1 : u
    const zeros = Math.clz32(v)
    const mantisse = (v << zeros) >>> 0
    const rang = (mantisse >>> 19) & 4_095
    const reste = (mantisse & 0x7ffff) * (1 / 524_288)
    const l0 = logarithme[rang]!
    return (zeros + 1) * Math.LN2 + (l0 + (logarithme[rang + 1]! - l0) * reste)
  }

  for (let a = 0; a < nombre; a++) {
    const cle = p.cle[a]!
    const place = p.lot[a]! * parLot
    const cmo = p.cmo[a]!
    const longue = p.longue[a]!
    const fixe = longue + p.sortie[a]!
    const durees = p.tranche[a]! * 4_096
    const plein = p.plein[a]!
    const demi = p.demi[a]!
    const age = p.age[a]!
    const montants = a * options

    /** Half pay or rente over [d, f[, in the years of the projection; `survenance`: cells of the year in which the leave began. */
    const payer = (
      ici: number,
      survenance: number,
      d: number,
      f: number,
      jour: Float64Array,
      retire: boolean,
    ) => {
      let depuis = d
      while (depuis < f && depuis < HORIZON) {
        const annee = (depuis / AN) | 0
        const bout = Math.min(f, (annee + 1) * AN)
        const jours = bout - depuis
        const cases = ici + annee * parAnnee
        for (let o = 0; o < options; o++) {
          const k = cases + o * NOMBRE_MESURES
          const du = jours * jour[montants + o]!
          cellules[k + MESURES.paye]! += du
          cellules[survenance + o * NOMBRE_MESURES + MESURES.payeSurvenance]! += du
          if (retire) cellules[k + MESURES.assiette]! += jours * p.assietteJour[montants + o]!
        }
        depuis = bout
      }
    }
    /** Reserves of a leave open at the ends of years between its first day and its last. */
    const provisionner = (ici: number, survenance: number, nature: number, d: number, f: number) => {
      for (let annee = (d / AN) | 0; annee < ANNEES && (annee + 1) * AN < f; annee++) {
        const mois = (((annee + 1) * AN - d) / UN_MOIS) | 0
        const ligne = (nature * AGES + age) * MOIS + Math.min(MOIS - 1, mois)
        for (let o = 0; o < options; o++) {
          const k = ici + annee * parAnnee + o * NOMBRE_MESURES
          const du = q.demi[ligne]! * p.indemnite[montants + o]! + q.passage[ligne]! * p.rente[montants + o]!
          cellules[k + MESURES.psap]! += du
          if (annee === ANNEES - 1)
            cellules[survenance + o * NOMBRE_MESURES + MESURES.provisionSurvenance]! += du
        }
      }
    }
    const provisionnerRente = (ici: number, survenance: number, d: number, f: number) => {
      for (let annee = (d / AN) | 0; annee < ANNEES && (annee + 1) * AN < f; annee++) {
        const mois = (((annee + 1) * AN - d) / UN_MOIS) | 0
        const facteur = q.rente[age * MOIS + Math.min(MOIS - 1, mois)]!
        for (let o = 0; o < options; o++) {
          const k = ici + annee * parAnnee + o * NOMBRE_MESURES
          const du = facteur * p.rente[montants + o]!
          cellules[k + MESURES.pm]! += du
          if (annee === ANNEES - 1)
            cellules[survenance + o * NOMBRE_MESURES + MESURES.provisionSurvenance]! += du
        }
      }
    }

    for (let t = debut; t < fin; t++) {
      const ici = (t - debut) * parTirage + place
      const haut = plusHaut[t]!
      let evenement = 0
      threefry(cle, graine, t, evenement, sortie)
      let z = fragilite[sortie[0]! >>> 20]!
      let plafond = cmo * z * haut
      let total = plafond + fixe
      let jour = 0
      let queue = 0
      let tete = 0
      let somme = 0
      let annees = 0
      for (;;) {
        threefry(cle, graine, t, ++evenement, sortie)
        jour += exponentielle(sortie[0]!) / total
        if (jour >= HORIZON) break
        const lequel = sortie[1]! * DEUX_32 * total
        const premier = jour | 0
        const annee = (premier / AN) | 0
        if (lequel < plafond) {
          if (lequel >= cmo * z * parAn[t * ANNEES + annee]!) continue
          threefry(cle, graine, t, ++evenement, sortie)
          const duree = dureeCmo[durees + (sortie[0]! >>> 20)]!
          const dernier = premier + duree
          const limite = premier - AN
          while (queue < tete && fins[queue & MASQUE]! <= limite) {
            somme -= fins[queue & MASQUE]! - debuts[queue & MASQUE]!
            queue++
          }
          let pris = somme
          if (queue < tete && debuts[queue & MASQUE]! < limite) pris -= limite - debuts[queue & MASQUE]!
          debuts[tete & MASQUE] = premier
          fins[tete & MASQUE] = dernier
          tete++
          somme += duree
          const enPlein = Math.min(duree, Math.max(0, plein - pris))
          const reste = demi - Math.max(0, pris - plein)
          const enDemi = Math.min(duree - enPlein, Math.max(0, reste))
          const survenance = ici + annee * parAnnee
          if (enDemi > 0)
            payer(ici, survenance, premier + enPlein, premier + enPlein + enDemi, p.indemniteJour, true)
          if (((premier / AN) | 0) !== ((dernier / AN) | 0))
            provisionner(ici, survenance, 0, premier, dernier)
          const derniere = Math.min(ANNEES - 1, ((dernier - 1) / AN) | 0)
          annees |= (2 << derniere) - (1 << annee)
          if (annee > 0) {
            compteurs[COMPTEURS.conges]!++
            if (duree <= 10) compteurs[COMPTEURS.courts]!++
            if (enDemi > 0) compteurs[COMPTEURS.demi]!++
          }
          compteurs[COMPTEURS.jours]! += Math.max(0, Math.min(dernier, HORIZON) - Math.max(premier, AN))
          jour = dernier
        } else if (lequel < plafond + longue) {
          threefry(cle, graine, t, ++evenement, sortie)
          const deux = sortie[1]!
          const nature = (deux & 65_535) < p.seuilCld[a]! ? 2 : 1
          const regle = NATURES[nature]!
          const dernier = premier + Math.min(regle.terme, dureeLongue[sortie[0]! >>> 20]!)
          const survenance = ici + annee * parAnnee
          const passage = premier + regle.plein
          if (dernier > passage) payer(ici, survenance, passage, dernier, p.indemniteJour, true)
          provisionner(ici, survenance, nature, premier, dernier)
          if (annee > 0) compteurs[COMPTEURS.longs]!++
          compteurs[COMPTEURS.joursLongs]! += Math.max(0, Math.min(dernier, HORIZON) - Math.max(premier, AN))
          jour = dernier
          if (deux >>> 16 < p.seuilInvalidite[a]! && dernier < HORIZON) {
            if (dernier >= AN) compteurs[COMPTEURS.invalidites]!++
            threefry(cle, graine, t, ++evenement, sortie)
            const vie = finRente > 0 ? exponentielle(sortie[0]!) / finRente : HORIZON
            const bout = dernier + (Math.min(vie, p.joursAvantAge[a]!) | 0)
            payer(ici, survenance, dernier, bout, p.renteJour, false)
            provisionnerRente(ici, survenance, dernier, bout)
            z = fragilite[sortie[1]! >>> 20]!
            plafond = cmo * z * haut
            total = plafond + fixe
            queue = tete
            somme = 0
          }
        } else {
          threefry(cle, graine, t, ++evenement, sortie)
          z = fragilite[sortie[0]! >>> 20]!
          plafond = cmo * z * haut
          total = plafond + fixe
          queue = tete
          somme = 0
        }
      }
      compteurs[COMPTEURS.exposes]! += BITS[annees]!
    }
  }
}
