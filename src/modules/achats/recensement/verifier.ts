import { isUtf8 } from 'node:buffer'
import { setImmediate as souffler } from 'node:timers/promises'
import { creerVerificateur, encoderTable, ouvrirTable } from '@maillage/prevoyance/recensement'
import { verifierRecensement } from '@maillage/recensement'
import type { Jour } from '#shared/dates.ts'
import {
  type Constat,
  DETAIL_MAX,
  type EmployeurAttendu,
  jugerOctets,
  trierLesSiens,
  type Verification,
} from './juger.ts'

/** What was judged, ready to be written: the number of agents and their columns as bytes, none unless every row is accepted. */
export type AEcrire = Constat & { readonly agents: number; readonly colonnes: Uint8Array }

export const aEcrire = ({ table, ...constat }: Verification): AEcrire => ({
  ...constat,
  agents: table.nombre,
  colonnes: constat.lisible ? encoderTable(table) : new Uint8Array(),
})

/** Other requests wait no longer than this for their turn. */
const SOUFFLE_MS = 5
/** Rows read as text between two reports of progress. */
const LIGNES = 500

/**
 * Decodes a census file and judges each row; nothing is written. Lets other requests pass while it reads.
 * @param au date of the census (Paris), on which ages and legal values depend
 * @param avancer is told the bytes read, now and then
 */
export async function verifierFichier(
  contenu: Uint8Array,
  employeur: EmployeurAttendu,
  au: Jour,
  avancer: (octets: number) => Promise<void> = async () => {},
): Promise<Verification> {
  const lecture = jugerOctets(contenu, employeur, au, isUtf8)
  let debut = performance.now()
  for (;;) {
    const { done, value } = lecture.next()
    if (done && value) return value
    if (done) return verifierTexte(contenu, employeur, au, avancer)
    if (performance.now() - debut < SOUFFLE_MS) continue
    await avancer(value as number)
    await souffler()
    debut = performance.now()
  }
}

/** Workbooks, quoted cells, old line ends: row by row, as text. */
async function verifierTexte(
  contenu: Uint8Array,
  employeur: EmployeurAttendu,
  au: Jour,
  avancer: (octets: number) => Promise<void>,
): Promise<Verification> {
  const table = ouvrirTable()
  const tri = trierLesSiens(employeur)
  let lus = 0
  const rapport = await verifierRecensement(enFlux(contenu), {
    dateRecensement: au,
    detailMax: DETAIL_MAX,
    surAgent: (agent, ligne) => {
      table.ajouter(agent)
      tri.voir(agent.siret, ligne)
      // A workbook does not say where its rows are: some ninety bytes each, once packed.
      return ++lus % LIGNES === 0 ? avancer(Math.min(contenu.length, lus * 90)) : undefined
    },
  })
  return tri.conclure(rapport, table.rendre())
}

/** Judges rows typed in the short form by the same rules. `rangees`: a header of column names, then one row per agent. */
export function verifierSaisie(
  rangees: readonly (readonly string[])[],
  employeur: EmployeurAttendu,
  au: Jour,
): Verification {
  const verificateur = creerVerificateur({ dateRecensement: au, detailMax: DETAIL_MAX })
  const [entete = [], ...lignes] = rangees
  verificateur.entete(entete)
  const table = ouvrirTable()
  const tri = trierLesSiens(employeur)
  for (const [i, ligne] of lignes.entries()) {
    const agent = verificateur.ligne(i + 1, ligne)?.agent
    if (!agent) continue
    table.ajouter(agent)
    tri.voir(agent.siret, i + 1)
  }
  const rapport = verificateur.rapport()
  return { ...tri.conclure(rapport, table.rendre()), avis: rapport.fichierRefuse?.message ?? '' }
}

async function* enFlux(contenu: Uint8Array): AsyncGenerator<Uint8Array> {
  yield contenu
}
