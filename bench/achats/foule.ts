// Fifty employers at once, each at its own form: the page of its census, then three agents typed, again and again.
import { servir } from '../pages/processus.ts'

export type DemandeDeFoule = {
  readonly adresse: string
  readonly cookie: string
  readonly employeurs: readonly string[]
  readonly secondes: number
}
/** Latencies in milliseconds, of reading and of writing together. */
export type Foule = { readonly p50: number; readonly p99: number; readonly reponses: number }

const SAISIE = new URLSearchParams([['au', '30/06/2026']])
for (const rang of [1, 2, 3])
  for (const [nom, valeur] of [
    ['naissance', '1980'],
    ['statut', 'titulaire'],
    ['regime', 'CNRACL'],
    ['categorie', 'C'],
    ['heures_hebdo', '35'],
    ['indice_majore', '400'],
    ['ri_mensuel', '150,00'],
  ])
    SAISIE.set(`${nom}-${rang}`, valeur!)

servir<DemandeDeFoule>(async ({ adresse, cookie, employeurs, secondes }): Promise<Foule> => {
  const durees: number[] = []
  const fin = performance.now() + secondes * 1_000
  const demander = async (chemin: string, options: RequestInit, attendu: number): Promise<void> => {
    const debut = performance.now()
    const reponse = await fetch(adresse + chemin, {
      ...options,
      headers: { cookie, origin: adresse },
      redirect: 'manual',
    })
    await reponse.arrayBuffer()
    if (reponse.status !== attendu) throw new Error(`${chemin} répond ${reponse.status}.`)
    durees.push(performance.now() - debut)
  }
  await Promise.all(
    employeurs.map(async (id) => {
      const page = `/achats/employeurs/${id}/recensement`
      while (performance.now() < fin) {
        await demander(page, {}, 200)
        await demander(`${page}/saisie`, { method: 'POST', body: SAISIE }, 303)
      }
    }),
  )
  const triees = durees.toSorted((a, b) => a - b)
  const quantile = (part: number) => triees[Math.min(triees.length - 1, Math.floor(part * triees.length))]!
  return { p50: quantile(0.5), p99: quantile(0.99), reponses: durees.length }
})
