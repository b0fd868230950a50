import { ETAGES, type Etage, type Graphe } from '../graphe.ts'
import { type Expression, sousExpressions } from './expression.ts'
import { type Lecture, pousser } from './instructions.ts'
import { assembler, type Fonction, I, I32, type Octets, V128 } from './octets.ts'
import { constantesDe, construireProgramme, type Programme } from './programme.ts'

/** Parameters of both functions, then their whole-number locals: addresses, and counts of pairs, options and bids. */
const L = {
  paire: 0,
  fin: 1,
  agents: 2,
  parametres: 3,
  options: 4,
  offres: 5,
  nOptions: 6,
  nOffres: 7,
  groupes: 8,
  sommes: 9,
  brouillon: 10,
  largeur: 11,
  option: 12,
  offre: 13,
  ici: 14,
  o: 15,
  b: 16,
  k: 17,
} as const
const PARAMETRES = 12
const ENTIERS = Object.keys(L).length - PARAMETRES
const VOIES = 16
const NOMBRE = 8

type Puits = 'colonnes' | 'sommes'

/**
 * The mass kernel as a WebAssembly module: the same rules, two agents at once, in two functions, `sommer` (sums by group) and
 * `remplir` (one row of results per pair of agents). The text of a TypeScript file that holds it, for the build of the engine.
 */
export function genererSimd(graphe: Graphe, sorties: readonly string[], enTete: string): string {
  const programme = construireProgramme(graphe, sorties)
  const module = assembler([emettre(programme, 'sommes'), emettre(programme, 'colonnes')])
  const binaire = btoa(String.fromCharCode(...module))
  return `${enTete}
/** Constants that follow the parameters in their table. */
export const CONSTANTES: readonly number[] = [${constantesDe(programme).join(', ')}]

/** The WebAssembly module, in base 64. */
export const MODULE = '${binaire}'
`
}

function emettre(programme: Programme, puits: Puits): Fonction {
  const locaux = new Map<string, number>()
  const premier = PARAMETRES + ENTIERS
  const local = (cle: string): number => {
    const deja = locaux.get(cle)
    if (deja !== undefined) return deja
    locaux.set(cle, premier + locaux.size)
    return premier + locaux.size - 1
  }
  const constantes = constantesDe(programme)
  const { entrees } = programme
  const corps: Octets[] = []
  const charges = new Set<string>()
  /** Address of the table of a floor, and how its inputs are read: agents come by pairs, the rest is the same for both. */
  const charger = (nom: string, etage: Etage): Octets => {
    const rang = entrees[etage].indexOf(nom)
    if (etage === 'agent') return [...I.lire(L.agents), ...I.charger(rang * VOIES)]
    const table = { parametre: L.parametres, option: L.option, offre: L.offre }[etage]
    return [...I.lire(table), ...I.chargerPartout(rang * NOMBRE)]
  }
  const etageEntree = new Map(ETAGES.flatMap((etage) => entrees[etage].map((nom) => [nom, etage] as const)))
  const lire = (cle: string, instructions: () => Octets): Octets => {
    if (charges.has(cle)) return I.lire(local(cle))
    charges.add(cle)
    return [...instructions(), ...I.garder(local(cle))]
  }
  const lecture: Lecture = {
    nom: (nom) => lire(nom, () => charger(nom, etageEntree.get(nom)!)),
    constante: (valeur) =>
      lire(`#${valeur}`, () => [
        ...I.lire(L.parametres),
        ...I.chargerPartout((entrees.parametre.length + constantes.indexOf(valeur)) * NOMBRE),
      ]),
  }
  const calculer = (etage: Etage): void => {
    for (const definition of programme.definitions) {
      if (definition.etage !== etage) continue
      corps.push([...pousser(definition.corps, lecture), ...I.ecrire(local(definition.nom))])
      charges.add(definition.nom)
    }
    // What only inner loops read is read before them, once.
    for (const nom of lusApres(programme, etage))
      if (!charges.has(nom)) corps.push([...lecture.nom(nom), 0x1a])
  }
  const rendre = (etage: Etage): void => {
    for (const [rang, nom] of programme.sorties[etage].entries()) {
      const valeur = I.lire(local(nom))
      const somme =
        puits === 'colonnes'
          ? [...valeur, ...I.zero]
          : [...I.lire(L.ici), ...I.charger(rang * VOIES), ...valeur]
      corps.push([...I.lire(L.ici), ...somme, ...I.vecteur(0xf0), ...I.ranger(rang * VOIES)])
    }
    corps.push(avancer(L.ici, programme.sorties[etage].length * VOIES))
  }
  const imbriquer = (dedans: () => void): Octets => {
    const avant = corps.splice(0)
    dedans()
    return corps.splice(0, corps.length, ...avant).flat()
  }
  const boucler = (compteur: number, borne: number, dedans: () => void): void => {
    const interieur = [
      ...imbriquer(dedans),
      ...avancer(compteur, 1),
      ...I.lire(compteur),
      ...I.lire(borne),
      ...I.plusPetit,
      ...I.sauterSi(0),
    ]
    const utile = [...I.lire(compteur), ...I.lire(borne), ...I.plusPetit, ...I.si(I.boucle(interieur))]
    corps.push(utile)
  }
  for (const valeur of constantes) if (valeur !== 0) corps.push([...lecture.constante(valeur), 0x1a])
  calculer('parametre')
  boucler(L.paire, L.fin, () => {
    corps.push(puits === 'sommes' ? choisirLigne() : [])
    calculer('agent')
    rendre('agent')
    corps.push(egaler(L.option, L.options), egaler(L.offre, L.offres), mettre(L.o, 0))
    boucler(L.o, L.nOptions, () => {
      calculer('option')
      rendre('option')
      corps.push(mettre(L.b, 0))
      boucler(L.b, L.nOffres, () => {
        calculer('offre')
        rendre('offre')
        corps.push(avancer(L.offre, entrees.offre.length * NOMBRE))
      })
      corps.push(avancer(L.option, entrees.option.length * NOMBRE))
    })
    if (puits === 'sommes') corps.push(deverser(entrees.parametre.length + constantes.length))
    corps.push(avancer(L.agents, entrees.agent.length * VOIES))
  })
  if (puits === 'colonnes') corps.unshift(egaler(L.ici, L.sommes))
  return {
    nom: puits === 'sommes' ? 'sommer' : 'remplir',
    parametres: Array.from({ length: PARAMETRES }, () => I32),
    locaux: [
      [ENTIERS, I32],
      [locaux.size, V128],
    ],
    corps: corps.flat(),
  }
}

/** Inputs of a floor that a later floor reads. */
function lusApres({ definitions, entrees }: Programme, etage: Etage): readonly string[] {
  const lus = new Set<string>()
  const voir = (e: Expression): void => {
    if (e.genre === 'nom') lus.add(e.nom)
    for (const dessous of sousExpressions(e)) voir(dessous)
  }
  for (const d of definitions) if (ETAGES.indexOf(d.etage) > ETAGES.indexOf(etage)) voir(d.corps)
  return entrees[etage].filter((nom) => lus.has(nom))
}

const avancer = (local: number, de: number): Octets =>
  de === 0 ? [] : [...I.lire(local), ...I.entier(de), ...I.plus, ...I.ecrire(local)]
const egaler = (local: number, autre: number): Octets => [...I.lire(autre), ...I.ecrire(local)]
const mettre = (local: number, valeur: number): Octets => [...I.entier(valeur), ...I.ecrire(local)]

const groupe = (voie: 0 | 1): Octets => [
  ...I.lire(L.groupes),
  ...I.lire(L.paire),
  ...I.entier(8),
  ...I.fois,
  ...I.plus,
  ...I.chargerEntier(voie * 4),
]
const ligneDe = (voie: 0 | 1): Octets => [
  ...I.lire(L.sommes),
  ...groupe(voie),
  ...I.lire(L.largeur),
  ...I.fois,
  ...I.plus,
]

/** Both agents of the same group: its row of sums; else a draft that is poured into both afterwards. */
function choisirLigne(): Octets {
  return [
    ...egaler(L.ici, L.brouillon),
    ...groupe(0),
    ...groupe(1),
    ...I.egal,
    ...I.si([...ligneDe(0), ...I.ecrire(L.ici)]),
  ]
}

/** Pours the draft into the rows of both agents, each taking its own half, and empties it. */
function deverser(apresLaTable: number): Octets {
  const moitie = (voie: 0 | 1): Octets => [
    ...[...ligneDe(voie), ...I.lire(L.k), ...I.plus, ...I.ecrire(L.ici)],
    ...[...I.lire(L.ici), ...I.lire(L.ici), ...I.charger(0)],
    ...[...I.lire(L.brouillon), ...I.lire(L.k), ...I.plus, ...I.charger(0)],
    ...[...I.lire(L.parametres), ...I.charger((apresLaTable + 2 * voie) * NOMBRE), ...I.vecteur(0xf2)],
    ...[...I.vecteur(0xf0), ...I.ranger(0)],
  ]
  const boucle = I.boucle([
    ...moitie(0),
    ...moitie(1),
    ...[...I.lire(L.brouillon), ...I.lire(L.k), ...I.plus, ...I.zero, ...I.ranger(0)],
    ...avancer(L.k, VOIES),
    ...[...I.lire(L.k), ...I.lire(L.largeur), ...I.plusPetit, ...I.sauterSi(0)],
  ])
  return [...groupe(0), ...groupe(1), ...I.egal, ...I.nul, ...I.si([...mettre(L.k, 0), ...boucle])]
}
