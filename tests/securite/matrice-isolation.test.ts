// Who may do what, cell by cell: every deed × every set of rights, and every thing × every other cooperation, asked through HTTP. What is
// expected is not written here: it is what the routes declare.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../application.ts'
import { lignes } from '../lignes.ts'

type Route = { methode: string; chemin: string; droit: string; permise: boolean; exemple: string | null }
type Role = { libelle: string; organisme: string; cooperation: string; entrer: string }
type Entree = {
  readonly qui: string
  readonly cooperation: string
  readonly visiteur: Visiteur
  readonly routes: Route[]
}

let t: ApplicationDeTest
let entrees: Entree[]
beforeAll(async () => {
  t = await ouvrirApplication()
  const roles = (await t.visiteur().get('/demo/roles')).json<Role[]>()
  const coordonne = new Set(
    roles.filter(({ libelle }) => libelle.startsWith('Coordin')).map((r) => r.cooperation + r.organisme),
  )
  // One person for each function of a cooperation, at the member that coordinates and at another.
  const uns = new Map(
    roles.map((r) => [
      `${r.libelle.split(',')[0]} ${r.cooperation} ${coordonne.has(r.cooperation + r.organisme)}`,
      r,
    ]),
  )
  entrees = []
  for (const { libelle, cooperation, entrer } of uns.values()) {
    const visiteur = t.visiteur()
    await visiteur.requete({ method: 'POST', url: entrer })
    const routes = (await visiteur.get('/_routes')).json<Route[]>()
    entrees.push({ qui: `${libelle} (${cooperation})`, cooperation, visiteur, routes })
  }
})
afterAll(() => t.fermer())

/** One entry for each set of rights that the demonstration holds: two directions of one cooperation may the same things. */
const parDroits = () => [
  ...new Map(
    entrees.map((entree) => [entree.routes.map(({ permise }) => (permise ? 1 : 0)).join(''), entree]),
  ).values(),
]

/** Addresses of things that belong to nobody in particular: the public registry, the portal, the links that carry their own proof. */
const A_TOUS = /^\/(collectivites|ouvert|demo)\b|[\w-]{60,}/
/** The same for everybody, whatever the identifier in the address: an empty workbook to fill. */
const SANS_LIGNE = /\/marche\/modele\.xlsx$/
const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/

describe('chaque geste, pour chaque jeu de droits', () => {
  it('est refusé à qui n’y a pas droit, quoi qu’il envoie', async () => {
    const profils = parDroits()
    expect(profils.length).toBeGreaterThan(5)
    const ecarts: string[] = []
    let cases = 0
    for (const { qui, visiteur, routes } of profils)
      for (const { methode, exemple, permise, droit } of routes) {
        if (methode !== 'POST' || permise || !exemple) continue
        cases += 1
        const { statusCode } = await visiteur.post(exemple, { version: '0' })
        if (statusCode !== 403)
          ecarts.push(`${qui} : POST ${exemple} répond ${statusCode} (droit : ${droit})`)
      }
    expect(ecarts.join('\n')).toBe('')
    expect(cases).toBeGreaterThan(500)
  })

  it('demande d’abord qui l’on est', async () => {
    const dehors = t.visiteur()
    const ecarts: string[] = []
    let cases = 0
    for (const { methode, exemple, permise } of (await dehors.get('/_routes')).json<Route[]>()) {
      if (methode !== 'POST' || permise || !exemple) continue
      cases += 1
      const { statusCode, headers } = await dehors.post(exemple, { version: '0' })
      if (statusCode !== 303 || !String(headers.location).startsWith('/connexion'))
        ecarts.push(`POST ${exemple} répond ${statusCode} ${headers.location ?? ''}`)
    }
    expect(ecarts.join('\n')).toBe('')
    expect(cases).toBeGreaterThan(100)
  })
})

describe('chaque chose d’une coopération, pour les autres', () => {
  /** Addresses in a cooperation, as its coordination sees them, each with an identifier of its own. */
  const choses = (cooperation: string, methode: string) =>
    entrees
      .find((entree) => entree.cooperation === cooperation && entree.qui.startsWith('Coordinatrice'))!
      .routes.flatMap(({ methode: m, exemple }) => (m === methode && exemple ? [exemple] : []))
      .filter((adresse) => UUID.test(adresse) && !A_TOUS.test(adresse) && !SANS_LIGNE.test(adresse))

  /** Every row of a cooperation, table by table: what an address sent from elsewhere must leave as it was. */
  async function lignesDe(cooperation: string) {
    const tables = await lignes<{ nom: string }>(
      t,
      `select c.relname as nom from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'cooperation_id'
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
    )
    expect(tables.length).toBeGreaterThan(60)
    return lignes(
      t,
      tables
        .map(
          ({
            nom,
          }) => `select '${nom}' as nom, count(*)::int as combien, md5(string_agg(t::text, '' order by t::text)) as empreinte
            from ${nom} t where cooperation_id = (select id from cooperation where nom = $1)`,
        )
        .join(' union all '),
      [cooperation],
    )
  }

  it('ne se lit ni ne s’écrit d’ailleurs', async () => {
    const cooperations = [...new Set(entrees.map(({ cooperation }) => cooperation))]
    const ecarts: string[] = []
    let cases = 0
    for (const [rang, sienne] of cooperations.entries()) {
      const autre = cooperations[(rang + 1) % cooperations.length]!
      const { qui, visiteur } = entrees.find(
        (entree) => entree.cooperation === autre && entree.qui.startsWith('Coordinatrice'),
      )!
      const avant = await lignesDe(sienne)
      for (const adresse of choses(sienne, 'GET')) {
        cases += 1
        const { statusCode } = await visiteur.get(adresse)
        if (statusCode < 400) ecarts.push(`${qui} lit ${adresse} : ${statusCode}`)
      }
      for (const adresse of choses(sienne, 'POST')) {
        cases += 1
        const { statusCode } = await visiteur.post(adresse, { version: '0' })
        if (statusCode === 200 || statusCode >= 500) ecarts.push(`${qui} envoie à ${adresse} : ${statusCode}`)
      }
      expect(await lignesDe(sienne), `lignes de ${sienne}`).toEqual(avant)
    }
    expect(ecarts.join('\n')).toBe('')
    expect(cases).toBeGreaterThan(400)
  })
})
