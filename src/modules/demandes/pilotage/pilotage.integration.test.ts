// What one steers by: every figure counted again from the rows, and leading to the files it counts; what the public reads of it.
import { CompiledQuery, sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { joursFeries } from '#shared/jours-ouvres.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../tests/application.ts'
import { champsDe, lignes, texteDe, valeur } from '../../../../tests/lignes.ts'
import { dureeOuverte, JOUR_OUVRE } from '../domain/calendrier.ts'
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

const leCentre = () =>
  valeur(
    t,
    "select organisme_id from mandat m join personne p on p.id = m.personne_id where p.courriel = 'gestion-statutaire.cdg44@demonstration.invalid'",
  )

it('la base compte le temps ouvert comme le domaine, fériés, fermetures et changements d’heure compris', async () => {
  const feries = await lignes<{ annee: number; jours: string[]; alsace: string[] }>(
    t,
    `select a as annee, (select array_agg(j::text order by j) from unnest(jours_feries(a, false)) j) as jours,
       (select array_agg(j::text order by j) from unnest(jours_feries(a, true)) j) as alsace from generate_series(2000, 2060) a`,
  )
  for (const { annee, jours, alsace } of feries) {
    expect(jours).toEqual(joursFeries(annee))
    expect(alsace).toEqual(joursFeries(annee, true))
  }
  const fermetures = new Set(['2026-03-30', '2026-07-13'])
  const chomes = [...fermetures, ...joursFeries(2026), ...joursFeries(2027)].filter(
    (j) => ![0, 6].includes(new Date(j).getUTCDay()),
  )
  const debuts = [
    '2026-03-27T11:45:00.250Z',
    '2026-03-28T10:00:00Z',
    '2026-05-01T08:00:00Z',
    '2026-07-13T12:00:00Z',
  ]
  const heures = [0, 0.5, 3, 22, 47, 72, 97.25, 190, 700, 5000]
  const paires = debuts.flatMap((debut) =>
    heures.map((h) => [new Date(debut), new Date(+new Date(debut) + h * 3_600_000)] as const),
  )
  const lues = await lignes<{ duree: string }>(
    t,
    `select duree_ouverte(d, f, $3) as duree from unnest($1::timestamptz[], $2::timestamptz[]) with ordinality as p (d, f, n) order by n`,
    [paires.map(([d]) => d), paires.map(([, f]) => f), chomes],
  )
  expect(lues.map(({ duree }) => Number(duree))).toEqual(
    paires.map(([d, f]) => dureeOuverte(d, f, { fermetures })),
  )
})

it('dit les délais que les demandes donnent, une par une, et pas assez de recul sous dix', async () => {
  const centre = await leCentre()
  // The first second of a minute: delays are counted by the minute, and the page is read in the same one.
  const maintenant = new Date(Math.floor(Date.now() / 60_000) * 60_000)
  t.regler(maintenant)
  const lues = await lignes<{ duree: string; jours: number; finie: boolean; court: boolean; depuis: Date }>(
    t,
    `select cumul_cdg as duree, reponse_jours as jours, depuis, etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ROUVERTE') as court, etat in ('REPONDUE', 'CLOTUREE') as finie from demande
     where guichet_id = $1 and (etat in ('REPONDUE', 'CLOTUREE') and repondue_le >= current_date - 90
       or etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ATTENTE_COLLECTIVITE', 'ATTENTE_TIERS', 'ROUVERTE'))`,
    [centre],
  )
  const fermes = await lignes<{ jour: string }>(
    t,
    `select j::date::text as jour from demande_fermeture f cross join generate_series(f.du::timestamp, f.au::timestamp, interval '1 day') j
     where f.centre_id = $1`,
    [centre],
  )
  const calendrier = { fermetures: new Set(fermes.map(({ jour }) => jour)) }
  const cote = (finie: boolean) =>
    lues
      .filter((ligne) => ligne.finie === finie)
      .map(({ duree, jours, court, depuis }) => ({
        duree: Number(duree) + (court ? dureeOuverte(depuis, maintenant, calendrier) : 0),
        cible: jours * JOUR_OUVRE,
      }))
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

it('cent demandes que personne n’a touchées depuis soixante jours pèsent, dedans et pour le public', async () => {
  const centre = await leCentre()
  const lire = async () => {
    const csv = (await t.visiteur().get('/ouvert/pays-de-la-loire/delais.csv')).body.split(/\r?\n/)
    const dedans = csv.filter((ligne) => ligne.includes('44')).map((ligne) => Number(ligne.split(';').at(-1)))
    const pages = [1, 2, 3, 4, 5].map((n) => cdg44.get(`/demandes?vue=horsdelai&page=${n}`))
    const hors = (await Promise.all(pages)).flatMap(({ body }) => body.match(/name="demande" value=/g) ?? [])
    const page = await pilotage()
    return {
      public: Math.min(...dedans),
      hors: hors.length,
      dansLeDelai: Number(/(\d+) % dans le délai annoncé/.exec(page)![1]),
      p90: Number(/([\d,]+) jours ouvrés pour neuf sur dix/.exec(page)![1]!.replace(',', '.')),
    }
  }
  const avant = await lire()
  const [modele] = await lignes<{ id: string }>(
    t,
    `select d.id from demande d where d.guichet_id = $1 and d.etat = 'DEPOSEE'
     order by (select count(*) from demande f where f.type_id = d.type_id and f.guichet_id = d.guichet_id and f.etat in ('REPONDUE', 'CLOTUREE')) desc limit 1`,
    [centre],
  )
  await lignes(
    t,
    `insert into demande (id, cooperation_id, numero, type_id, type_version, organisme_id, guichet_id, traitant_id, acces, auteur_id, auteur, objet,
       etat, prise_jours, reponse_jours, depuis, creee_le, deposee_le)
     select gen_random_uuid(), cooperation_id, '44-2001-' || lpad(n::text, 6, '0'), type_id, type_version, organisme_id, guichet_id, traitant_id, acces,
       auteur_id, auteur, objet, 'DEPOSEE', prise_jours, 10, now() - interval '60 days', now() - interval '60 days', now() - interval '60 days'
     from demande cross join generate_series(1, 100) n where id = $1`,
    [modele!.id],
  )
  const apres = await lire()
  expect(apres.hors).toBe(avant.hors + 100)
  expect(apres.p90).toBeGreaterThan(30)
  expect(apres.p90).toBeGreaterThan(avant.p90)
  expect(apres.dansLeDelai).toBeLessThan(avant.dansLeDelai - 20)
  expect(apres.public).toBeLessThan(avant.public - 20)
})

it('cherche d’abord parmi les demandes du moment, même quand un mot est partout depuis dix ans', async () => {
  const modele = await valeur(
    t,
    "select id from demande where guichet_id = $1 and etat = 'DEPOSEE' order by id limit 1",
    [await leCentre()],
  )
  const copier = (combien: number, objet: string, annee: number, age: string) =>
    lignes(
      t,
      `insert into demande (id, cooperation_id, numero, type_id, type_version, organisme_id, guichet_id, traitant_id, acces, auteur_id, auteur, objet,
         etat, prise_jours, reponse_jours, promise_le, depuis, creee_le, deposee_le)
       select gen_random_uuid(), cooperation_id, '44-' || $3::int || '-' || lpad(n::text, 6, '0'), type_id, type_version, organisme_id, guichet_id, traitant_id,
         acces, auteur_id, auteur, $4, 'CLOTUREE', prise_jours, 10, case when $2 = 1 then now() end, now() - $5::interval, now() - $5::interval, now() - $5::interval
       from demande cross join generate_series(1, $2::int) n where id = $1`,
      [modele, combien, annee, objet, age],
    )
  await copier(2_100, 'Une ziggourat ancienne', 2003, '9 years')
  await copier(1, 'Une ziggourat du mois', 2004, '1 day')
  expect(texteDe((await cdg44.get('/demandes?q=ziggourat')).body)).toContain('Une ziggourat du mois')

  // A rare word is read by its index, which row security sets aside when the table is read directly.
  await lignes(t, 'analyze demande')
  const cooperationId = await valeur(t, 'select cooperation_id from demande where id = $1', [modele])
  const organismeId = await leCentre()
  const parIndex = (ordre: string, valeurs: readonly unknown[] = []) =>
    t.base.enTantQue({ cooperationId, organismeId, personneId: organismeId }, async (tx) => {
      // What earlier transactions of this connection counted may not have left it yet.
      const lectures = async () => {
        const { rows } = await sql<{
          n: number
        }>`select pg_stat_get_xact_numscans('demande_recherche'::regclass) as n`.execute(tx)
        return rows[0]!.n
      }
      const avant = await lectures()
      await tx.executeQuery(CompiledQuery.raw(ordre, [...valeurs]))
      return (await lectures()) - avant
    })
  expect(
    await parIndex("select id from demande where recherche @@ websearch_to_tsquery('french', 'cumul')"),
  ).toBe(0)
  expect(await parIndex('select id from chercher_demandes($1, 20)', ['cumul'])).toBe(1)
  expect(await parIndex('select id from demandes_semblables($1, 20)', ['Cumul d’activités'])).toBeGreaterThan(
    0,
  )
})
