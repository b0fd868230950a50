/** Two independent 32-bit hashes of (siret, matricule), mixed so that close pseudonyms fall far apart. That of a SIRET is kept for the row below. */
class Empreinte {
  a = 0
  b = 0
  #siret = ''
  #debut: readonly [number, number] = [0, 0]

  prendre(siret: string, matricule: string): void {
    if (siret !== this.#siret) {
      this.a = 0x2545f491
      this.b = 0x6c8e9cf5
      this.#meler(siret)
      this.#meler('|')
      this.#siret = siret
      this.#debut = [this.a, this.b]
    }
    ;[this.a, this.b] = this.#debut
    this.#meler(matricule)
    const a = Math.imul(this.a ^ (this.a >>> 16), 0xc2b2ae3d)
    const b = Math.imul(this.b ^ (this.b >>> 13), 0x27d4eb2f)
    this.a = (a ^ (a >>> 15)) >>> 0
    this.b = (b ^ (b >>> 16)) >>> 0
  }

  #meler(texte: string): void {
    let { a, b } = this
    for (let i = 0; i < texte.length; i++) {
      const unite = texte.charCodeAt(i)
      a = Math.imul(a ^ unite, 0x9e3779b1)
      b = Math.imul(b ^ unite, 0x85ebca77)
      b ^= a >>> 15
    }
    this.a = a
    this.b = b
  }
}

/** Registry of the agents already met: says at which row an agent was first seen. */
export interface RegistreDesAgents {
  /** Row where this agent was first seen, or null when this is the first time; the agent is then remembered. */
  readonly inscrire: (siret: string, matricule: string, ligne: number) => number | null
}

/**
 * A registry that holds twelve bytes a slot and no text: 24 MB for a million agents. It compares 64-bit fingerprints, so two
 * different agents would be confused with a probability of 3 in 100 million on a million rows.
 */
export function creerRegistreDesAgents(capaciteInitiale = 1 << 12): RegistreDesAgents {
  let taille = 2 ** Math.ceil(Math.log2(capaciteInitiale))
  const empreinte = new Empreinte()
  let cases = new Uint32Array(taille * 3)
  let inscrits = 0

  const place = (table: Uint32Array, nombre: number, a: number, b: number): number => {
    let i = a & (nombre - 1)
    while (table[i * 3 + 2] !== 0 && (table[i * 3] !== a || table[i * 3 + 1] !== b))
      i = (i + 1) & (nombre - 1)
    return i * 3
  }

  const agrandir = () => {
    const plusGrande = new Uint32Array(taille * 6)
    for (let i = 0; i < cases.length; i += 3) {
      if (cases[i + 2] !== 0) {
        plusGrande.set(
          cases.subarray(i, i + 3),
          place(plusGrande, taille * 2, cases[i] ?? 0, cases[i + 1] ?? 0),
        )
      }
    }
    cases = plusGrande
    taille *= 2
  }

  return {
    inscrire: (siret, matricule, ligne) => {
      empreinte.prendre(siret, matricule)
      const { a, b } = empreinte
      const i = place(cases, taille, a, b)
      const dejaVue = cases[i + 2] ?? 0
      if (dejaVue !== 0) return dejaVue
      cases[i] = a
      cases[i + 1] = b
      cases[i + 2] = ligne
      inscrits++
      if (inscrits * 3 > taille * 2) agrandir()
      return null
    },
  }
}
