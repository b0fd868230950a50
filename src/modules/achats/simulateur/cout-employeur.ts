import type { AgentRecense } from '@maillage/prevoyance/recensement'
import type { Jour } from '#shared/dates.ts'
import { cotisationsDe } from '../domain/adhesion/cotisation.ts'
import { NIVEAUX } from './demande.ts'

/** Shares of the employer that are compared, in thousandths of one per cent. */
export const PARTS = [50_000, 60_000, 75_000, 100_000] as const

export type CoutDunNiveau = {
  readonly libelle: string
  /** Thousandths of one per cent of gross pay. */
  readonly taux: number
  /** Cents a year, all agents. */
  readonly cotisation: number
  readonly parts: readonly {
    readonly part: number
    /** Cents a year. */
    readonly employeur: number
    /** Cents a month, for one agent on average: employer, then agent. */
    readonly employeurParAgent: number
    readonly agent: number
  }[]
}

const niveaux = () =>
  Object.values(NIVEAUX).map(({ libelle, incapacite, invalidite }) => ({
    libelle,
    taux: Math.round((incapacite + invalidite) * 1000),
  }))

/**
 * What each level would cost an employer, by share, from its pay mass: an estimate, since contributions are rounded agent by agent.
 * @param masse gross pay of a year, recurring RI included, in cents
 */
export const coutSurMasse = (agents: number, masse: number): CoutDunNiveau[] =>
  niveaux().map(({ libelle, taux }) => {
    const cotisation = Math.round((masse * taux) / 100_000)
    return enNiveau(libelle, taux, agents, cotisation, (part) => Math.ceil((cotisation * part) / 100_000))
  })

/** The same from a census, to the cent: what the payroll of these agents would say. */
export const coutSurRecensement = (agents: readonly AgentRecense[], au: Jour): CoutDunNiveau[] =>
  niveaux().map(({ libelle, taux }) => {
    const parPart = new Map(PARTS.map((part) => [part as number, cotisationsDe(agents, { taux, part, au })]))
    const somme = (part: number, cle: 'cotisation' | 'partEmployeur') =>
      12 * parPart.get(part)!.reduce((total, ligne) => total + ligne[cle], 0)
    return enNiveau(libelle, taux, agents.length, somme(PARTS[0], 'cotisation'), (part) =>
      somme(part, 'partEmployeur'),
    )
  })

const enNiveau = (
  libelle: string,
  taux: number,
  agents: number,
  cotisation: number,
  employeurPour: (part: number) => number,
): CoutDunNiveau => ({
  libelle,
  taux,
  cotisation,
  parts: PARTS.map((part) => {
    const employeur = employeurPour(part)
    return {
      part,
      employeur,
      employeurParAgent: Math.round(employeur / agents / 12),
      agent: Math.round((cotisation - employeur) / agents / 12),
    }
  }),
})
