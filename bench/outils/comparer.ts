// Contenders in turn in the same run, one process each.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'

/** A way of doing the same work, in a process of its own. */
export type Concurrent = {
  readonly nom: string
  /** Absolute path of a module that exports `preparer`. */
  readonly fichier: string
  /** Given to `preparer`; must survive JSON. */
  readonly entree?: unknown
  readonly execArgv?: readonly string[]
}

/** What the module of a contender exports. */
export type ModuleConcurrent = { preparer(entree: unknown): Promise<Epreuve> | Epreuve }

export type Epreuve = {
  /** What the work gives, in a form that all contenders share (rows, sums, digests). */
  resultat(): Promise<unknown> | unknown
  /** One round. It is timed, unless it returns its own time in milliseconds (a program that it launches and that times itself). */
  tour(): Promise<number | void> | number | void
}

export type Ordre = 'resultat' | 'tour'
export type Reponse =
  | { readonly pret: true }
  | { readonly resultat: unknown }
  | { readonly ms: number; readonly octets: number }
  | { readonly erreur: string }

/** Times in milliseconds, round by round, by name of contender. */
export type Temps = Readonly<Record<string, readonly number[]>>

export type OptionsComparaison = {
  readonly tours: number
  /** Rounds played before, not counted. Default 1. */
  readonly chauffe?: number
  /** Compares two results; default: strictly the same. */
  readonly memes?: (a: unknown, b: unknown) => boolean
}

/**
 * Launches every contender, checks that all give the same result, then times them in turn (the order turns round by round).
 * @throws when two results differ: no time is then worth showing
 */
export async function comparer(
  concurrents: readonly Concurrent[],
  { tours, chauffe = 1, memes = isDeepStrictEqual }: OptionsComparaison,
): Promise<Temps> {
  const lances = await Promise.all(concurrents.map(lancer))
  try {
    const [reference, ...autres] = lances
    if (!reference) throw new Error('Aucun concurrent.')
    const attendu = await reference.resultat()
    for (const autre of autres) {
      if (!memes(attendu, await autre.resultat()))
        throw new Error(`« ${autre.nom} » ne donne pas le résultat de « ${reference.nom} ».`)
    }
    return await parTours(lances, tours, chauffe)
  } finally {
    for (const { processus } of lances) if (processus.connected) processus.disconnect()
  }
}

/** Rounds in turn; the order turns, so that none is always the first after another. What a round measures is up to the contender. */
export async function parTours(
  concurrents: readonly { readonly nom: string; tour(): Promise<number> }[],
  tours: number,
  chauffe = 1,
): Promise<Temps> {
  const mesures = Object.fromEntries(concurrents.map(({ nom }) => [nom, [] as number[]]))
  for (let tour = -chauffe; tour < tours; tour++) {
    const depart = (tour + chauffe) % concurrents.length
    for (const { nom, tour: mesurer } of [...concurrents.slice(depart), ...concurrents.slice(0, depart)]) {
      const mesure = await mesurer()
      if (tour >= 0) mesures[nom]!.push(mesure)
    }
  }
  return mesures
}

async function lancer(concurrent: Concurrent) {
  const processus = fork(join(import.meta.dirname, 'coureur.ts'), {
    execArgv: [...process.execArgv, ...(concurrent.execArgv ?? [])],
    serialization: 'advanced',
  })
  processus.send(concurrent)
  await attendre(processus, concurrent.nom)
  const demander = async (ordre: Ordre): Promise<Reponse> => {
    processus.send(ordre)
    return attendre(processus, concurrent.nom)
  }
  return {
    nom: concurrent.nom,
    processus,
    resultat: async () => ((await demander('resultat')) as { resultat: unknown }).resultat,
    tour: async () => ((await demander('tour')) as { ms: number }).ms,
  }
}

/** The next answer of a contender; throws when it says an error or ends. */
async function attendre(processus: ChildProcess, nom: string): Promise<Reponse> {
  const fin = new AbortController()
  const [reponse] = (await Promise.race([
    once(processus, 'message', { signal: fin.signal }),
    once(processus, 'exit', { signal: fin.signal }).then(([code]) => [
      { erreur: `le processus s’est arrêté (code ${code})` },
    ]),
  ])) as [Reponse]
  fin.abort()
  if ('erreur' in reponse) throw new Error(`« ${nom} » : ${reponse.erreur}`)
  return reponse
}
