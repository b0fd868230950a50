// Satisfaction by step, through its front door: who is asked, what an answer leaves, what may be said of it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import {
  type ApplicationDeTest,
  ouvrirApplication,
  SECRET,
  type Visiteur,
} from '../../../../tests/application.ts'
import { champCache, champsDe, lignes, texteDe, valeur } from '../../../../tests/lignes.ts'
import { inviterApresCloture } from './inviter.ts'

let t: ApplicationDeTest
let mairie: Visiteur
let cdg44: Visiteur
let cdg85: Visiteur
const MAIRIE = 'secretariat.partage@demonstration.invalid'

beforeAll(async () => {
  t = await ouvrirApplication()
  mairie = await t.entrer('Secrétaire de mairie, trois communes')
  cdg44 = await t.entrer('Gestion statutaire, CDG 44')
  cdg85 = await t.entrer('Direction, CDG 85')
})
afterAll(() => t.fermer())

it('rend les 15 % et 17 % de l’étude avec leurs intervalles, et ne dit pas de différence qui n’en est pas une', async () => {
  for (const qui of [cdg44, cdg85, mairie]) {
    const page = texteDe((await qui.get('/demandes/satisfaction')).body)
    expect(page).toContain('15 % (11 à 19)')
    expect(page).toContain('17 % (13 à 22)')
    expect(page).toContain('Pas de différence mesurable')
  }
  const vague = await lignes<{ suivi: number; delai: number }>(
    t,
    `select count(*) filter (where (notes ->> 'suivi')::int >= 3)::int as suivi, count(*) filter (where (notes ->> 'delai')::int >= 3)::int as delai
     from demande_note n join demande_vague v on v.id = n.vague_id group by v.annee order by v.annee limit 1`,
  )
  expect(vague).toEqual([{ suivi: 45, delai: 51 }])
})

it('demande son avis à qui a terminé sa demande, une fois par mois, jamais après une clôture automatique', async () => {
  const partis: { a: string; texte: string }[] = []
  const envoi = {
    courriel: {
      envoyer: async (_tx: unknown, m: { a: string; texte: string }) => void partis.push(m),
      envoyerSeul: async () => {},
    },
    adresse: '',
    secret: SECRET,
  }
  // Nobody was asked yet.
  await t.base.enTantQueSysteme(
    'essai',
    await valeur(t, 'select cooperation_id from demande order by id limit 1'),
    (tx) =>
      tx
        .updateTable('demande_enquete')
        .set({ envoyee_le: new Date(0) })
        .execute(),
  )
  for (const etat of ['REPONDUE', 'REPONDUE']) {
    const id = await valeur(
      t,
      'select d.id from demande d join personne p on p.id = d.auteur_id where p.courriel = $1 and d.etat = $2 order by d.id limit 1',
      [MAIRIE, etat],
    )
    const version = await valeur(t, 'select version from demande where id = $1', [id])
    expect((await mairie.post(`/demandes/${id}/faire/cloturer`, { version })).statusCode).toBe(303)
  }
  await inviterApresCloture(t.base, envoi, new Date())
  const siens = partis.filter(({ a, texte }) => a === MAIRIE && !texte.includes('rappel'))
  expect(siens).toHaveLength(1)
  const avant = partis.length
  await inviterApresCloture(t.base, envoi, new Date())
  expect(partis).toHaveLength(avant)
  const automatiques = await lignes(
    t,
    `select q.id from demande_enquete q where q.envoyee_le > now() - interval '1 hour' and not exists (
       select from demande_evenement e where e.demande_id = q.demande_id and e.geste = 'cloturer' and e.personne_id is not null)`,
  )
  expect(automatiques).toEqual([])

  const lien = /\/demandes\/avis-donne\/\S+/.exec(siens[0]!.texte)![0]
  const personne = t.visiteur()
  const avis = texteDe((await personne.get(lien)).body)
  expect(avis).toContain('Délai de traitement')
  expect(avis).toContain('Votre réponse reste liée à cette demande')
  expect(texteDe((await personne.get(lien)).body)).toContain('Comment cela s’est-il passé')
  expect((await personne.post(lien, {})).statusCode).toBe(422)
  const reponse = { delai: '4', suivi: '2', commentaire: 'Trop long.' }
  expect(texteDe((await personne.post(lien, reponse)).body)).toContain('Merci')
  expect(texteDe((await personne.post(lien, { ...reponse, delai: '1' })).body)).toContain('Merci')
  expect(await valeur(t, "select count(*) from demande_note where commentaire = 'Trop long.'")).toBe('1')
  expect(
    await lignes(
      t,
      `select q.personne_id from demande_enquete q join demande_note n on n.enquete_id = q.id where n.commentaire = 'Trop long.'`,
    ),
  ).toEqual([{ personne_id: null }])

  const page = await cdg44.get('/demandes/satisfaction')
  expect(texteDe(page.body)).toContain('Trop long.')
  expect(texteDe((await cdg85.get('/demandes/satisfaction')).body)).not.toContain('Trop long.')
  const rappel = await valeur(
    t,
    "select r.id from demande_rappel r join demande_note n on n.id = r.note_id where n.commentaire = 'Trop long.'",
  )
  const appel = { version: '1', compteRendu: 'Excuses présentées, dossier repris.' }
  await cdg85.post(`/demandes/satisfaction/rappels/${rappel}`, appel)
  expect(await valeur(t, 'select version from demande_rappel where id = $1', [rappel])).toBe('1')
  expect((await cdg44.post(`/demandes/satisfaction/rappels/${rappel}`, appel)).statusCode).toBe(303)
  // Called: it waits no more, and what was written can still be read.
  expect(texteDe((await cdg44.get('/demandes/satisfaction')).body)).toMatch(
    /Ce qui vous est écrit .*Trop long\./,
  )
  expect(await valeur(t, 'select fait_le is not null from demande_rappel where id = $1', [rappel])).toBe(
    'true',
  )
})

it('la coordination tire une vague, la montre, l’ouvre une fois, la relance et la ferme ; un mot sans mauvaise note se lit', async () => {
  const coordination = await t.entrer('Coordinatrice', 'CDG 44')
  expect((await cdg44.get('/demandes/satisfaction/vagues/nouvelle')).statusCode).toBe(403)
  const apercu = (await coordination.get('/demandes/satisfaction/vagues/nouvelle?voulu=12')).body
  expect(texteDe(apercu)).toMatch(/Qui serait interrogé 12 personnes sur \d+/)
  const tirage = champsDe(apercu, '/demandes/satisfaction/vagues')
  const jour = (ecart: number) =>
    jourDe(new Date(Date.now() + ecart * 86_400_000))
      .split('-')
      .reverse()
      .join('/')
  const vague = { ...tirage, libelle: 'Vague d’essai', fin: jour(20) }

  const trop = await coordination.post('/demandes/satisfaction/vagues', { ...vague, fin: jour(200) })
  expect(trop.statusCode).toBe(422)
  expect(texteDe(trop.body)).toContain('dans 56 jours au plus')
  expect(champsDe(trop.body, '/demandes/satisfaction/vagues')['graine']).toBe(tirage['graine'])

  const depart = t.courriels.length
  const [une, deux] = await Promise.all([
    coordination.post('/demandes/satisfaction/vagues', vague),
    coordination.post('/demandes/satisfaction/vagues', vague),
  ])
  expect([une!.statusCode, deux!.statusCode]).toEqual([303, 303])
  expect(une!.headers.location).toBe(deux!.headers.location)
  const redite = await coordination.post('/demandes/satisfaction/vagues', vague)
  const annonce = await coordination.get(redite.headers.location!)
  expect(texteDe(annonce.body)).toContain('12 invitations envoyées')
  await t.tachesFaites()
  const partis = t.courriels.slice(depart)
  expect(partis).toHaveLength(12)
  expect(new Set(partis.map(({ a }) => a)).size).toBe(12)
  const strates = await lignes<{ centres: number; tailles: number }>(
    t,
    `select count(distinct q.guichet_id)::int as centres, count(distinct q.strate)::int as tailles from demande_enquete q
     join demande_vague v on v.id = q.vague_id where v.libelle = 'Vague d’essai'`,
  )
  expect(strates[0]!.centres).toBe(2)
  expect(strates[0]!.tailles).toBeGreaterThan(1)
  const autre = { ...champsDe(apercu, '/demandes/satisfaction/vagues'), graine: nouvelId() }
  const encore = await coordination.post('/demandes/satisfaction/vagues', { ...vague, ...autre })
  expect(texteDe(encore.body)).toContain('Une vague est encore ouverte')

  // An answer of the CDG 44, without any bad mark; another that asks to be called.
  const duCdg44 = partis.filter(({ texte }) => texte.includes('CDG 44'))
  const liens = duCdg44.map(({ texte }) => /\/demandes\/avis-donne\/\S+/.exec(texte)![0])
  const personne = t.visiteur()
  expect(texteDe((await personne.get(liens[0]!)).body)).toContain('ni votre nom ni celui de votre commune')
  await personne.post(liens[0]!, { suivi: '1', commentaire: 'Le guide des contrats nous a servi.' })
  await personne.post(liens[1]!, { delai: '3', contact: 'La secrétaire, 02 00 00 00 00' })
  // Nothing leads from what was said to a town: neither a key, nor an instant that pairs an answer with its invitation.
  const anonymes = await lignes(
    t,
    `select n.enquete_id, (n.recue_le at time zone 'Europe/Paris')::time::text as heure, count(q.organisme_id)::int as communes,
       count(*) filter (where q.repondue_le <> n.recue_le)::int as autres
     from demande_note n join demande_vague v on v.id = n.vague_id join demande_enquete q on q.vague_id = v.id and q.repondue_le is not null
     where v.libelle = 'Vague d’essai' group by n.id`,
  )
  expect(anonymes).toHaveLength(2)
  for (const une of anonymes)
    expect(une).toEqual({ enquete_id: null, heure: '00:00:00', communes: 0, autres: 0 })
  const chezLui = texteDe((await cdg44.get('/demandes/satisfaction')).body)
  expect(chezLui).toContain('« Le guide des contrats nous a servi. » Vague d’essai')
  expect(chezLui).toContain('La secrétaire, 02 00 00 00 00. À appeler avant le')
  expect(texteDe((await cdg85.get('/demandes/satisfaction')).body)).not.toContain('Le guide des contrats')
  const suivi = texteDe((await coordination.get(une!.headers.location!)).body)
  expect(suivi).toContain('Vague d’essai : 2 réponses sur 12 (17 %)')

  // One reminder, after seven days, to who has not answered.
  const rappels: { a: string; objet: string }[] = []
  const envoi = {
    courriel: {
      envoyer: async (_tx: unknown, m: { a: string; objet: string }) => void rappels.push(m),
      envoyerSeul: async () => {},
    },
    adresse: '',
    secret: SECRET,
  }
  const huitJours = new Date(Date.now() + 8 * 86_400_000)
  for (const _ of ['une fois', 'pas deux']) await inviterApresCloture(t.base, envoi, huitJours)
  expect(rappels.filter(({ objet }) => objet.startsWith('Vague d’essai'))).toHaveLength(10)

  const id = une!.headers.location!.split('/').at(-1)!
  const page = (await coordination.get(une!.headers.location!)).body
  await coordination.post(`/demandes/satisfaction/vagues/${id}/fermer`, {
    version: champCache(page, 'version'),
  })
  expect((await personne.get(liens[2]!)).statusCode).toBe(410)
  await personne.post(liens[2]!, { suivi: '4' })
  expect(await valeur(t, 'select count(*) from demande_note where vague_id = $1', [id])).toBe('2')
})
