import { fileURLToPath } from 'node:url'
import { type Result, refuser } from '#shared/result.ts'
import { lancerAPart } from '../processus.ts'
import type { Tableur } from './assembler.ts'
import type { Colonne } from './colonnes.ts'
import { LIMITES_TABLEUR, type LimitesTableur, type RefusTableur } from './refus.ts'
import type { DemandeTableur, ReponseTableur } from './tableur.processus.ts'

/** In the sources the process runs the .ts file itself; beside the built server it is `tableur.processus.mjs`. */
const LECTEUR = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts') ? './tableur.processus.ts' : './tableur.processus.mjs',
    import.meta.url,
  ),
)

const ARRETEE: RefusTableur = {
  code: 'lecture-arretee',
  message:
    'La lecture du fichier a été arrêtée : elle demande trop de temps ou de mémoire. Supprimez les cellules et les feuilles inutiles, ou enregistrez le tableau en CSV.',
}

/**
 * Reads a CSV or XLSX table given by a user, in a process of its own whose memory and time are capped. What the file is comes from its
 * bytes. Never throws for what the file holds: a file is refused in one French sentence, a row with its number and its reason.
 * @param colonnes the columns to recognise, the same list as the export
 */
export function lireTableur(
  octets: Uint8Array,
  colonnes: readonly Colonne[],
  limites: Partial<LimitesTableur> = {},
): Promise<Result<Tableur, RefusTableur>> {
  const appliquees = { ...LIMITES_TABLEUR, ...limites }
  const lecteur = lancerAPart(LECTEUR, { memoireMo: appliquees.memoireMo })
  const delai = setTimeout(() => lecteur.kill('SIGKILL'), appliquees.delaiMs)
  // Until it answers, this reading is work under way: the application waits for it before it ends.
  lecteur.ref()
  return new Promise<Result<Tableur, RefusTableur>>((resoudre, rejeter) => {
    lecteur.once('message', (reponse: ReponseTableur) =>
      'lu' in reponse ? resoudre(reponse.lu) : rejeter(new Error(reponse.erreur)),
    )
    lecteur.once('error', rejeter)
    // Without an answer before: ended by a signal past its delay or its heap; a code is a fault of ours, not of the file.
    lecteur.once('exit', (code, signal) =>
      signal
        ? resoudre(refuser(ARRETEE))
        : rejeter(new Error(`le lecteur de tableaux s’est arrêté (${code})`)),
    )
    lecteur.send({ octets, colonnes, limites: appliquees } satisfies DemandeTableur, () => {})
  }).finally(() => {
    clearTimeout(delai)
    lecteur.kill('SIGKILL')
  })
}
