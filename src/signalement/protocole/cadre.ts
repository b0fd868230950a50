/** A sealed file on its way: what the server checks before it reads the bytes. Sizes in bytes. */
export type PieceAnnoncee<V extends string = string> = Readonly<{
  id: string
  volet: V
  epoque: number
  taille: number
  empreinte: string
}>

export const annoncer = <V extends string>({
  id,
  volet,
  epoque,
  octets,
  empreinte,
}: Readonly<{
  id: string
  volet: V
  epoque: number
  octets: Uint8Array
  empreinte: string
}>): PieceAnnoncee<V> => ({
  id,
  volet,
  epoque,
  taille: octets.length,
  empreinte,
})

/**
 * One body for a sealing and its files: the length of the heading (4 bytes, most significant first), the heading in JSON, then each file in the order in
 * which the heading announces it. Nothing is copied as text: a deposit of 40 MB costs its reader one file at a time.
 */
export function cadrer(entete: unknown, octets: readonly Uint8Array[]): Uint8Array[] {
  const json = new TextEncoder().encode(JSON.stringify(entete))
  const longueur = new Uint8Array(4)
  new DataView(longueur.buffer).setUint32(0, json.length)
  return [longueur, json, ...octets]
}
