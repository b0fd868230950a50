// Clients of every role at once: each reads the pages that its role opens, one after the other, and signs in again from time to time.
import { servir } from '../pages/processus.ts'

export type DemandeDeFoule = {
  readonly adresse: string
  readonly cooperation: string
  readonly clients: number
  readonly secondes: number
}
/** Latencies in milliseconds. `fautes`: what answered otherwise than expected, the first ones. */
export type Foule = {
  readonly p50: number
  readonly p99: number
  readonly reponses: number
  readonly erreurs: number
  readonly fautes: readonly string[]
  readonly roles: number
  readonly pages: number
}

const RELECTURE_MS = 20 * 60_000

type Role = { readonly cookie: string; readonly pages: readonly string[]; readonly entrer: string }
/** Latencies are counted in steps of two per cent: an hour of them stays small. */
const PAS = Math.log(1.02)
const PAGES_PAR_CONNEXION = 40

const lireCookie = (reponse: Response): string =>
  reponse.headers
    .getSetCookie()
    .map((ligne) => ligne.split(';')[0])
    .join('; ')

async function ouvrirRoles(adresse: string, cooperation: string): Promise<Role[]> {
  const connus = (await (await fetch(`${adresse}/demo/roles`)).json()) as {
    cooperation: string
    entrer: string
  }[]
  const roles: Role[] = []
  for (const { entrer } of connus.filter((role) => role.cooperation.includes(cooperation))) {
    const cookie = lireCookie(await fetch(adresse + entrer, { method: 'POST', redirect: 'manual' }))
    const routes = (await (await fetch(`${adresse}/_routes`, { headers: { cookie } })).json()) as {
      methode: string
      permise: boolean
      exemple: string | null
    }[]
    const pages: string[] = []
    for (const { methode, permise, exemple } of routes) {
      if (methode !== 'GET' || !permise || !exemple) continue
      const reponse = await fetch(adresse + exemple, { headers: { cookie }, redirect: 'manual' })
      await reponse.arrayBuffer()
      if (reponse.status === 200 && reponse.headers.get('content-type')?.startsWith('text/html'))
        pages.push(exemple)
    }
    roles.push({ cookie, pages, entrer })
  }
  if (roles.length === 0) throw new Error(`Aucun rôle pour ${cooperation}.`)
  return roles
}

servir<DemandeDeFoule>(async ({ adresse, cooperation, clients, secondes }): Promise<Foule> => {
  let roles = await ouvrirRoles(adresse, cooperation)
  // Signed links among the pages live an hour: they are asked for again well before.
  const relecture = setInterval(() => {
    ouvrirRoles(adresse, cooperation).then(
      (neufs) => {
        roles = neufs
      },
      () => null,
    )
  }, RELECTURE_MS)
  const tranches = new Map<number, number>()
  let [reponses, erreurs] = [0, 0]
  const fautes: string[] = []
  const fin = performance.now() + secondes * 1_000
  const demander = async (
    chemin: string,
    options: RequestInit,
    attendu: number,
  ): Promise<Response | null> => {
    const debut = performance.now()
    try {
      const reponse = await fetch(adresse + chemin, { redirect: 'manual', ...options })
      await reponse.arrayBuffer()
      if (reponse.status !== attendu) throw new Error(`répond ${reponse.status}`)
      const tranche = Math.ceil(Math.log(Math.max(0.1, performance.now() - debut)) / PAS)
      tranches.set(tranche, (tranches.get(tranche) ?? 0) + 1)
      reponses += 1
      return reponse
    } catch (erreur) {
      erreurs += 1
      if (fautes.length < 5)
        fautes.push(`${chemin.replace(/[\w-]{60,}.*/, '…')} ${(erreur as Error).message}`)
      return null
    }
  }
  await Promise.all(
    Array.from({ length: clients }, async (_, rang) => {
      let cookie = roles[rang % roles.length]!.cookie
      // Each starts elsewhere among the pages of its role.
      for (let n = rang * 7; performance.now() < fin; n += 1) {
        const role = roles[rang % roles.length]!
        if (n % PAGES_PAR_CONNEXION === 0) {
          const entree = await demander(role.entrer, { method: 'POST' }, 303)
          if (entree) cookie = lireCookie(entree)
        } else await demander(role.pages[n % role.pages.length]!, { headers: { cookie } }, 200)
      }
    }),
  )
  clearInterval(relecture)
  const quantile = (part: number): number => {
    let vues = 0
    for (const [tranche, nombre] of [...tranches].sort(([a], [b]) => a - b)) {
      vues += nombre
      if (vues >= part * reponses) return Math.exp(tranche * PAS)
    }
    return Number.NaN
  }
  const pages = new Set(roles.flatMap((role) => role.pages)).size
  return { p50: quantile(0.5), p99: quantile(0.99), reponses, erreurs, fautes, roles: roles.length, pages }
})
