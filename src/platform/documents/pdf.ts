import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ouvrirOuvrier } from '../ouvrier.ts'
import { lancerAPart } from '../processus.ts'
import type { Demande } from './typst.processus.ts'

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

/** Fonts of the documents lack the thin no-break space: the plain one takes its place. */
const sansFine = (_cle: string, valeur: unknown): unknown =>
  typeof valeur === 'string' ? valeur.replaceAll('\u202f', '\u00a0') : valeur

/** Opens the composer: one process, ended after a minute without a document (it holds some 250 MB). */
export function ouvrirPdf(racine: string): Pdf {
  const construit = join(racine, 'dist/typst.processus.mjs')
  const source = join(racine, 'src/platform/documents/typst.processus.ts')
  const compositeur = ouvrirOuvrier<Demande, Uint8Array>(() =>
    lancerAPart(existsSync(construit) ? construit : source, { args: [racine] }),
  )
  return {
    async rendre(modele, donnees, etabliLe) {
      const demande: Demande = {
        modele,
        donnees: JSON.stringify(donnees, sansFine),
        etabliLe: Math.floor(+etabliLe / 1000),
      }
      try {
        return Buffer.from(await compositeur.demander(demande))
      } catch (erreur) {
        throw new CompositionImpossible((erreur as Error).message)
      }
    },
    fermer: compositeur.fermer,
  }
}
