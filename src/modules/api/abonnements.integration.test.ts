// What programs of members are told: a real receiver, signatures verified as it would, never what is another's.
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import {
  type ApplicationDeTest,
  lisible,
  ouvrirApplication,
  type Visiteur,
} from '../../../tests/application.ts'
import { champCache, lignes, valeur } from '../../../tests/lignes.ts'
import { FILE_DES_ENVOIS } from './abonnements/livrer.ts'

const PDL = 'Pays de la Loire'
const TOUS = ['decision.adoptee', 'suite.executoire', 'demande.etat', 'contrat.ouvert']
const PAGE = '/interconnexions'

type Recu = { readonly entetes: IncomingHttpHeaders; readonly corps: string }
let t: ApplicationDeTest
let recepteur: Server
let port: number
/** What each path received, and what it answers (204 unless said). */
const recus = new Map<string, Recu[]>()
const reponses = new Map<string, number>()
let cdg53: Visiteur
let cdg85: Visiteur
let breton: Visiteur

beforeAll(async () => {
  t = await ouvrirApplication({ boucleLocale: true })
  recepteur = createServer(async (demande, reponse) => {
    let corps = ''
    for await (const bout of demande.setEncoding('utf8')) corps += bout
    const chemin = demande.url!
    recus.set(chemin, [...(recus.get(chemin) ?? []), { entetes: demande.headers, corps }])
    reponse.writeHead(reponses.get(chemin) ?? 204).end()
  })
  await new Promise<void>((suite) => recepteur.listen(0, '127.0.0.1', suite))
  port = (recepteur.address() as AddressInfo).port
  cdg53 = await t.entrer('Direction, CDG 53', PDL)
  cdg85 = await t.entrer('Direction, CDG 85', PDL)
  breton = await t.entrer('Direction, CDG 29', 'bretons')
})
afterAll(async () => {
  recepteur.closeAllConnections()
  recepteur.close()
  await t.fermer()
})

const adresseDe = (chemin: string) => `http://127.0.0.1:${port}${chemin}`
const abonner = (qui: Visiteur, adresse: string, evenements: readonly string[] = TOUS, cle = nouvelId()) =>
  qui.post(`${PAGE}/abonnements`, { adresse, evenements, cle })
const secretDe = (page: string) => /<code>(whsec_[\w+/]{43}=)<\/code>/.exec(page)![1]!
async function creer(qui: Visiteur, chemin: string, evenements: readonly string[] = TOUS) {
  const { statusCode, body } = await abonner(qui, adresseDe(chemin), evenements)
  expect(statusCode, lisible(body).slice(0, 500)).toBe(200)
  const id = await valeur(t, 'select id from abonnement_api where adresse = $1', [adresseDe(chemin)])
  return { id, secret: secretDe(body), chemin }
}
/** One pass of the job, as every minute. */
async function passer() {
  await t.taches.envoyerSeul(FILE_DES_ENVOIS, {})
  await t.tachesFaites()
}
const lusPar = (chemin: string) => recus.get(chemin) ?? []
const typesDe = (chemin: string) => lusPar(chemin).map(({ corps }) => JSON.parse(corps).type as string)
/** As a library of the convention verifies. */
function authentique({ entetes, corps }: Recu, secret: string): boolean {
  const signe = `${entetes['webhook-id']}.${entetes['webhook-timestamp']}.${corps}`
  const attendue = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64')).update(signe)
  return entetes['webhook-signature'] === `v1,${attendue.digest('base64')}`
}
const centreDe = (nom: string) =>
  valeur(t, 'select organisme_id from membre where libelle = $1 limit 1', [nom])
let rang = 0
/** A decision that binds these centres. */
const adopter = (...centres: string[]) =>
  valeur(
    t,
    `insert into decision (id, cooperation_id, numero, titre, type, adoptee_le, porte)
     select gen_random_uuid(), c.id, $1, 'Décision d’essai', (select type from decision limit 1), current_date, $2::uuid[]
     from cooperation c where c.nom like '%Pays de la Loire%' returning id`,
    [`ESSAI-${++rang}`, centres],
  )

describe('une adresse à prévenir', () => {
  it('se choisit à l’écran ; son secret se montre une fois et ne se lit pas dans la base', async () => {
    expect(lisible((await cdg53.get(PAGE)).body)).toContain('Aucun programme n’est prévenu pour CDG 53')
    const rien = await abonner(cdg53, '', [])
    expect(rien.statusCode).toBe(422)
    for (const phrase of ['Donnez l’adresse', 'Cochez au moins un événement'])
      expect(lisible(rien.body)).toContain(phrase)
    const cle = nouvelId()
    const page = await abonner(cdg53, adresseDe('/premier'), TOUS, cle)
    const secret = secretDe(page.body)
    expect(page.headers['cache-control']).toContain('no-store')
    expect((await abonner(cdg53, adresseDe('/premier'), TOUS, cle)).headers.location).toBe(PAGE)
    const [ligne] = await lignes(t, 'select * from abonnement_api')
    expect(JSON.stringify(ligne)).not.toContain(secret.slice(6))
    const liste = (await cdg53.get(PAGE)).body
    expect(liste).not.toContain(secret)
    expect(lisible(liste)).toContain(adresseDe('/premier'))
    expect(await valeur(t, `select count(*) from journal where action = 'abonnement.creer'`)).toBe('1')
    await cdg53.post(`${PAGE}/abonnements/${ligne!['id']}/retirer`)
  })
  it('est refusée si elle ne mène pas à l’Internet public', async () => {
    for (const adresse of [
      'http://exemple.fr/recevoir',
      'https://localhost/recevoir',
      'https://10.0.0.1/recevoir',
      'https://169.254.169.254/latest',
      'https://[::1]/recevoir',
      'https://intranet/recevoir',
      'pas une adresse',
    ]) {
      const refus = await abonner(cdg53, adresse)
      expect(refus.statusCode, adresse).toBe(422)
      expect(lisible(refus.body), adresse).toContain('joignable depuis Internet')
    }
  })
  it('dix au plus ; une gestionnaire n’en choisit pas', async () => {
    const qui = await t.entrer('Direction, CDG 72', PDL)
    for (let n = 0; n < 10; n++) await creer(qui, `/dix/${n}`, ['contrat.ouvert'])
    expect(lisible((await abonner(qui, adresseDe('/dix/de-trop'))).body)).toContain('retirez-en une')
    await lignes(t, `update abonnement_api set etat = 'retire', secret = null`)
    const gestion = await t.entrer('Gestion', PDL)
    expect((await abonner(gestion, adresseDe('/gestion'))).statusCode).toBe(403)
  })
})

describe('ce qui arrive', () => {
  it('se dit à qui peut le lire, signé, sans rien de personne', async () => {
    const [un, deux, autre] = [
      await creer(cdg53, '/cdg53'),
      await creer(cdg85, '/cdg85'),
      await creer(breton, '/breton'),
    ]
    const decision = await adopter(await centreDe('CDG 53'))
    // The whole path on screen: a town hall of Mayenne sends a request, its centre takes it.
    const mairie = await t.entrer('Secrétaire de mairie, Mayenne')
    const type = await valeur(t, `select id from demande_type where code = 'conseil_simple'`)
    const depot = (await mairie.get(`/demandes/nouvelle/${type}`)).body
    const envoi = await mairie.post(`/demandes/nouvelle/${type}`, {
      cle: champCache(depot, 'cle'),
      commune: /<option value="([0-9a-f-]{36})"/.exec(depot)?.[1] ?? champCache(depot, 'commune'),
      objet: 'Objet que personne d’autre ne lit',
      c1: 'Peut-on cumuler deux emplois ?',
      geste: 'envoyer',
    })
    const demande = String(envoi.headers.location).split('/')[2]!
    const suite = await valeur(
      t,
      `select s.id from suite s join membre m on m.organisme_id = s.organisme_id and m.cooperation_id = s.cooperation_id
       join cooperation c on c.id = s.cooperation_id and c.nom like '%Pays de la Loire%'
       where m.libelle = 'CDG 53' and s.etat not in ('executoire', 'sans_objet') order by s.id limit 1`,
    )
    await lignes(t, `update suite set etat = 'executoire', executoire_le = $2 where id = $1`, [
      suite,
      ajouterJours(jourDe(new Date()), -1),
    ])
    await lignes(
      t,
      `insert into achat_contrat (id, cooperation_id, organisme_id, operation_id, numero, intitule, assureur, du, au)
       select gen_random_uuid(), o.cooperation_id, m.organisme_id, o.id, 97, 'Contrat d’essai', 'Assureur', current_date, current_date + 365
       from achat_operation o join cooperation c on c.id = o.cooperation_id and c.nom like '%Pays de la Loire%'
       join membre m on m.cooperation_id = o.cooperation_id order by o.id, m.ordre limit 1`,
    )
    await passer()
    expect(typesDe(un.chemin).sort()).toEqual([...TOUS].sort())
    expect(typesDe(deux.chemin)).toEqual(['contrat.ouvert'])
    expect(typesDe(autre.chemin)).toEqual([])
    for (const recu of lusPar(un.chemin)) {
      expect(authentique(recu, un.secret)).toBe(true)
      expect(authentique(recu, deux.secret)).toBe(false)
      expect(recu.entetes['content-type']).toContain('application/json')
      expect(recu.corps).not.toContain('personne d’autre')
      const { data, timestamp } = JSON.parse(recu.corps)
      expect(Math.abs(Date.parse(timestamp) - Date.now())).toBeLessThan(600_000)
      expect(data.lire).toMatch(/^http:\/\/maillage\.test\/api\/v1\//)
    }
    const donnees = Object.fromEntries(
      lusPar(un.chemin).map(({ corps }) => [JSON.parse(corps).type, JSON.parse(corps).data]),
    )
    expect(donnees['decision.adoptee']).toMatchObject({ decision })
    expect(donnees['suite.executoire']).toMatchObject({ suite })
    expect(donnees['demande.etat']).toMatchObject({ demande, etat: 'DEPOSEE' })
    expect(new Set(lusPar(un.chemin).map(({ entetes }) => entetes['webhook-id'])).size).toBe(4)
    expect(lisible((await cdg53.get(PAGE)).body)).toContain('reçu le')
    // What is done leaves once.
    await passer()
    expect(lusPar(un.chemin)).toHaveLength(4)
  })
  it('ne se dit que des événements choisis, et pas si la transaction est annulée', async () => {
    const { chemin } = await creer(cdg53, '/choisis', ['contrat.ouvert'])
    await adopter(await centreDe('CDG 53'))
    const ecrits = () => valeur(t, 'select count(*) from envoi_api')
    const avant = await ecrits()
    const copier = (fin: string) =>
      lignes(
        t,
        `begin; insert into decision (id, cooperation_id, numero, titre, type, adoptee_le, porte)
          select gen_random_uuid(), cooperation_id, 'ESSAI-REPRIS', titre, type, adoptee_le, porte from decision where numero = 'ESSAI-${rang}'; ${fin}`,
      )
    await copier('rollback')
    expect(await ecrits()).toBe(avant)
    await copier('commit')
    expect(await ecrits()).not.toBe(avant)
    await passer()
    expect(lusPar(chemin)).toEqual([])
  })
  it('un autre membre ne voit, n’essaie, ne renouvelle ni ne retire l’adresse', async () => {
    const { id } = await creer(cdg53, '/a-moi', ['contrat.ouvert'])
    expect((await cdg85.get(PAGE)).body).not.toContain('/a-moi')
    for (const geste of ['renouveler', 'retirer']) {
      expect((await cdg85.get(`${PAGE}/abonnements/${id}/${geste}`)).statusCode).toBe(404)
      expect((await cdg53.get(`${PAGE}/abonnements/${id}/${geste}`)).statusCode).toBe(200)
    }
    for (const geste of ['renouveler', 'retirer', 'essai'])
      for (const lu of [id, nouvelId(), 'pas-un-identifiant'])
        expect((await cdg85.post(`${PAGE}/abonnements/${lu}/${geste}`)).statusCode).toBe(404)
  })
  it('un secret renouvelé signe seul, une adresse retirée ne reçoit plus rien', async () => {
    const { id, secret, chemin } = await creer(cdg53, '/renouvele')
    const nouveau = secretDe((await cdg53.post(`${PAGE}/abonnements/${id}/renouveler`)).body)
    expect(nouveau).not.toBe(secret)
    expect((await cdg53.post(`${PAGE}/abonnements/${id}/essai`)).headers.location).toBe(PAGE)
    await t.tachesFaites()
    const [essai] = lusPar(chemin)
    expect(JSON.parse(essai!.corps)).toMatchObject({ type: 'essai', data: {} })
    expect([authentique(essai!, nouveau), authentique(essai!, secret)]).toEqual([true, false])
    reponses.set(chemin, 500)
    await adopter(await centreDe('CDG 53'))
    await passer()
    expect(lusPar(chemin)).toHaveLength(2)
    expect((await cdg53.post(`${PAGE}/abonnements/${id}/retirer`)).headers.location).toBe(PAGE)
    await adopter(await centreDe('CDG 53'))
    t.regler(new Date(Date.now() + 600_000))
    await passer()
    t.regler(new Date())
    expect(lusPar(chemin)).toHaveLength(2)
    expect((await cdg53.get(PAGE)).body).not.toContain(id)
    expect(await valeur(t, 'select secret is null from abonnement_api where id = $1', [id])).toBe('true')
    expect((await cdg53.post(`${PAGE}/abonnements/${id}/essai`)).statusCode).toBe(404)
  })
})

describe('une adresse qui ne répond pas', () => {
  const MINUTE = 60_000
  it('est rappelée avec le même identifiant, jusqu’à ce qu’elle réponde', async () => {
    const { chemin, secret } = await creer(cdg53, '/revient', ['decision.adoptee'])
    reponses.set(chemin, 500)
    await adopter(await centreDe('CDG 53'))
    await passer()
    await passer()
    expect(lusPar(chemin)).toHaveLength(1)
    expect(lisible((await cdg53.get(PAGE)).body)).toMatch(/a répondu 500 · nouvel essai le/)
    reponses.set(chemin, 204)
    t.regler(new Date(Date.now() + 2 * MINUTE))
    await passer()
    const [premier, second] = lusPar(chemin)
    expect(second!.entetes['webhook-id']).toBe(premier!.entetes['webhook-id'])
    expect(second!.entetes['webhook-timestamp']).not.toBe(premier!.entetes['webhook-timestamp'])
    expect(authentique(second!, secret)).toBe(true)
    t.regler(new Date(Date.now() + 60 * MINUTE))
    await passer()
    expect(lusPar(chemin)).toHaveLength(2)
  })
  it('est suspendue après un jour, ce qui se dit ; un essai reçu la reprend', async () => {
    await lignes(t, `update abonnement_api set etat = 'retire', secret = null`)
    t.regler(new Date())
    const { id, chemin } = await creer(cdg53, '/mort', ['decision.adoptee'])
    const presidente = await t.entrer('Présidence, CDG 53', PDL)
    const nommee = await presidente.post('/personnes', {
      nom: 'Nouvelle direction',
      courriel: 'nouvelle.direction@exemple.fr',
      fonction: 'direction',
      du: '01/01/2026',
      cle: nouvelId(),
    })
    expect(nommee.statusCode).toBe(303)
    const etat = () => valeur(t, 'select etat from abonnement_api where id = $1', [id])
    reponses.set(chemin, 302)
    await adopter(await centreDe('CDG 53'))
    await passer()
    let instant = Date.now()
    for (const attente of [1, 5, 15, 60, 180, 480, 720]) {
      expect(await etat()).toBe('actif')
      instant += (attente + 1) * MINUTE
      t.regler(new Date(instant))
      await passer()
    }
    expect(lusPar(chemin)).toHaveLength(8)
    expect(await etat()).toBe('suspendu')
    // Told to who made it and to who directs now: she who made it may have left.
    const courriels = t.courriels.filter(({ objet }) => objet.includes('n’est plus prévenue'))
    expect(courriels.map(({ a }) => a).sort()).toEqual([
      'direction.cdg53@demonstration.invalid',
      'nouvelle.direction@exemple.fr',
    ])
    expect(courriels[0]!.texte).toContain('a répondu 302')
    // A sign-in lasts twelve hours: pages are read at the hour of this machine.
    t.regler(new Date())
    expect(lisible((await cdg53.get(PAGE)).body)).toContain('Envois suspendus le')
    await adopter(await centreDe('CDG 53'))
    await cdg53.post(`${PAGE}/abonnements/${id}/essai`)
    await t.tachesFaites()
    expect(lusPar(chemin)).toHaveLength(9)
    expect(await etat()).toBe('suspendu')
    reponses.set(chemin, 200)
    await cdg53.post(`${PAGE}/abonnements/${id}/essai`)
    await t.tachesFaites()
    expect(await etat()).toBe('actif')
    await adopter(await centreDe('CDG 53'))
    await passer()
    expect(typesDe(chemin).slice(8)).toEqual(['essai', 'essai', 'decision.adoptee'])
    expect(lisible((await cdg53.get(PAGE)).body)).not.toContain('Envois suspendus')
  })
  it('qui dit être partie (410) est suspendue aussitôt', async () => {
    const { id, chemin } = await creer(cdg53, '/partie', ['decision.adoptee'])
    reponses.set(chemin, 410)
    await adopter(await centreDe('CDG 53'))
    await passer()
    expect(lusPar(chemin)).toHaveLength(1)
    expect(await valeur(t, 'select etat from abonnement_api where id = $1', [id])).toBe('suspendu')
  })
})
