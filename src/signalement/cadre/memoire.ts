import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const ramasser = runInNewContext('gc') as () => void

/** From this size on, what a file leaves behind is given back at once. Bytes. */
const GROS = 1_000_000

/** Gives back what a large file of `octets` bytes leaves behind: the engine would let several add up before it looks. Some tens of milliseconds. */
export const rendreLaMemoire = (octets: number): void => {
  if (octets > GROS) ramasser()
}
