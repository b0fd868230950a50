// Contender: publicodes, the same rules, used as documented.
import Engine from 'publicodes'
import { parametresMasse, SORTIES } from '../../packages/prevoyance/src/moteur/masse.ts'
import { modelePublicodes } from './traduire.ts'
import { casPonctuels, grapheDuTravail, JOUR, mesurerProcesseur, preparerTravail } from './travail.ts'

export function preparer({ cas }: { cas: number }) {
  const donnees = casPonctuels(preparerTravail(3_000, 60), cas)
  const graphe = grapheDuTravail()
  const moteur = new Engine(modelePublicodes(graphe) as ConstructorParameters<typeof Engine>[0])
  const connus = new Set(graphe.entrees.map(({ id }) => id))
  const parametres = parametresMasse(JOUR)
  const calculer = () =>
    donnees.map((donnee) => {
      const situation = Object.entries(donnee).filter(([nom]) => connus.has(nom))
      moteur.setSituation({ ...parametres, ...Object.fromEntries(situation) })
      return SORTIES.map((nom) => moteur.evaluate(nom).nodeValue as number)
    })
  return { resultat: calculer, tour: () => mesurerProcesseur(calculer) }
}
