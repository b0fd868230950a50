// Every page of the application, for every role of the demonstration: it answers as the right says, its sentences are French, and axe finds nothing.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listRoles, type Navigateur, ouvrirNavigateur } from '../navigateur.ts'
import { collection } from './collection.ts'
import { deFront, jugerVues, LARGEURS } from './juger.ts'
import { fautesDePhrase } from './phrases.ts'
import { fautesDeReference } from './references.ts'
import { entetesDe, type Vue } from './vitrine.ts'

type Route = { methode: string; chemin: string; droit: string; permise: boolean; exemple: string | null }
type Visite = Pick<Vue, 'qui' | 'cookie'>

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
  const { ajouter, choisir } = collection()
  let [demandes, pages] = [0, 0]
  const debut = performance.now()
  const visiter = async (visite: Visite) => {
    for (const route of (await (await lire(visite, '/_routes')).json()) as Route[]) {
      if (route.methode !== 'GET' || !route.exemple) continue
      const adresse = route.exemple
      const reponse = await lire(visite, adresse)
      const corps = await reponse.text()
      demandes += 1
      if (!attendus(route, visite).includes(reponse.status))
        fautes.push(`${visite.qui} : ${adresse} répond ${reponse.status} (droit : ${route.droit})`)
      if (!corps || !reponse.headers.get('content-type')?.startsWith('text/html')) continue
      pages += 1
      for (const faute of [...fautesDeReference(corps), ...fautesDePhrase(corps)])
        fautes.push(`${visite.qui} : ${adresse} : ${faute}`)
      ajouter({ ...visite, adresse, corps, entetes: entetesDe(reponse) })
    }
  }
  await deFront(
    await visites(),
    async () => {},
    (_, visite) => visiter(visite),
    4,
  )
  const vues = choisir()
  const secondes = () => Math.round((performance.now() - debut) / 1000)
  console.log(
    `→ ${demandes} adresses demandées, ${pages} pages lues, ${vues.length} à juger (${secondes()} s)`,
  )
  fautes.push(...(await jugerVues(n, vues)))
  console.log(`→ axe : ${vues.length * LARGEURS.length} jugements (${secondes()} s en tout)`)
  expect(fautes).toEqual([])
  expect(n.incidents).toEqual([])
  expect(demandes).toBeGreaterThan(100)
}, 1_200_000)
