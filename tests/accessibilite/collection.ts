import { fragments } from '../pages/squelette.ts'
import type { Vue } from './vitrine.ts'

/** Views given one by one, and the few among them that together show every fragment met. */
export function collection(): { ajouter(vue: Vue): void; choisir(): Vue[] } {
  const parFragments = new Map<string, { readonly vue: Vue; readonly montres: ReadonlySet<string> }>()
  return {
    ajouter(vue) {
      const montres = fragments(vue.corps)
      const cle = [...montres].sort().join()
      if (!parFragments.has(cle)) parFragments.set(cle, { vue, montres })
    },
    choisir() {
      const connus = new Set<string>()
      const choisies: Vue[] = []
      let restantes = [...parFragments.values()]
      while (restantes.length > 0) {
        // The view that shows the most of what nobody has shown yet; among equals, the first one met.
        const apports = restantes
          .map(({ vue, montres }) => ({
            vue,
            montres,
            neufs: [...montres].filter((fragment) => !connus.has(fragment)).length,
          }))
          .filter(({ neufs }) => neufs > 0)
        const riche = apports.reduce((a, b) => (b.neufs > a.neufs ? b : a), apports[0]!)
        if (!riche) break
        choisies.push(riche.vue)
        for (const fragment of riche.montres) connus.add(fragment)
        restantes = apports
      }
      return choisies
    },
  }
}
