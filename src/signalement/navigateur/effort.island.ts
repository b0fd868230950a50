// Worker: searches the work of a deposit and tells how far it is.
import { chercher, type Defi } from '../protocole/effort.ts'

self.addEventListener('message', ({ data }: MessageEvent<{ defi: Defi; depot: string }>) => {
  for (let debut = 0; ; debut += 2000) {
    const trouve = chercher(data.defi, data.depot, debut, 2000)
    self.postMessage(trouve === null ? { essais: debut + 2000 } : { nonce: trouve })
    if (trouve !== null) return
  }
})
