// The public portal through the front door, read without an account, on a real PostgreSQL.
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../tests/application.ts'
import { lignes, texteDe } from '../../../tests/lignes.ts'
import { verifierLigne } from './domain/table-schema.ts'
import { CHAMPS_DELIBERATIONS } from './donnees/deliberations.ts'

let t: ApplicationDeTest
let public_: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  public_ = t.visiteur()
})
afterAll(() => t.fermer())

const PDL = '/ouvert/pays-de-la-loire'
const lire = async (adresse: string) => {
  const reponse = await public_.get(adresse)
  return { ...reponse, statut: reponse.statusCode, corps: reponse.body, texte: texteDe(reponse.body) }
}

describe('le portail, sans compte', () => {
  it('liste les coopérations ouvertes, et elles seules', async () => {
    const { statut, texte, corps } = await lire('/ouvert')
    expect(statut).toBe(200)
    expect(texte).toContain('Coopération des CDG bretons')
    expect(corps).toContain('href="/ouvert/pays-de-la-loire"')
    expect(corps).not.toContain('grand-ouest')
  })

  it('montre une coopération : chiffres sourcés, membres, avancement par axe', async () => {
    const { statut, texte, corps } = await lire(PDL)
    expect(statut).toBe(200)
    expect(texte).toContain('1 739 collectivités affiliées Source : présentation publique')
    expect(texte).toMatch(/CDG 53 +Mayenne/)
    expect(corps).toContain('<svg')
    expect(corps).toMatch(/<link rel="canonical" href="http:\/\/maillage.test\/ouvert\/pays-de-la-loire"/)
    expect(corps).toContain('<meta name="description"')
  })

  it('se laisse trouver des moteurs, et rien d’autre avec lui', async () => {
    const robots = await lire('/robots.txt')
    expect(robots.corps).toMatch(/Allow: \/ouvert\n.*Disallow: \/\n/s)
    const plan = await lire('/ouvert/plan.xml')
    expect(plan.headers['content-type']).toBe('application/xml; charset=utf-8')
    expect(plan.corps).toContain('<loc>http://maillage.test/ouvert/bretagne/programme</loc>')
    expect(plan.corps).not.toContain('grand-ouest')
  })

  it('dit qu’un portail est fermé, et rien d’une adresse inconnue', async () => {
    const ferme = await lire('/ouvert/grand-ouest-concours')
    expect(ferme.statut).toBe(404)
    expect(ferme.texte).toContain('Ce portail public n’est pas ouvert')
    expect(ferme.texte).not.toContain('Grand Ouest concours')
    const inconnu = await lire('/ouvert/nulle-part')
    expect(inconnu.statut).toBe(404)
    expect(inconnu.texte).toContain('Ce portail public n’existe pas')
    expect((await lire('/ouvert/NULLE..PART')).statut).toBe(404)
  })
})

describe('le lecteur anonyme, dans la base', () => {
  it('ne lit que les vues publiées et le registre public, jamais une table d’une coopération', async () => {
    const lues = await lignes<{ nom: string; genre: string }>(
      t,
      `select relname as nom, relkind as genre from pg_class where relnamespace = 'public'::regnamespace
         and relkind in ('r', 'p', 'v', 'm') and has_table_privilege('maillage_public', oid, 'select') order by 1`,
    )
    expect(lues.filter(({ genre }) => genre !== 'v').map(({ nom }) => nom)).toEqual([
      'departement',
      'organisme',
      'region',
    ])
    const vues = lues.filter(({ genre }) => genre === 'v').map(({ nom }) => nom)
    expect(vues.every((nom) => nom.startsWith('publie_'))).toBe(true)
    expect(vues).toHaveLength(15)
    const colonnes = await lignes<{ colonne: string }>(
      t,
      `select table_name || '.' || column_name as colonne from information_schema.columns where table_name like 'publie\\_%'
         and column_name ~ '(personne|courriel|pilote|auteur|saisi_par|visio|cout|note|blocage|motif)'`,
    )
    // `personnes` says that a figure counts people.
    expect(colonnes.map(({ colonne }) => colonne)).toEqual(['publie_chiffre.personnes'])
  })
})

describe('les pages publiques', () => {
  it('montrent le programme et une action : avancement, étapes, qui fait quoi', async () => {
    const programme = await lire(`${PDL}/programme`)
    expect(programme.statut).toBe(200)
    const lien = /href="(\/ouvert\/pays-de-la-loire\/actions\/[^"]+)"/.exec(programme.corps)![1]!
    const action = await lire(lien)
    expect(action.statut).toBe(200)
    expect(action.texte).toContain('Qui fait quoi')
    expect(action.texte).toMatch(/étapes? atteintes?/)
    const [, engages, membres] = /(\d+) sur (\d+) membres engagés/.exec(action.texte)!
    expect(Number(engages)).toBeLessThanOrEqual(Number(membres))
    expect((await lire(`${PDL}/actions/9.9.9`)).statut).toBe(404)
  })

  it('montrent les décisions et l’état de chaque membre, sans dire qui a voté quoi', async () => {
    const liste = await lire(`${PDL}/decisions`)
    const numero = /decisions\/(\d{4}-\d{2}-D\d{2})"/.exec(liste.corps)![1]!
    const { texte, statut } = await lire(`${PDL}/decisions/${numero}`)
    expect(statut).toBe(200)
    expect(texte).toMatch(/Pas encore exécutoire|Exécutoire/)
    expect(texte).toMatch(/\d voix pour, \d contre/)
    expect(texte).not.toMatch(/Présidence|Coordinatrice|Direction,/)
  })

  it('montrent le schéma en vigueur, ses délibérations et les conventions', async () => {
    const { texte, statut } = await lire(`${PDL}/schema`)
    expect(statut).toBe(200)
    expect(texte).toContain('Schéma régional de coopération des Pays de la Loire')
    expect(texte).toContain('Adopté par 5 délibérations')
    // The avenant in preparation is a draft.
    expect(texte).not.toContain('avenant')
  })

  it('donnent un calendrier aux identifiants stables', async () => {
    const flux = await lire(`${PDL}/calendrier.ics`)
    expect(flux.headers['content-type']).toContain('text/calendar')
    const uids = (corps: string) => [...corps.matchAll(/^UID:(.+)$/gm)].map(([, uid]) => uid)
    expect(uids(flux.corps).length).toBeGreaterThan(0)
    t.regler(new Date(Date.now() + 3_600_000))
    expect(uids((await lire(`${PDL}/calendrier.ics`)).corps)).toEqual(uids(flux.corps))
    t.regler(new Date())
    expect(flux.corps).toContain('METHOD:PUBLISH')
    expect(flux.corps).not.toMatch(/ATTENDEE|ORGANIZER|mailto/i)
  })

  it('se gardent en cache et répondent 304 à qui les tient', async () => {
    for (const chemin of ['', '/programme', '/donnees/programme.json', '/calendrier.ics']) {
      const premiere = await public_.get(PDL + chemin)
      expect(premiere.headers['cache-control'], chemin).toBe('public, max-age=300')
      expect(premiere.headers['set-cookie'], chemin).toBeUndefined()
      const etag = String(premiere.headers.etag)
      const seconde = await public_.requete({
        method: 'GET',
        url: PDL + chemin,
        headers: { 'if-none-match': etag },
      })
      expect(seconde.statusCode, chemin).toBe(304)
      expect(seconde.body).toBe('')
    }
    // The same for who is signed in: nothing of hers is in it.
    const connectee = await t.entrer('Coordinatrice', 'CDG 44')
    expect((await connectee.get(PDL)).headers.etag).toBe((await public_.get(PDL)).headers.etag)
  })
})

describe('les données ouvertes', () => {
  it('donnent des délibérations valides, ligne à ligne, et disent celles qui attendent', async () => {
    const { corps, headers } = await lire(`${PDL}/donnees/deliberations.csv`)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['access-control-allow-origin']).toBe('*')
    const rangees: Record<string, string>[] = parse(corps, { columns: true })
    expect(rangees.length).toBeGreaterThan(0)
    for (const rangee of rangees) expect(verifierLigne(CHAMPS_DELIBERATIONS, rangee)).toEqual([])
    expect(corps.split('\r\n')[0]).toBe(CHAMPS_DELIBERATIONS.map(({ name }) => name).join(','))
    expect(new Set(rangees.map((r) => r['COLL_SIRET']))).toEqual(new Set(['28440002500011']))
    expect((await lire(`${PDL}/donnees`)).texte).toContain('Le SIRET n’est pas connu pour : CDG')
  })

  it('donnent le programme en JSON conforme au schéma publié, et le même en CSV', async () => {
    const schema = (await public_.get('/ouvert/schemas/programme.json')).json<object>()
    const programme = (await public_.get(`${PDL}/donnees/programme.json`)).json<{
      actions: { code: string; avancement: number | null }[]
    }>()
    const valider = new Ajv2020({ allErrors: true }).compile(schema)
    expect(valider(programme), JSON.stringify(valider.errors)).toBe(true)
    expect(valider({ ...programme, actions: [{ code: '' }] })).toBe(false)
    const rangees: Record<string, string>[] = parse((await lire(`${PDL}/donnees/programme.csv`)).corps, {
      columns: true,
      delimiter: ';',
      bom: true,
    })
    expect(rangees.map((r) => [r['code'], r['avancement']])).toEqual(
      programme.actions.map(({ code, avancement }) => [code, avancement === null ? '' : String(avancement)]),
    )
  })

  it('donnent un catalogue DCAT dont chaque fichier existe', async () => {
    const catalogue = (await public_.get(`${PDL}/donnees/catalogue.jsonld`)).json<{
      '@type': string
      'dcat:dataset': {
        'dct:license': { '@id': string }
        'dct:modified'?: { '@value': string }
        'dcat:distribution': { 'dcat:downloadURL': { '@id': string } }[]
      }[]
    }>()
    expect(catalogue['@type']).toBe('dcat:Catalog')
    expect(catalogue['dcat:dataset']).toHaveLength(4)
    for (const jeu of catalogue['dcat:dataset']) {
      expect(jeu['dct:license']['@id']).toContain('licence-ouverte')
      expect(jeu['dct:modified']?.['@value']).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      for (const { 'dcat:downloadURL': lien } of jeu['dcat:distribution'])
        expect((await public_.get(lien['@id'].replace('http://maillage.test', ''))).statusCode).toBe(200)
    }
  })
})

describe('les figures', () => {
  it('se lisent seules : nom, description, source, sans ressource ni script', async () => {
    for (const nom of ['avancement-par-axe', 'participation', 'chiffres-cles']) {
      const { statut, corps, headers } = await lire(`${PDL}/figures/${nom}.svg`)
      expect(statut, nom).toBe(200)
      expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8')
      expect(corps).toMatch(/role="img" aria-labelledby="titre description"/)
      expect(corps).toMatch(/<title id="titre">.+<\/title>/)
      expect(corps).toMatch(/<desc id="description">.{20,}<\/desc>/)
      expect(corps).toContain('Licence Ouverte')
      expect(corps).not.toMatch(/<script|href=|style=|NaN/)
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    }
    expect((await lire(`${PDL}/figures/autre.svg`)).statut).toBe(404)
  })

  it('s’incrustent ailleurs, et elles seules', async () => {
    const cadre = await lire(`${PDL}/figures/participation/integrer`)
    expect(cadre.statut).toBe(200)
    expect(cadre.headers['content-security-policy']).toContain('frame-ancestors *')
    expect(cadre.headers['content-security-policy']).toContain("default-src 'none'")
    expect(cadre.texte).toContain('CDG 53, Mayenne')
    const kit = await lire(`${PDL}/figures`)
    expect(kit.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(kit.texte).toContain(
      'iframe src="http://maillage.test/ouvert/pays-de-la-loire/figures/avancement-par-axe/integrer"',
    )
  })
})
