// Contender: the explained path, every sentence of every step written.
import { expliquer } from '../../packages/prevoyance/src/moteur/expliquer.ts'
import { SORTIES } from '../../packages/prevoyance/src/moteur/masse.ts'
import { casPonctuels, JOUR, mesurerProcesseur, preparerTravail } from './travail.ts'

export function preparer({ cas, repetitions }: { cas: number; repetitions: number }) {
  const donnees = casPonctuels(preparerTravail(3_000, 60), cas)
  const resultat = () =>
    donnees.map((donnee) => {
      const { valeurs } = expliquer(donnee, SORTIES, JOUR)
      return SORTIES.map((nom) => valeurs[nom])
    })
  return {
    resultat,
    // Several times over: alone, one pass is too short to measure. The time is that of one pass.
    tour: () =>
      mesurerProcesseur(() => {
        let pas = 0
        for (let k = 0; k < repetitions; k++)
          for (const donnee of donnees) pas += expliquer(donnee, SORTIES, JOUR).trace.length
        if (pas === 0) throw new Error('no step')
      }) / repetitions,
  }
}
