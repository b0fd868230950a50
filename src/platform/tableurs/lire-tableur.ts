import { Worker } from 'node:worker_threads'
import { type Result, refuser } from '#shared/result.ts'
import type { Tableur } from './assembler.ts'
import type { Colonne } from './colonnes.ts'
import { LIMITES_TABLEUR, type LimitesTableur, type RefusTableur } from './refus.ts'
import type { DemandeTableur } from './tableur.worker.ts'

/** In the sources the thread runs the .ts file itself; beside the built server it is `tableur.worker.mjs`. */
const OUVRIER = new URL(
  import.meta.url.endsWith('.ts') ? './tableur.worker.ts' : './tableur.worker.mjs',
  import.meta.url,
)

const ARRETEE: RefusTableur = {
  code: 'lecture-arretee',
  message:
    'La lecture du fichier a été arrêtée : elle demande trop de temps ou de mémoire. Supprimez les cellules et les feuilles inutiles, ou enregistrez le tableau en CSV.',
}

/**
 * Reads a CSV or XLSX table given by a user, in a thread of its own whose memory and time are capped. What the file is comes from its
 * bytes. Never throws for what the file holds: a file is refused in one French sentence, a row with its number and its reason.
 * @param colonnes the columns to recognise, the same list as the export
 */
export function lireTableur(
  octets: Uint8Array,
  colonnes: readonly Colonne[],
  limites: Partial<LimitesTableur> = {},
): Promise<Result<Tableur, RefusTableur>> {
  const appliquees = { ...LIMITES_TABLEUR, ...limites }
  const ouvrier = new Worker(OUVRIER, {
    workerData: { octets, colonnes, limites: appliquees } satisfies DemandeTableur,
    resourceLimits: { maxOldGenerationSizeMb: appliquees.memoireMo, maxYoungGenerationSizeMb: 32 },
    execArgv: [],
  })
  return new Promise((resoudre, rejeter) => {
    const delai = setTimeout(() => finir(() => resoudre(refuser(ARRETEE))), appliquees.delaiMs)
    const finir = (suite: () => void) => {
      clearTimeout(delai)
      ouvrier.terminate().then(suite, rejeter)
    }
    ouvrier.once('message', (lu: Result<Tableur, RefusTableur>) => finir(() => resoudre(lu)))
    ouvrier.once('error', (erreur: Error & { code?: string }) =>
      finir(() =>
        erreur.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resoudre(refuser(ARRETEE)) : rejeter(erreur),
      ),
    )
  })
}
