// A store that takes its time across the deadline, fails, or loses its writer: what the bidder and the commission see, and what the opening waits for.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bordereau, empreinteDuPli, plisDe } from '../../../../tests/achats/plis.ts'
import { type Achats, ouvrirAchats } from '../../../../tests/achats.ts'
import { lisible, type Visiteur } from '../../../../tests/application.ts'
import type { PliScelle } from './sceller.ts'

let a: Achats
let p: ReturnType<typeof plisDe>
let membres: Visiteur[]
let achat = ''
const liens: string[] = []
const plis: PliScelle[] = []

/** Writes of these fingerprints wait here until they are let through, or fail. */
const retenues = new Map<string, { readonly commencee: () => void; readonly porte: Promise<void> }>()
function retenir(pli: PliScelle) {
  const commencee = Promise.withResolvers<void>()
  const porte = Promise.withResolvers<void>()
  // Failed before anybody waits for it, it is no error of the test.
  porte.promise.catch(() => {})
  retenues.set(empreinteDuPli(pli), { commencee: commencee.resolve, porte: porte.promise })
  return {
    commencee: commencee.promise,
    laisser: porte.resolve,
    rompre: () => porte.reject(new Error('disque plein')),
  }
}
const page = async (url: string, qui = a.t.visiteur()) => lisible((await qui.get(url)).body)
const commission = () => page(p.racine, membres[0]!)
const donner = async (qui: Visiteur) => p.donner(qui, await p.cartesDe(qui))
const plisEnBase = () =>
  a.lire<{ empreinte: string; dansLHeure: boolean }>(
    `select p.empreinte, p.recu_le <= m.limite as "dansLHeure" from achat_pli p join achat_marche m using (operation_id)
     where p.operation_id = $1 order by p.numero`,
    [achat],
  )

beforeAll(async () => {
  a = await ouvrirAchats({
    magasin: (depot) => ({
      ...depot,
      async ecrire(cle, contenu) {
        const retenue = retenues.get(cle.split('/').at(-1)!)
        if (retenue) {
          retenue.commencee()
          await retenue.porte
        }
        await depot.ecrire(cle, contenu)
      },
    }),
  })
  achat = a.achat('sante')
  p = plisDe(a, achat)
  membres = [a.direction44, a.direction53]
  await p.ouvrirDepot(...membres)
  for (const [i, siret] of ['90000000100017', '90000050600015', '90000010000017'].entries()) {
    const lien = await p.lienDe(siret, `Candidat ${i} (fictif)`)
    liens.push(lien)
    plis.push(await p.sceller(lien, [bordereau(`1,${i}`)]))
  }
})
afterAll(() => a.t.fermer())

it('une écriture manquée libère l’ouverture aussitôt : elle ne compte plus, et garde son heure', async () => {
  const { commencee, rompre } = retenir(plis[1]!)
  const envoi = p.deposer(liens[1]!, plis[1]!)
  await commencee
  expect(await page(liens[1]!)).toContain('Votre pli finit de s’enregistrer')
  rompre()
  const echec = await envoi
  expect(echec.statusCode).toBe(503)
  expect(echec.json<{ phrase: string }>().phrase).toContain('renvoyez-le')
  expect(await a.lire('select redacteur from achat_pli_arrivee where operation_id = $1', [achat])).toEqual([
    { redacteur: null },
  ])
  expect(await page(liens[1]!)).toContain('Un pli est arrivé sans être enregistré')
})

it('un magasin lent qui passe l’heure limite : l’ouverture attend, le pli est à l’heure', async () => {
  const { commencee, laisser } = retenir(plis[0]!)
  const envoi = p.deposer(liens[0]!, plis[0]!)
  await commencee
  await a.passerLaLimite(achat)
  expect(await page(liens[0]!)).toContain('Votre pli finit de s’enregistrer')
  const vue = await commission()
  expect(vue).toContain('1 pli arrivé à l’heure finit de s’enregistrer')
  // The one that could not be written is said beside it, and holds nothing.
  expect(vue).toContain('Un pli arrivé à l’heure n’est pas enregistré')
  const refus = await donner(membres[0]!)
  expect(refus.statusCode).toBe(409)
  expect(lisible(refus.body)).toContain('encore en cours d’enregistrement')
  // Nobody notes an opening without the keys either.
  const sansCle = await a.coordination.post(`/achats/${achat}/marche/ouvrir`, {
    version: await a.version(achat),
  })
  expect(sansCle.statusCode).toBe(409)
  laisser()
  expect((await envoi).statusCode).toBe(201)
  expect(await plisEnBase()).toEqual([{ empreinte: empreinteDuPli(plis[0]!), dansLHeure: true }])
  expect(await page(liens[0]!)).toContain('Accusé de réception')
})

it('un processus mort pendant l’écriture retient l’ouverture le temps de son bail, pas plus', async () => {
  const mort = plis[2]!
  const [candidat] = await a.lire<{ id: string }>(
    "select id from achat_candidat where operation_id = $1 and siret = '90000010000017'",
    [achat],
  )
  // What a process killed while it wrote leaves behind.
  await a.forcer(`insert into achat_pli_arrivee (id, cooperation_id, operation_id, candidat_id, empreinte, arrive_le, redacteur, ecrit_jusqu_a)
    select gen_random_uuid(), cooperation_id, operation_id, '${candidat!.id}', '${empreinteDuPli(mort)}', limite - interval '1 second', gen_random_uuid(),
      clock_timestamp() + interval '1 hour' from achat_marche where operation_id = '${achat}'`)
  expect((await donner(membres[0]!)).statusCode).toBe(409)
  await a.forcer(
    `update achat_pli_arrivee set ecrit_jusqu_a = clock_timestamp() where empreinte = '${empreinteDuPli(mort)}'`,
  )
  expect(await page(liens[2]!)).toContain('Un pli est arrivé sans être enregistré')
  // Sent again after the hour, the same bytes are in time; others are late.
  expect((await p.deposer(liens[2]!, await p.sceller(liens[2]!, [bordereau('1,2')]))).statusCode).toBe(409)
  expect((await p.deposer(liens[2]!, mort)).statusCode).toBe(201)
  expect((await plisEnBase()).map(({ dansLHeure }) => dansLHeure)).toEqual([true, true])
})

it('une clé donnée écarte le pli jamais renvoyé : il revient, n’est pas reçu, et garde la preuve de son heure', async () => {
  expect((await donner(membres[0]!)).statusCode).toBe(303)
  retenues.clear()
  const reponses = [await p.deposer(liens[1]!, plis[1]!), await p.deposer(liens[1]!, plis[1]!)]
  expect(reponses.map(({ statusCode }) => statusCode)).toEqual([409, 409])
  expect(await page(liens[1]!)).toContain('Arrivé à l’heure')
  await a.t.tachesFaites()
  expect(a.t.courriels.at(-1)!.texte).toContain('une panne a empêché de l’enregistrer')
  expect(await commission()).toContain('non enregistré à cause d’une panne')
  expect((await donner(membres[1]!)).statusCode).toBe(303)
  expect(await commission()).toContain('Plis ouverts le')
  expect(await a.lire('select from achat_offre where operation_id = $1', [achat])).toHaveLength(2)
})
