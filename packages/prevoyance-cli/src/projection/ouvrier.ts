// Another process of a projection, with its share: receives it, sends its blocks of draws one after the other, ends (ADR 0031).
// Only what draws: the rules and the census are the business of the process that asks.
import { type Projection, projeter } from '@maillage/prevoyance/projection/projeter'

export interface Part {
  readonly projection: Projection
  readonly debut: number
  readonly fin: number
  readonly bloc: number
}

process.once('message', ({ projection, debut, fin, bloc }: Part) => {
  const blocs = projeter(projection, debut, fin, bloc)
  // The next block is drawn once the last one is gone: memory stays that of one block.
  const suivant = (): void => {
    const { value, done } = blocs.next()
    if (done === true) process.disconnect()
    else process.send!(value, suivant)
  }
  suivant()
})
// Ctrl-C reaches the whole group: who asked decides.
process.on('SIGINT', () => undefined)
process.on('disconnect', () => process.exit(0))
