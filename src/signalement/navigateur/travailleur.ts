import type { Defi } from '../protocole/effort.ts'

type Fabrique = {
  createPolicy(
    nom: string,
    regles: { createScriptURL(u: string): string },
  ): { createScriptURL(u: string): unknown }
}

/** Made once by page: the policy of its headers allows one of that name, and a second sending needs it too. */
const politique = (globalThis as unknown as { trustedTypes?: Fabrique }).trustedTypes?.createPolicy(
  'passerelle',
  {
    createScriptURL: (u) => {
      if (!/^\/statique\/effort-[A-Z0-9]+\.js$/.test(u)) throw new TypeError('adresse refusée')
      return u
    },
  },
)

/** Does the work in a worker: the page stays alive, the keyboard too. Its address is written in the page's own script tag. */
export function travailler(
  adresse: string,
  depot: string,
  avancer: (part: number) => void,
): (defi: Defi) => Promise<number> {
  return (defi) =>
    new Promise((resoudre, rejeter) => {
      const worker = new Worker((politique ? politique.createScriptURL(adresse) : adresse) as string, {
        type: 'module',
      })
      worker.addEventListener('message', ({ data }: MessageEvent<{ nonce?: number; essais?: number }>) => {
        if (data.nonce === undefined) return avancer(Math.min(0.95, (data.essais ?? 0) / 2 ** defi.bits))
        worker.terminate()
        resoudre(data.nonce)
      })
      worker.addEventListener('error', () => rejeter(new TypeError('travail interrompu')))
      worker.postMessage({ defi, depot })
    })
}
