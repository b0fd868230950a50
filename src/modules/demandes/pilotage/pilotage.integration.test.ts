// What one steers by: every figure counted again from the rows, and leading to the files it counts; what the public reads of it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../tests/application.ts'
import { champsDe, lignes, texteDe, valeur } from '../../../../tests/lignes.ts'
import { JOUR_OUVRE } from '../domain/calendrier.ts'
import { enJours } from '../domain/horloges.ts'
import { mesurer } from '../domain/mesures.ts'

let t: ApplicationDeTest
let cdg44: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  cdg44 = await t.entrer('Gestion statutaire, CDG 44')
})
afterAll(() => t.fermer())

const UN = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })
const pilotage = async (suite = '') => texteDe((await cdg44.get(`/demandes/pilotage${suite}`)).body)

it('dit les délais que les demandes donnent, une par une, et pas assez de recul sous dix', async () => {
  const centre = await valeur(
    t,
    "select organisme_id from mandat m join personne p on p.id = m.personne_id where p.courriel = 'gestion-statutaire.cdg44@demonstration.invalid'",
  )
  const lues = await lignes<{ duree: string; jours: number; finie: boolean; recente: boolean; type: string }>(
    t,
    `select cumul_cdg as duree, reponse_jours as jours, etat in ('REPONDUE', 'CLOTUREE') as finie, type_id as type,
       deposee_le >= current_date - 90 as recente from demande
     where guichet_id = $1 and (etat in ('REPONDUE', 'CLOTUREE') and repondue_le >= current_date - 90
       or etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE'))`,
    [centre],
  )
  const cote = (finie: boolean) =>
    lues
      .filter((ligne) => ligne.finie === finie)
      .map(({ duree, jours }) => ({ duree: Number(duree), cible: jours * JOUR_OUVRE }))
  const attendue = mesurer(cote(true), cote(false))!
  const page = await pilotage()
  expect(page).toContain(`${UN.format(enJours(attendue.mediane))} jours ouvrés, la médiane`)
  expect(page).toContain(`${UN.format(enJours(attendue.p90))} jours ouvrés pour neuf sur dix`)
  expect(page).toContain(`${Math.round(100 * attendue.dansLaCible)} % dans le délai annoncé`)
  expect(page).toContain(`${cote(false).length} encore ouvertes`)
  expect(page).toContain('pas assez de recul')
  expect(await pilotage('?centre=tous')).toContain('Tous les centres')
  expect((await (await t.entrer('Secrétaire de mairie, Mayenne')).get('/demandes/pilotage')).statusCode).toBe(
    403,
  )
})

it('chaque chiffre mène à ses demandes, et y en a autant', async () => {
  const page = (await cdg44.get('/demandes/pilotage')).body
  const chiffres = [
    ...page.matchAll(
      /<p class="chiffre-valeur"><span>([^<]+)<\/span>[\s\S]*?<a href="([^"]+)">([^<]+)<\/a>/g,
    ),
  ].map(([, nombre, href, libelle]) => ({ nombre: Number(nombre), href: texteDe(href!), libelle }))
  expect(chiffres).toHaveLength(8)
  for (const { nombre, href, libelle } of chiffres.slice(0, 3)) {
    let trouvees = 0
    for (let n = 1; ; n++) {
      const liste = (await cdg44.get(`${href}&page=${n}`)).body
      const ici = liste.match(/name="demande" value=/g)?.length ?? 0
      trouvees += ici
      if (ici < 40) break
    }
    expect([libelle, trouvees]).toEqual([libelle, nombre])
  }
  const liens = [...page.matchAll(/href="(\/demandes\?vue=[^"]+)"/g)].map(([, href]) => texteDe(href!))
  for (const href of new Set(liens)) expect((await cdg44.get(href)).statusCode, href).toBe(200)
})

it('le public lit les délais si la coopération l’a choisi, jamais une cellule de moins de dix', async () => {
  const coordination = await t.entrer('Coordinatrice', 'CDG 44')
  const anonyme = t.visiteur()
  const adresse = '/ouvert/pays-de-la-loire/delais'
  const regler = async (publies: boolean) => {
    const page = (await coordination.get('/portail/reglages')).body
    const { regleDelais: _avant, ...champs } = champsDe(page, '/portail/reglages')
    const reglages = {
      ...champs,
      ouvert: 'oui',
      regleActions: 'au_dela_n0',
      ...(publies && { regleDelais: 'oui' }),
    }
    expect((await coordination.post('/portail/reglages', reglages)).statusCode).toBe(303)
  }
  await regler(false)
  expect(texteDe((await anonyme.get(adresse)).body)).toContain('n’a pas choisi de publier ses délais')
  await regler(true)
  const page = texteDe((await anonyme.get(adresse)).body)
  expect(page).toContain('Autres genres, regroupés')
  expect(page).toContain('On ne sait pas qui s’occupe de notre dossier.')
  const csv = (await anonyme.get(`${adresse}.csv`)).body.replace('\uFEFF', '').trim().split(/\r?\n/)
  expect(csv[0]).toContain('demandes_repondues')
  for (const ligne of csv.slice(1)) expect(Number(ligne.split(/[;,]/)[3]), ligne).toBeGreaterThanOrEqual(10)
  expect(csv.length).toBeGreaterThan(2)
  expect(page).not.toMatch(/Sainte-Luce|Basse-Goulaine|44-20\d\d-/)
})
