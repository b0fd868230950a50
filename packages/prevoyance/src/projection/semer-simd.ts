import { type Fonction, I, I32, type Octets, V128 } from '../moteur/simd/octets.ts'
import type { Plan } from '../moteur/wasm/memoire.ts'
import { LN2, SEMIS } from './constantes.ts'
import { PARITE, ROTATIONS, TOURS } from './threefry.ts'

const VOIES = 4
/** Groups of four events of a draw. */
const GROUPES = SEMIS / VOIES
/** Parameters, as `semer` has them; then locals: keys, counters of the events of a draw. */
const L = { cle: 0, graine: 1, debut: 2, fin: 3, evenement: 4, place: 5 } as const
const PARAMETRES = 6
const K2 = PARAMETRES
const CLES = K2 + 1
/** Keys added to x, then to y, after four, eight and twelve rounds. */
const INJECTIONS = Math.floor((TOURS - 1) / VOIES)
const DEPARTS = CLES + 2 * INJECTIONS
/** For the logarithm: a float64, the two ends of its segment, then constants. */
const REEL = DEPARTS + GROUPES
const BOUT = REEL + 1
const AUTRE = BOUT + 1
const RANGS = AUTRE + 1
const ALIAS = RANGS + 1
const CONSTANTES = ALIAS + 1

const PARTOUT = I.vecteur(0x11)
const PLUS = I.vecteur(0xae)
const OU = I.vecteur(0x50)
const OU_EXCLUSIF = I.vecteur(0x51)
const XOR_ENTIER = 0x73

const constante = (entiers: readonly number[]): Octets => [
  ...[0xfd, 0x0c],
  ...new Uint8Array(Int32Array.from(entiers).buffer),
]

/** Every lane turned to the left; whole bytes move in one instruction. */
function tourner(local: number, de: number): Octets {
  if (de % 8 === 0) {
    const octet = (i: number): number => (i & ~3) + ((i - de / 8) & 3)
    return [
      ...[...I.lire(local), ...I.lire(local), 0xfd, 0x0d],
      ...Array.from({ length: 16 }, (_, i) => octet(i)),
    ]
  }
  return [
    ...[...I.lire(local), ...I.entier(de), ...I.vecteur(0xab)],
    ...[...I.lire(local), ...I.entier(32 - de), ...I.vecteur(0xad), ...OU],
  ]
}

/** Constants of the logarithm: bits of 1, 1, a table offset, bits of 2^52, 2^52 + 1055, ln 2. */
const DEUX_52 = 2 ** 52
const bits = (haut: number, bas = 0): Octets => constante([bas, haut, bas, haut])
const reels = (valeur: number): Octets => [
  ...[0xfd, 0x0c],
  ...new Uint8Array(Float64Array.of(valeur, valeur).buffer),
]
const LOG = [
  bits(0x3ff0_0000),
  bits(0, 0x7ff8),
  bits(0x4330_0000),
  reels(DEUX_52 + 1_055),
  reels(LN2),
  constante([1, 1, 1, 1]),
] as const
const UN = CONSTANTES
const SEGMENT = UN + 1
const ENTIER = SEGMENT + 1
const EXPOSANT = ENTIER + 1
const LN = EXPOSANT + 1
const PLANCHER = LN + 1
/** Then both numbers of each vector. */
const X = PLANCHER + 1

const melanger = (octets: readonly number[]): Octets => [0xfd, 0x0d, ...octets]
const huit = (depuis: number): readonly number[] => Array.from({ length: 8 }, (_, i) => depuis + i)

/**
 * Exponentials of two lanes of `ALIAS`, which holds whole numbers of 32 bits above zero: what `exponentielle` computes. As a float64 such a number has
 * its leading zeros in its exponent, the rank of its segment in the next twelve bits, its place there in the nineteen others.
 */
function exponentielles(moitie: 0 | 1, logarithme: number, sortie: number): Octets {
  const [decaler, plus, moins, fois] = [0xcd, 0xf0, 0xf1, 0xf2].map((code) => I.vecteur(code))
  const bout = (voie: 0 | 2): Octets => [
    ...[...I.lire(RANGS), ...I.vecteur(0x1b), voie],
    ...I.charger(logarithme),
  ]
  const deux = moitie === 0 ? [] : [...I.lire(ALIAS), ...melanger([...huit(8), ...huit(8)])]
  return [
    ...[...I.lire(ALIAS), ...deux, ...I.vecteur(0xff), ...I.garder(REEL)],
    ...[...I.entier(37), ...decaler!, ...I.lire(SEGMENT), ...I.et, ...I.ecrire(RANGS)],
    ...[...bout(0), ...I.ecrire(BOUT), ...bout(2), ...I.ecrire(AUTRE)],
    // Where the result goes, then (zeros + 1) × ln 2.
    ...[...I.lire(L.place), ...I.entier(1), 0x74],
    ...[...I.lire(EXPOSANT), ...I.lire(REEL), ...I.entier(52), ...decaler!, ...I.lire(ENTIER), ...OU],
    ...[...moins!, ...I.lire(LN), ...fois!],
    // The start of the segment, and its slope times the place in it.
    ...[...I.lire(BOUT), ...I.lire(AUTRE), ...melanger([...huit(0), ...huit(16)]), ...I.garder(RANGS)],
    ...[...I.lire(BOUT), ...I.lire(AUTRE), ...melanger([...huit(8), ...huit(24)])],
    ...[...I.lire(RANGS), ...moins!],
    ...[...I.lire(REEL), ...I.entier(24), ...I.vecteur(0xcb), ...I.entier(12), ...decaler!],
    ...[...I.lire(UN), ...OU, ...I.lire(UN), ...moins!, ...fois!, ...plus!, ...plus!],
    ...I.ranger(sortie),
  ]
}

const ajouter = (local: number, autre: number): Octets => [
  ...I.lire(local),
  ...I.lire(autre),
  ...PLUS,
  ...I.ecrire(local),
]

/**
 * Same numbers as the function of this name in `semer.ts`: the thirteen rounds of `threefry` on four events at once.
 * @param cote draws side by side in each turn: a last one that is alone has a neighbour drawn for nothing, at the place after its own
 */
export function emettreSemer(nom: string, cote: number, { adresses }: Plan): Fonction {
  const vecteurs = cote * GROUPES
  const Y = X + vecteurs
  const cles: readonly Octets[] = [I.lire(L.cle), I.lire(L.graine), I.lire(K2)]
  const preparer: Octets = [
    ...[...I.lire(L.cle), ...I.lire(L.graine), XOR_ENTIER, ...I.entier(PARITE), XOR_ENTIER, ...I.ecrire(K2)],
    ...Array.from({ length: INJECTIONS }, (_, i) => [
      ...[...cles[(i + 1) % 3]!, ...PARTOUT, ...I.ecrire(CLES + 2 * i)],
      ...[...cles[(i + 2) % 3]!, ...I.entier(i + 1), ...I.plus, ...PARTOUT, ...I.ecrire(CLES + 2 * i + 1)],
    ]).flat(),
    ...Array.from({ length: GROUPES }, (_, v) => [
      ...[...I.lire(L.evenement), ...I.lire(L.graine), ...I.plus, ...PARTOUT],
      ...[...constante([0, 1, 2, 3].map((i) => i + v * VOIES)), ...PLUS, ...I.ecrire(DEPARTS + v)],
    ]).flat(),
    ...[...I.lire(L.place), ...I.entier(2), 0x74, ...I.ecrire(L.place)],
    ...LOG.flatMap((octets, i) => [...octets, ...I.ecrire(CONSTANTES + i)]),
  ]
  // All vectors move forward together: the processor has one to do while the other waits.
  const chaque = (faire: (v: number) => Octets): Octets =>
    Array.from({ length: vecteurs }, (_, v) => faire(v)).flat()
  const tours = Array.from({ length: TOURS }, (_, tour): Octets => {
    const injection = tour > 0 && tour % 4 === 0 ? tour / 4 - 1 : null
    return [
      ...(injection === null
        ? []
        : chaque((v) => [
            ...ajouter(X + v, CLES + 2 * injection),
            ...ajouter(Y + v, CLES + 2 * injection + 1),
          ])),
      ...chaque((v) => ajouter(X + v, Y + v)),
      ...chaque((v) => [
        ...tourner(Y + v, ROTATIONS[tour % ROTATIONS.length]!),
        ...[...I.lire(X + v), ...OU_EXCLUSIF, ...I.ecrire(Y + v)],
      ]),
    ]
  }).flat()
  const ranger = (tableau: string, depuis: number): Octets =>
    chaque((v) => [
      ...[...I.lire(L.place), ...I.lire(depuis + v)],
      ...I.ranger(adresses[tableau]! + v * VOIES * 4),
    ])
  const boucle: Octets = [
    ...chaque((v) => [
      ...[...I.lire(L.debut), ...I.entier(Math.floor(v / GROUPES)), ...I.plus],
      ...[...I.lire(L.cle), ...I.plus, ...PARTOUT, ...I.ecrire(X + v)],
      ...[...I.lire(DEPARTS + (v % GROUPES)), ...I.ecrire(Y + v)],
    ]),
    ...tours,
    ...ranger('premiers', X),
    ...ranger('seconds', Y),
    ...chaque((v) => [
      ...[...I.lire(X + v), ...I.lire(PLANCHER), ...I.vecteur(0xb9), ...I.ecrire(ALIAS)],
      ...([0, 1] as const).flatMap((moitie) =>
        exponentielles(moitie, adresses['logarithme']!, adresses['delais']! + (v * VOIES + moitie * 2) * 8),
      ),
    ]),
    ...[...I.lire(L.place), ...I.entier(cote * SEMIS * 4), ...I.plus, ...I.ecrire(L.place)],
    ...[...I.lire(L.debut), ...I.entier(cote), ...I.plus, ...I.garder(L.debut)],
    ...[...I.lire(L.fin), 0x48, ...I.sauterSi(0)],
  ]
  return {
    nom,
    parametres: Array.from({ length: PARAMETRES }, () => I32),
    locaux: [
      [1, I32],
      [X + 2 * vecteurs - CLES, V128],
    ],
    corps: [...preparer, ...I.boucle(boucle)],
  }
}
