// What a cooperation publishes, withdraws and sets, seen from its own pages and from the portal that anybody reads.
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../tests/application.ts'
import { champCache, champsDe, lignes, texteDe, valeur } from '../../../../tests/lignes.ts'

import { verifierLigne } from '../domain/table-schema.ts'
import { CHAMPS_DELIBERATIONS } from '../donnees/deliberations.ts'

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
