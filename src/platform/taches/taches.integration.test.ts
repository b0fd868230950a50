import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { nouvelId } from '#shared/ids.ts'
import { type ApplicationDeTest, ouvrirApplication } from '../../../tests/application.ts'
import { jusqua } from '../../../tests/attente.ts'
import { ouvrirPool } from '../base/connexion.ts'
import { listEchecs, listFiles, relancer } from './etat.ts'
import { EchecDefinitif, ouvrirTaches, type Taches } from './taches.ts'

let t: ApplicationDeTest
let autre: Taches
let pool: pg.Pool
const erreurs: string[] = []
const acteur = { cooperationId: nouvelId(), organismeId: nouvelId(), personneId: nouvelId() }

beforeAll(async () => {
  t = await ouvrirApplication({ vide: true })
  autre = await ouvrirTaches(t.url('maillage_taches'), (erreur) => erreurs.push(erreur.message))
  pool = ouvrirPool(t.url('maillage_taches'), 1)
})
afterAll(async () => {
  expect(erreurs).toEqual([])
  await autre.arreter()
  await pool.end()
  await t.fermer()
})

const compter = async (file: string): Promise<number> =>
  (await pool.query<{ n: number }>('select count(*) as n from pgboss.job where name = $1', [file])).rows[0]!.n

it('une tâche envoyée dans une transaction annulée n’existe pas', async () => {
  const file = 'essai-annulation'
  const vues: object[] = []
  await t.taches.traiter(file, async (donnees) => void vues.push(donnees))
  await t.base
    .enTantQue(acteur, async (tx) => {
      await t.taches.envoyer(tx, file, { rang: 1 })
      throw new Error('annulée')
    })
    .catch(() => {})
  expect(await compter(file)).toBe(0)
  await t.base.enTantQue(acteur, (tx) => t.taches.envoyer(tx, file, { rang: 2 }))
  await t.base.enTantQueSysteme('essai', acteur.cooperationId, (tx) =>
    t.taches.envoyer(tx, file, { rang: 3 }),
  )
  await t.tachesFaites()
  expect(vues).toEqual(expect.arrayContaining([{ rang: 2 }, { rang: 3 }]))
  expect(vues).toHaveLength(2)
})

it('une même clé n’est traitée qu’une fois, même après coup', async () => {
  const file = 'essai-cle'
  let fois = 0
  await t.taches.traiter(file, async () => {
    fois += 1
  })
  const envoyer = () =>
    t.base.enTantQue(acteur, (tx) => t.taches.envoyer(tx, file, {}, { cle: 'relance-2026-11' }))
  await Promise.all([envoyer(), envoyer(), envoyer()])
  await t.tachesFaites()
  await envoyer()
  await t.tachesFaites()
  expect(fois).toBe(1)
})

it('deux processus se partagent 300 tâches sans en perdre ni en doubler', async () => {
  const file = 'essai-partage'
  const vues = new Map<number, string[]>()
  const venus = new Set<string>()
  const tousDeux = Promise.withResolvers<void>()
  const noter =
    (qui: string) =>
    async ({ rang }: { rang: number }) => {
      vues.set(rang, [...(vues.get(rang) ?? []), qui])
      // Who is first waits for the other: a fast one does not leave it without.
      venus.add(qui)
      if (venus.size === 2) tousDeux.resolve()
      await tousDeux.promise
    }
  await t.taches.traiter(file, noter('premier'))
  await autre.traiter(file, noter('second'))
  await Promise.all(
    Array.from({ length: 300 }, (_, rang) =>
      t.base.enTantQue(acteur, (tx) => t.taches.envoyer(tx, file, { rang })),
    ),
  )
  await t.tachesFaites()
  expect(vues.size).toBe(300)
  expect([...vues.values()].filter((qui) => qui.length !== 1)).toEqual([])
  expect(new Set([...vues.values()].flat()).size).toBe(2)
})

it('une tâche qui échoue est reprise, avec la même identité', async () => {
  const file = 'essai-reprise'
  const vues: { id: string; essai: number }[] = []
  await t.taches.traiter(file, async (_donnees, tache) => {
    vues.push(tache)
    if (tache.essai === 1) throw new Error('serveur absent')
  })
  await t.base.enTantQue(acteur, (tx) => t.taches.envoyer(tx, file, {}))
  await jusqua('la tâche a été essayée', () => vues.length === 1)
  // The delay of five seconds before the second attempt is not waited for.
  await jusqua('la tâche attend son second essai', async () => {
    const { rowCount } = await pool.query(
      `update pgboss.job set start_after = now() where name = $1 and state = 'retry'`,
      [file],
    )
    return rowCount === 1
  })
  await t.tachesFaites()
  expect(vues.map(({ essai }) => essai)).toEqual([1, 2])
  expect(vues[0]!.id).toBe(vues[1]!.id)
})

it('un échec définitif est mis de côté avec sa raison, et se relance une fois', async () => {
  const file = 'essai-definitif'
  let accepte = false
  let faites = 0
  await t.taches.traiter(file, async () => {
    if (!accepte) throw new EchecDefinitif('L’adresse n’existe pas.')
    faites += 1
  })
  await t.base.enTantQue(acteur, (tx) => t.taches.envoyer(tx, file, { a: 1 }))
  await jusqua('la tâche est mise de côté', async () =>
    (await listEchecs(t.taches.boss, 10)).some((echec) => echec.file === file),
  )
  const [echec] = (await listEchecs(t.taches.boss, 10)).filter((un) => un.file === file)
  expect(echec).toMatchObject({ file, raison: 'L’adresse n’existe pas.', essais: 1 })
  expect((await listFiles(t.taches.boss)).find((une) => une.file === file)).toMatchObject({
    echecs: 1,
    enAttente: 0,
  })
  accepte = true
  expect(await relancer(t.taches.boss, echec!.id)).toBe(true)
  expect(await relancer(t.taches.boss, echec!.id)).toBe(false)
  await t.tachesFaites()
  expect(faites).toBe(1)
  expect((await listEchecs(t.taches.boss, 10)).filter((un) => un.file === file)).toEqual([])
})

it('une transaction métier ne lit ni ne change la tâche d’autrui', async () => {
  await t.taches.traiter('essai-droits', async () => {})
  for (const texte of [
    'select data from pgboss.job',
    'select data from pgboss.job_common',
    'select * from pgboss.boite_demonstration',
    'update pgboss.job set data = null',
    'delete from pgboss.job',
    `update pgboss.queue set retry_limit = 0`,
  ])
    for (const role of ['maillage_membre', 'maillage_systeme']) {
      const client = await ouvrirSousRole(role)
      await expect(client.query(texte), `${role} : ${texte}`).rejects.toThrow(/permission denied/)
      await client.end()
    }
})

async function ouvrirSousRole(role: string): Promise<pg.Pool> {
  const sousRole = ouvrirPool(`${t.url('maillage_app')}&options=-c%20role%3D${role}`, 1)
  return sousRole
}

it('le rendez-vous garde les horloges de Paris au changement d’heure', async () => {
  await t.taches.planifier('essai-rendez-vous', '30 6 * * *', async () => {})
  const { timezone, options } = (await t.taches.boss.getSchedule('essai-rendez-vous'))!
  expect(timezone).toBe('Europe/Paris')
  expect(options).toMatchObject({ missed: 'once' })
  const prevues = t.taches.boss.previewSchedule('30 6 * * *', {
    tz: timezone,
    from: new Date('2026-10-23T12:00:00Z'),
    count: 3,
  })
  expect(prevues.map((instant) => instant.toISOString())).toEqual([
    '2026-10-24T04:30:00.000Z',
    '2026-10-25T05:30:00.000Z',
    '2026-10-26T05:30:00.000Z',
  ])
})
