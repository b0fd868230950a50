import { fileURLToPath } from 'node:url'
import { ouvrirOuvrier } from '#platform/ouvrier.ts'
import { lancerAPart } from '#platform/processus.ts'
import type { Jour } from '#shared/dates.ts'
import type { EmployeurAttendu } from './juger.ts'
import type { DemandeDeLecture } from './recensement.processus.ts'
import type { AEcrire } from './verifier.ts'

/** In the sources the process runs the .ts file itself; beside the built server it is `recensement.processus.mjs`. */
const PROGRAMME = fileURLToPath(
  new URL(`./recensement.processus.${import.meta.url.endsWith('.ts') ? 'ts' : 'mjs'}`, import.meta.url),
)
/** Cap of its heap: a million rows hold in a quarter of it. */
const MEMOIRE_MO = 512

export type Lecteur = {
  /**
   * Judges a census written as CSV, by the rules of `verifierFichier`.
   * @param avancer is told the bytes read, now and then
   * @returns null when the file is of another kind (a workbook, quoted cells…), which is read here
   */
  lire(
    contenu: Uint8Array,
    employeur: EmployeurAttendu,
    au: Jour,
    avancer: (octets: number) => Promise<void>,
  ): Promise<AEcrire | null>
  fermer(): Promise<void>
}

/** Opens the reader of long censuses: one process, ended after a minute without a file. */
export function ouvrirLecteur(): Lecteur {
  const ouvrier = ouvrirOuvrier<DemandeDeLecture, AEcrire | null, number>(() =>
    lancerAPart(PROGRAMME, { memoireMo: MEMOIRE_MO, tuyau: true }),
  )
  return {
    lire: (contenu, { nom, siret }, au, avancer) =>
      ouvrier.demander(
        { employeur: { nom, siret }, au },
        (octets) => {
          avancer(octets).catch(() => null)
        },
        contenu,
      ),
    fermer: ouvrier.fermer,
  }
}
