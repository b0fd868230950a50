import type { SortiesMasse } from '../genere/masse.gen.ts'
import { colonnesPour, ecrireAgent, entreesDe, type OptionMasse } from '../moteur/masse.ts'
import { calculerTout } from '../moteur/noyau.ts'
import { SITUATIONS } from '../moteur/situation.ts'
import type { AgentRecense } from '../recensement/types.ts'
import type { Jour } from '../socle/jours.ts'
import type { Hypotheses } from './hypotheses.ts'
import { frequences, rangDAge } from './tables.ts'

/** What the draws read of each agent, and what each option would pay: nothing else is kept of a person. */
export interface PopulationProjetee {
  readonly nombre: number
  readonly lots: number
  readonly options: number
  /** Key of the draws of an agent: its rank in the census. */
  readonly cle: Uint32Array
  readonly lot: Uint8Array
  readonly tranche: Uint8Array
  readonly age: Uint8Array
  /** Days of ordinary leave in full pay, then in half pay, in twelve months. */
  readonly plein: Uint16Array
  readonly demi: Uint16Array
  /** Chances on 65 536: long leave that is a CLD, long leave that ends in invalidity. */
  readonly seuilCld: Uint32Array
  readonly seuilInvalidite: Uint32Array
  /** Days until the legal age; 0 after it. */
  readonly joursAvantAge: Uint32Array
  /** Events a day. */
  readonly cmo: Float64Array
  readonly longue: Float64Array
  readonly sortie: Float64Array
  /** Agent × option, whole cents: contribution base of a month, benefit of a month and of a day, rente of a month and of a day. */
  readonly assiette: Float64Array
  readonly assietteJour: Float64Array
  readonly indemnite: Float64Array
  readonly indemniteJour: Float64Array
  readonly rente: Float64Array
  readonly renteJour: Float64Array
}

/** An agent and the lot of its employer. */
export interface AgentProjete {
  readonly agent: AgentRecense
  readonly lot: number
}

/** Rights to ordinary leave, in days: officials, then contract agents by years of service. Sources: those of `droits`. */
function droitsCmo(agent: AgentRecense, annee: number): readonly [plein: number, demi: number] {
  if (agent.statut === 'titulaire' || agent.statut === 'stagiaire') return [90, 270]
  const services = agent.dateEntree === null ? 3 : annee - Number(agent.dateEntree.slice(0, 4))
  if (services >= 3) return [90, 90]
  return services === 2 ? [60, 60] : [30, 30]
}

const CERTAIN = 65_536

/**
 * Prepares a census for the draws: frequencies by age and category, and what each option pays at half pay and in invalidity, by
 * the mass kernel.
 * @param agents read once, in order: a census need not be held whole
 * @param n how many they are
 * @param lots number of lots; that of each agent is under it
 * @param jour census date: parameters of pay, and ages
 * @throws RangeError when the agents are not as many as said
 */
export function preparerPopulation(
  agents: Iterable<AgentProjete>,
  n: number,
  lots: number,
  options: readonly OptionMasse[],
  h: Hypotheses,
  jour: Jour,
): PopulationProjetee {
  const annee = Number(jour.slice(0, 4))
  const colonnes = colonnesPour(n)
  const p = {
    cle: new Uint32Array(n),
    lot: new Uint8Array(n),
    tranche: new Uint8Array(n),
    age: new Uint8Array(n),
    plein: new Uint16Array(n),
    demi: new Uint16Array(n),
    seuilCld: new Uint32Array(n),
    seuilInvalidite: new Uint32Array(n),
    joursAvantAge: new Uint32Array(n),
    cmo: new Float64Array(n),
    longue: new Float64Array(n),
    sortie: new Float64Array(n),
  }
  let i = -1
  for (const { agent, lot } of agents) {
    i += 1
    ecrireAgent(colonnes, i, entreesDe(agent, SITUATIONS.DEMI_TRAITEMENT, jour))
    const age = annee - agent.anneeNaissance
    const f = frequences(h, age, agent.categorie ?? 'C')
    const [plein, demi] = droitsCmo(agent, annee)
    p.cle[i] = i
    p.lot[i] = lot
    p.tranche[i] = f.tranche
    p.age[i] = rangDAge(age)
    p.plein[i] = plein
    p.demi[i] = demi
    p.seuilCld[i] = agent.regime === 'CNRACL' ? Math.round(h.partLongueDuree * CERTAIN) : 0
    p.seuilInvalidite[i] = Math.round(f.invalidite * CERTAIN)
    p.joursAvantAge[i] = Math.max(0, Math.round((h.ageLegal - age) * 365))
    p.cmo[i] = f.cmo
    p.longue[i] = f.longue
    p.sortie[i] = f.sortie
  }
  if (i + 1 !== n) throw new RangeError(`${i + 1} agents lus, ${n} annoncés.`)
  // A bid at 100 % gives the contribution base of a month.
  const offre = {
    tauxIncapacite: 100_000,
    tauxInvaliditeOffre: 0,
    tauxRetraite: 0,
    tauxDeces: 0,
    tauxRenfort: 0,
  }
  const s: SortiesMasse = calculerTout(
    colonnes,
    n,
    options,
    options.map(() => [offre]),
    jour,
  )
  return {
    ...p,
    nombre: n,
    lots,
    options: options.length,
    assiette: s.cotisation,
    assietteJour: parJour(s.cotisation),
    indemnite: s.indemnite,
    indemniteJour: parJour(s.indemnite),
    rente: s.rente,
    renteJour: parJour(s.rente),
  }
}

/** A month is thirty days; to the cent a day, then times the days. */
const parJour = (mois: Float64Array): Float64Array => mois.map((m) => Math.floor((m + 15) / 30))
