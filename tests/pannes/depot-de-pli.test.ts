// kill −9 of the application in the middle of the deposit of a sealed bid: its bidder is told, sends it again, and it is there once; nothing half-written is opened.
import { once } from 'node:events'
import { join } from 'node:path'
import { destinataireDe, nouvelleIdentite } from '@maillage/coffre'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { ouvrirPart, scellerPli } from '../../src/modules/achats/plis/sceller.ts'
import { ajouterJours, jourDe } from '../../src/shared/dates.ts'
import { jusqua } from '../attente.ts'
import { demarrerServeur, dossierJetable, portLibre, type ServeurDeTest } from '../serveur.ts'
import { lignes, urlDeLaBase } from './base.ts'
import { entrer, type Personne, visiteur } from './client.ts'
import { copierDonnees } from './installation.ts'

const dossier = dossierJetable()
const donnees = join(dossier.chemin, 'donnees')
let env: Record<string, string>
let serveur: ServeurDeTest

beforeAll(async () => {
  copierDonnees(inject('demonstration'), donnees)
  env = { DONNEES: donnees, PORT: String(await portLibre()) }
  serveur = await demarrerServeur(env)
})
afterAll(async () => {
  await serveur.arreter()
  dossier.supprimer()
})

const role = (...mots: string[]) => entrer(serveur.adresse, ...mots, 'Pays de la Loire')
async function poster(qui: Personne, chemin: string, champs: Record<string, string> = {}): Promise<void> {
  expect((await qui.post(chemin, champs)).statut, chemin).toBe(303)
}

/** A deposit that is open: two keys of the commission, and the personal link of a bidder. */
async function ouvrirDepot(achat: string, identites: readonly string[]): Promise<string> {
  const pilote = await role('Coordinatrice', 'CDG 44')
  await poster(pilote, `${achat}/marche`, {
    procedure: 'adaptee',
    reference: '',
    profil: '',
    cpv: '66512000',
    duree: '12',
    estimation: '50 000',
    limiteJour: ajouterJours(jourDe(new Date()), 2).split('-').reverse().join('/'),
    limiteHeure: '12:00',
    niveaux: 'Socle | 90 | 40 | 90 | 0',
    criteres: 'Prix | 100',
    version: '1',
  })
  const lot = { numero: '1', objet: 'Tous les agents', departements: '', min: '', max: '' }
  await poster(pilote, `${achat}/marche/lots`, lot)
  await poster(pilote, `${achat}/marche/publier`, { version: '1' })
  await poster(pilote, `${achat}/plis/proposer`)
  for (const [i, centre] of ['CDG 44', 'CDG 53'].entries())
    await poster(await role('Direction', centre), `${achat}/plis/cles`, {
      destinataire: await destinataireDe(identites[i]!),
      trousseau: JSON.stringify({ protege: 'x'.repeat(200) }),
    })
  await poster(pilote, `${achat}/plis/ouvrir-depot`)
  const courriel = 'offres@candidat.invalid'
  await poster(pilote, `${achat}/plis/candidats`, {
    nom: 'Candidat (fictif)',
    siret: '90000000100017',
    courriel,
  })
  let message: string | undefined
  await jusqua('le lien du candidat est arrivé', async () => {
    const { texte } = await pilote.get(`/demo/courrier?a=${courriel}`)
    message = /\/demo\/courrier\/[0-9a-f-]{36}/.exec(texte)?.[0]
    return message !== undefined
  })
  return /\/achats\/deposer\/[\w.~-]+/.exec((await pilote.get(message!)).texte)![0]
}

it('un dépôt tué en plein milieu se dit, se renvoie, et ne fait qu’un pli', async () => {
  const url = await urlDeLaBase(donnees)
  const [sante] = await lignes<{ id: string }>(url, "select id from achat_operation where objet = 'sante'")
  const achat = `/achats/${sante!.id}`
  const identites = [nouvelleIdentite(), nouvelleIdentite()]
  const lien = await ouvrirDepot(achat, identites)
  const candidat = visiteur(serveur.adresse)
  const commission = JSON.parse(
    /data-commission="([^"]+)"/.exec((await candidat.get(lien)).texte)![1]!.replaceAll('&quot;', '"'),
  ) as { id: string; destinataire: string }[]
  const pieces = [{ nom: 'bordereau.csv', contenu: Buffer.from('Lot;Niveau\n1;Socle') }]
  const pli = await scellerPli(pieces, commission)
  const deposer = () => {
    const corps = new FormData()
    corps.set('destinataire', pli.destinataire)
    corps.set('parts', JSON.stringify(pli.parts))
    corps.set('scelle', new Blob([pli.scelle]), 'pli.age')
    return fetch(serveur.adresse + lien, {
      method: 'POST',
      body: corps,
      headers: { accept: 'application/json', 'sec-fetch-site': 'same-origin' },
    }).then(
      ({ status }) => status,
      () => 0,
    )
  }
  const plis = () => lignes<{ n: number }>(url, 'select count(*)::int as n from achat_pli')

  // Its arrival may be noted and its bytes written; the bid itself waits here.
  const verrou = new pg.Client(url)
  await verrou.connect()
  await verrou.query('begin')
  await verrou.query('lock table achat_pli in share mode')
  const coupe = deposer()
  await jusqua(
    'l’arrivée du pli est notée',
    async () => (await lignes(url, 'select from achat_pli_arrivee')).length === 1,
  )
  const mort = once(serveur.processus, 'exit')
  serveur.processus.kill('SIGKILL')
  await mort
  // A browser whose answer is cut says that it does not know, and offers to send the same bid again.
  expect(await coupe).toBe(0)
  await verrou.query('commit')
  await verrou.end()
  expect(await plis()).toEqual([{ n: 0 }])

  serveur = await demarrerServeur(env)
  expect((await visiteur(serveur.adresse).get(lien)).texte).not.toContain('Accusé de réception')
  // The hour passes, and the lease of the dead process with it: nothing half-written is opened, nothing can be given for it.
  await lignes(
    url,
    `begin; alter table achat_marche disable trigger user; update achat_marche set limite = clock_timestamp() where operation_id = '${sante!.id}';
    alter table achat_marche enable trigger user; update achat_pli_arrivee set ecrit_jusqu_a = clock_timestamp(); commit`,
  )
  const direction44 = await role('Direction', 'CDG 44')
  expect((await direction44.get(`${achat}/plis`)).texte).toContain(
    'Un pli arrivé à l’heure n’est pas enregistré',
  )
  expect((await direction44.get(`${achat}/plis/parts`)).texte).toContain('"parts":[]')

  // The same bid, sent twice: received once, in time.
  expect([await deposer(), await deposer()]).toEqual([201, 201])
  expect(await plis()).toEqual([{ n: 1 }])
  for (const [i, centre] of ['CDG 44', 'CDG 53'].entries()) {
    const qui = await role('Direction', centre)
    const { parts } = JSON.parse((await qui.get(`${achat}/plis/parts`)).texte) as {
      parts: { pli: string; scellee: string }[]
    }
    const [part] = parts
    const carte = await ouvrirPart(part!.scellee, identites[i]!)
    await poster(qui, `${achat}/plis/cle-donnee`, { parts: JSON.stringify({ [part!.pli]: carte }) })
  }
  expect(
    await lignes(
      url,
      `select count(*)::int as n, bool_and(ouvert_le is not null and fichiers <> '[]') as ouverts from achat_pli`,
    ),
  ).toEqual([{ n: 1, ouverts: true }])
})
