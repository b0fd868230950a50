import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** A document that could not be composed; the message is for the log, never for a page. */
export class CompositionImpossible extends Error {}

export type Pdf = {
  /**
   * Composes a tagged PDF (PDF/UA-1) from a template of `modeles/` and its data. What users wrote is data: it is never read as markup.
   * @param etabliLe the date of the document: the same data give the same bytes
   */
  rendre(modele: string, donnees: unknown, etabliLe: Date): Promise<Buffer>
  fermer(): Promise<void>
}

const REPOS_MS = 60_000

/** Fonts of the documents lack the thin no-break space: the plain one takes its place. */
const sansFine = (_cle: string, valeur: unknown): unknown =>
  typeof valeur === 'string' ? valeur.replaceAll('\u202f', '\u00a0') : valeur

/** Opens the composer: one thread, started at the first document, ended after a minute without any (it holds some 250 MB). */
export function ouvrirPdf(racine: string): Pdf {
  let ouvrier: Worker | null = null
  let repos: NodeJS.Timeout | undefined
  let numero = 0
  const attentes = new Map<number, { resoudre: (pdf: Buffer) => void; rejeter: (erreur: Error) => void }>()

  const arreter = async () => {
    clearTimeout(repos)
    const fini = ouvrier
    ouvrier = null
    await fini?.terminate()
  }
  const echouer = (erreur: Error) => {
    for (const { rejeter } of attentes.values()) rejeter(new CompositionImpossible(erreur.message))
    attentes.clear()
    ouvrier = null
  }
  const lancer = (): Worker => {
    const construit = join(racine, 'dist/typst.worker.mjs')
    const source = join(racine, 'src/platform/documents/typst.worker.ts')
    const nouveau = new Worker(existsSync(construit) ? construit : source, { workerData: { racine } })
    nouveau.on('message', ({ id, pdf, erreur }: { id: number; pdf?: Uint8Array; erreur?: string }) => {
      const attente = attentes.get(id)
      attentes.delete(id)
      if (pdf) attente?.resoudre(Buffer.from(pdf))
      else attente?.rejeter(new CompositionImpossible(erreur))
    })
    nouveau.on('error', echouer)
    nouveau.unref()
    return nouveau
  }
  return {
    rendre(modele, donnees, etabliLe) {
      ouvrier ??= lancer()
      clearTimeout(repos)
      repos = setTimeout(() => attentes.size === 0 && void arreter(), REPOS_MS).unref()
      const id = ++numero
      return new Promise((resoudre, rejeter) => {
        attentes.set(id, { resoudre, rejeter })
        ouvrier!.postMessage({
          id,
          modele,
          donnees: JSON.stringify(donnees, sansFine),
          etabliLe: Math.floor(+etabliLe / 1000),
        })
      })
    },
    fermer: arreter,
  }
}
