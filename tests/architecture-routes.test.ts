// What every route promises: a right, and for a page an address where it can be seen.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from './application.ts'

let t: ApplicationDeTest
beforeAll(async () => {
  t = await ouvrirApplication()
  // The mailbox of the demonstration fills as people act: one message, so that its page can be seen.
  await t.taches.boss.getDb().executeSql(
    `insert into pgboss.boite_demonstration (id, envoye_le, destinataire, objet, texte, agenda)
     values ($1, now(), 'presidence@demonstration.invalid', 'Convocation', 'Bonjour', 'BEGIN:VCALENDAR')`,
    [nouvelId()],
  )
})
afterAll(() => t.fermer())

type Route = { methode: string; chemin: string; droit: string; permise: boolean; exemple: string | null }

/** GET routes that are not pages: they need no example. */
const SANS_EXEMPLE: Readonly<Record<string, string>> = {
  '/metriques': 'read by a supervisor, not by a person: metriques.integration',
  '/statique/*': 'files under names drawn from their content, linked by every page',
  '/fichiers/:id': 'documents that people attached, downloaded and never shown',
  '/demandes/pieces/:id': 'files joined to a request, downloaded and never shown',
  '/api/*': 'any other address of the API: a refusal for programs',
  '/api/v1/decisions': 'read by programs with a token: api.integration',
  '/api/v1/actions': 'read by programs with a token: api.integration',
  '/api/v1/adhesions': 'read by programs with a token: api.integration',
  '/api/v1/demandes/comptes': 'read by programs with a token: api.integration',
  '/interconnexions/jetons/:id/retirer': 'the demonstration has no token: api.integration shows it',
  '/interconnexions/abonnements/:id/renouveler':
    'the demonstration tells no program: abonnements.integration shows it',
  '/interconnexions/abonnements/:id/retirer':
    'the demonstration tells no program: abonnements.integration shows it',
  '/compte/cles/:id/retirer':
    'a key of access belongs to an account, made in its browser: cles.integration shows it',
  '/achats/:id/plis/parts': 'read by the script of a page, for whoever has a key: plis.integration shows it',
  '/achats/:id/plis/proces-verbal':
    'the demonstration has no open sealed bid: ouverture.integration shows it',
  '/achats/:id/plis/proces-verbal.pdf':
    'the demonstration has no open sealed bid: ouverture.integration shows it',
  '/achats/:id/plis/proces-verbal.docx':
    'the demonstration has no open sealed bid: ouverture.integration shows it',
  '/achats/plis/:pli/bordereau': 'the demonstration has no open sealed bid: plis.integration shows it',
  '/achats/plis/:pli/memoire': 'the demonstration has no open sealed bid: plis.integration shows it',
  '/achats/deposer/:jeton': 'the demonstration has no sealed deposit: plis.integration shows it',
  '/achats/deposer/:jeton/modele.xlsx': 'the demonstration has no sealed deposit: plis.integration shows it',
  '/documents': 'former address, leads to the register of conventions',
  '/documents/nouveau': 'former address',
  '/documents/:id': 'former address',
  '/documents/:id/modifier': 'former address',
  '/ouvert/:adresse/documents/:id': 'documents published with their file, downloaded and never shown',
}

const routesVuesPar = async (visiteur: Visiteur): Promise<Route[]> => (await visiteur.get('/_routes')).json()

async function* visiteurs(): AsyncGenerator<Visiteur> {
  yield t.visiteur()
  const roles = (await t.visiteur().get('/demo/roles')).json<{ entrer: string }[]>()
  for (const { entrer } of roles) {
    const visiteur = t.visiteur()
    await visiteur.requete({ method: 'POST', url: entrer })
    yield visiteur
  }
}

it('toute route déclare un droit', async () => {
  const routes = await routesVuesPar(t.visiteur())
  expect(routes.length).toBeGreaterThan(5)
  expect(routes.filter(({ droit }) => droit === '')).toEqual([])
})

it('toute page se montre à quelqu’un, à l’adresse qu’elle donne en exemple', async () => {
  const reste = new Set(
    (await routesVuesPar(t.visiteur()))
      .filter(({ methode, chemin }) => methode === 'GET' && !(chemin in SANS_EXEMPLE))
      .map(({ chemin }) => chemin),
  )
  for await (const visiteur of visiteurs()) {
    if (reste.size === 0) break
    for (const { methode, chemin, exemple, permise } of await routesVuesPar(visiteur)) {
      if (methode !== 'GET' || !reste.has(chemin) || !exemple || !permise) continue
      if ((await visiteur.get(exemple)).statusCode === 200) reste.delete(chemin)
    }
  }
  expect([...reste]).toEqual([])
})
