// Every form of the module, sent as no page of ours sends it: never an error of the server, and nothing written.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../tests/application.ts'
import { lignes, valeur } from '../../../tests/lignes.ts'

const POISONS: readonly (readonly [string, string | readonly string[] | null])[] = [
  ['absent', null],
  ['vide', ''],
  ['deux valeurs', ['un', 'deux']],
  ['60 001 caractères', 'é'.repeat(60_001)],
  ['mélange', '=cmd(1) 🦊 \u202eמאיר <script>alert(1)</script> \' "; --'],
  ['négatif', '-1'],
  ['démesuré', '1e999'],
  ['jour impossible', '31/02/2027'],
  ['identifiant inconnu', nouvelId()],
]

let t: ApplicationDeTest
let coordinatrice: Visiteur
let routes: { chemin: string; champs: Record<string, string> }[]

beforeAll(async () => {
  t = await ouvrirApplication()
  coordinatrice = await t.entrer('Coordinatrice', 'CDG 44')
  const [schema] = await lignes<{ id: string; cooperation_id: string }>(
    t,
    "select id, cooperation_id from schema_regional where titre like '%Loire, avenant%'",
  )
  const { id, cooperation_id: cooperation } = schema!
  const cdg44 = await valeur(
    t,
    "select organisme_id from membre where cooperation_id = $1 and libelle = 'CDG 44'",
    [cooperation],
  )
  const clause = await valeur(t, 'select id from schema_clause where schema_id = $1 order by id limit 1', [
    id,
  ])
  const convention = await valeur(
    t,
    'select id from convention where cooperation_id = $1 and organisme_id = $2 order by id limit 1',
    [cooperation, cdg44],
  )
  const enTete = {
    titre: 'Essai',
    regleAdoption: 'majorite',
    dateEffet: '',
    dateFin: '',
    version: '0',
    cle: '',
  }
  const uneClause = { section: 'autres', titre: 'Essai', texte: 'Essai', ordre: '', version: '0' }
  const uneConvention = {
    titre: 'Essai',
    genre: 'accord',
    parties: cdg44,
    autresParties: '',
    du: '01/01/2026',
    au: '',
    signeeLe: '',
    preavisMois: '6',
    renouvellementMois: '',
    renouvellementsMax: '',
    reference: '',
    objet: '',
    version: '0',
  }
  const fin = { jour: '01/11/2026', motif: 'Essai', version: '0' }
  routes = [
    { chemin: '/schema', champs: { ...enTete, titre: '' } },
    { chemin: `/schema/${id}/modifier`, champs: enTete },
    { chemin: `/schema/${id}/avenant`, champs: { titre: 'Essai', cle: '' } },
    { chemin: `/schema/${id}/clauses`, champs: uneClause },
    { chemin: `/schema/${id}/clauses/${clause}`, champs: uneClause },
    { chemin: `/schema/${id}/clauses/${clause}/retirer`, champs: { version: '0' } },
    { chemin: `/schema/${id}/etapes/signer`, champs: { ...fin, fin: '', reference: '' } },
    { chemin: `/schema/${id}/etapes/inconnue`, champs: { ...fin, fin: '', reference: '' } },
    {
      chemin: `/schema/${id}/deliberations/${cdg44}`,
      champs: {
        avis: 'favorable',
        numeroActe: '1',
        dateActe: '',
        pour: '',
        contre: '',
        abstention: '',
        signeLe: '',
        note: '',
        version: '0',
      },
    },
    { chemin: '/conventions', champs: { ...uneConvention, titre: '' } },
    { chemin: `/conventions/${convention}/modifier`, champs: uneConvention },
    { chemin: `/conventions/${convention}/denoncer`, champs: fin },
    { chemin: `/conventions/${convention}/clore`, champs: fin },
    {
      chemin: `/missions/${cdg44}/retraite`,
      champs: {
        mode: 'confie',
        confieA: '',
        depuis: '',
        revueLe: '01/11/2026',
        porteur: '',
        preuve: '',
        version: '0',
      },
    },
  ]
})
afterAll(() => t.fermer())

const compter = () =>
  valeur(
    t,
    `select (select count(*) from schema_regional) + (select count(*) from schema_clause) + (select count(*) from convention)
       + (select count(*) from schema_trace)`,
  )

it('aucune saisie ne fait tomber le serveur, et rien n’est écrit', async () => {
  const avant = await compter()
  let envois = 0
  for (const { chemin, champs } of routes)
    for (const champ of Object.keys(champs))
      for (const [nom, poison] of POISONS) {
        // A title that is refused is kept as it is where anything else would be accepted: nothing must be created.
        if (champ === 'titre' && champs['titre'] === '') continue
        const { [champ]: _remplace, ...reste } = champs
        const reponse = await coordinatrice.post(
          chemin,
          poison === null ? reste : { ...reste, [champ]: poison },
        )
        expect([403, 404, 409, 422], `${chemin}, ${champ} ${nom}`).toContain(reponse.statusCode)
        envois++
      }
  expect(envois).toBeGreaterThan(500)
  expect(await compter()).toBe(avant)
})

it('un nombre est fait de chiffres ; une version qui n’en est pas une est celle d’une page périmée', async () => {
  const { chemin, champs } = routes.find(
    (route) => route.chemin.endsWith('/modifier') && 'preavisMois' in route.champs,
  )!
  for (const preavisMois of ['0x10', '1e1', '1.0', '+6', '٣']) {
    const { statusCode, body } = await coordinatrice.post(chemin, { ...champs, preavisMois })
    expect(statusCode, preavisMois).toBe(422)
    expect(body).toContain('Indiquez un nombre entier, de 0 à 36')
  }
  for (const version of ['9'.repeat(30), '99999999999', '0x1', 'Infinity'])
    expect((await coordinatrice.post(chemin, { ...champs, version })).statusCode, version).toBe(409)
})

it('une adresse qui ne mène nulle part le dit', async () => {
  for (const adresse of [
    `/schema/${nouvelId()}`,
    '/schema/1',
    `/schema/${nouvelId()}/comparaison`,
    `/conventions/${nouvelId()}`,
    '/conventions/abc',
    `/missions/${nouvelId()}/retraite`,
    `/missions/${nouvelId()}/constructor`,
  ])
    expect((await coordinatrice.get(adresse)).statusCode, adresse).toBe(404)
})
