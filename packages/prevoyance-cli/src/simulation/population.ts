import {
  colonnesPour,
  ecrireAgent,
  entreesDe,
  type Population,
  type Situation,
} from '@maillage/prevoyance/moteur'
import type { AgentRecense } from '@maillage/prevoyance/recensement'

/** Employers met, and the columns of their agents: what the mass kernel reads. */
export interface Accumulateur {
  readonly ajouter: (agent: AgentRecense) => void
  readonly fermer: () => { readonly population: Population; readonly employeurs: readonly Employeur[] }
}

export interface Employeur {
  readonly siret: string
  readonly effectif: number
}

const CAPACITE_INITIALE = 1 << 12

/** Gathers agents row after row, in columns that grow: one number per input, nothing else is kept of a person. */
export function accumuler(situation: Situation, date: string): Accumulateur {
  let agents = colonnesPour(CAPACITE_INITIALE)
  let groupes = new Uint32Array(CAPACITE_INITIALE)
  let nombre = 0
  const rangs = new Map<string, number>()
  const effectifs: number[] = []

  const agrandir = () => {
    const plus = colonnesPour(groupes.length * 2)
    for (const nom of Object.keys(agents) as (keyof typeof agents)[]) plus[nom].set(agents[nom])
    const plusDeGroupes = new Uint32Array(groupes.length * 2)
    plusDeGroupes.set(groupes)
    agents = plus
    groupes = plusDeGroupes
  }

  return {
    ajouter: (agent) => {
      if (nombre === groupes.length) agrandir()
      const groupe = rangs.get(agent.siret) ?? rangs.size
      rangs.set(agent.siret, groupe)
      effectifs[groupe] = (effectifs[groupe] ?? 0) + 1
      ecrireAgent(agents, nombre, entreesDe(agent, situation, date))
      groupes[nombre] = groupe
      nombre++
    },
    fermer: () => ({
      population: { agents, nombre, groupes, nombreDeGroupes: rangs.size },
      employeurs: [...rangs.keys()].map((siret, i) => ({ siret, effectif: effectifs[i]! })),
    }),
  }
}
