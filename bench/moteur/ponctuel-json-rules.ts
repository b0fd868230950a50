// Contender: json-rules-engine; the facts are the functions of the rules, resolved by its almanac.
import { type Almanac, Engine } from 'json-rules-engine'
import { parametresMasse, SORTIES } from '../../packages/prevoyance/src/moteur/masse.ts'
import { enFonction } from './traduire.ts'
import { casPonctuels, grapheDuTravail, JOUR, mesurerProcesseurAsync, preparerTravail } from './travail.ts'

export function preparer({ cas }: { cas: number }) {
  const donnees = casPonctuels(preparerTravail(3_000, 60), cas)
  const moteur = new Engine([], { allowUndefinedFacts: true })
  for (const { carte, lit, corps } of grapheDuTravail().regles) {
    const fonction = enFonction(corps)
    moteur.addFact(carte.id, async (_, almanac: Almanac) => {
      const valeurs: Record<string, number> = {}
      for (const nom of lit) valeurs[nom] = await almanac.factValue<number>(nom)
      return fonction(valeurs)
    })
  }
  moteur.addRule({
    conditions: { all: SORTIES.map((fact) => ({ fact, operator: 'greaterThanInclusive', value: 0 })) },
    event: { type: 'calcule' },
  })
  const parametres = parametresMasse(JOUR)
  const calculer = async () => {
    const lignes: number[][] = []
    for (const donnee of donnees) {
      const { almanac } = await moteur.run({ ...parametres, ...donnee })
      lignes.push(await Promise.all(SORTIES.map((nom) => almanac.factValue<number>(nom))))
    }
    return lignes
  }
  return { resultat: calculer, tour: () => mesurerProcesseurAsync(calculer) }
}
