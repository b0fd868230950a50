import { createHash } from 'node:crypto'
import { type AgentRecense, agentsDe, decoderTable } from '@maillage/prevoyance/recensement'
import type { Base, Tx } from '#platform/base/base.ts'
import type { Jour } from '#shared/dates.ts'
import { type RegleDeLot, repartir } from '../domain/lots.ts'
import {
  type EmployeurRecense,
  type EtatDuRecensement,
  listAgentsRecenses,
  type Niveau,
  type OffreLue,
  type Perimetre,
} from '../marche/marche.queries.ts'
import { type LotEnColonnes, type LotRecense, niveauDe, ouvrirChantier } from './chantier.ts'
import { chiffrer, type Hypothese, type Prix } from './chiffrer.ts'
import { ouvrirMemoire } from './memoire.ts'

/** The census of a purchase as it was read for a request: everything that its prices depend on but the bids. */
export type Recensement = {
  readonly cooperationId: string
  readonly operationId: string
  readonly perimetre: Perimetre
  readonly etat: EtatDuRecensement
  readonly lots: readonly RegleDeLot[]
  readonly niveaux: readonly Niveau[]
}

export type Population = {
  readonly etat: EtatDuRecensement
  readonly lots: ReadonlyMap<string, LotRecense>
  readonly sansLot: number
  readonly enDouble: number
}

/** An agent, and the place of the level that its employer chose. */
export type AgentDeLot = { readonly agent: AgentRecense; readonly niveau: number }
export type AgentsDeLot = {
  readonly agents: number
  readonly lire: () => Iterable<AgentDeLot>
  /** See `Chargee`. */
  readonly fidele: boolean
}

type Chargee = {
  readonly population: Population
  readonly colonnes: ReadonlyMap<string, LotEnColonnes>
  /** Whether what was read is what the key says: a census replaced meanwhile is another one. */
  readonly fidele: boolean
}

const POPULATIONS_GARDEES = 64
/** A few kilobytes each: the lots of some purchases, each at some shares and levels. */
const PRIX_GARDES = 256
/** Columns are kept for the next question on the same census, one purchase at a time, unless they take more than this… */
const OCTETS_GARDES = 32 << 20
const OCTETS_PAR_AGENT = 160
/** …and no longer than this after the last question. */
const REPOS_MS = 60_000

/** Everything that sorts and prices agents, bids apart. */
export const cleDe = ({ cooperationId, operationId, perimetre, etat, lots, niveaux }: Recensement): string =>
  JSON.stringify([
    cooperationId,
    operationId,
    perimetre,
    etat.empreinte,
    etat.au,
    lots.map(({ id, numero, departements, agentsMin, agentsMax }) => [
      id,
      numero,
      departements,
      agentsMin,
      agentsMax,
    ]),
    niveaux,
  ])

/**
 * The censuses of purchases, counted and priced. What comes out is sums, and counts that pages merge: small, and kept under what determines it (the versions in
 * force, lots, levels, bids, what is supposed, the day of legal values). Agents are read by the system, since each member reads only its own; whether the one who
 * asks may read the bids and the census was decided by the base before, at each request.
 */
export function ouvrirPopulations(base: Base) {
  const populations = ouvrirMemoire<Population>(POPULATIONS_GARDEES)
  const prix = ouvrirMemoire<Prix>(PRIX_GARDES)
  const colonnes = garderLesDernieres()
  const fideles = new WeakSet<Population>()

  const charger = (recensement: Recensement): Promise<Chargee> =>
    colonnes.lire(cleDe(recensement), recensement.etat.agents * OCTETS_PAR_AGENT, async () => {
      const chargee = await base.enTantQueSysteme('chiffrage des offres', recensement.cooperationId, (tx) =>
        lireEnColonnes(tx, recensement),
      )
      if (chargee.fidele) fideles.add(chargee.population)
      return chargee
    })
  return {
    lire: (recensement: Recensement): Promise<Population> =>
      populations.lire(
        cleDe(recensement),
        async () => (await charger(recensement)).population,
        (population) => fideles.has(population),
      ),
    /** Prices of the bids of a lot. @param jour day of the legal values (`jourDesPrix`) */
    async chiffrer(
      recensement: Recensement,
      lotId: string,
      offres: readonly Pick<OffreLue, 'taux' | 'gelAnnees' | 'hausseMax'>[],
      hypothese: Hypothese,
      jour: Jour,
    ): Promise<Prix> {
      const deOffres = offres.map(({ taux, gelAnnees, hausseMax }) => [taux, gelAnnees, hausseMax])
      let fidele = true
      return prix.lire(
        JSON.stringify([cleDe(recensement), lotId, deOffres, hypothese.part, hypothese.niveau, jour]),
        async () => {
          const chargee = await charger(recensement)
          fidele = chargee.fidele
          return chiffrer(chargee.colonnes.get(lotId)!, offres, recensement.niveaux, hypothese, jour)
        },
        () => fidele,
      )
    },
    /** The agents of every lot, read again in one statement: nothing of them is kept. */
    agentsDesLots: (recensement: Recensement): Promise<ReadonlyMap<string, AgentsDeLot>> =>
      base.enTantQueSysteme('projection des offres', recensement.cooperationId, async (tx) => {
        const { employeurs, lotDe } = await ranger(tx, recensement)
        const fidele = empreinteDe(employeurs) === recensement.etat.empreinte
        return new Map(
          recensement.lots.map(({ id }): [string, AgentsDeLot] => {
            const siens = employeurs.filter((e) => e.colonnes && lotDe(e.id) === id)
            return [
              id,
              {
                agents: siens.reduce((total, { agents }) => total + agents, 0),
                fidele,
                *lire() {
                  for (const e of siens) {
                    const niveau = niveauDe(e, recensement.niveaux)
                    for (const agent of agentsDe(decoderTable(e.colonnes!))) yield { agent, niveau }
                  }
                },
              },
            ]
          }),
        )
      }),
  }
}
export type Populations = ReturnType<typeof ouvrirPopulations>

/** Keeps the columns of the last census that was asked for, and lets them go when nobody asks any more. */
function garderLesDernieres() {
  let garde: { readonly cle: string; readonly chargee: Promise<Chargee> } | null = null
  let repos: NodeJS.Timeout | undefined
  const oublier = (): void => {
    garde = null
  }
  return {
    lire(cle: string, octets: number, charger: () => Promise<Chargee>): Promise<Chargee> {
      clearTimeout(repos)
      repos = setTimeout(oublier, REPOS_MS).unref()
      if (garde?.cle === cle) return garde.chargee
      const chargee = charger()
      garde = { cle, chargee }
      const ceder = () => {
        if (garde?.chargee === chargee) oublier()
      }
      chargee.then(({ fidele }) => {
        if (!fidele || octets > OCTETS_GARDES) ceder()
      }, ceder)
      return chargee
    },
  }
}

/** Employers whose census counts, each in its lot: that of its contract once it joined, that of the rules before. */
async function ranger(tx: Tx, { operationId, perimetre, lots }: Recensement) {
  const employeurs = await listAgentsRecenses(tx, operationId, perimetre)
  const repartition = repartir(employeurs, lots)
  const deContrat = new Map(employeurs.map(({ id, lotId }) => [id, lotId]))
  return {
    employeurs,
    repartition,
    lotDe: (id: string): string | undefined => deContrat.get(id) ?? repartition.lots.get(id),
  }
}

async function lireEnColonnes(tx: Tx, recensement: Recensement): Promise<Chargee> {
  const { lots, niveaux, etat } = recensement
  const { employeurs, repartition, lotDe } = await ranger(tx, recensement)
  const chantiers = new Map(
    lots.map(({ id }) => [
      id,
      ouvrirChantier(
        employeurs.filter((e) => lotDe(e.id) === id),
        etat.au ?? '2024-01-01',
        niveaux,
      ),
    ]),
  )
  for (const e of employeurs) {
    const chantier = chantiers.get(lotDe(e.id) ?? '')
    if (chantier && e.colonnes) chantier.recenser(e, decoderTable(e.colonnes))
  }
  const colonnes = new Map([...chantiers].map(([id, chantier]) => [id, chantier.rendre()]))
  return {
    colonnes,
    population: {
      etat,
      lots: new Map(
        [...colonnes].map(([id, { employeurs: nombre, agents, statistiques }]) => [
          id,
          { employeurs: nombre, agents, statistiques },
        ]),
      ),
      sansLot: repartition.sansLot.length,
      enDouble: repartition.enDouble.length,
    },
    fidele: empreinteDe(employeurs) === etat.empreinte,
  }
}

/** The fingerprint of `selectEtat`, of the employers that one statement read. */
const empreinteDe = (employeurs: readonly EmployeurRecense[]): string =>
  employeurs.length === 0
    ? ''
    : createHash('md5')
        .update(
          employeurs.map((e) => e.recensementId + e.niveau + (e.lotId ?? e.departement ?? '')).join(','),
        )
        .digest('hex')
