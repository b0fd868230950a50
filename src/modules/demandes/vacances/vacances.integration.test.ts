// Vacancies registered under the number of the national site, through HTTP: once each, under a number of its own, and what is refused writes nothing.
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication, type Visiteur } from '../../../../tests/application.ts'
import { jusqua } from '../../../../tests/attente.ts'
import { champsDe, lignes, texteDe, valeur } from '../../../../tests/lignes.ts'

let t: ApplicationDeTest
let mairie: Visiteur
let cdg44: Visiteur
beforeAll(async () => {
  t = await ouvrirApplication()
  mairie = await t.entrer('Secrétaire de mairie, trois communes')
  cdg44 = await t.entrer('Gestion statutaire, CDG 44')
})
afterAll(() => t.fermer())

const VACANCES = '/demandes/vacances'
const etatDe = (id: string) => valeur(t, 'select etat from demande where id = $1', [id])
const numeroDe = (id: string) => valeur(t, 'select numero from demande where id = $1', [id])
const faits = (id: string, geste: string) =>
  lignes<{ texte: string }>(t, 'select texte from demande_evenement where demande_id = $1 and geste = $2', [
    ...[id, geste],
  ])

async function deposer(code: string, champs: Record<string, string>): Promise<string> {
  const type = await valeur(t, 'select id from demande_type where code = $1', [code])
  const page = (await mairie.get(`/demandes/nouvelle/${type}`)).body
  const commune = /<option value="([0-9a-f-]{36})"/.exec(page)![1]!
  const envoi = await mairie.post(`/demandes/nouvelle/${type}`, {
    ...{ cle: nouvelId(), commune, geste: 'envoyer', ...champs },
  })
  return String(envoi.headers.location).split('/')[2]!
}
const annoncer = (objet: string, urgence = '') =>
  deposer('dve', { objet, urgence, c1: 'Mutation', c2: 'Rédacteur', c3: '35', c4: '01/01/2035' })
/** The grid as it is shown, with these numbers typed. */
const saisir = async (numeros: Readonly<Record<string, string>>) => ({
  ...champsDe((await cdg44.get(VACANCES)).body, VACANCES),
  ...Object.fromEntries(Object.entries(numeros).map(([id, national]) => [`numero-${id}`, national])),
})

it('la même forme envoyée deux fois enregistre une fois, et dit deux fois que c’est fait', async () => {
  const id = await annoncer('Deux clics')
  const envoi = await saisir({ [id]: 'V044000000000101' })
  const deux = await Promise.all([cdg44.post(VACANCES, envoi), cdg44.post(VACANCES, envoi)])
  expect(deux.map(({ statusCode }) => statusCode)).toEqual([303, 303])
  expect(await faits(id, 'repondre')).toHaveLength(1)
  expect(texteDe((await cdg44.get(VACANCES)).body)).toContain('1 vacance enregistrée, la mairie est prévenue')
  // After Back, another number under the same key was not written: it is told so.
  const autre = await cdg44.post(VACANCES, { ...envoi, [`numero-${id}`]: 'V044000000000102' })
  expect(autre.statusCode).toBe(409)
  expect(texteDe(autre.body)).toContain('une réponse est déjà partie')
})

it('un numéro déjà donné est refusé seul : celles qui sont parties se disent, et elle n’est pas prise', async () => {
  const [une, deux, trois] = [await annoncer('Une'), await annoncer('Deux'), await annoncer('Trois')]
  expect((await cdg44.post(VACANCES, await saisir({ [une]: 'V044000000000201' }))).statusCode).toBe(303)
  const envoi = await saisir({ [deux]: 'V044000000000201', [trois]: 'V044000000000203' })
  const page = await cdg44.post(VACANCES, envoi)
  expect(page.statusCode).toBe(409)
  expect(texteDe(page.body)).toContain('1 vacance enregistrée, la mairie est prévenue')
  expect(texteDe(page.body)).toMatch(
    new RegExp(`${await numeroDe(deux)} : le numéro V044000000000201 est déjà celui d’une autre vacance`),
  )
  expect([await etatDe(deux), await etatDe(trois)]).toEqual(['DEPOSEE', 'REPONDUE'])
  // The taking that came before the refusal is taken back with it, and so is its key: refused again, then accepted under a number of its own.
  expect(await faits(deux, 'prendre')).toEqual([])
  expect((await cdg44.post(VACANCES, { ...envoi, [`numero-${trois}`]: '' })).statusCode).toBe(409)
  const corrigee = { ...envoi, [`numero-${deux}`]: 'V044000000000202', [`numero-${trois}`]: '' }
  expect((await cdg44.post(VACANCES, corrigee)).statusCode).toBe(303)
  expect(await etatDe(deux)).toBe('REPONDUE')
})

it('deux personnes donnent le même numéro à deux vacances : une seule le reçoit', async () => {
  const ids = [await annoncer('Première'), await annoncer('Seconde')]
  const envois = await Promise.all(ids.map((id) => saisir({ [id]: 'V044000000000301' })))
  const rendus = await Promise.all(envois.map((envoi) => cdg44.post(VACANCES, envoi)))
  expect(rendus.map(({ statusCode }) => statusCode).sort()).toEqual([303, 409])
  expect((await Promise.all(ids.map(etatDe))).sort()).toEqual(['DEPOSEE', 'REPONDUE'])
})

it('un numéro donné par un autre centre de la coopération est refusé aussi, sans rien dire de sa demande', async () => {
  const [ailleurs, ici] = [await annoncer('Chez un autre centre'), await annoncer('Chez nous')]
  expect((await cdg44.post(VACANCES, await saisir({ [ailleurs]: 'V044000000000351' }))).statusCode).toBe(303)
  await lignes(
    t,
    `update demande set guichet_id = m.organisme_id, traitant_id = m.organisme_id,
       acces = array[demande.organisme_id, m.organisme_id] from membre m
     where demande.id = $1 and m.libelle = 'CDG 53' and m.cooperation_id = demande.cooperation_id`,
    [ailleurs],
  )
  expect((await cdg44.get(`/demandes/${ailleurs}`)).statusCode).toBe(404)
  const refus = await cdg44.post(VACANCES, await saisir({ [ici]: 'V044000000000351' }))
  expect(refus.statusCode).toBe(409)
  expect(texteDe(refus.body)).toContain('est déjà celui d’une autre vacance')
  expect(texteDe(refus.body)).not.toContain(await numeroDe(ailleurs))
  expect(await etatDe(ici)).toBe('DEPOSEE')
})

it('deux centres donnent le même numéro au même instant : un seul l’enregistre', async () => {
  const cdg53 = await t.entrer('Gestion carrières, CDG 53')
  const [ici, ailleurs] = [await annoncer('Au CDG 44'), await annoncer('Au CDG 53')]
  await lignes(
    t,
    `update demande set guichet_id = m.organisme_id, traitant_id = m.organisme_id,
       acces = array[demande.organisme_id, m.organisme_id] from membre m
     where demande.id = $1 and m.libelle = 'CDG 53' and m.cooperation_id = demande.cooperation_id`,
    [ailleurs],
  )
  const national = 'V044000000000361'
  const grille = async (qui: Visiteur, id: string) => ({
    ...champsDe((await qui.get(VACANCES)).body, VACANCES),
    [`numero-${id}`]: national,
  })
  const envois = [await grille(cdg44, ici), await grille(cdg53, ailleurs)] as const
  // Both requests are held until both centres wait for theirs: what each of them read before is what the other had not written yet.
  const client = new pg.Client(t.url('maillage_proprietaire'))
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select from demande where id = any ($1) for update', [[ici, ailleurs]])
    const rendus = Promise.all([cdg44.post(VACANCES, envois[0]), cdg53.post(VACANCES, envois[1])])
    const attendent = `select count(distinct pid)::int as n from pg_locks join pg_stat_activity a using (pid)
      where not granted and a.datname = current_database()`
    await jusqua('deux requêtes attendent', async () => (await client.query(attendent)).rows[0].n === 2)
    await client.query('commit')
    expect((await rendus).map(({ statusCode }) => statusCode).sort()).toEqual([303, 409])
  } finally {
    await client.end()
  }
  expect((await Promise.all([ici, ailleurs].map(etatDe))).sort()).toEqual(['DEPOSEE', 'REPONDUE'])
  expect(
    await lignes(t, "select from demande_evenement where donnees ->> 'national' = $1", [national]),
  ).toHaveLength(1)
})

it('une demande qui n’est pas une vacance ne reçoit pas de numéro', async () => {
  const id = await deposer('conseil_simple', { objet: 'Un conseil', c1: 'Que faire ?' })
  const version = await valeur(t, 'select version from demande where id = $1', [id])
  const refus = await cdg44.post(VACANCES, {
    ...{ [`numero-${id}`]: 'V044000000000401', [`version-${id}`]: version, [`cle-${id}`]: 'abîmée' },
  })
  expect(refus.statusCode).toBe(409)
  expect(texteDe(refus.body)).toContain('ce n’est pas une vacance d’emploi')
  expect(await etatDe(id)).toBe('DEPOSEE')
})

it('une urgence signalée par la mairie change ce que dit la réponse', async () => {
  const [sans, avec] = [await annoncer('Sans urgence'), await annoncer('Urgence', 'Départ imprévu')]
  const envoi = await saisir({ [sans]: 'V044000000000501', [avec]: 'V044000000000502' })
  expect((await cdg44.post(VACANCES, envoi)).statusCode).toBe(303)
  const lire = async (id: string) => (await faits(id, 'repondre'))[0]!.texte
  expect(await lire(sans)).toContain('Sans urgence motivée')
  expect(await lire(avec)).toContain('Vous avez signalé une urgence')
  expect(await lire(avec)).not.toContain('Sans urgence')
  for (const id of [sans, avec]) expect(await lire(id)).toContain('à compter de la publication')
})
