import type { Acteur } from '#shared/acteur.ts'
import type { Services } from '../http/services.ts'
import type { Envoi } from './deposer.ts'
import type { GenreImport } from './genre.ts'
import { ecrireImport, lireImport } from './importer.ts'
import { signalerInterruption } from './imports.repository.ts'

export const FILE_DES_IMPORTS = 'imports'

type Demande = {
  readonly quoi: 'lire' | 'ecrire'
  readonly genre: string
  readonly importId: string
  readonly acteur: Acteur
}

/** The sender of the jobs of one actor and one kind. The right was checked when she asked; the job writes in her name. */
export const envoiDes =
  ({ taches }: Pick<Services, 'taches'>, acteur: Acteur, genre: GenreImport): Envoi =>
  (tx, quoi, importId) =>
    taches.envoyer(tx, FILE_DES_IMPORTS, {
      quoi,
      genre: genre.cle,
      importId,
      acteur: { ...acteur, sessionId: '', compteId: '' },
    } satisfies Demande)

/** Reads and writes large files, away from the pages. */
export const traiterLesImports = (
  { taches, base, maintenant }: Pick<Services, 'taches' | 'base' | 'maintenant'>,
  genres: readonly GenreImport[],
): Promise<void> =>
  taches.traiter<Demande>(FILE_DES_IMPORTS, async ({ quoi, genre: cle, importId, acteur }) => {
    const genre = genres.find((candidat) => candidat.cle === cle)
    if (!genre) throw new Error(`Aucun import ne s’appelle « ${cle} » dans cette version.`)
    try {
      await (quoi === 'lire' ? lireImport : ecrireImport)(base, acteur, genre, importId, maintenant())
    } catch (erreur) {
      await base.enTantQue(acteur, (tx) => signalerInterruption(tx, importId))
      throw erreur
    }
  })
