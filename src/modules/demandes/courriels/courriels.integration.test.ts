// Replies by mail, through a real SMTP exchange on the loopback.
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ApplicationDeTest,
  ouvrirApplication,
  SECRET,
  type Visiteur,
} from '../../../../tests/application.ts'
import { champsDe, lignes, texteDe, valeur } from '../../../../tests/lignes.ts'
import { portLibre } from '../../../../tests/serveur.ts'
import { adresseDeReponse } from './adresse.ts'

const DOMAINE = 'reponses.exemple.fr'
const MAIRIE = 'secretariat.partage@demonstration.invalid'
let t: ApplicationDeTest
let smtp: Transporter
let cdg44: Visiteur
let mairie: Visiteur
let cdg53: Visiteur

beforeAll(async () => {
  const port = await portLibre()
  t = await ouvrirApplication({ env: { RECEPTION_DOMAINE: DOMAINE, RECEPTION_PORT: String(port) } })
  smtp = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true })
  cdg44 = await t.entrer('Gestion statutaire, CDG 44')
  cdg53 = await t.entrer('Gestion carrières, CDG 53')
  mairie = await t.entrer('Secrétaire de mairie, trois communes')
})
afterAll(async () => {
  smtp.close()
  await t.fermer()
})

const adresse = (id: string, pour = MAIRIE) => adresseDeReponse(SECRET, DOMAINE, 'fil', id, pour)
const envoyer = (a: string, champs: SendMailOptions = {}) =>
  smtp.sendMail({ from: MAIRIE, to: a, subject: 'Re: Demande', text: 'Bonjour, voici.', ...champs })
const etatDe = (id: string) => valeur(t, 'select etat from demande where id = $1', [id])
const messages = (id: string) =>
  lignes<{ geste: string; texte: string }>(
    t,
    "select geste, texte from demande_evenement where demande_id = $1 and donnees ? 'courriel' order by rang",
    [id],
  )
/** A request of the shared secretary in this state: one where no message came yet, as long as there is one. */
const enEtat = (etat: string) =>
  valeur(
    t,
    `select d.id from demande d join personne p on p.id = d.auteur_id where p.courriel = $1 and d.etat = $2
     order by exists (select from demande_evenement e where e.demande_id = d.id and e.donnees ? 'courriel'), d.id limit 1`,
    [MAIRIE, etat],
  )
/** One that waits for the town hall: taken by its centre, which asks a question. */
async function quiAttend(): Promise<string> {
  const id = await enEtat('PRISE_EN_CHARGE')
  const version = await valeur(t, 'select version from demande where id = $1', [id])
  const envoi = await cdg44.post(`/demandes/${id}/faire/demander`, {
    version,
    texte: 'Quelle durée ?',
    avant: '01/01/2030',
  })
  expect(envoi.statusCode).toBe(303)
  return id
}

describe('une réponse par courriel', () => {
  let id: string
  it('entre dans le fil, sans citation ni signature, et rend la main au centre', async () => {
    id = await quiAttend()
    await t.tachesFaites()
    const parti = t.courriels.findLast(({ a }) => a === MAIRIE)!
    expect(parti.repondreA).toBe(adresse(id))
    expect(parti.texte).toContain('répondre à ce courriel')
    await envoyer(parti.repondreA!, {
      messageId: '<un@mairie.exemple.fr>',
      text: 'Vingt-quatre heures par semaine.\n\n-- \nLe secrétariat\n\nLe mar. 24 nov. 2026 à 10:02, Maillage a écrit :\n> Quelle durée ?\n',
      attachments: [
        { filename: 'avenant.pdf', content: Buffer.from('%PDF-1.7\n%âãÏÓ\n') },
        { filename: 'arrete.pdf', content: Buffer.from('4d5a90000300000004000000ffff0000', 'hex') },
      ],
    })
    expect(await etatDe(id)).toBe('PRISE_EN_CHARGE')
    expect(await messages(id)).toEqual([{ geste: 'completer', texte: 'Vingt-quatre heures par semaine.' }])
    const page = await cdg44.get(`/demandes/${id}`)
    expect(texteDe(page.body)).toContain('avenant.pdf')
    const entier = /\/demandes\/courriels\/[0-9a-f-]{36}/.exec(page.body)![0]
    const lu = texteDe((await mairie.get(entier)).body)
    expect(lu).toContain('Le secrétariat')
    expect(lu).toContain('« arrete.pdf »')
    expect((await cdg53.get(entier)).statusCode).toBe(404)
  })
  it('envoyée deux fois, elle n’entre qu’une fois', async () => {
    await envoyer(adresse(id), { messageId: '<un@mairie.exemple.fr>' })
    expect(await messages(id)).toHaveLength(1)
  })
  it('d’une machine, elle est notée sans bouger de compteur ni provoquer d’envoi', async () => {
    const attend = await quiAttend()
    await t.tachesFaites()
    const avant = t.courriels.length
    await envoyer(adresse(attend), { subject: 'Absence', headers: { 'Auto-Submitted': 'auto-replied' } })
    await envoyer(adresse(attend), { headers: { Precedence: 'bulk' } })
    await envoyer(adresse(attend), { envelope: { from: '', to: adresse(attend) } })
    await t.tachesFaites()
    expect(await etatDe(attend)).toBe('ATTENTE_COLLECTIVITE')
    expect((await messages(attend)).map(({ geste }) => geste)).toEqual(Array(3).fill('message_automatique'))
    expect(t.courriels).toHaveLength(avant)
  })
  it('avec 5 Mo de citations, elle est gardée bornée', async () => {
    const attend = await quiAttend()
    const citations = '> une ligne citée, encore et encore\n'.repeat(140_000)
    await envoyer(adresse(attend), { text: `C’est le 30 septembre.\n\n${citations}` })
    expect((await messages(attend))[0]).toEqual({ geste: 'completer', texte: 'C’est le 30 septembre.' })
    const taille = await valeur(t, 'select length(entier) from demande_courriel where demande_id = $1', [
      attend,
    ])
    expect(Number(taille)).toBeLessThanOrEqual(200_000)
  })
  it('en page seulement, elle est lue comme un texte', async () => {
    const attend = await quiAttend()
    await envoyer(adresse(attend), {
      text: undefined,
      html: '<style>p{color:red}</style><p>Oui, d&rsquo;accord.</p><blockquote><p>Quelle durée ?</p></blockquote>',
    })
    expect((await messages(attend))[0]!.texte).toBe('Oui, d’accord.')
  })
  it('deux machines qui se répondent sont mises de côté au trentième message', async () => {
    const cible = await enEtat('REPONDUE')
    for (let n = 0; n < 32; n++) await envoyer(adresse(cible), { text: `Message ${n}` })
    expect(await messages(cible)).toHaveLength(30)
    expect(
      await valeur(
        t,
        "select count(*) from demande_courriel where propose_id = $1 and sort = 'quarantaine'",
        [cible],
      ),
    ).toBe('2')
  })
  it('de qui tient aussi une fonction au centre, elle est de la mairie qui a demandé', async () => {
    const attend = await quiAttend()
    const [double] = await lignes<{ id: string }>(
      t,
      `insert into mandat (id, cooperation_id, organisme_id, personne_id, fonction, du)
       select gen_random_uuid(), d.cooperation_id, d.guichet_id, p.id, 'gestion_demandes', '2026-01-01' from demande d, personne p
       where d.id = $1 and p.courriel = $2 and p.cooperation_id = d.cooperation_id returning id`,
      [attend, MAIRIE],
    )
    await envoyer(adresse(attend), { text: 'Le 1er mars.' })
    await lignes(t, 'update mandat set annule_le = now() where id = $1', [double!.id])
    expect((await messages(attend)).at(-1)).toEqual({ geste: 'completer', texte: 'Le 1er mars.' })
  })
})

describe('un courriel que personne ne reconnaît', () => {
  it('attend au centre, se rattache ou s’écarte, et ne se perd pas', async () => {
    const id = await quiAttend()
    await envoyer(adresse(id), {
      from: '"Adjointe" <personne@autre.exemple.fr>',
      text: 'Je réponds depuis chez moi.',
      attachments: [{ filename: 'lettre.pdf', content: Buffer.from('%PDF-1.7\n%âãÏÓ\n') }],
    })
    // The centre's own address, under the name of the town hall: it would answer in its place.
    await envoyer(adresse(id, 'gestion@cdg.exemple.fr'), { text: 'Je parle pour la mairie.' })
    await envoyer(`bonjour@${DOMAINE}`, { subject: 'Publicité', text: 'Achetez.' })
    expect(await etatDe(id)).toBe('ATTENTE_COLLECTIVITE')
    const liste = await cdg44.get('/demandes/courriels')
    expect(texteDe(liste.body)).toContain('donnée à quelqu’un d’autre que l’expéditeur')
    expect((await mairie.get('/demandes/courriels')).statusCode).toBe(403)
    const courriel = await valeur(t, "select id from demande_courriel where de = 'personne@autre.exemple.fr'")
    expect((await cdg53.get(`/demandes/courriels/${courriel}`)).statusCode).toBe(404)
    const faux = await cdg44.post(`/demandes/courriels/${courriel}/rattacher`, {
      version: '1',
      numero: '44-1999-000001',
      qui: 'mairie',
    })
    expect(faux.statusCode).toBe(422)
    expect(texteDe(faux.body)).toContain('Aucune demande de votre centre')
    const champs = {
      version: '1',
      numero: await valeur(t, 'select numero from demande where id = $1', [id]),
      qui: 'mairie',
    }
    expect((await cdg53.post(`/demandes/courriels/${courriel}/rattacher`, champs)).statusCode).toBe(404)
    expect((await cdg44.post(`/demandes/courriels/${courriel}/rattacher`, champs)).statusCode).toBe(303)
    expect(await etatDe(id)).toBe('PRISE_EN_CHARGE')
    expect(texteDe((await mairie.get(`/demandes/${id}`)).body)).toContain('lettre.pdf')
    expect((await cdg44.post(`/demandes/courriels/${courriel}/rattacher`, champs)).statusCode).toBe(409)
    const publicite = await valeur(t, "select id from demande_courriel where objet = 'Publicité'")
    expect(
      (await cdg44.post(`/demandes/courriels/${publicite}/ecarter`, { version: '1', motif: 'Publicité' }))
        .statusCode,
    ).toBe(303)
    expect(texteDe((await cdg44.get('/demandes/courriels?vue=ecartes')).body)).toContain('Publicité')
  })
  it('dans un déluge, venu de partout, les serveurs sont priés d’attendre : rien ne se perd, rien ne s’entasse', async () => {
    const id = await enEtat('REPONDUE')
    const deluge = (minutes: number) =>
      lignes(
        t,
        `insert into demande_courriel (id, cooperation_id, centre_id, message_id, destinataire, recu_le, de, entier, retenu, sort)
         select gen_random_uuid(), cooperation_id, guichet_id, 'deluge-' || $2 || '-' || n, 'x@${DOMAINE}', now() - $2::int * interval '1 minute',
           n || '@exemple.invalid', '', '', 'quarantaine' from demande, generate_series(1, 5000) n where id = $1`,
        [id, minutes],
      )
    await deluge(120)
    await envoyer(adresse(id), { messageId: '<avant@exemple.invalid>' })
    await deluge(5)
    const pendant = { messageId: '<pendant@exemple.invalid>' }
    await expect(envoyer(adresse(id), pendant)).rejects.toMatchObject({ responseCode: 452 })
    await lignes(
      t,
      "update demande_courriel set recu_le = recu_le - interval '1 hour' where message_id like 'deluge-5-%'",
    )
    await envoyer(adresse(id), pendant)
    expect(
      await valeur(
        t,
        "select count(*) from demande_courriel where message_id in ('<avant@exemple.invalid>', '<pendant@exemple.invalid>')",
      ),
    ).toBe('2')
  })
  it('pour un autre domaine, rien n’est relayé', async () => {
    await expect(envoyer('quelqu.un@ailleurs.exemple.fr')).rejects.toMatchObject({ responseCode: 550 })
  })
})

describe('la réponse par courriel d’un expert extérieur', () => {
  const EXPERT = 'experte@retraites.exemple.fr'
  async function demander(): Promise<{ id: string; repondreA: string }> {
    const id = await valeur(
      t,
      `select d.id from demande d join membre m on m.organisme_id = d.traitant_id and m.cooperation_id = d.cooperation_id
       where m.libelle = 'CDG 44' and d.etat in ('DEPOSEE', 'PRISE_EN_CHARGE', 'ROUVERTE')
         and not exists (select from demande_avis a where a.demande_id = d.id) order by d.id limit 1`,
    )
    const page = (await cdg44.get(`/demandes/${id}/avis-exterieur`)).body
    const envoi = await cdg44.post(`/demandes/${id}/avis-exterieur`, {
      ...champsDe(page, `/demandes/${id}/avis-exterieur`),
      ...{ tiers: 'Caisse des retraites', courriel: EXPERT, texte: 'Cette période compte-t-elle ?' },
    })
    expect(envoi.statusCode).toBe(303)
    await t.tachesFaites()
    const { texte, repondreA } = t.courriels.findLast(({ a }) => a === EXPERT)!
    expect(texte).toContain('Vous pouvez aussi répondre à ce courriel')
    return { id, repondreA: repondreA! }
  }
  const ecrire = (a: string, champs: SendMailOptions = {}) => envoyer(a, { from: EXPERT, ...champs })
  const avisDe = (id: string) => valeur(t, 'select reponse from demande_avis where demande_id = $1', [id])
  const lire = async (qui: Visiteur, adresseLue: string) => texteDe((await qui.get(adresseLue)).body)

  it('est son avis, lu des centres seuls ; sa pièce et le message aussi', async () => {
    const { id, repondreA } = await demander()
    await ecrire(repondreA, {
      text: 'Oui, elle compte en totalité.\n\n-- \nLa Caisse\n',
      attachments: [{ filename: 'note.pdf', content: Buffer.from('%PDF-1.7\n%âãÏÓ\n') }],
    })
    expect(await avisDe(id)).toBe('Oui, elle compte en totalité.')
    expect(await lire(cdg44, `/demandes/${id}`)).toContain('Oui, elle compte en totalité.')
    expect((await cdg44.get(`/demandes/${id}`)).body).toContain('note.pdf')
    const courriel = await valeur(
      t,
      'select id from demande_courriel where demande_id = $1 and avis_id is not null',
      [id],
    )
    expect(await lire(cdg44, `/demandes/courriels/${courriel}`)).toContain('en totalité')
    expect((await cdg53.get(`/demandes/courriels/${courriel}`)).statusCode).toBe(404)
    // The town hall of this request reads that it came, and no more, whatever address she types.
    await lignes(
      t,
      `update demande d set organisme_id = o.organisme_id, acces = array[o.organisme_id, d.guichet_id, d.traitant_id] from
         (select d.organisme_id from demande d join personne p on p.id = d.auteur_id where p.courriel = $2 order by d.id limit 1) o where d.id = $1`,
      [id, MAIRIE],
    )
    expect(await lire(mairie, `/demandes/${id}`)).toContain('Avis rendu par Caisse des retraites')
    expect(await lire(mairie, `/demandes/${id}`)).not.toContain('en totalité')
    expect((await mairie.get(`/demandes/courriels/${courriel}`)).statusCode).toBe(404)
  })
  it('d’une autre adresse, ou une seconde fois, attend qu’un centre la lise ; une absence ne rend aucun avis', async () => {
    const { id, repondreA } = await demander()
    const enAttente = async () =>
      (
        await lignes<{ motif: string }>(
          t,
          'select motif from demande_courriel where propose_id = $1 order by recu_le, id',
          [id],
        )
      ).map(({ motif }) => motif)
    await ecrire(repondreA, { from: 'quelquun@exemple.fr', text: 'À sa place.' })
    await ecrire(repondreA, { text: 'Absente jusqu’à lundi.', headers: { 'auto-submitted': 'auto-replied' } })
    expect(await avisDe(id)).toBe('')
    expect(await enAttente()).toEqual([expect.stringContaining('donnée à quelqu’un d’autre')])
    await ecrire(repondreA, { text: 'Non.' })
    await ecrire(repondreA, { text: 'Finalement oui.' })
    expect(await avisDe(id)).toBe('Non.')
    expect((await enAttente())[1]).toContain('n’est plus attendu')

    // Sorted by hand into the request, it is read by centres alone, and answers for nobody.
    const [tardif] = await lignes<{ id: string; version: string; numero: string }>(
      t,
      `select c.id, c.version::text, d.numero from demande_courriel c join demande d on d.id = c.propose_id
       where c.propose_id = $1 and c.retenu = 'Finalement oui.'`,
      [id],
    )
    const rattacher = { version: tardif!.version, numero: tardif!.numero, qui: 'mairie' }
    expect((await cdg44.post(`/demandes/courriels/${tardif!.id}/rattacher`, rattacher)).statusCode).toBe(303)
    expect(await lire(cdg44, `/demandes/${id}`)).toContain('Finalement oui.')
    expect(
      await lignes(
        t,
        `select visible, organisme_id = $2::uuid as "deLaMairie" from demande_evenement where demande_id = $1 and texte = 'Finalement oui.'`,
        [id, await valeur(t, 'select organisme_id from demande where id = $1', [id])],
      ),
    ).toEqual([{ visible: 'cdg', deLaMairie: false }])
  })
})
