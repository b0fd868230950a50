// The public portal through the front door, read without an account, on a real PostgreSQL.
import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../tests/application.ts'
import { champCache, champsDe, lignes, texteDe, valeur } from '../../../tests/lignes.ts'
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

describe('ce qui est public est un choix, avec sa trace', () => {
  const DANS_PDL = "(select id from cooperation where nom like '%Pays de la Loire')"
  let coordinatrice: Visiteur
  beforeAll(async () => {
    coordinatrice = await t.entrer('Coordinatrice', 'CDG 44')
  })

  it('retire une décision avec son motif, la remet, et garde les deux gestes', async () => {
    const [decision] = await lignes<{ id: string; numero: string; titre: string }>(
      t,
      `select d.id, d.numero, d.titre from decision d join publication u on u.objet_id = d.id
         where d.cooperation_id = ${DANS_PDL} and d.publique order by d.adoptee_le desc limit 1`,
    )
    const { id, numero, titre } = decision!
    const page = `${PDL}/decisions/${numero}`
    const retrait = `/portail/publications/decision/${id}/retirer`
    expect((await lire(page)).statut).toBe(200)
    const version = champCache((await coordinatrice.get(retrait)).body, 'version')
    const sansMotif = await coordinatrice.post(retrait, { version, motif: ' ' })
    expect(sansMotif.statusCode).toBe(422)
    expect(sansMotif.body).toContain('href="#champ-motif"')
    expect((await coordinatrice.post(retrait, { version, motif: 'Annexe à relire' })).statusCode).toBe(303)
    expect((await lire(page)).statut).toBe(404)
    expect((await lire(`${PDL}/decisions`)).corps).not.toContain(numero)
    expect((await lire(`${PDL}/donnees/deliberations.csv`)).corps).not.toContain(titre)
    // The page that was open before the withdrawal overwrites nothing.
    const perimee = await coordinatrice.post(retrait, { version, motif: 'Encore' })
    expect(perimee.statusCode).toBe(409)
    const remettre = await coordinatrice.post(`/portail/publications/decision/${id}/publier`, {
      version: String(Number(version) + 1),
    })
    expect(remettre.statusCode).toBe(303)
    expect((await lire(page)).statut).toBe(200)
    const historique = texteDe((await coordinatrice.get('/portail/historique')).body)
    expect(historique).toContain(`Retiré : ${titre} Coordinatrice, CDG 44. Motif : Annexe à relire`)
    expect(historique).toContain(`Publié : ${titre}`)
  })

  it('ne publie jamais un projet, quoi qu’on demande', async () => {
    const avenant = await valeur(t, "select id from schema_regional where titre like '%Loire, avenant%'")
    const refus = await coordinatrice.post(`/portail/publications/schema/${avenant}/publier`, {
      version: '0',
    })
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain('Un projet ne se publie pas')
    // Nor would the views show it, had the row been written.
    await lignes(
      t,
      `insert into publication (cooperation_id, genre, objet_id, etat, le)
         select cooperation_id, 'schema', id, 'publie', now() from schema_regional where id = $1`,
      [avenant],
    )
    await lignes(
      t,
      `insert into publication (cooperation_id, genre, objet_id, etat, le)
         select cooperation_id, 'action', id, 'publie', now() from action where statut = 'proposee'`,
    )
    expect((await lire(`${PDL}/schema`)).texte).not.toContain('avenant')
    const proposees = await lignes<{ code: string }>(
      t,
      `select code from action where statut = 'proposee' and cooperation_id = ${DANS_PDL}`,
    )
    expect(proposees.length).toBeGreaterThan(0)
    for (const { code } of proposees) expect((await lire(`${PDL}/actions/${code}`)).statut).toBe(404)
  })

  it('n’appartient qu’à la coordination de la coopération', async () => {
    const direction = await t.entrer('Direction, CDG 53', 'Pays de la Loire')
    expect((await direction.get('/portail')).statusCode).toBe(200)
    expect((await direction.get('/portail')).body).not.toContain('/publier"')
    const action = await valeur(
      t,
      `select id from action where cooperation_id = ${DANS_PDL} and niveau > 0 order by code limit 1`,
    )
    expect(
      (await direction.post(`/portail/publications/action/${action}/publier`, { version: '0' })).statusCode,
    ).toBe(403)
    const bretonne = await t.entrer('Coordinatrice', 'CDG 35', 'bretons')
    expect((await bretonne.get(`/portail/publications/action/${action}/retirer`)).statusCode).toBe(404)
    expect((await public_.get('/portail')).statusCode).toBe(303)
  })

  it('ne laisse passer ni personne, ni autre coopération, ni cause de blocage', async () => {
    const noms = await lignes<{ mot: string }>(
      t,
      `select distinct courriel as mot from personne union select distinct blocage_cause from action where blocage_cause <> ''
         union select distinct note from suivi_action where note <> ''`,
    )
    const ailleurs = await lignes<{ titre: string }>(
      t,
      `select titre from decision where cooperation_id <> ${DANS_PDL}
         union select titre from action where cooperation_id <> ${DANS_PDL}
           and titre not in (select titre from action where cooperation_id = ${DANS_PDL})`,
    )
    const adresses = [
      '',
      '/programme',
      '/decisions',
      '/schema',
      '/calendrier',
      '/documents',
      '/donnees',
      '/figures',
    ]
    const donnees = [
      'programme.csv',
      'programme.json',
      'indicateurs.csv',
      'deliberations.csv',
      'catalogue.jsonld',
    ]
    const actions = [
      ...(await lire(`${PDL}/programme`)).corps.matchAll(/href="(\/ouvert\/[^"]*\/actions\/[^"]+)"/g),
    ]
    const tout = await Promise.all(
      [
        ...adresses.map((a) => PDL + a),
        ...donnees.map((d) => `${PDL}/donnees/${d}`),
        ...actions.map(([, lien]) => lien!),
      ].map(async (adresse) => (await lire(adresse)).texte),
    )
    const ensemble = tout.join('\n')
    expect(noms.length).toBeGreaterThan(10)
    for (const { mot } of noms) expect(ensemble).not.toContain(mot)
    for (const { titre } of ailleurs) expect(ensemble).not.toContain(titre)
    expect(ensemble).not.toMatch(/@demonstration\.invalid|Présidence, CDG|Direction, CDG/)
  })

  it('règle l’adresse, refuse celle d’une autre, et ferme tout d’un geste', async () => {
    const page = await coordinatrice.get('/portail/reglages')
    const champs = {
      version: champCache(page.body, 'version'),
      ouvert: 'oui',
      adresse: 'bretagne',
      presentation: 'Essai',
      contact: '',
      regleActions: 'au_dela_n0',
      regleSchema: 'oui',
    }
    const prise = await coordinatrice.post('/portail/reglages', champs)
    expect(prise.statusCode).toBe(422)
    expect(texteDe(prise.body)).toContain('Une autre coopération porte déjà cette adresse')
    expect(prise.body).toContain('Essai')
    const fausse = await coordinatrice.post('/portail/reglages', { ...champs, adresse: 'Pays de la Loire !' })
    expect(fausse.statusCode).toBe(422)
    const fermer = await coordinatrice.post('/portail/reglages', {
      ...champs,
      adresse: 'pays-de-la-loire',
      ouvert: 'non',
    })
    expect(fermer.statusCode).toBe(303)
    for (const chemin of [
      '',
      '/programme',
      '/donnees/programme.csv',
      '/calendrier.ics',
      '/figures/participation.svg',
    ]) {
      const ferme = await lire(PDL + chemin)
      expect(ferme.statut, chemin).toBe(404)
      expect(ferme.texte).toContain('Ce portail public n’est pas ouvert')
    }
    expect((await lire('/ouvert')).corps).not.toContain('pays-de-la-loire')
    for (const chemin of ['', '/programme', '/decisions', '/donnees/programme.csv']) {
      const apercu = await coordinatrice.get(PDL + chemin)
      expect(apercu.statusCode, chemin).toBe(200)
      expect(apercu.headers['cache-control']).toBe('private, no-store')
      expect(apercu.headers['x-robots-tag']).toBe('noindex, nofollow')
    }
    const apercu = await coordinatrice.get(PDL)
    expect(texteDe(apercu.body)).toContain('Aperçu : ce portail n’est pas ouvert.')
    expect(apercu.body).toContain('content="noindex, nofollow"')
    const bretonne = await t.entrer('Coordinatrice', 'CDG 35', 'bretons')
    expect((await bretonne.get(PDL)).statusCode).toBe(404)
    const rouvrir = await coordinatrice.post('/portail/reglages', {
      ...champs,
      adresse: 'pays-de-la-loire',
      version: String(Number(champs.version) + 1),
    })
    expect(rouvrir.statusCode).toBe(303)
    expect((await lire(PDL)).statut).toBe(200)
  })

  it('un chiffre a sa source ; un SIRET sa clé et son SIREN', async () => {
    const sansSource = await coordinatrice.post('/portail/chiffres', {
      libelle: 'agents formés',
      valeur: '7',
      source: '',
      constateLe: '31/02/2026',
      ordre: '1',
      personnes: 'oui',
      cle: '019c0000-0000-7000-8000-000000000001',
    })
    expect(sansSource.statusCode).toBe(422)
    expect(sansSource.body).toContain('href="#champ-source"')
    expect(sansSource.body).toContain('href="#champ-constateLe"')
    const creer = () =>
      coordinatrice.post('/portail/chiffres', {
        libelle: 'agents formés',
        valeur: '7',
        source: 'Bilan (fictif)',
        constateLe: '15/01/2026',
        ordre: '1',
        personnes: 'oui',
        cle: '019c0000-0000-7000-8000-000000000001',
      })
    expect((await creer()).statusCode).toBe(303)
    expect((await creer()).statusCode).toBe(303)
    expect(await valeur(t, "select count(*) from chiffre_public where libelle = 'agents formés'")).toBe('1')
    expect((await lire(PDL)).texte).toContain('moins de 11 agents formés')

    const cdg44 = await valeur(t, "select organisme_id from membre where libelle = 'CDG 44' limit 1")
    const siret = (numero: string) =>
      coordinatrice.post('/portail/sirets', { [`siret-${cdg44}`]: numero, [`version-${cdg44}`]: '1' })
    expect(texteDe((await siret('28440002500012')).body)).toContain('Ce n’est pas un SIRET')
    expect(texteDe((await siret('21440109300015')).body)).toContain(
      'celui de ce membre commence par 284400025',
    )
  })

  it('un SIRET saisi fait paraître les délibérations qui l’attendaient', async () => {
    const deliberations = async () =>
      parse((await lire(`${PDL}/donnees/deliberations.csv`)).corps, { columns: true }) as Record<
        string,
        string
      >[]
    const avant = await deliberations()
    const enAttente = async () => (await lire(`${PDL}/donnees`)).texte
    expect(await enAttente()).toMatch(/Le SIRET n’est pas connu pour :[^.]*CDG 49/)
    const [membre] = await lignes<{ id: string }>(
      t,
      `select m.organisme_id as id from membre m where m.libelle = 'CDG 49' and m.cooperation_id = (select id from cooperation where nom like '%Pays de la Loire')`,
    )
    const page = (await coordinatrice.get('/portail/sirets')).body
    const envoi = { ...champsDe(page, '/portail/sirets'), [`siret-${membre!.id}`]: '900 000 001 00017' }
    expect((await coordinatrice.post('/portail/sirets', envoi)).statusCode).toBe(303)
    const apres = await deliberations()
    const nouvelles = apres.filter((ligne) => ligne['COLL_SIRET'] === '90000000100017')
    expect(nouvelles.length).toBeGreaterThan(0)
    expect(apres.length).toBe(avant.length + nouvelles.length)
    for (const ligne of nouvelles) {
      expect(verifierLigne(CHAMPS_DELIBERATIONS, ligne)).toEqual([])
      expect(ligne['COLL_NOM']).toContain('Maine-et-Loire')
    }
    expect(await enAttente()).not.toMatch(/Le SIRET n’est pas connu pour :[^.]*CDG 49/)
  })
})
