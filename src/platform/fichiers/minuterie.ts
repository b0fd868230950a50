/** Gives up after `patience` milliseconds of waiting; the time between two waits does not count. */
export function minuterie(patience: number) {
  const garde = new AbortController()
  let attente: NodeJS.Timeout | undefined
  const poser = () => clearTimeout(attente)
  const armer = () => {
    poser()
    attente = setTimeout(() => garde.abort(new DOMException('trop long', 'TimeoutError')), patience)
  }
  return {
    signal: garde.signal,
    armer,
    poser,
    /** Waits for one step under the watch. */
    async veiller<T>(geste: () => T | Promise<T>): Promise<T> {
      armer()
      try {
        return await geste()
      } finally {
        poser()
      }
    },
  }
}
