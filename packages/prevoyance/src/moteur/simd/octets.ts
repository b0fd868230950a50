/** Bytes of a WebAssembly module: the few forms that the kernel needs (WebAssembly 2.0, vectors of 128 bits). */
export type Octets = readonly number[]

/** An unsigned integer, 7 bits a byte. */
export function leb(n: number): Octets {
  const octets: number[] = []
  let reste = n
  while (reste > 0x7f) {
    octets.push((reste & 0x7f) | 0x80)
    reste = Math.floor(reste / 128)
  }
  octets.push(reste)
  return octets
}

/** A signed integer under 2^31, 7 bits a byte. */
export function lebSigne(n: number): Octets {
  const octets: number[] = []
  let reste = n
  for (;;) {
    const septet = reste & 0x7f
    reste >>= 7
    if ((reste === 0 && (septet & 0x40) === 0) || (reste === -1 && (septet & 0x40) !== 0))
      return [...octets, septet]
    octets.push(septet | 0x80)
  }
}

export const vecteur = (elements: readonly Octets[]): Octets => [...leb(elements.length), ...elements.flat()]
const section = (numero: number, corps: Octets): Octets => [numero, ...leb(corps.length), ...corps]
const texte = (mot: string): Octets => vecteur([...mot].map((lettre) => [lettre.charCodeAt(0)]))

export const I32 = 0x7f
export const F64 = 0x7c
export const V128 = 0x7b

/** One function: types of its parameters and of its result, locals by groups of one type, body. */
export interface Fonction {
  readonly nom: string
  readonly parametres: Octets
  readonly resultat?: number | null
  readonly locaux: readonly (readonly [combien: number, type: number])[]
  readonly corps: Octets
  /** Called by others only. */
  readonly interne?: boolean
}

/** A module with one exported memory of one page, that grows at will, and functions, called by their rank. */
export function assembler(fonctions: readonly Fonction[]): Uint8Array {
  const types = fonctions.map(
    ({ parametres, resultat = null }): Octets => [
      0x60,
      ...vecteur(parametres.map((type) => [type])),
      ...(resultat === null ? [0] : [1, resultat]),
    ],
  )
  const codes = fonctions.map(({ locaux, corps }): Octets => {
    const tout = [...vecteur(locaux.map(([combien, type]) => [...leb(combien), type])), ...corps, 0x0b]
    return [...leb(tout.length), ...tout]
  })
  const exports: Octets[] = [
    [...texte('memoire'), 2, 0],
    ...fonctions.flatMap(({ nom, interne }, i): Octets[] =>
      interne === true ? [] : [[...texte(nom), 0, ...leb(i)]],
    ),
  ]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vecteur(types)),
    ...section(3, vecteur(fonctions.map((_, i) => leb(i)))),
    ...section(5, vecteur([[0x00, 0x01]])),
    ...section(7, vecteur(exports)),
    ...section(10, vecteur(codes)),
  ])
}

/** Instructions. A memory argument is an alignment (power of two) and an offset. */
export const I = {
  lire: (local: number): Octets => [0x20, ...leb(local)],
  ecrire: (local: number): Octets => [0x21, ...leb(local)],
  garder: (local: number): Octets => [0x22, ...leb(local)],
  entier: (n: number): Octets => [0x41, ...lebSigne(n)],
  plus: [0x6a],
  fois: [0x6c],
  plusPetit: [0x49],
  egal: [0x46],
  chargerEntier: (decalage: number): Octets => [0x28, 2, ...leb(decalage)],
  boucle: (corps: Octets): Octets => [0x03, 0x40, ...corps, 0x0b],
  bloc: (corps: Octets): Octets => [0x02, 0x40, ...corps, 0x0b],
  si: (corps: Octets): Octets => [0x04, 0x40, ...corps, 0x0b],
  sauter: (profondeur: number): Octets => [0x0c, ...leb(profondeur)],
  sauterSi: (profondeur: number): Octets => [0x0d, ...leb(profondeur)],
  nul: [0x45],
  charger: (decalage: number): Octets => [0xfd, 0x00, 3, ...leb(decalage)],
  chargerPartout: (decalage: number): Octets => [0xfd, 0x0a, 3, ...leb(decalage)],
  ranger: (decalage: number): Octets => [0xfd, 0x0b, 3, ...leb(decalage)],
  rangerVoie: (decalage: number, voie: 0 | 1): Octets => [0xfd, 0x5b, 3, ...leb(decalage), voie],
  zero: [0xfd, 0x0c, ...Array.from({ length: 16 }, () => 0)],
  et: [0xfd, 0x4e],
  sauf: [0xfd, 0x4f],
  choisir: [0xfd, 0x52],
  vecteur: (code: number): Octets => [0xfd, ...leb(code)],
} as const
