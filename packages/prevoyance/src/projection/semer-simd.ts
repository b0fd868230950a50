import { type Fonction, I, I32, type Octets, V128 } from '../moteur/simd/octets.ts'
import type { Plan } from '../moteur/wasm/memoire.ts'
import { SEMIS } from './constantes.ts'
import { PARITE, ROTATIONS, TOURS } from './threefry.ts'

const VOIES = 4
const VECTEURS = SEMIS / VOIES
/** Parameters, as `semer` has them; then locals: keys, counters of the events, and a pair of vectors for each group of four events. */
const L = { cle: 0, graine: 1, debut: 2, fin: 3, evenement: 4, place: 5 } as const
const PARAMETRES = 6
const K2 = PARAMETRES
const CLES = K2 + 1
/** Keys added to x, then to y, after four, eight and twelve rounds. */
const INJECTIONS = Math.floor((TOURS - 1) / VOIES)
const DEPARTS = CLES + 2 * INJECTIONS
const X = DEPARTS + VECTEURS
const Y = X + VECTEURS

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

const ajouter = (local: number, autre: number): Octets => [
  ...I.lire(local),
  ...I.lire(autre),
  ...PLUS,
  ...I.ecrire(local),
]

/** Same numbers as `semer`: the thirteen rounds of `threefry` on four events at once. */
export function emettreSemer({ adresses }: Plan): Fonction {
  const cles: readonly Octets[] = [I.lire(L.cle), I.lire(L.graine), I.lire(K2)]
  const preparer: Octets = [
    ...[...I.lire(L.cle), ...I.lire(L.graine), XOR_ENTIER, ...I.entier(PARITE), XOR_ENTIER, ...I.ecrire(K2)],
    ...Array.from({ length: INJECTIONS }, (_, i) => [
      ...[...cles[(i + 1) % 3]!, ...PARTOUT, ...I.ecrire(CLES + 2 * i)],
      ...[...cles[(i + 2) % 3]!, ...I.entier(i + 1), ...I.plus, ...PARTOUT, ...I.ecrire(CLES + 2 * i + 1)],
    ]).flat(),
    ...Array.from({ length: VECTEURS }, (_, v) => [
      ...[...I.lire(L.evenement), ...I.lire(L.graine), ...I.plus, ...PARTOUT],
      ...[...constante([0, 1, 2, 3].map((i) => i + v * VOIES)), ...PLUS, ...I.ecrire(DEPARTS + v)],
    ]).flat(),
    ...[...I.lire(L.place), ...I.entier(2), 0x74, ...I.ecrire(L.place)],
  ]
  // All vectors move forward together: the processor has one to do while the other waits.
  const chaque = (faire: (v: number) => Octets): Octets =>
    Array.from({ length: VECTEURS }, (_, v) => faire(v)).flat()
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
  const ranger = (nom: string, depuis: number): Octets =>
    chaque((v) => [
      ...[...I.lire(L.place), ...I.lire(depuis + v)],
      ...I.ranger(adresses[nom]! + v * VOIES * 4),
    ])
  const boucle: Octets = [
    ...chaque((v) => [
      ...[...I.lire(L.debut), ...I.lire(L.cle), ...I.plus, ...PARTOUT, ...I.ecrire(X + v)],
      ...[...I.lire(DEPARTS + v), ...I.ecrire(Y + v)],
    ]),
    ...tours,
    ...ranger('premiers', X),
    ...ranger('seconds', Y),
    ...[...I.lire(L.place), ...I.entier(SEMIS * 4), ...I.plus, ...I.ecrire(L.place)],
    ...[...I.lire(L.debut), ...I.entier(1), ...I.plus, ...I.garder(L.debut)],
    ...[...I.lire(L.fin), 0x48, ...I.sauterSi(0)],
  ]
  return {
    nom: 'semer',
    parametres: Array.from({ length: PARAMETRES }, () => I32),
    locaux: [
      [1, I32],
      [2 * INJECTIONS + 3 * VECTEURS, V128],
    ],
    corps: [...preparer, ...I.boucle(boucle)],
  }
}
