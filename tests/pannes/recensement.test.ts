// kill −9 of the application between the bytes of a census and its end: nothing is written by halves, the page says what happens, and the reading is taken up again.
import { once } from 'node:events'
import { join } from 'node:path'
import { csvRecensement } from '@maillage/prevoyance/generateur'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { estSiret } from '../../src/shared/siret.ts'
import { jusqua } from '../attente.ts'
import { demarrerServeur, dossierJetable, portLibre, type ServeurDeTest } from '../serveur.ts'
import { lignes, urlDeLaBase } from './base.ts'
import { entrer } from './client.ts'
import { copierDonnees } from './installation.ts'

const AGENTS = 10_000
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

type Etat = {
  readonly envoi: string | null
  readonly versions: number
  readonly agents: number | null
  readonly gardes: number
}

/** From now on no sending tells its progress nor its end: the statement waits before it touches a row. What is returned lets them go. */
async function retenirLaFin(url: string): Promise<() => Promise<void>> {
  const verrou = new pg.Client(url)
  await verrou.connect()
  await verrou.query(`
    select pg_advisory_lock(5310);
    create function attendre_la_fin() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(5310); return null; end $$;
    create trigger attendre_la_fin before update of fait on achat_envoi for each statement execute function attendre_la_fin();`)
  return async () => {
    await verrou.query(`select pg_advisory_unlock(5310); drop function attendre_la_fin cascade;`)
    await verrou.end()
  }
}

it('un recensement tué avant sa fin ne laisse rien à moitié, et reprend', async () => {
  const url = await urlDeLaBase(donnees)
  const [employeur] = await lignes<{ id: string; siret: string }>(
    url,
    `select e.id, e.siret from achat_employeur e join achat_operation o on o.id = e.operation_id and o.objet = 'sante'
     join membre m on m.organisme_id = e.centre_id and m.libelle = 'CDG 53' where e.siret is not null order by e.nom, e.id limit 1`,
  )
  const etat = async (): Promise<Etat> =>
    (
      await lignes<Etat>(
        url,
        `select (select etat from achat_envoi where employeur_id = $1) as envoi, count(*)::int as versions, sum(r.agents)::int as agents, count(a.*)::int as gardes
         from achat_recensement r left join achat_agents a on a.recensement_id = r.id where r.employeur_id = $1`,
        [employeur!.id],
      )
    )[0]!
  const siren = employeur!.siret.slice(0, 9)
  const siret = Array.from({ length: 10 }, (_, i) => `${siren}0001${i}`).find(estSiret)!
  const adresse = `/achats/employeurs/${employeur!.id}/recensement`
  const direction = await entrer(serveur.adresse, 'Direction', 'CDG 53', 'Pays de la Loire')
  const csv = [...csvRecensement({ graine: 5, agents: AGENTS, employeurs: 1, dateRecensement: '2026-06-30' })]
    .join('')
    .replaceAll(/^\d{14}/gm, siret)
  const corps = new FormData()
  corps.set('au', '30/06/2026')
  corps.set('fichier', new Blob([csv], { type: 'text/csv' }), 'agents.csv')
  const laisserFinir = await retenirLaFin(url)
  const reponse = fetch(serveur.adresse + adresse, {
    method: 'POST',
    body: corps,
    headers: { cookie: direction.cookie(), 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  }).then(
    ({ status }) => status,
    () => 0,
  )
  // Kept, as its reading lasts; its end waits.
  await jusqua(
    'le fichier est gardé',
    async () => (await lignes(url, 'select from achat_envoi where contenu is not null')).length > 0,
  )
  const mort = once(serveur.processus, 'exit')
  serveur.processus.kill('SIGKILL')
  await mort
  // Cut, or answered before on a slow machine: « the reading goes on ».
  expect([0, 303]).toContain(await reponse)
  await laisserFinir()

  serveur = await demarrerServeur(env)
  expect(await etat()).toEqual({ envoi: 'lecture', versions: 0, agents: null, gardes: 0 })
  const revenue = await entrer(serveur.adresse, 'Direction', 'CDG 53', 'Pays de la Loire')
  expect((await revenue.get(adresse)).texte).toContain('Un fichier est en cours de lecture')
  // The minute before the reading is taken up is not waited for.
  const client = new pg.Client(await urlDeLaBase(donnees))
  await client.connect()
  await client.query(`update pgboss.job set start_after = now() where name = 'recensements'`)
  await client.end()
  await jusqua('la lecture est reprise et finie', async () => (await etat()).envoi === 'fini')
  expect(await etat()).toEqual({ envoi: 'fini', versions: 1, agents: AGENTS, gardes: 1 })
})
