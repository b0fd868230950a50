import { JOUR_OUVRE } from '../domain/calendrier.ts'
import { type Mesure, mesurer, RECUL } from '../domain/mesures.ts'
import { regrouper } from '../domain/satisfaction.ts'

/** One request without anything that names it: whose guichet, which kind, the time of the centres in milliseconds of open hours, its promise in days. */
export type TempsAnonyme = {
  readonly guichetId: string
  readonly demande: string
  readonly duree: number
  readonly reponseJours: number
  readonly finie: boolean
}

export type DelaiPublie = {
  readonly guichetId: string
  readonly demande: string
  readonly finies: number
  readonly mesure: Mesure
}

const AUTRES = 'Autres genres, regroupés'
const enMesure = ({ duree, reponseJours }: TempsAnonyme) => ({ duree, cible: reponseJours * JOUR_OUVRE })

/**
 * What may leave the network, guichet by guichet and kind by kind: no cell under ten answered requests. Small cells are put together, with the
 * smallest published one if need be, so that none is found by subtraction; a guichet too small as a whole is left out.
 */
export function delaisPublies(temps: readonly TempsAnonyme[], guichets: readonly string[]): DelaiPublie[] {
  return guichets.flatMap((guichetId) => {
    const siens = temps.filter((t) => t.guichetId === guichetId)
    const cellules = [...Map.groupBy(siens, ({ demande }) => demande)].map(([cle, lesSiens]) => {
      const nombre = lesSiens.filter(({ finie }) => finie).length
      return { cle, nombre, ouvertes: lesSiens.length - nombre, temps: lesSiens }
    })
    const { gardees, regroupees } = regrouper(cellules, RECUL)
    const autres = regroupees.flatMap((cellule) => cellule.temps)
    const lignes = [
      ...gardees.map(({ cle, temps: t }) => ({ demande: cle, temps: t })),
      ...(autres.length > 0 ? [{ demande: AUTRES, temps: autres }] : []),
    ]
    return lignes.flatMap(({ demande, temps: t }): DelaiPublie[] => {
      const finies = t.filter(({ finie }) => finie)
      const mesure = mesurer(finies.map(enMesure), t.filter(({ finie }) => !finie).map(enMesure))
      return mesure ? [{ guichetId, demande, finies: finies.length, mesure }] : []
    })
  })
}
