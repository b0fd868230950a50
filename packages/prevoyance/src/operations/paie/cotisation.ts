import { type Centimes, centimes, type MilliPourcent } from '../../socle/centimes.ts'
import { direEuros, enEuros } from '../../socle/formats.ts'
import { type Pas, pas, type Regle } from '../../socle/regle.ts'
import { calculer, montantDe } from '../calcul-point.ts'
import { estObjet, type Json } from '../json/json.ts'
import { type Lecteur, liste, montant, objet, puis, refuser, taux, texte } from '../lecture.ts'
import { operation } from '../operation.ts'

const ELEMENTS_MAXIMUM = 20

const assiette: Lecteur<Readonly<Record<string, Centimes>>> = (valeur, chemin) => {
  if (!estObjet(valeur)) return objet<object>({})(valeur, chemin) as never
  const champs = Object.entries<Json>(valeur)
  if (champs.length > ELEMENTS_MAXIMUM)
    return refuser(
      chemin,
      `Une assiette a au plus ${ELEMENTS_MAXIMUM} éléments ; celle-ci en a ${champs.length}.`,
    )
  return Object.fromEntries(champs.map(([nom, v]) => [nom, montant(v, `${chemin}.${nom}`)]))
}

const entree = puis(
  objet({
    assiette,
    elements: liste(texte(40), { min: 1, max: ELEMENTS_MAXIMUM }),
    taux: liste(objet({ garantie: texte(100), taux }), { min: 1, max: 100 }),
  }),
  (lu, chemin) => {
    for (const [i, element] of lu.elements.entries()) {
      const place = `${chemin}.elements[${i}]`
      if (!Object.hasOwn(lu.assiette, element))
        refuser(
          place,
          `« ${element} » n’a pas de montant : ajoutez-le à l’assiette, ou ôtez-le des éléments.`,
        )
      if (lu.elements.indexOf(element) < i)
        refuser(place, `« ${element} » est compté deux fois : ne le citez qu’une fois.`)
    }
    for (const [i, { garantie }] of lu.taux.entries()) {
      if (lu.taux.findIndex((autre) => autre.garantie === garantie) < i)
        refuser(
          `${chemin}.taux[${i}].garantie`,
          `La garantie « ${garantie} » a déjà un taux : gardez-en un seul.`,
        )
    }
    return lu
  },
)

const carte = (id: string, libelle: string, reference: string): Regle => ({
  id,
  libelle,
  reference,
  unite: 'centimes',
  du: '2011-11-11',
  au: null,
  arrondi: null,
  confiance: 'C',
})

const ASSIETTE = carte('assiette', 'Assiette : éléments de paie retenus', 'contrat et choix de l’employeur')
const TOTAL = carte('cotisation', 'Cotisation : somme des lignes arrondies', 'contrat')

/** Contribution of one month: the base by the rate of each guarantee, rounded by line; the total is the sum of the lines. */
export const cotisation = operation({
  nom: 'cotisation',
  libelle: 'Cotisation d’un mois, garantie par garantie',
  lire: entree,
  calculer: ({ assiette: montants, elements, taux: taris }) => {
    const base = somme(elements.map((element) => montants[element]!))
    const lignes = taris.map(({ garantie, taux: tauxGarantie }) => ligneDe(base, garantie, tauxGarantie))
    const total = somme(lignes.map(({ valeur }) => valeur))
    return {
      sortie: {
        lignes: lignes.map(({ garantie, montant: dit }) => ({ garantie, montant: dit })),
        total: enEuros(total),
      },
      explication: [
        pasDeSomme(
          ASSIETTE,
          elements.map((element) => [element, montants[element]!]),
          base,
        ),
        ...lignes.flatMap(({ trace }) => trace),
        pasDeSomme(
          TOTAL,
          lignes.map(({ garantie, valeur }) => [garantie, valeur]),
          total,
        ),
      ],
    }
  },
})

const somme = (montants: readonly Centimes[]): Centimes =>
  centimes(montants.reduce((total, m) => total + m, 0))

function ligneDe(base: Centimes, garantie: string, tauxGarantie: MilliPourcent) {
  const { valeurs, trace } = calculer({ assiette: base, tauxGarantie }, ['ligneCotisation'])
  return {
    garantie,
    valeur: valeurs.ligneCotisation as Centimes,
    montant: montantDe(valeurs, 'ligneCotisation'),
    trace: trace.map((etape): Pas => ({ ...etape, libelle: `${etape.libelle} : ${garantie}` })),
  }
}

const pasDeSomme = (regle: Regle, termes: readonly (readonly [string, Centimes])[], total: Centimes): Pas =>
  pas(
    regle,
    termes.map(([, montant]) => direEuros(montant)).join(' + '),
    Object.fromEntries(termes.map(([nom, montant]) => [nom, enEuros(montant)])),
    enEuros(total),
  )
