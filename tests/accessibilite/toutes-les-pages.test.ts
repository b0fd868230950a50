// Every page of the application, for every role of the demonstration: it answers as the right says, and axe finds nothing.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { debordement, fautesAxe, listRoles, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { squelette } from '../squelette.ts'

type Route = { methode: string; chemin: string; droit: string; permise: boolean; exemple: string | null }
type Visite = { readonly qui: string; readonly cookie: string }
type Vue = { readonly visite: Visite; readonly adresse: string }

/** Widths of the windows in which pages are judged: a desk and a phone, in CSS pixels. */
const LARGEURS = [1280, 390]

let n: Navigateur
beforeAll(async () => {
  n = await ouvrirNavigateur()
})
afterAll(() => n.fermer())

async function visites(): Promise<Visite[]> {
  const entrees = [{ qui: 'personne', cookie: '' }]
  for (const { libelle, cooperation, entrer } of await listRoles(n.adresse)) {
    const reponse = await fetch(`${n.adresse}${entrer}`, { method: 'POST', redirect: 'manual' })
    const cookie = reponse.headers
      .getSetCookie()
      .map((ligne) => ligne.split(';')[0])
      .join('; ')
    entrees.push({ qui: `${libelle} (${cooperation})`, cookie })
  }
  return entrees
}

const lire = ({ cookie }: Visite, adresse: string) =>
  fetch(n.adresse + adresse, { redirect: 'manual', headers: cookie ? { cookie } : {} })

/** What the route must answer to this visitor; the page of a signed-out visitor is the sign-in page. */
const attendus = ({ permise }: Route, { cookie }: Visite): number[] =>
  permise ? [200, 303] : cookie ? [403] : [303]

it('chaque page répond à chaque rôle selon son droit, et axe n’y trouve rien', async () => {
  const fautes: string[] = []
  const vues = new Map<string, Vue>()
  let demandes = 0
  for (const visite of await visites()) {
    const routes = (await (await lire(visite, '/_routes')).json()) as Route[]
    for (const route of routes) {
      if (route.methode !== 'GET' || !route.exemple) continue
      const reponse = await lire(visite, route.exemple)
      const corps = await reponse.text()
      demandes += 1
      if (!attendus(route, visite).includes(reponse.status))
        fautes.push(`${visite.qui} : ${route.exemple} répond ${reponse.status} (droit : ${route.droit})`)
      const page = reponse.headers.get('content-type')?.startsWith('text/html') && corps
      if (page) {
        const cle = squelette(corps)
        if (!vues.has(cle)) vues.set(cle, { visite, adresse: route.exemple })
      }
    }
  }
  console.log(`→ ${demandes} pages demandées, ${vues.size} squelettes distincts`)
  for (const { visite, adresse } of vues.values()) fautes.push(...(await juger(visite, adresse)))
  console.log(`→ axe : ${vues.size * LARGEURS.length} jugements`)
  expect(fautes).toEqual([])
  expect(n.incidents).toEqual([])
  expect(demandes).toBeGreaterThan(100)
}, 600_000)

async function juger({ qui, cookie }: Visite, adresse: string): Promise<string[]> {
  const page = await n.page()
  const [nom, ...valeur] = cookie.split('=')
  if (nom) await page.context().addCookies([{ name: nom, value: valeur.join('='), url: n.adresse }])
  await page.goto(adresse)
  const fautes: string[] = []
  for (const largeur of LARGEURS) {
    await page.setViewportSize({ width: largeur, height: 900 })
    const lieu = `${adresse}, ${largeur} px, ${qui}`
    for (const faute of await fautesAxe(page)) fautes.push(`${lieu} : ${faute}`)
    const depasse = await debordement(page)
    if (depasse > 0) fautes.push(`${lieu} : la page dépasse de ${depasse} px sur le côté`)
  }
  await page.context().close()
  return fautes
}
