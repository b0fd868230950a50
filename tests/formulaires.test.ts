// Every form of the programme, of what members pay, of groups, reports and of the portal, found on the pages that show it and sent as nobody
// types it: never a fault of the server, what was typed comes back, a page out of date overwrites nothing.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from './application.ts'
import { champsDe } from './lignes.ts'

const DEBUTS = ['/programme', '/groupes', '/bilans', '/evaluations', '/portail', '/qui-fait-quoi']
const ROLES: readonly (readonly [role: string, cooperation: string])[] = [
  ['Coordinatrice, CDG 44', 'Pays de la Loire'],
  ['Direction, CDG 85', 'Pays de la Loire'],
  ['Direction, CDG 53', 'Pays de la Loire'],
  ['Direction, CDG 29', 'bretons'],
  ['Coordinatrice', 'bretons'],
  ['Coordinat', 'Centre'],
]
/** Routes whose form no page of the demonstration shows to these roles, with the test that sends it. */
const AILLEURS: Readonly<Record<string, string>> = {
  '/programme/reprises': 'structure.integration',
  '/programme/risques/:id/lever': 'programme.integration',
  '/groupes/documents/:id/retirer': 'groupes.integration',
  '/groupes/reunions/:id/annuler': 'groupes.integration',
  '/bilans/:id/approuver': 'bilan.integration',
  '/bilans/:id/reprendre': 'bilan.integration',
}

type Route = { methode: string; chemin: string; permise: boolean; exemple: string | null }
type Envoi = {
  readonly qui: Visiteur
  readonly action: string
  readonly champs: Readonly<Record<string, string>>
  /** Names of the fields that a person types. */
  readonly saisis: readonly string[]
  /** It has a text that comes back in the page when it is refused. */
  readonly texte: boolean
}

let t: ApplicationDeTest
let attendues: string[]
const envois = new Map<string, Envoi>()

const duSujet = (adresse: string) =>
  DEBUTS.some(
    (debut) => adresse === debut || adresse.startsWith(`${debut}/`) || adresse.startsWith(`${debut}?`),
  )
const motif = (chemin: string) => new RegExp(`^${chemin.replaceAll(/:[a-z]+/g, '[^/]+')}$`)

beforeAll(async () => {
  t = await ouvrirApplication()
  const routes = (await (await t.entrer(...ROLES[0]!)).get('/_routes')).json<Route[]>()
  attendues = routes
    .filter(({ methode, chemin }) => methode === 'POST' && duSujet(chemin) && !chemin.includes(':jeton'))
    .map(({ chemin }) => chemin)
    // « nouvelle » before « :id »: the most precise is the one that answers.
    .sort((a, b) => a.split(':').length - b.split(':').length)
  for (const role of ROLES) {
    const qui = await t.entrer(...role)
    const aVoir = new Set(
      (await qui.get('/_routes'))
        .json<Route[]>()
        .flatMap(({ methode, permise, exemple }) =>
          methode === 'GET' && permise && exemple && duSujet(exemple) ? [exemple] : [],
        ),
    )
    // Pages, then those that they lead to.
    for (const adresse of aVoir) {
      const { body, headers, statusCode } = await qui.get(adresse)
      if (statusCode !== 200 || !String(headers['content-type']).startsWith('text/html')) continue
      if (aVoir.size < 90)
        for (const [, lien] of body.matchAll(/href="(\/[^"#?]*)"/g)) if (duSujet(lien!)) aVoir.add(lien!)
      for (const [balise] of body.matchAll(/<form [^>]*>/g)) {
        const action = /\baction="([^"]*)"/.exec(balise)?.[1]
        if (!action || !balise.includes('method="post"')) continue
        const chemin = attendues.find((attendue) => motif(attendue).test(action))
        if (!chemin) continue
        const champs = champsDe(body, action)
        const bout = body.split('<form ').find((morceau) => morceau.includes(`action="${action}"`))!
        const caches = new Set(
          [...bout.split('</form>')[0]!.matchAll(/<input type="hidden" name="([^"]*)"/g)].map(
            ([, nom]) => nom,
          ),
        )
        const saisis = Object.keys(champs).filter((nom) => nom !== '' && !caches.has(nom))
        const cle = `${chemin} ${saisis.map((nom) => nom.replaceAll(/[0-9a-f-]{36}/g, '…')).sort()}`
        const corps = bout.split('</form>')[0]!
        // A file never comes back in a page, nor what is chosen in a list.
        const texte = !balise.includes('multipart') && /<textarea|<input [^>]*class="saisie/.test(corps)
        if (!envois.has(cle)) envois.set(cle, { qui, action, champs, saisis, texte })
      }
    }
  }
}, 240_000)
afterAll(() => t.fermer())

it('chaque route qui reçoit un formulaire est montrée par une page', () => {
  const vues = new Set([...envois.keys()].map((cle) => cle.split(' ')[0]))
  expect(attendues.filter((chemin) => !vues.has(chemin) && !(chemin in AILLEURS))).toEqual([])
  expect(attendues.length).toBeGreaterThan(30)
})

it('une page périmée n’écrase rien', async () => {
  const fautes: string[] = []
  for (const [cle, { qui, action, champs }] of envois) {
    if (!('version' in champs)) continue
    // The same figure said again changes nothing, on whatever page.
    const dit = 'commentaire' in champs ? { ...champs, commentaire: 'Un autre mot' } : champs
    for (const version of ['99999999', 'x', '-1']) {
      const { statusCode } = await qui.post(action, { ...dit, version })
      if (![403, 404, 409, 422].includes(statusCode))
        fautes.push(`${cle}, version ${version} : ${statusCode}`)
    }
  }
  expect(fautes).toEqual([])
}, 120_000)

const LONG = 'é'.repeat(60_001)
const POISONS: readonly (readonly [string, string | readonly string[]])[] = [
  ['trop long', LONG],
  ['deux valeurs', ['un', 'deux']],
  ['jour impossible', '31/02/2027'],
  ['négatif', '-1'],
  ['démesuré', '1e999'],
  ['inconnu', '00000000-0000-4000-8000-000000000000'],
]

it('une saisie impossible est refusée sans panne, et revient telle quelle', async () => {
  const fautes: string[] = []
  let recus = 0
  for (const [cle, { qui, action, champs, saisis, texte }] of envois) {
    if (saisis.length === 0) continue
    for (const [nom, poison] of POISONS) {
      const { statusCode, body } = await qui.post(action, {
        ...champs,
        ...Object.fromEntries(saisis.map((champ) => [champ, poison])),
      })
      recus += 1
      if (statusCode >= 500) fautes.push(`${cle}, ${nom} : ${statusCode}`)
      if (poison !== LONG) continue
      if (statusCode === 303) fautes.push(`${cle}, ${nom} : accepté`)
      // Choices and boxes hold what they offer; a text shows what was typed.
      if (statusCode === 422 && texte && !body.includes(LONG.slice(0, 999)))
        fautes.push(`${cle}, ${nom} : la saisie est perdue`)
    }
  }
  expect(fautes).toEqual([])
  expect(recus).toBeGreaterThan(150)
}, 240_000)
