import { jugerAccord } from '../../collectif/accord.ts'
import { booleen, entier, liste, objet, puis, refuser, texte } from '../lecture.ts'
import { operation } from '../operation.ts'

const organisation = objet({
  nom: texte(),
  voix: entier(0, 10_000_000, 'un nombre entier de voix'),
  habilitee: booleen,
  signataire: booleen,
})

const entree = puis(objet({ organisations: liste(organisation, { min: 1, max: 1_000 }) }), (lue, chemin) => {
  const vues = new Set<string>()
  for (const [i, { nom }] of lue.organisations.entries()) {
    if (vues.has(nom))
      refuser(
        `${chemin}.organisations[${i}].nom`,
        `« ${nom} » figure deux fois : gardez une ligne par organisation.`,
      )
    vues.add(nom)
  }
  if (!lue.organisations.some(({ habilitee, voix }) => habilitee && voix > 0))
    refuser(
      `${chemin}.organisations`,
      'Aucune organisation habilitée n’a de voix : le taux ne peut pas être calculé. Vérifiez les voix.',
    )
  return lue
})

/** Whether a collective agreement gathers half of the votes. */
export const accord = operation({
  nom: 'accord',
  libelle: 'Validité d’un accord collectif majoritaire',
  lire: entree,
  calculer: ({ organisations }) => {
    const { taux, valide, explication } = jugerAccord(organisations)
    return { sortie: { taux, valide }, explication }
  },
})
