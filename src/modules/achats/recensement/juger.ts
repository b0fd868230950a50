import type { Rapport, Refus, TableAgents } from '@maillage/prevoyance/recensement'
import { type EstUtf8, enUtf8, lireOctets } from '@maillage/recensement/octets'
import { deNom } from '#shared/mots.ts'

/** What one row says, without a cell of the file. */
export type RefusDeLigne = { readonly ligne: number; readonly colonne: string; readonly message: string }

export type Constat = {
  /** Every row is accepted, and there is one at least. */
  readonly lisible: boolean
  readonly lignes: number
  readonly refusees: number
  /** The first reasons only: a file refused a thousand times is not read to its end. */
  readonly refus: readonly RefusDeLigne[]
  /** Why the file as a whole was not read, or notices on it; '' when there is nothing to say. */
  readonly avis: string
}

export type Verification = Constat & {
  /** The agents, held as columns; to be dropped unless `lisible`. */
  readonly table: TableAgents
}

export const DETAIL_MAX = 200

export type EmployeurAttendu = { readonly nom: string; readonly siret: string | null }

/** Puts aside rows of another employer: a file speaks for one, by its SIREN. */
export function trierLesSiens({ nom, siret }: EmployeurAttendu) {
  const refus: RefusDeLigne[] = []
  let enTout = 0
  const siren = siret?.slice(0, 9)
  return {
    voir(sien: string, ligne: number): void {
      if (siren === undefined || sien.startsWith(siren)) return
      enTout++
      if (refus.length < DETAIL_MAX)
        refus.push({
          ligne,
          colonne: 'siret',
          message: `Ce SIRET n’est pas celui ${deNom(nom)}, dont le SIREN est ${siren}. Si l’agent est à un autre employeur, envoyez-le dans le recensement de celui-ci.`,
        })
    },
    conclure: (rapport: Rapport, table: TableAgents): Verification => ({
      table,
      lignes: rapport.lignes,
      refusees: rapport.lignesRefusees + enTout,
      refus: [...rapport.refusees.map(enRefus), ...refus]
        .toSorted((a, b) => a.ligne - b.ligne)
        .slice(0, DETAIL_MAX),
      avis: [...(rapport.fichierRefuse ? [rapport.fichierRefuse.message] : []), ...rapport.avis].join('\n'),
      lisible: rapport.fichierRefuse === null && rapport.lignesRefusees + enTout === 0 && table.nombre > 0,
    }),
  }
}

/**
 * Judges a census written as CSV, where it is: in the browser before it is sent, on the server once received. Yields the bytes read, now and then.
 * @param dateRecensement day on which ages and legal values depend, 'AAAA-MM-JJ' (Paris)
 * @param estUtf8 what the system knows of it, faster than a decoder
 * @returns null when the file is of another kind (a workbook, quoted cells…), which only the server reads
 */
export function* jugerOctets(
  contenu: Uint8Array,
  employeur: EmployeurAttendu,
  dateRecensement: string,
  estUtf8?: EstUtf8,
): Generator<number, Verification | null, void> {
  const octets = enUtf8(contenu, estUtf8)
  if (!octets) return null
  const tri = trierLesSiens(employeur)
  const lu = yield* lireOctets(octets, { dateRecensement, detailMax: DETAIL_MAX, surLigne: tri.voir })
  return lu && tri.conclure(lu.rapport, lu.table)
}

const enRefus = ({ ligne, colonne, message }: Refus): RefusDeLigne => ({
  ligne,
  colonne: String(colonne ?? ''),
  message,
})
