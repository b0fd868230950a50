// Contender: zen-engine, the same rules as one expression node of a decision, its results without trace.
import { ZenEngine } from '@gorules/zen-engine'
import { parametresMasse, SORTIES } from '../../packages/prevoyance/src/moteur/masse.ts'
import { decisionZen } from './traduire.ts'
import { casPonctuels, grapheDuTravail, JOUR, mesurerProcesseurAsync, preparerTravail } from './travail.ts'

export function preparer({ cas }: { cas: number }) {
  const donnees = casPonctuels(preparerTravail(3_000, 60), cas)
  const decision = new ZenEngine().createDecision(decisionZen(grapheDuTravail()))
  const parametres = parametresMasse(JOUR)
  const calculer = async () => {
    const lignes: number[][] = []
    for (const donnee of donnees) {
      const { result } = await decision.evaluate({ ...parametres, ...donnee })
      lignes.push(SORTIES.map((nom) => result[nom]))
    }
    return lignes
  }
  return { resultat: calculer, tour: () => mesurerProcesseurAsync(calculer) }
}
