// Requests through their front door: whose turn it is, who reads what, what is refused and kept.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../tests/application.ts'
import { champCache, lignes, texteDe, valeur } from '../../../tests/lignes.ts'

let t: ApplicationDeTest
let mairie: Visiteur
let autreMairie: Visiteur
let cdg44: Visiteur
let cdg53: Visiteur
let cdg85: Visiteur

beforeAll(async () => {
  t = await ouvrirApplication()
  mairie = await t.entrer('Secrétaire de mairie, trois communes')
  autreMairie = await t.entrer('Secrétaire de mairie, Mayenne')
  cdg44 = await t.entrer('Gestion statutaire, CDG 44')
  cdg53 = await t.entrer('Gestion carrières, CDG 53')
  cdg85 = await t.entrer('Gestion, CDG 85')
})
afterAll(() => t.fermer())

const lire = async (qui: Visiteur, adresse: string) => texteDe((await qui.get(adresse)).body)
const typeDe = (code: string) => valeur(t, 'select id from demande_type where code = $1', [code])
const etatDe = (id: string) => valeur(t, 'select etat from demande where id = $1', [id])
const versionDe = (id: string) => valeur(t, 'select version from demande where id = $1', [id])
const faire = async (qui: Visiteur, id: string, geste: string, champs: Record<string, string> = {}) =>
  qui.post(`/demandes/${id}/faire/${geste}`, { version: await versionDe(id), ...champs })

async function deposer(objet: string, champs: Record<string, string> = {}): Promise<string> {
  const type = await typeDe('conseil_simple')
  const page = (await mairie.get(`/demandes/nouvelle/${type}`)).body
  const commune = /<option value="([0-9a-f-]{36})"/.exec(page)![1]!
  const envoi = await mairie.post(`/demandes/nouvelle/${type}`, {
    cle: champCache(page, 'cle'),
    commune,
    objet,
    c1: 'Peut-on cumuler deux emplois ?',
    geste: 'envoyer',
    ...champs,
  })
  expect(envoi.statusCode, texteDe(envoi.body).slice(0, 600)).toBe(303)
  return String(envoi.headers.location).split('/')[2]!
}

describe('une demande, de la mairie à la réponse', () => {
  let id: string
  it('se dépose avec un numéro, une promesse et un accusé de réception', async () => {
    id = await deposer('Cumul d’activités d’un adjoint')
    const page = await lire(mairie, `/demandes/${id}`)
    expect(page).toContain('accusé de réception')
    expect(page).toContain('Prise en charge au plus tard')
    expect(await valeur(t, 'select numero from demande where id = $1', [id])).toMatch(/^44-\d{4}-\d{6}$/)
    // The centre adapts the regional delay: four days instead of five.
    expect(await valeur(t, 'select reponse_jours from demande where id = $1', [id])).toBe('4')
  })
  it('est lue par la mairie et son guichet, par personne d’autre', async () => {
    expect((await cdg44.get(`/demandes/${id}`)).statusCode).toBe(200)
    for (const qui of [autreMairie, cdg53, cdg85]) {
      expect((await qui.get(`/demandes/${id}`)).statusCode).toBe(404)
      expect((await faire(qui, id, 'prendre')).statusCode).toBe(404)
    }
  })
  it('se prend une seule fois : le second gestionnaire est prévenu', async () => {
    const version = await versionDe(id)
    expect((await cdg44.post(`/demandes/${id}/faire/prendre`, { version })).statusCode).toBe(303)
    const second = await cdg44.post(`/demandes/${id}/faire/prendre`, { version })
    expect(second.statusCode).toBe(409)
    expect(texteDe(second.body)).toContain('vient d’être prise par Gestion statutaire')
  })
  it('attend la mairie avec une question et une date, jamais sans', async () => {
    const sansDate = await faire(cdg44, id, 'demander', { texte: 'Combien d’heures ?' })
    expect(sansDate.statusCode).toBe(422)
    expect(sansDate.body).toContain('Combien d’heures ?')
    expect(texteDe(sansDate.body)).toContain('une attente ne finit pas')
    expect((await faire(mairie, id, 'demander', { texte: 'Moi ?', avant: '01/01/2030' })).statusCode).toBe(
      403,
    )
    expect(
      (await faire(cdg44, id, 'demander', { texte: 'Combien d’heures ?', avant: '01/01/2030' })).statusCode,
    ).toBe(303)
    expect(await lire(mairie, '/mairie')).toContain('Le CDG vous pose une question')
    expect((await faire(cdg44, id, 'repondre', { texte: 'Réponse' })).statusCode).toBe(409)
  })
  it('repart au centre dès que la mairie répond, puis reçoit sa réponse', async () => {
    expect((await faire(mairie, id, 'completer', { texte: 'Vingt-quatre heures.' })).statusCode).toBe(303)
    expect(await etatDe(id)).toBe('PRISE_EN_CHARGE')
    expect(await lire(cdg44, `/demandes/${id}`)).toContain('Vingt-quatre heures.')
    expect((await faire(cdg44, id, 'repondre', { texte: 'Oui, sous conditions.' })).statusCode).toBe(303)
    expect(await lire(mairie, `/demandes/${id}`)).toContain('Oui, sous conditions.')
    expect((await faire(mairie, id, 'cloturer')).statusCode).toBe(303)
    expect(await etatDe(id)).toBe('CLOTUREE')
  })
  it('prévient l’autre côté par courriel, sans rien de confidentiel', async () => {
    await t.tachesFaites()
    const recus = t.courriels.filter(({ a }) => a === 'secretariat.partage@demonstration.invalid')
    expect(recus.map(({ objet }) => objet).join()).toMatch(/pose une question.*a répondu/s)
    expect(recus.map(({ texte }) => texte).join()).not.toContain('Oui, sous conditions')
  })
})

describe('entre centres', () => {
  it('un avis se demande et se rend sans arrêter le compteur, une note reste entre centres', async () => {
    const id = await deposer('Question pour avis')
    await faire(cdg44, id, 'prendre')
    const cdg53Id = await valeur(t, "select organisme_id from membre where libelle = 'CDG 53' and ordre = 3")
    const champs = {
      version: await versionDe(id),
      centre: cdg53Id,
      texte: 'Même lecture chez vous ?',
      avant: '01/01/2030',
    }
    expect((await cdg53.post(`/demandes/${id}/avis`, champs)).statusCode).toBe(404)
    expect((await cdg44.post(`/demandes/${id}/avis`, champs)).statusCode).toBe(303)
    expect(await etatDe(id)).toBe('PRISE_EN_CHARGE')
    const page = (await cdg53.get(`/demandes/${id}`)).body
    expect(texteDe(page)).toContain('Même lecture chez vous ?')
    expect((await faire(cdg53, id, 'repondre', { texte: 'À sa place' })).statusCode).toBe(403)
    const avis = /\/demandes\/avis\/([0-9a-f-]{36})\/rendre/.exec(page)![1]!
    expect(
      (await cdg53.post(`/demandes/avis/${avis}/rendre`, { version: '1', texte: 'Oui, même lecture.' }))
        .statusCode,
    ).toBe(303)
    await cdg44.post(`/demandes/${id}/messages`, { texte: 'À vérifier en interne', visible: 'cdg' })
    expect(await lire(cdg44, `/demandes/${id}`)).toContain('À vérifier en interne')
    const vue = await lire(mairie, `/demandes/${id}`)
    expect(vue).toContain('Avis demandé au CDG 53')
    expect(vue).not.toContain('À vérifier en interne')
    expect(vue).not.toContain('même lecture.')
  })
  it('un partage se dit à la mairie, qui garde son guichet', async () => {
    const id = await deposer('Question à traiter ailleurs')
    await faire(cdg44, id, 'prendre')
    const cdg53Id = await valeur(t, "select organisme_id from membre where libelle = 'CDG 53' and ordre = 3")
    const partage = {
      version: await versionDe(id),
      centre: cdg53Id,
      texte: 'Chef de file',
      avant: '',
      role: 'traiter',
    }
    expect((await cdg44.post(`/demandes/${id}/partager`, partage)).statusCode).toBe(303)
    expect((await faire(cdg53, id, 'repondre', { texte: 'Voici la réponse.' })).statusCode).toBe(303)
    const vue = await lire(mairie, `/demandes/${id}`)
    expect(vue).toContain('Partagée avec le CDG 53')
    expect(vue).toContain('CDG 44, toujours')
    expect(await lignes(t, 'select from demande_partage where demande_id = $1', [id])).toHaveLength(1)
  })
})

describe('ce qui est déposé', () => {
  const multipart = (champs: Record<string, string>, nom: string, contenu: Buffer) => {
    const limite = 'limite-de-test'
    const debut = Object.entries(champs)
      .map(([cle, v]) => `--${limite}\r\ncontent-disposition: form-data; name="${cle}"\r\n\r\n${v}\r\n`)
      .join('')
    const entete = `--${limite}\r\ncontent-disposition: form-data; name="fichiers"; filename="${nom}"\r\ncontent-type: application/pdf\r\n\r\n`
    return {
      payload: Buffer.concat([Buffer.from(debut + entete), contenu, Buffer.from(`\r\n--${limite}--\r\n`)]),
      headers: { 'content-type': `multipart/form-data; boundary=${limite}`, 'sec-fetch-site': 'same-origin' },
    }
  }
  it('un programme renommé en PDF est refusé, 30 Mo aussi, et le message reste', async () => {
    const id = await deposer('Question avec pièces')
    const envoyer = (nom: string, contenu: Buffer) =>
      mairie.requete({
        method: 'POST',
        url: `/demandes/${id}/messages`,
        ...multipart({ texte: 'Voici la pièce.' }, nom, contenu),
      })
    const exe = Buffer.concat([Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), Buffer.alloc(200, 1)])
    const refus = await envoyer('arrete.pdf', exe)
    expect(refus.statusCode).toBe(422)
    expect(texteDe(refus.body)).toContain('arrete.pdf')
    expect(refus.body).toContain('Voici la pièce.')
    const lourd = await envoyer('scan.pdf', Buffer.alloc(30_000_000, 37))
    expect(lourd.statusCode).toBe(422)
    expect(texteDe(lourd.body)).toContain('dépasse 10 Mo')
    expect((await envoyer('lettre.pdf', Buffer.from('%PDF-1.7\n%âãÏÓ\n'))).statusCode).toBe(303)
    const piece = await valeur(t, 'select fichier_id from demande_piece where demande_id = $1', [id])
    expect((await cdg44.get(`/demandes/pieces/${piece}`)).statusCode).toBe(200)
    expect((await autreMairie.get(`/demandes/pieces/${piece}`)).statusCode).toBe(404)
  })
  it('un brouillon n’est lu que par la mairie, se reprend, et un envoi rejoué ne crée rien de plus', async () => {
    const type = await typeDe('conseil_simple')
    const page = (await mairie.get(`/demandes/nouvelle/${type}`)).body
    const commune = /<option value="([0-9a-f-]{36})"/.exec(page)![1]!
    const champs = { cle: nouvelId(), commune, objet: '', c1: 'À finir', geste: 'garder' }
    const premier = await mairie.post(`/demandes/nouvelle/${type}`, champs)
    expect((await mairie.post(`/demandes/nouvelle/${type}`, champs)).headers.location).toBe(
      premier.headers.location,
    )
    const id = String(premier.headers.location).split('/')[2]!
    expect((await cdg44.get(`/demandes/${id}`)).statusCode).toBe(404)
    const reprise = await mairie.get(`/demandes/${id}/modifier`)
    expect(reprise.body).toContain('À finir')
    const incomplet = await mairie.post(`/demandes/${id}/modifier`, {
      version: champCache(reprise.body, 'version'),
      commune,
      objet: '',
      c1: '',
      geste: 'envoyer',
    })
    expect(incomplet.statusCode).toBe(422)
    expect(texteDe(incomplet.body)).toContain('Dites votre demande en une ligne')
  })
})
