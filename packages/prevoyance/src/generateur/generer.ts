import { COLONNES } from '../recensement/colonnes.ts'
import { parametresAu } from '../recensement/parametres.ts'
import type { AgentRecense } from '../recensement/types.ts'
import { tirerAgent } from './agent.ts'
import { creerAlea } from './alea.ts'
import { cellulesDe, ENTETES, type FormatCsv, ligneCsv } from './ecriture.ts'
import { tirerEmployeurs } from './employeurs.ts'
import { type ContexteFaute, FAUTES, type Faute, type FautePlantee } from './fautes.ts'

export interface OptionsGenerateur {
  /** Any safe integer: the same seed and options give the same bytes. */
  readonly graine: number
  readonly agents: number
  readonly employeurs: number
  /** Census date, 'AAAA-MM-JJ', from 2024-01-01 on. */
  readonly dateRecensement: string
  /** Rows made faulty on purpose, per thousand. Default 0. */
  readonly fautesPourMille?: number
}

/** One generated row. */
export interface LigneGeneree {
  /** Row number in the file, the header being row 1. */
  readonly ligne: number
  /** Cells in the order of `ENTETES`. */
  readonly cellules: readonly string[]
  /** The agent as drawn; a faulty row no longer says the same thing. */
  readonly agent: AgentRecense
  /** The only refusal that the row must cause, or null for a good row. */
  readonly faute: FautePlantee | null
}

/**
 * Draws a realistic, entirely fictitious census, one row at a time: employers of a region, agents by status, category, sex
 * and age, pay, part time, leaves. Nothing is kept but the list of employers.
 * @throws RangeError unless 1 ≤ employeurs ≤ agents and the census date is 2024-01-01 or later
 */
export function* genererRecensement(
  options: OptionsGenerateur,
  marque: ',' | '.' = ',',
): Generator<LigneGeneree, void, void> {
  const { graine, agents, employeurs, dateRecensement: date, fautesPourMille = 0 } = options
  const parametres = parametresAu(date)
  const alea = creerAlea(graine)
  const choisirFaute = tourDesFautes()
  let ligne = 1
  for (const { siret, effectif } of tirerEmployeurs(alea, agents, employeurs)) {
    let precedent: string | null = null
    for (let rang = 0; rang < effectif; rang++) {
      const agent = tirerAgent(alea, { siret, effectif, rang, date, parametres })
      const contexte = { agent, date, parametres, precedent }
      const faute = alea.pourMille(fautesPourMille) ? choisirFaute(contexte) : null
      ligne++
      yield {
        ligne,
        cellules: enLigne(agent, faute, contexte, marque),
        agent,
        faute: faute && { code: faute.code, colonne: faute.colonne },
      }
      if (faute === null) precedent = agent.matricule
    }
  }
}

/** Goes round the faults so that all get planted: each time, the first one still due that this agent can carry. */
function tourDesFautes(): (contexte: ContexteFaute) => Faute | null {
  const dues = new Set<Faute>()
  return (contexte) => {
    const faute = premiere(dues, contexte) ?? premiere(new Set(FAUTES), contexte)
    if (faute === null) return null
    if (!dues.delete(faute)) {
      // None of the faults due fits this agent: a new round starts, the late ones staying first.
      for (const f of FAUTES) dues.add(f)
      dues.delete(faute)
    }
    return faute
  }
}

const premiere = (fautes: ReadonlySet<Faute>, contexte: ContexteFaute): Faute | null =>
  [...fautes].find((faute) => faute.convient(contexte)) ?? null

function enLigne(
  agent: AgentRecense,
  faute: Faute | null,
  contexte: ContexteFaute,
  marque: ',' | '.',
): readonly string[] {
  const cellules = { ...cellulesDe(agent, marque), ...faute?.cellules(contexte) }
  const ligne = COLONNES.map(({ nom }) => cellules[nom])
  if (faute === null || faute.largeur === 0) return ligne
  return faute.largeur < 0 ? ligne.slice(0, faute.largeur) : [...ligne, 'x']
}

/** The text of a generated census, header first, one line at a time. */
export function* csvRecensement(options: OptionsGenerateur & FormatCsv): Generator<string, void, void> {
  yield ligneCsv(ENTETES, options)
  for (const { cellules } of genererRecensement(options, options.separateur === ',' ? '.' : ',')) {
    yield ligneCsv(cellules, options)
  }
}
