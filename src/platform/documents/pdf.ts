import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { lancerAPart } from '../processus.ts'
import type { Demande, Reponse } from './typst.processus.ts'

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

type Attente = { readonly resoudre: (pdf: Buffer) => void; readonly rejeter: (erreur: Error) => void }
type Ouvrier = { readonly processus: ChildProcess; readonly attentes: Map<number, Attente> }

/** Opens the composer: one process, started at the first document, ended after a minute without any (it holds some 250 MB). */
export function ouvrirPdf(racine: string): Pdf {
  let ouvrier: Ouvrier | null = null
  let repos: NodeJS.Timeout | undefined
  let numero = 0

  const lancer = (): Ouvrier => {
    const nouveau: Ouvrier = { processus: lancerCompositeur(racine), attentes: new Map() }
    const { processus, attentes } = nouveau
    processus.on('message', ({ id, pdf, erreur }: Reponse) => {
      const attente = attentes.get(id)
      attentes.delete(id)
      if (pdf) attente?.resoudre(Buffer.from(pdf))
      else attente?.rejeter(new CompositionImpossible(erreur))
    })
    // A process that ends answers every document that waited for it; the next one starts another process.
    const echouer = (cause: string) => {
      if (ouvrier === nouveau) ouvrier = null
      for (const { rejeter } of attentes.values()) rejeter(new CompositionImpossible(cause))
      attentes.clear()
    }
    processus.on('error', ({ message }) => echouer(message))
    processus.on('exit', (code, signal) => echouer(`le compositeur s’est arrêté (${signal ?? code})`))
    return nouveau
  }
  const arreter = async () => {
    clearTimeout(repos)
    const processus = ouvrier?.processus
    ouvrier = null
    if (!processus || processus.exitCode !== null || processus.signalCode !== null) return
    processus.ref()
    processus.kill('SIGKILL')
    await once(processus, 'exit')
  }
  return {
    rendre(modele, donnees, etabliLe) {
      ouvrier ??= lancer()
      const { processus, attentes } = ouvrier
      clearTimeout(repos)
      repos = setTimeout(() => attentes.size === 0 && void arreter(), REPOS_MS).unref()
      const demande: Demande = {
        id: ++numero,
        modele,
        donnees: JSON.stringify(donnees, sansFine),
        etabliLe: Math.floor(+etabliLe / 1000),
      }
      return new Promise((resoudre, rejeter) => {
        attentes.set(demande.id, { resoudre, rejeter })
        // A sending that fails needs no answer of its own: the end of the process gives it.
        processus.send(demande, () => {})
      })
    },
    fermer: arreter,
  }
}

function lancerCompositeur(racine: string): ChildProcess {
  const construit = join(racine, 'dist/typst.processus.mjs')
  const source = join(racine, 'src/platform/documents/typst.processus.ts')
  return lancerAPart(existsSync(construit) ? construit : source, { args: [racine] })
}
