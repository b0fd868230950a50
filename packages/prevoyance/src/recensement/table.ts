import type { Valeurs } from './champs.ts'
import { COLONNES } from './colonnes.ts'
import { agentDe, valeursDe } from './ligne.ts'
import type { AgentRecense, NomColonne } from './types.ts'

/** A column of a census: its different values, and for each agent the place of its own among them. */
export interface ColonneDeTable {
  readonly valeurs: readonly unknown[]
  readonly rangs: Places
}

/** Places among the values of a column, as wide as their number asks. */
export type Places = Uint8Array | Uint16Array | Uint32Array

/** A whole census held as columns: some thirty bytes an agent, where objects take ten times as many. */
export interface TableAgents {
  readonly nombre: number
  readonly colonnes: Readonly<Record<NomColonne, ColonneDeTable>>
}

const NOMS: readonly NomColonne[] = COLONNES.map(({ nom }) => nom)

/** A table being filled, agent after agent. */
export function ouvrirTable() {
  const chantiers = NOMS.map((nom) => ({
    nom,
    valeurs: [] as unknown[],
    places: new Map<unknown, number>(),
    rangs: [] as number[],
  }))
  return {
    ajouter(agent: AgentRecense): void {
      const valeurs: Valeurs = valeursDe(agent)
      for (const { nom, valeurs: connues, places, rangs } of chantiers) {
        const valeur = valeurs[nom]
        // A birth is an object: two of the same day are one value.
        const cle = nom === 'naissance' ? `${agent.dateNaissance}${agent.anneeNaissance}` : valeur
        let place = places.get(cle)
        if (place === undefined) {
          place = connues.push(valeur) - 1
          places.set(cle, place)
        }
        rangs.push(place)
      }
    },
    rendre: (): TableAgents => ({
      nombre: chantiers[0]!.rangs.length,
      colonnes: Object.fromEntries(
        chantiers.map(({ nom, valeurs, rangs }) => [nom, { valeurs, rangs: Uint32Array.from(rangs) }]),
      ) as unknown as TableAgents['colonnes'],
    }),
  }
}

/** A table of these agents, in their order. */
export function tableDe(agents: Iterable<AgentRecense>): TableAgents {
  const table = ouvrirTable()
  for (const agent of agents) table.ajouter(agent)
  return table.rendre()
}

/** The agents of a table, in the order of the file. */
export function* agentsDe({ nombre, colonnes }: TableAgents): Generator<AgentRecense, void, void> {
  const valeurs = {} as Record<NomColonne, unknown>
  for (let i = 0; i < nombre; i++) {
    for (const nom of NOMS) {
      const colonne = colonnes[nom]
      valeurs[nom] = colonne.valeurs[colonne.rangs[i]!]
    }
    yield agentDe(valeurs as Valeurs)
  }
}

/** Bytes of a place in a column; none when each agent has a value of its own, in the order of the agents. */
type Largeur = 0 | 1 | 2 | 4
const largeurDe = ({ valeurs, rangs }: ColonneDeTable): Largeur =>
  valeurs.length === rangs.length && rangs.every((rang, i) => rang === i)
    ? 0
    : valeurs.length <= 1 << 8
      ? 1
      : valeurs.length <= 1 << 16
        ? 2
        : 4
const TABLEAUX = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const

/** First byte of a table; a census kept before tables is a JSON text, `{"agents":[…]}`. */
const VERSION = 1
const TETE = 5

/**
 * A table as bytes: a version, the length of a JSON text, that text (number of agents; name, width and values of each column), then the places of each
 * column. Little-endian, as every machine that this runs on.
 */
export function encoderTable({ nombre, colonnes }: TableAgents): Uint8Array {
  const decrites = NOMS.map((nom) => ({
    nom,
    ...colonnes[nom],
    largeur: largeurDe(colonnes[nom]),
  }))
  const texte = new TextEncoder().encode(
    JSON.stringify({
      nombre,
      colonnes: decrites.map(({ nom, valeurs, largeur }) => [nom, largeur, valeurs]),
    }),
  )
  const octets = new Uint8Array(
    TETE + texte.length + decrites.reduce((total, { largeur }) => total + largeur * nombre, 0),
  )
  octets[0] = VERSION
  new DataView(octets.buffer).setUint32(1, texte.length, true)
  octets.set(texte, TETE)
  let position = TETE + texte.length
  for (const { rangs, largeur } of decrites) {
    if (largeur === 0) continue
    const etroits = rangs.BYTES_PER_ELEMENT === largeur ? rangs : new TABLEAUX[largeur](rangs)
    octets.set(new Uint8Array(etroits.buffer, etroits.byteOffset, largeur * nombre), position)
    position += largeur * nombre
  }
  return octets
}

/** The table that `encoderTable` wrote, or a census kept before it. */
export function decoderTable(octets: Uint8Array): TableAgents {
  if (octets[0] !== VERSION)
    return tableDe(
      (JSON.parse(new TextDecoder().decode(octets)) as { readonly agents: readonly AgentRecense[] }).agents,
    )
  const longueur = new DataView(octets.buffer, octets.byteOffset).getUint32(1, true)
  const { nombre, colonnes } = JSON.parse(
    new TextDecoder().decode(octets.subarray(TETE, TETE + longueur)),
  ) as {
    readonly nombre: number
    readonly colonnes: readonly (readonly [NomColonne, Largeur, readonly unknown[]])[]
  }
  let position = TETE + longueur
  return {
    nombre,
    colonnes: Object.fromEntries(
      colonnes.map(([nom, largeur, valeurs]) => {
        if (largeur === 0) return [nom, { valeurs, rangs: Uint32Array.from({ length: nombre }, (_, i) => i) }]
        const fin = position + largeur * nombre
        // Copied: a wide array starts at a multiple of its width.
        const rangs = new TABLEAUX[largeur](new Uint8Array(octets.subarray(position, fin)).buffer)
        position = fin
        return [nom, { valeurs, rangs }]
      }),
    ) as unknown as TableAgents['colonnes'],
  }
}
