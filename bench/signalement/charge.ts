// Clients that deposit at once, in a process of their own: ready bytes, a challenge taken and solved before the clock starts, one new case each time.
import { alea, depuisTexte, enTexte } from '@maillage/coffre'
import { type Defi, peiner } from '../../src/signalement/protocole/effort.ts'
import { type DepotScelle, empreinteDuDepot } from '../../src/signalement/protocole/sceller-depot.ts'
import { servir } from '../pages/processus.ts'

export type DemandeDeDepots = Readonly<{
  adresse: string
  depots: readonly DepotScelle[]
  clients: number
  nombre: number
  /** Whether a challenge must be answered. */
  effort: boolean
}>
export type Depots = Readonly<{ parSeconde: number; erreurs: number }>

servir(async ({ adresse, depots, clients, nombre, effort }: DemandeDeDepots): Promise<Depots> => {
  const corps: string[] = []
  for (let i = 0; i < nombre; i++) {
    const modele = depots[i % depots.length]!
    const depot: DepotScelle = {
      ...modele,
      dossier: enTexte(alea(16)),
      empreinteReperage: enTexte(alea(32)),
      pieces: modele.pieces.map((p) => ({ ...p, id: enTexte(alea(16)) })),
    }
    const defi = effort
      ? ((await (await fetch(`${adresse}/v1/effort/${depot.organisme}`)).json()) as Defi)
      : null
    const nonce = defi ? peiner(defi, empreinteDuDepot(depot, depuisTexte)) : 0
    corps.push(JSON.stringify({ depot, defi, nonce }))
  }
  let erreurs = 0
  const debut = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let body = corps.pop(); body !== undefined; body = corps.pop()) {
        const reponse = await fetch(`${adresse}/v1/depots`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        }).catch(() => null)
        if (reponse?.status !== 201) erreurs++
        await reponse?.arrayBuffer()
      }
    }),
  )
  return { parSeconde: (nombre * 1000) / (performance.now() - debut), erreurs }
})
