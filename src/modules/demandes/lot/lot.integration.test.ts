// Several requests at once, through HTTP: the same words filled for each, read before they leave, refused one by one with the reason.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ajouterJours, jourDe } from '#shared/dates.ts'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../tests/application.ts'
import { champCache, champsDe, lignes, texteDe, valeur } from '../../../../tests/lignes.ts'
import { Promenade } from '../../../../tests/pages/promenade.ts'

let t: ApplicationDeTest
let mairie: Visiteur
let cdg44: Visiteur
let cdg53: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  mairie = await t.entrer('Secrétaire de mairie, trois communes')
  cdg44 = await t.entrer('Gestion statutaire, CDG 44')
  cdg53 = await t.entrer('Gestion carrières, CDG 53')
})
afterAll(() => t.fermer())

const DANS_UN_AN = ajouterJours(jourDe(new Date()), 365).split('-').toReversed().join('/')
const ECRIRE = '/demandes/lot/ecrire'
const versionDe = (id: string) => valeur(t, 'select version from demande where id = $1', [id])
const etatDe = (id: string) => valeur(t, 'select etat from demande where id = $1', [id])
const numeroDe = (id: string) => valeur(t, 'select numero from demande where id = $1', [id])
const faits = (id: string, geste: string) =>
  lignes<{ texte: string }>(
    t,
    'select texte from demande_evenement where demande_id = $1 and geste = $2 order by rang',
    [id, geste],
  )

async function deposer(objet: string): Promise<string> {
  const type = await valeur(t, "select id from demande_type where code = 'conseil_simple'")
  const page = (await mairie.get(`/demandes/nouvelle/${type}`)).body
  const commune = /<option value="([0-9a-f-]{36})"/.exec(page)![1]!
  const envoi = await mairie.post(`/demandes/nouvelle/${type}`, {
    ...{ cle: champCache(page, 'cle'), commune, objet, c1: 'Que faire ?', geste: 'envoyer' },
  })
  return String(envoi.headers.location).split('/')[2]!
}
const prendre = async (id: string) =>
  cdg44.post(`/demandes/${id}/faire/prendre`, { version: await versionDe(id) })
/** The page to which the queue leads when lines are ticked. */
async function ouvrir(ids: readonly string[], quoi: string, qui = cdg44): Promise<string> {
  const lot = await qui.post('/demandes/lot', {
    demande: ids,
    geste: 'ecrire',
    quoi,
    retour: '/demandes?vue=moi',
  })
  expect(lot.statusCode).toBe(303)
  return (await qui.get(String(lot.headers.location))).body
}
const choixDe = (page: string) => [...page.matchAll(/name="choix" value="([^"]+)"/g)].map(([, v]) => v!)
const modele = async (genre: string, titre: string, texte: string) => {
  await cdg44.post('/demandes/modeles', { genre, titre, texte, type: '' })
  return valeur(t, 'select id from demande_modele where titre = $1', [titre])
}

it('un modèle rempli pour chacune : relu, envoyé, un acte par fil, la mairie prévenue, l’usage compté', async () => {
  const [prise, neuve, attend] = [
    await deposer('Lot un'),
    await deposer('Lot deux'),
    await deposer('Lot trois'),
  ]
  for (const id of [prise, attend]) await prendre(id)
  await cdg44.post(`/demandes/${attend}/faire/demander`, {
    ...{ texte: 'Combien ?', avant: DANS_UN_AN, version: await versionDe(attend) },
  })
  const id = await modele(
    'repondre',
    'Réponse de lot',
    'Pour [employeur], demande [numero] : c’est possible.',
  )
  const page = await ouvrir([prise, neuve, attend], id)
  for (const un of [prise, neuve])
    expect(texteDe(page)).toContain(`demande ${await numeroDe(un)} : c’est possible.`)
  expect(texteDe(page)).toContain('pas encore prise : vous la prenez en charge à l’envoi')
  expect(texteDe(page)).toContain('Une demande est laissée de côté')
  expect(texteDe(page)).toContain('une question est déjà posée à la collectivité')
  const choix = choixDe(page)
  expect(choix).toHaveLength(2)
  const texte = 'Pour [employeur], demande [numero] : c’est possible.'
  const envoi = {
    genre: 'repondre',
    modele: id,
    choix,
    texte,
    relu: texte,
    retour: '/demandes?vue=moi',
    faire: 'envoyer',
  }
  const depart = t.courriels.length
  expect((await cdg44.post(ECRIRE, envoi)).headers.location).toBe('/demandes?vue=moi')
  // Sent twice: nothing leaves twice.
  expect((await cdg44.post(ECRIRE, envoi)).statusCode).toBe(303)
  for (const un of [prise, neuve]) {
    expect(await etatDe(un)).toBe('REPONDUE')
    const [fait, ...autres] = await faits(un, 'repondre')
    expect(autres).toEqual([])
    expect(fait!.texte).toContain(`demande ${await numeroDe(un)} : c’est possible.`)
    expect(fait!.texte).not.toContain('[')
  }
  expect(await faits(neuve, 'prendre')).toHaveLength(1)
  expect(await etatDe(attend)).toBe('ATTENTE_COLLECTIVITE')
  await t.tachesFaites()
  expect(
    t.courriels.slice(depart).filter(({ objet }) => objet.includes('votre centre a répondu')).length,
  ).toBe(2)
  expect(texteDe((await mairie.get(`/demandes/${prise}`)).body)).toContain('c’est possible.')
})

it('un texte changé se relit avant de partir ; ce qui a changé entre-temps est refusé seul, avec la raison', async () => {
  const [une, autre] = [await deposer('Relire un'), await deposer('Relire deux')]
  for (const id of [une, autre]) await prendre(id)
  const page = await ouvrir([une, autre], 'repondre')
  const choix = choixDe(page)
  const envoi = {
    genre: 'repondre',
    choix,
    texte: 'Bonjour [employeur].',
    relu: '',
    retour: '/demandes',
    faire: 'envoyer',
  }
  const relire = await cdg44.post(ECRIRE, envoi)
  expect(relire.statusCode).toBe(409)
  expect(texteDe(relire.body)).toContain('rien n’est parti. Relisez')
  expect(texteDe(relire.body)).toMatch(/Bonjour (?!\[)/)
  expect(await etatDe(une)).toBe('PRISE_EN_CHARGE')
  const vide = await cdg44.post(ECRIRE, { ...envoi, texte: '' })
  expect(vide.statusCode).toBe(422)
  expect(texteDe(vide.body)).toContain('Écrivez votre réponse')
  // A colleague writes on one of them before it leaves.
  await cdg44.post('/demandes/lot', {
    demande: autre,
    geste: 'attribuer',
    a: await valeur(t, 'select responsable_id from demande where id = $1', [une]),
  })
  await cdg44.post(`/demandes/${autre}/faire/demander`, {
    texte: 'Une question',
    avant: DANS_UN_AN,
    version: await versionDe(autre),
  })
  const parti = await cdg44.post(ECRIRE, { ...envoi, relu: 'Bonjour [employeur].' })
  expect(parti.statusCode).toBe(200)
  expect(texteDe(parti.body)).toContain('1 réponse sur 2')
  expect(texteDe(parti.body)).toContain('une question est déjà posée')
  expect(await etatDe(une)).toBe('REPONDUE')
  expect(await faits(autre, 'repondre')).toEqual([])
})

it('un centre qui ne traite pas ces demandes n’y écrit rien, et une forme abîmée non plus', async () => {
  const id = await deposer('Pas à vous')
  await prendre(id)
  const [choix] = choixDe(await ouvrir([id], 'repondre'))
  const envoi = { genre: 'repondre', choix: choix!, texte: 'Intrus', relu: 'Intrus', faire: 'envoyer' }
  const refus = await cdg53.post(ECRIRE, envoi)
  expect(refus.statusCode).toBe(409)
  expect(texteDe(refus.body)).toContain('votre centre ne la lit plus')
  expect((await mairie.post(ECRIRE, envoi)).statusCode).toBe(403)
  for (const champs of [{}, { ...envoi, choix: 'x.y.z' }, { ...envoi, genre: 'autre', avant: '31/02/2030' }])
    expect((await cdg44.post(ECRIRE, champs)).statusCode).toBeLessThan(500)
  expect(await faits(id, 'repondre')).toEqual([])
})

it('ce qui est refusé le reste quand la même forme repart, et rien n’entre dans le fil', async () => {
  const id = await deposer('Refusée deux fois')
  await prendre(id)
  const choix = choixDe(await ouvrir([id], 'repondre'))
  await cdg44.post(`/demandes/${id}/faire/demander`, {
    ...{ texte: 'Combien ?', avant: DANS_UN_AN, version: await versionDe(id) },
  })
  const envoi = { genre: 'repondre', choix, texte: 'Oui.', relu: '', faire: 'envoyer' }
  for (let n = 0; n < 2; n++) {
    const refus = await cdg44.post(ECRIRE, envoi)
    expect(refus.statusCode).toBe(409)
    expect(texteDe(refus.body)).toContain('une question est déjà posée')
  }
  expect(await faits(id, 'repondre')).toEqual([])
})

it('un texte trop long une fois rempli est refusé pour elle seule, et elle n’est pas prise', async () => {
  const [longue, courte] = [await deposer('Objet très long '.repeat(9).trim()), await deposer('Court')]
  const choix = choixDe(await ouvrir([longue, courte], 'repondre'))
  const texte = '[objet] '.repeat(60).trim()
  const envoi = { genre: 'repondre', choix, texte, relu: texte, faire: 'envoyer' }
  const depart = await versionDe(longue)
  const parti = await cdg44.post(ECRIRE, envoi)
  expect(parti.statusCode).toBe(200)
  expect(texteDe(parti.body)).toContain('1 réponse sur 2')
  expect(texteDe(parti.body)).toContain('et 8000 au plus peuvent partir. Raccourcissez-le.')
  expect(await etatDe(courte)).toBe('REPONDUE')
  // The taking that came before the refusal is taken back with it.
  expect([await etatDe(longue), await versionDe(longue)]).toEqual(['DEPOSEE', depart])
  expect(await faits(longue, 'prendre')).toEqual([])
})

it('un modèle de message sert là où l’on écrit un message, seul ou en lot, sans changer l’état', async () => {
  const [une, autre] = [await deposer('Message un'), await deposer('Message deux')]
  const id = await modele('message', 'Congés du service', 'Le service de [employeur] ferme lundi.')
  const page = (await cdg44.get(`/demandes/${une}`)).body
  expect(page).toContain(`/demandes/${une}?message=${id}#ecrire`)
  const prete = (await cdg44.get(`/demandes/${une}?message=${id}`)).body
  expect(champsDe(prete, `/demandes/${une}/messages`)['texte']).toMatch(/Le service de (?!\[).* ferme lundi/)
  await cdg44.post(`/demandes/${une}/messages`, { texte: 'Le service ferme lundi.', modele: id })
  expect(await valeur(t, 'select utilisations from demande_modele where id = $1', [id])).toBe('1')
  const lot = await ouvrir([une, autre], id)
  const texte = 'Le service de [employeur] ferme lundi.'
  await cdg44.post(ECRIRE, {
    genre: 'message',
    modele: id,
    choix: choixDe(lot),
    texte,
    relu: texte,
    faire: 'envoyer',
  })
  for (const un of [une, autre]) {
    expect(await etatDe(un)).toBe('DEPOSEE')
    expect((await faits(un, 'message')).at(-1)!.texte).toMatch(/Le service de (?!\[).* ferme lundi/)
  }
  expect(await valeur(t, 'select utilisations from demande_modele where id = $1', [id])).toBe('3')
})

it('un avis se demande sur plusieurs demandes à la fois', async () => {
  const ids = [await deposer('Avis un'), await deposer('Avis deux')]
  for (const id of ids) await prendre(id)
  const p = await new Promenade(cdg44).depart('/demandes')
  await p.presser(/^Demander un avis/, { demande: ids as unknown as string, geste: 'avis' })
  const centre = await valeur(t, "select organisme_id from membre where libelle = 'CDG 53' and ordre = 3")
  const choix = choixDe(p.page)
  const champs = { choix, centre, texte: 'Même lecture ?', avant: DANS_UN_AN, retour: '/demandes' }
  expect((await cdg44.post('/demandes/lot/avis', { ...champs, avant: '01/01/2020' })).statusCode).toBe(422)
  expect((await cdg44.post('/demandes/lot/avis', champs)).statusCode).toBe(303)
  for (const id of ids)
    expect(await lignes(t, 'select from demande_avis where demande_id = $1', [id])).toHaveLength(1)
  expect((await cdg44.post('/demandes/lot/avis', champs)).statusCode).toBe(409)
})

it('des avis refusés disent chacun leur raison, et combien sont partis', async () => {
  const [une, changee] = [await deposer('Avis trois'), await deposer('Avis quatre')]
  for (const id of [une, changee]) await prendre(id)
  const centre = await valeur(t, "select organisme_id from membre where libelle = 'CDG 53' and ordre = 3")
  const choix = [`${une}.${await versionDe(une)}`, `${changee}.0`, `${nouvelId()}.1`]
  const page = await cdg44.post('/demandes/lot/avis', {
    ...{ choix, centre, texte: 'Même lecture ?', avant: DANS_UN_AN, retour: '/demandes' },
  })
  expect(page.statusCode).toBe(409)
  const dit = texteDe(page.body)
  expect(dit).toContain('1 avis demandé')
  expect(dit).toContain('2 demandes sont laissées de côté')
  expect(dit).toMatch(new RegExp(`${await numeroDe(changee)}, Avis quatre .*: elle a changé depuis`))
  expect(dit).toContain('Une demande : Cette demande n’existe pas.')
  expect(await lignes(t, 'select from demande_avis where demande_id = $1', [une])).toHaveLength(1)
  expect(await lignes(t, 'select from demande_avis where demande_id = $1', [changee])).toEqual([])
})
